"""A sheet that people work in: read, and written anew with its former version and a line of record kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from align.backups import history_of, opened_by, read_records, refuse_opened, replace_kept, version
from align.checking import load_checking
from align.config import load_extracting
from align.errors import AlignError, FileAccessError, FormatError
from align.formats import format_of
from align.formats.xlsx.read import read_all
from align.formats.xlsx.units import Drafts
from align.formats.xlsx.write import write
from align.loading import AnyPath, find_glossary, load_document, load_termbase, telling
from align.model import TRACKED, Bitext, Document, Sheet
from align.project import inspected_sheet
from align.storage import access_error, check_output, read_bytes, replacing

__all__ = ["Change", "Kept", "check_is_sheet", "document_of", "history", "load", "open_notes", "rendered", "save"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet as it was read.

    Attributes:
        path: Where it lies.
        data: Its bytes.
        bitext: What it holds.
        added: What people added to it beside the cells of its units: ``column NAME``, ``tab NAME``.
    """

    path: Path
    data: bytes
    bitext: Bitext
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did to a sheet, for its record.

    Attributes:
        command: Its name.
        options: Its arguments and options.
        counts: What it did, in numbers.
    """

    command: str
    options: Mapping[str, Any]
    counts: Mapping[str, int]


def check_is_sheet(path: Path) -> None:
    """Refuse a file that is no sheet by its name.

    Raises:
        FormatError: It is none.
    """
    if format_of(path) != "xlsx":
        raise FormatError("is no sheet: its name should end in .xlsx", path=path)


def load(path: AnyPath) -> Kept:
    """Read a sheet.

    Raises:
        AlignError: It cannot be read, or is no sheet.
    """
    path = Path(path)
    check_is_sheet(path)
    data = read_bytes(path)
    with telling(path):
        bitext, added = read_all(BytesIO(data))
    return Kept(path, data, bitext, added)


def save(
    kept: Kept,
    bitext: Bitext,
    change: Change,
    *,
    output: AnyPath | None = None,
    force: bool = False,
    glossary: Sequence[AnyPath] = (),
    document: Document | None = None,
) -> list[str]:
    """Write a sheet anew, unless nothing has changed.

    Without ``output`` the former version is kept and a line of record written; whatever happens, the old sheet is whole
    or the new one is.

    Args:
        kept: The sheet as it was read.
        bitext: What it shall hold.
        change: What was done.
        output: Another place for it.
        force: Whether a file in that other place is overwritten.
        glossary: Files or folders of terms; by default the project's.
        document: The text that its units stand in; by default the one it was made of, if that lies beside it.

    Returns:
        Sentences that a person should read.

    Raises:
        AlignError: It cannot be written, is open elsewhere, or was changed meanwhile.
    """
    place = None if output is None else Path(output)
    if place is None:
        if bitext == kept.bitext:
            return []
        refuse_opened(kept.path)
        check_output(kept.path, force=True)
    else:
        check_is_sheet(place)
        check_output(place, force=force)
    termbase = load_termbase([*glossary] or find_glossary(kept.path))
    document = document or document_of(kept.path, bitext)
    sheet, _ = inspected_sheet(bitext, termbase, load_checking(kept.path), document)
    data, notes = rendered(sheet, place or kept.path)
    if document is None and bitext.provenance.input:
        said = f"{bitext.provenance.input}, as it was, is not beside the sheet"
        notes.append(f"{said}; issues are those of the rows alone, without the text around them")
    if place is not None:
        with replacing(place, force=force) as stream:
            stream.write(data)
        return notes
    replace_kept(kept.path, kept.data, data, change.command, change.options, change.counts)
    if kept.added:
        last = version(kept.path, 1).name
        notes.append(f"added by hand and not in the new sheet: {', '.join(kept.added)} (still in {last})")
    return notes


def rendered(sheet: Sheet, path: Path, drafts: Drafts | None = None) -> tuple[bytes, list[str]]:
    """The workbook of a sheet, and what it cannot show as it is.

    Args:
        sheet: The sheet.
        path: Where it is to be written.
        drafts: Its rows as they were written last, for who writes it again and again.

    Raises:
        AlignError: There is no room for it.
    """
    stream = BytesIO()
    try:
        with telling(path):
            notes = write(sheet, stream, drafts)
    except OSError as error:  # no room for the files that are made on the way
        raise access_error(path, error) from None
    return stream.getvalue(), notes


def document_of(path: Path, bitext: Bitext) -> Document | None:
    """The text that a sheet was made of, if it lies beside it unchanged."""
    origin = bitext.provenance
    place = path.with_name(origin.input) if origin.input else None
    if place is None or place == path or not place.is_file():
        return None
    try:
        how = replace(load_extracting(place), tracked=dict(origin.options).get("tracked", TRACKED[0]))
        document, found = load_document(place, bitext.target_lang, extracting=how)
    except AlignError:
        return None
    return document if found.sha256 == origin.sha256 else None


def history(path: AnyPath) -> list[dict[str, Any]]:
    """What the commands did to a sheet, the oldest first.

    Raises:
        AlignError: There is neither the sheet nor a record of it, or the record cannot be read.
    """
    path = Path(path)
    if not path.exists() and not history_of(path).exists():
        raise FileAccessError("there is no such file", path=path)
    return list(read_records(path))


def open_notes(paths: Sequence[AnyPath]) -> Iterator[str]:
    """Of each file that somebody has open, that what is not saved there is not read."""
    for path in map(Path, paths):
        found = opened_by(path)
        if found is not None:
            yield f"{path} is open in {found[0]}; what is not saved there is not read"
