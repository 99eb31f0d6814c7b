"""What each block of a text is, and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from align.segmentation.blocks import block_kinds
from align.segmentation.languages import Rules
from align.segmentation.quotations import enclosing_quotes, open_quotation
from align.segmentation.speakers import attribute
from align.segmentation.turns import turns

__all__ = ["Part", "structure"]


class Part(NamedTuple):
    """The attributes of a block that its text and its neighbours tell, as in :class:`align.model.Block`."""

    kind: str
    speaker: str
    label: str
    quotes: tuple[str, str] | None


_KEPT: Final = frozenset(("heading", "caption", "note"))


def structure(texts: Sequence[str], rules: Rules, known: Sequence[str] = ()) -> list[Part]:
    """The part that each block plays.

    The label of a turn names the speaker of its block, and of the blocks behind it up to the next label or heading;
    elsewhere an excerpt has the speaker that the text announces.

    Args:
        texts: Of the blocks.
        rules: Of the language.
        known: The kind of each block where mark-up tells it, else empty. A heading, caption or note by mark-up stays
            one; other blocks are excerpts if quotation marks enclose them.
    """
    known = known or [""] * len(texts)
    kinds = block_kinds(texts, rules, known)
    starts = turns(list(zip(kinds, texts, strict=True)), rules)
    labels = ["" if turn is None else turn.label for turn in starts]
    quotes = [
        None if kind in _KEPT else enclosing_quotes(text[len(label) :])
        for text, label, kind in zip(texts, labels, known, strict=True)
    ]
    # A quotation of several paragraphs opens anew in each, and closes in the last one only.
    for number in range(len(texts) - 2, -1, -1):
        if quotes[number] is None and quotes[number + 1] is not None and known[number] not in _KEPT:
            quotes[number] = open_quotation(texts[number][len(labels[number]) :])
    kinds = [
        "excerpt" if pair else "body" if turn and kind == "heading" and not told else kind
        for kind, pair, turn, told in zip(kinds, quotes, starts, known, strict=True)
    ]
    announced = attribute(list(zip(kinds, texts, strict=True)), rules)
    parts = []
    speaking = ""
    for kind, label, pair, turn, speaker in zip(kinds, labels, quotes, starts, announced, strict=True):
        if turn is not None:
            speaking = turn.speaker
        elif kind == "heading":
            speaking = ""
        says = speaking if kind in {"body", "excerpt"} else ""
        parts.append(Part(kind, says or speaker, label, pair))
    return parts
