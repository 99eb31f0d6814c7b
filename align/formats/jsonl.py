"""A bitext for machines and git: JSON Lines, lossless.

The first line is an object with ``"align": 1`` (the version of the layout), the languages and the provenance; each
line behind it is one unit, its inline codes as objects of their own. Fields that have their default value are left
out. Units that are gone, conflicts and leftovers stand behind the others, as ``{"gone": {...}}``,
``{"conflict": {...}}`` and ``{"leftover": {...}}``. Two halves of a surrogate pair that stand side by side become the
character that they mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any, BinaryIO, Final

from align.errors import AlignError, FormatError
from align.model import Bitext, Code, Conflict, Leftover, Provenance, Sheet, Unit
from align.text.decoding import decode

__all__ = ["read", "write"]

_VERSION: Final = 1
_TYPES: Final = {"score": (float, int, type(None)), "block": (int,), "line": (int,), "start": (int,), "end": (int,)}
_CODES: Final = frozenset({"source_codes", "target_codes"})
_CODE_FIELDS: Final = {field.name: int if field.name == "offset" else str for field in fields(Code)}
_FIELDS: Final = {field.name: field.default for field in fields(Unit)}


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the bitext of a sheet; what was found in it (terms, issues) is not kept, it can be found again."""
    bitext = sheet.bitext
    head = {"align": _VERSION, **bitext.head}
    if bitext.seen:
        head["seen"] = bitext.seen
    stream.write(_line(head))
    stream.writelines(_line(_told(unit)) for unit in bitext.units)
    stream.writelines(_line({"gone": _told(gone)}) for gone in bitext.gone)
    for name, items in (("conflict", bitext.conflicts), ("leftover", bitext.leftovers)):
        stream.writelines(_line({name: asdict(item)}) for item in items)
    return []


def _told(unit: Unit) -> dict[str, Any]:
    values = {name: getattr(unit, name) for name in _FIELDS}
    for name in _CODES:
        values[name] = [asdict(code) for code in values[name]] or ()
    return {name: value for name, value in values.items() if value != _FIELDS[name]}


def _line(value: dict[str, Any]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # lone surrogates are no UTF-8, but JSON can escape them
        return json.dumps(value).encode() + b"\n"


def read(stream: BinaryIO) -> Bitext:
    """Read what :func:`write` wrote.

    Raises:
        EncodingError: The file is not UTF-8.
        FormatError: A line is not JSON or not a unit; the error names it.
    """
    lines = _objects(decode(stream.read()))
    number, head = next(lines, (1, {}))
    if head.get("align") != _VERSION:
        raise FormatError(f'does not begin with an object that says "align": {_VERSION}', line=number)
    units: list[Unit] = []
    seen: dict[str, int] = {}
    aside: dict[str, list[Any]] = {"gone": [], "conflict": [], "leftover": []}
    for line, value in lines:
        kind = next(iter(value), "")
        if len(value) == 1 and kind in aside:
            aside[kind].append(_aside(kind, value[kind], line))
            continue
        unit = _unit(value, line)
        if unit.id in seen:
            raise FormatError(f"the id {unit.id!r} stands in line {seen[unit.id]} already", line=line)
        seen[unit.id] = line
        units.append(unit)
    try:
        return Bitext(
            units=tuple(units),
            source_lang=str(head["source_lang"]),
            target_lang=str(head["target_lang"]),
            provenance=Provenance(
                tool=str(head.get("tool", "")),
                input=str(head.get("input", "")),
                sha256=str(head.get("sha256", "")),
                options=tuple((str(name), str(value)) for name, value in head.get("options", ())),
            ),
            next_id=int(head.get("next_id", len(units) + 1)),
            gone=tuple(aside["gone"]),
            conflicts=tuple(aside["conflict"]),
            leftovers=tuple(aside["leftover"]),
            seen=tuple(map(str, head.get("seen", ()))),
        )
    except KeyError as error:
        raise FormatError(f"the first line does not say {error.args[0]}", line=1) from None
    except (TypeError, ValueError, OverflowError):
        raise FormatError("the first line holds a value of the wrong kind", line=1) from None


def _objects(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise FormatError("is not JSON", line=number) from None
        if not isinstance(value, dict):
            raise FormatError("is not a JSON object", line=number)
        yield number, value


def _aside(kind: str, value: Any, number: int) -> Unit | Conflict | Leftover:
    if not isinstance(value, dict):
        raise FormatError(f"{kind} is not a JSON object", line=number)
    if kind == "gone":
        return _unit(value, number)
    made = Conflict if kind == "conflict" else Leftover
    wanted = {field.name: int if field.name == "line" else str for field in fields(made)}
    if set(value) != set(wanted) or any(type(value[name]) is not known for name, known in wanted.items()):
        raise FormatError(f"a {kind} has {', '.join(wanted)}, and nothing else", line=number)
    try:
        return made(**value)
    except AlignError as error:
        raise FormatError(error.message, line=number) from None


def _unit(value: dict[str, Any], number: int) -> Unit:
    value |= {name: _codes(value[name], name, number) for name in _CODES & value.keys()}
    for name, content in value.items():
        if name in _FIELDS.keys() - _CODES and (
            not isinstance(content, _TYPES.get(name, (str,))) or isinstance(content, bool)
        ):
            raise FormatError(f"{name} has a value of the wrong kind", line=number)
    lacking = [name for name in ("id", "target") if name not in value]
    if lacking:
        raise FormatError(f"a unit without {lacking[0]}", line=number)
    try:
        return Unit(**{name: content for name, content in value.items() if name in _FIELDS})
    except AlignError as error:
        raise FormatError(error.message, line=number) from None


def _codes(value: Any, name: str, number: int) -> tuple[Code, ...]:
    try:
        codes = []
        for fields_of_one in value:
            known = {key: content for key, content in fields_of_one.items() if key in _CODE_FIELDS}
            if any(type(content) is not _CODE_FIELDS[key] for key, content in known.items()):
                raise TypeError
            codes.append(Code(**known))
        return tuple(codes)
    except (AttributeError, TypeError):
        raise FormatError(f"{name} has a value of the wrong kind", line=number) from None
    except AlignError as error:
        raise FormatError(error.message, line=number) from None
