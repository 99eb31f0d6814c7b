"""Parts: Parquet files, each written whole or not at all, and what says that one is done.

A batch has a part with its beads and, written behind it, a table of its documents. The metadata of that table hold the
digest of the plan and of the part: where they are, the batch is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from align.corpus.extra import library
from align.corpus.planning import Entry
from align.corpus.results import BEADS, DOCUMENTS, Counts, Rows
from align.errors import FormatError
from align.storage import file_size, replacing

__all__ = [
    "DOCUMENT_FOLDER",
    "PART_FOLDER",
    "Batch",
    "Record",
    "batches_of",
    "columns_of",
    "document_path",
    "metadata_of",
    "parquet_bytes",
    "part_path",
    "record_of",
    "table_of",
    "write_batch",
    "write_whole",
]

PART_FOLDER: Final = "parts"
DOCUMENT_FOLDER: Final = "documents"
_KEY: Final = b"align"
_AT_ONCE: Final = 4_096
_KINDS: Final = {
    "bead": "int32",
    "line": "int64",
    "score": "float64",
    "beads": "int32",
}


class Batch(NamedTuple):
    """A batch of documents.

    Attributes:
        number: Its number, counted from 0.
        entries: The documents.
        deadly: Ids of documents over which workers are lost.
    """

    number: int
    entries: tuple[Entry, ...]
    deadly: frozenset[str] = frozenset()


class Record(NamedTuple):
    """What is known of a batch that was done.

    Attributes:
        number: Its number.
        counts: What was counted in it.
        part: Name, rows, bytes and SHA-256 of its part.
    """

    number: int
    counts: Counts
    part: Mapping[str, Any]


def part_path(folder: Path, number: int) -> Path:
    """Where the beads of a batch are."""
    return folder / PART_FOLDER / f"part-{number:06d}.parquet"


def document_path(folder: Path, number: int) -> Path:
    """Where the table of its documents is."""
    return folder / DOCUMENT_FOLDER / f"documents-{number:06d}.parquet"


def write_batch(folder: Path, plan: str, number: int, rows: Rows) -> Record:
    """Write what became of a batch.

    Args:
        folder: The folder of the results.
        plan: Digest of the plan.
        number: The number of the batch.
        rows: Its rows.

    Raises:
        FileAccessError: It cannot be written.
    """
    path = part_path(folder, number)
    data = parquet_bytes(table_of(rows.beads, BEADS, lists=True))
    write_whole(path, data)
    part = {"name": path.name, "rows": rows.counts.beads, "bytes": len(data), "sha256": sha256(data).hexdigest()}
    known = {"plan": plan, "batch": number, "part": part, "counts": asdict(rows.counts)}
    write_whole(document_path(folder, number), parquet_bytes(table_of(rows.documents, DOCUMENTS), known))
    return Record(number, rows.counts, part)


def record_of(folder: Path, plan: str, number: int) -> Record | None:
    """What is known of a batch, or None if it is not done by this plan."""
    path = document_path(folder, number)
    known = metadata_of(path) if path.is_file() else None
    if known is None or known.get("plan") != plan or known.get("batch") != number:
        return None
    part = known["part"]
    if file_size(part_path(folder, number)) != part["bytes"]:
        return None
    return Record(number, Counts(**known["counts"]), part)


def table_of(columns: Mapping[str, list[Any]], names: tuple[str, ...], *, lists: bool = False) -> Any:
    """Columns as an Arrow table of settled types; in a table of beads the sentences are lists."""
    arrow = library("pyarrow")
    kinds = {**_KINDS, **dict.fromkeys(("source_sentences", "target_sentences"), "int32")}
    fields = []
    for name in names:
        kind = getattr(arrow, kinds.get(name, "string"))()
        fields.append(arrow.field(name, arrow.list_(kind) if lists and name.endswith("_sentences") else kind))
    return arrow.table([arrow.array(columns[f.name], f.type) for f in fields], arrow.schema(fields))


def parquet_bytes(table: Any, known: Mapping[str, Any] | None = None) -> bytes:
    """A table as the bytes of a Parquet file, the same each time.

    Args:
        table: The table.
        known: What its metadata say, as :func:`metadata_of` gives it back.
    """
    stream = BytesIO()
    if known is not None:
        table = table.replace_schema_metadata({_KEY: json.dumps(known, sort_keys=True)})
    library("pyarrow.parquet").write_table(table, stream, compression="zstd")
    return stream.getvalue()


def metadata_of(path: Path) -> dict[str, Any] | None:
    """What the metadata of a Parquet file say, or None if it is none of ours."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        found = json.loads((parquet.read_schema(path).metadata or {})[_KEY])
    except (arrow.ArrowException, OSError, KeyError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def columns_of(path: Path, names: tuple[str, ...] | None = None) -> Any:
    """The Arrow table of a Parquet file.

    Raises:
        FormatError: It is none, or lacks a column.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            return file.read(columns=None if names is None else list(names), use_threads=False)
    except (arrow.ArrowException, OSError, KeyError) as error:
        raise _unreadable(path, error) from None


def batches_of(path: Path, names: tuple[str, ...]) -> Iterator[Any]:
    """The rows of a Parquet file, a few thousand at a time.

    Raises:
        FormatError: As for :func:`columns_of`.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            yield from file.iter_batches(_AT_ONCE, columns=list(names), use_threads=False)
    except (arrow.ArrowException, OSError, KeyError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> FormatError:
    return FormatError(f"is no Parquet file that can be read: {' '.join(str(error).split())}", path=path)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with replacing(path, force=True) as stream:
        stream.write(data)
