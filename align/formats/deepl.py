"""Glossaries of DeepL: source and target, in CSV or separated by tabs, perhaps with their languages; no header.

DeepL takes each source once, no empty side, no control characters, and at most 1,024 bytes of UTF-8 a side.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import BinaryIO, Final

from align.errors import FormatError
from align.formats.term_pairs import Langs, languages, pair_of, paired
from align.model import Term, Termbase
from align.text.decoding import decode
from align.text.lines import split_lines

__all__ = ["read_csv", "read_tsv", "write_csv", "write_tsv"]

_MOST_BYTES: Final = 1024
_HEADER: Final = ["source", "target"]


def read_csv(data: bytes, langs: Langs | None = None, encoding: str | None = None) -> list[tuple[Term, ...]]:
    """The rows of a glossary, each as the terms that it pairs.

    Args:
        data: The content of the file.
        langs: Source and target language, for rows that do not tell theirs.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        ArgumentError: The languages are neither given nor told.
        EncodingError: The bytes are no text.
        FormatError: A row has not two or four columns, or an empty side.
    """
    reader = csv.reader(StringIO(decode(data, encoding), newline=""))
    return _rows(_numbered(reader), langs)


def read_tsv(data: bytes, langs: Langs | None = None, encoding: str | None = None) -> list[tuple[Term, ...]]:
    """The same from columns that are separated by tabs; nothing is quoted."""
    lines = split_lines(decode(data, encoding))
    return _rows(((number, line.split("\t")) for number, line in enumerate(lines, start=1)), langs)


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError(f"broken CSV: {error}", line=line) from None
        yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]  # a reader of csv has it


def _rows(numbered: Iterator[tuple[int, list[str]]], langs: Langs | None) -> list[tuple[Term, ...]]:
    rows = []
    for number, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        if number == 1 and [cell.strip().casefold() for cell in cells[:2]] == _HEADER:
            continue
        if len(cells) not in {2, 4}:
            raise FormatError(
                f"{len(cells)} columns, where a glossary of DeepL has source and target, or these and their languages",
                line=number,
            )
        tags = languages((cells[2], cells[3]) if len(cells) == 4 else langs)
        rows.append(pair_of(cells[0], cells[1], tags, number))
    return rows


def write_csv(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write the terms to use in two languages as CSV.

    Returns:
        Sentences that tell what is not in it.
    """
    rows, told = _fitting(termbase, languages(langs))
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    stream.write(text.getvalue().encode("utf-8", "replace"))
    return told


def write_tsv(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write the same with tabs between the two."""
    rows, told = _fitting(termbase, languages(langs))
    stream.write("".join(f"{source}\t{target}\n" for source, target in rows).encode("utf-8", "replace"))
    return told


def _fitting(termbase: Termbase, langs: Langs) -> tuple[list[Sequence[str]], list[str]]:
    """The pairs that DeepL takes, and what is not in them."""
    pairs, told = paired(termbase, langs)
    rows: dict[str, str] = {}
    for source, target in pairs:
        said = f'{source.concept}, "{source.text}" = "{target.text}" is not in it'
        if any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in source.text + target.text):
            told.append(f"{said}: it holds control characters")
        elif max(len(term.text.encode("utf-8", "replace")) for term in (source, target)) > _MOST_BYTES:
            told.append(f"{said}: DeepL takes 1,024 bytes")
        elif source.text in rows:
            told.append(f'{said}: "{source.text}" = "{rows[source.text]}" is, and DeepL takes a source once')
        else:
            rows[source.text] = target.text
    return list(rows.items()), [*told, "nothing but the terms has a place in it: no status, note or definition"]
