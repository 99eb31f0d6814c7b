"""What XLIFF 2 core demands of the inline elements, states and references of a unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from align.formats.elements import fault, name_of
from align.formats.xliff.grammar2 import INLINE
from align.formats.xliff.names import core_children, own_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["check_unit", "inlines"]

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMATS: Final = frozenset(("xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u"))
_SELECTOR: Final = re.compile(r"(?:([\w.:\-·]+)=)?([\w.:\-·]+)")
_RANKS: Final = {"f": 0, "g": 1, "u": 2, "n": 4, "d": 4, "t": 4, "": 4}
_MODULE_RANK: Final = 3
_ALIKE: Final = ("canCopy", "canDelete", "canOverlap")


def inlines(text: etree._Element, space: str) -> list[etree._Element]:
    """The inline elements within a text, in their order."""
    return [element for element in text.iterdescendants() if own_name(element, space) in INLINE]


def check_unit(unit: etree._Element, file: etree._Element, units: set[str], space: str) -> None:
    """Refuse a unit that the core does not allow.

    Args:
        unit: The unit; its structure is right.
        file: Its file.
        units: Ids of all units of the file.
        space: The name space of the core.

    Raises:
        FormatError: It is invalid; the error says why and names the line.
    """
    parts = core_children(unit, space, "segment", "ignorable")
    sides = {
        name: [each for part in parts for text in core_children(part, space, name) for each in inlines(text, space)]
        for name in ("source", "target")
    }
    data = _data(unit, space)
    for part in parts:
        _check_state(part, space)
    _check_ids(parts, sides, space)
    everything = [*sides["source"], *sides["target"]]
    named: dict[str, list[etree._Element]] = {}
    for element in everything:
        named.setdefault(element.get("id") or "", []).append(element)
    notes = {
        note.get("id") for block in core_children(unit, space, "notes") for note in core_children(block, space, "note")
    }
    for side in sides.values():
        _check_pairs(side)
        _check_markers(side)
    for element in everything:
        _check_code(element, named, data, units)
        _check_annotation(element, {"f": file.get("id"), "u": unit.get("id")}, notes)
    for part in parts:
        _check_kept(part, sides["target"], space)


def _data(unit: etree._Element, space: str) -> set[str]:
    known: set[str] = set()
    for block in core_children(unit, space, "originalData"):
        for element in core_children(block, space, "data"):
            own = element.get("id") or ""
            if own in known:
                raise fault(element, f"the id {own!r} of a data stands twice")
            known.add(own)
            for point in core_children(element, space, "cp"):
                _check_point(point)
    return known


def _check_state(part: etree._Element, space: str) -> None:
    state = part.get("state")
    if part.get("subState") is not None and state is None:
        raise fault(part, "a segment with a subState needs a state")
    if state not in {None, "initial"} and not core_children(part, space, "target"):
        raise fault(part, f"a segment whose state is {state} needs a target")


def _check_ids(parts: list[etree._Element], sides: dict[str, list[etree._Element]], space: str) -> None:
    seen: set[str] = set()
    for element in (*parts, *sides["source"]):
        own = element.get("id")
        if own is not None and own in seen:
            raise fault(element, f"the id {own!r} stands twice in one unit")
        seen.add(own or "")
    twice = Counter(element.get("id") for element in sides["target"])
    for part in parts:
        source, target = (
            [each for text in core_children(part, space, name) for each in inlines(text, space)]
            for name in ("source", "target")
        )
        here = {each.get("id"): name_of(each) for each in source}
        for element in target:
            own = element.get("id")
            if own is None:
                continue
            if twice[own] > 1:
                raise fault(element, f"the id {own!r} stands twice in the targets of one unit")
            if own in seen and here.get(own) != name_of(element):
                raise fault(element, f"the id {own!r} of a target belongs to something else in its unit")


def _check_pairs(side: list[etree._Element]) -> None:
    """Start codes and end codes of all sources, or of all targets, of a unit."""
    starts: dict[str, etree._Element] = {}
    ended: set[str] = set()
    referred = {element.get("startRef") for element in side if name_of(element) == "ec"}
    for element in side:
        isolated = element.get("isolated") == "yes"
        if name_of(element) == "sc":
            own = element.get("id") or ""
            if isolated and own in referred:
                raise fault(element, f"the start code {own!r} is isolated, but its end code is in the same unit")
            if not isolated:
                starts[own] = element
        elif name_of(element) == "ec":
            _check_end(element, starts, ended, isolated=isolated)
    for own, element in starts.items():
        if own not in ended:
            raise fault(element, f"the start code {own!r} has no end code behind it in its unit, and is not isolated")


def _check_end(element: etree._Element, starts: dict[str, etree._Element], ended: set[str], *, isolated: bool) -> None:
    own, start = element.get("id"), element.get("startRef")
    if isolated != (own is not None) or isolated == (start is not None):
        raise fault(element, "an end code has an id if it is isolated, else a startRef")
    if isolated:
        return
    if element.get("dir") is not None:
        raise fault(element, "an end code that is not isolated has no dir")
    begun = starts.get(start or "")
    if begun is None:
        raise fault(element, f"the end code of {start!r} has no start code before it in its unit")
    if start in ended:
        raise fault(element, f"the start code {start!r} has two end codes")
    ended.add(start or "")
    for name in _ALIKE:
        if begun.get(name, "yes") != element.get(name, "yes"):
            raise fault(element, f"{name} of the end code of {start!r} differs from that of its start code")
    first, last = begun.get("canReorder", "yes"), element.get("canReorder", "yes")
    if (first == "yes") != (last == "yes") or last == "firstNo":
        raise fault(element, f"canReorder of the end code of {start!r} does not go with that of its start code")


def _check_markers(side: list[etree._Element]) -> None:
    begun: dict[str, etree._Element] = {}
    ended: set[str] = set()
    for element in side:
        if name_of(element) == "sm":
            begun[element.get("id") or ""] = element
        elif name_of(element) == "em":
            start = element.get("startRef") or ""
            if start not in begun or start in ended:
                raise fault(element, f"the end marker of {start!r} has no start marker of its own before it")
            ended.add(start)
    for own, element in begun.items():
        if own not in ended:
            raise fault(element, f"the start marker {own!r} has no end marker behind it in its unit")


def _check_code(
    element: etree._Element, named: Mapping[str, list[etree._Element]], data: set[str], units: set[str]
) -> None:
    name = name_of(element)
    if name == "cp":
        _check_point(element)
    for key in ("dataRef", "dataRefStart", "dataRefEnd"):
        if element.get(key) is not None and element.get(key) not in data:
            raise fault(element, f"{key} of {name} names no data of its unit: {element.get(key)!r}")
    for key in ("dataRef", "subFlows", "equiv"):
        if name == "pc" and (element.get(f"{key}Start") is None) != (element.get(f"{key}End") is None):
            raise fault(element, f"a pc has both {key}Start and {key}End, or neither")
    for key in ("subFlows", "subFlowsStart", "subFlowsEnd"):
        strange = set((element.get(key) or "").split()) - units
        if strange:
            raise fault(element, f"{key} of {name} names no unit of its file: {min(strange)!r}")
    _check_type(element, name)
    reorder = element.get("canReorder", "yes")
    if reorder != "yes" and not element.get("canDelete") == element.get("canCopy") == "no":
        raise fault(element, f"a {name} whose canReorder is {reorder} needs canCopy and canDelete to be no")
    if element.get("copyOf") is not None:
        _check_copy(element, name, named)


def _check_point(element: etree._Element) -> None:
    told = element.get("hex") or "0"
    value = int(told, 16)
    if value > 0x10FFFF or not _NOT_IN_XML.fullmatch(chr(value)):
        raise fault(
            element,
            f"hex of cp is {told[:40]!r}, where a character is wanted that XML cannot hold",
        )


def _check_type(element: etree._Element, name: str) -> None:
    kind, sub = element.get("type"), element.get("subType")
    if sub is None:
        return
    if kind is None:
        raise fault(element, f"a {name} with a subType needs a type")
    if sub.startswith("xlf:") and not ((sub in _FORMATS and kind == "fmt") or (sub == "xlf:var" and kind == "ui")):
        raise fault(element, f"the subType {sub} does not go with the type {kind}")


def _check_copy(element: etree._Element, name: str, named: Mapping[str, list[etree._Element]]) -> None:
    if any(element.get(key) is not None for key in ("dataRef", "dataRefStart", "dataRefEnd")):
        raise fault(element, f"a {name} with copyOf has no data of its own")
    wanted = element.get("copyOf") or ""
    base = named.get(wanted, [])
    if not base:
        raise fault(element, f"copyOf of {name} names no code of its unit: {wanted!r}")
    for each in base:
        if any(each.get(key) is not None for key in ("dataRef", "dataRefStart", "dataRefEnd")):
            raise fault(element, f"copyOf names the code {wanted!r}, which has data and cannot be copied so")
        if each.get("canCopy") == "no":
            raise fault(element, f"copyOf names the code {wanted!r}, which may not be copied")


def _check_annotation(element: etree._Element, around: Mapping[str, str | None], notes: set[str | None]) -> None:
    if name_of(element) not in {"mrk", "sm"}:
        return
    kind, ref = element.get("type"), element.get("ref")
    if kind == "comment" and (ref is None) == (element.get("value") is None):
        raise fault(element, "a comment has either a value or a ref")
    if kind == "mtc:match" and ref is not None:
        raise fault(element, "a mark of the type mtc:match has no ref")
    selectors = _selectors(element, ref) if ref is not None and ref.startswith("#") else None
    if kind == "comment" and ref is not None:
        wanted = dict(selectors or ())
        strange = any(value != around.get(key) for key, value in wanted.items() if key != "n")
        if strange or wanted.get("n", "") not in notes:
            raise fault(element, f"the ref of a comment names no note of its unit: {ref[:40]!r}")


def _selectors(element: etree._Element, ref: str) -> list[tuple[str, str]]:
    """The parts of a fragment identifier, which go from the file to what is named."""
    found: list[tuple[str, str]] = []
    rank = -1
    for part in ref[1:].removeprefix("/").split("/"):
        match = _SELECTOR.fullmatch(part)
        prefix = (match[1] or "") if match is not None else ""
        place = _RANKS.get(prefix, _MODULE_RANK)
        reserved = len(prefix) == 1 and prefix not in _RANKS  # prefixes of one letter are those of the core
        late = not found and ref.startswith("#/") and prefix != "f"
        if match is None or place <= rank or reserved or late:
            raise fault(element, f"the reference {ref[:40]!r} is no fragment identifier of XLIFF")
        rank = place
        found.append((prefix, match[2]))
    return found


def _check_kept(part: etree._Element, targets: list[etree._Element], space: str) -> None:
    """Codes that may not be deleted are in a target, where there is one."""
    if not core_children(part, space, "target"):
        return
    kept = {(name_of(each), each.get("id") or each.get("startRef")) for each in targets}
    for text in core_children(part, space, "source"):
        for element in inlines(text, space):
            own = name_of(element), element.get("id") or element.get("startRef")
            if element.get("canDelete") == "no" and own not in kept:
                raise fault(element, f"the code {own[1]!r} may not be deleted, but is not in the target")
