"""``align plot``: pictures of a bitext or an alignment."""

from __future__ import annotations

import click

from align.cli.options import encoding_option, glossary_option, reading_options
from align.cli.output import say, tell

__all__ = ["plot"]

KINDS = ("progress", "alignment", "lengths", "terms")


@click.command()
@click.argument("path", metavar="FILE")
@click.option(
    "-o", "--output", metavar="OUT", required=True, help="Where to write: a name that ends in .png, .svg or .html."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="What to draw; may be given several times. Default: all that FILE can show.",
)
@reading_options
@encoding_option
@glossary_option
@click.option("--force", is_flag=True, help="Overwrite OUT.")
def plot(
    path: str,
    output: str,
    kinds: tuple[str, ...],
    from_format: str | None,
    source_lang: str | None,
    target_lang: str | None,
    columns: str | None,
    encoding: str | None,
    glossary: tuple[str, ...],
    force: bool,
) -> None:
    """Draw the bitext or the alignment FILE.

    progress: states of translation and source by section; alignment: a dot plot with the confidence of each bead;
    lengths: of both sides, and what is out of proportion; terms: where each concept is used, missing or forbidden.
    """
    from align.plotting import plot_file

    done, notes = plot_file(
        path,
        output,
        kinds=kinds,
        from_format=from_format,
        source_lang=source_lang,
        target_lang=target_lang,
        columns=columns,
        encoding=encoding,
        glossary=glossary,
        force=force,
    )
    for one in done.series:
        say(f"{one.kind:<10}{one.summary}")
    say(f"{'written':<10}{output}")
    for note in notes:
        tell(f"note: {note}")
