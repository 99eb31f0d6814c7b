"""Rules that drop beads: each looks at columns of a part and says which rows stay. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from align.text.scripts import guess_language, mostly_in
from align.text.tags import same_language, script_of

__all__ = ["both_sides", "length_ratio", "lengths", "min_score", "right_language"]

Bools = NDArray[np.bool_]
Columns = Mapping[str, Sequence[Any]]

_SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Latn": ("Latin",),
    "Hans": ("Han",),
    "Hant": ("Han",),
    "Jpan": ("Han", "Hiragana", "Katakana"),
    "Kore": ("Hangul", "Han"),
    "Cyrl": ("Cyrillic",),
    "Grek": ("Greek",),
    "Arab": ("Arabic",),
    "Hebr": ("Hebrew",),
    "Deva": ("Devanagari",),
    "Thai": ("Thai",),
    "Laoo": ("Lao",),
    "Khmr": ("Khmer",),
    "Mymr": ("Myanmar",),
    "Armn": ("Armenian",),
    "Geor": ("Georgian",),
    "Ethi": ("Ethiopic",),
}


def both_sides(columns: Columns) -> Bools:
    """Beads with a source and a target."""
    return np.array(
        [bool(a.strip() and b.strip()) for a, b in zip(columns["source"], columns["target"], strict=True)], bool
    )


def min_score(columns: Columns, least: float) -> Bools:
    """Beads of at least such a confidence; those without one are dropped."""
    return np.array([score is not None and score >= least for score in columns["score"]], bool)


def lengths(columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Code points of the sources and of the targets."""
    here, there = (np.array([len(text) for text in columns[side]], np.int64) for side in ("source", "target"))
    return here, there


def length_ratio(columns: Columns, most: float, usual: Mapping[tuple[str, str], float]) -> Bools:
    """Beads neither of whose sides is so many times longer than the other leads to expect; those with one side go.

    Args:
        columns: The rows.
        most: How many times, > 1.
        usual: For each two languages target code points a source code point.
    """
    here, there = lengths(columns)
    langs = zip(columns["source_lang"], columns["target_lang"], strict=True)
    expected = here * np.array([usual[pair] for pair in langs])
    stays: Bools = (here > 0) & (there > 0) & (there <= expected * most) & (expected <= there * most)
    return stays


def right_language(columns: Columns) -> Bools:
    """Beads whose texts are in the script of their language, and in no other language that a script makes certain."""
    return np.array(
        [
            _fits(row[0], row[1]) and _fits(row[2], row[3])
            for row in zip(*(columns[n] for n in ("source", "source_lang", "target", "target_lang")), strict=True)
        ],
        bool,
    )


def _fits(text: str, lang: str) -> bool:
    wanted = _SCRIPTS.get(script_of(lang))
    if wanted is None:
        return True
    sure = guess_language(text) if "Han" in wanted else None  # languages that share characters
    if sure is not None and not same_language(sure, lang) and not (sure == "zh" and len(wanted) > 1):
        return False
    return mostly_in(text, wanted)
