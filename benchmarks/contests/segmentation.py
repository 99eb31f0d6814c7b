"""Sentences of running text, of which the project's own tests are made."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import align
from benchmarks.contests.contest import OURS, Contender, Contest, in_process
from benchmarks.segmentation import PEERS, sample


def _ours(lang: str) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        text = sample(lang, Path("nowhere"))[:size]
        align.segment(text[:1000], lang)
        return lambda: align.segment(text, lang)

    return in_process(prepare)


def _peer(lang: str, name: str, make: Callable[[Any, str], Callable[[str], object]]) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        segment = make(importlib.import_module(name), lang)
        text = sample(lang, Path("nowhere"))[:size]
        segment(text[:1000])
        return lambda: segment(text)

    return in_process(prepare)


CONTESTS = [
    Contest(
        "segmentation",
        language,
        50_000,
        "characters",
        {OURS: _ours(lang), **{name: _peer(lang, name, make) for name, make in PEERS.items()}},
    )
    for language, lang in (("English", "en"), ("Chinese", "zh"))
]
