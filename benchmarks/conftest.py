"""Clocks and data that the benchmarks share."""

from __future__ import annotations

import resource
from dataclasses import replace
from pathlib import Path

import pytest

import align

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "seeds" / "cgtn-liang-wenfeng-deepseek.txt"


def children_cpu() -> float:
    """CPU seconds, user and system, of all finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="session")
def termbase() -> align.Termbase:
    return align.load_termbase([ROOT / "glossary"])


@pytest.fixture(scope="session")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> align.Bitext:
    """10,000 units that differ, made of the article's excerpts."""
    path = tmp_path_factory.mktemp("bench") / "article.jsonl"
    bitext = align.make_sheet(ARTICLE, path, source_lang="zh", target_lang="en").sheet.bitext
    units = tuple(
        replace(
            unit,
            id=f"u{number:05d}",
            target=f"{unit.target} This is number {number}.",
            block=number // 3 + 1,
            line=number // 3 + 1,
        )
        for number in range(1, 10_001)
        for unit in [bitext.units[number % len(bitext.units)]]
    )
    return replace(bitext, units=units, next_id=10_001)
