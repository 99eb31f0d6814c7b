"""``align terms diff`` and ``align terms merge``: termbases compared, and three versions of one merged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from align.cli.options import json_option
from align.cli.output import count, say, tell
from align.cli.terms_edit import change_as_json, dry_option, show_change

if TYPE_CHECKING:
    from align.terms.comparing import ConceptDifference, Key

__all__ = ["diff", "merge"]


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if the two differ.")
@json_option
def diff(old: str, new: str, exit_code: bool, as_json: bool) -> None:
    """Print what two termbases, files or folders, say differently, concept by concept."""
    from align.termbases.compare import compare_files

    found = compare_files(old, new)
    if as_json:
        say(json.dumps({"version": 1, "differences": [_as_json(one) for one in found]}, indent=1))
    else:
        for one in found:
            for line in _as_text(one):
                say(line)
    if found and exit_code:
        click.get_current_context().exit(1)


def _as_text(one: ConceptDifference) -> Iterator[str]:
    sign = {"added": "+ ", "removed": "- "}.get(one.kind, "")
    yield sign + one.concept + (f" → {one.renamed}" if one.renamed else "")
    for sign, keys in (("-", one.removed), ("+", one.added)):
        for _, lang, text in keys:
            yield f'  {sign} {lang} "{text}"'
    for change in one.changed:
        _, lang, text = change.key
        yield f'  ~ {lang} "{text}": {change.column} "{change.old}" → "{change.new}"'


def _as_json(one: ConceptDifference) -> dict[str, Any]:
    def term(key: Key) -> dict[str, str]:
        return {"lang": key[1], "term": key[2]}

    return {
        "concept": one.concept,
        "kind": one.kind,
        **({"renamed": one.renamed} if one.renamed else {}),
        "removed": list(map(term, one.removed)),
        "added": list(map(term, one.added)),
        "changed": [{**term(c.key), "column": c.column, "old": c.old, "new": c.new} for c in one.changed],
    }


@click.command()
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.option("-o", "--output", metavar="OUT", help="Write the merged termbase there, and leave OURS as it is.")
@click.option(
    "--prefer",
    type=click.Choice(["ours", "theirs"]),
    default="ours",
    show_default=True,
    help="The side that stands where both changed the same.",
)
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@dry_option
@json_option
def merge(
    base: str, ours: str, theirs: str, output: str | None, prefer: str, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Bring into OURS what THEIRS changed, since both were as BASE; exit with 1 if there are conflicts.

    All three are files. OURS keeps its order and its comments, and its side stands in a conflict.
    """
    from align.termbases.compare import merge_files, save_merge

    done = merge_files(base, ours, theirs, prefer=prefer)
    if not dry_run:
        save_merge(done, output, force=force)
    if as_json:
        rows = [{**asdict(one), "message": message} for one, message in zip(done.conflicts, done.messages, strict=True)]
        for row in rows:
            row["concept"], row["lang"], row["term"] = row.pop("key")
        say(json.dumps({**change_as_json(done.change, dry_run=dry_run), "conflicts": rows}, indent=1))
    else:
        show_change(done.change, dry_run=dry_run)
        for message in done.messages:
            tell(f"conflict: {message}")
        if done.messages:
            tell(count(len(done.messages), "conflict"))
    if done.conflicts:
        click.get_current_context().exit(1)
