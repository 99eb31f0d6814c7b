"""TBX-Basic written: version 3 in the style DCA, and version 2 (``martif``), which OmegaT reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, BinaryIO, Final

from lxml import etree

from align.errors import ArgumentError
from align.formats.elements import XML
from align.formats.tbx.categories import id_of, marks, one_spaced, pos_to, status_to, type_to
from align.formats.term_pairs import Langs
from align.model import Concept, Term, Termbase
from align.text.xml import fit
from align.version import TOOL

__all__ = ["write", "write_martif"]

_LANG: Final = f"{XML}lang"
_TEXTS: Final = ("text", "pos", "definition", "note", "source")


@dataclass(frozen=True, slots=True)
class _Version:
    """What one version of TBX calls its elements."""

    number: str
    root: str
    header: str
    entry: str
    language: str
    term: str
    attributes: Mapping[str, str]
    namespace: str = ""
    constraints: str = ""


_V3: Final = _Version(
    "3",
    "tbx",
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
    {"type": "TBX-Basic", "style": "dca"},
    namespace="urn:iso:std:iso:30042:ed-2",
)
_V2: Final = _Version(
    "2",
    "martif",
    "martifHeader",
    "termEntry",
    "langSet",
    "tig",
    {"type": "TBX-Basic"},
    constraints="TBXBasicXCSV02.xcs",
)


def write(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write all terms with all their fields as TBX-Basic of version 3 (:mod:`align.formats.tbx` tells how).

    Args:
        termbase: The termbase.
        stream: Where to.
        langs: Of no use here; all languages are written.

    Returns:
        Sentences that tell which texts the file cannot hold as they are.

    Raises:
        ArgumentError: The termbase holds no terms.
    """
    del langs
    return _write(termbase, stream, _V3)


def write_martif(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write the same as TBX-Basic of version 2."""
    del langs
    return _write(termbase, stream, _V2)


def _write(termbase: Termbase, stream: BinaryIO, version: _Version) -> list[str]:
    if not termbase.concepts:
        raise ArgumentError("the termbase holds no terms, and TBX no file without any")
    told: list[str] = []
    space = f' xmlns="{version.namespace}"' if version.namespace else ""
    given = "".join(f' {name}="{value}"' for name, value in version.attributes.items())
    head = f'<{version.root}{given} xml:lang="en"{space}>'
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'.encode())
    stream.write(_bytes(_header(version), 1))
    stream.write(b"  <text>\n    <body>\n")
    for concept in termbase.concepts:
        terms = [_clean(term, told) for term in concept.terms]
        stream.write(_bytes(_entry(Concept(concept.id, tuple(terms)), version), 3))
    stream.write(f"    </body>\n  </text>\n</{version.root}>\n".encode())
    return told


def _bytes(element: etree._Element, level: int) -> bytes:
    etree.indent(element, level=level)
    return b"  " * level + etree.tostring(element, encoding="utf-8") + b"\n"


def _header(version: _Version) -> etree._Element:
    header = etree.Element(version.header)
    source = _add(_add(header, "fileDesc"), "sourceDesc")
    _add(source, "p", f"A termbase, written by {TOOL}")
    if version.constraints:
        _add(_add(header, "encodingDesc"), "p", version.constraints, type="XCSURI")
    return header


def _entry(concept: Concept, version: _Version) -> etree._Element:
    entry = etree.Element(version.entry, id=id_of(concept.id))
    languages: dict[str, list[Term]] = {}
    for term in concept.terms:
        languages.setdefault(term.lang, []).append(term)
    for lang, terms in languages.items():
        section = _add(entry, version.language)
        section.set(_LANG, lang)
        if terms[0].definition:
            _add(section, "descrip", terms[0].definition, type="definition")
        for term in terms:
            parent = _add(section, version.term)
            for name, kind, text in _fields(term, version, first=term is terms[0]):
                _add(parent, name, text, **({"type": kind} if kind else {}))
    return entry


def _fields(term: Term, version: _Version, *, first: bool) -> Iterator[tuple[str, str, str]]:
    """Element, data category and text of what a term has, in the order that both versions want."""
    yield "term", "", term.text
    if term.pos:
        yield "termNote", "partOfSpeech", pos_to(term.pos, version.number)
    yield "termNote", "administrativeStatus", status_to(term.status)
    yield "termNote", "termType", type_to(term.type)
    for note in marks(term, version.number, first=first):
        yield "note", "", note
    if term.source:
        yield "admin", "source", term.source


def _clean(term: Term, told: list[str]) -> Term:
    """A term with texts that XML can hold."""
    changed: dict[str, Any] = {}
    for name in (field.name for field in fields(Term) if field.name in _TEXTS):
        value: str = getattr(term, name)
        clean = fit(value)
        if clean != value:
            told.append(f"{_named(term, name)}: characters that XML does not have are U+FFFD in it")
        spaced = one_spaced(clean)
        if spaced != clean:
            told.append(f"{_named(term, name)}: line ends, tabs and runs of spaces are one space in it")
        changed[name] = spaced
    return replace(term, **changed)


def _named(term: Term, name: str) -> str:
    return f'{term.concept}, {term.lang}, "{term.text}"' + ("" if name == "text" else f", {name}")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, name, attributes)
    child.text = text or None
    return child
