"""What a worker does with a batch: documents are read, aligned together, and written as one part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from align import sheet as sheets
from align.alignment.fast import staying
from align.corpus.counting import counted_of
from align.corpus.parts import Batch, Record, write_batch
from align.corpus.planning import Entry
from align.corpus.results import Rows
from align.corpus.settings import Settings
from align.errors import AlignError, ArgumentError, InputError
from align.loading import load_lexicon, load_termbase
from align.model import Alignment, Document, Pair, Termbase, UserLexicon
from align.pairs import align, read_text, side_of
from align.version import TOOL

__all__ = ["Ready", "aligned", "read_batch", "run_batch", "termbase", "try_document", "user_lexicon"]


@dataclass(frozen=True, slots=True)
class Ready:
    """Two documents that were read.

    Attributes:
        entry: What the manifest says of them.
        source: The source.
        target: The target.
        digests: SHA-256 of both files.
        pair: What an aligner takes.
    """

    entry: Entry
    source: Document
    target: Document
    digests: tuple[str, str]
    pair: Pair

    @property
    def langs(self) -> tuple[str, str]:
        """Their languages."""
        return self.source.lang, self.target.lang


def run_batch(settings: Settings, batch: Batch) -> Record:
    """Align the documents of a batch and write its part; a document that is at fault is told there.

    Raises:
        AlignError: The part cannot be written.
    """
    if settings.tool != TOOL:
        raise ArgumentError(f"a worker has {TOOL}, where the run is one of {settings.tool}; install one version")
    ready, faults = read_batch(settings, batch)
    done = {pair.entry.id: (pair, alignment) for pair, alignment in aligned(settings, ready, faults)}
    rows = Rows()
    for entry in batch.entries:
        if entry.id in faults:
            rows.add_fault(entry, faults[entry.id])
        else:
            pair, alignment = done[entry.id]
            rows.add(entry, sheets.build_aligned(pair.source, pair.target, alignment), alignment, pair.digests)
    return write_batch(Path(settings.out), settings.plan, batch.number, rows)


def try_document(settings: Settings, entry: Entry) -> None:
    """Read and align a document and forget it, to see whether the worker lives."""
    ready, faults = read_batch(settings, Batch(0, (entry,)))
    for _ in aligned(settings, ready, faults):
        pass


def read_batch(settings: Settings, batch: Batch) -> tuple[list[Ready], dict[str, str]]:
    """The documents that can be read, and of the others by their ids why not."""
    ready: list[Ready] = []
    faults = dict.fromkeys(batch.deadly, "workers are lost over it again and again; perhaps it needs too much memory")
    for entry in batch.entries:
        if entry.id in faults:
            continue
        try:
            ready.append(_read(settings, entry))
        except AlignError as error:
            error.path = None if error.path is None else Path(error.path).name
            faults[entry.id] = str(error)
        except Exception as error:  # a million files hold what nobody has thought of, and the others shall go on
            faults[entry.id] = _unexpected(error)
    return ready, faults


def _read(settings: Settings, entry: Entry) -> Ready:
    documents, digests = [], []
    for side, folder in zip(("source", "target"), settings.folders, strict=True):
        path = Path(folder, getattr(entry, side))
        document, origin = read_text(path, getattr(entry, f"{side}_lang") or None, settings.reading)
        if not document.text.strip():
            raise InputError("is empty: there is no text in it", path=path)
        if document.lang == "und":
            said = f"the language cannot be told from the script alone; name it in the manifest or with --{side}-lang"
            raise ArgumentError(said, path=path)
        documents.append(document)
        digests.append(origin.sha256)
    source, target = documents
    divided = settings.reading.presegmented
    pair = Pair(side_of(source, divided=divided), side_of(target, divided=divided))
    return Ready(entry, source, target, (digests[0], digests[1]), pair)


def aligned(
    settings: Settings, ready: Sequence[Ready], faults: dict[str, str], *, first: bool = False
) -> Iterator[tuple[Ready, Alignment]]:
    """Align documents, those of the same languages together; what cannot be aligned is added to the faults.

    Args:
        settings: The run.
        ready: The documents.
        faults: What could not be read, by ids.
        first: Whether the corpus has not been counted yet.
    """
    groups: dict[tuple[str, str], list[Ready]] = {}
    for pair in ready:
        groups.setdefault(pair.langs, []).append(pair)
    for langs, group in groups.items():
        try:
            found = _align(settings, langs, group, first=first)
        except AlignError:
            raise
        except Exception:  # as above: which of them it is will be seen one by one
            found = []
            for pair in group:
                try:
                    found += _align(settings, langs, [pair], first=first)
                except Exception as error:
                    faults[pair.entry.id] = _unexpected(error)
        yield from found


def _align(
    settings: Settings, langs: tuple[str, str], group: Sequence[Ready], *, first: bool
) -> list[tuple[Ready, Alignment]]:
    known = user_lexicon(settings, langs, first=first)
    pairs = [pair.pair for pair in group]
    with staying():
        found = align(pairs, langs, termbase(settings.glossary), known, settings.aligner)
    return list(zip(group, found, strict=True))


def _unexpected(error: Exception) -> str:
    return f"cannot be aligned: {type(error).__name__}: {' '.join(str(error).split())[:500]}".rstrip(": ")


@lru_cache(maxsize=1)
def termbase(paths: tuple[str, ...]) -> Termbase:
    """The terms of a run, loaded once by each worker."""
    return load_termbase(paths)


def user_lexicon(settings: Settings, langs: tuple[str, str], *, first: bool = False) -> UserLexicon | None:
    """The dictionaries of a run, loaded once by each worker, and what the corpus taught.

    Args:
        settings: The run.
        langs: Languages of source and target.
        first: Whether the corpus has not been counted yet.
    """
    known = _dictionaries(settings.lexicon, langs, settings.reading.encoding)
    if not settings.learn or first:
        return known or None
    return replace(known, counted=counted_of(settings.out, settings.plan, langs))


@lru_cache(maxsize=8)
def _dictionaries(paths: tuple[str, ...], langs: tuple[str, str], encoding: str | None) -> UserLexicon:
    return load_lexicon(paths, source_lang=langs[0], target_lang=langs[1], encoding=encoding)
