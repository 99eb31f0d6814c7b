"""``align serve``: the review page, on this machine only."""

from __future__ import annotations

import sys

import click

from align.cli.options import glossary_option
from align.cli.output import count, say, tell

__all__ = ["serve"]


@click.command()
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="OUT", help="A new sheet (.xlsx) or JSON Lines (.jsonl) to work in.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port. Default: a free one.")
@click.option("--read-only", is_flag=True, help="Show FILE and change nothing.")
@click.option("--name", metavar="NAME", help="Who you are, for the log. Default: your name on this machine.")
@click.option("--source-lang", metavar="TAG", help="Language of the sources, where FILE does not tell it.")
@click.option("--target-lang", metavar="TAG", help="Likewise of the targets.")
@click.option("--open", "browser", is_flag=True, help="Open the page in the browser.")
@glossary_option
def serve(
    file: str,
    output: str | None,
    port: int,
    read_only: bool,
    name: str | None,
    source_lang: str | None,
    target_lang: str | None,
    browser: bool,
    glossary: tuple[str, ...],
) -> None:
    """Review FILE in the browser: align, split, join, translate, accept.

    A sheet or JSON Lines are worked in themselves; any other bitext needs -o or --read-only. Every edit is on the disk
    before it is shown (NAME.review.jsonl), so that nothing is lost and all can be undone, tomorrow too. The page can be
    seen from this machine only, by the address that is printed. End it with Ctrl+C.
    """
    from align.desk import open_desk
    from align.web.server import serve as serve_desk

    desk = open_desk(
        file,
        output,
        read_only=read_only,
        glossary=glossary,
        source_lang=source_lang,
        target_lang=target_lang,
        who=_name() if name is None else name,
    )

    def ready(address: str) -> None:
        for note in desk.notes:
            tell(f"note: {note}")
        say(f"rows      {count(len(desk.session.state), 'row')} of {desk.path}{' (read-only)' if read_only else ''}")
        say(f"address   {address}")
        sys.stdout.flush()
        if browser:
            click.launch(address)

    try:
        serve_desk(desk, port, ready=ready)
    finally:
        desk.close()
    progress = desk.progress()
    if progress.error:
        tell(f"not written: {progress.error}; the edits are in the log, and come back at the next start")


def _name() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return ""
