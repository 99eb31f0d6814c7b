"""``align terms find``: a concordance of the termbase."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    glossary_option,
    json_option,
    lang_option,
    termbase_of,
)
from align.cli.output import count, say, tell

if TYPE_CHECKING:
    from align.model import Hit
    from align.project import Occurrence

__all__ = ["find"]

_CONTEXT: Final = 36
_OTHER_SIDE: Final = 100
_ENDING: Final = re.compile(r"\.[A-Za-z]\w{0,7}\Z")


@click.command("find")
@click.argument("what", metavar="TEXT|FILE")
@glossary_option
@lang_option
@encoding_option
@extracting_options
@click.option("--concept", metavar="ID", multiple=True, help="Only terms of this concept; may be given several times.")
@click.option("--nested", is_flag=True, help="Also the terms inside longer ones.")
@click.option("--any-script", is_flag=True, help="Simplified and traditional Chinese match each other.")
@json_option
def find(
    what: str,
    glossary: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    tracked: str | None,
    max_size: int | None,
    concept: tuple[str, ...],
    nested: bool,
    any_script: bool,
    as_json: bool,
) -> None:
    """Print every place where a term stands in a text, a file or a sheet, with its surroundings.

    What is the name of a file, or looks like one (with a "/" or an ending such as .txt), is a file. In a sheet
    or another bitext each hit is shown with the other side of its unit.
    """
    from align.project import find_terms, find_terms_in_text

    file = what if _is_file(what) else None
    termbase = termbase_of(glossary, file, needed=True)
    if file is not None:
        taken = extracting_of(file, tracked, max_size)
        found = find_terms(
            file, termbase, lang=lang, encoding=encoding, nested=nested, any_script=any_script, extracting=taken
        )
    else:
        found = find_terms_in_text(what, termbase, lang=lang, nested=nested, any_script=any_script)
    kept = [occurrence for occurrence in found if not concept or occurrence.hit.term.concept in concept]
    if as_json:
        say(json.dumps({"version": 1, "hits": [_as_json(file, one) for one in kept]}, indent=1))
        return
    _print(file, kept)
    if sys.stderr.isatty():
        tell(f"{count(len(kept), 'hit')} of {count(len({one.hit.term.concept for one in kept}), 'concept')}")


def _is_file(what: str) -> bool:
    with suppress(OSError, ValueError):  # too long for a name, or with a character that none can have
        if Path(what).exists():
            return True
    spaced, ending = any(map(str.isspace, what)), _ENDING.search(what)
    return ("/" in what and (not spaced or ending is not None)) or (not spaced and ending is not None)


def _as_json(file: str | None, one: Occurrence) -> dict[str, Any]:
    hit = one.hit
    made: dict[str, Any] = {
        "path": file,
        "place": one.place,
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
        "context": one.text,
        "concept": hit.term.concept,
        "term": hit.term.text,
        "lang": hit.term.lang,
        "status": hit.term.status,
        "how": list(hit.how),
    }
    if one.other is not None:
        there = [
            {"text": hit.text, "start": hit.start, "end": hit.end, "status": hit.term.status} for hit in one.other_hits
        ]
        made |= {"side": one.side, "other": one.other, "other_hits": there}
    return made


def _print(file: str | None, found: list[Occurrence]) -> None:
    from align.text.widths import display_width

    head = f"{file}:" if file is not None else ""
    width = max((len(one.place) for one in found), default=0)
    for one in found:
        hit = one.hit
        left = _one_line(one.text[max(0, hit.start - _CONTEXT) : hit.start])
        right = _one_line(one.text[hit.end : hit.end + _CONTEXT])
        indent = " " * max(0, _CONTEXT - display_width(left))
        status = "" if hit.term.status == "preferred" else f", {hit.term.status}"
        say(f"{head}{one.place:<{width}}  {indent}{left}[{hit.text}]{right}  → {hit.term.concept}{status}")
        if one.other is not None:
            name = "target" if one.side == "source" else "source"
            margin = " " * (display_width(head) + width + 2)
            say(f"{margin}{name}: {_marked(one.other, one.other_hits) or '(empty)'}")


def _marked(text: str, hits: Iterable[Hit]) -> str:
    """A text with its hits in brackets, cut to what is around the first where it is long."""
    parts, position = [], 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= position:
            parts.append(f"{text[position : hit.start]}[{text[hit.start : hit.end]}]")
            position = hit.end
    marked = _one_line("".join(parts) + text[position:])
    if len(marked) <= _OTHER_SIDE:
        return marked
    start = max(0, min(len(_one_line(parts[0])) - _OTHER_SIDE // 2 if parts else 0, len(marked) - _OTHER_SIDE))
    end = start + _OTHER_SIDE
    return ("…" if start else "") + marked[start:end] + ("…" if end < len(marked) else "")


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
