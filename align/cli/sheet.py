"""``align sheet``: text in, working sheet out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from align.cli.options import encoding_option, glossary_option

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
@click.option("--force", is_flag=True, help="Overwrite a sheet that exists.")
def sheet(
    document: str,
    output: str | None,
    source_lang: str,
    target_lang: str | None,
    glossary: tuple[str, ...],
    rows: str,
    encoding: str | None,
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
        force=force,
    )
    for line in _summary(run):
        click.echo(line)
    for note in run.notes:
        click.echo(f"align: note: {note}", err=True)


def _summary(run: SheetRun) -> Iterator[str]:
    blocks = run.document.blocks
    kinds = Counter(block.kind for block in blocks)
    told = ", ".join(f"{count} {kind}{'s' if count > 1 and kind != 'body' else ''}" for kind, count in kinds.items())
    yield f"blocks    {len(blocks)} ({told}), {sum(len(block.segments) for block in blocks)} sentences"
    units = run.sheet.bitext.units
    taken = len({unit.block for unit in units})
    which = "excerpts" if taken < len(blocks) else "blocks"
    slots = sum(unit.source_state == "missing" for unit in units)
    yield f"rows      {taken} {which}, {len(units)} units, {slots} source slots to fill"
    uses = sum(entry.uses for entry in run.sheet.glossary)
    if run.glossary:
        where = ", ".join(map(str, run.glossary))
        yield f"terms     {len(run.sheet.glossary)} concepts used {uses} times (glossary: {where})"
    else:
        yield "terms     no glossary found; name one with --glossary"
    if run.issues:
        rules = Counter(issue.rule for issue in run.issues)
        told = ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items()))
        yield f"issues    {len(run.issues)} in the text ({told}); see: align check"
    else:
        yield "issues    none"
    yield f"written   {run.output}"
