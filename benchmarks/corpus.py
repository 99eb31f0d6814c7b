"""What ``align corpus`` takes: workers, overhead, memory, and what a shared lexicon is worth.

Run ``python -m benchmarks.corpus`` for throughput, overhead and memory on texts that are made here, and
``python -m benchmarks.corpus FOLDER`` for the shared lexicon, where FOLDER holds the development sets (``alignment/``).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from align.alignment.scoring import score
from align.corpus.exporting import export
from align.corpus.filtering import filter_corpus
from align.corpus.folders import prepare, write_manifest
from align.corpus.job import align_corpus
from align.corpus.parts import Batch, columns_of, parquet_bytes, part_path, table_of, write_batch, write_whole
from align.corpus.planning import Entry
from align.corpus.results import BEADS, Counts, Rows, counts_of
from align.corpus.running import connected
from align.corpus.settings import Settings
from align.corpus.work import run_batch
from align.loading import load_alignment
from align.model import Alignment, Bead, Bitext, Unit
from align.pairs import Reading
from benchmarks import memory

ROUNDS = 3


def write_texts(folder: Path, documents: int, sentences: int) -> Path:
    """Documents of invented words, and their manifest; the same each time."""
    chance = random.Random(1)
    ours, theirs = ([f"{start}{number:03x}" for number in range(2_000)] for start in ("a", "b"))
    rows = ["id,source,target,source_lang,target_lang"]
    folder.mkdir()
    for number in range(documents):
        source, target = [], []
        for _ in range(sentences):
            words = [min(int(chance.paretovariate(0.6)), 1_999) for _ in range(chance.randint(4, 20))]
            source.append(" ".join(ours[word] for word in words) + ".")
            target.append(" ".join(theirs[word] for word in words) + ".")
        (folder / f"{number}.a").write_text("\n".join(source) + "\n", encoding="utf-8")
        (folder / f"{number}.b").write_text("\n".join(target) + "\n", encoding="utf-8")
        rows.append(f"d{number},{number}.a,{number}.b,is,fo")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "manifest.csv"


def settings_of(folder: Path, out: Path) -> Settings:
    """How the texts of a folder are aligned into another."""
    for name in ("parts", "documents"):
        (out / name).mkdir(parents=True, exist_ok=True)
    return Settings(str(out), (str(folder), str(folder)), Reading(presegmented=True), plan="benchmark")


def batches_of(documents: int, each: int) -> list[Batch]:
    """Batches of so many documents."""
    entries = [Entry(f"d{n}", f"{n}.a", f"{n}.b", "is", "fo", n) for n in range(documents)]
    return [
        Batch(number, tuple(entries[start : start + each])) for number, start in enumerate(range(0, documents, each))
    ]


def timed(settings: Settings, batch: Batch) -> float:
    """Do a batch; the CPU seconds that it takes."""
    start = time.process_time()
    run_batch(settings, batch)
    return time.process_time() - start


def throughput(folder: Path, documents: int, sentences: int) -> None:
    """Sentence pairs a second of one worker and of two, once they are up; and what share of the time they worked.

    On a machine with other jobs the clock says little; the second figure is CPU seconds of the tasks by the clock.
    """
    write_texts(folder / "texts", documents, sentences)
    pace: dict[int, list[float]] = {1: [], 2: []}
    busy: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for workers in pace:
            settings = settings_of(folder / "texts", folder / "out")
            with connected(None, workers) as cluster:
                list(cluster.map(partial(run_batch, settings), batches_of(4 * workers, 1)))
                start = time.perf_counter()
                worked = sum(cluster.map(partial(timed, settings), batches_of(documents, 5)))
                passed = time.perf_counter() - start
                pace[workers].append(documents * sentences / passed)
                busy[workers].append(worked / passed)
    one, two = (statistics.median(pace[workers]) for workers in (1, 2))
    print(f"throughput  1 worker {one:,.0f} sentence pairs/s, 2 workers {two:,.0f}: {two / one:.2f} times")
    used = ", ".join(f"{statistics.median(busy[workers]):.2f} of {workers}" for workers in busy)
    print(f"            medians of {ROUNDS} rounds; cores that the tasks had: {used}")


def tiny(batch: Batch) -> Rows:
    """The rows of a batch of documents of one bead that nobody reads or aligns."""
    rows = Rows()
    for entry in batch.entries:
        bitext = Bitext((Unit("1", "b", "a"),), "is", "fo")
        rows.add(entry, bitext, Alignment((Bead((0,), (0,), 1.0),), "none"), ("", ""))
    return rows


def written(settings: Settings, batch: Batch) -> float:
    """Write those rows as a part; the CPU seconds that it takes."""
    start = time.process_time()
    write_batch(Path(settings.out), settings.plan, batch.number, tiny(batch))
    return time.process_time() - start


def overhead(folder: Path, documents: int, each: int) -> None:
    """What the engine adds to each document: tiny documents that nobody aligns, on one worker, against a loop.

    CPU seconds of the worker's task and of the client, in which the scheduler runs; and by the clock.
    """
    batches = batches_of(documents, each)
    found, passed = [], []
    for _ in range(ROUNDS):
        settings = settings_of(folder, folder / "out")
        start = time.process_time()
        for batch in batches:
            tiny(batch)
        direct = time.process_time() - start
        with connected(None, 1) as cluster:
            list(cluster.map(partial(written, settings), batches[:2]))
            start, began = time.process_time(), time.perf_counter()
            worker = sum(cluster.map(partial(written, settings), batches))
            found.append((time.process_time() - start + worker - direct) / documents * 1000)
            passed.append((time.perf_counter() - began - direct) / documents * 1000)
    cost, clock = statistics.median(found), statistics.median(passed)
    print(f"overhead    {cost:.2f} ms of CPU a document, {clock:.2f} ms by the clock")
    print(f"            medians of {ROUNDS} rounds, {each} tiny documents a batch")


def peak_after(settings: Settings, batch: Batch) -> float:
    """Do a batch; the most memory that this worker has held, in MB."""
    run_batch(settings, batch)
    return memory.peak()


def bounded_memory(folder: Path, sizes: Sequence[int], sentences: int) -> None:
    """The most memory that a worker holds, for corpora of several sizes."""
    write_texts(folder / "many", max(sizes), sentences)
    for documents in sizes:
        settings = settings_of(folder / "many", folder / f"out-{documents}")
        with connected(None, 1) as cluster:
            most = max(cluster.map(partial(peak_after, settings), batches_of(documents, 25)))
        print(f"memory      {most:,.0f} MB at most in a worker, for {documents * sentences:,} sentence pairs")


def finished(folder: Path, parts: int, rows: int) -> Path:
    """A corpus of invented beads, many of which stand twice."""
    folder.mkdir()
    plan = {"version": 1, "tool": "benchmark", "plan": "benchmark"}
    prepare(folder, plan, clear=False)
    told, counts = [], Counts()
    for number in range(parts):
        columns: dict[str, list[object]] = {name: [] for name in BEADS}
        for row in range(rows):
            source = f"This is sentence number {row % 7_000} of a text of some length, {number % 15}."
            target = f"Þetta er setning númer {row % 7_000} í texta af nokkurri lengd, {number % 15}."
            bead = (f"d{number}", row, source, target, 0.5 + row % 50 / 100, [row], [row])
            for column, value in zip(columns.values(), (*bead, "en", "is", "a" * 64, "b" * 64, "s"), strict=True):
                column.append(value)
        path = part_path(folder, number)
        write_whole(path, parquet_bytes(table_of(columns, BEADS, lists=True)))
        told.append({"name": path.name, "rows": rows})
        counts.add(counts_of(columns))
    write_manifest(folder, {**plan, "counts": asdict(counts), "parts": told})
    return folder


def filters(folder: Path, parts: int, rows: int) -> None:
    """Rows that all filters together look at in a CPU second, and units that are exported."""
    whole = finished(folder / "whole", parts, rows)
    start = time.process_time()
    filter_corpus(whole, folder / "left", two_sided=True, length_ratio=3, language=True, duplicates=True)
    passed = time.process_time() - start
    print(f"filter      {parts * rows / passed:,.0f} rows a CPU second, all rules")
    start = time.process_time()
    done = export(folder / "left", folder / "tmx")
    print(f"export      {done.units / (time.process_time() - start):,.0f} units a CPU second, TMX")


def lexicon(folder: Path, name: str, langs: tuple[str, str]) -> None:
    """Strict F1 of a development set as one corpus, without and with a lexicon that it taught."""
    gold = {path.name.split(".")[0]: load_alignment(path) for path in (folder / name / "gold").iterdir()}
    how = {"source_lang": langs[0], "target_lang": langs[1], "presegmented": True, "workers": 1, "processes": False}
    with TemporaryDirectory() as scratch:
        for size in (None, 30 * 1024):
            for learn in (False, True):
                out = Path(scratch, f"{size}-{learn}")
                inputs = [folder / name / "src", folder / name / "tgt"]
                done = align_corpus(inputs, out, batch_bytes=size, learn=learn, **how)  # type: ignore[arg-type]
                found: dict[str, list[Bead]] = {}
                for path in sorted((out / "parts").iterdir()):
                    for row in columns_of(path).to_pylist():
                        bead = Bead(tuple(row["source_sentences"]), tuple(row["target_sentences"]))
                        found.setdefault(row["id"], []).append(bead)
                strict = score((gold[key], Alignment(tuple(found[key]))) for key in gold).strict
                said = "with a lexicon of its own" if learn else "without"
                print(f"lexicon     {name} in {done.batches} part(s) {said}: strict F1 {strict.f1:.4f}")


def in_folder(measure: Callable[..., None], *args: object) -> None:
    """Measure in a folder that is deleted afterwards."""
    with TemporaryDirectory() as scratch:
        measure(Path(scratch), *args)


def main() -> None:
    if len(sys.argv) > 1:
        lexicon(Path(sys.argv[1], "alignment"), "parice-dev", ("en", "is"))
        return
    in_folder(throughput, 400, 60)  # so many that the last batches, which one worker does alone, count little
    in_folder(overhead, 6_400, 64)
    in_folder(filters, 20, 10_000)
    in_folder(bounded_memory, (50, 200, 400), 60)


if __name__ == "__main__":
    main()
