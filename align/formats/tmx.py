"""TMX, the translation memories that tools exchange: versions 1.1 to 1.4b, read only.

A file is read unit by unit, so that its size is no matter. Of a segment the text is taken: inline codes are left out
with what they hold (``bpt``, ``ept``, ``ph``, ``it``, ``ut``), and what is highlighted (``hi``) stays. Nothing that a
file refers to is fetched, no entity is resolved, and a file that declares some is refused.

References:
    TMX 1.4b specification, LISA OSCAR, 2005.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from lxml import etree

from align.errors import FormatError, LanguageTagError
from align.model import Bitext, Unit
from align.text.tags import same_language, standard_tag

__all__ = ["MemoryUnit", "pairs", "read", "units"]

_CODES: Final = frozenset(("bpt", "ept", "it", "ph", "sub", "ut"))
_ANY: Final = "*all*"  # a header says so where every language of a unit may be its source
_SHALLOW: Final = 3  # depth of a unit: tmx, body, tu


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """One unit of a translation memory.

    Attributes:
        source_lang: Tag of the language that was translated, as it is written; empty where the file does not say.
        variants: Language tag, as it is written, and text of each variant, in the order of the file.
        line: Line in the file, counted from 1.
    """

    source_lang: str
    variants: tuple[tuple[str, str], ...]
    line: int

    def text(self, lang: str) -> str | None:
        """The text in a language: that of the very tag where there is one, else the first of that language."""
        same = [(tag, text) for tag, text in self.variants if same_language(tag, lang)]
        exact = (text for tag, text in same if _plain(tag) == _plain(lang))
        return next(exact, same[0][1] if same else None)


def units(stream: BinaryIO) -> Iterator[MemoryUnit]:
    """The units of a translation memory, one after the other.

    Raises:
        FormatError: It is no XML, ends too early, declares entities or elements of its own, is no TMX, or holds a
            variant without a language; the error names the line.
    """
    events: Any = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    depth, source_lang = 0, ""
    try:
        for event, element in events:
            name = _name(element)
            if event == "start":
                depth += 1
                if depth == 1:
                    _check_root(element)
                elif name == "header":
                    source_lang = _stated(element)
                continue
            if name == "tu":
                yield _unit(element, source_lang)
            if depth <= _SHALLOW:
                _forget(element)
            depth -= 1
    except etree.XMLSyntaxError:
        last = events.error_log.last_error  # the error itself may say no more than that the file ended
        said = " ".join((last.message if last is not None else "it is empty").split())
        raise FormatError(f"not XML: {said}", line=last.line if last is not None else 1) from None


def pairs(stream: BinaryIO, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    """Source and target of the units that have both languages; regions and scripts of tags are no matter.

    Raises:
        FormatError: As for :func:`units`; or no unit has both languages, though some have texts.
    """
    found = False
    seen: dict[str, None] = {}
    for unit in units(stream):
        seen.update(dict.fromkeys(tag for tag, _ in unit.variants))
        source, target = unit.text(source_lang), unit.text(target_lang)
        if source is not None and target is not None:
            found = True
            yield source, target
    if seen and not found:
        raise FormatError(f"holds nothing in both {source_lang} and {target_lang}; its languages are {', '.join(seen)}")


def read(stream: BinaryIO) -> Bitext:
    """A translation memory as a bitext: the source language that its header names, and the commonest of the others.

    Where the header names none, the first language is the source. Units without either language are left out; where the
    file holds one language only, that of the target is ``und``.

    Raises:
        FormatError: As for :func:`units`.
    """
    memory = list(units(stream))
    named = (unit.source_lang for unit in memory if unit.source_lang not in {"", _ANY})
    first = (tag for unit in memory for tag, _ in unit.variants)
    source_lang = next(named, next(first, "und"))
    others = Counter(tag for unit in memory for tag, _ in unit.variants if not same_language(tag, source_lang))
    if not others:  # two varieties of one language, perhaps
        others = Counter(tag for unit in memory for tag, _ in unit.variants if _plain(tag) != _plain(source_lang))
    target_lang = others.most_common(1)[0][0] if others else "und"
    found: list[Unit] = []
    for unit in memory:
        source, target = unit.text(source_lang) or "", unit.text(target_lang) or ""
        if source or target:
            found.append(
                Unit(
                    f"u{len(found) + 1:04d}",
                    target,
                    source,
                    source_state="original" if source else "missing",
                    status="translated" if target else "initial",
                    line=unit.line,
                )
            )
    return Bitext(tuple(found), _standard(source_lang), _standard(target_lang), next_id=len(found) + 1)


def _check_root(root: etree._Element) -> None:
    tree = root.getroottree()
    if _name(root) != "tmx":
        raise FormatError("not TMX: the first element must be tmx", line=_line(root))
    # A document type with declarations of its own is written as more than its name and its place.
    info: Any = tree.docinfo
    if info.doctype and not etree.tostring(tree, encoding="unicode").startswith(info.doctype):
        raise FormatError("the file declares entities or elements of its own; remove them from its DOCTYPE", line=1)


def _unit(element: etree._Element, source_lang: str) -> MemoryUnit:
    variants = []
    for variant in element:
        segment = next((child for child in variant if _name(child) == "seg"), None)
        if _name(variant) == "tuv" and segment is not None:
            variants.append((_lang(variant), _text(segment)))
    return MemoryUnit(_stated(element) or source_lang, tuple(variants), _line(element) or 0)


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            raise FormatError(f"the entity {child.text} is not defined", line=_line(element))
        parts.append("" if _name(child) in _CODES else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _lang(variant: etree._Element) -> str:
    """The language of a variant: ``xml:lang``, or ``lang`` as in TMX 1.1, in capitals or not."""
    for name in sorted(map(str, variant.attrib)):  # that of the name space comes first
        lang = str(variant.attrib[name]).strip()
        if name.replace("}", ":").rsplit(":", 1)[-1].lower() == "lang" and lang:
            return lang
    raise FormatError("a tuv lacks its xml:lang", line=_line(variant))


def _stated(element: etree._Element) -> str:
    return (element.get("srclang") or "").strip()


def _forget(element: etree._Element) -> None:
    """Drop what was read: an element's content, and the elements before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: etree._Element) -> str:
    """The name of an element without its name space; what is no element has none."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _line(element: Any) -> int | None:
    """The line that a tag begins on."""
    line: int | None = element.sourceline
    return line


def _plain(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _standard(tag: str) -> str:
    """The tag in its standard form; as it is written if it is none."""
    try:
        return standard_tag(tag)
    except LanguageTagError:
        return tag
