"""A change of a termbase file that is planned, looked through and then saved.

It is saved whole or not at all, and not over what somebody else has written since (:func:`align.storage.rewrite`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Final

from align.errors import ArgumentError
from align.formats.termbase_edit import TermbaseFile
from align.model import Finding, Term
from align.storage import make_folder, rewrite
from align.termbases.layers import Layer
from align.terms import layered
from align.terms.lint import RULES, LintContext, run

__all__ = ["Change", "change_of", "save"]

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
    if not change.diff:
        return
    if change.old is None:
        make_folder(change.path.absolute().parent)
    rewrite(change.path, change.old, change.new)


def change_of(layers: Sequence[Layer], layer: Layer, text: str, *, strict: bool = True) -> Change:
    """The change that gives a layer another text, looked through.

    Args:
        layers: The termbase.
        layer: The layer that changes.
        text: What it shall hold.
        strict: Refuse a text that contradicts itself or another layer where the old one does not.

    Raises:
        AlignError: The text is no termbase, or contradicts itself.
    """
    if layer.foreign is not None:
        said = "only .csv files are changed; take it into one with align terms import, or choose another with --file"
        raise ArgumentError(said, path=layer.path)
    data = layer.file.encode(text)
    after = Layer(layer.path, layer.data, TermbaseFile(data, path=str(layer.path)))
    before, now = set(layer.file.terms), set(after.file.terms)  # terms are alike whatever their lines are
    removed = tuple(term for term in layer.terms if term not in now)
    added = tuple(term for term in after.terms if term not in before)
    concepts = {term.concept for term in (*removed, *added)}
    found = _found([after if one is layer else one for one in layers], concepts)
    known = {(f.rule, _PLACE.sub("", f.message)) for f in _found(layers, concepts)} if found else set()
    fresh = [f for f in found if (f.rule, _PLACE.sub("", f.message)) not in known]
    wrong = next((f for f in fresh if f.rule in _CONTRADICTIONS), None)
    if wrong is not None and strict:
        raise ArgumentError(f"{wrong.message}, so nothing was changed [{wrong.rule}]")
    name = str(layer.path)
    old = _lines("" if layer.data is None and text != layer.file.text else layer.file.text)
    diff = unified_diff(old, _lines(text), name, name, n=0, lineterm="")
    notes = tuple(f"{f.path}:{f.line}: {f.message}" for f in fresh)
    return Change(layer.path, layer.data, data, removed, added, "\n".join(diff), notes)


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
