"""Terms added to the files of a termbase, changed and removed, each by a change as small as can be.

A change is planned first (:class:`Change`), so that it can be shown, and then saved: whole or not at all, and not over
what somebody else has written since (:func:`align.storage.rewrite`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Final

from align.errors import ArgumentError
from align.formats.termbase_csv import CHOICES, COLUMNS, DEFAULTS
from align.formats.termbase_edit import Patch, TermbaseFile
from align.loading import telling
from align.model import Finding, Term
from align.storage import make_folder, rewrite
from align.termbases.layers import Layer, find_term, layer_of, unknown_concept
from align.terms import layered
from align.terms.editing import check_term, place_of, usual_status
from align.terms.lint import RULES, LintContext, run
from align.terms.references import references
from align.text.tags import standard_tag

__all__ = ["Change", "add", "edit", "remove", "save"]

_FIELDS: Final = {"text" if name == "term" else name: name for name in COLUMNS}
_ONE_LINE: Final = ("concept", "lang", "term")
_NO_TEXT: Final = frozenset({"Cc", "Zl", "Zp"})
_CONTRADICTIONS: Final = frozenset(
    {"preferred_twice", "preferred_several", "deprecated_preferred", "reference_circular"}
)
_PLACE: Final = re.compile(r":\d+\b")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file that is planned and not yet saved.

    Attributes:
        path: The file.
        old: What it held when it was read; None if it is new.
        new: What it shall hold.
        removed: The terms that are gone or changed, as they were.
        added: The terms that are new or changed, as they shall be.
        diff: The change as unified diff.
        notes: Sentences that tell what is worth a second look.
    """

    path: Path
    old: bytes | None
    new: bytes
    removed: tuple[Term, ...]
    added: tuple[Term, ...]
    diff: str
    notes: tuple[str, ...]


def save(change: Change) -> None:
    """Write a change.

    Raises:
        FileChangedError: The file was changed since it was read, or is being changed.
        FileAccessError: It cannot be written.
    """
    if change.old is None:
        make_folder(change.path.absolute().parent)
    if change.new != change.old:
        rewrite(change.path, change.old, change.new)


def add(
    layers: Sequence[Layer],
    fields: Mapping[str, str],
    *,
    into: Layer | None = None,
    demote: bool = False,
) -> Change:
    """Plan a new term.

    Args:
        layers: The termbase.
        fields: The fields by column, ``concept``, ``lang`` and ``term`` at least; columns of other names may be among
            them. Without a status the first term of a language is preferred, and others are admitted.
        into: The layer; by default the one that has the concept, else the uppermost.
        demote: The term that was preferred so far becomes an admitted one.

    Raises:
        ArgumentError: The term stands there already or contradicts another, or several layers have the concept.
    """
    values = _clean(fields)
    layer = into or layer_of(layers, values["concept"])
    terms = layer.terms
    usual = "preferred" if demote else usual_status(values["concept"], values["lang"], terms)
    values["status"] = values.get("status") or usual
    values |= {name: value for name, value in DEFAULTS.items() if name in layer.file.columns and not values.get(name)}
    term = replace(_term(values), path=str(layer.path))
    _check_id(term.concept, layers)
    patches, others = _demoted(layer, term) if demote else ([], terms)
    check_term(term, [*others, *(other for one in layers if one is not layer for other in one.terms)])
    with telling(layer.path):
        return _change(layers, layer, [*patches, layer.file.insert(place_of(term, others), values)])


def edit(
    layers: Sequence[Layer],
    which: tuple[str, str, str],
    fields: Mapping[str, str],
    *,
    into: Layer | None = None,
    demote: bool = False,
) -> Change:
    """Plan other values for the fields of a term.

    Args:
        layers: The termbase.
        which: Concept, language and text of the term.
        fields: The fields to change by column.
        into: The layer; by default the one that has the term.
        demote: The term that was preferred so far becomes an admitted one.

    Raises:
        ArgumentError: There is no such term, several layers have it, or it would stand there twice or contradict
            another.
    """
    layer, index = find_term(layers, which, into)
    values = _clean(fields)
    old = layer.terms[index]
    term = replace(_term(values, old), path=old.path)
    patches, terms = _demoted(layer, term, but=index) if demote else ([], layer.terms)
    others = [other for number, other in enumerate(terms) if number != index]
    _check_id(term.concept, layers)
    elsewhere = [other for one in layers if one is not layer for other in one.terms]
    check_term(term, [*others, *elsewhere], old)
    with telling(layer.path):
        change = _change(layers, layer, [*patches, *layer.file.change(index, values)])
    _check_left(old.concept, [*others, term, *elsewhere])
    return change


def remove(
    layers: Sequence[Layer],
    concept: str,
    which: tuple[str, str] | None = None,
    *,
    into: Layer | None = None,
) -> Change:
    """Plan to take a term out, or a whole concept.

    Args:
        layers: The termbase.
        concept: Id of the concept.
        which: Language and text of the term; None for all terms of the concept.
        into: The layer; by default the one that has them.

    Raises:
        ArgumentError: There is no such term, several layers have it, or another concept refers to what would be gone.
    """
    if which is not None:
        layer, index = find_term(layers, (concept, *which), into)
        places = [index]
    else:
        layer = into or layer_of(layers, concept)
        places = [number for number, term in enumerate(layer.terms) if term.concept == concept]
        if not places:
            raise ArgumentError(unknown_concept(concept, layers))
    with telling(layer.path):
        change = _change(layers, layer, [layer.file.remove(index) for index in places])
    gone = set(places)
    left = [term for one in layers for n, term in enumerate(one.terms) if one is not layer or n not in gone]
    _check_left(concept, left)
    rest = [term for term in left if term.concept == concept]
    if rest and any(term.definition for term in change.removed) and not any(term.definition for term in rest):
        return replace(change, notes=(*change.notes, f"the definition of {concept} went with it"))
    return change


def _check_left(concept: str, left: Sequence[Term]) -> None:
    """Refuse to leave references to a concept that has no term any more."""
    if any(term.concept == concept for term in left):
        return
    pointing = next((term for term in left if any(to.concept == concept for to in references(term.note))), None)
    if pointing is not None:
        raise ArgumentError(f"{pointing.concept} refers to {concept} ({pointing.place}); change its note first")


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    values = {}
    for name, value in fields.items():
        plain = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if any("\ud800" <= char <= "\udfff" or char == "\0" for char in plain):
            raise ArgumentError(f"{name} {value!r} is no text")
        if name in _ONE_LINE:
            if not plain:
                raise ArgumentError(f"the {name} is empty")
            if any(unicodedata.category(char) in _NO_TEXT for char in plain):
                raise ArgumentError(f"{name} {value!r} holds control characters; it must be one line of text")
        if name in CHOICES and plain.lower() not in {*CHOICES[name], ""}:
            raise ArgumentError(f"{name} {plain!r} is none of {', '.join(CHOICES[name])}")
        values[name] = standard_tag(plain) if name == "lang" else plain.lower() if name in CHOICES else plain
    return values


def _term(values: Mapping[str, str], old: Term | None = None) -> Term:
    known = {field: values[column] or DEFAULTS.get(column, "") for field, column in _FIELDS.items() if column in values}
    return replace(old or Term("", "", ""), **known)  # type: ignore[arg-type]  # line and path are none of the fields


def _check_id(concept: str, layers: Sequence[Layer]) -> None:
    known = {term.concept for layer in layers for term in layer.file.terms}
    if concept not in known:
        like = next((other for other in known if other.casefold() == concept.casefold()), None)
        if like is not None:
            raise ArgumentError(f"there is a concept {like}, which differs from {concept} only in letter case")


def _demoted(layer: Layer, term: Term, but: int = -1) -> tuple[list[Patch], list[Term]]:
    """The patches that make the preferred term of the same concept and language admitted, and the terms after them."""
    patches: list[Patch] = []
    terms = layer.terms
    for index, other in enumerate(terms):
        same = (other.concept, other.lang, other.status) == (term.concept, term.lang, "preferred")
        if same and index != but and term.status == "preferred":
            patches += layer.file.change(index, {"status": "admitted"})
            terms[index] = replace(other, status="admitted")
    return patches, terms


def _change(layers: Sequence[Layer], layer: Layer, patches: Sequence[Patch]) -> Change:
    text = layer.file.apply(patches)
    data = layer.file.encode(text)
    after = Layer(layer.path, layer.data, TermbaseFile(data))
    before = {_whole(term) for term in layer.file.terms}
    now = {_whole(term) for term in after.file.terms}
    removed = tuple(term for term in layer.terms if _whole(term) not in now)
    added = tuple(term for term in after.terms if _whole(term) not in before)
    concepts = {term.concept for term in (*removed, *added)}
    found = _found([after if one is layer else one for one in layers], concepts)
    known = {(f.rule, _PLACE.sub("", f.message)) for f in _found(layers, concepts)} if found else set()
    fresh = [f for f in found if (f.rule, _PLACE.sub("", f.message)) not in known]
    wrong = next((f for f in fresh if f.rule in _CONTRADICTIONS), None)
    if wrong is not None:
        raise ArgumentError(f"{wrong.message}, so nothing was changed [{wrong.rule}]")
    name = str(layer.path)
    diff = unified_diff(
        _lines("" if layer.data is None else layer.file.text), _lines(text), name, name, n=0, lineterm=""
    )
    notes = tuple(f"{f.path}:{f.line}: {f.message}" for f in fresh)
    return Change(layer.path, layer.data, data, removed, added, "\n".join(diff), notes)


def _whole(term: Term) -> tuple[str, ...]:
    return tuple(getattr(term, name) for name in _FIELDS)


def _found(layers: Sequence[Layer], concepts: set[str]) -> list[Finding]:
    """What the lint says of some concepts."""
    rows = [term for layer in layers for term in layer.terms]
    lines = {(term.path, term.line) for term in rows if term.concept in concepts}
    whole = layered(layer.terms for layer in layers)
    part = replace(whole, concepts=tuple(concept for concept in whole.concepts if concept.id in concepts))
    found = run(LintContext(whole, rows), {name: rule for name, rule in RULES.items() if rule.wide})
    found += run(LintContext(part, rows), {name: rule for name, rule in RULES.items() if not rule.wide})
    return [finding for finding in found if (finding.path, finding.line) in lines]


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]
