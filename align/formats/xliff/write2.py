"""XLIFF 2.0 written: one unit of one segment a unit, with no empty ``<target/>``."""

from __future__ import annotations

import json
import re
from typing import BinaryIO, Final

from align.formats.coded import placed
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.extras import NAME, extras, head_extras
from align.formats.xliff.codes import SUBTYPES
from align.formats.xliff.ids import Names
from align.formats.xliff.read2 import METADATA, OWN
from align.model import Code, Sheet, Unit
from align.text.xml import attribute, content, is_fit

__all__ = ["write"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="{source}" trgLang="{target}">
<file id="f1"{original} xml:space="preserve">
"""
_EMPTY: Final = '<group id="g1"/>\n'  # a file must hold something
_TAIL: Final = "</file>\n</xliff>\n"
_TYPES: Final = frozenset(("fmt", "ui", "quote", "link", "image", "other"))
_NAMED: Final = {kind: ("fmt", sub) for sub, kind in SUBTYPES.items()}
_USER: Final = re.compile(r"[^\s:]+")
_BOTH: Final = re.compile(r"(fmt|ui|quote|link|image|other)/([^\s:]+:[^\s:]+)")


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet; what was found in them is not kept."""
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["xliff2"])
    origin = bitext.provenance.input
    original = f' original="{attribute(origin)}"' if origin and is_fit(origin) else ""
    head = _HEAD.format(source=attribute(bitext.source_lang), target=attribute(bitext.target_lang), original=original)
    stream.write((head + _metadata(head_extras(bitext))).encode())
    names = Names((unit.id for unit in bitext.units), "u")
    for unit in bitext.units:
        whole = tally.take(unit)
        if whole is not None:
            stream.write(_unit(whole, names.name(whole.id)).encode())
    if not bitext.units:
        stream.write(_EMPTY.encode())
    stream.write(_TAIL.encode())
    return [*tally.notes(), *aside_notes(bitext, "xliff2")]


def _metadata(values: list[tuple[str, str]]) -> str:
    if not values:
        return ""
    inside = "".join(f'<mda:meta type="{name}">{content(value)}</mda:meta>\n' for name, value in values)
    group = f'<mda:metaGroup category="{OWN}">\n{inside}</mda:metaGroup>\n'
    return f'<mda:metadata xmlns:mda="{METADATA}">\n{group}</mda:metadata>\n'


def _unit(unit: Unit, name: str) -> str:
    values = [(key, value) for key, value in extras(unit) if key not in {"comment", "status"}]
    if name != unit.id:
        values.append((NAME, json.dumps(unit.id)))
    filled = bool(unit.target or unit.target_codes)
    if not filled and unit.status != "initial":
        values.append(("status", unit.status))
    writer = _Texts(unit)
    source = f"<source>{writer.text(unit.source, unit.source_codes)}</source>\n"
    writer.turn()
    target = f"<target>{writer.text(unit.target, unit.target_codes)}</target>\n" if filled else ""
    notes = f"<note>{content(unit.note)}</note>\n" if unit.note else ""
    if unit.comment:
        notes += f'<note category="comment">{content(unit.comment)}</note>\n'
    state = f' state="{unit.status}"' if filled else ""
    return "".join(
        (
            f'<unit id="{name}">\n{_metadata(values)}',
            f"<notes>\n{notes}</notes>\n" if notes else "",
            writer.data(),
            f"<segment{state}>\n{source}{target}</segment>\n</unit>\n",
        )
    )


class _Texts:
    """Writes both texts of a unit, whose codes have one set of ids and of data."""

    def __init__(self, unit: Unit) -> None:
        self._names = Names((code.id for code in (*unit.source_codes, *unit.target_codes)), "c")
        self._source: dict[tuple[str, str], list[str]] = {}  # ids of codes of the source that the target may take
        self._here: dict[tuple[str, str], list[str]] = {}
        self._data: dict[str, str] = {}

    def turn(self) -> None:
        """Go on to the target."""
        self._source, self._here = self._here, {}

    def text(self, text: str, codes: tuple[Code, ...]) -> str:
        """A text with its codes, as content."""
        starts: dict[int, str] = {}
        parts = []
        for piece in placed(text, codes):
            parts.append(content(piece.before))
            code = piece.code
            if code is None:
                continue
            data = f' dataRef="{self._reference(code.data)}"' if code.data else ""
            if code.kind == "close" and piece.pair is not None:
                parts.append(f'<ec startRef="{starts[piece.pair]}"{data}/>')
                continue
            element = {"alone": "ph", "open": "sc", "close": "ec"}[code.kind]
            name = self._name(element, code.id)
            if piece.pair is not None:
                starts[piece.pair] = name
            isolated = ' isolated="yes"' if code.kind != "alone" and piece.pair is None else ""
            parts.append(f'<{element} id="{name}"{isolated}{_type(code.type)}{data}/>')
        return "".join(parts)

    def data(self) -> str:
        """The original data of the unit."""
        inside = "".join(f'<data id="{name}">{content(data)}</data>\n' for data, name in self._data.items())
        return f"<originalData>\n{inside}</originalData>\n" if inside else ""

    def _name(self, element: str, wanted: str) -> str:
        waiting = self._source.get((element, wanted))
        name = waiting.pop(0) if waiting else self._names.name(wanted)
        self._here.setdefault((element, wanted), []).append(name)
        return name

    def _reference(self, data: str) -> str:
        return self._data.setdefault(data, f"d{len(self._data) + 1}")


def _type(kind: str) -> str:
    if not kind:
        return ""
    if kind in _TYPES:
        return f' type="{kind}"'
    both = _BOTH.fullmatch(kind)
    outer, inner = both.groups() if both else _NAMED.get(kind, ("other", f"align:{kind}"))
    if not both and kind not in _NAMED and not _USER.fullmatch(kind):
        return ""
    return f' type="{outer}" subType="{attribute(inner)}"'
