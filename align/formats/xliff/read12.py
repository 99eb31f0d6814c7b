"""XLIFF 1.0 to 1.2, and what other tools make of it (SDLXLIFF among them), as a bitext."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from align.errors import AlignError
from align.formats.coded import Coded
from align.formats.elements import fault, name_of
from align.formats.extras import distinct, next_id_of, provenance_of, restored, target_lang_of, told
from align.formats.xliff.codes import coded_12
from align.model import Bitext, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["CONTEXT", "read_12"]

CONTEXT: Final = "x-align-"
"""Types of contexts that we write begin with it."""
_STATUSES: Final = {
    "final": "final",
    "signed-off": "reviewed",
    "translated": "translated",
    "needs-review-adaptation": "translated",
    "needs-review-l10n": "translated",
    "needs-review-translation": "translated",
    "new": "initial",
    "needs-translation": "initial",
    "needs-adaptation": "initial",
    "needs-l10n": "initial",
}
_CONFIRMED: Final = {
    "Draft": "initial",
    "Translated": "translated",
    "RejectedTranslation": "translated",
    "ApprovedTranslation": "reviewed",
    "RejectedSignOff": "reviewed",
    "ApprovedSignOff": "final",
}
_NOTHING: Final = Coded("")


def read_12(root: etree._Element, langs: tuple[str | None, str | None]) -> Bitext:
    """The bitext of a document of version 1.

    Raises:
        FormatError: It lacks a source language, or a value of ours is broken; the error names the line.
    """
    found: list[Unit] = []
    head: dict[str, str] = {}
    source_lang, target_lang = langs
    for file in root:
        if name_of(file) != "file":
            continue
        head = head or _contexts(file, "header")
        units = list(_units(file))
        if units and source_lang is None and not file.get("source-language"):
            raise fault(file, f"the unit {units[0].id} has no source language; give --source-lang")
        source_lang = source_lang or file.get("source-language")
        target_lang = target_lang or file.get("target-language")
        found += units
    return Bitext(
        tuple(distinct(found)),
        source_lang or "und",
        target_lang or target_lang_of(head) or "und",
        provenance_of(head),
        next_id_of(head, len(found) + 1),
    )


def _units(file: etree._Element) -> Iterator[Unit]:
    number = 0
    for element in file.iter():
        if name_of(element) == "trans-unit":
            for unit in _segments(element, element.get("id") or element.get("resname") or f"u{number + 1:04d}"):
                number += 1
                yield unit


def _segments(element: etree._Element, name: str) -> Iterator[Unit]:
    parts = {name_of(child): child for child in element if name_of(child) in {"source", "seg-source", "target"}}
    target = parts.get("target")
    segments = _marked(parts.get("seg-source"))
    if segments:
        targets = _marked(target)
        pairs = [(f"{name}/{mid}", mid, text, targets.get(mid, _NOTHING)) for mid, text in segments.items()]
        if len(pairs) == 1:
            pairs = [(name, *pairs[0][1:])]
            if not targets and target is not None:
                pairs = [(name, pairs[0][1], pairs[0][2], coded_12(target))]
    else:
        source = parts.get("source")
        texts = [_NOTHING if part is None else coded_12(part) for part in (source, target)]
        pairs = [(name, "", texts[0], texts[1])]
    values = _contexts(element, "context-group")
    statuses = _statuses(element, target)
    note, comment = _notes(element)
    for own, mid, source_text, target_text in pairs:
        if element.get("translate") == "no" and not (source_text.text or target_text.text):
            continue
        status = statuses.get(mid) or statuses.get("")
        try:
            yield restored(
                values,
                own,
                source=source_text.text,
                target=target_text.text,
                source_codes=source_text.codes,
                target_codes=target_text.codes,
                note=note,
                comment=comment,
                **({"status": status} if status and (target_text.text or target_text.codes) else {}),
            )
        except (AlignError, ValueError) as error:
            raise fault(element, told(error)) from None
        values, note, comment = {}, "", ""


def _marked(element: etree._Element | None) -> dict[str, Coded]:
    """The segments of a text by their ``mid``."""
    if element is None:
        return {}
    marks = [mark for mark in element.iter() if name_of(mark) == "mrk" and mark.get("mtype") == "seg"]
    return {mark.get("mid") or str(number): coded_12(mark) for number, mark in enumerate(marks, start=1)}


def _statuses(element: etree._Element, target: etree._Element | None) -> dict[str, str]:
    """Statuses of segments by their ``mid``, as SDLXLIFF tells them, and under no ``mid`` that of all others."""
    state = None if target is None else target.get("state")
    status = _STATUSES.get(state or "") or ("final" if element.get("approved") == "yes" else "")
    found = {"": status} if status else {}
    for each in element.iter():
        told_here = _CONFIRMED.get(each.get("conf") or "") if name_of(each) == "seg" else None
        if told_here and each.get("id"):
            found.setdefault(each.get("id") or "", told_here)
    return found


def _notes(element: etree._Element) -> tuple[str, str]:
    """The notes to the translator and those from the translator, one a line."""
    notes: dict[bool, list[str]] = {False: [], True: []}
    for child in element:
        if name_of(child) == "note":
            notes[child.get("from") == "translator"].append(child.text or "")
    return "\n".join(notes[False]), "\n".join(notes[True])


def _contexts(element: etree._Element, within: str) -> dict[str, str]:
    """What we wrote into contexts, or into notes of the header, by name."""
    if within == "header":
        notes = [note for part in element if name_of(part) == "header" for note in part if name_of(note) == "note"]
        return {
            (note.get("from") or "").removeprefix(CONTEXT): note.text or ""
            for note in notes
            if (note.get("from") or "").startswith(CONTEXT)
        }
    contexts = [each for part in element if name_of(part) == within for each in part if name_of(each) == "context"]
    return {
        (each.get("context-type") or "").removeprefix(CONTEXT): each.text or ""
        for each in contexts
        if (each.get("context-type") or "").startswith(CONTEXT)
    }
