"""The types that all rooms take and return: frozen dataclasses, standard library only.

Spans are half-open and in code points: ``text[start:end] == segment.text``, always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from align.errors import ArgumentError

if TYPE_CHECKING:
    import pandas

__all__ = [
    "BLOCK_KINDS",
    "CASES",
    "COLUMNS",
    "PLACEHOLDER",
    "SEVERITIES",
    "SOURCE_STATES",
    "STATUSES",
    "TERM_STATUSES",
    "TERM_TYPES",
    "Bitext",
    "Block",
    "Concept",
    "Document",
    "Entry",
    "Hit",
    "Issue",
    "Provenance",
    "Row",
    "Run",
    "Segment",
    "Sheet",
    "Term",
    "Termbase",
    "Unit",
]

BLOCK_KINDS: Final = ("heading", "body", "excerpt", "caption", "note")
SOURCE_STATES: Final = ("missing", "back-translated", "original")
STATUSES: Final = ("initial", "translated", "reviewed", "final")
TERM_STATUSES: Final = ("preferred", "admitted", "deprecated", "forbidden")
TERM_TYPES: Final = ("full", "acronym", "abbreviation", "short", "name", "variant")
CASES: Final = ("any", "exact", "keep")
SEVERITIES: Final = ("error", "warning", "info")
COLUMNS: Final = (
    "id",
    "#",
    "section",
    "speaker",
    "source",
    "source_state",
    "target",
    "status",
    "terms",
    "issues",
    "note",
    "comment",
    "score",
    "hash",
)
"""The columns of a sheet, in their order."""
PLACEHOLDER: Final = "[source missing]"
"""What a sheet shows in the slot of a source that is missing."""


# Text --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text, most often a sentence, without the white space around it.

    Attributes:
        start: Offset of its first code point in the text as read, >= 0.
        end: Offset behind its last code point, > start.
        text: The stretch itself; ``document.text[start:end] == text``.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like part of a document.

    Attributes:
        kind: One of :data:`BLOCK_KINDS`.
        line: Line on which it starts, counted from 1.
        start: Offset of its first code point.
        end: Offset behind its last one.
        segments: Its sentences, in order; what lies between them is white space.
        section: Text of the heading that it stands under, or empty.
        speaker: Who says it, where the text itself tells; else empty.
        quotes: The pair of quotation marks that encloses an excerpt as a whole, or None.
    """

    kind: str
    line: int
    start: int
    end: int
    segments: tuple[Segment, ...]
    section: str = ""
    speaker: str = ""
    quotes: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, with its blocks.

    Attributes:
        text: Every code point of the input, line ends included, a byte order mark excluded.
        lang: BCP 47 tag of its language.
        blocks: The blocks, in order, not overlapping; what lies between them is white space.
    """

    text: str
    lang: str
    blocks: tuple[Block, ...]

    @property
    def segments(self) -> Iterator[Segment]:
        """All sentences of all blocks, in order."""
        for block in self.blocks:
            yield from block.segments


# Bitext ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of a bitext: a source, or the slot for it, and a target.

    Attributes:
        id: Never reused and never changed once given.
        target: The translation.
        source: The source text; empty while the slot is not filled.
        source_state: One of :data:`SOURCE_STATES`: what the source is, independent of ``status``.
        status: One of :data:`STATUSES`, the states of XLIFF 2: how far the work on the unit is.
        section: Text of the heading that the unit stands under.
        speaker: Who says it, where the text itself tells; else empty.
        note: A note to the translator.
        comment: A comment from the translator.
        score: Confidence of the alignment in [0, 1], or None where nothing was aligned.
        kind: Kind of the block that it comes from, one of :data:`BLOCK_KINDS`.
        block: Number of that block in the document, counted from 1; 0 if it comes from no document.
        line: Line on which that block starts, counted from 1; 0 if it comes from no document.
        start: Offset of the target in the target document; the span is empty if it comes from no document.
        end: Offset behind the target in the target document.
    """

    id: str
    target: str
    source: str = ""
    source_state: str = "missing"
    status: str = "translated"
    section: str = ""
    speaker: str = ""
    note: str = ""
    comment: str = ""
    score: float | None = None
    kind: str = "body"
    block: int = 0
    line: int = 0
    start: int = 0
    end: int = 0

    def __post_init__(self) -> None:
        if not self.id:
            raise ArgumentError("a unit needs an id")
        for name, value, allowed in (
            ("source_state", self.source_state, SOURCE_STATES),
            ("status", self.status, STATUSES),
            ("kind", self.kind, BLOCK_KINDS),
        ):
            if value not in allowed:
                raise ArgumentError(f"unit {self.id}: {name} {value!r} is none of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a bitext comes from; it travels with every file that holds one.

    Attributes:
        tool: Name and version of the program, such as ``translation-align 0.1.0``.
        input: Name of the file that was read, without its folder.
        sha256: Hexadecimal digest of that file's bytes.
        options: Options of the run that matter for the result, in the order given.
    """

    tool: str = ""
    input: str = ""
    sha256: str = ""
    options: tuple[tuple[str, str], ...] = ()


FRAME_FIELDS: Final = (
    "id",
    "section",
    "speaker",
    "source",
    "source_state",
    "target",
    "status",
    "note",
    "comment",
    "score",
    "kind",
    "block",
    "line",
    "start",
    "end",
)


@dataclass(frozen=True, slots=True)
class Bitext:
    """Units in order, with the languages of both sides.

    Attributes:
        units: The rows; their ids differ.
        source_lang: BCP 47 tag of the source side.
        target_lang: BCP 47 tag of the target side.
        provenance: Where it comes from.
        next_id: Number of the next unit that is added; ids below it are never given again.
    """

    units: tuple[Unit, ...]
    source_lang: str
    target_lang: str
    provenance: Provenance = Provenance()
    next_id: int = 1

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for unit in self.units:
            if unit.id in seen:
                raise ArgumentError(f"unit id {unit.id!r} stands twice")
            seen.add(unit.id)

    def to_frame(self) -> pandas.DataFrame:
        """A pandas frame, one row a unit, its columns the fields of :class:`Unit`, ``id`` first.

        Strings stay strings: ``0003``, ``1E5``, ``NA`` and an empty text are what they are. Languages and
        provenance travel in ``frame.attrs``, so that :meth:`from_frame` needs nothing else.
        """
        import pandas

        types = {"score": "float64", "block": "int64", "line": "int64", "start": "int64", "end": "int64"}
        columns = {
            name: pandas.Series([getattr(unit, name) for unit in self.units], dtype=types.get(name, "object"))
            for name in FRAME_FIELDS
        }
        frame = pandas.DataFrame(columns, columns=list(FRAME_FIELDS))
        frame.attrs.update(
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            next_id=self.next_id,
            provenance={
                "tool": self.provenance.tool,
                "input": self.provenance.input,
                "sha256": self.provenance.sha256,
                "options": [list(option) for option in self.provenance.options],
            },
        )
        return frame

    @classmethod
    def from_frame(
        cls, frame: pandas.DataFrame, *, source_lang: str | None = None, target_lang: str | None = None
    ) -> Bitext:
        """The bitext of a frame as :meth:`to_frame` makes it, or of any frame with ``id`` and ``target``.

        Args:
            frame: One row a unit; missing columns take the defaults of :class:`Unit`, others are not read.
            source_lang: BCP 47 tag; by default what ``frame.attrs`` says.
            target_lang: Likewise.

        Raises:
            ArgumentError: A column or a language is lacking, or a value is not allowed.
        """
        lacking = [name for name in ("id", "target") if name not in frame.columns]
        if lacking:
            raise ArgumentError(f"the frame has no column {' and no column '.join(lacking)}")
        attrs: Mapping[Any, Any] = frame.attrs
        source, target = source_lang or attrs.get("source_lang"), target_lang or attrs.get("target_lang")
        if not source or not target:
            raise ArgumentError("say the languages of the frame: source_lang and target_lang")
        origin = attrs.get("provenance", {})
        names = [name for name in FRAME_FIELDS if name in frame.columns]
        columns = [_plain(name, frame[name].tolist()) for name in names]
        units = tuple(Unit(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True))
        return cls(
            units=units,
            source_lang=source,
            target_lang=target,
            provenance=Provenance(
                tool=origin.get("tool", ""),
                input=origin.get("input", ""),
                sha256=origin.get("sha256", ""),
                options=tuple((name, value) for name, value in origin.get("options", ())),
            ),
            next_id=int(attrs.get("next_id", len(units) + 1)),
        )


def _plain(name: str, values: list[Any]) -> list[Any]:
    """Column values as plain Python objects: pandas' many kinds of nothing become None or the empty text."""
    if name == "score":
        return [None if value is None or value != value else float(value) for value in values]
    if name in {"block", "line", "start", "end"}:
        return [int(value) for value in values]
    return [
        value if isinstance(value, str) else "" if value is None or value != value else str(value) for value in values
    ]


# Terms -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language: one row of a termbase file.

    Attributes:
        concept: Id of the concept.
        lang: BCP 47 tag.
        text: The term itself.
        status: One of :data:`TERM_STATUSES`.
        pos: Part of speech, free text.
        type: One of :data:`TERM_TYPES`.
        case: ``any`` letter case, ``exact``, or ``keep``: exact, and not translated.
        definition: Of the concept; given at one of its terms.
        note: What a translator must know of it.
        source: Where it was found.
        line: Line in the file that it was read from, counted from 1; 0 if from none.
    """

    concept: str
    lang: str
    text: str
    status: str = "preferred"
    pos: str = ""
    type: str = "full"
    case: str = "any"
    definition: str = ""
    note: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """What all terms of one concept id stand for."""

    id: str
    terms: tuple[Term, ...]

    @property
    def definition(self) -> str:
        """The first definition given at any of the terms, or empty."""
        return next((term.definition for term in self.terms if term.definition), "")


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts in the order of their file."""

    concepts: tuple[Concept, ...] = ()

    @property
    def terms(self) -> Iterator[Term]:
        """All terms of all concepts, in order."""
        for concept in self.concepts:
            yield from concept.terms

    @classmethod
    def from_terms(cls, terms: Iterator[Term] | list[Term] | tuple[Term, ...]) -> Termbase:
        """Group terms by concept id, in the order of first occurrence."""
        grouped: dict[str, list[Term]] = {}
        for term in terms:
            grouped.setdefault(term.concept, []).append(term)
        return cls(tuple(Concept(name, tuple(members)) for name, members in grouped.items()))

    def __getitem__(self, concept: str) -> Concept:
        for candidate in self.concepts:
            if candidate.id == concept:
                return candidate
        raise KeyError(concept)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text.

    Attributes:
        start: Offset of its first code point in the text that was searched.
        end: Offset behind its last one.
        text: What stands there, which may be inflected or spelled with other hyphens than the term.
        term: The term that matched.
    """

    start: int
    end: int
    text: str
    term: Term


# Checks ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault that a check found in a text.

    Attributes:
        rule: Name of the check.
        severity: One of :data:`SEVERITIES`.
        message: One sentence: what is wrong, and why.
        unit: Id of the unit.
        side: ``source`` or ``target``.
        start: Offset of the span in that side of the unit.
        end: Offset behind it.
        line: Line in the text that was checked, counted from 1; 0 where there is none (a sheet).
        column: Column of the span in that line, in code points, counted from 1; 0 where there is none.
    """

    rule: str
    severity: str
    message: str
    unit: str
    side: str
    start: int
    end: int
    line: int = 0
    column: int = 0


# Sheets ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text with one look.

    Attributes:
        text: The stretch.
        style: ``""`` plain, ``term`` a hit, ``bad`` a deprecated or forbidden one, ``dim`` beside the point.
    """

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What a sheet shows of a unit beyond the unit itself.

    Attributes:
        target: The unit's target in runs that add up to it.
        terms: What the ``terms`` column shows.
        issues: What the ``issues`` column shows.
        severity: The gravest severity among the issues, or empty.
        digest: What the cells held when the sheet was made, for the ``hash`` column.
    """

    target: tuple[Run, ...] = ()
    terms: tuple[Run, ...] = ()
    issues: str = ""
    severity: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as a translator reads it: one row of the glossary tab.

    Attributes:
        concept: Its id.
        source: The preferred term in the source language, or empty.
        target: The preferred term in the target language, or empty.
        also: Terms of the target language that are admitted, acronyms included.
        avoid: Terms of the target language that are deprecated or forbidden.
        keep: Whether the name stays as it is in both languages.
        definition: What the concept is.
        note: What a translator must know of its terms.
        uses: How often its terms stand in the bitext, >= 1.
    """

    concept: str
    source: str
    target: str
    also: tuple[str, ...]
    avoid: tuple[str, ...]
    keep: bool
    definition: str
    note: str
    uses: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bitext as people see it: what a spreadsheet holds, free of any file format.

    Attributes:
        bitext: The bitext.
        rows: One for each unit, in the same order.
        glossary: The concepts that the bitext uses.
    """

    bitext: Bitext
    rows: tuple[Row, ...]
    glossary: tuple[Entry, ...] = ()
