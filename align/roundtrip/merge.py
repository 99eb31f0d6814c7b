"""Sheets that came back are merged into the one that was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from align.errors import ArgumentError
from align.formats import format_of
from align.formats.xlsx.report import write_report
from align.formats.xlsx.returned import read_returned
from align.loading import AnyPath, telling
from align.model import Merging, Returned
from align.roundtrip.kept import Change, check_is_sheet, load, open_notes, save
from align.sheet import merge
from align.storage import check_output, read_bytes, replacing, same_file

__all__ = ["MergeRun", "merge_files"]


@dataclass(frozen=True, slots=True)
class MergeRun:
    """What :func:`merge_files` did, for a summary.

    Attributes:
        merging: The verdicts.
        output: The sheet that was written, or would have been; None if there was nothing to write.
        notes: Sentences that a person should read.
    """

    merging: Merging
    output: Path | None
    notes: tuple[str, ...]


def merge_files(
    sheet: AnyPath,
    returned: Sequence[AnyPath],
    output: AnyPath | None = None,
    *,
    report: AnyPath | None = None,
    glossary: Sequence[AnyPath] = (),
    dry_run: bool = False,
    force: bool = False,
) -> MergeRun:
    """Merge returned sheets into a sheet, three-way and by id (:func:`align.sheet.merge`).

    Args:
        sheet: The sheet that was kept.
        returned: Sheets that came back, merged in their order.
        output: Another place for the result; by default the sheet itself is changed, and its former version kept.
        report: A workbook for the verdicts.
        glossary: Files or folders of terms; by default the project's.
        dry_run: Only say what would be done.
        force: Overwrite ``output`` and ``report``.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    kept = load(sheet)
    for path in returned:
        if same_file(kept.path, Path(path)):
            raise ArgumentError("is the sheet itself; name the sheets that came back", path=path)
    for place in (output, report):
        for path in (sheet, *returned):
            if place is not None and same_file(Path(place), Path(path)):
                raise ArgumentError("is one of the inputs; give another name", path=place)
    if report is not None:
        if format_of(Path(report)) != "xlsx":
            raise ArgumentError("the report is a workbook: its name should end in .xlsx", path=report)
        check_output(Path(report), force=force)
    merged, merging = merge(kept.bitext, [_read(Path(path)) for path in returned])
    notes = [*open_notes(returned), *merging.notes]
    changed = merged != kept.bitext or output is not None
    if not dry_run:
        change = Change("merge", {"returned": [Path(path).name for path in returned]}, merging.counts())
        notes += save(kept, merged, change, output=output, force=force, glossary=glossary)
    if report is not None and not dry_run:
        with replacing(Path(report), force=force) as stream:
            write_report(merging, (merged.source_lang, merged.target_lang), stream)
    return MergeRun(merging, Path(output or kept.path) if changed else None, tuple(notes))


def _read(path: Path) -> Returned:
    check_is_sheet(path)
    data = read_bytes(path)
    with telling(path):
        return read_returned(BytesIO(data), str(path))
