"""Where quotations and brackets open and close."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CLOSING", "bracketed", "enclosing_quotes", "open_quotation", "quotations"]

CLOSING: Final = frozenset("\"'”’»›」』＂＇“")
"""Marks that may close a quotation, single ones included."""
_QUOTE: Final = re.compile('["“”„«»「」『』＂]')
_CLOSERS: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "＂": "＂"}


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the outermost quotations in ``text[start:end]``, their marks included.

    A mark that closes nothing opens a quotation only if it can; one that is never closed is none. Single quotation
    marks are left out, for most of them are apostrophes.
    """
    spans: list[tuple[int, int]] = []
    opened, closer, opener, depth = -1, "", "", 0
    for match in _QUOTE.finditer(text, start, end):
        mark = match[0]
        if opened < 0:
            if mark in _CLOSERS:
                opened, opener, closer, depth = match.start(), mark, _CLOSERS[mark], 1
        elif mark in closer:
            depth -= 1
            if depth == 0:
                spans.append((opened, match.end()))
                opened = -1
        elif mark == opener:
            depth += 1
    return spans


def bracketed(text: str, start: int, end: int, pairs: dict[str, str]) -> list[tuple[int, int]]:
    """Spans of the outermost bracketed stretches of some pairs, nested ones inside; unclosed ones are none."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in re.finditer(f"[{re.escape(''.join(pairs) + ''.join(pairs.values()))}]", text[start:end]):
        mark, place = match[0], start + match.start()
        if mark in pairs:
            stack.append((pairs[mark], place))
        elif stack and stack[-1][0] == mark:
            _, opened = stack.pop()
            while spans and spans[-1][0] > opened:
                spans.pop()
            spans.append((opened, place + 1))
    return spans


def enclosing_quotes(block: str) -> tuple[str, str] | None:
    """The pair of quotation marks that encloses a whole block, or None.

    ``"A," he said. "B."`` begins and ends with a mark and is not enclosed; ``"He said "no" to me."`` is.
    """
    if len(block) < 3 or block[0] not in _CLOSERS:
        return None
    opening, closing = block[0], _CLOSERS[block[0]]
    if block[-1] not in closing:
        return None
    inside = block[1:-1]
    if opening in closing:  # straight marks: the first one inside must open, not close
        depth = 0
        for match in re.finditer(re.escape(opening), inside):
            before = inside[match.start() - 1 : match.start()]
            opens = not before or before.isspace() or before in "([{—–-"
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


def open_quotation(block: str) -> tuple[str, str] | None:
    """The mark that opens a block and is not closed in it, with an empty closing one, or None."""
    if len(block) < 3 or block[0] not in '“"「『«':
        return None
    closing = _CLOSERS[block[0]]
    return None if any(mark in block[1:] for mark in closing) or block[0] in block[1:] else (block[0], "")
