"""Inline codes: the mark-up of other tools in a text, kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from align.errors import ArgumentError

__all__ = ["CODE_KINDS", "Code"]

CODE_KINDS: Final = ("open", "close", "alone")


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of mark-up that stands in a text; the text itself does not hold it.

    Attributes:
        offset: How many code points of the text stand before it, >= 0. Codes of one offset stand in their order.
        kind: One of :data:`CODE_KINDS`. An ``open`` code without its ``close`` code, or the other way round, has its
            partner in another text.
        id: Names a pair, or a code of both the source and the target; perhaps empty.
        data: The mark-up as its own file has it, such as ``<b>``; empty where only its place is known.
        type: What it does, such as ``bold``, as the tool that wrote it says; perhaps empty.
    """

    offset: int
    kind: str
    id: str = ""
    data: str = ""
    type: str = ""

    def __post_init__(self) -> None:
        if self.kind not in CODE_KINDS:
            raise ArgumentError(f"kind {self.kind!r} of a code is none of {', '.join(CODE_KINDS)}")
        if self.offset < 0:
            raise ArgumentError(f"offset {self.offset} of a code is below 0")
