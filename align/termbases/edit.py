"""Terms added to the files of a termbase, changed and removed, each by a change as small as can be.

A change is planned (:class:`~align.termbases.changes.Change`), so that it can be shown, and saved by
:func:`align.termbases.changes.save`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from align.errors import ArgumentError
from align.formats.termbase_csv import CHOICES, COLUMNS, DEFAULTS
from align.formats.termbase_edit import Patch
from align.loading import telling
from align.model import Term
from align.termbases.changes import Change, change_of
from align.termbases.layers import Layer, find_term, layer_of, unknown_concept
from align.terms.editing import Places, check_term, usual_status
from align.terms.references import references
from align.text.tags import standard_tag

__all__ = ["add", "cleaned", "edit", "remove"]

_FIELDS: Final = {"text" if name == "term" else name: name for name in COLUMNS}
_ONE_LINE: Final = ("concept", "lang", "term")
_NO_TEXT: Final = frozenset({"Cc", "Zl", "Zp"})


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
    values = cleaned(fields)
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
        return change_of(
            layers, layer, layer.file.apply([*patches, layer.file.insert(Places(others).of(term), values)])
        )


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
    values = cleaned(fields)
    old = layer.terms[index]
    term = replace(_term(values, old), path=old.path)
    patches, terms = _demoted(layer, term, but=index) if demote else ([], layer.terms)
    others = [other for number, other in enumerate(terms) if number != index]
    _check_id(term.concept, layers)
    elsewhere = [other for one in layers if one is not layer for other in one.terms]
    check_term(term, [*others, *elsewhere], old)
    with telling(layer.path):
        change = change_of(layers, layer, layer.file.apply([*patches, *layer.file.change(index, values)]))
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
        change = change_of(layers, layer, layer.file.apply(layer.file.remove(index) for index in places))
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


def cleaned(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields as they go into a row: without padding, line ends plain, tags and choices in their standard form.

    Raises:
        AlignError: A field holds what it may not.
    """
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
