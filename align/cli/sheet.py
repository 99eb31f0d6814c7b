"""``align sheet``: text in, working sheet out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    glossary_option,
    segmenting_of,
    segmenting_options,
)
from align.cli.output import count, say, tell
from align.model import SEVERITIES

if TYPE_CHECKING:
    from align.project import SheetRun

__all__ = ["sheet"]


@click.command()
@click.argument("document", metavar="DOC")
@click.option("-o", "--output", metavar="OUT", help="Where to write. Default: beside DOC, with the ending .xlsx.")
@click.option("--source-lang", metavar="TAG", required=True, help="Language of the missing originals, such as zh.")
@click.option("--target-lang", metavar="TAG", help="Language of DOC. Default: what its script makes certain.")
@glossary_option
@click.option(
    "--rows",
    type=click.Choice(["auto", "excerpts", "all"]),
    default="auto",
    show_default=True,
    help="Which blocks get rows; auto takes the excerpts where there are any, else all.",
)
@encoding_option
@segmenting_options
@extracting_options
@click.option("--force", is_flag=True, help="Overwrite a sheet that exists.")
def sheet(
    document: str,
    output: str | None,
    source_lang: str,
    target_lang: str | None,
    glossary: tuple[str, ...],
    rows: str,
    encoding: str | None,
    newlines: str | None,
    quotations: str | None,
    rules: str | None,
    tracked: str | None,
    max_size: int | None,
    force: bool,
) -> None:
    """Turn a translated text into a working sheet with a slot for each missing source sentence."""
    from align.project import make_sheet

    run = make_sheet(
        document,
        output,
        source_lang=source_lang,
        target_lang=target_lang,
        glossary=glossary,
        rows=rows,
        encoding=encoding,
        segmenting=segmenting_of(document, newlines, quotations, rules),
        extracting=extracting_of(document, tracked, max_size),
        force=force,
    )
    for line in _summary(run):
        say(line)
    for note in run.notes:
        tell(f"note: {note}")


def _summary(run: SheetRun) -> Iterator[str]:
    blocks = run.document.blocks
    kinds = Counter(block.kind for block in blocks)
    told = ", ".join(f"{n} body" if kind == "body" else count(n, kind) for kind, n in kinds.items())
    sentences = sum(len(block.segments) for block in blocks)
    yield f"blocks    {len(blocks)} ({told}), {count(sentences, 'sentence')}"
    units = run.sheet.bitext.units
    taken = len({unit.block for unit in units})
    which = "excerpt" if all(unit.kind == "excerpt" for unit in units) else "block"
    slots = sum(unit.source_state == "missing" for unit in units)
    yield f"rows      {count(taken, which)}, {count(len(units), 'unit')}, {count(slots, 'source slot')} to fill"
    uses = [entry.uses for entry in run.sheet.glossary if entry.uses]
    if run.glossary:
        where = ", ".join(map(str, run.glossary))
        concepts = count(len(uses), "concept")
        yield f"terms     {concepts} used {count(sum(uses), 'time')} (glossary: {where})"
    else:
        yield "terms     no glossary found; name one with --glossary"
    if run.issues:
        counts = Counter(issue.severity for issue in run.issues)
        told = ", ".join(
            count(counts[name], name) if name != "info" else f"{counts[name]} info"
            for name in SEVERITIES
            if counts[name]
        )
        yield f"issues    {len(run.issues)} in the text ({told}); see: align check"
    else:
        yield "issues    none"
    yield f"written   {run.output}"
