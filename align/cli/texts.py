"""``align texts``: two texts in, their alignment out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from align.model import Bead
    from align.texts import AlignedTexts, TextsRun

__all__ = ["texts"]

_UNSURE = 0.5


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Where to write: a file, or for folders a folder, which is made. Default: print.",
)
@click.option(
    "--to",
    type=click.Choice(["beads", "ladder", "jsonl", "xlsx", "csv", "tsv"]),
    help="What to write: beads or a ladder of sentence numbers, or the texts side by side as JSON Lines, a sheet or"
    " a table. Default: what the name of OUT says, else beads.",
)
@click.option("--source-lang", metavar="TAG", help="Language of SOURCE. Default: what its script makes certain.")
@click.option("--target-lang", metavar="TAG", help="Language of TARGET. Default: what its script makes certain.")
@click.option("--presegmented", is_flag=True, help="Every line is one sentence, an empty line too.")
@click.option(
    "--mt",
    metavar="FILE",
    help="Machine translation of SOURCE, one line a source sentence; for folders a folder.",
)
@click.option(
    "--anchors",
    metavar="FILE",
    help="Beads that are right ([3]:[4, 5]), or pairs of sentences that begin together (3 and 4 with a tab between),"
    " counted from 0; for folders a folder.",
)
@click.option(
    "--vectors",
    metavar="FILE FILE",
    nargs=2,
    help="Sentence vectors of SOURCE and of TARGET, NumPy files (.npy) with a row a sentence; for folders two folders.",
)
@click.option(
    "--encoder",
    metavar="NAME",
    help="Make sentence vectors by a model of sentence-transformers: its folder, or its name if it was downloaded"
    " before.",
)
@glossary_option
@click.option(
    "--lexicon",
    metavar="PATH",
    multiple=True,
    help="A dictionary (.csv, .tsv or .txt: source, target, perhaps a weight; .dic: target @ source), a bitext (.xlsx,"
    " .jsonl) or a translation memory (.tmx) of the two languages; may be given several times.",
)
@click.option(
    "--aligner",
    metavar="NAME",
    help="How to align: lexical, embed or length. Default: embed with sentence vectors, else lexical.",
)
@click.option("--jobs", metavar="N", type=click.IntRange(1), default=1, help="Processes that work at once. Default: 1.")
@encoding_option
@segmenting_options
@extracting_options
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--why", is_flag=True, help="Say of each bead why it was made: printed, or in the answer of --json.")
@json_option
def texts(
    source: str,
    target: str,
    output: str | None,
    to: str | None,
    source_lang: str | None,
    target_lang: str | None,
    presegmented: bool,
    mt: str | None,
    anchors: str | None,
    vectors: tuple[str, str] | None,
    encoder: str | None,
    glossary: tuple[str, ...],
    lexicon: tuple[str, ...],
    aligner: str | None,
    jobs: int,
    encoding: str | None,
    newlines: str | None,
    quotations: str | None,
    rules: str | None,
    tracked: str | None,
    max_size: int | None,
    force: bool,
    why: bool,
    as_json: bool,
) -> None:
    """Align a text with its translation, sentence by sentence.

    SOURCE and TARGET are two files, or two folders whose files are paired by their names up to the first dot.
    They are divided into sentences as align segment does it; with --presegmented they are divided already.
    """
    from align.texts import align_files, rendered

    if output is None:
        _refuse_print(source, to, as_json=as_json)
    if why and (to or output) and not as_json:
        raise click.UsageError("--why prints; leave --to and -o out, or take --json")
    if presegmented and (newlines or quotations or rules):
        raise click.UsageError("--presegmented leaves nothing to divide; leave --newlines, --quotations, --rules out")
    run = align_files(
        source,
        target,
        output,
        to=to,
        source_lang=source_lang,
        target_lang=target_lang,
        presegmented=presegmented,
        translation=mt,
        anchors=anchors,
        vectors=vectors,
        encoder=encoder,
        glossary=glossary,
        lexicon=lexicon,
        aligner=aligner,
        jobs=jobs,
        encoding=encoding,
        segmenting=segmenting_of(source, newlines, quotations, rules),
        extracting=extracting_of(source, tracked, max_size),
        force=force,
        explain=why,
    )
    notes = [(done.name, note) for done in run.texts for note in done.notes]
    if as_json:
        say(json.dumps({"version": 1, "texts": [_as_json(done) for done in run.texts]}, indent=1))
    elif why:
        for line in _reasons(run.texts[0]):
            say(line)
    elif output is None:
        data, told = rendered(run.texts[0], to or "beads", run.termbase)
        say(data.decode(), end="")
        notes += [(run.texts[0].name, note) for note in told]
    else:
        for line in _summary(run, output):
            say(line)
    for name, note in notes:
        tell(f"note: {name}: {note}" if len(run.texts) > 1 else f"note: {note}")


def _refuse_print(source: str, to: str | None, *, as_json: bool) -> None:
    from align.storage import is_folder

    if to == "xlsx" and not as_json:
        raise click.UsageError("a sheet cannot be printed; name a file with -o")
    if is_folder(Path(source)) and not as_json:
        raise click.UsageError("the alignments of two folders need a folder to lie in; name it with -o")


def _summary(run: TextsRun, output: str) -> Iterator[str]:
    sources, targets = (sum(numbers) for numbers in zip(*(done.sentences for done in run.texts), strict=True))
    told = f"{count(sources, 'source sentence')}, {count(targets, 'target sentence')}"
    yield f"texts     {count(len(run.texts), 'pair')}, {told}"
    beads = [bead for done in run.texts for bead in done.alignment.beads]
    kinds = Counter(f"{len(bead.source)}-{len(bead.target)}" for bead in beads)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    yield f"beads     {len(beads)} ({told})" if beads else "beads     none"
    yield from _confidence(beads)
    if run.glossary:
        yield f"terms     glossary: {', '.join(map(str, run.glossary))}"
    known = run.user_lexicon
    if known:
        told = f"{count(len(known.entries), 'word pair')}, {count(len(known.sentences), 'sentence pair')}"
        yield f"lexicon   {told}"
    yield f"written   {output}"


def _confidence(beads: list[Bead]) -> Iterator[str]:
    scores = [bead.score for bead in beads if bead.score is not None]
    if not scores:
        return
    unsure = sum(score < _UNSURE for score in scores)
    told = f"; {count(unsure, 'bead')} below {_UNSURE}, look there first" if unsure else ""
    yield f"sure      {sum(scores) / len(scores):.2f} on average{told}"


def _reasons(done: AlignedTexts) -> Iterator[str]:
    for bead in done.alignment.beads:
        score = "" if bead.score is None else f"  {bead.score:.2f}"
        parts = () if bead.why is None else bead.why.parts
        yield f"{bead}{score}  {', '.join(f'{name} {value:+.1f}' for name, value in parts)}".rstrip()
        if bead.why is not None and bead.why.matches:
            yield "    " + ", ".join(f"{ours}={theirs} {value:.1f}" for ours, theirs, value in bead.why.matches)


def _bead_as_json(bead: Bead) -> dict[str, Any]:
    told: dict[str, Any] = {"source": list(bead.source), "target": list(bead.target), "score": bead.score}
    if bead.why is not None:
        told["why"] = {"parts": dict(bead.why.parts), "matches": [list(match) for match in bead.why.matches]}
    return told


def _as_json(done: AlignedTexts) -> dict[str, Any]:
    return {
        "name": done.name,
        "source": str(done.source),
        "target": str(done.target),
        "source_lang": done.bitext.source_lang,
        "target_lang": done.bitext.target_lang,
        "signature": done.alignment.signature,
        "notes": list(done.notes),
        "written": None if done.output is None else str(done.output),
        "beads": [_bead_as_json(bead) for bead in done.alignment.beads],
    }
