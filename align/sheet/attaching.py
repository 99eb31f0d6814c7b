"""Originals turn up: the slots of a bitext are filled with what was found in source texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Final

from align.model import SHARED, WAS_BACK_TRANSLATED, Bitext, Document, Filling, Leftover, Unit
from align.sheet.aligned import Sentence, sentences, text_of

__all__ = ["FoundSource", "attach", "fixed_units", "source_runs"]

_RECORD: Final = "attached"
_LONGEST_RUN: Final = 4  # sentences that a source which a person gave is looked for in
_DIGITS: Final = 12  # of the digest of a source


@dataclass(frozen=True, slots=True)
class FoundSource:
    """The source of some units.

    Attributes:
        text: Number of the source text.
        source: Its sentences, counted from 0, ascending.
        units: Places of the units in the bitext, ascending.
        score: Confidence, 0 to 1.
    """

    text: int
    source: tuple[int, ...]
    units: tuple[int, ...]
    score: float


def fixed_units(bitext: Bitext) -> list[int]:
    """The places of the units whose source must stay as it is.

    Those that are final, and those whose source a person gave: one that is not what :func:`attach` put there, and no
    back-translation.
    """
    record = _record(bitext)
    return [place for place, unit in enumerate(bitext.units) if _is_fixed(unit, record)]


def attach(
    bitext: Bitext, texts: Sequence[tuple[str, Document]], found: Sequence[FoundSource]
) -> tuple[Bitext, list[Filling]]:
    """Put sources into their slots.

    Args:
        bitext: The units.
        texts: The source texts and the names of their files.
        found: What was found in them; nothing of a unit that is fixed.

    Returns:
        The bitext, and what became of each unit, in their order. Units of one source both get it, and a line in their
        comments names the others. A back-translation goes into the comment. All that was found for no unit is among
        the leftovers. What an earlier run found and this one did not stays.
    """
    fixed, record = frozenset(fixed_units(bitext)), _record(bitext)
    places = [sentences(document) for _, document in texts]
    units = list(bitext.units)
    fillings: dict[int, Filling] = {}
    for one in found:
        sources = [places[one.text][k] for k in one.source]
        name, document = texts[one.text]
        source = text_of(document, sources, labels=False)
        ids = [units[place].id for place in one.units]
        for place in one.units:
            old = units[place]
            units[place] = new = _filled(old, source, one.score, ids)
            same = (old.source, old.source_state) == (new.source, new.source_state)
            kind = "unchanged" if same else "updated" if old.source_state == "original" else "filled"
            fillings[place] = Filling(kind, old.id, source, one.score, name, sources[0].block.line)
            record[old.id] = _digest(source)
    taken = {(one.text, k) for one in found for k in one.source}
    known = {units[place].source for place in fixed}
    leftovers = [
        part
        for number, text in enumerate(texts)
        for part in _leftovers(text, places[number], {k for which, k in taken if which == number}, known)
    ]
    origins = {name for name, _ in texts}
    for place, unit in enumerate(bitext.units):
        if place not in fillings:
            fillings[place] = _unfilled(unit, fixed=place in fixed)
    after = replace(
        bitext,
        units=tuple(units),
        leftovers=(*(part for part in bitext.leftovers if part.origin not in origins), *leftovers),
        provenance=replace(bitext.provenance, options=_options(bitext, record)),
    )
    return after, [fillings[place] for place in range(len(units))]


def _filled(unit: Unit, source: str, score: float, ids: Sequence[str]) -> Unit:
    lines = [line for line in unit.comment.split("\n") if line and not line.startswith(SHARED)]
    if unit.source.strip() and unit.source_state == "back-translated":
        lines.append(WAS_BACK_TRANSLATED + unit.source)
    if len(ids) > 1:
        lines.append(SHARED + " ".join(ids))
    kept = unit.source_codes if unit.source == source else ()
    return replace(
        unit,
        source=source,
        source_state="original",
        source_codes=kept,
        score=round(score, 4),
        comment="\n".join(lines),
    )


def _unfilled(unit: Unit, *, fixed: bool) -> Filling:
    if fixed:
        why = "final" if unit.status == "final" else "its source was given by a person"
        return Filling("locked", unit.id, unit.source, unit.score, detail=why)
    kept = "its back-translation stays" if unit.source_state == "back-translated" else ""
    kept = "what was found before stays" if unit.source_state == "original" else kept
    return Filling("not found", unit.id, unit.source, unit.score, detail=kept)


def _is_fixed(unit: Unit, record: Mapping[str, str]) -> bool:
    if unit.status == "final":
        return True
    if not unit.source.strip() or unit.source_state == "back-translated":
        return False
    return record.get(unit.id) != _digest(unit.source)


def _leftovers(
    text: tuple[str, Document],
    places: Sequence[Sentence],
    taken: set[int],
    known: Collection[str],
) -> Iterator[Leftover]:
    """What no unit has: stretches of neighbours in one block."""
    name, document = text
    free = [
        place for place in places if place.place not in taken and text_of(document, [place], labels=False) not in known
    ]
    for _, run in groupby(enumerate(free), key=lambda item: (item[1].number, item[1].place - item[0])):
        stretch = [place for _, place in run]
        part = document.text[stretch[0].segment.start : stretch[-1].segment.end]
        if part.strip():
            yield Leftover(name, stretch[0].block.line, part)


def source_runs(document: Document) -> dict[str, tuple[int, ...]]:
    """The sentences of a document, and runs of a few, by their text with single spaces; the first of equal ones."""
    places = sentences(document)
    runs: dict[str, tuple[int, ...]] = {}
    for many in range(1, _LONGEST_RUN + 1):
        for first in range(len(places) - many + 1):
            text = " ".join(text_of(document, places[first : first + many], labels=False).split())
            runs.setdefault(text, tuple(range(first, first + many)))
    return runs


# What an earlier run put where, as an option of the bitext's origin: it travels with every format. ------------------


def _record(bitext: Bitext) -> dict[str, str]:
    told = next((value for name, value in bitext.provenance.options if name == _RECORD), "")
    pairs = (item.rpartition(":") for item in told.split())
    return {unit: digest for unit, _, digest in pairs if unit}


def _options(bitext: Bitext, record: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    others = tuple(option for option in bitext.provenance.options if option[0] != _RECORD)
    if not record:
        return others
    return (*others, (_RECORD, " ".join(f"{unit}:{digest}" for unit, digest in record.items())))


def _digest(source: str) -> str:
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
