"""Turns of an interview: labels of speakers at the start of blocks: ``Anyong:``, ``Q:``, ``记者：``, ``**Liang:**``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from align.segmentation.languages import Rules

if TYPE_CHECKING:
    import regex

__all__ = ["Turn", "turns"]

_LABEL: Final = re.compile(
    r"(?P<open>\*\*|__|\*)?[《]?(?P<name>[^\s:：*_()（）《》\"“”「」][^:：*_\n()（）《》\"“”「」]{0,39}?)[》]?"
    r"(?: ?[(（][^()（）\n]{1,20}[)）])?(?P=open)?(?:(?<=\S)[ ]?)?"
    r"(?::(?:\*\*|__|\*)?(?=\s|$)|：(?:\*\*|__|\*)?)\s*"
)
_LONGEST_LABEL: Final = 64
_FINAL: Final = frozenset('.!?…。！？؟।"”’»」』)）')
_SHARE: Final = 0.3
_MOST: Final = 0.6


class Turn(NamedTuple):
    """The start of a turn: the label as it stands, with the white space behind it, and the speaker that it names.

    Both are empty where a block begins with a label of nobody known: then nobody's turn goes on.
    """

    label: str
    speaker: str


@cache
def _name() -> regex.Pattern[str]:
    """Matches what may be a name: words with capitals, or a few letters of a script without any."""
    import regex

    return regex.compile(
        r"\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,3}|[\p{Lo}\p{M}ー·・]{1,8}(?:[A-Z][A-Za-z]*)?"
        r"|[\p{Lo}\p{M}]{1,12}(?: [\p{Lo}\p{M}]{1,12}){0,2}"
    )


_NO_HAN_NAME: Final = frozenset("的是我你他她它这那這了在有和与與")


def turns(blocks: Sequence[tuple[str, str]], rules: Rules) -> list[Turn | None]:
    """The turns that blocks start, None where a block starts none.

    A word of the language's list of labels is always one. A name before a colon is one if it stands so twice, or beside
    one that is, or if several names stand before sentences in most blocks.

    Args:
        blocks: Kind and text of each block.
        rules: Of the language.
    """
    found = [_label(text, rules) if kind in {"body", "excerpt", "heading"} else None for kind, text in blocks]
    labelled = [turn.speaker for turn in found if turn is not None]
    if not labelled:
        return found
    counts = Counter(labelled)
    certain = {name for name, count in counts.items() if count > 1 or name.casefold() in rules.labels}
    if certain and len(labelled) >= _SHARE * len(blocks):
        neighbours = zip(labelled, [*labelled[1:], ""], ["", *labelled[:-1]], strict=True)
        certain |= {name for name, behind, before in neighbours if behind in certain or before in certain}
    elif not certain and len(counts) > 1 and len(labelled) >= _MOST * len(blocks):
        certain = set(counts)
    if not certain:
        return [None] * len(found)
    return [turn if turn is None or turn.speaker in certain else Turn("", "") for turn in found]


def _label(text: str, rules: Rules) -> Turn | None:
    if text.find(":", 0, _LONGEST_LABEL) < 0 and text.find("：", 0, _LONGEST_LABEL) < 0:
        return None
    match = _LABEL.match(text)
    if match is None or match.end() == len(text):
        return None
    name = match["name"].strip()
    if name.casefold() in rules.labels:
        return Turn(match[0], name)
    if name.casefold() in rules.not_labels or name.split(" ")[0] in rules.starters or text[-1] not in _FINAL:
        return None
    if not _NO_HAN_NAME.isdisjoint(name) or _name().fullmatch(name) is None:
        return None
    return Turn(match[0], name)
