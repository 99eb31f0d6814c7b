"""Bitexts read from files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from align import formats
from align.errors import ArgumentError
from align.loading.files import AnyPath, format_for, telling
from align.model import (
    Bitext,
)
from align.storage import list_files, read_bytes
from align.text.tags import standard_tag

__all__ = ["notices", "read"]


def read(
    path: AnyPath,
    from_format: str | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
) -> Bitext:
    """Read a bitext: a sheet (``.xlsx``), a table (``.csv``, ``.tsv``), JSON Lines, TMX, XLIFF.

    A sheet that nobody edited reads back equal to what was written.

    Args:
        path: The file.
        from_format: One of :data:`align.formats.READERS`; by default what the name of the file says.
        source_lang: Language tag, where a file holds several languages or does not tell which.
        target_lang: Likewise.
        columns: What the columns of a table hold, where no row of it says so
            (:func:`align.formats.tables.layout.layout_of`).
        encoding: Of a table that is neither UTF-8 nor has a byte order mark.

    Raises:
        AlignError: The file cannot be read; the error says where and why.
    """
    path = Path(path)
    name = from_format or format_for(path, formats.READERS, "is no bitext")
    if name in formats.PART_READERS:
        return _read_parts(path, name, (source_lang, target_lang))
    reader = formats.load(formats.READERS, name)
    further = _further(path, name, (source_lang, target_lang), columns, encoding)
    data = read_bytes(path)
    with telling(path):
        bitext: Bitext = reader(BytesIO(data), *further)
    return bitext


def notices(
    path: AnyPath,
    from_format: str | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
) -> list[str]:
    """What people should know of a bitext that :func:`read` read, such as that its format is newer than what is known.

    Args:
        path: The file.
        from_format: As for :func:`read`, and likewise the others.
        source_lang: Language tag.
        target_lang: Language tag.
        columns: What the columns of a table hold.
        encoding: Of a table.

    Raises:
        AlignError: The file cannot be read.
    """
    path = Path(path)
    name = from_format or formats.format_of(path) or ""
    if name not in formats.NOTICES:
        return []
    further = _further(path, name, (source_lang, target_lang), columns, encoding)
    with telling(path):
        found: list[str] = formats.load(formats.NOTICES, name)(
            BytesIO(read_bytes(path)), *(further if name in formats.TABLE_READERS else ())
        )
    return found


def _read_parts(path: Path, name: str, asked: tuple[str | None, str | None]) -> Bitext:
    """A bitext of several files in one folder."""
    tags = tuple(standard_tag(lang) if lang else None for lang in asked)
    siblings = [file.name for file in list_files(path.parent)]
    with telling(path):
        data = read_bytes(path) if path.name in siblings else None
        names, langs = formats.load(formats.PARTS, name)(path.name, data, siblings, tags)
        streams = [BytesIO(read_bytes(path.with_name(each))) for each in names]
        bitext: Bitext = formats.load(formats.PART_READERS, name)(streams, langs)
    return bitext


def _further(
    path: Path, name: str, langs: tuple[str | None, str | None], columns: str | None, encoding: str | None
) -> tuple[Any, ...]:
    """What a reader is told beside the file; an error where it has no use for it."""
    tags = tuple(standard_tag(lang) if lang else None for lang in langs)
    if name in formats.TABLE_READERS:
        return tags, columns, encoding
    if columns is not None or encoding is not None:
        raise ArgumentError("is no table; leave --columns and --encoding out", path=path)
    if any(tags) and name not in formats.LANGUAGE_READERS:
        raise ArgumentError("tells its languages itself; leave --source-lang and --target-lang out", path=path)
    return (tags,) if any(tags) else ()
