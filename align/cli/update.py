"""``align update``: a sheet follows its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    glossary_option,
    json_option,
    segmenting_of,
    segmenting_options,
)
from align.cli.output import count, say, shortened, tell, written

if TYPE_CHECKING:
    from align.roundtrip import UpdateRun

__all__ = ["update"]


@click.command()
@click.argument("sheet", metavar="SHEET")
@click.argument("document", metavar="DOC")
@click.option("-o", "--output", metavar="OUT", help="Where to write. Default: SHEET; its former version is kept.")
@glossary_option
@encoding_option
@segmenting_options
@extracting_options
@click.option("-n", "--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite OUT if it exists.")
@json_option
def update(
    sheet: str,
    document: str,
    output: str | None,
    glossary: tuple[str, ...],
    encoding: str | None,
    newlines: str | None,
    quotations: str | None,
    rules: str | None,
    tracked: str | None,
    max_size: int | None,
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Carry all work in SHEET over to DOC, its text as it is now.

    Rows keep their ids and their work. Where a sentence was edited, the row goes back to translated, and its comment
    keeps the sentence as it was. Rows whose sentence is gone stay on the tab Gone.
    """
    from align.roundtrip import update_file

    run = update_file(
        sheet,
        document,
        output,
        glossary=glossary,
        encoding=encoding,
        segmenting=segmenting_of(document, newlines, quotations, rules),
        extracting=extracting_of(document, tracked, max_size),
        dry_run=dry_run,
        force=force,
    )
    place = None if dry_run or run.output is None else str(run.output)
    if as_json:
        rows = [asdict(change) for change in run.changes]
        told = {"version": 1, "dry_run": dry_run, "written": place, "counts": run.counts(), "rows": rows}
        say(json.dumps({**told, "notes": list(run.notes)}, indent=1))
    else:
        for line in _summary(run, dry_run=dry_run):
            say(line)
    for note in run.notes:
        tell(f"note: {note}")


def _summary(run: UpdateRun, *, dry_run: bool) -> Iterator[str]:
    for change in run.changes:
        if change.kind == "unchanged":
            continue
        yield f"{change.unit}: {change.kind}{f' ({change.detail})' if change.detail else ''}"
        if change.old and change.old != change.new:
            yield f'    was: "{shortened(change.old)}"'
        if change.new:
            yield f'    now: "{shortened(change.new)}"'
    told = ", ".join(f"{number} {kind}" for kind, number in run.counts().items() if number)
    yield f"rows      {count(len(run.changes), 'row')}: {told}"
    yield written(run.output, dry_run=dry_run)
