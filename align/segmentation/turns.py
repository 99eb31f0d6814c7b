"""Turns of an interview: labels of speakers at the start of blocks: ``Anyong:``, ``Q:``, ``记者：``, ``**Liang:**``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from align.segmentation.languages import Rules

__all__ = ["Turn", "turns"]

_LABEL: Final = re.compile(
    r"(?P<open>\*\*|__|\*)?(?P<name>[^\s:：*_\"“”「」][^:：*_\n\"“”「」]{0,39}?)(?P=open)?(?:(?<=\S)[ ]?)?"
    r"(?::(?:\*\*|__|\*)?(?=\s|$)|：(?:\*\*|__|\*)?)\s*"
)
_LATIN_NAME: Final = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.'’-]*)(?: [A-ZÀ-ÞА-Я][\w.'’-]*){0,3}")
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff·A-Z]{1,8}")
_LONGEST_LABEL: Final = 48
_SHARE: Final = 0.3


class Turn(NamedTuple):
    """The start of a turn: the label as it stands, with the white space behind it, and the speaker that it names."""

    label: str
    speaker: str


def turns(blocks: Sequence[tuple[str, str]], rules: Rules) -> list[Turn | None]:
    """The turns that blocks start, None where a block starts none.

    A word of the language's list of labels is always one. A name before a colon is one only if the text has turns: if
    it stands so twice, or if names and labels in turn stand before much of the text.

    Args:
        blocks: Kind and text of each block.
        rules: Of the language.
    """
    found = [_label(text, rules) if kind in {"body", "excerpt", "heading"} else None for kind, text in blocks]
    counts = Counter(turn.speaker for turn in found if turn is not None)
    certain = {name for name, count in counts.items() if count > 1 or name.casefold() in _folded(rules)}
    if not certain and len(counts) > 1 and counts.total() >= _SHARE * len(blocks):
        certain = set(counts)
    if certain and counts.total() >= _SHARE * len(blocks):
        certain = set(counts)
    return [turn if turn is not None and turn.speaker in certain else None for turn in found]


def _folded(rules: Rules) -> frozenset[str]:
    return frozenset(map(str.casefold, rules.labels))


def _label(text: str, rules: Rules) -> Turn | None:
    if text.find(":", 0, _LONGEST_LABEL) < 0 and text.find("：", 0, _LONGEST_LABEL) < 0:
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    name = match["name"].strip()
    if name.casefold() in _folded(rules) or _LATIN_NAME.fullmatch(name) or _HAN_NAME.fullmatch(name):
        return Turn(match[0], name)
    return None
