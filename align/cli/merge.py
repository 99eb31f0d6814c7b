"""``align merge``: work that came back goes into the sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from align.cli.options import glossary_option, json_option, workbook_option
from align.cli.output import count, say, shortened, tell, written

if TYPE_CHECKING:
    from align.model import Verdict
    from align.roundtrip import MergeRun

__all__ = ["merge"]


@click.command()
@click.argument("sheet", metavar="SHEET")
@click.argument("returned", metavar="RETURNED...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="Where to write. Default: SHEET; its former version is kept.")
@click.option("--report", metavar="OUT.xlsx", help="Write what became of each row into a workbook.")
@glossary_option
@workbook_option
@click.option("-n", "--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite OUT and the report if they exist.")
@json_option
def merge(
    sheet: str,
    returned: tuple[str, ...],
    output: str | None,
    report: str | None,
    glossary: tuple[str, ...],
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Take the work of sheets that came back into SHEET, row by row and by id.

    A cell is changed where it was edited in a returned sheet and not in SHEET. Where it was edited in both, SHEET keeps
    its own, and both are shown on the tab Conflicts. Rows that are final are not touched.
    """
    from align.roundtrip import merge_files

    run = merge_files(sheet, returned, output, report=report, glossary=glossary, dry_run=dry_run, force=force)
    if as_json:
        say(json.dumps(_as_json(run, dry_run=dry_run), indent=1))
    else:
        for line in _summary(run, dry_run=dry_run):
            say(line)
    for note in run.notes:
        tell(f"note: {note}")


def _as_json(run: MergeRun, *, dry_run: bool) -> dict[str, object]:
    return {
        "version": 1,
        "dry_run": dry_run,
        "written": None if dry_run or run.output is None else str(run.output),
        "counts": run.merging.counts(),
        "rows": [asdict(verdict) for verdict in run.merging.verdicts],
        "notes": list(run.notes),
    }


def _summary(run: MergeRun, *, dry_run: bool) -> Iterator[str]:
    for verdict in run.merging.verdicts:
        if verdict.kind != "unchanged" or verdict.detail:
            yield from _row(verdict)
    counts = run.merging.counts()
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    yield f"rows      {count(len(run.merging.verdicts), 'row')}: {told}" if told else "rows      none came back"
    yield written(run.output, dry_run=dry_run)


def _row(verdict: Verdict) -> Iterator[str]:
    place = f"{verdict.origin}:{verdict.row}" if verdict.row else verdict.origin
    yield f"{place}: {verdict.unit or '(no id)'}: {verdict.kind}{f' ({verdict.detail})' if verdict.detail else ''}"
    for name, ours, theirs in zip(verdict.fields, verdict.ours, verdict.theirs, strict=True):
        if verdict.kind == "applied" or ours == theirs:
            yield f'    {name}: "{shortened(theirs)}"'
        else:
            yield f'    {name}: "{shortened(theirs)}" came back, "{shortened(ours)}" is in the sheet'
