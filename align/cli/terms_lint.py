"""``align terms lint``: what is wrong with the termbase itself."""

from __future__ import annotations

import click

from align.cli.options import encoding_option, grave, json_option, names
from align.cli.output import count, say
from align.model import SEVERITIES

__all__ = ["lint"]


@click.command()
@click.argument("paths", metavar="[GLOSSARY]...", nargs=-1)
@click.option("--glossary", metavar="PATH", multiple=True, help="The same as GLOSSARY.")
@click.option(
    "--text",
    "texts",
    metavar="FILE",
    multiple=True,
    help="Also tell the terms that stand in none of these texts, sheets and bitexts; may be given several times.",
)
@click.option("--lang", metavar="TAG", help="Language of the texts. Default: what their script makes certain.")
@encoding_option
@click.option("--select", metavar="RULE,...", multiple=True, callback=names, help="Run only these rules.")
@click.option("--ignore", metavar="RULE,...", multiple=True, callback=names, help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="info",
    show_default=True,
    help="Exit with 1 if a finding is as grave as this.",
)
@json_option
def lint(
    paths: tuple[str, ...],
    glossary: tuple[str, ...],
    texts: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    as_json: bool,
) -> None:
    """Look through the termbase; exit with 1 if something is found.

    GLOSSARY are files and folders, the uppermost layer first; by default the project's own.
    """
    from align.cli.options import glossary_of
    from align.reports import findings_to_json, findings_to_text
    from align.termbases.lint import lint_glossary
    from align.terms.lint import select_rules

    rules = select_rules(select, ignore)
    done = lint_glossary(glossary_of((*paths, *glossary)), texts, rules, lang=lang, encoding=encoding)
    if as_json:
        say(findings_to_json(done.findings))
    else:
        counts = [(name, sum(found.severity == name for found in done.findings)) for name in SEVERITIES]
        said = ", ".join(str(n) + " info" if name == "info" else count(n, name) for name, n in counts if n)
        size = f"{count(done.concepts, 'concept')} in {count(done.rows, 'row')} of {count(done.files, 'file')}"
        say(findings_to_text(done.findings) + f"{size}: {said or 'no faults found'}")
    if any(found.severity in grave(fail_on) for found in done.findings):
        click.get_current_context().exit(1)
