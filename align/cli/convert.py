"""``align convert``: from one format into another."""

from __future__ import annotations

import json

import click

from align.cli.options import encoding_option, glossary_option, json_option, reading_options
from align.cli.output import count, say, tell

__all__ = ["convert"]


@click.command()
@click.argument("path", metavar="IN")
@click.argument("output", metavar="OUT")
@reading_options
@click.option("--to", "to_format", metavar="FORMAT", help="What to write. Default: what the name of OUT says.")
@encoding_option
@glossary_option
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what OUT would not hold.")
@json_option
def convert(
    path: str,
    output: str,
    from_format: str | None,
    to_format: str | None,
    source_lang: str | None,
    target_lang: str | None,
    columns: str | None,
    encoding: str | None,
    glossary: tuple[str, ...],
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write the bitext or the alignment IN in another format, and list what OUT cannot hold."""
    from align.converting import convert as converted

    done = converted(
        path,
        output,
        from_format=from_format,
        to_format=to_format,
        source_lang=source_lang,
        target_lang=target_lang,
        columns=columns,
        encoding=encoding,
        glossary=glossary,
        force=force,
        dry_run=dry_run,
    )
    if as_json:
        values = {
            "version": 1,
            "written": not dry_run,
            f"{done.noun}s": done.count,
            "from": done.from_format,
            "to": done.to_format,
            "files": [str(file) for file in done.files],
            "lost": list(done.lost),
        }
        say(json.dumps(values, indent=1))
        return
    for sentence in done.lost:
        tell(f"note: {sentence}")
    would = "would be " if dry_run else ""
    into = f": {', '.join(file.name for file in done.files)}" if len(done.files) > 1 else ""
    tell(f"{count(done.count, done.noun)} {would}converted from {done.from_format} to {done.to_format}{into}")
