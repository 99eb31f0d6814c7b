"""``align terms``: the termbase, and where its terms stand in texts."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from align.cli.options import glossary_option, json_option, termbase_of
from align.cli.output import say, say_table
from align.cli.terms_compare import diff, merge
from align.cli.terms_edit import add, edit, remove
from align.cli.terms_exchange import export, import_terms
from align.cli.terms_extract import extract
from align.cli.terms_find import find
from align.cli.terms_lint import lint
from align.model import TERM_STATUSES, TERM_TYPES

__all__ = ["terms"]


@click.group()
def terms() -> None:
    """Keep the termbase, and find its terms in texts."""


@terms.command("list")
@glossary_option
@click.option("--lang", metavar="TAG", help="Only terms in this language.")
@click.option("--status", type=click.Choice(TERM_STATUSES), multiple=True, help="Only terms of this status.")
@click.option("--type", "types", type=click.Choice(TERM_TYPES), multiple=True, help="Only terms of this type.")
@click.option("--concept", metavar="ID", multiple=True, help="Only terms of this concept.")
@json_option
def list_terms(
    glossary: tuple[str, ...],
    lang: str | None,
    status: tuple[str, ...],
    types: tuple[str, ...],
    concept: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print the terms of the termbase, one a line; a filter that is given several times takes what fits any."""
    from align.text.tags import same_language, standard_tag

    tag = standard_tag(lang) if lang is not None else None
    filters = (("status", status), ("type", types), ("concept", concept))
    found = [
        term
        for term in termbase_of(glossary, needed=True).terms
        if (tag is None or same_language(term.lang, tag))
        and all(not wanted or getattr(term, name) in wanted for name, wanted in filters)
    ]
    if as_json:
        say(json.dumps({"version": 1, "terms": [asdict(term) for term in found]}, indent=1))
        return
    say_table([(term.concept, term.lang, term.text, term.status, term.type, term.case) for term in found])


for command in (find, add, edit, remove, lint, diff, merge, extract, export, import_terms):
    terms.add_command(command)
