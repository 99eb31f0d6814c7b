"""A bitext for machines and git: JSON Lines, lossless.

The first line is an object with ``"align": 1`` (the version of the layout), the languages and the provenance; each
line behind it is one unit, its inline codes as objects of their own. Fields that have their default value are left
out. Units that are gone, conflicts and leftovers stand behind the others, as ``{"gone": {...}}``,
``{"conflict": {...}}`` and ``{"leftover": {...}}``. Two halves of a surrogate pair that stand side by side become the
character that they mean.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields, replace
from functools import partial
from itertools import pairwise
from typing import Any, BinaryIO, Final

from align.errors import AlignError, EncodingError, FormatError
from align.model import Bitext, Code, Conflict, Leftover, Provenance, Sheet, Unit
from align.text.decoding import decode

__all__ = ["Lines", "codes_of", "fields_of", "read", "stream", "unit_of", "write"]

_VERSION: Final = 1
_TYPES: Final = {"score": (float, int, type(None)), "block": (int,), "line": (int,), "start": (int,), "end": (int,)}
_ASIDE: Final = ("gone", "conflict", "leftover")
_IS_ASIDE: Final = re.compile(rb'\s*\{\s*"(?:gone|conflict|leftover)"\s*:')
_CODES: Final = frozenset({"source_codes", "target_codes"})
_CODE_FIELDS: Final = {field.name: int if field.name == "offset" else str for field in fields(Code)}
_FIELDS: Final = {field.name: field.default for field in fields(Unit)}


Lines = dict[str, tuple[Unit, bytes]]


def write(sheet: Sheet, stream: BinaryIO, lines: Lines | None = None) -> list[str]:
    """Write the bitext of a sheet; what was found in it (terms, issues) is not kept, it can be found again.

    Args:
        sheet: What to write.
        stream: Where to.
        lines: The units as they were written last, with their lines, for who writes a bitext again and again.
    """
    bitext = sheet.bitext
    head = {"align": _VERSION, **bitext.head}
    if bitext.seen:
        head["seen"] = bitext.seen
    stream.write(_line(head))
    stream.writelines(_line_of(unit, lines) for unit in bitext.units)
    stream.writelines(_line({"gone": fields_of(gone)}) for gone in bitext.gone)
    for name, items in (("conflict", bitext.conflicts), ("leftover", bitext.leftovers)):
        stream.writelines(_line({name: asdict(item)}) for item in items)
    return []


def _line_of(unit: Unit, lines: Lines | None) -> bytes:
    if lines is None:
        return _line(fields_of(unit))
    known = lines.get(unit.id)
    if known is None or known[0] is not unit:
        known = lines[unit.id] = unit, _line(fields_of(unit))
    return known[1]


def fields_of(unit: Unit) -> dict[str, Any]:
    """What a line says of a unit: its fields, without those that have their default value."""
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
    lines = _objects(decode(stream.read()).split("\n"))
    number, head = next(lines, (1, {}))
    _check_version(head, number)
    units: list[Unit] = []
    seen: dict[str, int] = {}
    aside: dict[str, list[Any]] = {name: [] for name in _ASIDE}
    for line, value in lines:
        kind = next(iter(value), "")
        if len(value) == 1 and kind in aside:
            aside[kind].append(_aside(kind, value[kind], line))
            continue
        unit = unit_of(value, line)
        if unit.id in seen:
            raise _twice(unit.id, seen[unit.id], line)
        seen[unit.id] = line
        units.append(unit)
    return _bitext(head, tuple(units), aside)


def stream(file: Callable[[], BinaryIO]) -> tuple[Bitext, Callable[[], Iterator[Unit]]]:
    """Read a file of any size unit by unit, as often as one likes.

    Args:
        file: Opens the file anew.

    Returns:
        The bitext without its units and those that are gone, and what gives the units; it raises as :func:`read`
        does, of an id that stands twice once all units were given.
    """
    aside: dict[str, list[Any]] = {name: [] for name in _ASIDE}
    with file() as opened:
        number, head = next(_objects(_decoded(opened)), (1, {}))
    _check_version(head, number)
    bitext = _bitext(head, (), aside)
    with file() as opened:
        told = (line if _IS_ASIDE.match(line) else b"" for line in opened)
        for line, value in _objects(_decoded(told)):
            kind = next(iter(value))
            if len(value) == 1 and kind != "gone":
                aside[kind].append(_aside(kind, value[kind], line))
    return replace(bitext, conflicts=tuple(aside["conflict"]), leftovers=tuple(aside["leftover"])), partial(
        _given, file
    )


def _given(file: Callable[[], BinaryIO]) -> Iterator[Unit]:
    ids = array("q")
    with file() as opened:
        lines = _objects(_decoded(opened))
        next(lines, None)
        for line, value in lines:
            kind = next(iter(value), "")
            if len(value) == 1 and kind in _ASIDE:
                item = _aside(kind, value[kind], line)
                if isinstance(item, Unit):
                    ids.append(hash(item.id))
                continue
            unit = unit_of(value, line)
            ids.append(hash(unit.id))
            yield unit
    repeated = {one for one, other in pairwise(sorted(ids)) if one == other}
    if repeated:
        _refuse_repeated(file, repeated)


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines of a file in UTF-8."""
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise EncodingError(f"byte 0x{line[error.start]:02X} is not UTF-8", line=number) from None
        yield text.removeprefix("\ufeff") if number == 1 else text


def _refuse_repeated(file: Callable[[], BinaryIO], hashes: set[int]) -> None:
    """Say which of some ids stands twice; ids of one hash may differ."""
    seen: dict[str, int] = {}
    with file() as opened:
        for line, value in _objects(_decoded(opened)):
            name = value.get("id")
            if isinstance(name, str) and hash(name) in hashes:
                if name in seen:
                    raise _twice(name, seen[name], line)
                seen[name] = line


def _twice(name: str, first: int, line: int) -> FormatError:
    return FormatError(f"the id {name!r} stands in line {first} already", line=line)


def _check_version(head: dict[str, Any], number: int) -> None:
    if head.get("align") != _VERSION:
        raise FormatError(f'does not begin with an object that says "align": {_VERSION}', line=number)


def _bitext(head: dict[str, Any], units: tuple[Unit, ...], aside: dict[str, list[Any]]) -> Bitext:
    try:
        return Bitext(
            units=units,
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


def _objects(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
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
        return unit_of(value, number)
    made = Conflict if kind == "conflict" else Leftover
    wanted = {field.name: int if field.name == "line" else str for field in fields(made)}
    if set(value) != set(wanted) or any(type(value[name]) is not known for name, known in wanted.items()):
        raise FormatError(f"a {kind} has {', '.join(wanted)}, and nothing else", line=number)
    try:
        return made(**value)
    except AlignError as error:
        raise FormatError(error.message, line=number) from None


def unit_of(value: dict[str, Any], number: int) -> Unit:
    """The unit of what :func:`fields_of` gives.

    Args:
        value: The fields.
        number: Line for the error.

    Raises:
        FormatError: A field is lacking or has a value that is not allowed.
    """
    value |= {name: codes_of(value[name], name, number) for name in _CODES & value.keys()}
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


def codes_of(value: Any, name: str, number: int) -> tuple[Code, ...]:
    """Inline codes from the objects that JSON has for them.

    Args:
        value: The objects.
        name: What the error shall call them.
        number: Line for the error.

    Raises:
        FormatError: It is no list of objects, or one has a value of the wrong kind.
    """
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
