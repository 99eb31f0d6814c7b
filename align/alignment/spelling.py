"""Words that look alike in two languages: the same, or cognates."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

__all__ = ["lookalikes"]

_START: Final = 3  # letters that cognates share at their beginning
_LEAST: Final = 0.6  # similarity of cognates


def lookalikes(source: Sequence[str], target: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs of types that look alike: source type, target type, probability that they translate each other.

    Numbers and words of the same letters, letters with marks counted as those without; and words with the same
    beginning of three letters and many letter pairs in common (Dice).
    """
    plain = [_plain(word) for word in source]
    groups: dict[str, list[int]] = defaultdict(list)
    theirs = [_plain(word) for word in target]
    for number, word in enumerate(theirs):
        if word[0] == "#" or len(word) <= _START:
            groups[word].append(number)
        else:
            groups[word[:_START] + "*"].append(number)
    found = []
    for number, word in enumerate(plain):
        short = word[0] == "#" or len(word) <= _START
        for other in groups.get(word if short else word[:_START] + "*", ()):
            if short:
                found.append((number, other, 1.0 if word[0] == "#" and len(word) > 2 else 0.4))
            else:
                likeness = _dice(word, theirs[other])
                if likeness >= _LEAST:
                    found.append((number, other, 0.8 * likeness * likeness))
    return found


def _plain(word: str) -> str:
    """A word without its marks, unless it is nothing but marks."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)) or word


def _dice(one: str, other: str) -> float:
    """Letter pairs that two words share, 0 to 1."""
    if one == other:
        return 1.0
    a, b = ({word[k : k + 2] for k in range(len(word) - 1)} for word in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))
