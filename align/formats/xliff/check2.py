"""XLIFF 2 against its specification: what is wrong with a file is said with its line.

The structure is that of :mod:`align.formats.xliff.grammar2`; what else the core demands is in
:mod:`align.formats.xliff.rules2` and :mod:`align.formats.xliff.order2`. Modules and extensions are looked at only as
far as the core speaks of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from align.formats.elements import XML, fault, name_of
from align.formats.xliff.grammar2 import GRAMMAR, NAMESPACES, TYPES, Element
from align.formats.xliff.names import core_children, namespace_of, own_name
from align.formats.xliff.order2 import check_order
from align.formats.xliff.rules2 import check_unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["check"]

_FS: Final = "{urn:oasis:names:tc:xliff:fs:2.0}"
_MODULES: Final = "{urn:oasis:names:tc:xliff:"
_XML_TYPES: Final = {"lang": "a language tag", "space": "default or preserve"}
_TOPS: Final = ("file", "group", "unit")


def check(root: etree._Element) -> None:
    """Refuse a document that XLIFF 2 core does not allow.

    Args:
        root: The ``xliff`` element.

    Raises:
        FormatError: It is invalid; the error says why and names the line.
    """
    space = namespace_of(root)
    version = root.get("version") or ""
    if version not in NAMESPACES.get(space, ()):
        raise fault(root, f"version {version!r} does not go with the name space {space!r}")
    _check_element(root, space)
    files = core_children(root, space, "file")
    _check_ids(files, "file")
    for file in files:
        _check_file(file, root, space)


def _check_file(file: etree._Element, root: etree._Element, space: str) -> None:
    inside = list(_core(file, space))
    named = {
        name: [each for each in inside if name_of(each) == name] for name in ("group", "unit", "notes", "skeleton")
    }
    _check_ids(named["group"], "group")
    _check_ids(named["unit"], "unit")
    for notes in named["notes"]:
        _check_ids(core_children(notes, space, "note"), "note")
    for skeleton in named["skeleton"]:
        empty = not len(skeleton) and not skeleton.text
        if empty == (skeleton.get("href") is None):
            raise fault(skeleton, "a skeleton has either an href or content")
    for container in (file, *named["group"], *named["unit"]):
        _check_extension_ids(container, space)
    known = {unit.get("id") or "" for unit in named["unit"]}
    for unit in named["unit"]:
        _check_languages(unit, root, space)
        check_unit(unit, file, known, space)
        check_order(unit, space)


def _core(element: etree._Element, space: str) -> Iterator[etree._Element]:
    """The core elements within an element, those within modules and extensions left out."""
    for child in element:
        if own_name(child, space):
            yield child
            yield from _core(child, space)


def _check_element(element: etree._Element, space: str) -> None:
    name = name_of(element)
    grammar = GRAMMAR.get(name)
    if grammar is None:
        raise fault(element, f"XLIFF 2 knows no element {name}")
    _check_attributes(element, name, grammar)
    if not grammar.text and (element.text or "").strip():
        raise fault(element, f"text stands in {name}, which holds none")
    if len(element) and not grammar.children:
        raise fault(element[0], f"{name} holds no elements")
    _check_children(element, name, grammar, space)
    for child in element:
        if not grammar.text and (child.tail or "").strip():
            raise fault(child, f"text stands in {name}, which holds none")
        if own_name(child, space):
            _check_element(child, space)


def _check_attributes(element: etree._Element, name: str, grammar: Element) -> None:
    for key, value in element.attrib.items():
        key, value = str(key), str(value)
        kind = grammar.attributes.get(key)
        if key.startswith(XML):
            kind = _xml_kind(key[len(XML) :], name, grammar)
        elif key.startswith("{"):
            if not _is_allowed(element, key, grammar):
                raise fault(
                    element, f"{name} may not have the attribute {key.rpartition('}')[2]} of another name space"
                )
            continue
        if kind is None:
            raise fault(element, f"{name} has no attribute {key.rpartition('}')[2]}")
        if not TYPES[kind].fullmatch(value.strip() if kind != "text" else value):
            raise fault(element, f"{key.rpartition('}')[2]} of {name} is {value[:40]!r}, where {kind} is wanted")
    for key in grammar.required:
        if key not in element.attrib:
            raise fault(element, f"{name} lacks its {key}")


def _is_allowed(element: etree._Element, key: str, grammar: Element) -> bool:
    """Whether an attribute of another name space may stand in an element."""
    isolated = name_of(element) != "ec" or element.get("isolated") == "yes"
    return grammar.foreign or (grammar.modules and key.startswith(_MODULES) and (isolated or not key.startswith(_FS)))


def _xml_kind(key: str, name: str, grammar: Element) -> str | None:
    if name == "data":
        return "preserve" if key == "space" else None
    if grammar.foreign or name in {"source", "target"}:
        return _XML_TYPES.get(key, "text")
    return None


def _check_children(element: etree._Element, name: str, grammar: Element, space: str) -> None:
    place = 0
    seen: set[str] = set()
    for child in element:
        child_name = own_name(child, space) or "*"
        places = [n for n, group in enumerate(grammar.children) if child_name in group]
        top = name == "xliff" and child_name == "*" and not space.endswith("2.0")  # metadata of 2.2
        if not places and not top:
            other = " of another name space" if child_name == "*" else ""
            raise fault(child, f"{name} may not hold the element {name_of(child)}{other}")
        if places and places[0] < place:
            raise fault(child, f"{name_of(child)} stands too late in {name}")
        place = places[0] if places else place
        if child_name in grammar.once and child_name in seen:
            raise fault(child, f"{name} may hold one {child_name} only")
        seen.add(child_name)
    for group in grammar.needed:
        if not seen & set(group):
            raise fault(element, f"{name} lacks its {' or '.join(group)}")


def _check_ids(elements: list[etree._Element], name: str) -> None:
    seen: set[str] = set()
    for element in elements:
        own = element.get("id")
        if own is not None and own in seen:
            raise fault(element, f"the id {own!r} of a {name} stands twice")
        seen.add(own or "")


def _check_extension_ids(container: etree._Element, space: str) -> None:
    """Ids of modules and extensions differ within a file, a group or a unit."""
    seen: set[tuple[str, str]] = set()
    waiting = deque(child for child in container if not own_name(child, space))
    while waiting:
        element = waiting.popleft()
        if namespace_of(element) == space:
            continue
        own = element.get("id") or element.get(f"{XML}id")
        if own is not None:
            where = namespace_of(element), own if not _is_module(element) else f"{name_of(element)} {own}"
            if where in seen:
                raise fault(element, f"the id {own!r} of an extension stands twice in one {name_of(container)}")
            seen.add(where)
        waiting.extend(element)


def _is_module(element: etree._Element) -> bool:
    """Whether an element is of a module, which has rules of its own for ids."""
    return namespace_of(element).startswith("urn:oasis:names:tc:xliff:")


def _check_languages(unit: etree._Element, root: etree._Element, space: str) -> None:
    for part in core_children(unit, space, "segment", "ignorable"):
        for text in core_children(part, space, "source", "target"):
            name = name_of(text)
            key = "srcLang" if name == "source" else "trgLang"
            told = root.get(key)
            if told is None:
                raise fault(text, "there is a target, but xliff has no trgLang")
            lang = _language(text)
            if lang is not None and not f"{lang.lower()}-".startswith(f"{told.lower()}-"):
                raise fault(text, f"the language of a {name} is {lang}, where {key} is {told}")


def _language(element: etree._Element) -> str | None:
    """The language of an element as it is told by itself or by those around it."""
    place: etree._Element | None = element
    while place is not None:
        lang = place.get(f"{XML}lang")
        if lang is not None:
            return str(lang)
        place = place.getparent()
    return None
