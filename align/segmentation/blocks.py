"""Blocks of a text, and what each is: heading, body, excerpt, caption or note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from align.segmentation.languages import Rules
from align.text.scripts import is_unspaced
from align.text.widths import display_width

__all__ = ["block_kinds", "block_spans", "enclosing_quotes"]

_LINE: Final = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_PAIRS: Final = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“”", "»": "«", "＂": "＂", '"': '"'}
# What stands behind a caption: /CCTV Plus, (Photo: Xinhua), [Photo/Agency], 图/新华社
_CREDIT: Final = regex.compile(
    r"[.!?。！？…][\"”’)]?\s*/\s?\p{Lu}[\p{L}\p{N} .&-]{1,40}$"
    r"|[(\[（【](?:photo|image|picture|credit|source|courtesy|图|图片|图源|来源|摄影|供图)\b?[^)\]）】]{0,60}[)\]）】]\.?$"
    r"|[(\[（【]\p{Lu}[\p{L} .&-]{1,40}/\p{L}[\p{L} .&-]{1,40}[)\]）】]\.?$"
    r"|(?:图|摄影|供图)\s?[/／:：]\s?[\p{L} .&-]{1,20}$",
    regex.IGNORECASE,
)
_ENDS: Final = frozenset(".!?…。！？:：;；,，、")
_HEADING_WIDTH: Final = 80
_LONGEST_RUN_OF_HEADINGS: Final = 2


def block_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines of a text that hold more than white space, without the white space around them."""
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped)
            yield start, start + len(stripped)


def enclosing_quotes(block: str) -> tuple[str, str] | None:
    """The pair of quotation marks that encloses a whole block, or None.

    ``"A," he said. "B."`` begins and ends with a mark and is not enclosed; ``"He said "no" to me."`` is.
    """
    if len(block) < 3 or block[0] not in _PAIRS:
        return None
    opening, closing = block[0], _PAIRS[block[0]]
    if block[-1] not in closing:
        return None
    inside = block[1:-1]
    if opening in closing:  # straight marks: the first one inside must open, not close
        depth = 0
        for match in regex.finditer(regex.escape(opening), inside):
            opens = (
                not inside[: match.start()].strip()
                or inside[match.start() - 1].isspace()
                or (inside[match.start() - 1] in "([{—–-")
            )
            depth += 1 if opens else -1
            if depth < 0:
                return None
        return (opening, block[-1]) if depth == 0 else None
    depth = 1
    for char in inside:
        if char == opening:
            depth += 1
        elif char in closing:
            depth -= 1
            if depth == 0:
                return None
    return (opening, block[-1]) if depth == 1 else None


def block_kinds(blocks: list[str], rules: Rules) -> list[str]:
    """The kind of each block, from its text and its neighbours.

    A heading is a short block without a final mark that stands before longer text; three and more of them in a row are
    a list.
    """
    kinds = [_kind_alone(block, rules) for block in blocks]
    position = 0
    while position < len(kinds):
        if kinds[position] != "heading":
            position += 1
            continue
        run = position
        while run < len(kinds) and kinds[run] == "heading":
            run += 1
        if run == len(kinds) or run - position > _LONGEST_RUN_OF_HEADINGS:
            kinds[position:run] = ["body"] * (run - position)
        position = run
    return kinds


def _kind_alone(block: str, rules: Rules) -> str:
    if enclosing_quotes(block):
        return "excerpt"
    if rules.note and rules.note.match(block):
        return "note"
    if (rules.caption and rules.caption.match(block)) or _CREDIT.search(block, max(0, len(block) - 200)):
        return "caption"
    return "heading" if _looks_like_heading(block) else "body"


def _looks_like_heading(block: str) -> bool:
    if len(block) > _HEADING_WIDTH or display_width(block) > _HEADING_WIDTH:
        return False
    first, last = block[0], block.rstrip("\"'”’»」』)）")[-1:]
    if last in _ENDS or not any(map(str.isalnum, block)):
        return False
    return first.isupper() or first.isdigit() or is_unspaced(first) or not first.isalpha()
