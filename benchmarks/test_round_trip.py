"""The round trip of a sheet of 10,000 units: merge, and update to a text with 5 % changes.

CPU seconds of the job alone, reading and writing included; look at the medians.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

import align
from align.formats.xlsx.write import write
from align.model import Sheet
from align.project import sheet_of
from align.roundtrip import merge_files, update_file
from benchmarks.conftest import ARTICLE

_GLOSSARY = [ARTICLE.parent.parent / "glossary"]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text of 10,000 sentences that differ."""
    words = align.make_sheet(ARTICLE, tmp_path / "a.jsonl", source_lang="zh", target_lang="en").sheet.bitext.units
    lines = [f"{words[number % len(words)].target[:-1]}, and this is number {number}." for number in range(10_000)]
    path = tmp_path / "text.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def sheet(text: Path) -> Path:
    """Its sheet."""
    path = text.with_name("work.xlsx")
    align.make_sheet(text, path, source_lang="zh", target_lang="en", rows="all", glossary=_GLOSSARY)
    assert len(align.read(path).units) == 10_000
    return path


def came_back(sheet: Path, termbase: align.Termbase) -> Path:
    """A copy in which every third row was worked on; the hashes are those of what was sent."""
    sent = sheet_of(align.read(sheet), termbase)
    units = tuple(
        replace(unit, source=f"第{number}句的原文在这里。", source_state="original", status="reviewed")
        if number % 3 == 0
        else unit
        for number, unit in enumerate(sent.bitext.units)
    )
    path = sheet.with_name("back.xlsx")
    with path.open("w+b") as stream:
        write(Sheet(replace(sent.bitext, units=units), sent.rows, sent.glossary), stream)
    return path


@pytest.mark.benchmark(group="10,000 units, round trip", timer=time.process_time)
def test_merge(benchmark, sheet, termbase):
    back, old = came_back(sheet, termbase), sheet.with_name("old.xlsx")
    shutil.copy(sheet, old)

    def again():
        shutil.copy(old, sheet)

    def merge():
        return merge_files(sheet, [back], glossary=_GLOSSARY)

    run = benchmark.pedantic(merge, setup=again, rounds=5, warmup_rounds=1)
    assert run.merging.counts()["applied"] == 3_334


@pytest.mark.benchmark(group="10,000 units, round trip", timer=time.process_time)
def test_update_with_five_per_cent_changed(benchmark, text, sheet):
    lines = text.read_text("utf-8").splitlines()
    for number in range(0, 10_000, 20):
        lines[number] = lines[number].replace("this is", "that was", 1)
    for number in reversed(range(7, 10_000, 500)):
        del lines[number]
    text.write_text("\n".join(lines) + "\n", "utf-8")
    old = sheet.with_name("old.xlsx")
    shutil.copy(sheet, old)

    def again():
        shutil.copy(old, sheet)

    def update():
        return update_file(sheet, text, glossary=_GLOSSARY)

    run = benchmark.pedantic(update, setup=again, rounds=5, warmup_rounds=1)
    assert (run.counts()["edited"], run.counts()["gone"]) == (500, 20)
