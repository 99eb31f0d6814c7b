"""Blocks of a text, and what each is: heading, body, excerpt, caption or note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from align.segmentation.languages import Rules
from align.segmentation.quotations import enclosing_quotes
from align.text.widths import display_width

__all__ = ["block_kinds", "block_spans"]

_LINE: Final = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK: Final = r"[\n\r\v\f\x85\u2028]"
_BLANK_LINE: Final = re.compile(rf"(?:\r\n|{_BREAK})[^\S\n\r\v\f\x85\u2028\u2029]*{_BREAK}|\u2029")
_LINE_ENDS: Final = "\n\r\v\f\x85\u2028\u2029"
_ENOUGH_OF_A_LINE: Final = 120
_ITEM: Final = re.compile(r"[a-z](?:\.\)|[.)])\s")
_NO_BREAK_OFF: Final = frozenset(".!?…。！？:：;；\"'”’»」』)]）】*_#|>=")
_BREAKS_OFF: Final = frozenset("、，のはがをに的")  # nothing ends with these in Japanese and Chinese
_PARTICLES: Final = frozenset("のはがをに")
_SHORTEST_REST: Final = 12
_LEAST_SPACES: Final = 3
# What stands behind a caption: /CCTV Plus, (Photo: Xinhua), [Photo/Agency], 图/新华社
_CREDIT: Final = re.compile(
    r"[.!?。！？…][\"”’)]?\s*/\s?(?=[^\W\d_])(?![a-z])[\w .&-]{1,40}$"
    r"|[(\[（【](?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit|[Ss]ource|[Cc]ourtesy|图|图片|图源|来源|摄影|供图|写真)[^)\]）】]{0,60}"
    r"[)\]）】]\.?$"
    r"|[(\[（【](?![a-z])[^\W\d_][\w .&-]{1,40}/(?![a-z])[^\W\d_][\w .&-]{1,40}[)\]）】]\.?$"
    r"|(?:^|[\s。！？(（])(?:图|图片|摄影|供图|图源)\s?[/／:：]\s?[\w .&-]{1,20}$"
)
_CREDIT_SIGNS: Final = ("图", "摄影", "供图")
_ENDS: Final = frozenset(".!?…。！？:：;；,，、")
_NO_HEADING: Final = frozenset(">-–—•*(（[【")
_SENTENCE_INSIDE: Final = re.compile(r"[^\W\d_]{3}[.!?][\"'”’)\]]*\s+\S|[.!?][\"”]|[。！？].")
_HEADING_WIDTH: Final = 80
_LONGEST_RUN_OF_HEADINGS: Final = 2


def block_spans(text: str, newlines: str = "paragraph") -> Iterator[tuple[int, int]]:
    """Spans of the blocks of a text, without the white space around them.

    Args:
        text: Any text.
        newlines: What a new line means, one of :data:`align.model.NEWLINES`. ``paragraph``: it ends a block, unless
            the line breaks off in the middle of a sentence and the next one goes on with a small letter (or, in
            Japanese and Chinese, the line ends with a comma or a particle). ``wrapped``: only a blank line ends a
            block. ``line``: every line is a block.
    """
    pending: tuple[int, int] | None = None
    for start, end in _lines(text):
        if pending is not None:
            if newlines != "line" and _goes_on(text, pending, start, end, wrapped=newlines == "wrapped"):
                pending = pending[0], end
                continue
            yield pending
        pending = start, end
    if pending is not None:
        yield pending


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped)
            yield start, start + len(stripped)


def _goes_on(text: str, block: tuple[int, int], start: int, end: int, *, wrapped: bool) -> bool:
    """Whether a line belongs to the block before it."""
    first, last = block
    if wrapped:
        return _BLANK_LINE.search(text, last, start) is None
    if text[last - 1] in _BREAKS_OFF and text[start] >= "\u3041":
        long = text[last - 1] in _PARTICLES or display_width(text[start:end]) > _SHORTEST_REST or text[end - 1] in _ENDS
        return long and _BLANK_LINE.search(text, last, start) is None
    if not text[start].islower() or text[last - 1] in _NO_BREAK_OFF or not text[first].isupper():
        return False
    if _BLANK_LINE.search(text, last, start) is not None or _ITEM.match(text, start, end):
        return False
    word = text[start : min(end, start + _ENOUGH_OF_A_LINE)].split(maxsplit=1)[0]
    low = max(first, last - _ENOUGH_OF_A_LINE)
    line = max(low, *(text.rfind(mark, low, last) for mark in _LINE_ENDS))
    return word.islower() and text.count(" ", line, last) >= _LEAST_SPACES


def block_kinds(blocks: Sequence[str], rules: Rules, known: Sequence[str] = ()) -> list[str]:
    """The kind of each block, from its text and its neighbours.

    A heading is a short block without a final mark that stands before longer text; three and more of them in a row are
    a list.

    Args:
        blocks: Their texts.
        rules: Of the language.
        known: The kind of each block where mark-up tells it, else empty; such a kind stays.
    """
    known = known or [""] * len(blocks)
    kinds = [kind or _kind_alone(block, rules) for block, kind in zip(blocks, known, strict=True)]
    position = 0
    while position < len(kinds):
        if kinds[position] != "heading":
            position += 1
            continue
        run = position
        while run < len(kinds) and kinds[run] == "heading":
            run += 1
        if run == len(kinds) or run - position > _LONGEST_RUN_OF_HEADINGS:
            kinds[position:run] = [kind or "body" for kind in known[position:run]]
        position = run
    return kinds


def _kind_alone(block: str, rules: Rules) -> str:
    if enclosing_quotes(block):
        return "excerpt"
    if rules.note and rules.note.match(block):
        return "note"
    if (rules.caption and rules.caption.match(block)) or _has_credit(block):
        return "caption"
    return "heading" if _looks_like_heading(block) else "body"


def _has_credit(block: str) -> bool:
    tail = block[-80:]
    if "/" not in tail and block[-1] not in ")]）】" and not any(sign in tail for sign in _CREDIT_SIGNS):
        return False
    return _CREDIT.search(block, max(0, len(block) - 200)) is not None


def _looks_like_heading(block: str) -> bool:
    if len(block) > _HEADING_WIDTH or display_width(block) > _HEADING_WIDTH:
        return False
    first, last = block[0], block.rstrip("\"'”’»」』)）")[-1:]
    if first in _NO_HEADING or first.islower() or last in _ENDS or not any(map(str.isalnum, block)):
        return False
    return _SENTENCE_INSIDE.search(block) is None
