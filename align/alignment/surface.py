"""What sentences show without being read: their length, their marks, the quotations they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from align.alignment.characters import Characters

__all__ = ["EDGES", "MARKS", "Surface", "clauses"]

Ints = NDArray[np.int64]

MARKS: Final = ("?？", "!！", "…", ":：", "—–", "(（", ";；", ",，、")
"""Classes of punctuation marks that are counted."""

EDGES: Final = ("opens", "closes", "asks", "ends")
"""What is looked at where a sentence begins and ends, see :attr:`Surface.edges`."""

_OPENING: Final = "“「『«„"
_CLOSING: Final = "”」』»"
_QUOTES: Final = f"{_OPENING}{_CLOSING}‚‹‘’›\"'"
_FEW, _MOST = 0.03, 0.9  # quotations tell something if such a share of the sentences ends inside one

_IDEOGRAPH: Final = 3.5  # letters that an ideograph is worth
_SHORT: Final = 14.0  # letters that a clause has at least

_WORD, _SPACE = regex.compile(r"\w"), regex.compile(r"\s")
_EDGING: Final = (".", "-", _SPACE, _QUOTES, f"{_QUOTES})） ", "?？", ".。!！?？…")
_QUOTING: Final = (_OPENING, _CLOSING, '"', "'‘", "'’", _WORD, ".,!?…—-", "—…")
_LOOK: Final = (*MARKS, *_EDGING, *_QUOTING)
"""What sentences are looked at for; marks come first."""
_DOT, _HYPHEN, _LOOSE, _QUOTE, _TAIL, _ASKING, _ENDING = range(len(MARKS), len(_LOOK) - len(_QUOTING))
_OPENS, _CLOSES, _STRAIGHT, _SINGLE_OPENS, _SINGLE_CLOSES, _LETTER, _STOP, _GOES_ON = range(
    len(_LOOK) - len(_QUOTING), len(_LOOK)
)
_CUTTING: Final = (
    "，；：。！？…—",
    "”’」』）",
    ",;:.!?",
    "\"'’”»)",
    "—",
    _SPACE,
    _WORD,
    regex.compile(r"[\u2e81-\U0010ffff]"),
)
_WIDE, _WIDE_TAIL, _NARROW, _NARROW_TAIL, _DASH, _GAP, _INNER, _IDEOGRAPHS = range(len(_CUTTING))


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
        seen = Characters.of(sentences, _LOOK)
        first, last = seen.cores
        some = first < last
        marks = np.zeros((len(sentences), len(MARKS)))
        for number in range(len(MARKS)):
            marks[:, number] = _count(seen, np.flatnonzero(seen[number]))
        marks[:, MARKS.index("…")] += _count(seen, *_runs(seen[_DOT], 3))
        marks[:, MARKS.index("—–")] += _count(seen, *_runs(seen[_HYPHEN], 2)) + _count(seen, _lone_hyphens(seen))
        inner = np.flatnonzero(~seen[_TAIL])
        before = np.searchsorted(inner, last) - 1
        core = np.append(inner, 0)[before]
        cored = some & (before >= 0) & (core >= first)
        edges = np.stack(
            [
                some & _looked_up(seen[_QUOTE], first),
                some & _looked_up(seen[_QUOTE], last - 1),
                cored & _looked_up(seen[_ASKING], core),
                cored & _looked_up(seen[_ENDING], core),
            ],
            axis=1,
        ).astype(np.float64)
        inside = _inside(seen)
        share = float(inside.mean())
        lengths = np.maximum(last - first, 1).astype(np.float64)
        return cls(lengths, marks, edges, inside, _FEW < share < _MOST)


def _count(seen: Characters, places: Ints, many: Ints | None = None) -> NDArray[np.float64]:
    """How many of some places lie in each text."""
    counts: NDArray[np.float64] = np.bincount(seen.texts_of(places), many, len(seen.ends)).astype(np.float64)
    return counts


def _looked_up(flags: NDArray[np.bool_], places: Ints) -> NDArray[np.bool_]:
    return flags[places] if len(flags) else np.zeros(len(places), np.bool_)


def _runs(flags: NDArray[np.bool_], size: int) -> tuple[Ints, Ints]:
    """Where flagged characters begin that follow each other, and how many groups of a size they make."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return edges[::2], (edges[1::2] - edges[::2]) // size


def _lone_hyphens(seen: Characters) -> Ints:
    """Hyphens between spaces within a sentence, which stand for dashes."""
    places = np.flatnonzero(seen[_HYPHEN] & seen.before(seen[_LOOSE]) & seen.behind(seen[_LOOSE]))
    first, last = seen.cores
    text = seen.texts_of(places)
    return places[(places > first[text]) & (places < last[text] - 1)]


def _inside(seen: Characters) -> NDArray[np.float64]:
    """Whether each boundary lies inside a quotation, as far as marks that open and close tell."""
    letter = seen[_LETTER]
    opens, closes, toggles = seen[_OPENS], seen[_CLOSES], seen[_STRAIGHT]
    begins_word = seen[_SINGLE_OPENS] & ~seen.before(letter)
    singles = begins_word & seen.behind(letter)
    if np.count_nonzero(singles) > 2 * np.count_nonzero(opens | closes | toggles):
        opens = begins_word & seen.behind(letter | seen[_GOES_ON])
        closes = ~opens & seen[_SINGLE_CLOSES] & seen.before(letter | seen[_STOP]) & ~seen.behind(letter)
        toggles = np.zeros_like(opens)
    # Inside is what an opening mark began and none ended; straight marks turn that about.
    places = np.flatnonzero(opens | closes | toggles)
    straight, began = (np.append(np.False_, flags[places]) for flags in (toggles, opens))
    sure = np.maximum.accumulate(np.where(straight, 0, np.arange(len(straight))))
    turns = np.cumsum(straight)
    now = began[sure] ^ ((turns - turns[sure]) % 2 == 1)
    state = np.zeros(len(seen.ends) + 1)
    state[1:] = now[np.searchsorted(places, seen.ends)]
    return state


def clauses(sentences: Sequence[str]) -> list[list[str]]:
    """The clauses of each sentence: its parts between punctuation marks, none of them very short.

    Joined they are the sentence again.
    """
    seen = Characters.of(sentences, _CUTTING)
    cuts = _cuts(seen)
    # What stands before each place that is no space around a part, in letters.
    weights = np.concatenate([[0.0], np.cumsum(np.where(seen[_IDEOGRAPHS], _IDEOGRAPH, 1.0))])
    solid = np.append(seen.solid, len(seen.text))
    bounds = np.concatenate([seen.begins, seen.ends, cuts])
    at = np.searchsorted(seen.solid, bounds)
    after = weights[solid[at]].tolist()
    before = np.where(at > 0, weights[np.append(0, seen.solid + 1)[at]], 0.0).tolist()
    many, text = len(sentences), seen.text
    owned = np.searchsorted(cuts, np.stack([seen.begins, seen.ends])).tolist()
    places = cuts.tolist()
    found = []
    for number, (begin, end, low, high) in enumerate(
        zip(seen.begins.tolist(), seen.ends.tolist(), *owned, strict=True)
    ):
        if low == high:
            found.append([sentences[number]])
            continue
        starts, last = [begin], number  # the place of the last part's beginning in bounds
        for k in range(low, high):
            here = 2 * many + k
            following = here + 1 if k + 1 < high else many + number
            if before[here] - after[last] < _SHORT or before[following] <= after[here]:
                continue
            starts.append(places[k])
            last = here
        if len(starts) > 1 and before[many + number] - after[last] < _SHORT:
            starts.pop()
        found.append([text[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)])
    return found


def _cuts(seen: Characters) -> Ints:
    """Where a sentence may be cut: the places of what stands behind."""
    wide, dash, word = seen[_WIDE], seen[_DASH], seen[_INNER]
    cut = seen.before(wide) & ~wide & ~seen[_WIDE_TAIL]
    cut |= (seen.before(dash) & word) | (seen.before(word) & dash)
    tail = seen[_NARROW_TAIL]
    # The last character before each that is no closing mark.
    stem = np.maximum.accumulate(np.where(tail, -1, np.arange(len(tail))))
    stem = np.concatenate([[-1], stem])[:-1]
    cut |= seen[_GAP] & (stem >= 0) & seen[_NARROW][stem]
    cut[seen.ends] = False
    cut[seen.begins] = False
    return np.flatnonzero(cut)
