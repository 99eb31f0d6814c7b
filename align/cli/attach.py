"""``align attach``: originals that turned up go into the slots of a sheet."""

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
    from align.roundtrip import AttachRun

__all__ = ["attach"]


@click.command()
@click.argument("sheet", metavar="SHEET")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="Where to write. Default: SHEET; its former version is kept.")
@click.option("--presegmented", is_flag=True, help="Each line of the texts is a sentence.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    metavar="SCORE",
    help="Leave a slot empty where it is less sure what belongs there, 0 to 1.",
)
@glossary_option
@click.option(
    "--lexicon",
    metavar="PATH",
    multiple=True,
    help="A dictionary, bitext or translation memory; may be given several times.",
)
@encoding_option
@segmenting_options
@extracting_options
@click.option("-n", "--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite OUT if it exists.")
@json_option
def attach(
    sheet: str,
    sources: tuple[str, ...],
    output: str | None,
    presegmented: bool,
    min_score: float,
    glossary: tuple[str, ...],
    lexicon: tuple[str, ...],
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
    """Find the originals of SHEET's rows in SOURCE... and put them into their slots.

    The texts may hold far more than was translated, in any order. Rows that are final, and sources that a person gave,
    are not touched; a row whose original is in none of the texts stays as it is. What belongs to no row is listed on
    the tab Source leftovers.
    """
    from align.roundtrip import attach_files

    run = attach_files(
        sheet,
        sources,
        output,
        presegmented=presegmented,
        least=min_score,
        glossary=glossary,
        lexicon=lexicon,
        encoding=encoding,
        segmenting=segmenting_of(sources[0], newlines, quotations, rules),
        extracting=extracting_of(sources[0], tracked, max_size),
        dry_run=dry_run,
        force=force,
    )
    place = None if dry_run or run.output is None else str(run.output)
    if as_json:
        rows = [asdict(filling) for filling in run.fillings]
        told = {"version": 1, "dry_run": dry_run, "written": place, "counts": run.counts(), "rows": rows}
        say(json.dumps({**told, "leftovers": dict(run.leftovers), "notes": list(run.notes)}, indent=1))
    else:
        for line in _summary(run, dry_run=dry_run):
            say(line)
    for note in run.notes:
        tell(f"note: {note}")


def _summary(run: AttachRun, *, dry_run: bool) -> Iterator[str]:
    for filling in run.fillings:
        if filling.kind in {"filled", "updated"}:
            where = f"{filling.origin}:{filling.line}"
            yield f'{filling.unit}: {filling.kind} ({filling.score:.2f}) {where} "{shortened(filling.source)}"'
        elif filling.kind != "unchanged":
            yield f"{filling.unit}: {filling.kind}{f' ({filling.detail})' if filling.detail else ''}"
    told = ", ".join(f"{number} {kind}" for kind, number in run.counts().items() if number)
    yield f"rows      {count(len(run.fillings), 'row')}: {told}"
    for name, number in run.leftovers.items():
        yield f"leftover  {count(number, 'passage')} of {name}"
    yield written(run.output, dry_run=dry_run)
