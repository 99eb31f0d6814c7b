"""Termbases written for other programs, and their glossaries taken in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align import formats
from align.errors import AlignError, ArgumentError
from align.formats.termbase_csv import COLUMNS, DEFAULTS
from align.loading import AnyPath, load_termbase, telling
from align.model import Term
from align.storage import check_output, read_bytes, replacing
from align.termbases.changes import Change, change_of
from align.termbases.edit import cleaned
from align.termbases.layers import Layer, layer_of
from align.terms.editing import Places, check_term, usual_status
from align.text.concept_ids import name_for

__all__ = ["Imported", "export_file", "import_file"]

Langs = tuple[str, str]


def export_file(
    paths: Iterable[AnyPath], output: AnyPath, *, to: str | None = None, langs: Langs | None = None, force: bool = False
) -> list[str]:
    """Write a termbase, all layers as one, in a format of other programs.

    Args:
        paths: Files and folders, the uppermost layer first.
        output: Where to.
        to: The format; by default that of the ending.
        langs: Source and target language, for formats that hold two.
        force: Overwrite a file that exists.

    Returns:
        Sentences that tell what is not in the file.

    Raises:
        AlignError: An argument or a file is at fault.
    """
    path = Path(output)
    name = to or _format_of(path)
    write = formats.load(formats.GLOSSARY_WRITERS, name)
    check_output(path, force=force)
    termbase = load_termbase(paths)
    with telling(path), replacing(path, force=force) as stream:
        told: list[str] = write(termbase, stream, langs)
    return told


def _format_of(path: Path) -> str:
    name = formats.GLOSSARY_SUFFIXES.get(path.suffix.lower())
    if name is None:
        raise ArgumentError(f"its ending tells no format; known are {', '.join(formats.GLOSSARY_SUFFIXES)}", path=path)
    return name


@dataclass(frozen=True, slots=True)
class Imported:
    """A glossary to be taken in.

    Attributes:
        change: The change of the termbase.
        known: How many of its terms the termbase has already.
        notes: What was taken otherwise than it stands there.
        refused: Why some terms were not taken.
    """

    change: Change
    known: int
    notes: tuple[str, ...]
    refused: tuple[str, ...]


def import_file(
    layers: Sequence[Layer],
    path: AnyPath,
    *,
    from_format: str | None = None,
    langs: Langs | None = None,
    encoding: str | None = None,
    into: Layer | None = None,
) -> Imported:
    """Plan to take the terms of a glossary in.

    The terms of one row or concept belong to the concept of the termbase that shares most of them, else to that of the
    same id, else to a new one. A term that would be a second preferred one becomes admitted, and one that contradicts
    the termbase is refused.

    Args:
        layers: The termbase.
        path: The glossary.
        from_format: Its format; by default that of the ending, and of a ``.csv`` file what its first row shows.
        langs: Source and target language, for files that do not tell theirs.
        encoding: Of a text that is neither UTF-8 nor has a byte order mark.
        into: The layer that takes them; by default the one that has the concept, and of several the uppermost.

    Raises:
        AlignError: An argument or a file is at fault.
    """
    path = Path(path)
    data = read_bytes(path)
    name = from_format or _format_of(path)
    if from_format is None and name == "csv" and not _is_termbase(data):
        name = "deepl-csv"
    with telling(path):
        groups = formats.load(formats.GLOSSARY_READERS, name)(data, langs, encoding)
        left_out = (
            formats.load(formats.GLOSSARY_REMAINDERS, name)(data, encoding)
            if name in formats.GLOSSARY_REMAINDERS
            else []
        )
    layer = into or layer_of(layers, "")
    taking = _Taking(layers, layer, path)
    for group in groups:
        taking.take(group)
    places, lost = Places(layer.file.terms), Counter[str]()
    patches = []
    for term in taking.new:
        values = _fields(term)
        lost.update(column for column, value in values.items() if not _fits(layer, column, value))
        held = {column: value for column, value in values.items() if column in layer.file.columns}
        patches.append(layer.file.insert(places.of(term), held))
    notes = [
        f"{layer.path} has no column {column}: {count} of its values are not taken" for column, count in lost.items()
    ]
    if taking.admitted:
        notes.insert(0, f"terms that became admitted, for their concepts have a preferred one: {taking.admitted}")
    with telling(layer.path):
        change = change_of(layers, layer, layer.file.apply(patches), strict=False)
    remainders = [f"{path}: {told}" for told in left_out]
    return Imported(change, taking.known, (*taking.notes, *notes, *remainders), tuple(taking.refused))


def _fields(term: Term) -> dict[str, str]:
    return {column: getattr(term, "text" if column == "term" else column) for column in COLUMNS}


def _fits(layer: Layer, column: str, value: str) -> bool:
    return column in layer.file.columns or value == DEFAULTS.get(column, "")


def _is_termbase(data: bytes) -> bool:
    head = data[:4096].decode("utf-8-sig", "ignore").casefold()
    rows = [line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(rows) and {"concept", "lang", "term"} <= {cell.strip(' "') for cell in rows[0].split(",")}


class _Taking:
    """The terms of a termbase by what new ones may clash with, while they come in."""

    def __init__(self, layers: Sequence[Layer], layer: Layer, path: Path) -> None:
        self._layer, self._path = layer, path
        self._by_text: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._by_concept: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        self.new: list[Term] = []
        self.known = 0
        self.admitted = 0
        self.notes: list[str] = []
        self.refused: list[str] = []
        for one in layers:
            for term in one.terms:
                self._know(term)

    def _know(self, term: Term) -> None:
        self._by_text[term.lang, term.text.casefold()].append(term)
        self._by_concept[term.concept, term.lang].append(term)
        self._ids.setdefault(term.concept.casefold(), term.concept)

    def take(self, group: Sequence[Term]) -> None:
        """Take the terms of one row or concept in."""
        concept = self._concept_of(group)
        for given in group:
            self._take(replace(given, concept=concept, path=str(self._layer.path)), f"{self._path}:{given.line}")

    def _take(self, term: Term, place: str) -> None:
        own = self._by_concept[term.concept, term.lang]
        held = next((other for other in own if other.text == term.text), None)
        if held is not None:
            self.known += 1
            if term.allowed != held.allowed:
                self.notes.append(f'{place}: "{term.text}" is {term.status} there and {held.status} in {term.concept}')
            return
        if term.status == "preferred" and usual_status(term.concept, term.lang, own) != "preferred":
            term = replace(term, status="admitted")
            self.admitted += 1
        try:
            cleaned(_fields(term))
            if not _fits(self._layer, "status", term.status):
                raise ArgumentError(f'"{term.text}" is {term.status}, and {self._layer.path} has no column status')
            check_term(term, [*own, *self._by_text[term.lang, term.text.casefold()]])
        except AlignError as error:
            self.refused.append(f"{place}: {error}")
            return
        self.new.append(term)
        self._know(term)

    def _concept_of(self, group: Sequence[Term]) -> str:
        shared = Counter(
            concept
            for term in group
            for concept in {
                other.concept
                for other in self._by_text.get((term.lang, term.text.casefold()), ())
                if other.text == term.text
            }
        )
        if group[0].concept in shared:
            return group[0].concept
        if shared:
            return max(shared, key=lambda concept: shared[concept])
        given = group[0].concept
        if given:
            return self._ids.get(given.casefold(), given)
        return name_for(group, self._ids)
