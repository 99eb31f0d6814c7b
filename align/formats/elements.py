"""XML that others wrote, element by element: nothing is fetched, no entity is resolved, declarations are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, Final

from lxml import etree

from align.errors import FormatError

__all__ = [
    "CODES",
    "XML",
    "ended",
    "fault",
    "lang_of",
    "line_of",
    "name_of",
    "refuse_entity",
    "text_of",
    "text_of_all",
    "tree",
    "walk",
]

CODES: Final = frozenset(("bpt", "ec", "ept", "it", "ph", "sc", "sub", "ut"))
"""Inline codes of TMX and TBX: mark-up of a tool, which is no text."""
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
"""What the names of attributes that XML itself defines begin with."""
_XML_LANG: Final = f"{XML}lang"


def walk(
    stream: BinaryIO, roots: Collection[str], kind: str, shallow: int, names: Collection[str] = ()
) -> Iterator[tuple[str, etree._Element, int]]:
    """The elements of a file: the event (``start`` or ``end``), the element and its depth, 1 for the root.

    What has ended is dropped down to a depth, so that the size of a file is no matter; at its ``start`` event an
    element has its attributes and nothing else.

    Args:
        stream: The file.
        roots: Names that the first element may have.
        kind: What the file should be, for the error.
        shallow: Greatest depth of the elements that are dropped when they have ended; deeper ones go with them.
        names: Names of the elements that are wanted, that of the first among them; by default all. Depth counts these.

    Raises:
        FormatError: It is no XML, ends too early, is nested deeper than 256 elements, declares entities or elements of
            its own, or begins with another element; the error names the line.
    """
    events: Any = _parse(stream, ("start", "end"), _tags(names) or None)
    depth = 0
    try:
        for event, element in events:
            if event == "start":
                depth += 1
                if depth == 1:
                    _check_root(element.getroottree().getroot(), roots, kind)
                yield event, element, depth
                continue
            yield event, element, depth
            if depth <= shallow:
                _forget(element)
            depth -= 1
    except etree.XMLSyntaxError:
        raise _no_xml(events) from None
    if names:  # where none was found, the first element is another
        _check_root(events.root, roots, kind)


def ended(stream: BinaryIO, roots: Collection[str], kind: str, names: Collection[str]) -> Iterator[etree._Element]:
    """The elements of some names as they end, each dropped before the next: for files of any size.

    Args:
        stream: The file.
        roots: Names that the first element may have.
        kind: What the file should be, for the error.
        names: Names of the elements, without their name space; none of them holds another.

    Raises:
        FormatError: As for :func:`walk`.
    """
    events: Any = _parse(stream, ("end",), _tags(names))
    begun = False
    try:
        for _, element in events:
            if not begun:
                _check_root(element.getroottree().getroot(), roots, kind)
                begun = True
            yield element
            _forget(element)
    except etree.XMLSyntaxError:
        raise _no_xml(events) from None
    if not begun:
        _check_root(events.root, roots, kind)


def _tags(names: Collection[str]) -> list[str]:
    return [tag for name in names for tag in (name, f"{{*}}{name}")]


def _parse(stream: BinaryIO, names: tuple[str, ...], tags: list[str] | None = None) -> Any:
    return etree.iterparse(
        stream,
        events=names,
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _no_xml(events: Any) -> FormatError:
    last = events.error_log.last_error  # the error itself may say no more than that the file ended
    said = " ".join((last.message if last is not None else "it is empty").split())
    return FormatError(f"not XML: {said}", line=last.line if last is not None else 1)


def _check_root(root: etree._Element, roots: Collection[str], kind: str) -> None:
    tree = root.getroottree()
    if name_of(root) not in roots:
        raise fault(root, f"not {kind}: the first element must be {' or '.join(roots)}")
    # A document type with declarations of its own is written as more than its name and its place.
    info: Any = tree.docinfo
    if info.doctype and not etree.tostring(tree, encoding="unicode").startswith(info.doctype):
        raise FormatError("the file declares entities or elements of its own; remove them from its DOCTYPE", line=1)


def text_of(element: etree._Element) -> str:
    """The text in an element and in those within it, inline codes left out.

    Raises:
        FormatError: An entity stands in it, which nothing defines.
    """
    parts = [element.text or ""]
    for child in element:
        refuse_entity(child)
        parts.append("" if name_of(child) in CODES else text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def lang_of(element: etree._Element) -> str:
    """The language of an element as it is written: ``xml:lang``, or ``lang`` as in TMX 1.1, in capitals or not.

    Raises:
        FormatError: There is none.
    """
    lang = (element.get(_XML_LANG) or "").strip()
    if lang:
        return lang
    for name in sorted(map(str, element.attrib)):  # that of the name space comes first
        lang = str(element.attrib[name]).strip()
        if name.replace("}", ":").rsplit(":", 1)[-1].lower() == "lang" and lang:
            return lang
    raise fault(element, f"a {name_of(element)} lacks its xml:lang")


def name_of(element: etree._Element) -> str:
    """The name of an element without its name space; what is no element has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Any) -> int | None:
    """The line that a tag begins on."""
    line: int | None = element.sourceline
    return line


def fault(element: etree._Element, message: str) -> FormatError:
    """An error that names the line of an element."""
    return FormatError(message, line=line_of(element))


def refuse_entity(element: etree._Element) -> None:
    """Refuse what stands for an entity among the elements: nothing defines it.

    Raises:
        FormatError: It does; the error names the line.
    """
    if element.tag is etree.Entity:
        raise fault(element, f"the entity {element.text} is not defined")


def _forget(element: etree._Element) -> None:
    """Drop what was read: an element's content, and the elements before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def tree(stream: BinaryIO, roots: Collection[str], kind: str) -> etree._Element:
    """The first element of a file with all that is in it, for files that are read as a whole.

    Args:
        stream: The file.
        roots: Names that the first element may have.
        kind: What the file should be, for the error.

    Raises:
        FormatError: As for :func:`walk`; or an entity stands in it, which nothing defines.
    """
    element: etree._Element | None = None
    for _, element, _ in walk(stream, roots, kind, 0):  # noqa: B007
        pass
    if element is None:
        raise FormatError(f"not {kind}: it is empty", line=1)
    for entity in element.iter(etree.Entity):
        refuse_entity(entity)
    return element


def text_of_all(element: etree._Element) -> str:
    """All text in an element and in those within it, inline codes included.

    Raises:
        FormatError: An entity stands in it, which nothing defines.
    """
    parts = [element.text or ""]
    for child in element:
        refuse_entity(child)
        parts += [text_of_all(child), child.tail or ""]
    return "".join(parts)
