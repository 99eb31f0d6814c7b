"""``align report``: a page for a client."""

from __future__ import annotations

import click

from align.cli.options import encoding_option, glossary_option, reading_options
from align.cli.output import say, tell

__all__ = ["report"]


@click.command()
@click.argument("path", metavar="FILE")
@click.option("-o", "--output", metavar="OUT.html", required=True, help="Where to write the page.")
@click.option("--title", metavar="TEXT", help="What the page is called. Default: the name of FILE.")
@reading_options
@encoding_option
@glossary_option
@click.option("--force", is_flag=True, help="Overwrite OUT.")
def report(
    path: str,
    output: str,
    title: str | None,
    from_format: str | None,
    source_lang: str | None,
    target_lang: str | None,
    columns: str | None,
    encoding: str | None,
    glossary: tuple[str, ...],
    force: bool,
) -> None:
    """Write a page on the bitext FILE: progress, term use, issues, pictures, and the texts side by side.

    The page is one file that loads nothing, follows the reader's light or dark mode, and prints on A4.
    """
    from align.reporting import report_file

    done, notes = report_file(
        path,
        output,
        title=title,
        from_format=from_format,
        source_lang=source_lang,
        target_lang=target_lang,
        columns=columns,
        encoding=encoding,
        glossary=glossary,
        force=force,
    )
    for name, number, told in done.figures():
        say(f"{name:<22}{number or '0 %'} ({told})")
    say(f"{'written':<22}{output}")
    for note in notes:
        tell(f"note: {note}")
