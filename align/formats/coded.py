"""Texts with inline codes, as formats of XML have them: put together when read, cut at the codes when written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.model import Code

__all__ = ["Coded", "Collector", "Placed", "placed"]


class Coded(NamedTuple):
    """A text and its inline codes."""

    text: str
    codes: tuple[Code, ...] = ()


class Collector:
    """Puts a text together, and keeps where its codes stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._codes: list[Code] = []
        self._length = 0

    def add(self, text: str | None) -> None:
        """Go on with some text."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def code(self, kind: str, name: str, data: str = "", what: str = "") -> None:
        """Go on with a code: its kind, id, data and type."""
        self._codes.append(Code(self._length, kind, name, data, what))

    def coded(self) -> Coded:
        """The text so far."""
        return Coded("".join(self._parts), tuple(self._codes))


class Placed(NamedTuple):
    """A code with the text before it.

    Attributes:
        before: Text between it and the code before it.
        code: The code; None at the end of the text.
        pair: A number that both codes of a pair have, or None.
    """

    before: str
    code: Code | None
    pair: int | None


def placed(text: str, codes: Sequence[Code], start: int = 0, end: int | None = None) -> Iterator[Placed]:
    """A stretch of a text cut at its codes, in their order.

    Args:
        text: The text.
        codes: All its codes; one outside the stretch stands at its edge.
        start: Where the stretch begins.
        end: Where it ends; by default with the text.
    """
    end = len(text) if end is None else end
    pairs = _pairs(codes)
    place = start
    for index, code in enumerate(codes):
        offset = min(max(code.offset, place), end)
        yield Placed(text[place:offset], code, pairs.get(index))
        place = offset
    yield Placed(text[place:end], None, None)


def _pairs(codes: Sequence[Code]) -> dict[int, int]:
    """A number for both codes of each pair, by their places."""
    waiting: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for index, code in enumerate(codes):
        if code.kind == "open":
            waiting.setdefault(code.id, []).append(index)
        elif code.kind == "close" and waiting.get(code.id):
            found[index] = found[waiting[code.id].pop()] = len(found) // 2 + 1
    return found
