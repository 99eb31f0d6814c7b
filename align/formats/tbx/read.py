"""TBX read: versions 2 (``martif``) and 3, data categories as attributes (DCA) or as elements (DCT), any dialect.

Definitions and notes of a concept belong to its first term, those of a language to the first term of the language.
Where a file tells no statuses, the first term of a language is preferred and the others are admitted; where it tells no
types, a word in capitals is an acronym.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from align.errors import LanguageTagError
from align.formats.elements import fault, lang_of, line_of, name_of, text_of, walk
from align.formats.tbx.categories import (
    POS_FROM,
    STATUS_FROM,
    TYPE_FROM,
    concept_of,
    marked_fields,
    one_spaced,
    usual_case,
)
from align.formats.term_pairs import Langs, is_acronym
from align.model import Term
from align.text.concept_ids import name_for
from align.text.tags import standard_tag

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["left_out", "read", "read_terms"]

_ROOTS: Final = ("tbx", "martif")
_ENTRIES: Final = frozenset(("conceptEntry", "termEntry"))
_LANGUAGES: Final = frozenset(("langSec", "langSet"))
_TERMS: Final = frozenset(("termSec", "tig", "ntig"))
_GROUPS: Final = frozenset(("adminGrp", "descripGrp", "termGrp", "termNoteGrp"))
_SHALLOW: Final = 4  # depth of an entry: tbx, text, body, conceptEntry
_STATUS: Final = ("administrativeStatus", "usageStatus", "normativeAuthorization")
_SOURCE: Final = ("source", "sourceIdentifier")


def read(data: bytes, langs: Langs | None = None, encoding: str | None = None) -> list[tuple[Term, ...]]:
    """The terms of each entry of a TBX file; concepts of entries without an id have an empty one.

    Args:
        data: The content of the file.
        langs: Of no use here; the file tells its languages.
        encoding: Likewise.

    Raises:
        FormatError: It is no XML, ends too early, declares entities or elements of its own, is no TBX, or names no
            language or one that is none; the error names the line.
    """
    del langs, encoding
    return [terms for terms, _ in _entries(data) if terms]


def left_out(data: bytes, encoding: str | None = None) -> list[str]:
    """One sentence on what of a file has no place in a termbase, with the number of each, or none.

    Raises:
        FormatError: As for :func:`read`.
    """
    del encoding
    lost = Counter[str]()
    for _, counts in _entries(data):
        lost.update(counts)
    said = ", ".join(f"{name} ({count})" for name, count in lost.most_common())
    return [f"what has no place in a termbase is not taken: {said}"] if said else []


def read_terms(data: bytes, encoding: str | None = None) -> list[Term]:
    """The terms of a TBX file as those of a termbase: every concept is named, and of equal terms the first counts.

    Raises:
        FormatError: As for :func:`read`.
    """
    del encoding
    entries = read(data)
    taken = {terms[0].concept.casefold() for terms in entries}
    found: dict[tuple[str, str, str], Term] = {}
    for terms in entries:
        concept = terms[0].concept or name_for(terms, taken)
        taken.add(concept.casefold())
        for term in terms:
            found.setdefault((concept, term.lang, term.text), replace(term, concept=concept))
    return list(found.values())


@dataclass
class _Notes:
    """What stands at an entry, a language or a term: texts by data category."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, category: str, element: etree._Element) -> None:
        text = _plain(element)
        if text:
            self.texts.setdefault(category, []).append(text)

    def joined(self, *categories: str) -> str:
        """The texts of some categories, each once."""
        return "; ".join(dict.fromkeys(text for category in categories for text in self.texts.get(category, ())))

    def first(self, *categories: str) -> str:
        return next((text for category in categories for text in self.texts.get(category, ())), "")


_HELD: Final = {
    "entry": frozenset({"definition", "note"}),
    "lang": frozenset({"definition", "note"}),
    "term": frozenset({"definition", "note", "partOfSpeech", "termType", *_STATUS, *_SOURCE}),
}
"""The data categories that a term of a termbase can hold, by where they stand."""


def _entries(data: bytes) -> Iterator[tuple[tuple[Term, ...], Counter[str]]]:
    for event, element, _ in walk(BytesIO(data), _ROOTS, "TBX", _SHALLOW):
        if event == "end" and name_of(element) in _ENTRIES:
            yield _entry(element)


def _entry(element: etree._Element) -> tuple[tuple[Term, ...], Counter[str]]:
    about = _notes(element, "entry")
    concept = concept_of((element.get("id") or "").strip())
    terms: list[Term] = []
    for child in element:
        if name_of(child) in _LANGUAGES:
            own, lost = _language(child, concept)
            terms += own
            about.lost.update(lost)
    if terms:
        terms[0] = _with(terms[0], about)
    return tuple(_with_statuses(terms)), about.lost


def _language(element: etree._Element, concept: str) -> tuple[list[Term], Counter[str]]:
    about = _notes(element, "lang")
    try:
        lang = standard_tag(lang_of(element))
    except LanguageTagError as error:
        raise fault(element, error.message) from None
    terms: list[Term] = []
    for child in element:
        if name_of(child) in _TERMS:
            notes = _notes(child, "term")
            for term in child.iter("{*}term"):
                text = _plain(term)
                if text:
                    terms.append(_term(Term(concept, lang, text, status="", line=line_of(term) or 0), notes))
                else:
                    notes.lost["a term without text"] += 1
            about.lost.update(notes.lost)
    if terms:
        terms[0] = _with(terms[0], about)
    return terms, about.lost


def _notes(element: etree._Element, level: str, found: _Notes | None = None) -> _Notes:
    """What stands in an element, and in the groups within it: the first of a group, and what it is grouped with."""
    found = found or _Notes()
    for number, child in enumerate(element):
        name = name_of(child)
        if not name or name in {"term", *_LANGUAGES, *_TERMS}:
            continue
        if name in _GROUPS:
            _notes(child, level, found)
            continue
        category = (child.get("type") or "").strip() or name
        grouped = name_of(element) in _GROUPS - {"termGrp"} and number > 0
        if category in _HELD[level] and not grouped:
            found.add(category, child)
        else:
            found.lost["transaction" if name == "transacGrp" else _lost_name(element, category, grouped=grouped)] += 1
    return found


def _lost_name(group: etree._Element, category: str, *, grouped: bool) -> str:
    if not grouped:
        return category
    of = next((child for child in group if name_of(child)), group)
    return f"{category} of {(of.get('type') or '').strip() or name_of(of)}"


def _term(term: Term, notes: _Notes) -> Term:
    """A term with what stands at it; an empty status is one that is not told."""
    told = notes.first("termType")
    kind = TYPE_FROM.get(told.casefold(), "full") if told else "acronym" if is_acronym(term.text) else "full"
    status, pos = notes.first(*_STATUS), notes.first("partOfSpeech")
    fields: dict[str, Any] = {
        "status": _status(status),
        "type": kind,
        "pos": POS_FROM.get(pos, pos),
        "source": notes.joined(*_SOURCE),
        "definition": notes.joined("definition"),
    }
    if told and told.casefold() not in TYPE_FROM:
        notes.lost[f"termType {told}"] += 1
    if status and not fields["status"]:
        notes.lost[f"administrativeStatus {status}"] += 1
    fields |= marked_fields(notes.texts.get("note", []))
    fields.setdefault("case", usual_case(fields["type"]))
    return replace(term, **fields)


def _status(told: str) -> str:
    plain = told.casefold().removesuffix("-admn-sts").removesuffix("term")
    return STATUS_FROM.get(plain, "")


def _with(term: Term, about: _Notes) -> Term:
    """A term with the definitions and notes of its language or concept."""
    return replace(
        term,
        definition="; ".join(dict.fromkeys(filter(None, (*about.texts.get("definition", ()), term.definition)))),
        note="; ".join(filter(None, (*about.texts.get("note", ()), term.note))),
    )


def _with_statuses(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms of a concept, those that are told no status preferred if they are the first so, else admitted."""
    preferred = {term.lang for term in terms if term.status == "preferred"}
    for term in terms:
        if term.status:
            yield term
            continue
        yield replace(term, status="admitted" if term.lang in preferred else "preferred")
        preferred.add(term.lang)


def _plain(element: etree._Element) -> str:
    """The text of an element with its white space as single spaces, as XML is mostly indented."""
    return one_spaced(text_of(element))
