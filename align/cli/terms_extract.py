"""``align terms extract``: what terms texts hold, as a list or as a sheet to be reviewed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from align.cli.options import encoding_option, glossary_option, json_option, lang_option, names, termbase_of
from align.cli.output import count, say, say_table, tell
from align.model import CANDIDATE_KINDS

if TYPE_CHECKING:
    from align.model import Candidate

__all__ = ["extract"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="Write a review sheet there, .xlsx or .csv.")
@click.option(
    "--kind",
    "kinds",
    metavar="KIND,...",
    multiple=True,
    callback=names,
    help="Only these kinds: acronym, term, name, pair.",
)
@click.option(
    "--min-count",
    "least",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Times that a term must stand there.",
)
@click.option("--limit", "most", type=click.IntRange(0), help="New ones of each kind. Default: all.")
@click.option("--new", "only_new", is_flag=True, help="Leave out what the termbase has already.")
@glossary_option
@lang_option
@encoding_option
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@json_option
def extract(
    files: tuple[str, ...],
    output: str | None,
    kinds: tuple[str, ...],
    least: int,
    most: int | None,
    only_new: bool,
    glossary: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Find terms in texts and bitexts: acronyms with all expansions, terms of several words, names, and pairs.

    Pairs come from bitexts (sheets, .jsonl, .tmx, .xlf). In the sheet, write keep, edit or drop in the first column of
    each row; align terms import takes the rows to keep and the edited ones.
    """
    from align.errors import ArgumentError
    from align.termbases.extract import extract_terms, save_review

    unknown = next((kind for kind in kinds if kind not in CANDIDATE_KINDS), None)
    if unknown is not None:
        raise ArgumentError(f"unknown kind {unknown!r}; known are {', '.join(CANDIDATE_KINDS)}")
    termbase = termbase_of(glossary, files[0])
    found = extract_terms(
        files, termbase, kinds=kinds or CANDIDATE_KINDS, least=least, most=most, lang=lang, encoding=encoding
    )
    if only_new:
        found = [one for one in found if not one.known]
    if output is not None:
        save_review(found, output, termbase, force=force)
    if as_json:
        say(json.dumps({"version": 1, "candidates": [asdict(one) for one in found]}, indent=1))
    elif output is None:
        _show(found)
    if output is not None or not found:
        known = sum(bool(one.known) for one in found)
        tell(f"{count(len(found), 'candidate')}, {known} of them known already")


def _show(found: Sequence[Candidate]) -> None:
    rows = [
        (
            one.kind,
            one.lang,
            f"{one.score:g}",
            str(one.count),
            one.text,
            one.places[0] if one.places else "",
            _remark(one),
        )
        for one in found
    ]
    say_table(rows)


def _remark(one: Candidate) -> str:
    return "; ".join(filter(None, (one.note, f"known: {one.known}" if one.known else "")))
