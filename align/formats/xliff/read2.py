"""XLIFF 2 as a bitext."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import AlignError
from align.formats.coded import Coded
from align.formats.elements import fault, name_of
from align.formats.extras import distinct, next_id_of, provenance_of, restored, target_lang_of, told
from align.formats.xliff.check2 import check
from align.formats.xliff.codes import coded_2, point
from align.formats.xliff.names import core_children, namespace_of, own_name
from align.model import Bitext, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["METADATA", "OWN", "read_2"]

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OWN = "align"
"""Category of the metadata that we write."""


def read_2(root: etree._Element, langs: tuple[str | None, str | None]) -> Bitext:
    """The bitext of a document of version 2.

    Raises:
        FormatError: It is invalid; the error says why and names the line.
    """
    check(root)
    space = namespace_of(root)
    files = core_children(root, space, "file")
    head = _own_values(files[0])
    found = [unit for file in files for unit in _units(file, space)]
    return Bitext(
        tuple(distinct(found)),
        langs[0] or root.get("srcLang") or "und",
        langs[1] or root.get("trgLang") or target_lang_of(head) or "und",
        provenance_of(head),
        next_id_of(head, len(found) + 1),
    )


def _units(element: etree._Element, space: str) -> Iterator[Unit]:
    for child in element:
        name = own_name(child, space)
        if name == "group":
            yield from _units(child, space)
        elif name == "unit":
            yield from _segments(child, space)


def _segments(unit: etree._Element, space: str) -> Iterator[Unit]:
    data = {
        element.get("id") or "": _data(element)
        for block in core_children(unit, space, "originalData")
        for element in core_children(block, space, "data")
    }
    values = _own_values(unit)
    note, comment = _notes(unit, space)
    segments = core_children(unit, space, "segment")
    for number, segment in enumerate(segments, start=1):
        texts = {name_of(text): coded_2(text, data) for text in core_children(segment, space, "source", "target")}
        source, target = texts["source"], texts.get("target", Coded(""))
        name = unit.get("id") or ""
        if len(segments) > 1:
            name = f"{name}/{segment.get('id') or number}"
        try:
            yield restored(
                values if number == 1 else {},
                name,
                source=source.text,
                target=target.text,
                source_codes=source.codes,
                target_codes=target.codes,
                note=note if number == 1 else "",
                comment=comment if number == 1 else "",
                **({"status": segment.get("state", "initial")} if target.text or target.codes else {}),
            )
        except (AlignError, ValueError) as error:
            raise fault(unit, told(error)) from None


def _data(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [point(child), child.tail or ""]
    return "".join(parts)


def _notes(unit: etree._Element, space: str) -> tuple[str, str]:
    """The notes to the translator and those from the translator, one a line."""
    notes: dict[bool, list[str]] = {False: [], True: []}
    for block in core_children(unit, space, "notes"):
        for note in core_children(block, space, "note"):
            notes[note.get("category") == "comment"].append(note.text or "")
    return "\n".join(notes[False]), "\n".join(notes[True])


def _own_values(element: etree._Element) -> dict[str, str]:
    """The metadata of an element that we wrote."""
    return {
        meta.get("type") or "": meta.text or ""
        for block in element
        if own_name(block, METADATA) == "metadata"
        for group in block
        if own_name(group, METADATA) == "metaGroup" and group.get("category") == OWN
        for meta in group
        if own_name(meta, METADATA) == "meta"
    }
