"""Fields of units and bitexts that exchange formats have no place for, as names and values; ids that differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from align.errors import AlignError
from align.model import Bitext, Provenance, Unit

__all__ = [
    "NAME",
    "distinct",
    "extras",
    "head_extras",
    "next_id_of",
    "provenance_of",
    "restored",
    "target_lang_of",
    "told",
]

NAME: Final = "id"
"""The id of a unit as a JSON string, where a format cannot hold it."""
_TEXTS: Final = ("section", "speaker", "comment", "status", "source_state", "kind")
_NUMBERS: Final = ("block", "line", "start", "end")


def extras(unit: Unit) -> list[tuple[str, str]]:
    """Names and values of what a reader does not take for granted, note and codes left out."""
    found = []
    if unit.section or unit.speaker or unit.comment:
        found += [(name, value) for name in ("section", "speaker", "comment") if (value := getattr(unit, name))]
    if unit.status != ("translated" if unit.target else "initial"):
        found.append(("status", unit.status))
    if unit.source_state != ("original" if unit.source else "missing"):
        found.append(("source_state", unit.source_state))
    if unit.kind != "body":
        found.append(("kind", unit.kind))
    if unit.score is not None:
        found.append(("score", repr(unit.score)))
    if unit.block or unit.line or unit.start or unit.end:
        found += [(name, str(getattr(unit, name))) for name in _NUMBERS]
    return found


def restored(values: Mapping[str, str], name: str, **fields: Any) -> Unit:
    """The unit that :func:`extras` were taken from.

    Args:
        values: The extras by name.
        name: The id of the unit, if no extra tells another.
        fields: Its other fields; where extras tell them too, the extras count.

    Raises:
        ArgumentError: A value is not allowed.
        ValueError: A value is no number, or no JSON.
    """
    told_by_extras: dict[str, Any] = {key: values[key] for key in _TEXTS if key in values}
    told_by_extras |= {key: int(values[key]) for key in _NUMBERS if key in values}
    if "score" in values:
        told_by_extras["score"] = float(values["score"])
    usual = {
        "source_state": "original" if fields.get("source") else "missing",
        "status": "translated" if fields.get("target") else "initial",
    }
    try:
        own = str(json.loads(values[NAME])) if NAME in values else name
    except RecursionError:
        raise ValueError(NAME) from None
    return Unit(**{"id": own or name, **usual, **fields, **told_by_extras})


def distinct(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units; of those with one id all but the first get another."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for unit in units:
        name = unit.id
        while name in taken:
            counts[unit.id] = counts.get(unit.id, 1) + 1
            name = f"{unit.id}-{counts[unit.id]}"
        taken.add(name)
        yield unit if name == unit.id else replace(unit, id=name)


def told(error: AlignError | ValueError) -> str:
    """What to say of an error of :func:`restored`."""
    return error.message if isinstance(error, AlignError) else "a property of align has a value that it may not have"


def head_extras(bitext: Bitext) -> list[tuple[str, str]]:
    """Names and JSON values of what a bitext tells beside its units and its source language."""
    return [(name, json.dumps(value)) for name, value in bitext.head.items() if value and name != "source_lang"]


def provenance_of(values: Mapping[str, str]) -> Provenance:
    """The provenance that :func:`head_extras` tell of; what is broken there is not looked at."""
    texts = [_value(values, name) for name in ("tool", "input", "sha256")]
    options = _value(values, "options")
    whole = isinstance(options, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in options)
    tool, source, digest = (text if isinstance(text, str) else "" for text in texts)
    return Provenance(tool, source, digest, tuple((str(a), str(b)) for a, b in options) if whole else ())


def next_id_of(values: Mapping[str, str], default: int) -> int:
    """The number of the next unit that :func:`head_extras` tell, or a default."""
    found = _value(values, "next_id")
    return found if type(found) is int and found > 0 else default


def _value(values: Mapping[str, str], name: str) -> Any:
    try:
        return json.loads(values.get(name, "null"))
    except (ValueError, RecursionError):
        return None


def target_lang_of(values: Mapping[str, str]) -> str:
    """The target language that :func:`head_extras` tell, or nothing."""
    found = _value(values, "target_lang")
    return found if isinstance(found, str) else ""
