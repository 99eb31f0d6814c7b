"""What each format of bitexts holds: declared once, for lists of losses, tests and ``docs/formats.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from align.model import Bitext, Provenance, Unit
from align.text.xml import LONE, fit, is_fit

__all__ = ["DECLARATIONS", "HOLDINGS", "Declaration", "Tally", "aside_notes", "held", "losses", "table"]

HOLDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ids": ("id",),
    "status": ("status",),
    "state of the source": ("source_state",),
    "section, speaker": ("section", "speaker"),
    "note": ("note",),
    "comment": ("comment",),
    "score": ("score",),
    "place": ("kind", "block", "line", "start", "end"),
    "codes": ("source_codes", "target_codes"),
}
"""What may be held of a unit beside its texts, and the fields that it means."""
_TEXTS: Final = ("source", "target", "section", "speaker", "note", "comment")
_WITHOUT: Final = {"section": "", "speaker": "", "note": "", "comment": "", "score": None, "source_codes": (),
                   "target_codes": (), "kind": "body", "block": 0, "line": 0, "start": 0, "end": 0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a format holds.

    Attributes:
        title: What people call it.
        holds: Keys of :data:`HOLDINGS`.
        aside: Whether it holds what the round trip puts aside: units that are gone, conflicts, leftovers of sources.
        provenance: Whether it holds provenance and the number of the next unit.
        languages: Whether it holds the languages.
        needs: Sides that a unit must have, or it is not written: ``""`` none, ``source``, ``target``, ``both``, or any
            ``one``.
        flat: Whether a text is one line without white space at its edges.
        characters: ``any``; ``xml``: those that XML 1.0 allows; ``utf-8``: all but halves of characters. Others become
            U+FFFD.
        note: What else people should know, for the docs.
    """

    title: str
    holds: frozenset[str]
    aside: bool = True
    provenance: bool = True
    languages: bool = True
    needs: str = ""
    flat: bool = False
    characters: str = "any"
    note: str = ""


_ALL: Final = frozenset(HOLDINGS)
_BREAKS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_SIDE_BY_SIDE: Final = _ALL - {"score", "place", "codes"}
_TABLE: Final = "those of other programs are read too; terms and issues are shown"

DECLARATIONS: Final[Mapping[str, Declaration]] = {
    "jsonl": Declaration("JSON Lines of align", _ALL, note="lossless, for machines and git"),
    "tmx": Declaration(
        "TMX 1.4b",
        _ALL,
        aside=False,
        needs="both",
        characters="xml",
        note="1.1 to 1.4b are read; a unit without source or target is not written",
    ),
    "xliff12": Declaration(
        "XLIFF 1.2",
        _ALL,
        aside=False,
        characters="xml",
        note="1.0 to 1.2 and SDLXLIFF are read; ids of codes may become others",
    ),
    "xliff2": Declaration(
        "XLIFF 2.0",
        _ALL,
        aside=False,
        characters="xml",
        note="2.0 to 2.2 are read and checked; ids of codes may become others; types with a space or colon are lost",
    ),
    "po": Declaration(
        "PO of gettext",
        _ALL - {"codes"},
        aside=False,
        needs="source",
        characters="xml",
        note="a unit without a source is not written",
    ),
    "csv": Declaration("CSV", _ALL, aside=False, provenance=False, characters="utf-8", note=_TABLE),
    "tsv": Declaration("TSV", _ALL, aside=False, provenance=False, characters="utf-8", note=_TABLE),
    "moses": Declaration(
        "Moses pair",
        frozenset(),
        aside=False,
        provenance=False,
        needs="one",
        flat=True,
        characters="utf-8",
        note="two files, such as `x.zh` and `x.en`; the names tell the languages",
    ),
    "intertext": Declaration(
        "InterText",
        frozenset(),
        aside=False,
        provenance=False,
        needs="one",
        flat=True,
        characters="xml",
        note="three files: links and two texts; links without texts are beads",
    ),
    "docx": Declaration(
        "Word table, side by side",
        _SIDE_BY_SIDE,
        aside=False,
        provenance=False,
        characters="xml",
        note="written only, to be read and printed",
    ),
    "html": Declaration(
        "HTML page, side by side",
        _SIDE_BY_SIDE,
        aside=False,
        provenance=False,
        characters="xml",
        note="written only, to be read and printed",
    ),
    "xlsx": Declaration("working sheet of align", _ALL - {"codes"}, note=_TABLE),
}


_CHARACTERS: Final[Mapping[str, tuple[Callable[[str], bool], Callable[[str], str]]]] = {
    "any": (lambda _: True, lambda text: text),
    "utf-8": (lambda text: text.isascii() or LONE.search(text) is None, lambda text: LONE.sub("\ufffd", text)),
    "xml": (is_fit, fit),
}
"""For each choice of characters: whether a text holds no others, and the text with U+FFFD for them."""


class Tally:
    """What a format cannot hold of the units that were written.

    Args:
        declaration: What the format holds.
    """

    def __init__(self, declaration: Declaration) -> None:
        self._declaration = declaration
        self._lost = Counter[str]()
        self._absent = tuple(name for name in HOLDINGS if name not in declaration.holds)
        self._holds_texts = not declaration.needs and not declaration.flat and declaration.characters == "any"
        self._is_fit, self._fit = _CHARACTERS[declaration.characters]

    def take(self, unit: Unit) -> Unit | None:
        """What the format holds of a unit, or None if the unit cannot be written; its id stays as it is."""
        taken = unit if self._holds_texts else self._texts(unit)
        if taken is not None:
            for name in self._absent:
                taken = self._without(taken, name)
        return taken

    def _texts(self, unit: Unit) -> Unit | None:
        has = {"source": bool(unit.source.strip()), "target": bool(unit.target.strip())}
        has |= {"": True, "both": all(has.values()), "one": any(has.values())}
        if not has[self._declaration.needs]:
            self._lost["unit"] += 1
            return None
        if self._declaration.flat:
            unit = self._flattened(unit)
        return unit if self._fits(unit) else replace(unit, **self._fitted(unit))

    def notes(self) -> list[str]:
        """A sentence on each kind of thing that was lost, none where nothing was."""
        needs = self._declaration.needs
        sides = {"both": "both a source and a target", "one": "a source or a target"}.get(needs, f"a {needs}")
        said = []
        for name, count in self._lost.items():
            units = f"{count} unit{'' if count == 1 else 's'}"
            if name == "unit":
                said.append(f"{units} without {sides} cannot be held and {'is' if count == 1 else 'are'} left out")
            elif name == "breaks":
                said.append(f"line ends, tabs and white space at the edges of {units} became spaces or went")
            elif name == "characters":
                what = "characters that XML does not allow" if self._fit is fit else "halves of characters"
                said.append(f"{what} became U+FFFD in {units}")
            else:
                said.append(f"{name} of {units} cannot be held")
        return said

    def _flattened(self, unit: Unit) -> Unit:
        texts: dict[str, Any] = {name: _BREAKS.sub(" ", getattr(unit, name)).strip() for name in ("source", "target")}
        if (texts["source"], texts["target"]) == (unit.source, unit.target):
            return unit
        self._lost["breaks"] += 1
        return replace(unit, **texts)

    def _fits(self, unit: Unit) -> bool:
        is_fit = self._is_fit
        if not (is_fit(unit.target) and is_fit(unit.source)):
            return False
        others = unit.note + unit.comment + unit.section + unit.speaker
        for code in (*unit.source_codes, *unit.target_codes):
            others += code.data + code.id + code.type
        return is_fit(others)

    def _fitted(self, unit: Unit) -> dict[str, Any]:
        self._lost["characters"] += 1
        fit = self._fit
        changed: dict[str, Any] = {name: fit(getattr(unit, name)) for name in _TEXTS}
        for name in ("source_codes", "target_codes"):
            changed[name] = tuple(
                replace(code, id=fit(code.id), data=fit(code.data), type=fit(code.type)) for code in getattr(unit, name)
            )
        return changed

    def _without(self, unit: Unit, name: str) -> Unit:
        fields = {field: _usual(unit, field) for field in HOLDINGS[name] if field != "id"}
        if any(getattr(unit, field) != usual for field, usual in fields.items()):
            self._lost[name] += 1
            return replace(unit, **fields)
        return unit


def _usual(unit: Unit, field: str) -> Any:
    """What a reader takes a field for where its file does not tell."""
    if field == "status":
        return "translated" if unit.target else "initial"
    if field == "source_state":
        return "original" if unit.source else "missing"
    return _WITHOUT[field]


def losses(bitext: Bitext, name: str) -> list[str]:
    """A sentence on each kind of thing that a format cannot hold of a bitext, none where it holds all.

    Args:
        bitext: The bitext.
        name: A key of :data:`DECLARATIONS`.
    """
    tally = Tally(DECLARATIONS[name])
    for unit in (*bitext.units, *bitext.gone) if DECLARATIONS[name].aside else bitext.units:
        tally.take(unit)
    return [*tally.notes(), *aside_notes(bitext, name)]


def aside_notes(bitext: Bitext, name: str) -> list[str]:
    """A sentence on each kind of thing that was put aside and that a format cannot hold.

    Args:
        bitext: The bitext.
        name: A key of :data:`DECLARATIONS`.
    """
    if DECLARATIONS[name].aside:
        return []
    kinds = (("units that are gone", bitext.gone), ("conflicts", bitext.conflicts), ("leftovers", bitext.leftovers))
    return [f"{what} ({len(items)}) cannot be held" for what, items in kinds if items]


def table() -> list[str]:
    """The table of ``docs/formats.md``: a row a format, in Markdown."""
    rows = ["| `--from`, `--to` | format | holds beside source and target | loses | |", "|---|---|---|---|---|"]
    for name, declaration in DECLARATIONS.items():
        holds = [key for key in HOLDINGS if key in declaration.holds]
        lost = [key for key in HOLDINGS if key not in declaration.holds]
        (holds if declaration.languages else lost).append("languages")
        (holds if declaration.provenance else lost).append("provenance")
        (holds if declaration.aside else lost).append("what was put aside")
        if declaration.flat:
            lost.append("line ends in texts")
        if declaration.characters != "any":
            lost.append("control characters" if declaration.characters == "xml" else "halves of characters")
        said = ["all" if len(holds) > len(HOLDINGS) + 2 else ", ".join(holds), ", ".join(lost) or "nothing"]
        rows.append(f"| `{name}` | {declaration.title} | {said[0]} | {said[1]} | {declaration.note} |")
    return rows


def held(bitext: Bitext, name: str) -> Bitext:
    """What comes back of a bitext that is written in a format and read again.

    Args:
        bitext: The bitext.
        name: A key of :data:`DECLARATIONS`.
    """
    declaration = DECLARATIONS[name]
    tally = Tally(declaration)
    units = [unit for unit in map(tally.take, bitext.units) if unit is not None]
    if "ids" not in declaration.holds:
        units = [replace(unit, id=f"u{number:04d}") for number, unit in enumerate(units, start=1)]
    if declaration.aside:
        gone = tuple(unit for unit in map(tally.take, bitext.gone) if unit is not None)
        bitext = replace(bitext, gone=gone)
    else:
        bitext = replace(bitext, gone=(), conflicts=(), leftovers=(), seen=())
    if not declaration.languages:
        bitext = replace(bitext, source_lang="und", target_lang="und")
    if declaration.provenance:
        return replace(bitext, units=tuple(units))
    return replace(bitext, units=tuple(units), provenance=Provenance(), next_id=len(units) + 1)
