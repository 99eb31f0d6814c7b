"""Items of lists that run on in one line: ``1) one 2) two``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["items"]

_NUMBERED: Final = re.compile(r"\d(?<!\d\d\d)\d?(\.\)|[.)])(?=\s)")
_LETTERED: Final = re.compile(r"(?<!\S)[a-z](\.\)|[.)])(?=\s)")
_FIRST_LETTER: Final = re.compile(r"a(?<!\Sa)(?:\.\)|[.)])\s")
_BULLETS: Final = "•⁃◦▪‣∙·*"
_WIDE: Final = frozenset("。！？；：，、")
_SENTENCE_END: Final = frozenset(".!?…:;。！？：；\"'”’)")


class _Marker(NamedTuple):
    start: int
    end: int
    value: int
    style: str
    leads: bool


def items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The items of a block: where each starts, where the text behind its marker starts, and where it ends.

    A list is two or more markers of one style whose numbers or letters follow each other, the first of them at the
    start of the block, behind a sentence, or with a bullet. A block without a list is one item.
    """
    lettered = _FIRST_LETTER.search(text, start, end) is not None
    if not lettered and _NUMBERED.search(text, start, end) is None:
        yield start, start, end
        return
    markers = [
        _marker(text, start, match, int(match[0].rstrip(".)"))) for match in _NUMBERED.finditer(text, start, end)
    ]
    if lettered:
        markers += [_marker(text, start, match, ord(match[0][0])) for match in _LETTERED.finditer(text, start, end)]
    by_style: dict[str, list[_Marker]] = {}
    for marker in markers:
        if marker.start == start or text[marker.start - 1].isspace() or text[marker.start - 1] in _WIDE:
            by_style.setdefault(marker.style, []).append(marker)
    begins = {marker.start: marker.end for group in by_style.values() for marker in _in_lists(group)}
    first = next((m.end for m in markers if m.start == start), start)
    cuts = sorted(place for place in begins if place > start)
    for place, following in zip([start, *cuts], [*cuts, end], strict=True):
        yield place, begins.get(place, first if place == start else place), following


def _marker(text: str, start: int, match: re.Match[str], value: int) -> _Marker:
    place = match.start()
    bullet = place
    while bullet > start and text[bullet - 1] == " ":
        bullet -= 1
    if bullet > start and text[bullet - 1] in _BULLETS:
        place = bullet - 1
    style = f"{text[place : match.start()].strip()}{'a' if value > 99 or match[0][0].isalpha() else '1'}{match[1]}"
    before = place
    while before > start and text[before - 1].isspace():
        before -= 1
    leads = before == start or text[before - 1] in _SENTENCE_END or place != match.start()
    return _Marker(place, match.end(), value, style, leads)


def _in_lists(markers: list[_Marker]) -> Iterator[_Marker]:
    """The markers of one style that are members of a list."""
    position = 0
    while position < len(markers):
        last = position
        while last + 1 < len(markers) and markers[last + 1].value == markers[last].value + 1:
            last += 1
        if last > position and markers[position].leads:
            yield from markers[position : last + 1]
        position = last + 1
