"""Units in order: what is translated, from what, and how far the work is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from align.errors import ArgumentError
from align.model.codes import Code
from align.model.roundtrip import SHARED, Conflict, Leftover
from align.model.text import BLOCK_KINDS

if TYPE_CHECKING:
    import pandas

__all__ = [
    "SOURCE_STATES",
    "STATUSES",
    "Bitext",
    "Provenance",
    "Unit",
]

SOURCE_STATES: Final = ("missing", "back-translated", "original")
STATUSES: Final = ("initial", "translated", "reviewed", "final")


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
        source_codes: Mark-up that stands in the source, by ascending offsets.
        target_codes: Likewise in the target.
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
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()

    @property
    def shares_source(self) -> bool:
        """Whether its source is that of several units together."""
        return any(line.startswith(SHARED) for line in self.comment.split("\n"))

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
        if self.score is not None and not 0 <= self.score <= 1:
            raise ArgumentError(f"unit {self.id}: score {self.score} is not between 0 and 1")


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


_ASIDE: Final = ("gone", "conflicts", "leftovers")

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
    "source_codes",
    "target_codes",
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
        gone: Units whose text is no longer in the document, with the work that was done on them.
        conflicts: Cells that were changed on both sides of a merge.
        leftovers: Stretches of source texts that belong to no unit.
        seen: Edits that were merged before, each as unit, field, and the digests of what was sent and came back.
    """

    units: tuple[Unit, ...]
    source_lang: str
    target_lang: str
    provenance: Provenance = Provenance()
    next_id: int = 1
    gone: tuple[Unit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    seen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for unit in (*self.units, *self.gone):
            if unit.id in seen:
                raise ArgumentError(f"unit id {unit.id!r} stands twice")
            seen.add(unit.id)

    @property
    def head(self) -> dict[str, Any]:
        """What a file says of a bitext beside its units, by name: languages, next id, provenance."""
        return {
            "source_lang": self.source_lang,
            "target_lang": self.target_lang,
            "next_id": self.next_id,
            **asdict(self.provenance),
        }

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
            **{name: [asdict(item) for item in getattr(self, name)] for name in _ASIDE},
            seen=list(self.seen),
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
            gone=tuple(map(_unit, attrs.get("gone", ()))),
            conflicts=tuple(Conflict(**conflict) for conflict in attrs.get("conflicts", ())),
            leftovers=tuple(Leftover(**leftover) for leftover in attrs.get("leftovers", ())),
            seen=tuple(attrs.get("seen", ())),
        )


def _unit(fields: Mapping[str, Any]) -> Unit:
    """The unit of what :func:`dataclasses.asdict` makes of one."""
    codes = {name: tuple(Code(**code) for code in fields.get(name, ())) for name in ("source_codes", "target_codes")}
    return Unit(**{**fields, **codes})


def _plain(name: str, values: list[Any]) -> list[Any]:
    """Column values as plain Python objects: pandas' many kinds of nothing become None or the empty text."""
    import pandas

    if name in {"source_codes", "target_codes"}:
        return [value if isinstance(value, tuple) else () for value in values]
    plain = [None if pandas.isna(value) else value for value in values]
    try:
        if name == "score":
            return [None if value is None else float(value) for value in plain]
        if name in {"block", "line", "start", "end"}:
            return [int(cast("int", value)) for value in plain]
    except (TypeError, ValueError):
        raise ArgumentError(f"the column {name} holds something that is no number") from None
    return ["" if value is None else str(value) for value in plain]
