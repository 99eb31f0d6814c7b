"""What a bilingual table shows of each unit, and how the languages look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from align.formats.declarations import Tally
from align.model import PLACEHOLDER, Bitext
from align.text.tags import primary, script_of

__all__ = ["Shown", "east_asian_font", "shown", "title_of"]

_FONTS: Final = {"Hant": "PMingLiU", "Jpan": "MS Mincho", "Kore": "Batang"}


class Shown(NamedTuple):
    """A row.

    Attributes:
        section: The heading above it, where it is another than above the row before; else empty.
        id: The unit's id.
        source: What stands in the place of the source.
        is_missing: Whether that is a placeholder.
        target: The target.
        speaker: Who says it, perhaps empty.
        states: The status, and the state of the source, where they are not what a reader takes for granted.
        remarks: Note and comment, each with what it is.
    """

    section: str
    id: str
    source: str
    is_missing: bool
    target: str
    speaker: str
    states: str
    remarks: tuple[str, ...]


def shown(bitext: Bitext, tally: Tally) -> Iterator[Shown]:
    """The rows of a bitext; what is not shown goes into the tally."""
    section = ""
    for given in bitext.units:
        unit = tally.take(given)
        if unit is None:
            continue
        is_missing = not unit.source and unit.source_state == "missing"
        states = []
        if unit.status != ("translated" if unit.target else "initial"):
            states.append(unit.status)
        if unit.source_state != ("original" if unit.source else "missing"):
            states.append(f"source {unit.source_state}")
        remarks = [f"{name}: {text}" for name, text in (("Note", unit.note), ("Comment", unit.comment)) if text]
        yield Shown(
            unit.section if unit.section != section else "",
            unit.id,
            PLACEHOLDER if is_missing else unit.source,
            is_missing,
            unit.target,
            unit.speaker,
            ", ".join(states),
            tuple(remarks),
        )
        section = unit.section


def title_of(bitext: Bitext) -> str:
    """What the table is called: the file that the bitext comes from, and its languages."""
    langs = f"{bitext.source_lang} – {bitext.target_lang}"
    return f"{bitext.provenance.input} ({langs})" if bitext.provenance.input else langs


def east_asian_font(lang: str) -> str:
    """A font that Word has for the characters of a language."""
    if primary(lang) not in {"zh", "yue", "ja", "ko"}:
        return "SimSun"
    return _FONTS.get(script_of(lang), "SimSun")
