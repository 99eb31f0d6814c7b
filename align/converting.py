"""The job of ``align convert``: a bitext or an alignment from one format into another."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from align import formats
from align.errors import FormatError
from align.formats.declarations import DECLARATIONS
from align.loading import AnyPath, find_glossary, format_for, load_alignment, load_termbase, notices, read, telling
from align.model import Alignment, Bitext, Provenance, Sheet
from align.pairing import INPUTS, OUTPUTS, refuse_inputs
from align.project import sheet_for
from align.storage import check_output, replacing

__all__ = ["Converted", "convert"]

_OUTPUTS: Final = {**formats.PART_WRITERS, **OUTPUTS}


@dataclass(frozen=True, slots=True)
class Converted:
    """What :func:`convert` did.

    Attributes:
        count: How many units or beads were read.
        noun: ``unit`` or ``bead``.
        from_format: What was read.
        to_format: What was written.
        lost: Sentences on what was not read, and what the format that was written cannot hold or show.
        files: The files that were written, or would be.
    """

    count: int
    noun: str
    from_format: str
    to_format: str
    lost: tuple[str, ...]
    files: tuple[Path, ...]


def convert(
    path: AnyPath,
    output: AnyPath,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
    glossary: Sequence[AnyPath] = (),
    force: bool = False,
    dry_run: bool = False,
) -> Converted:
    """Write what one file holds as another.

    Args:
        path: A bitext, or an alignment.
        output: Where to write.
        from_format: What it is; by default what its name says.
        to_format: What to write; by default what the name of the output says.
        source_lang: Language tag, for files of several languages, or of none.
        target_lang: Likewise.
        columns: What the columns of a table hold, as for :func:`align.loading.read`.
        encoding: Of a table, likewise.
        glossary: Files or folders of terms, for formats that show terms; by default the project's.
        force: Overwrite a file that exists.
        dry_run: Write nothing, and tell what would be lost.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    path, output = Path(path), Path(output)
    given = from_format
    from_format = from_format or format_for(path, INPUTS, "is no bitext and no alignment")
    to_format = to_format or format_for(output, OUTPUTS, "cannot be written")
    formats.load(INPUTS, from_format)
    formats.load(_OUTPUTS, to_format)
    beads = _are_beads(path, from_format, to_format)
    if beads or to_format not in formats.PART_WRITERS:
        refuse_inputs(output, (path,))
        check_output(output, force=force)
    content: Sheet | Alignment
    told: list[str] = []
    if beads:
        content = load_alignment(path, given)
        count, noun = len(content.beads), "bead"
    else:
        how = {"source_lang": source_lang, "target_lang": target_lang, "columns": columns, "encoding": encoding}
        bitext = read(path, from_format, **how)
        told = notices(path, from_format, **how)
        content = _sheet(bitext, to_format, glossary, path)
        if not DECLARATIONS[to_format].provenance and bitext.provenance != Provenance():
            told = [*told, "the provenance cannot be held"]
        count, noun = len(bitext.units), "unit"
    if isinstance(content, Sheet) and to_format in formats.PART_WRITERS:
        files, lost = _written_parts(content, to_format, output, path, force=force, dry_run=dry_run)
    else:
        files, lost = (output,), _written(content, to_format, output, force=force, dry_run=dry_run)
    return Converted(count, noun, from_format, to_format, (*told, *lost), files)


def _are_beads(path: Path, from_format: str, to_format: str) -> bool:
    """Whether beads are read and written; else it is units.

    Raises:
        FormatError: One can hold beads only, the other units only.
    """
    reads = (from_format in formats.ALIGNMENT_READERS, from_format in {**formats.READERS, **formats.PART_READERS})
    writes = (to_format in formats.ALIGNMENT_WRITERS, to_format in {**formats.WRITERS, **formats.PART_WRITERS})
    if reads[0] and writes[0]:
        return True
    if reads[1] and writes[1]:
        return False
    what, others = (
        ("beads and no texts", formats.ALIGNMENT_WRITERS)
        if reads[0]
        else ("units and no beads", {**formats.WRITERS, **formats.PART_WRITERS})
    )
    raise FormatError(f"holds {what}; it can be written as {', '.join(sorted(others))}", path=path)


def _sheet(bitext: Bitext, to_format: str, glossary: Sequence[AnyPath], path: Path) -> Sheet:
    shown = to_format in formats.SHOW_TERMS
    return sheet_for(to_format, bitext, load_termbase(list(glossary) or find_glossary(path)) if shown else None)


def _written(content: Sheet | Alignment, name: str, output: Path, *, force: bool, dry_run: bool) -> list[str]:
    writer = formats.load(OUTPUTS, name)
    lost: list[str]
    with telling(output):
        if dry_run:
            lost = writer(content, BytesIO())
        else:
            with replacing(output, force=force) as stream:
                lost = writer(content, stream)
    return lost


def _written_parts(
    sheet: Sheet, name: str, output: Path, source: Path, *, force: bool, dry_run: bool
) -> tuple[tuple[Path, ...], list[str]]:
    """Write several files, none before all are made; their paths, and what is lost."""
    writer = formats.load(formats.PART_WRITERS, name)
    langs = (sheet.bitext.source_lang, sheet.bitext.target_lang)
    lost: list[str]
    with telling(output), ExitStack() as files:
        names = formats.load(formats.PART_OUTPUTS, name)(output.name, *langs)
        paths = tuple(output.with_name(each) for each in names)
        for path in paths:
            refuse_inputs(path, (source,))
            check_output(path, force=force)
        streams = [BytesIO() if dry_run else files.enter_context(replacing(path, force=force)) for path in paths]
        lost = writer(sheet, streams, names)
    return paths, lost
