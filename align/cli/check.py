"""``align check``: what is wrong with texts and sheets."""

from __future__ import annotations

import click

from align.cli.options import encoding_option, glossary_option, json_option, lang_option, names, termbase_of
from align.cli.output import say, tell
from align.model import SEVERITIES

__all__ = ["check"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@glossary_option
@lang_option
@encoding_option
@click.option("--select", metavar="RULE,...", multiple=True, callback=names, help="Run only these checks.")
@click.option("--ignore", metavar="RULE,...", multiple=True, callback=names, help="Leave these checks out.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 if an issue is as grave as this.",
)
@json_option
def check(
    files: tuple[str, ...],
    glossary: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    as_json: bool,
) -> None:
    """Check texts and sheets for consistency; exit with 1 if something is found."""
    from align.project import check_file, select_checks
    from align.reports import issues_to_json, issues_to_text

    rules = select_checks(select, ignore)
    named = termbase_of(glossary) if glossary else None
    checked = [check_file(path, named or termbase_of((), path), rules, lang=lang, encoding=encoding) for path in files]
    for done in checked:
        if done.bitext.target_lang == "und":
            tell(f"note: {done.path}: the language is not known; words are compared as they stand (give --lang)")
    report = issues_to_json if as_json else issues_to_text
    say(report([(str(done.path), done.bitext, done.issues) for done in checked]), end="\n" if as_json else "")
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(issue.severity in grave for done in checked for issue in done.issues):
        click.get_current_context().exit(1)
