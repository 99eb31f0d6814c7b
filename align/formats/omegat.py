"""Glossaries of OmegaT: source, target and perhaps a comment, separated by tabs; a line with ``#`` is a comment.

In a file that is called ``.utf8`` OmegaT expects UTF-8. Nothing is quoted.
"""

from __future__ import annotations

from typing import BinaryIO

from align.errors import FormatError
from align.formats.records import content_lines
from align.formats.term_pairs import Langs, flat, languages, pair_of, paired
from align.model import Term, Termbase
from align.text.decoding import decode

__all__ = ["read", "write"]


def read(data: bytes, langs: Langs | None = None, encoding: str | None = None) -> list[tuple[Term, ...]]:
    """The rows of a glossary, each as the terms that it pairs; the comment is the note of the source.

    Args:
        data: The content of the file.
        langs: Source and target language.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        ArgumentError: The languages are not given.
        EncodingError: The bytes are no text.
        FormatError: A line has too few columns or an empty one.
    """
    tags = languages(langs)
    rows = []
    for number, line in content_lines(decode(data, encoding)):
        cells = line.split("\t")
        if len(cells) < 2:
            raise FormatError("one column, where a glossary of OmegaT has source, tab and target", line=number)
        rows.append(pair_of(cells[0], cells[1], tags, number, " ".join(cells[2:])))
    return rows


def write(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write the terms to use in two languages, with definition and note of the source as comment.

    Returns:
        Sentences that tell what is not in it.
    """
    pairs, told = paired(termbase, languages(langs))
    broken = 0
    for source, target in pairs:
        comment = "; ".join(dict.fromkeys(filter(None, (source.definition, source.note, target.note))))
        cells, changed = flat((source.text, target.text, comment))
        broken += changed
        lead = cells[0].lstrip()
        if lead.startswith("#"):
            told.append(f'{source.concept}, "{source.text}" is not in it: OmegaT takes a line with # for a comment')
            continue
        stream.write(("\t".join(cells).rstrip("\t") + "\n").encode("utf-8", "replace"))
    if broken:
        told.append(f"tabs and line ends became spaces in {broken} of {len(pairs)} rows")
    return [*told, "statuses, letter cases, types, parts of speech and sources have no place in it"]
