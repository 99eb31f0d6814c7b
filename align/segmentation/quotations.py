"""Where quotations and brackets open and close."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["bracketed", "quotations"]

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
