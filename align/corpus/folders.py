"""The folder of a corpus: its plan, its parts, and in the end its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

from align.corpus.counting import COUNT_FOLDER, LEXICON
from align.corpus.extra import library
from align.corpus.parts import (
    DOCUMENT_FOLDER,
    PART_FOLDER,
    columns_of,
    document_path,
    record_of,
    write_whole,
)
from align.corpus.results import Counts
from align.errors import ArgumentError, FileAccessError, FormatError, OutputExistsError
from align.storage import check_folder, list_files, make_folder, read_bytes

__all__ = ["LOCK", "check", "finish", "manifest_of", "prepare", "write_manifest"]

LOCK: Final = ".align-lock"
_OURS: Final = ".align-"  # what a run that was killed may leave
_PLAN: Final = "plan.json"
_MANIFEST: Final = "manifest.json"
_ERRORS: Final = "errors.parquet"
_FAULT: Final = ("id", "source", "target", "line", "reason")
_FOLDERS: Final = (PART_FOLDER, DOCUMENT_FOLDER, COUNT_FOLDER)


def check(out: Path, plan: str, *, force: bool) -> bool:
    """Refuse a folder that holds something else, before anything is written.

    Returns:
        Whether it holds work of another plan, which is to be cleared.

    Raises:
        OutputExistsError: It holds the work of another plan, and ``force`` is not given.
        FileAccessError: It is no folder, or cannot be one; or it holds files that are not ours.
    """
    if not check_folder(out):
        return False
    if not (out / _PLAN).is_file():
        if any(not path.name.startswith(_OURS) for path in out.iterdir()):
            raise FileAccessError("is a folder with other files; give a new one", path=out)
        return False
    if _json(out / _PLAN).get("plan") == plan:
        return False
    if not force:
        said = (
            "holds the work of another plan: the manifest, the size of a document, an option or the program was"
            " another; give a new folder, or --force to begin anew in this one"
        )
        raise OutputExistsError(said, path=out)
    return True


def prepare(
    out: Path, plan: Mapping[str, Any], *, clear: bool, folders: tuple[str, ...] = (PART_FOLDER, DOCUMENT_FOLDER)
) -> None:
    """Make the folder of a corpus, or clear it of the work of another plan."""
    if clear:
        (out / _MANIFEST).unlink(missing_ok=True)  # first: what is left is no whole corpus
        for name in (_ERRORS, LEXICON):
            (out / name).unlink(missing_ok=True)
        for folder in _FOLDERS:
            for path in list_files(out / folder) if (out / folder).is_dir() else ():
                path.unlink()
    write_whole(out / _PLAN, _as_json(plan))  # before the folders: what has no plan is not ours
    for folder in folders:
        make_folder(out / folder)


def finish(out: Path, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Count what all batches did, and write the errors and, behind all, the manifest.

    Returns:
        What the manifest says.

    Raises:
        FormatError: The counts do not agree.
    """
    counts, parts = Counts(), []
    with _Faults() as faults:
        for number in range(plan["batches"]):
            path = document_path(out, number)
            record = record_of(out, plan["plan"], number)
            if record is None:
                raise FormatError("is lacking or of another plan; give the same command again", path=path)
            documents = columns_of(path)
            states = documents["state"].to_pylist()
            if (states.count("done"), states.count("error")) != (record.counts.documents, record.counts.errors):
                raise FormatError("does not hold what was counted; delete it and give the command again", path=path)
            faults.add(documents)
            counts.add(record.counts)
            digest = sha256(read_bytes(path)).hexdigest()
            parts.append({**record.part, "documents": {"name": path.name, "rows": len(states), "sha256": digest}})
    whole = counts.documents + counts.errors == plan["documents"]
    if not whole or sum(part["rows"] for part in parts) != counts.beads:
        raise FormatError("does not hold as many documents and beads as were counted", path=out)
    found = {**plan, "counts": asdict(counts), "parts": parts}
    if (out / LEXICON).is_file():
        found["lexicon"] = {"name": LEXICON, "sha256": sha256(read_bytes(out / LEXICON)).hexdigest()}
    write_whole(out / _ERRORS, faults.data)
    write_manifest(out, found)
    for folder in (out, *(out / name for name in _FOLDERS)):
        for path in folder.glob(f"{_OURS}*.tmp"):  # of workers that were killed
            with suppress(OSError):
                path.unlink()
    return found


def write_manifest(out: Path, found: Mapping[str, Any]) -> None:
    """Write the manifest of a corpus, with which it is whole."""
    write_whole(out / _MANIFEST, _as_json(found))


class _Faults:
    """The documents that could not be read or aligned, collected into a Parquet file batch by batch."""

    def __enter__(self) -> Self:
        arrow = library("pyarrow")
        kinds = {"line": arrow.int64()}
        self._schema = arrow.schema([(name, kinds.get(name, arrow.string())) for name in _FAULT])
        self._stream = BytesIO()
        self._writer = library("pyarrow.parquet").ParquetWriter(self._stream, self._schema, compression="zstd")
        return self

    def add(self, documents: Any) -> None:
        compute = library("pyarrow.compute")
        found = documents.filter(compute.equal(documents["state"], "error")).select(list(_FAULT))
        if found.num_rows:
            self._writer.write_table(found.replace_schema_metadata(None))

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    @property
    def data(self) -> bytes:
        return self._stream.getvalue()


def manifest_of(folder: Path) -> dict[str, Any]:
    """What the manifest of a finished corpus says.

    Raises:
        AlignError: It is no such folder.
    """
    if not (folder / _MANIFEST).is_file():
        if (folder / _PLAN).is_file():
            raise ArgumentError("is not finished; give the command that makes it again", path=folder)
        raise FileAccessError(f"is no folder of align corpus: there is no {_MANIFEST} in it", path=folder)
    return _json(folder / _MANIFEST)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_bytes(path))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or "plan" not in found:
        raise FormatError("is not what align corpus wrote", path=path)
    return found


def _as_json(found: Mapping[str, Any]) -> bytes:
    return (json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
