"""``align terms add``, ``edit`` and ``remove``: changes of the termbase as small as can be."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from align.cli.options import json_option
from align.cli.output import say, tell
from align.model import CASES, TERM_STATUSES, TERM_TYPES

if TYPE_CHECKING:
    from align.termbases.changes import Change
    from align.termbases.layers import Layer

__all__ = ["add", "change_as_json", "dry_option", "edit", "file_option", "layers_of", "remove", "show_change"]

_Command = Callable[..., Any]

_MOST_NOTES: Final = 20

file_option: Final = click.option(
    "--file",
    metavar="FILE",
    help="The file to change. Default: the one that has the concept, else the uppermost layer.",
)
_glossary_option: Final = click.option(
    "--glossary",
    metavar="PATH",
    multiple=True,
    help="A termbase file or a folder of them; may be given several times, the uppermost layer first. Default: the"
    " project's own.",
)
_demote_option: Final = click.option("--demote", is_flag=True, help="Make the term admitted that was preferred so far.")
dry_option: Final = click.option("--dry-run", is_flag=True, help="Show the change, and write nothing.")


def _field_options(command: _Command) -> _Command:
    """Options that give the fields of a term."""
    fields = [
        click.option("--status", type=click.Choice(TERM_STATUSES)),
        click.option("--type", type=click.Choice(TERM_TYPES)),
        click.option("--case", type=click.Choice(CASES), help="How its letter case is matched; keep: not translated."),
        click.option("--pos", metavar="TEXT", help="Part of speech."),
        click.option("--definition", metavar="TEXT", help="What the concept means."),
        click.option("--note", metavar="TEXT", help="To the translator; 'see: CONCEPT' and 'use: CONCEPT' refer."),
        click.option("--source", metavar="TEXT", help="Where the term was found."),
        click.option("--set", "others", metavar="COLUMN=VALUE", multiple=True, help="Any other column of the file."),
    ]
    for option in reversed(fields):
        command = option(command)
    return command


def _change_options(command: _Command) -> _Command:
    """Options of every change: what is changed, and how it is told."""
    for option in (json_option, dry_option, file_option, _glossary_option):
        command = option(command)
    return command


@click.command()
@click.argument("concept")
@click.argument("lang")
@click.argument("term")
@_field_options
@_demote_option
@_change_options
def add(
    concept: str,
    lang: str,
    term: str,
    demote: bool,
    glossary: tuple[str, ...],
    file: str | None,
    dry_run: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Add a TERM in a language to a concept, which may be new.

    Without --status the first term of a language is preferred, and others are admitted. A term that is there already or
    that contradicts another is refused.
    """
    from align.termbases import edit as termbases

    layers, into = layers_of(glossary, file)
    values = {"concept": concept, "lang": lang, "term": term, **_values(fields)}
    _finish(termbases.add(layers, values, into=into, demote=demote), dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("concept")
@click.argument("lang")
@click.argument("term")
@click.option("--concept", "new_concept", metavar="ID", help="Another concept.")
@click.option("--lang", "new_lang", metavar="TAG", help="Another language.")
@click.option("--term", "new_term", metavar="TEXT", help="Another spelling.")
@_field_options
@_demote_option
@_change_options
def edit(
    concept: str,
    lang: str,
    term: str,
    demote: bool,
    glossary: tuple[str, ...],
    file: str | None,
    dry_run: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Change fields of a TERM; an empty text empties a field."""
    from align.errors import ArgumentError
    from align.termbases import edit as termbases

    new = {name: fields.pop(f"new_{name}") for name in ("concept", "lang", "term")}
    values = {**{name: value for name, value in new.items() if value is not None}, **_values(fields)}
    if not values:
        raise ArgumentError("nothing to change is named; give for example --status deprecated or --note TEXT")
    layers, into = layers_of(glossary, file)
    change = termbases.edit(layers, (concept, lang, term), values, into=into, demote=demote)
    _finish(change, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("concept")
@click.argument("lang", required=False)
@click.argument("term", required=False)
@click.option("--all", "whole", is_flag=True, help="Remove all terms of the concept.")
@_change_options
def remove(
    concept: str,
    lang: str | None,
    term: str | None,
    whole: bool,
    glossary: tuple[str, ...],
    file: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Remove a TERM in a language from a concept, or with --all the whole concept."""
    from align.errors import ArgumentError
    from align.termbases import edit as termbases

    if whole == (lang is not None) or (lang is not None and term is None):
        raise ArgumentError("name the concept, the language and the term, or the concept and --all")
    layers, into = layers_of(glossary, file)
    which = None if lang is None or term is None else (lang, term)
    _finish(termbases.remove(layers, concept.strip(), which, into=into), dry_run=dry_run, as_json=as_json)


def layers_of(glossary: Sequence[str], file: str | None) -> tuple[list[Layer], Layer | None]:
    """The files of the termbase opened for a change, and the one that ``--file`` names."""
    from align.loading import find_glossary
    from align.termbases.layers import open_layers

    return open_layers(list(glossary) or find_glossary(file), file)


def _values(fields: dict[str, Any]) -> dict[str, str]:
    """The fields that the options give, by column."""
    from align.errors import ArgumentError
    from align.formats.termbase_csv import COLUMNS

    values = {name: value for name, value in fields.items() if value is not None and name != "others"}
    for given in fields["others"]:
        name, equals, value = given.partition("=")
        column = name.strip().lower()
        if not equals or not column:
            raise ArgumentError(f"--set {given!r} has no column and value; write --set COLUMN=VALUE")
        if column in COLUMNS:
            raise ArgumentError(f"--set is for columns of your own; {column} has an option or argument of its own")
        values[column] = value
    return values


def _finish(change: Change, *, dry_run: bool, as_json: bool) -> None:
    from align.termbases.changes import save

    if not dry_run:
        save(change)
    if as_json:
        say(json.dumps(change_as_json(change, dry_run=dry_run), indent=1))
    else:
        show_change(change, dry_run=dry_run)


def change_as_json(change: Change, *, dry_run: bool) -> dict[str, Any]:
    """A change for a program."""
    return {
        "version": 1,
        "path": str(change.path),
        "changed": bool(change.diff),
        "dry_run": dry_run,
        "removed": [asdict(term) for term in change.removed],
        "added": [asdict(term) for term in change.added],
        "diff": change.diff,
        "notes": list(change.notes),
    }


def show_change(change: Change, *, dry_run: bool) -> None:
    """Print a change as a diff, and what is worth a second look."""
    say(change.diff or f"{change.path}: nothing to change")
    for note in change.notes[:_MOST_NOTES]:
        tell(f"note: {note}")
    if len(change.notes) > _MOST_NOTES:
        tell(f"note: {len(change.notes) - _MOST_NOTES} more notes; align terms lint lists all")
    if dry_run and change.diff:
        tell(f"{change.path} is not changed (--dry-run)")
