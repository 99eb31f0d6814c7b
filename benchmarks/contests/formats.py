"""Exchange files read and written; translate-toolkit as a process of its own, which tells its CPU seconds itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import align
from benchmarks.checks import made
from benchmarks.contests.contest import OURS, Contender, Contest, as_script, in_process

_FORMATS = {"TMX": ("tmx", "tmx.tmxfile"), "XLIFF 1.2": ("xlf", "xliff.xlifffile"), "PO": ("po", "pypo.pofile")}
_HEAD = """
import sys, time
from io import BytesIO
from translate.storage import {module}
from benchmarks import memory
"""
_READ = """
start = time.process_time()
store = {module}.{name}.parsefile(sys.argv[1])
rows = [(str(unit.source), str(unit.target)) for unit in store.units]
print(time.process_time() - start, memory.peak())
"""
_WRITE = """
rows = [(str(unit.source), str(unit.target)) for unit in {module}.{name}.parsefile(sys.argv[1]).units if unit.source]
start = time.process_time()
store = {module}.{name}()
for source, target in rows:
    unit = store.addsourceunit(source)
    unit.target = target
store.serialize(BytesIO())
print(time.process_time() - start, memory.peak())
"""


def _file(size: int, ending: str) -> Path:
    path = Path(tempfile.mkdtemp(), f"units.{ending}")
    align.write(made(size, 200)[0], path)
    return path


def _ours(ending: str, *, writing: bool) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        path = _file(size, ending)
        bitext = align.read(path)
        if writing:
            return lambda: align.write(bitext, path, force=True)
        return lambda: align.read(path)

    return in_process(prepare)


def _toolkit(ending: str, where: str, *, writing: bool) -> Contender:
    module, name = where.split(".")
    script = (_HEAD + (_WRITE if writing else _READ)).format(module=module, name=name)

    def prepare(size: int) -> Sequence[str]:
        return [str(_file(size, ending))]

    return as_script("translate", prepare, script)


CONTESTS = [
    Contest(
        "formats",
        f"{'write' if writing else 'read'} {name}",
        10_000,
        "units",
        {OURS: _ours(ending, writing=writing), "translate-toolkit": _toolkit(ending, where, writing=writing)},
    )
    for name, (ending, where) in _FORMATS.items()
    for writing in (False, True)
]
