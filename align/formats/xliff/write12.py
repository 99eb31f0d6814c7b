"""XLIFF 1.2 written: valid by its strict schema, with no empty ``<target/>``."""

from __future__ import annotations

import json
from typing import BinaryIO, Final

from align.formats.coded import placed
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.extras import NAME, extras, head_extras
from align.formats.xliff.ids import Names
from align.formats.xliff.read12 import CONTEXT
from align.model import Code, Sheet, Unit
from align.text.xml import attribute, content, is_fit

__all__ = ["write"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="{original}" source-language="{source}" target-language="{target}" datatype="plaintext">
<header>
{notes}</header>
<body>
"""
_TAIL: Final = "</body>\n</file>\n</xliff>\n"
_STATES: Final = {
    "initial": "needs-translation",
    "translated": "translated",
    "reviewed": "signed-off",
    "final": "final",
}
_PAIRED: Final = frozenset(("bold", "italic", "underlined", "link"))
_SINGLE: Final = frozenset(("image", "pb", "lb"))


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet; what was found in them is not kept."""
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["xliff12"])
    notes = "".join(f'<note from="{CONTEXT}{name}">{content(value)}</note>\n' for name, value in head_extras(bitext))
    original = bitext.provenance.input if is_fit(bitext.provenance.input) else ""
    head = _HEAD.format(
        original=attribute(original) or "align",
        source=attribute(bitext.source_lang),
        target=attribute(bitext.target_lang),
        notes=notes,
    )
    stream.write(head.encode())
    names = Names((unit.id for unit in bitext.units), "u", is_fit)
    for unit in bitext.units:
        whole = tally.take(unit)
        if whole is not None:
            stream.write(_unit(whole, names.name(whole.id)).encode())
    stream.write(_TAIL.encode())
    return [*tally.notes(), *aside_notes(bitext, "xliff12")]


def _unit(unit: Unit, name: str) -> str:
    values = [(key, value) for key, value in extras(unit) if key not in {"comment", "status"}]
    if name != unit.id:
        values.append((NAME, json.dumps(unit.id)))
    if not unit.target and not unit.target_codes and unit.status != "initial":
        values.append(("status", unit.status))
    parts = [f'<trans-unit id="{attribute(name)}" xml:space="preserve">\n']
    parts.append(f"<source>{_text(unit.source, unit.source_codes)}</source>\n")
    if unit.target or unit.target_codes:
        parts.append(f'<target state="{_STATES[unit.status]}">{_text(unit.target, unit.target_codes)}</target>\n')
    if values:
        contexts = "".join(f'<context context-type="{CONTEXT}{k}">{content(v)}</context>\n' for k, v in values)
        parts.append(f"<context-group>\n{contexts}</context-group>\n")
    if unit.note:
        parts.append(f"<note>{content(unit.note)}</note>\n")
    if unit.comment:
        parts.append(f'<note from="translator">{content(unit.comment)}</note>\n')
    return "".join([*parts, "</trans-unit>\n"])


def _text(text: str, codes: tuple[Code, ...]) -> str:
    if not codes:
        return content(text)
    taken = {code.id for code in codes}
    free = (str(n) for n in range(1, 2 * len(codes) + 2) if str(n) not in taken)
    return "".join(
        content(piece.before)
        + ("" if piece.code is None else _code(piece.code, piece.pair, piece.code.id or next(free)))
        for piece in placed(text, codes)
    )


def _code(code: Code, pair: int | None, name: str) -> str:
    own, inner = f' id="{attribute(name)}"', content(code.data)
    if code.kind == "alone":
        return f"<ph{own}{_type(code.type, _SINGLE)}>{inner}</ph>"
    kind = _type(code.type, _PAIRED)
    if pair is None:
        return f'<it{own} pos="{code.kind}"{kind}>{inner}</it>'
    if code.kind == "open":
        return f'<bpt{own} rid="{pair}"{kind}>{inner}</bpt>'
    return f'<ept{own} rid="{pair}">{inner}</ept>'


def _type(kind: str, known: frozenset[str]) -> str:
    if not kind:
        return ""
    return f' ctype="{attribute(kind if kind in known else f"x-{kind}")}"'
