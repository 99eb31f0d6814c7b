"""Texts of units taken apart and put together, with the mark-up that stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import regex

from align.model import Code
from align.segmentation import segments
from align.text.joints import joint

__all__ = ["Piece", "boundaries", "clauses", "cut", "join", "moved_codes", "nearest"]

_CLAUSE_END: Final = regex.compile(r"[,;:](?=\s)\s*|[，；：、،؛—–]+\s*")

Piece = tuple[str, tuple[Code, ...]]
"""A text and its codes."""


def boundaries(text: str, lang: str) -> list[int]:
    """The offsets at which a sentence begins behind another one, ascending."""
    return [after.start for _, after in pairwise(segments(text, lang))]


def clauses(text: str) -> list[int]:
    """The offsets at which something begins behind a comma, a semicolon, a colon or a dash, ascending."""
    return [match.end() for match in _CLAUSE_END.finditer(text) if match.end() < len(text)]


def nearest(places: Sequence[int], wanted: float) -> int | None:
    """The place that lies closest to the one wanted; None where there is none."""
    return min(places, key=lambda place: abs(place - wanted), default=None)


def cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """A text divided at an offset; white space at the cut is left out, no code is."""
    text, codes = piece
    first, second = text[:at].rstrip(), text[at:].lstrip()
    begin = len(text) - len(second) if second else len(text)
    left = [code for code in codes if code.offset < at or (code.offset == at and code.kind == "close")]
    right = [code for code in codes if not (code.offset < at or (code.offset == at and code.kind == "close"))]
    return (
        (first, tuple(replace(code, offset=min(code.offset, len(first))) for code in left)),
        (second, tuple(replace(code, offset=max(code.offset - begin, 0)) for code in right)),
    )


def join(one: Piece, other: Piece) -> Piece:
    """Two texts as one, with what a language puts between sentences."""
    first, second = one[0], other[0]
    between = "" if first[-1:].isspace() or second[:1].isspace() else joint(first, second)
    shift = len(first) + len(between)
    return first + between + second, (*one[1], *(replace(code, offset=code.offset + shift) for code in other[1]))


def moved_codes(codes: Sequence[Code], old: str, new: str) -> tuple[Code, ...]:
    """Codes after an edit: those before and behind what was changed keep their place, the others go to its edges."""
    if not codes or old == new:
        return tuple(codes)
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    rest = most - start
    end = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    shift = len(new) - len(old)
    return tuple(
        code
        if code.offset <= start
        else replace(
            code, offset=code.offset + shift if code.offset >= len(old) - end else min(code.offset, len(new) - end)
        )
        for code in codes
    )
