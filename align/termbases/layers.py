"""The files of a termbase as layers, opened for a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from align.errors import ArgumentError, FileAccessError
from align.formats.termbase_csv import write
from align.formats.termbase_edit import NEW_FILE, TermbaseFile
from align.loading import AnyPath, read_terms, telling, termbase_files, termbase_format
from align.model import Term, Termbase
from align.storage import read_bytes, same_file
from align.text.tags import standard_tag

__all__ = ["Layer", "find_term", "layer_of", "open_layers", "read_layer", "unknown_concept"]


@dataclass(frozen=True, slots=True)
class Layer:
    """A file of a termbase as it was read.

    Attributes:
        path: The file.
        data: What it held; None if it is to be made.
        file: Its rows; of a file in another format than CSV they are made up, and the file cannot be changed.
        foreign: The terms of a file in another format, else None.
    """

    path: Path
    data: bytes | None
    file: TermbaseFile
    foreign: tuple[Term, ...] | None = None

    @property
    def terms(self) -> list[Term]:
        """Its terms, which know their file."""
        return list(self.file.terms if self.foreign is None else self.foreign)


def _new_layer(path: Path) -> Layer:
    return Layer(path, None, TermbaseFile(NEW_FILE, path=str(path)), () if _is_foreign(path) else None)


def _is_foreign(path: Path) -> bool:
    return termbase_format(path.name) != "csv"


def read_layer(path: Path) -> Layer:
    """A file of a termbase, CSV or TBX.

    Raises:
        AlignError: It cannot be read, or a row of it is broken.
    """
    data = read_bytes(path)
    with telling(path):
        if not _is_foreign(path):
            return Layer(path, data, TermbaseFile(data, path=str(path)))
        terms = tuple(replace(term, path=str(path)) for term in read_terms(path.name, data))
        rows = BytesIO()
        write(Termbase.from_terms(terms), rows)
        return Layer(path, data, TermbaseFile(rows.getvalue(), path=str(path)), terms)


def open_layers(paths: Iterable[AnyPath], file: AnyPath | None = None) -> tuple[list[Layer], Layer | None]:
    """Read the files of a termbase for a change.

    Args:
        paths: Files and folders, the uppermost layer first.
        file: The file to change, which may be one that does not exist yet.

    Returns:
        All layers, and the one that ``file`` names.

    Raises:
        AlignError: A file cannot be read or a row of it is broken.
    """
    files = termbase_files(paths)
    chosen = None if file is None else Path(file)
    if chosen is not None:
        known = next((path for path in files if path.absolute() == chosen.absolute() or same_file(path, chosen)), None)
        if known is None:
            files.append(chosen)
        chosen = known or chosen
    layers = []
    for path in files:
        new = path == chosen and not path.exists()
        layers.append(_new_layer(path) if new else read_layer(path))
    return layers, next((layer for layer in layers if layer.path == chosen), None)


def layer_of(layers: Sequence[Layer], concept: str) -> Layer:
    """The layer that has a concept, else the uppermost; of those that can be changed if there are any.

    Raises:
        ArgumentError: Several layers have it.
        FileAccessError: There is no layer.
    """
    if not layers:
        raise FileAccessError(
            "there is no folder glossary/ with .csv files here; name a termbase with --glossary, or begin one with "
            "--file glossary/terms.csv"
        )
    layers = _changeable(layers)
    having = [layer for layer in layers if any(term.concept == concept for term in layer.file.terms)]
    if len(having) > 1:
        raise ArgumentError(f"{concept} is in {_names(having)}; choose one with --file")
    return having[0] if having else layers[0]


def _changeable(layers: Sequence[Layer]) -> Sequence[Layer]:
    return [layer for layer in layers if layer.foreign is None] or layers


def find_term(layers: Sequence[Layer], which: tuple[str, str, str], into: Layer | None) -> tuple[Layer, int]:
    """The layer that has a term, and the term's number there.

    Args:
        layers: The termbase.
        which: Concept, language and text of the term.
        into: The layer to look into; by default all.

    Raises:
        ArgumentError: None has it, or several have.
        FileAccessError: There is no layer.
    """
    concept, lang, text = which[0].strip(), standard_tag(which[1]), which[2].strip()
    found = [
        (layer, number)
        for layer in ([into] if into else _changeable(layers))
        for number, term in enumerate(layer.file.terms)
        if (term.concept, term.lang, term.text) == (concept, lang, text)
    ]
    if len(found) > 1:
        raise ArgumentError(f'"{text}" is in {_names([layer for layer, _ in found])}; choose one with --file')
    if found:
        return found[0]
    if not layers:
        layer_of(layers, concept)  # says how to begin
    terms = [term for layer in layers for term in layer.file.terms if term.concept == concept]
    if not terms:
        raise ArgumentError(unknown_concept(concept, layers))
    others = ", ".join(f'"{term.text}"' for term in terms if term.lang == lang)
    where = f" in {into.path}" if into else ""
    raise ArgumentError(f'{concept} has no term "{text}" in {lang}{where}; it has {others or f"none in {lang}"}')


def unknown_concept(concept: str, layers: Sequence[Layer]) -> str:
    """What to say of a concept that is not there."""
    known = sorted({term.concept for layer in layers for term in layer.file.terms})
    close = get_close_matches(concept, known, 3)
    return f"there is no concept {concept}" + (f"; perhaps {' or '.join(close)}" if close else "")


def _names(layers: Sequence[Layer]) -> str:
    return " and ".join(str(layer.path) for layer in layers)
