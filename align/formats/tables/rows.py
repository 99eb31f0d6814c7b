"""The rows of a table as the units of a bitext."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from align.errors import AlignError, FormatError, LanguageTagError
from align.formats.extras import distinct, restored
from align.formats.jsonl import codes_of
from align.formats.tables.layout import Langs, Layout, Record, layout_of, status_of
from align.model import PLACEHOLDER, Bitext, Unit
from align.text.scripts import guess_language
from align.text.tags import same_language, standard_tag

__all__ = ["bitext_of", "unread"]

_TEXTS: Final = ("source", "target", "note")
_EXTRAS: Final = ("section", "speaker", "comment", "source_state", "kind", "score", "block", "line", "start", "end")
_CODES: Final = ("source_codes", "target_codes")
_SIDES: Final = ("source", "target")
_LANGS: Final = ("source_lang", "target_lang")
_YES: Final = frozenset({"1", "true", "x", "y", "yes"})
_SAMPLE: Final = 200  # rows whose script is looked at


def bitext_of(rows: Sequence[Record], langs: Langs = (None, None), columns: str | None = None) -> Bitext:
    """The bitext that a table holds.

    An id that stands twice is given once; a row without an id gets one. A language that neither the table nor the
    caller tells is what its script makes certain.

    Args:
        rows: The rows, the names of the columns among them.
        langs: Languages of source and target, to overrule what the table says or to choose among its columns.
        columns: As for :func:`align.formats.tables.layout.layout_of`.

    Raises:
        ArgumentError: ``columns`` is at fault.
        FormatError: The columns are not known, a cell has a value that it may not have, or a language is not known;
            the error names the row.
    """
    layout = layout_of(rows, langs, columns)
    body = rows[layout.first :]
    units = tuple(distinct(_units(body, layout)))
    if not units and _LANGS[0] not in layout.places:
        raise FormatError("holds no text below the names of its columns", line=rows[-1][0] if rows else 1)
    source_lang, target_lang = (_lang(side, body, layout, langs[side]) for side in (0, 1))
    return Bitext(units, source_lang, target_lang, next_id=len(units) + 1)


def unread(rows: Sequence[Record], langs: Langs = (None, None), columns: str | None = None) -> list[str]:
    """A sentence on the columns of a table that are not read, or none.

    Raises:
        AlignError: As for :func:`bitext_of`.
    """
    names = layout_of(rows, langs, columns).unread
    if not names:
        return []
    listed = ", ".join(names)
    if len(names) == 1:
        return [f"the column {listed} is not read"]
    return [f"the columns {listed[:300]}{'…' if len(listed) > 300 else ''} are not read"]


def _units(rows: Sequence[Record], layout: Layout) -> Iterator[Unit]:
    number = 0
    for line, row in rows:
        cells = {field: row[place] for field, place in layout.places.items() if place < len(row) and row[place]}
        if cells.get("id") or any(cells.get(name, "").strip() for name in _TEXTS):
            number += 1
            yield _unit(cells, line, number)


def _unit(cells: dict[str, str], line: int, number: int) -> Unit:
    values: dict[str, str] = {name: cells[name] for name in _EXTRAS if name in cells}
    if cells.get("status", "").strip():
        status = status_of(cells["status"])
        if status is None:
            said = f"the status {cells['status'][:40]!r} is none of initial, translated, reviewed, final"
            raise FormatError(f"{said}; give --columns to leave that column out", line=line)
        values["status"] = status
    elif cells.get("fuzzy", "").strip().casefold() in _YES:
        values["status"] = "initial"
    try:
        codes = {name: codes_of(json.loads(cells[name]), name, line) for name in _CODES if name in cells}
    except (ValueError, RecursionError):
        raise FormatError("the codes of a text are no JSON", line=line) from None
    texts = {name: cells.get(name, "") for name in _TEXTS}
    if texts["source"] == PLACEHOLDER and values.get("source_state", "missing") == "missing":
        texts["source"] = ""
    try:
        return restored(values, cells.get("id") or f"u{number:04d}", **texts, **codes)
    except AlignError as error:
        raise FormatError(error.message, line=line) from None
    except ValueError:
        raise FormatError("score, block, line, start or end is no number", line=line) from None


def _lang(side: int, rows: Sequence[Record], layout: Layout, asked: str | None) -> str:
    told = layout.langs[side] or _in_column(_LANGS[side], rows, layout)
    if asked:
        if told and not same_language(asked, told):
            raise FormatError(f"says that its {_SIDES[side]}s are in {told}, where {asked} is wanted")
        return standard_tag(asked)
    if told:
        return told
    field = _SIDES[side]
    place = layout.places.get(field, len(rows[0][1]) if rows else 0)
    texts = [
        (line, row[place]) for line, row in rows if place < len(row) and row[place].strip() not in ("", PLACEHOLDER)
    ]
    guessed = guess_language("\n".join(text for _, text in texts[:_SAMPLE]))
    if guessed is None and texts:
        option = ("--source-lang", "--target-lang")[side]
        raise FormatError(f"nothing says what language this {field} is in; give {option}", line=texts[0][0])
    return guessed or "und"


def _in_column(field: str, rows: Sequence[Record], layout: Layout) -> str:
    """The language that a column names in every row that names one."""
    found = ""
    place = layout.places.get(field)
    if place is None:
        return found
    for line, row in rows:
        text = row[place].strip() if place < len(row) else ""
        if not text or text == found:
            continue
        try:
            tag = text if text == "und" else standard_tag(text)
        except LanguageTagError as error:
            raise FormatError(error.message, line=line) from None
        if found and not same_language(found, tag):
            raise FormatError(f"is in {tag}, where the rows above are in {found}", line=line)
        found = found or tag
    return found
