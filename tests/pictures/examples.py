"""Bitexts to draw, and what a picture must not hold."""

from __future__ import annotations

import re

from align.loading import read_terms
from align.model import STATUSES, Alignment, Bead, Bitext, Termbase, Unit

__all__ = ["BEADS", "TERMS", "example", "large", "outside"]

TERMS = Termbase.from_terms(
    read_terms(
        "terms.csv",
        (
            "concept,lang,term,status,pos,type,case,definition,note,source\n"
            "distil,zh,蒸馏,preferred,,full,any,,,\n"
            "distil,en,distillation,preferred,,full,any,,,\n"
            "distil,en,purification,forbidden,,full,any,,,\n"
            "model,zh,模型,preferred,,full,any,,,\n"
            "model,en,model,preferred,,full,any,,,\n"
        ).encode(),
    )
)

BEADS = Alignment((Bead((0, 1), (0,), 0.95), Bead((2,), (), None), Bead((3,), (1, 2), 0.3), Bead((4,), (3,), None)))


def example() -> Bitext:
    """Of each state and confidence something; a term used, one missing, one forbidden."""
    return Bitext(
        (
            Unit("u1", "Distillation makes models strong.", "蒸馏让模型更强。", "original", "final", "One", score=0.95),
            Unit("u2", "Boiling is dear.", "蒸馏很贵。", "original", "reviewed", "One", score=0.6),
            Unit("u3", "Purification is cheap.", "蒸馏很便宜。", "original", "translated", "Two", score=0.2),
            Unit("u4", "We guess.", "我们猜。", "back-translated", "translated", "Two"),
            Unit("u5", "Nobody knows the model.", section="Two"),
            Unit("u6", "", "没有译文。", "original", "initial", "Three"),
        ),
        "zh",
        "en",
        next_id=7,
    )


def large(count: int) -> Bitext:
    """The example over and over, in so many sections that they cannot all be shown."""
    units = example().units
    return Bitext(
        tuple(
            Unit(
                f"u{number + 1:05}",
                units[number % 6].target,
                units[number % 6].source,
                units[number % 6].source_state,
                STATUSES[number * 4 // count],
                section=f"Chapter {number // 20 + 1}",
                score=units[number % 6].score,
            )
            for number in range(count)
        ),
        "zh",
        "en",
    )


def outside(page: str) -> list[str]:
    """What in a page could be asked of a network: addresses that are no names of XML, and all that is run."""
    names = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    found = [address for address in re.findall(r"""https?://[^\s"'<>)]*""", page) if address not in names]
    return found + re.findall(r"<script|<link|<iframe|<img|@import|javascript:|\son\w+=|src=|url\((?!#)", page)
