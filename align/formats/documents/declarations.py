"""What is read of each format of documents, declared once for ``docs/formats.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from align.formats import SUFFIXES

__all__ = ["DOCUMENTS", "DocumentDeclaration", "table"]


@dataclass(frozen=True, slots=True)
class DocumentDeclaration:
    """What becomes of a document when it is read.

    Attributes:
        title: What people call it.
        told: What of it the mark-up tells: kinds of passages, speakers.
        left_out: What a file may hold beside, and is not read.
        places: What the line of a passage is.
    """

    title: str
    told: str
    left_out: str
    places: str


DOCUMENTS: Final[Mapping[str, DocumentDeclaration]] = {
    "docx": DocumentDeclaration(
        "Word document",
        "headings, captions, quotations, lists, cells, footnotes and endnotes; text boxes, fields and content controls",
        "headers and footers, comments, hidden text, pictures, charts, embedded documents, numbers of lists",
        "the paragraph",
    ),
    "html": DocumentDeclaration(
        "HTML, XHTML",
        "headings, captions, quotations, lists, cells, footnotes",
        "what is not shown: scripts, hidden elements, form fields, descriptions of pictures, readings of characters",
        "that of the file",
    ),
    "markdown": DocumentDeclaration(
        "Markdown (CommonMark, tables, footnotes, definition lists, HTML)",
        "headings, quotations, lists, cells, footnotes, alerts",
        "front matter, pictures, targets of links, comments",
        "that of the file",
    ),
    "srt": DocumentDeclaration("SubRip", "nothing", "numbers, times, tags", "that of the file"),
    "vtt": DocumentDeclaration(
        "WebVTT", "speakers (`<v NAME>`)", "times, settings, tags, comments, styles, regions", "that of the file"
    ),
    "txt": DocumentDeclaration("plain text, and any other ending", "nothing", "nothing", "that of the file"),
}


def table() -> list[str]:
    """The table of documents in ``docs/formats.md``: a row a format, in Markdown."""
    rows = ["| endings | document | the mark-up tells | left out | line of a block |", "|---|---|---|---|---|"]
    for name, said in DOCUMENTS.items():
        endings = " ".join(f"`{suffix}`" for suffix, known in SUFFIXES.items() if known == name)
        rows.append(f"| {endings} | {said.title} | {said.told} | {said.left_out} | {said.places} |")
    return rows
