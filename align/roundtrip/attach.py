"""Originals turn up: they are found in texts that hold much more, and put into the slots of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.alignment.originals import find_originals
from align.config import Segmenting
from align.errors import ArgumentError
from align.loading import AnyPath, find_glossary, load_document, load_lexicon, load_lines, load_termbase
from align.model import FILLINGS, Bitext, Document, Extracting, Filling
from align.roundtrip.kept import Change, load, save
from align.sheet import FoundSource, attach, fixed_units, source_runs
from align.storage import same_file

__all__ = ["LEAST_SCORE", "AttachRun", "attach_files"]

LEAST_SCORE = 0.7
"""Below this confidence a slot stays empty, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class AttachRun:
    """What :func:`attach_files` did, for a summary.

    Attributes:
        fillings: What became of each unit, in their order.
        leftovers: Stretches of each source text that belong to no unit, by the name of its file.
        output: The sheet that was written, or would have been; None if there was nothing to write.
        notes: Sentences that a person should read.
    """

    fillings: tuple[Filling, ...]
    leftovers: Mapping[str, int]
    output: Path | None
    notes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How often each thing happened, in the order of :data:`align.model.FILLINGS`."""
        found = Counter(filling.kind for filling in self.fillings)
        return {kind: found[kind] for kind in FILLINGS}


def attach_files(
    sheet: AnyPath,
    sources: Sequence[AnyPath],
    output: AnyPath | None = None,
    *,
    presegmented: bool = False,
    least: float = LEAST_SCORE,
    glossary: Sequence[AnyPath] = (),
    lexicon: Sequence[AnyPath] = (),
    encoding: str | None = None,
    segmenting: Segmenting | None = None,
    extracting: Extracting | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> AttachRun:
    """Fill the source slots of a sheet from texts that hold the originals among much else.

    Args:
        sheet: The sheet that was kept.
        sources: The texts, in the language of the sheet's sources.
        output: Another place for the result; by default the sheet itself is changed, and its former version kept.
        presegmented: Whether each line of the texts is a sentence.
        least: Confidence below which a slot stays empty, 0 to 1.
        glossary: Files or folders of terms; by default the project's.
        lexicon: Dictionaries, bitexts and translation memories, see :func:`align.loading.load_lexicon`.
        encoding: Of the texts, as for :func:`align.text.decoding.decode`.
        segmenting: How to divide the texts; by default what the project's ``align.toml`` says.
        extracting: How to take the texts out of documents; likewise.
        dry_run: Only say what would be done.
        force: Overwrite ``output``.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    kept = load(sheet)
    bitext = kept.bitext
    for place in [sheet, *([] if output is None else [output])]:
        if any(same_file(Path(place), Path(path)) for path in sources):
            raise ArgumentError("is one of the source texts; give another name", path=place)
    if output is not None and same_file(Path(output), kept.path):
        raise ArgumentError("is one of the inputs; give another name", path=output)
    texts: list[tuple[str, Document]] = []
    for path in sources:
        lang = bitext.source_lang
        if presegmented:
            document, _ = load_lines(path, lang, encoding, extracting)
        else:
            document, _ = load_document(path, lang, encoding, segmenting=segmenting, extracting=extracting)
        texts.append((_name(Path(path), texts), document))
    terms = tuple(load_termbase([*glossary] or find_glossary(kept.path)).terms)
    user = load_lexicon(lexicon, source_lang=bitext.source_lang, target_lang=bitext.target_lang, encoding=encoding)
    found = find_originals(
        [[segment.text for segment in document.segments] for _, document in texts],
        [unit.target for unit in bitext.units],
        source_lang=bitext.source_lang,
        target_lang=bitext.target_lang,
        blocks=_blocks(bitext),
        fixed=_fixed(bitext, [document for _, document in texts]),
        terms=terms,
        user_lexicon=user,
        least=least,
    )
    sources_found = [FoundSource(one.text, one.source, one.units, one.score) for one in found]
    attached, fillings = attach(bitext, texts, sources_found)
    left = Counter(part.origin for part in attached.leftovers)
    run = AttachRun(
        tuple(fillings),
        {name: left[name] for name, _ in texts},
        Path(output or kept.path) if attached != bitext or output is not None else None,
        (),
    )
    if dry_run:
        return run
    change = Change("attach", {"sources": [name for name, _ in texts]}, run.counts())
    notes = save(kept, attached, change, output=output, force=force, glossary=glossary)
    return AttachRun(run.fillings, run.leftovers, run.output, tuple(notes))


def _name(path: Path, others: Sequence[tuple[str, Document]]) -> str:
    """The name of a file, with its folder where another one is called the same."""
    return str(path) if any(name == path.name for name, _ in others) else path.name


def _blocks(bitext: Bitext) -> frozenset[int]:
    """The units that begin a block of their text."""
    units = bitext.units
    return frozenset(k for k, unit in enumerate(units) if not k or not unit.block or unit.block != units[k - 1].block)


def _fixed(bitext: Bitext, documents: Sequence[Document]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Where the sources stand that must stay as they are; those that stand nowhere are known, too."""
    runs = [source_runs(document) for document in documents]
    fixed = {}
    for place in fixed_units(bitext):
        source = " ".join(bitext.units[place].source.split())
        where = ((number, known[source]) for number, known in enumerate(runs) if source in known)
        fixed[place] = next(where, (-1, ()))
    return fixed
