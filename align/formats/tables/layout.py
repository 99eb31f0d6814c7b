"""Which column of a table holds what: told by a row of names, or by the user.

A column is known by what people call it (``Source``, ``Translation``, ``译文``), or by the language that it is in, a
tag or a name (``zh-CN``, ``Chinese (Simplified)``, ``Target [en]``). Columns that nothing names are not read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from align.errors import ArgumentError, FormatError, LanguageTagError
from align.text.tags import same_language, standard_tag

__all__ = ["Langs", "Layout", "Record", "is_head", "layout_of", "plain", "status_of"]

Langs = tuple[str | None, str | None]
"""Languages of source and target; None where the table should tell."""
Record = tuple[int, Sequence[str]]
"""A row: its number or line, counted from 1, and its cells."""

_LONGEST: Final = 100  # code points; what is longer is no name of a column
_HEAD: Final = 10  # rows in which the names of the columns are looked for
_SHOWN: Final = frozenset({"#", "hash", "issues", "terms"})  # columns of ours that say nothing of a unit
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_TAGGED: Final = re.compile(rf"(.*?)\s*[(\[:]\s*({_TAG.pattern})\s*[)\]]?")
_LETTERS: Final = re.compile(r"[A-Za-z]{1,2}")
_HINT: Final = (
    "give --columns: source,target where no row names the columns, or source=NAME,target=NAME by name or number"
)


class Layout(NamedTuple):
    """Where a table has what.

    Attributes:
        first: Place of the first row behind the names of the columns.
        places: The column of each field, counted from 0.
        langs: Languages of source and target as the names of the columns tell them.
        unread: Names of the columns that are not read.
    """

    first: int
    places: Mapping[str, int]
    langs: Langs = (None, None)
    unread: tuple[str, ...] = ()


@cache
def _words(table: str) -> dict[str, str]:
    """What is meant by a word, in plain form: table ``columns``, ``statuses`` or ``languages`` of ``columns.toml``."""
    ours: dict[str, Any] = _content("align.formats.tables")[table]
    sheet = _content("align.formats.xlsx")
    named = sheet.pop("languages")
    sheet.pop("hash")
    known = [*{"columns": sheet, "languages": named}.get(table, {}).items(), *ours.items()]
    found = {plain(word): meaning for meaning, listed in known for word in listed}
    return found | {plain(field): field for field in sheet} if table == "columns" else found


def _content(package: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / "columns.toml").read_text("utf-8"))


def plain(name: str) -> str:
    """A name without what tells nothing: letter case, hyphens, underscores, spaces around and between."""
    return " ".join(re.sub("[-_]", " ", name).split()).casefold()


def status_of(text: str) -> str | None:
    """The status that a word of some program means, or None."""
    return _words("statuses").get(plain(text))


def layout_of(rows: Sequence[Record], langs: Langs, columns: str | None) -> Layout:
    """Which columns a table has.

    Args:
        rows: Its rows.
        langs: Languages of source and target that were asked for.
        columns: What the user says of the columns: their fields in order, ``source,-,target``, where no row names
            them; or ``source=NAME,target=NAME``, a name, a number or the letters of a column each.

    Raises:
        ArgumentError: ``columns`` is at fault.
        FormatError: No row names the columns of source and target.
    """
    if columns is not None:
        return _told(rows, columns)
    for place, (_, cells) in enumerate(rows[:_HEAD]):
        found = _named(cells)
        if is_head(cells):
            return _layout(place, cells, found, langs)
        taken = found.values()
        tags = {column: tag for column, cell in enumerate(cells) if column not in taken and (tag := _tag(cell))}
        sides = [side for side in ("source", "target") if side not in found]
        if len(tags) >= len(sides) and (not place or len(sides) == 1):
            return _by_language(rows[place], place, found, tags, langs)
    raise FormatError(f"no row names a column of sources and one of targets; {_HINT}", line=rows[0][0] if rows else 1)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row names a column of targets, and one of sources or ids."""
    found = _named(cells)
    return "target" in found and ("source" in found or "id" in found)


def _told(rows: Sequence[Record], columns: str) -> Layout:
    items = [item.strip() for item in columns.split(",")]
    if not any("=" in item for item in items):
        places = {item: place for place, item in enumerate(items) if item not in {"", "-"}}
        _check(places, len([item for item in items if item not in {"", "-"}]))
        return Layout(0, places)
    pairs = [item.partition("=") for item in items]
    asked = {field.strip(): name.strip() for field, _, name in pairs}
    _check(asked, len(pairs))
    for place, (_, cells) in enumerate(rows[:_HEAD]):
        found = {field: _column(name, cells) for field, name in asked.items()}
        if None not in found.values():
            return Layout(place + 1, {field: column for field, column in found.items() if column is not None})
    listed = ", ".join(cell.strip() for cell in rows[0][1] if cell.strip()) if rows else "none"
    raise FormatError(f"no row names the columns {', '.join(asked.values())}; the first row has {listed[:200]}", line=1)


def _check(asked: Mapping[str, Any], count: int) -> None:
    fields = dict.fromkeys(_words("columns").values())
    strange = next((name for name in asked if name not in fields), None)
    if strange is not None:
        raise ArgumentError(f"--columns: {strange!r} is none of {', '.join(fields)}")
    if len(asked) != count:
        raise ArgumentError("--columns names a field twice")
    if "target" not in asked and "source" not in asked:
        raise ArgumentError("--columns names neither source nor target")


def _column(name: str, cells: Sequence[str]) -> int | None:
    """The place of a column by its name, its number counted from 1, or its letters."""
    names = [plain(cell) for cell in cells]
    if name and plain(name) in names:
        return names.index(plain(name))
    if name.isascii() and name.isdigit() and len(name) < 6:
        return int(name) - 1 if int(name) > 0 else None
    if _LETTERS.fullmatch(name) and name.isupper():
        number = 0
        for letter in name:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number - 1
    return None


def _named(cells: Sequence[str]) -> dict[str, int]:
    """The columns that are called what people call them."""
    found: dict[str, int] = {}
    for exact in (True, False):  # our own names come before others that mean the same
        for column, cell in enumerate(cells):
            field = _words("columns").get(_bare(cell))
            if field is not None and (field == plain(cell).replace(" ", "_")) == exact and column not in found.values():
                found.setdefault(field, column)
    return found


def _bare(cell: str) -> str:
    text = cell.strip()
    if len(text) > _LONGEST:
        return ""
    match = _TAGGED.fullmatch(text)
    return plain(match[1] if match else text)


def _tag(cell: str) -> str:
    """The language that the name of a column tells, or nothing."""
    text = cell.strip()
    if len(text) > _LONGEST:
        return ""
    named = _words("languages").get(plain(text))
    if named:
        return named
    match = _TAGGED.fullmatch(text)
    for tag in (text, match[2] if match else ""):
        if _TAG.fullmatch(tag):
            try:
                return standard_tag(tag)
            except LanguageTagError:
                continue
    return ""


def _layout(place: int, cells: Sequence[str], found: dict[str, int], langs: Langs) -> Layout:
    told = tuple(_tag(cells[found[side]]) or None if side in found else None for side in ("source", "target"))
    for lang, tag in zip(langs, told, strict=True):
        if lang and tag and not same_language(lang, tag):
            raise FormatError(f"a column says that it is in {tag}, where {lang} is wanted", line=place + 1)
    unread = (
        cell.strip()
        for column, cell in enumerate(cells)
        if cell.strip() and column not in found.values() and plain(cell) not in _SHOWN
    )
    return Layout(place + 1, found, (told[0], told[1]), tuple(unread))


def _by_language(row: Record, place: int, found: dict[str, int], tags: dict[int, str], langs: Langs) -> Layout:
    """Sources or targets, or both, from columns that are named by their language."""
    line, cells = row
    chosen = dict(found)
    free = dict(tags)
    sides = [(side, lang) for side, lang in zip(("source", "target"), langs, strict=True) if side not in found]
    for side, lang in sides:
        if lang:
            chosen[side] = _of_language(lang, free, line)
            del free[chosen[side]]
    open_sides = [side for side, lang in sides if not lang]
    if len(free) > len(open_sides) and open_sides:
        said = f"has columns in {', '.join(tags.values())}"
        raise FormatError(f"{said}; give --source-lang and --target-lang to choose two", line=line)
    chosen |= dict(zip(open_sides, free, strict=False))
    if open_sides and open_sides[-1] not in chosen:
        raise FormatError(f"has no column of the {open_sides[-1]}s; {_HINT}", line=line)
    return _layout(place, cells, chosen, (None, None))


def _of_language(lang: str, tags: dict[int, str], line: int) -> int:
    exact = [column for column, tag in tags.items() if tag.lower() == lang.lower()]
    same = exact or [column for column, tag in tags.items() if same_language(tag, lang)]
    if not same:
        raise FormatError(f"has no column in {lang}; its languages are {', '.join(tags.values())}", line=line)
    return same[0]
