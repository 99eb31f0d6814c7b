"""A text as read: documents, blocks, segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = [
    "BLOCK_KINDS",
    "NEWLINES",
    "QUOTATIONS",
    "TRACKED",
    "Block",
    "Content",
    "Document",
    "Extracting",
    "Passage",
    "Segment",
]

BLOCK_KINDS: Final = ("heading", "body", "excerpt", "caption", "note")
NEWLINES: Final = ("paragraph", "wrapped", "line")
"""What a new line in a text may mean."""
QUOTATIONS: Final = ("split", "whole")
"""What may become of a quotation of several sentences."""
TRACKED: Final = ("accepted", "original")
"""What may be read of a text with tracked changes: all of them accepted, or none."""


@dataclass(frozen=True, slots=True)
class Extracting:
    """How the text of a document is taken out of its file.

    Attributes:
        tracked: One of :data:`TRACKED`.
        max_size: To how many megabytes (2**20 bytes) the text of a packed file may unpack, > 0.
    """

    tracked: str = "accepted"
    max_size: int = 64


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that mark-up sets apart: a paragraph, a heading, an item of a list, a cell, a note.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind its last one, > start.
        kind: One of :data:`BLOCK_KINDS`, or empty where the mark-up does not tell and the text itself has to.
        speaker: Who says it, where the mark-up tells; else empty.
    """

    start: int
    end: int
    kind: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, as a reader sees it.

    Attributes:
        text: Of a plain text every code point; of a document its passages, a new line between two.
        passages: In order, not overlapping; None in a plain text, whose lines have to tell.
        lines: Where lines of the file begin in the text: offset and line, counted from 1, in order; empty where the
            lines of the text are those of the file, or the file has none that a person could find.
    """

    text: str
    passages: tuple[Passage, ...] | None = None
    lines: tuple[tuple[int, int], ...] = ()


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
        text: Every code point of a plain text, line ends included, a byte order mark excluded; of other documents what
            was taken out of them (:class:`Content`).
        lang: BCP 47 tag of its language.
        blocks: The blocks, in order, not overlapping; what lies between them is white space.
        extracted: Whether the text was taken out of a file that holds more than text.
        lines: As in :class:`Content`.
    """

    text: str
    lang: str
    blocks: tuple[Block, ...]
    extracted: bool = False
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def segments(self) -> Iterator[Segment]:
        """All sentences of all blocks, in order."""
        for block in self.blocks:
            yield from block.segments
