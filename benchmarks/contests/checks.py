"""A translated file checked, each program as a command with all its checks on."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import align
from benchmarks.checks import made
from benchmarks.contests.contest import OURS, Contest, as_process


def _file(size: int) -> Path:
    path = Path(tempfile.mkdtemp(), "units.po")
    align.write(made(size, 1_000)[0], path)
    return path


def _ours(size: int) -> Sequence[str]:
    path = _file(size)
    return [sys.executable, "-m", "align", "check", str(path), "--fail-on", "never"]


def _pofilter(size: int) -> Sequence[str]:
    program = shutil.which("pofilter")
    if program is None:
        raise FileNotFoundError("pofilter")
    path = _file(size)
    return [program, "--progress=none", str(path), str(path.with_name("found.po"))]


CONTESTS = [
    Contest(
        "checks",
        "a PO file, whole process",
        10_000,
        "units",
        {OURS: as_process(_ours), "pofilter": as_process(_pofilter)},
    )
]
