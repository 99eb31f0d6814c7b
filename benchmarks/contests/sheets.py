"""Workbooks: our working sheet with all that is in it, beside bare tables of the same texts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import align
from benchmarks.checks import made
from benchmarks.contests.contest import OURS, Contest, in_process


def _path() -> Path:
    return Path(tempfile.mkdtemp(), "sheet.xlsx")


def _write(size: int) -> Callable[[], object]:
    bitext, termbase = made(size, 200)
    path = _path()
    return lambda: align.write(bitext, path, termbase=termbase, force=True)


def _pandas_write(size: int) -> Callable[[], object]:
    frame = made(size, 200)[0].to_frame()
    path = _path()
    return lambda: frame.to_excel(path, index=False)


def _written(size: int) -> Path:
    path = _path()
    align.write(made(size, 200)[0], path)
    return path


def _read(size: int) -> Callable[[], object]:
    path = _written(size)
    return lambda: align.read(path)


def _pandas_read(size: int) -> Callable[[], object]:
    import pandas as pd

    path = _written(size)
    return lambda: pd.read_excel(path)


CONTESTS = [
    Contest(
        "sheet",
        "write with terms, checks and layout",
        10_000,
        "units",
        {OURS: in_process(_write), "pandas to_excel, bare": in_process(_pandas_write)},
    ),
    Contest(
        "sheet",
        "read a working sheet",
        10_000,
        "units",
        {OURS: in_process(_read), "pandas read_excel, one tab": in_process(_pandas_read)},
    ),
]
