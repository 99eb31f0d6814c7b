"""The hidden tab: what the visible cells do not say, one JSON array a line.

``["align", 1]`` layout version · ``["bitext", {...}]`` languages, next id and provenance · ``["units", [id, kind,
block, line, start, end, digest], ...]`` where units come from and what their cells held · ``["kept", id, field, text]``
the exact text of a cell that cannot show it · ``["gone", {...}]``, ``["conflict", {...}]``, ``["leftover", {...}]``
what the further tabs show · ``["seen", edit, ...]`` what was merged before. A line that is too long for a cell goes on
in the next rows, which begin with a space.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from types import NoneType
from typing import Any, Final

from align.errors import AlignError, FormatError
from align.formats.xlsx.cells import CELL_LIMIT, presentable
from align.formats.xlsx.layout import LEDGER_TAB, LEDGER_VERSION
from align.model import Conflict, Leftover, Provenance, Sheet, Unit

__all__ = ["Ledger", "ledger_rows", "read_ledger", "shown_ids"]

_UNITS_A_LINE: Final = 50
_ASIDE: Final[Mapping[str, tuple[str, type[Unit | Conflict | Leftover]]]] = {
    "gone": ("gone", Unit),
    "conflict": ("conflicts", Conflict),
    "leftover": ("leftovers", Leftover),
}
_TYPES: Final[Mapping[str, Any]] = {
    "score": (int, float, NoneType),
    **dict.fromkeys(("block", "line", "start", "end"), int),
}  # else str
_NOT_HELD: Final = ("source_codes", "target_codes")  # as of the units that have rows
_ROW: Final = 16_000  # characters of a line that go into one row: each is ASCII, and a cell holds twice as many


@dataclass(slots=True)
class Ledger:
    """What the hidden tab says."""

    source_lang: str = ""
    target_lang: str = ""
    next_id: int = 1
    provenance: Provenance = field(default_factory=Provenance)
    units: dict[str, tuple[str, int, int, int, int]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    gone: list[Unit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


def ledger_rows(sheet: Sheet, kept: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The rows of the hidden tab.

    Args:
        sheet: What is written.
        kept: Id, field and exact text of each cell that cannot show its text.
    """
    for values in _lines(sheet, kept):
        # What looks like an escape of a cell would be taken for one by some program on the way.
        line = json.dumps(values).replace("_x", r"\u005fx")
        yield line[:_ROW]
        for start in range(_ROW, len(line), _ROW):
            yield f" {line[start : start + _ROW]}"


def _lines(sheet: Sheet, kept: Iterable[tuple[str, str, str]]) -> Iterator[list[Any]]:
    bitext = sheet.bitext
    yield ["align", LEDGER_VERSION]
    yield ["bitext", bitext.head]
    for first in range(0, len(bitext.units), _UNITS_A_LINE):
        units = bitext.units[first : first + _UNITS_A_LINE]
        rows = sheet.rows[first : first + _UNITS_A_LINE]
        told = zip(units, rows, strict=True)
        yield ["units", *([u.id, u.kind, u.block, u.line, u.start, u.end, row.digest] for u, row in told)]
    for unit_id, name, text in kept:
        yield ["kept", unit_id, name, text]
    for key, items in (("gone", bitext.gone), ("conflict", bitext.conflicts), ("leftover", bitext.leftovers)):
        for item in items:
            yield [key, {name: value for name, value in asdict(item).items() if name not in _NOT_HELD}]
    if bitext.seen:
        yield ["seen", *bitext.seen]


def shown_ids(ids: Iterable[str]) -> dict[str, str]:
    """What the id column shows for each id: the id itself where a cell can hold it, and never the same for two."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for name in ids:
        cell = base = presentable(name)
        number = 2
        while cell in taken:
            cell, number = f"{base[: CELL_LIMIT // 2]}~{number}", number + 1
        taken.add(cell)
        shown[name] = cell
    return shown


def read_ledger(rows: Iterable[str]) -> Ledger:
    """What the rows of the hidden tab say.

    Raises:
        FormatError: They are not as :func:`ledger_rows` writes them.
    """
    lines: list[list[str]] = []
    for row in rows:
        if row.startswith(" ") and lines:
            lines[-1].append(row[1:])
        elif row:
            lines.append([row])
    ledger = Ledger()
    version = None
    try:
        for parts in lines:
            key, *values = json.loads("".join(parts))
            if key == "align":
                (version,) = values
                if version != LEDGER_VERSION:
                    break
            else:
                _take(ledger, key, values)
    except (AlignError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise FormatError(f"the hidden tab {LEDGER_TAB} is damaged; take a fresh copy of the sheet") from None
    if version != LEDGER_VERSION:
        raise FormatError(
            f"was written by another version of align (layout {version}, this one reads {LEDGER_VERSION})"
        )
    if not ledger.source_lang:
        raise FormatError(f"the hidden tab {LEDGER_TAB} is damaged; take a fresh copy of the sheet")
    return ledger


def _take(ledger: Ledger, key: str, values: list[Any]) -> None:
    """Enter a line into a ledger; raises any of several errors if it is not as it should be."""
    if key == "units":
        for unit_id, kind, block, line, start, end, *digests in values:
            ledger.units[_text(unit_id)] = (_text(kind), int(block), int(line), int(start), int(end))
            for digest in digests:
                ledger.digests[unit_id] = _text(digest)
    elif key == "kept":
        unit_id, name, text = values
        ledger.kept[_text(unit_id), _text(name)] = _text(text)
    elif key == "bitext":
        (head,) = values
        _fill(ledger, head)
    elif key == "seen":
        ledger.seen += map(_text, values)
    elif key in _ASIDE:
        (item,) = values
        getattr(ledger, _ASIDE[key][0]).append(_made(_ASIDE[key][1], item))


def _made(kind: type[Unit | Conflict | Leftover], item: Any) -> Unit | Conflict | Leftover:
    if not isinstance(item, dict):
        raise TypeError(item)
    for name, value in item.items():
        if not isinstance(value, _TYPES.get(name, str)):
            raise TypeError(value)
    return kind(**item)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _fill(ledger: Ledger, head: dict[str, Any]) -> None:
    ledger.source_lang, ledger.target_lang = _text(head["source_lang"]), _text(head["target_lang"])
    ledger.next_id = int(head["next_id"])
    ledger.provenance = Provenance(
        tool=_text(head["tool"]),
        input=_text(head["input"]),
        sha256=_text(head["sha256"]),
        options=tuple((_text(name), _text(value)) for name, value in head["options"]),
    )
