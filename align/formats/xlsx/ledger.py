"""The hidden tab: what the visible cells do not say, one JSON array a row.

``["align", 1]`` layout version · ``["bitext", part, text]`` languages, next id and provenance as JSON ·
``["units", [id, kind, block, line, start, end], ...]`` where units come from · ``["kept", id, field, part, text]`` the
exact text of a cell that cannot show it. What is longer than a cell is in parts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from align.errors import FormatError
from align.formats.xlsx.layout import LEDGER_TAB, LEDGER_VERSION
from align.model import Bitext, Provenance

__all__ = ["Ledger", "ledger_lines", "read_ledger"]

_UNITS_A_LINE: Final = 50
_PART: Final = 2_000  # JSON may take twelve characters for one


@dataclass(slots=True)
class Ledger:
    """What the hidden tab says."""

    source_lang: str = ""
    target_lang: str = ""
    next_id: int = 1
    provenance: Provenance = field(default_factory=Provenance)
    units: dict[str, tuple[str, int, int, int, int]] = field(default_factory=dict)
    kept: dict[tuple[str, str], str] = field(default_factory=dict)


def ledger_lines(bitext: Bitext, kept: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The lines of the hidden tab.

    Args:
        bitext: What is written.
        kept: Id, field and exact text of each cell that cannot show its text.
    """
    yield _line(["align", LEDGER_VERSION])
    origin = bitext.provenance
    yield from _long(
        "bitext",
        json.dumps(
            {
                "source_lang": bitext.source_lang,
                "target_lang": bitext.target_lang,
                "next_id": bitext.next_id,
                "tool": origin.tool,
                "input": origin.input,
                "sha256": origin.sha256,
                "options": origin.options,
            }
        ),
    )
    for first in range(0, len(bitext.units), _UNITS_A_LINE):
        units = bitext.units[first : first + _UNITS_A_LINE]
        yield _line(["units", *([u.id, u.kind, u.block, u.line, u.start, u.end] for u in units)])
    for unit_id, name, text in kept:
        for part, start in enumerate(range(0, len(text), _PART)):
            yield _line(["kept", unit_id, name, part, text[start : start + _PART]])


def _line(values: list[Any]) -> str:
    # What looks like an escape of a cell would be taken for one by some program on the way.
    return json.dumps(values).replace("_x", r"\u005fx")


def _long(key: str, text: str) -> Iterator[str]:
    for part, start in enumerate(range(0, len(text), _PART)):
        yield _line([key, part, text[start : start + _PART]])


def read_ledger(lines: Iterable[str]) -> Ledger:
    """What the lines of the hidden tab say.

    Raises:
        FormatError: They are not as :func:`ledger_lines` writes them.
    """
    ledger = Ledger()
    parts: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    version = None
    for number, line in enumerate(lines, start=1):
        try:
            key, *values = json.loads(line)
            if key == "align":
                (version,) = values
            elif key == "units":
                for unit_id, kind, block, position, start, end in values:
                    ledger.units[str(unit_id)] = (str(kind), int(block), int(position), int(start), int(end))
            elif key == "kept":
                unit_id, name, part, text = values
                parts[unit_id, name][int(part)] = text
            elif key == "bitext":
                part, text = values
                parts[()][int(part)] = text
        except (ValueError, TypeError, RecursionError):
            raise FormatError(
                f"row {number} of the hidden tab {LEDGER_TAB} is damaged; take a fresh copy of the sheet"
            ) from None
    if version != LEDGER_VERSION:
        raise FormatError(
            f"was written by another version of align (layout {version}, this one reads {LEDGER_VERSION})"
        )
    texts = {key: "".join(text for _, text in sorted(group.items())) for key, group in parts.items()}
    try:
        _fill(ledger, json.loads(texts.pop(())))
    except (KeyError, ValueError, TypeError):
        raise FormatError(f"the hidden tab {LEDGER_TAB} is damaged; take a fresh copy of the sheet") from None
    ledger.kept = {(key[0], key[1]): text for key, text in texts.items()}
    return ledger


def _fill(ledger: Ledger, head: dict[str, Any]) -> None:
    ledger.source_lang, ledger.target_lang = str(head["source_lang"]), str(head["target_lang"])
    ledger.next_id = int(head["next_id"])
    ledger.provenance = Provenance(
        tool=str(head["tool"]),
        input=str(head["input"]),
        sha256=str(head["sha256"]),
        options=tuple((str(name), str(value)) for name, value in head["options"]),
    )
