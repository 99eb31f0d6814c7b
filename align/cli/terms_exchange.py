"""``align terms export`` and ``align terms import``: glossaries of other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import click

from align.cli.options import encoding_option, glossary_of, glossary_option, json_option, workbook_option
from align.cli.output import count, say, tell
from align.cli.terms_edit import change_as_json, dry_option, file_option, layers_of, show_change

__all__ = ["export", "import_terms"]

_FORMATS: Final = ("csv", "deepl-csv", "deepl-tsv", "omegat", "tbx", "tbx2", "xlsx")


def _language_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options for files that hold two languages and do not tell which."""
    target = click.option("--target-lang", metavar="TAG", help="Language of the targets.")
    source = click.option("--source-lang", metavar="TAG", help="Language of the sources, in a file of pairs.")
    return source(target(command))


def _langs(source: str | None, target: str | None) -> tuple[str, str] | None:
    from align.errors import ArgumentError

    if (source is None) != (target is None):
        raise ArgumentError("give both --source-lang and --target-lang, or neither")
    return None if source is None or target is None else (source, target)


@click.command()
@click.argument("output", metavar="OUT")
@click.option("--to", type=click.Choice(_FORMATS), help="The format. Default: that of the ending.")
@_language_options
@glossary_option
@click.option("--force", is_flag=True, help="Overwrite OUT.")
def export(
    output: str,
    to: str | None,
    source_lang: str | None,
    target_lang: str | None,
    glossary: tuple[str, ...],
    force: bool,
) -> None:
    """Write the termbase for another program, and list what is not in the file.

    Endings: .csv (a termbase of one file), .tbx (TBX-Basic of version 3; of version 2 by --to tbx2), .utf8, .tab, .txt
    (OmegaT), .tsv (DeepL; its CSV by --to deepl-csv), .xlsx.
    """
    from align.termbases.exchange import export_file

    langs = _langs(source_lang, target_lang)
    for told in export_file(glossary_of(glossary), output, to=to, langs=langs, force=force):
        tell(f"note: {told}")


@click.command("import")
@click.argument("path", metavar="FILE")
@click.option("--from", "from_format", type=click.Choice(_FORMATS), help="The format. Default: that of the ending.")
@_language_options
@encoding_option
@workbook_option
@glossary_option
@file_option
@dry_option
@json_option
def import_terms(
    path: str,
    from_format: str | None,
    source_lang: str | None,
    target_lang: str | None,
    encoding: str | None,
    glossary: tuple[str, ...],
    file: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take the terms of FILE into the termbase; exit with 1 if some contradict it, which are not taken.

    What the termbase has already stays as it is. Endings are those of align terms export.
    """
    from align.termbases.changes import save
    from align.termbases.exchange import import_file

    langs = _langs(source_lang, target_lang)
    layers, into = layers_of(glossary, file)
    done = import_file(layers, path, from_format=from_format, langs=langs, encoding=encoding, into=into)
    if not dry_run:
        save(done.change)
    if as_json:
        said = {"known": done.known, "told": list(done.notes), "refused": list(done.refused)}
        say(json.dumps({**change_as_json(done.change, dry_run=dry_run), **said}, indent=1))
    else:
        show_change(done.change, dry_run=dry_run)
        for note in done.notes:
            tell(f"note: {note}")
        for reason in done.refused:
            tell(f"not taken: {reason}")
        tell(
            f"{count(len(done.change.added), 'term')} taken, {done.known} known already, {len(done.refused)} not taken"
        )
    if done.refused:
        click.get_current_context().exit(1)
