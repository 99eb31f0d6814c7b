"""A text becomes a bitext: one unit a sentence, each with a slot for its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from align.errors import ArgumentError
from align.model import Bitext, Block, Document, Unit

__all__ = ["ROWS", "build_bitext", "unit_id"]

ROWS: Final = ("auto", "excerpts", "all")


def unit_id(number: int) -> str:
    """The id of the unit that is given the number: ``u0001`` and so on."""
    return f"u{number:04d}"


def build_bitext(document: Document, source_lang: str, rows: str = "auto", *, quotes: bool = False) -> Bitext:
    """The units of a translated text, every source slot empty.

    Args:
        document: The translation.
        source_lang: BCP 47 tag of the language that it was translated from.
        rows: ``excerpts``: only blocks wholly in quotation marks; ``all``: every block; ``auto``: the excerpts where
            there are any, else every block.
        quotes: Leave the quotation marks that enclose a whole block in its first and its last unit.

    Raises:
        ArgumentError: ``rows`` is none of these, or asks for excerpts where there are none.
    """
    if rows not in ROWS:
        raise ArgumentError(f"rows {rows!r} is none of {', '.join(ROWS)}")
    excerpts = any(block.kind == "excerpt" for block in document.blocks)
    if rows == "excerpts" and not excerpts:
        raise ArgumentError("no block of the text is wholly in quotation marks; use --rows all to take every block")
    only_excerpts = rows == "excerpts" or (rows == "auto" and excerpts)
    units: list[Unit] = []
    for number, block in enumerate(document.blocks, start=1):
        if only_excerpts and block.kind != "excerpt":
            continue
        for start, end in _unit_spans(document.text, block, quotes=quotes):
            units.append(
                Unit(
                    id=unit_id(len(units) + 1),
                    target=document.text[start:end],
                    section=block.section,
                    speaker=block.speaker,
                    kind=block.kind,
                    block=number,
                    line=block.line,
                    start=start,
                    end=end,
                )
            )
    return Bitext(tuple(units), source_lang=source_lang, target_lang=document.lang, next_id=len(units) + 1)


def _unit_spans(text: str, block: Block, *, quotes: bool) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences; a label and quotation marks that enclose the whole belong to none of them."""
    first, last = block.start + len(block.label), block.end
    if block.quotes is not None and not quotes:
        first, last = first + len(block.quotes[0]), last - len(block.quotes[1])
    for segment in block.segments:
        start, end = max(segment.start, first), min(segment.end, last)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end
