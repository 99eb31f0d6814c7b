"""Who speaks in an excerpt, where the text itself tells; never a guess.

A text tells in two ways. It *announces* excerpts: one block says that what follows are excerpts of an interview, and
names one interviewee. Or a block *leads in*: it ends with a colon behind "NAME said". The nearer word counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from align.segmentation.languages import Rules

__all__ = ["attribute"]


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
    for number, (kind, text) in enumerate(blocks):
        if kind == "excerpt":
            speakers[number] = lead_in or announced
            continue
        lead_in = ""
        if kind == "heading":
            continue
        if number + 1 < len(blocks) and blocks[number + 1][0] == "excerpt":
            lead_in = _full_name(_named(text, speech.lead_in), blocks[: number + 1])
        if speech.announces.search(text) and speech.points.search(text):
            announced = _full_name(_named(text, speech.interviewee), blocks[: number + 1])
    return speakers


def _named(text: str, patterns: Sequence[regex.Pattern[str]]) -> str:
    """The one name that the patterns find, or empty if they find none or several."""
    sentences = regex.sub(r"(?<=[.!?。！？])\s+", "\n", text)
    names = {match["name"] for pattern in patterns for match in pattern.finditer(sentences)}
    whole = {name for name in names if not any(name != other and name in other for other in names)}
    return whole.pop() if len(whole) == 1 else ""


def _full_name(name: str, blocks: Sequence[tuple[str, str]]) -> str:
    """The longer form of a one-word name that the text has used so far, where there is exactly one."""
    if not name or " " in name or not name.isascii():
        return name
    text = "\n".join(block for kind, block in blocks if kind != "excerpt")
    longer = {match[0] for match in regex.finditer(rf"\b{regex.escape(name)}(?: \p{{Lu}}[\p{{L}}'’-]+)+", text)}
    longer |= {match[0] for match in regex.finditer(rf"\b(?:\p{{Lu}}[\p{{L}}'’-]+ )+{regex.escape(name)}\b", text)}
    return longer.pop() if len(longer) == 1 else name
