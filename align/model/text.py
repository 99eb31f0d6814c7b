"""A text as read: documents, blocks, segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = [
    "BLOCK_KINDS",
    "NEWLINES",
    "QUOTATIONS",
    "Block",
    "Document",
    "Segment",
]

BLOCK_KINDS: Final = ("heading", "body", "excerpt", "caption", "note")
NEWLINES: Final = ("paragraph", "wrapped", "line")
"""What a new line in a text may mean."""
QUOTATIONS: Final = ("split", "whole")
"""What may become of a quotation of several sentences."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text, most often a sentence, without the white space around it.

    Attributes:
        start: Offset of its first code point in the text as read, >= 0.
        end: Offset behind its last code point, > start.
        text: The stretch itself; ``document.text[start:end] == text``.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like part of a document.

    Attributes:
        kind: One of :data:`BLOCK_KINDS`.
        line: Line on which it starts, counted from 1.
        start: Offset of its first code point.
        end: Offset behind its last one.
        segments: Its sentences, in order; what lies between them is white space.
        section: Text of the heading that it stands under, or empty.
        speaker: Who says it, where the text itself tells; else empty.
        label: The label at its start that names the speaker, with colon and white space; else empty.
        quotes: The pair of quotation marks that encloses an excerpt as a whole, or None.
    """

    kind: str
    line: int
    start: int
    end: int
    segments: tuple[Segment, ...]
    section: str = ""
    speaker: str = ""
    label: str = ""
    quotes: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, with its blocks.

    Attributes:
        text: Every code point of the input, line ends included, a byte order mark excluded.
        lang: BCP 47 tag of its language.
        blocks: The blocks, in order, not overlapping; what lies between them is white space.
    """

    text: str
    lang: str
    blocks: tuple[Block, ...]

    @property
    def segments(self) -> Iterator[Segment]:
        """All sentences of all blocks, in order."""
        for block in self.blocks:
            yield from block.segments
