"""Manifests read: which documents belong together, from a table, JSON Lines, Parquet or two folders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, Final

from align.corpus.extra import library
from align.corpus.planning import Entry
from align.errors import ArgumentError, FormatError, InputError, LanguageTagError
from align.formats.tables.dialect import rows_of
from align.loading import telling
from align.pairing import pair_files
from align.storage import read_bytes
from align.text.decoding import decode
from align.text.tags import standard_tag

__all__ = ["FIELDS", "load_folders", "load_manifest"]

FIELDS: Final = ("id", "source", "target", "source_lang", "target_lang")
"""The columns of a manifest; languages need not be there."""
_NEEDED: Final = FIELDS[:3]
_LONGEST: Final = 1_000  # code points of an id
_AT_ONCE: Final = 10_000


def load_manifest(path: Path, langs: tuple[str, str] = ("", "")) -> list[Entry]:
    """The documents of a manifest (``.csv``, ``.tsv``, ``.jsonl`` or ``.parquet``).

    Args:
        path: The file; other columns than :data:`FIELDS` are not read.
        langs: BCP 47 tags of source and target, where the manifest tells none; or empty.

    Raises:
        AlignError: It cannot be read, or a row is at fault; the error has the line.
    """
    readers = {".csv": _table, ".tsv": _table, ".jsonl": _json_lines, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        said = f"is no manifest: its name should end in {', '.join(readers)}; or give two folders"
        raise FormatError(said, path=path)
    with telling(path):
        return _checked(reader(path), langs)


def load_folders(source: Path, target: Path, langs: tuple[str, str] = ("", "")) -> list[Entry]:
    """The documents of two folders, paired by their names up to the first dot.

    Raises:
        AlignError: A document has no partner, or shares its name with another.
    """
    for folder in (source, target):
        if not folder.is_dir():
            raise ArgumentError("is no folder; give one manifest or two folders, and then OUT", path=folder)
    pairs = pair_files(source, target)
    return _checked(((0, {"id": name, "source": one.name, "target": other.name}) for name, one, other in pairs), langs)


def _table(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = rows_of(decode(read_bytes(path)))
    if not rows:
        raise FormatError("is empty; its first row should name the columns id, source and target", line=1)
    line, head = rows[0]
    names = [name.strip().casefold() for name in head]
    _check_names(names, line)
    for number, cells in rows[1:]:
        yield number, dict(zip(names, cells, strict=False))


def _json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(decode(read_bytes(path)).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise FormatError("is no JSON", line=number) from None
        if not isinstance(found, dict):
            raise FormatError('is no object with "id", "source" and "target"', line=number)
        yield number, found


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(BytesIO(read_bytes(path)))
        names = file.schema_arrow.names
        _check_names(names, None)
        batches = file.iter_batches(_AT_ONCE, columns=[name for name in names if name in FIELDS])
        yield from enumerate(chain.from_iterable(batch.to_pylist() for batch in batches), start=1)
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise FormatError(f"is no Parquet file that can be read: {' '.join(str(error).split())}") from None


def _check_names(names: Sequence[str], line: int | None) -> None:
    lacking = [name for name in _NEEDED if name not in names]
    if lacking:
        raise FormatError(f"has no column {' and no column '.join(lacking)}", line=line)
    twice = [name for name in FIELDS if names.count(name) > 1]
    if twice:
        raise FormatError(f"has the column {twice[0]} twice", line=line)


def _checked(rows: Iterable[tuple[int, Mapping[str, Any]]], langs: tuple[str, str]) -> list[Entry]:
    """Entries without a fault; ids are text and never become names of files."""
    found: list[Entry] = []
    first: dict[str, int] = {}
    tags: dict[str, str] = {"": ""}
    for line, row in rows:
        values = [row.get(name) for name in FIELDS]
        strange = next((name for name, value in zip(FIELDS, values, strict=True) if not _is_text(value)), None)
        if strange is not None:
            raise FormatError(f"{strange} is no text", line=line)
        name, source, target, *own = ("" if value is None else str(value) for value in values)
        lacking = [field for field, value in zip(_NEEDED, (name, source, target), strict=True) if not value.strip()]
        if lacking:
            raise FormatError(f"has no {' and no '.join(lacking)}", line=line)
        if not name.isprintable() or len(name) > _LONGEST:
            raise FormatError("the id holds characters that cannot be printed, or is very long", line=line)
        if name in first:
            raise InputError(f"the id {name!r} stands on line {first[name]} already", line=line)
        first[name] = line
        for tag in (*own, *langs):
            if tag not in tags:
                tags[tag] = _tag(tag, line)
        source_lang, target_lang = (tags[tag or default] for tag, default in zip(own, langs, strict=True))
        found.append(Entry(name, source, target, source_lang, target_lang, line))
    if not found:
        raise InputError("names no documents")
    return found


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _tag(tag: str, line: int) -> str:
    try:
        return standard_tag(tag)
    except LanguageTagError as error:
        raise LanguageTagError(error.message, line=line or None) from None
