"""TMX 1.4b written: units with both texts, one after the other.

``<hi>`` is never written, for some tools lose the text in it, and no empty ``<seg>`` is, which some take for a
translation. White space at the edges of a text goes into properties: tools that match texts trim it. What TMX has no
place for goes into properties too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO, Final

from align.formats.coded import placed
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.extras import NAME, extras, head_extras
from align.formats.tmx.props import LEAD, PREFIX, TRAIL
from align.model import Bitext, Code, Sheet, Unit
from align.text.xml import attribute, content, is_fit
from align.version import __version__

__all__ = ["write", "write_units"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="translation-align" creationtoolversion="{version}" segtype="sentence" o-tmf="align" \
adminlang="en" srclang="{source}" datatype="plaintext">
{props}</header>
<body>
"""
_TAIL: Final = "</body>\n</tmx>\n"
_AT_ONCE: Final = 500  # units between two writes


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet that have a source and a target; what was found in them is not kept."""
    notes = write_units(sheet.bitext, sheet.bitext.units, stream)
    return [*notes, *aside_notes(sheet.bitext, "tmx")]


def write_units(bitext: Bitext, units: Iterable[Unit], stream: BinaryIO) -> list[str]:
    """Write units as they come, so that their number is no matter.

    Args:
        bitext: What tells languages and provenance; its own units are not looked at.
        units: The units.
        stream: Where to.

    Returns:
        Sentences on what is not in the file.
    """
    tally = Tally(DECLARATIONS["tmx"])
    stream.write(_head(bitext).encode())
    tags = attribute(bitext.source_lang), attribute(bitext.target_lang)
    waiting: list[str] = []
    for unit in units:
        whole = tally.take(unit)
        if whole is None:
            continue
        waiting.append(_unit(whole, tags))
        if len(waiting) >= _AT_ONCE:
            stream.write("".join(waiting).encode())
            waiting.clear()
    stream.write(("".join(waiting) + _TAIL).encode())
    return tally.notes()


def _head(bitext: Bitext) -> str:
    props = "".join(_prop(name, value) for name, value in head_extras(bitext))
    return _HEAD.format(version=attribute(__version__), source=attribute(bitext.source_lang), props=props)


def _unit(unit: Unit, tags: tuple[str, str]) -> str:
    extra = _extra(unit)
    named = is_fit(unit.id)
    if not named:
        extra += _prop(NAME, json.dumps(unit.id))
    source, lead, trail = _trimmed(unit.source, unit.source_codes)
    target, target_lead, target_trail = _trimmed(unit.target, unit.target_codes)
    if unit.source_codes or unit.target_codes:
        names = _Names()
        source = _coded(unit.source, unit.source_codes, lead, trail, names)
        target = _coded(unit.target, unit.target_codes, target_lead, target_trail, names)
    tuid = f' tuid="{attribute(unit.id)}"' if named else ""
    return (
        f'<tu{tuid}>{extra}\n<tuv xml:lang="{tags[0]}">{_edges(lead, trail)}<seg>{source}</seg></tuv>\n'
        f'<tuv xml:lang="{tags[1]}">{_edges(target_lead, target_trail)}<seg>{target}</seg></tuv>\n</tu>\n'
    )


def _extra(unit: Unit) -> str:
    """Note and properties; what a reader takes for granted is not written."""
    parts = [f"<note>{content(unit.note)}</note>\n"] if unit.note else []
    parts += [_prop(name, value) for name, value in extras(unit)]
    return "\n" + "".join(parts).rstrip("\n") if parts else ""


def _prop(name: str, value: str) -> str:
    return f'<prop type="{PREFIX}{name}">{content(value)}</prop>\n'


def _edges(lead: str, trail: str) -> str:
    return "".join(_prop(name, value).rstrip("\n") for name, value in ((LEAD, lead), (TRAIL, trail)) if value)


def _trimmed(text: str, codes: tuple[Code, ...]) -> tuple[str, str, str]:
    """A text as content without the white space at its edges, and that white space; what codes stand in stays."""
    bare = text.strip()
    if bare == text:
        return content(text), "", ""
    start = len(text) - len(text.lstrip())
    end = start + len(bare)
    if codes:
        start = min(start, codes[0].offset)
        end = max(end, min(codes[-1].offset, len(text)))
    return content(text[start:end]), text[:start], text[end:]


class _Names:
    """Numbers for the ids of codes: numbers stay as they are."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def number(self, name: str) -> str:
        if name not in self._numbers:
            taken = {*self._numbers, *self._numbers.values()}
            free = next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
            self._numbers[name] = name if name.isascii() and name.isdigit() else free
        return self._numbers[name]


def _coded(text: str, codes: tuple[Code, ...], lead: str, trail: str, names: _Names) -> str:
    """A text with its codes as elements, as content."""
    pieces = placed(text, codes, len(lead), len(text) - len(trail))
    return "".join(
        content(piece.before) + ("" if piece.code is None else _code(piece.code, piece.pair, names)) for piece in pieces
    )


def _code(code: Code, pair: int | None, names: _Names) -> str:
    kind = f' type="{attribute(code.type)}"' if code.type else ""
    outer = f' x="{names.number(code.id)}"' if code.id else ""
    inner = content(code.data)
    if code.kind == "alone":
        return f"<ph{outer}{kind}>{inner}</ph>"
    if pair is None:
        return f'<it pos="{"begin" if code.kind == "open" else "end"}"{outer}{kind}>{inner}</it>'
    if code.kind == "open":
        return f'<bpt i="{pair}"{outer}{kind}>{inner}</bpt>'
    return f'<ept i="{pair}">{inner}</ept>'
