"""``align corpus``: a manifest of many documents in, a folder of aligned parts out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    glossary_option,
    json_option,
    segmenting_of,
    segmenting_options,
)
from align.cli.output import count, say, tell

if TYPE_CHECKING:
    from align.corpus.job import CorpusRun
    from align.corpus.results import Counts

__all__ = ["corpus"]

_BAR = 30


class _Group(click.Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in self.get_help_option_names(ctx):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Group, no_args_is_help=True)
def corpus() -> None:
    """Align thousands to millions of document pairs, on this machine or a Dask cluster.

    align corpus MANIFEST OUT is short for align corpus run MANIFEST OUT.
    """


@corpus.command("run")
@click.argument("inputs", metavar="MANIFEST | SOURCES TARGETS", nargs=-1, required=True)
@click.argument("out", metavar="OUT")
@click.option("--source-lang", metavar="TAG", help="Language of the sources, where the manifest tells none.")
@click.option("--target-lang", metavar="TAG", help="Language of the targets, likewise.")
@click.option("--presegmented", is_flag=True, help="Every line is one sentence, an empty line too.")
@click.option(
    "--workers", metavar="N", type=click.IntRange(1), help="Processes on this machine.  [default: one a core]"
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster that runs, such as tcp://node7:8786.")
@click.option("--aligner", metavar="NAME", default="lexical", help="How to align: lexical (the default) or length.")
@glossary_option
@click.option(
    "--lexicon",
    metavar="PATH",
    multiple=True,
    help="A dictionary, bitext or translation memory, as for align texts; may be given several times.",
)
@click.option(
    "--learn-lexicon",
    is_flag=True,
    help="Align twice, the second time with the words that the whole corpus taught the first time: for languages"
    " without a dictionary.",
)
@click.option(
    "--batch-size",
    metavar="KB",
    type=click.IntRange(1),
    help="Kilobytes of documents that are done and written at once.  [default: 128 to 1024, by the corpus]",
)
@encoding_option
@segmenting_options
@extracting_options
@click.option("--force", is_flag=True, help="Begin anew where OUT holds the work of another plan.")
@json_option
def run(
    inputs: tuple[str, ...],
    out: str,
    source_lang: str | None,
    target_lang: str | None,
    presegmented: bool,
    workers: int | None,
    scheduler: str | None,
    aligner: str,
    glossary: tuple[str, ...],
    lexicon: tuple[str, ...],
    learn_lexicon: bool,
    batch_size: int | None,
    encoding: str | None,
    newlines: str | None,
    quotations: str | None,
    rules: str | None,
    tracked: str | None,
    max_size: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Align the documents of a MANIFEST, or of two folders paired by names, into the folder OUT.

    The manifest is a table (.csv, .tsv, .jsonl or .parquet) with the columns id, source and target, and perhaps
    source_lang and target_lang; paths begin where it lies. A run that was broken off goes on when the same command is
    given again. A document that cannot be read is told in OUT/errors.parquet.
    """
    from align.corpus.job import align_corpus

    if scheduler is not None and workers is not None:
        raise click.UsageError("--scheduler has workers of its own; leave --workers out")
    if presegmented and (newlines or quotations or rules):
        raise click.UsageError("--presegmented leaves nothing to divide; leave --newlines, --quotations, --rules out")
    done = align_corpus(
        inputs,
        out,
        source_lang=source_lang,
        target_lang=target_lang,
        presegmented=presegmented,
        glossary=glossary,
        lexicon=lexicon,
        learn=learn_lexicon,
        aligner=aligner,
        encoding=encoding,
        segmenting=segmenting_of(inputs[0], newlines, quotations, rules),
        extracting=extracting_of(inputs[0], tracked, max_size),
        workers=workers or _cores(),
        scheduler=scheduler,
        dashboard=sys.stderr.isatty(),
        batch_bytes=None if batch_size is None else batch_size * 1024,
        force=force,
        watcher=_Progress() if sys.stderr.isatty() else None,
    )
    if as_json:
        say(json.dumps({"version": 1, "out": str(done.out), **asdict(done.counts)}, indent=1))
    else:
        for line in _summary(done):
            say(line)


@corpus.command("filter")
@click.argument("folder", metavar="OUT")
@click.argument("new", metavar="NEW")
@click.option("--both-sides", is_flag=True, help="Drop beads with an empty side.")
@click.option("--min-score", metavar="SCORE", type=float, help="Drop beads of less confidence, 0 to 1.")
@click.option(
    "--length-ratio",
    metavar="RATIO",
    type=float,
    help="Drop beads one of whose sides is more than so many times longer than is usual in this corpus.",
)
@click.option("--language", is_flag=True, help="Drop beads with a text in the script of another language.")
@click.option("--duplicates", is_flag=True, help="Drop beads whose two texts stood before.")
@click.option("--force", is_flag=True, help="Begin anew where NEW holds something else that was filtered.")
@json_option
def filter_(
    folder: str,
    new: str,
    both_sides: bool,
    min_score: float | None,
    length_ratio: float | None,
    language: bool,
    duplicates: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Copy the corpus OUT into the folder NEW without the beads that rules drop, in the order of the options here.

    OUT is not touched.
    """
    from align.corpus.filtering import filter_corpus

    done = filter_corpus(
        folder,
        new,
        two_sided=both_sides,
        min_score=min_score,
        length_ratio=length_ratio,
        language=language,
        duplicates=duplicates,
        force=force,
    )
    if as_json:
        told = {"version": 1, "before": done.before, "dropped": dict(done.dropped), **asdict(done.counts)}
        say(json.dumps(told, indent=1))
        return
    rows = [("beads", done.before), *done.dropped, ("left", done.counts.beads)]
    width = len(f"{done.before:,}")
    for name, number in rows:
        share = f"  {number / done.before:6.1%}" if done.before else ""
        say(f"{name:<12}  {number:>{width},}{share}")
    say(f"written       {done.out}")


@corpus.command("export")
@click.argument("folder", metavar="OUT")
@click.option("-o", "--output", metavar="FOLDER", help="Where to write.  [default: OUT-tmx]")
@click.option("--to", type=click.Choice(["tmx"]), default="tmx", help="What to write.  [default: tmx]")
@click.option(
    "--shard-size", metavar="N", type=click.IntRange(1), default=100_000, help="Units of a file.  [default: 100000]"
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def export_(folder: str, output: str | None, to: str, shard_size: int, force: bool) -> None:
    """Write the beads of the corpus OUT as translation memories, files of so many units each."""
    from align.corpus.exporting import export

    done = export(folder, output or f"{folder.rstrip('/')}-{to}", shard=shard_size, force=force)
    for note in done.notes:
        tell(f"note: {note}")
    if done.left_out:
        tell(f"note: {count(done.left_out, 'bead')} with an empty side left out")
    into = f"{done.files[0].parent}: " if done.files else ""
    say(f"{count(done.units, 'unit')} exported: {into}{count(len(done.files), 'file')}")


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary(done: CorpusRun) -> Iterator[str]:
    counts = done.counts
    lacking = f", {counts.errors:,} could not be read: {done.out / 'errors.parquet'}" if counts.errors else ""
    yield f"documents   {counts.documents:,} aligned{lacking}"
    yield f"sentences   {counts.source_sentences:,} source, {counts.target_sentences:,} target"
    yield f"beads       {counts.beads:,}, {counts.one_sided:,} of them with an empty side"
    whole = sum(counts.confidence)
    for place in reversed(range(len(counts.confidence))):
        many = counts.confidence[place]
        head = "confidence" if place == len(counts.confidence) - 1 else ""
        bar = "#" * round(_BAR * many / whole) if whole else ""
        low, high = place / len(counts.confidence), (place + 1) / len(counts.confidence)
        yield f"{head:<12}{low:.1f} to {high:.1f}  {many:>{len(f'{whole:,}')},}  {bar}".rstrip()
    before = f", {done.before:,} of them before" if done.before else ""
    yield f"written     {done.out}: {count(done.batches, 'part')}{before}"


class _Progress:
    """A line on the terminal that changes while a run goes on."""

    def __init__(self) -> None:
        self._start, self._documents, self._share = monotonic(), 0, 0.0
        self._sentences = self._done = self._errors = self._batches = self._counted = 0
        self._told = ""

    def count(self, batches: int, dashboard: str) -> None:
        """Tell that words are counted first."""
        self._page(dashboard)
        self._batches, self._counted = batches, 0

    def counted(self) -> None:
        """Tell how far that is."""
        self._counted += 1
        self._line(f"words counted: {self._counted:,} of {count(self._batches, 'part')}")

    def begin(self, documents: int, done: Counts, share: float, dashboard: str) -> None:
        """Tell of the page, and begin to count."""
        self._documents, self._share, self._start = documents, share, monotonic()
        self._done, self._errors = done.documents + done.errors, done.errors
        self._page(dashboard)
        self._show("")

    def step(self, counts: Counts, share: float) -> None:
        """Tell how far the work is."""
        self._done += counts.documents + counts.errors
        self._errors += counts.errors
        self._sentences += counts.source_sentences
        passed = max(monotonic() - self._start, 1e-3)
        left = passed * (1 - share) / max(share - self._share, 1e-9)
        self._show(f"  {self._sentences / passed:,.0f} sentences/s  {timedelta(seconds=round(left))} left")

    def _show(self, pace: str) -> None:
        errors = f"  {count(self._errors, 'error')}" if self._errors else ""
        self._line(f"{self._done:,} of {count(self._documents, 'document')}{pace}{errors}")

    def _page(self, dashboard: str) -> None:
        if dashboard != self._told:
            tell(f"Dask shows the run at {dashboard}")
        self._told = dashboard

    def _line(self, text: str) -> None:
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the line to others."""
        self._line("")
