"""The job of ``align corpus``: a manifest becomes a folder of parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from align.alignment import ALIGNERS
from align.config import Segmenting, beside, load_extracting, load_segmenting
from align.corpus.extra import library
from align.corpus.folders import LOCK, check, finish, prepare
from align.corpus.learning import forget_counts, is_learned, learn_lexicon
from align.corpus.manifests import load_folders, load_manifest
from align.corpus.parts import Batch, record_of
from align.corpus.planning import DOCUMENT, Entry, batch_cost, batches
from align.corpus.results import Counts
from align.corpus.running import Cluster, connected
from align.corpus.settings import Settings, plan_digest
from align.corpus.work import run_batch, try_document
from align.errors import ArgumentError, InputError
from align.loading import AnyPath, find_glossary, load_termbase
from align.model import Extracting
from align.pairs import Reading
from align.storage import file_size, locked, make_folder
from align.text.tags import standard_tag
from align.version import TOOL

__all__ = ["CorpusRun", "Watcher", "align_corpus"]


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What a run did.

    Attributes:
        out: The folder of the results.
        counts: What is in it.
        batches: How many batches it has.
        before: How many of them were done before.
    """

    out: Path
    counts: Counts
    batches: int
    before: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done."""

    settings: Settings
    entries: Sequence[Entry]
    costs: Sequence[int]
    batches: Sequence[range]

    @property
    def told(self) -> dict[str, Any]:
        return {
            "version": 1,
            "tool": TOOL,
            "plan": self.settings.plan,
            "options": self.settings.options,
            "documents": len(self.entries),
            "batches": len(self.batches),
        }

    def batch(self, number: int) -> Batch:
        here = self.batches[number]
        return Batch(number, tuple(self.entries[here.start : here.stop]))


class Watcher(Protocol):
    """What is told of a run while it goes on."""

    def count(self, batches: int, dashboard: str) -> None:
        """The words of so many batches are counted first; Dask's page, or nothing."""

    def counted(self) -> None:
        """The words of a batch were counted."""

    def begin(self, documents: int, done: Counts, share: float, dashboard: str) -> None:
        """Work begins: so many documents in all, some done before, that share of the work; Dask's page, or nothing."""

    def step(self, counts: Counts, share: float) -> None:
        """A batch was done, and with it that share of the work."""

    def close(self) -> None:
        """Work is done, or was broken off."""


def align_corpus(
    inputs: Sequence[AnyPath],
    out: AnyPath,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presegmented: bool = False,
    glossary: Sequence[AnyPath] = (),
    lexicon: Sequence[AnyPath] = (),
    aligner: str = "lexical",
    encoding: str | None = None,
    segmenting: Segmenting | None = None,
    extracting: Extracting | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    processes: bool = True,
    dashboard: bool = False,
    batch_bytes: int | None = None,
    learn: bool = False,
    force: bool = False,
    watcher: Watcher | None = None,
) -> CorpusRun:
    """Align the documents of a manifest; what was done by an earlier run of the same plan is not done again.

    Args:
        inputs: A manifest (:func:`align.corpus.manifests.load_manifest`), or a folder of sources and one of targets.
        out: The folder of the results, which is made.
        source_lang: BCP 47 tag of the sources, where the manifest tells none; by default what the script makes certain.
        target_lang: Likewise.
        presegmented: Every line is one sentence, an empty one too.
        glossary: Files or folders of terms; by default the project's.
        lexicon: Dictionaries, bitexts and translation memories, see :func:`align.loading.load_lexicon`.
        aligner: One of :data:`align.alignment.ALIGNERS` that needs no sentence vectors.
        encoding: Of the texts, as for :func:`align.text.decoding.decode`.
        segmenting: How to divide the texts; by default what the project's ``align.toml`` says.
        extracting: How to take the texts out of documents; likewise.
        workers: Workers that are started on this machine, of one thread each, >= 1.
        scheduler: Address of a Dask scheduler that runs, whose workers see the same files; none are started then.
        processes: Whether workers that are started are processes.
        dashboard: Whether Dask's page about the run is offered.
        batch_bytes: What the documents of a batch may have together; by default as much as suits the corpus.
        learn: Align the corpus twice, the second time with the words that it taught the first time.
        force: Begin anew where the folder holds the work of another plan.
        watcher: Is told how far the work is.

    Raises:
        AlignError: An argument, the manifest or the folder is at fault; or workers or the scheduler are gone. What was
            done until then is kept.
    """
    out = Path(out)
    if aligner not in ALIGNERS or aligner == "embed":
        known = ", ".join(sorted(ALIGNERS.keys() - {"embed"}))
        raise ArgumentError(f"no aligner for a corpus is called {aligner!r}; known are {known}")
    for needed in ("distributed", "pyarrow"):
        library(needed)
    entries, folders = _entries(inputs, source_lang, target_lang)
    near = beside(Path(inputs[0]))
    paths = tuple(str(Path(path).absolute()) for path in glossary or find_glossary(near))
    load_termbase(paths)
    settings = Settings(
        out=str(out.absolute()),
        folders=folders,
        reading=Reading(
            encoding=encoding,
            segmenting=segmenting or load_segmenting(near),
            extracting=extracting or load_extracting(near),
            presegmented=presegmented,
        ),
        aligner=aligner,
        glossary=paths,
        lexicon=tuple(str(Path(path).absolute()) for path in lexicon),
        learn=learn,
    )
    plan = _planned(settings, entries, batch_bytes)
    check(out, plan.settings.plan, force=force)
    make_folder(out)
    with locked(out / LOCK):
        prepare(out, plan.told, clear=check(out, plan.settings.plan, force=force))
        before = _work(
            plan, out, partial(connected, scheduler, workers, processes=processes, dashboard=dashboard), watcher
        )
        forget_counts(out)
        found = finish(out, plan.told)
    return CorpusRun(out, Counts(**found["counts"]), len(plan.batches), before)


def _entries(
    inputs: Sequence[AnyPath], source_lang: str | None, target_lang: str | None
) -> tuple[list[Entry], tuple[str, str]]:
    """The documents, and where their paths begin."""
    langs = (standard_tag(source_lang) if source_lang else "", standard_tag(target_lang) if target_lang else "")
    if len(inputs) == 1:
        folder = str(Path(inputs[0]).absolute().parent)
        return load_manifest(Path(inputs[0]), langs), (folder, folder)
    if len(inputs) != 2:
        raise ArgumentError("give one manifest, or a folder of sources and one of targets")
    source, target = map(Path, inputs)
    return load_folders(source, target, langs), (str(source.absolute()), str(target.absolute()))


def _planned(settings: Settings, entries: Sequence[Entry], most: int | None) -> _Plan:
    costs = [
        file_size(Path(settings.folders[0], entry.source))
        + file_size(Path(settings.folders[1], entry.target))
        + DOCUMENT
        for entry in entries
    ]
    divided = batches(entries, costs, most or batch_cost(costs))
    return _Plan(replace(settings, plan=plan_digest(settings, entries, costs, divided)), entries, costs, divided)


def _work(plan: _Plan, out: Path, connect: Callable[[], Any], watcher: Watcher | None) -> int:
    """Do the batches that are not done, the dearest first; how many were done before."""
    done, missing = Counts(), []
    for number in range(len(plan.batches)):
        record = record_of(out, plan.settings.plan, number)
        if record is None:
            missing.append(number)
        else:
            done.add(record.counts)
    if not missing:
        return len(plan.batches)
    costs = [sum(plan.costs[batch.start : batch.stop]) for batch in plan.batches]
    missing.sort(key=lambda number: -costs[number])
    left, whole = sum(costs[number] for number in missing), sum(costs)
    with connect() as cluster, closing(watcher or _Silent()) as told:
        rescue = partial(_without_deadly, cluster, plan.settings)
        if not is_learned(plan.settings):
            told.count(len(plan.batches), cluster.dashboard)
            learn_lexicon(cluster, plan.settings, len(plan.batches), plan.batch, rescue, told.counted)
        told.begin(len(plan.entries), done, 1 - left / whole, cluster.dashboard)
        for record in cluster.map(partial(run_batch, plan.settings), map(plan.batch, missing), rescue):
            left -= costs[record.number]
            told.step(record.counts, 1 - left / whole)
    return len(plan.batches) - len(missing)


def _without_deadly(cluster: Cluster, settings: Settings, batch: Batch) -> Batch:
    """A batch that says which of its documents cost workers.

    Raises:
        InputError: None of them does by itself.
    """
    attempt = partial(try_document, settings)
    deadly = frozenset(entry.id for entry in batch.entries if not cluster.survives(attempt, entry))
    if not deadly:
        said = f"workers are lost over the documents {batch.entries[0].id} to {batch.entries[-1].id}, and none of them"
        raise InputError(f"{said} is to blame; what is done is kept: give the same command again")
    return batch._replace(deadly=deadly)


class _Silent:
    """Tells nothing."""

    def count(self, batches: int, dashboard: str) -> None:
        """Nothing."""

    def counted(self) -> None:
        """Nothing."""

    def begin(self, documents: int, done: Counts, share: float, dashboard: str) -> None:
        """Nothing."""

    def step(self, counts: Counts, share: float) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
