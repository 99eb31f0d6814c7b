"""``align terms``: the termbase, and where its terms stand in texts."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from align.cli.options import encoding_option, glossary_option, json_option, lang_option, termbase_of
from align.cli.output import count, say, tell
from align.cli.terms_compare import diff, merge
from align.cli.terms_edit import add, edit, remove
from align.cli.terms_exchange import export, import_terms
from align.cli.terms_lint import lint
from align.model import TERM_STATUSES, TERM_TYPES

__all__ = ["terms"]

_CONTEXT = 36


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
    from align.text.widths import display_width

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
    cells = [(term.concept, term.lang, term.text, term.status, term.type, term.case) for term in found]
    widths = [max(map(display_width, column), default=0) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True)]
        say("  ".join(padded).rstrip())


@terms.command("find")
@click.argument("file", metavar="FILE")
@glossary_option
@lang_option
@encoding_option
@json_option
def find(file: str, glossary: tuple[str, ...], lang: str | None, encoding: str | None, as_json: bool) -> None:
    """Print every place where a term stands in a text or a sheet, with its surroundings."""
    from align.project import find_terms
    from align.text.widths import display_width

    found = list(find_terms(file, termbase_of(glossary, file, needed=True), lang=lang, encoding=encoding))
    if as_json:
        hits = [
            {"path": file, "place": place, "text": hit.text, "concept": hit.term.concept, "term": hit.term.text}
            | {"lang": hit.term.lang, "status": hit.term.status}
            for place, _, hit in found
        ]
        say(json.dumps({"version": 1, "hits": hits}, indent=1))
        return
    width = max((len(place) for place, _, _ in found), default=0)
    for place, text, hit in found:
        left = " ".join(text[max(0, hit.start - _CONTEXT) : hit.start].split("\n"))
        right = " ".join(text[hit.end : hit.end + _CONTEXT].split("\n"))
        indent = " " * max(0, _CONTEXT - display_width(left))
        status = "" if hit.term.status == "preferred" else f", {hit.term.status}"
        say(f"{file}:{place:<{width}}  {indent}{left}[{hit.text}]{right}  → {hit.term.concept}{status}")
    if sys.stderr.isatty():
        tell(f"{count(len(found), 'hit')} of {count(len({hit.term.concept for _, _, hit in found}), 'concept')}")


for command in (add, edit, remove, lint, diff, merge, export, import_terms):
    terms.add_command(command)
