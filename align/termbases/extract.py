"""Terms looked for in texts and bitexts, and the review sheet in which people say what becomes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from align import formats
from align.errors import ArgumentError
from align.loading import AnyPath, load_document, read, telling
from align.model import CANDIDATE_KINDS, Bitext, Candidate, Termbase
from align.storage import check_output, replacing
from align.terms.extraction import Passage, PassagePair, extract
from align.text.lines import lines_of

__all__ = ["extract_terms", "save_review"]


def extract_terms(
    paths: Sequence[AnyPath],
    termbase: Termbase | None = None,
    *,
    kinds: Collection[str] = CANDIDATE_KINDS,
    least: int = 1,
    most: int | None = None,
    lang: str | None = None,
    encoding: str | None = None,
) -> list[Candidate]:
    """The candidates for a termbase that some texts and bitexts offer (:func:`align.terms.extraction.extract`).

    Args:
        paths: Texts, and sheets, ``.jsonl``, ``.tmx`` and ``.xlf`` files, of which both sides are searched.
        termbase: What is known.
        kinds: Kinds to look for, of :data:`align.model.CANDIDATE_KINDS`.
        least: Times that a candidate must stand in the texts, > 0.
        most: Groups of each kind that are not known yet.
        lang: BCP 47 tag of the texts; by default what their script makes certain, else English.
        encoding: Of texts that are neither UTF-8 nor have a byte order mark.

    Raises:
        AlignError: A file cannot be read.
    """
    passages: list[Passage] = []
    units: list[PassagePair] = []
    for path in map(Path, paths):
        if formats.format_of(path) in formats.READERS:
            pairs = list(_pairs(path, read(path)))
            passages += [side for pair in pairs for side in pair if side.text]
            units += [PassagePair(*pair) for pair in pairs if all(side.text for side in pair)]
        else:
            passages += _sentences(path, lang, encoding)
    return extract(passages, units, termbase, kinds, least, most)


def _pairs(path: Path, bitext: Bitext) -> Iterator[tuple[Passage, Passage]]:
    for unit in bitext.units:
        place = f"{path}:{unit.line}" if unit.line and path.suffix.lower() == ".tmx" else f"{path}:{unit.id}"
        yield Passage(place, bitext.source_lang, unit.source), Passage(place, bitext.target_lang, unit.target)


def _sentences(path: Path, lang: str | None, encoding: str | None) -> Iterator[Passage]:
    document, _ = load_document(path, lang, encoding, fallback="en")
    lines = lines_of(document)
    for block in document.blocks:
        for segment in block.segments:
            line, _ = lines.locate(segment.start)
            yield Passage(f"{path}:{line}", document.lang, segment.text, block.kind == "heading")


def save_review(
    candidates: Iterable[Candidate], output: AnyPath, termbase: Termbase | None = None, *, force: bool = False
) -> None:
    """Write a review sheet, ``.csv`` or ``.xlsx`` by its ending (:mod:`align.formats.review`).

    Args:
        candidates: Its rows.
        output: Where to.
        termbase: What is known: the first new term of a concept in a language is offered as preferred if it has none.
        force: Overwrite a file that exists.

    Raises:
        AlignError: The ending is another, or the file exists or cannot be written.
    """
    from align.formats.review import row_of

    path = Path(output)
    name = path.suffix.lower().removeprefix(".")
    if name not in formats.REVIEW_WRITERS:
        raise ArgumentError("a review sheet is called .csv or .xlsx", path=path)
    check_output(path, force=force)
    preferred = {(t.concept, t.lang) for t in (termbase or Termbase()).terms if t.status == "preferred"}
    rows = []
    for one in candidates:
        key = (one.concept, one.lang)
        rows.append(row_of(one, "admitted" if key in preferred else "preferred"))
        if not one.known:
            preferred.add(key)
    with telling(path), replacing(path, force=force) as stream:
        formats.load(formats.REVIEW_WRITERS, name)(rows, stream)
