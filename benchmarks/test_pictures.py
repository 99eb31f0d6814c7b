"""Pictures and the report of a bitext of 10,000 units. CPU seconds of the job alone, checks included."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

import align
from benchmarks.conftest import ARTICLE

_SEEDS = ARTICLE.parent


@pytest.fixture(scope="module")
def bitext(tmp_path_factory: pytest.TempPathFactory) -> align.Bitext:
    """The article with the originals that were found, over and over, in 100 sections."""
    sheet = tmp_path_factory.mktemp("pictures") / "work.xlsx"
    align.make_sheet(ARTICLE, sheet, source_lang="zh", target_lang="en")
    align.attach_files(sheet, sorted(_SEEDS.glob("demo-interview-*.zh.txt")))
    once = align.read(sheet)
    units = (
        replace(once.units[number % len(once.units)], id=f"u{number:05}", section=f"Chapter {number // 100 + 1}")
        for number in range(10_000)
    )
    return replace(once, units=tuple(units), leftovers=(), next_id=10_000)


@pytest.mark.benchmark(group="10,000 units, pictures", timer=time.process_time)
@pytest.mark.parametrize("form", ["png", "svg", "html"])
def test_plot(benchmark, bitext, termbase, tmp_path, form):
    shown = benchmark(align.plot, bitext, tmp_path / f"out.{form}", termbase=termbase, force=True)
    assert len(shown.series) == 4


@pytest.mark.benchmark(group="10,000 units, pictures", timer=time.process_time)
def test_report(benchmark, bitext, termbase, tmp_path):
    assert benchmark(align.report, bitext, tmp_path / "out.html", termbase=termbase, force=True) == []
