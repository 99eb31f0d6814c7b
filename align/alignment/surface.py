"""What sentences show without being read: their length, their marks, the quotations they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

__all__ = ["EDGES", "MARKS", "Surface", "clauses"]

MARKS: Final = ("?？", "!！", "…", ":：", "—–", "(（", ";；", ",，、")
"""Classes of punctuation marks that are counted."""

EDGES: Final = ("opens", "closes", "asks", "ends")
"""What is looked at where a sentence begins and ends, see :attr:`Surface.edges`."""

_CLASS: Final = {mark: number for number, marks in enumerate(MARKS) for mark in marks}
_MARK: Final = regex.compile(rf"[{''.join(MARKS)}]|\.\.\.|(?<=\s)-(?=\s)|--")
_OPENING: Final = "“「『«„‚‹‘"
_CLOSING: Final = "”」』»’›"
_QUOTES: Final = _OPENING + _CLOSING + "\"'"
_TAIL: Final = _QUOTES + ")） "
_SINGLE: Final = regex.compile(r"(?<!\w)(?P<open>['‘])(?=[\w—…])|(?<=[\w.,!?…—-])['’](?!\w)")
_DOUBLE: Final = regex.compile(r"(?P<open>[“「『«„])|(?P<close>[”」』»])|\"")
_SINGLE_OPEN: Final = regex.compile(r"(?<!\w)['‘](?=\w)")
_FEW, _MOST = 0.03, 0.9  # quotations tell something if such a share of the sentences ends inside one

_IDEOGRAPH: Final = 3.5  # letters that an ideograph is worth
_SHORT: Final = 14.0  # letters that a clause has at least
_CLAUSE: Final = regex.compile(
    r"(?<=[，；：。！？…—])(?![，；：。！？…—”’」』）])"
    r"|(?=\s)(?<=[,;:.!?][\"'’”»)]*)"  # the cheap question first: many quotation marks would take long
    r"|(?<=\w)(?=—)|(?<=—)(?=\w)"
)


@dataclass(frozen=True, slots=True)
class Surface:
    """Of n sentences: ``lengths`` (n), ``marks`` (n, classes), ``edges`` (n, 4) and ``inside`` (n + 1).

    Attributes:
        lengths: Code points without the space around, at least 1.
        marks: How many marks of each of :data:`MARKS`.
        edges: 1 where a sentence begins with a quotation mark, ends with one, ends as a question, ends as a sentence.
        inside: 1 where the boundary before a sentence (or behind the last) lies inside a quotation.
        quoting: Whether quotations tell something.
    """

    lengths: NDArray[np.float64]
    marks: NDArray[np.float64]
    edges: NDArray[np.float64]
    inside: NDArray[np.float64]
    quoting: bool

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Surface:
        """Look at sentences."""
        stripped = [sentence.strip() for sentence in sentences]
        marks = np.zeros((len(stripped), len(MARKS)))
        edges = np.zeros((len(stripped), 4))
        for number, text in enumerate(stripped):
            for match in _MARK.finditer(text):
                mark = match[0]
                marks[number, _CLASS.get(mark, 4 if "-" in mark else 2)] += 1
            core = text.rstrip(_TAIL)[-1:]
            edges[number] = (
                text[:1] in _QUOTES if text else 0,
                text[-1:] in _QUOTES if text else 0,
                core in "?？" if core else 0,
                core in ".。!！?？…" if core else 0,
            )
        inside = _inside(stripped)
        share = float(inside.mean())
        return cls(
            np.array([max(1, len(text)) for text in stripped], np.float64), marks, edges, inside, _FEW < share < _MOST
        )


def _inside(sentences: Sequence[str]) -> NDArray[np.float64]:
    """Whether each boundary lies inside a quotation, as far as marks that open and close tell."""
    doubles = sum(len(_DOUBLE.findall(text)) for text in sentences)
    singles = sum(len(_SINGLE_OPEN.findall(text)) for text in sentences)
    pattern = _SINGLE if singles > 2 * doubles else _DOUBLE
    state = np.zeros(len(sentences) + 1)
    now = False
    for number, text in enumerate(sentences):
        for match in pattern.finditer(text):
            if pattern is _SINGLE:
                now = match["open"] is not None
            else:
                now = match["open"] is not None or (match["close"] is None and not now)
        state[number + 1] = now
    return state


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence: its parts between punctuation marks, none of them very short.

    Joined they are the sentence again.
    """
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    parts: list[str] = []
    for start, end in pairwise(cuts):
        part = sentence[start:end]
        if parts and (_weight(parts[-1]) < _SHORT or not part.strip()):
            parts[-1] += part
        elif part:
            parts.append(part)
    if len(parts) > 1 and _weight(parts[-1]) < _SHORT:
        last = parts.pop()
        parts[-1] += last
    return parts or [sentence]


def _weight(text: str) -> float:
    stripped = text.strip()
    if stripped.isascii():
        return len(stripped)
    return sum(_IDEOGRAPH if c > "\u2e80" else 1.0 for c in stripped)
