"""Who speaks in an excerpt, where the text itself tells; never a guess.

A text tells in two ways. It *announces* excerpts: one block says that what follows are excerpts of an interview, and
names one interviewee. Or a block *leads in*: it ends with a colon behind "NAME said". The nearer word counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from align.segmentation.languages import Rules

if TYPE_CHECKING:
    import regex

__all__ = ["attribute"]

_SENTENCE_BREAK: Final = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_NAME: Final = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][^\W\d_]*(?:['’-][^\W\d_]+)*"
_LONG_NAME: Final = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}")


def attribute(blocks: Sequence[tuple[str, str]], rules: Rules) -> list[str]:
    """The speaker of each block: a name for excerpts where the text tells it, else empty.

    Args:
        blocks: Kind and text of each block, in order.
        rules: Of the language; without rules for speakers all stay empty.
    """
    speakers = [""] * len(blocks)
    speech = rules.speakers
    if speech is None or not any(kind == "excerpt" for kind, _ in blocks):
        return speakers
    announced = lead_in = ""
    longer: dict[str, set[str]] = defaultdict(set)
    for number, (kind, text) in enumerate(blocks):
        if kind == "excerpt":
            speakers[number] = lead_in or announced
            continue
        lead_in = ""
        _note_names(longer, text, rules)
        if kind == "heading":
            continue
        if number + 1 < len(blocks) and blocks[number + 1][0] == "excerpt":
            lead_in = _full_name(_named(text, speech.lead_in, rules), longer)
        if speech.announces.search(text) and speech.points.search(text):
            announced = _full_name(_named(text, speech.interviewee, rules), longer)
    return speakers


def _named(text: str, patterns: Sequence[regex.Pattern[str]], rules: Rules) -> str:
    """The one name that the patterns find, or empty if they find none or several."""
    sentences = _SENTENCE_BREAK.sub("\n", text)
    found = (_plain_name(match["name"], rules) for pattern in patterns for match in pattern.finditer(sentences))
    names = {name for name in found if name}
    whole = {name for name in names if not any(name != other and name in other for other in names)}
    return whole.pop() if len(whole) == 1 else ""


def _plain_name(name: str, rules: Rules) -> str:
    """A name without words before it that only begin the sentence; empty if it is a pronoun or another word."""
    if rules.speakers is None:
        return ""
    words = name.split(" ")
    while words and (words[0] in rules.starters or words[0] in rules.speakers.before_names):
        del words[0]
    plain = " ".join(words)
    if not plain:
        return ""
    wrong = rules.speakers.not_names
    return "" if (wrong.fullmatch(plain) if plain.isascii() else wrong.search(plain)) else plain


def _note_names(longer: dict[str, set[str]], text: str, rules: Rules) -> None:
    """Enter the names of several words in a text under their first and last words."""
    for match in _LONG_NAME.finditer(text):
        name = _plain_name(match[0], rules)
        words = name.split(" ")
        if len(words) > 1:
            longer[words[0]].add(name)
            longer[words[-1]].add(name)


def _full_name(name: str, longer: dict[str, set[str]]) -> str:
    """The longer form of a one-word name that the text has used so far, where there is exactly one."""
    forms = longer.get(name, set())
    return next(iter(forms)) if len(forms) == 1 else name
