"""Alignment measured: accuracy on gold standards beside the peers, confidence, and how time and memory grow.

usage: python -m benchmarks.alignment EVAL_FOLDER [SET...] [--each] [--reliability] [--hunalign BINARY]
       [--vectors FOLDER] [--leave-one-out]
       python -m benchmarks.alignment --speed N

A set is a folder ``EVAL_FOLDER/alignment/SET`` with ``src/``, ``tgt/`` and ``gold/``, paired by stem, one sentence a
line; the suffixes name the languages. `embed` is measured with the sentence vectors of ``FOLDER/SET/src/STEM.npy`` and
``FOLDER/SET/tgt/STEM.npy``. Nothing is trained. Each aligner runs over each set in a process of its own, on
one thread; `lexical` with and without numba, what it compiles not counted. Sentences of both sides are counted; CPU
seconds are those of the alignment alone, after the dictionary was read. Peak memory is that of the whole process.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from itertools import chain, pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

import align
from align.alignment import ALIGNERS, align_pairs, fast
from align.alignment.scoring import score
from align.embedding import load_vectors
from align.formats import ladder
from align.loading import load_alignment, load_lines, load_termbase
from align.model import Alignment, Bead, Pair, Side, UserLexicon
from benchmarks import memory
from benchmarks.tables import markdown

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "align" / "alignment" / "data" / "weights.json"
NLTK = "nltk gale_church"
SCALED = f"{NLTK}, scaled"
HUNALIGN = "hunalign"
NUMBA = "lexical, numba"
BINS = 10
TRAINED = """\
The weights that come with the package were trained on mac-dev, paramed-dev, parice-dev and textberg-dev: what stands
above for `lexical` and `embed` on these sets is not cross-validated, and better than on other texts. Cross-validated
figures are printed by: python -m benchmarks.train_aligner EVAL_FOLDER -n; for `embed` by: python -m
benchmarks.train_vectors EVAL_FOLDER FOLDER -n
NLTK holds a source and a target character for equally long; "scaled": source lengths were multiplied by the ratio of
the two texts first, as `length` does by itself."""


@dataclass(frozen=True)
class Texts:
    """A set: its pairs of texts, their gold standards and their languages."""

    name: str
    pairs: list[Pair]
    gold: list[Alignment]
    source_lang: str
    target_lang: str

    @property
    def sentences(self) -> int:
        return sum(len(pair.source.sentences) + len(pair.target.sentences) for pair in self.pairs)


@dataclass(frozen=True)
class Run:
    """What an aligner did with a set: alignments, CPU seconds, and memory in MB before and at the peak."""

    found: list[Alignment]
    seconds: float
    base: float = math.nan
    peak: float = math.nan


def read_set(folder: Path, vectors: Path | None = None) -> Texts:
    """Read a set.

    Args:
        folder: Its folder.
        vectors: A folder of sentence vectors, ``SET/src/STEM.npy`` and ``SET/tgt/STEM.npy``.
    """
    sources, targets, gold = (_by_stem(folder / part) for part in ("src", "tgt", "gold"))
    first = next(iter(gold))
    return Texts(
        folder.name,
        [
            Pair(_side(sources[name]), _side(targets[name]), vectors=_vectors(vectors, folder.name, name))
            for name in gold
        ],
        [load_alignment(path) for path in gold.values()],
        sources[first].suffix[1:],
        targets[first].suffix[1:],
    )


def _vectors(folder: Path | None, texts: str, name: str) -> tuple[NDArray[np.floating], NDArray[np.floating]] | None:
    if folder is None:
        return None
    return load_vectors(folder / texts / "src" / f"{name}.npy"), load_vectors(folder / texts / "tgt" / f"{name}.npy")


def _by_stem(folder: Path) -> dict[str, Path]:
    return {path.name.split(".")[0]: path for path in sorted(folder.iterdir())}


def _side(path: Path) -> Side:
    return Side(tuple(segment.text for segment in load_lines(path)[0].segments))


# Aligners ------------------------------------------------------------------------------------------------------------


def measured(texts: Texts, aligner: str, *, each: bool) -> Run:
    """Run an aligner in a fresh process, which gets vectors only if it looks at them."""
    if aligner != "embed":
        texts = replace(texts, pairs=[replace(pair, vectors=None) for pair in texts.pairs])
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measure, texts, aligner, each=each).result()


def _measure(texts: Texts, aligner: str, *, each: bool) -> Run:
    fast.SHORT = 0 if aligner == NUMBA else sys.maxsize
    name = "lexical" if aligner == NUMBA else aligner
    run = _ours(name, texts) if name in ALIGNERS else partial(by_nltk, scaled=aligner == SCALED)
    one = np.ones((1, 1))
    # Reads dictionaries and weights, and compiles what is not kept from before.
    run([Pair(Side(("x",)), Side(("x",)), vectors=(one, one))])
    base = memory.at_present()
    start = time.process_time()
    found = [run([pair])[0] for pair in texts.pairs] if each else run(texts.pairs)
    return Run(found, time.process_time() - start, base, memory.peak())


def _ours(aligner: str, texts: Texts) -> Callable[[Sequence[Pair]], list[Alignment]]:
    langs = {"source_lang": texts.source_lang, "target_lang": texts.target_lang}
    return lambda pairs: align_pairs(pairs, aligner=aligner, **langs)


def by_nltk(pairs: Sequence[Pair], *, scaled: bool) -> list[Alignment]:
    from nltk.translate.gale_church import align_blocks

    found = []
    for pair in pairs:
        ours, theirs = ([len(sentence) for sentence in side.sentences] for side in (pair.source, pair.target))
        ratio = sum(theirs) / sum(ours) if scaled else 1
        found.append(Alignment(tuple(_joined(align_blocks([round(x * ratio) for x in ours], theirs)))))
    return found


def _joined(links: Sequence[tuple[int, int]]) -> Iterator[Bead]:
    """Beads from pairs of sentences in order, of which those of one bead share a sentence."""
    source: set[int] = set()
    target: set[int] = set()
    for i, j in links:
        if source and i not in source and j not in target:
            yield Bead(tuple(sorted(source)), tuple(sorted(target)))
            source, target = set(), set()
        source.add(i)
        target.add(j)
    if source:
        yield Bead(tuple(sorted(source)), tuple(sorted(target)))


def by_hunalign(texts: Texts, binary: str, dictionary: Path | None) -> Run:
    """Run hunalign over a set, a process for each pair, which reads the dictionary each time."""
    found, start = [], _children()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("dictionary", "source", "target")]
        files[0].write_bytes(dictionary.read_bytes() if dictionary else b"")
        for pair in texts.pairs:
            for path, side in zip(files[1:], (pair.source, pair.target), strict=True):
                path.write_text("".join(f"{sentence}\n" for sentence in side.sentences), "utf-8")
            done = subprocess.run([binary, *map(str, files)], capture_output=True, check=True)
            found.append(ladder.read(BytesIO(done.stdout)))
    return Run(found, _children() - start)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# Tables --------------------------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown."""
    print("\n".join(markdown(head, rows)), flush=True)
    print()


def accuracy(sets: Sequence[Texts], arguments: argparse.Namespace) -> list[tuple[Texts, Run]]:
    """Print the table of all sets and aligners; give what `lexical` found."""
    rows, lexical = [], []
    for texts in sets:
        for aligner in ("embed", "lexical", NUMBA, "length", NLTK, SCALED, HUNALIGN):
            if (aligner == HUNALIGN and not arguments.hunalign) or (aligner == "embed" and not arguments.vectors):
                continue
            if aligner == HUNALIGN:
                run = by_hunalign(texts, arguments.hunalign, arguments.dictionary)
            else:
                run = measured(texts, aligner, each=arguments.each)
            if aligner == "lexical":
                lexical.append((texts, run))
            scores = score(zip(texts.gold, run.found, strict=True))
            rate = f"{texts.sentences / max(run.seconds, 1e-9):,.0f}"
            named = [texts.name, str(len(texts.pairs)), f"{texts.sentences:,}", aligner]
            rows.append([*named, f"{scores.strict.f1:.4f}", f"{scores.lax.f1:.4f}", rate, _megabytes(run.peak)])
    table(
        ("set", "documents", "sentences", "aligner", "strict F1", "lax F1", "sentences a CPU second", "peak MB"), rows
    )
    return lexical


def _megabytes(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0f}"


def reliability(texts: Texts, run: Run) -> None:
    """Print how often beads of a confidence are right, and the expected calibration error.

    A bead of two sides is right if the gold standard holds it, a sentence alone if it stands alone there, too.

    References:
        Naeini, Cooper and Hauskrecht (2015), AAAI: bins of equal width, weighted by their size.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for gold, found in zip(texts.gold, run.found, strict=True):
        for bead, right in zip(found.beads, _judged(gold, found), strict=True):
            bins[min(int(bead.score * BINS), BINS - 1)].append((bead.score, right))
    total, error, rows = sum(map(len, bins.values())), 0.0, []
    for number in sorted(bins):
        mean, share = np.mean(bins[number], axis=0)
        error += abs(mean - share) * len(bins[number]) / total
        span = f"{number / BINS:.1f}–{(number + 1) / BINS:.1f}"
        rows.append([span, f"{mean:.3f}", f"{share:.3f}", f"{len(bins[number]):,}"])
    print(f"{texts.name}: expected calibration error {error:.3f}\n")
    table(("confidence", "mean", "share right", "beads"), rows)


def _judged(gold: Alignment, found: Alignment) -> Iterator[bool]:
    whole = {(bead.source, bead.target) for bead in gold.beads if bead.source and bead.target}
    sources, targets = ({index for bead in whole for index in bead[side]} for side in (0, 1))
    for bead in found.beads:
        if bead.source and bead.target:
            yield (bead.source, bead.target) in whole
        else:
            yield sources.isdisjoint(bead.source) and targets.isdisjoint(bead.target)


def signature(arguments: argparse.Namespace, found: Sequence[Alignment]) -> str:
    """What the figures depend on, as one line."""
    weights = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8]
    options = " ".join(f"{name}={value}" for name, value in vars(arguments).items() if value not in (None, False, []))
    made = "; ".join(dict.fromkeys(alignment.signature for alignment in found))
    versions = f"Python {sys.version.split()[0]} | NumPy {np.__version__}"
    return (
        f"translation-align {align.__version__} | {made} | weights.json {weights} | {options} | {versions} | 1 thread"
    )


def left_out(sets: Sequence[Texts]) -> list[Alignment]:
    """Print what a translation memory is worth: each text alone, and with the gold beads of the others of its set."""
    rows, all_found = [], []
    for texts in sets:
        memories = [list(_sentences(pair, gold)) for pair, gold in zip(texts.pairs, texts.gold, strict=True)]
        langs = {"source_lang": texts.source_lang, "target_lang": texts.target_lang}
        without, found = [], []
        for number, pair in enumerate(texts.pairs):
            others = chain.from_iterable(memories[:number] + memories[number + 1 :])
            without += align_pairs([pair], **langs)
            found += align_pairs([pair], user_lexicon=UserLexicon(sentences=tuple(others)), **langs)
        scores = [score(zip(texts.gold, each, strict=True)).strict.f1 for each in (without, found)]
        rows.append([texts.name, str(len(texts.pairs)), *(f"{value:.4f}" for value in scores)])
        all_found += found
    table(("set", "documents", "strict F1 of each alone", "with the gold beads of the others"), rows)
    return all_found


def _sentences(pair: Pair, gold: Alignment) -> Iterator[tuple[str, str]]:
    for bead in gold.beads:
        if bead.source and bead.target:
            yield (
                " ".join(pair.source.sentences[i] for i in bead.source),
                " ".join(pair.target.sentences[j] for j in bead.target),
            )


# A text of any length ------------------------------------------------------------------------------------------------

_CHARACTERS = "张李王陈刘赵周徐明华丽国强文海春"
_PINYIN = "zhang li wang chen liu zhao zhou xu ming hua li guo qiang wen hai chun"
_TEMPLATES = """\
{name}说，{term}会改变我们的工作。 = {Name} said that {Term} would change our work.
公司在{number}年开始研究{term}。 = The company began to study {Term} in {number}.
{name}的朋友住在城外，每天坐火车上班。 = A friend of {Name} lives outside the city. | He takes the train every day.
没有人知道{term}是从哪里来的，{name}也不知道。 = Nobody knows where {Term} came from. | {Name} does not know either.
他们一共卖了{number}本书。 | 大家都很高兴。 = They sold {number} books in all, and everybody was happy.
“你相信{term}吗？”{name}问。 = “Do you believe in {Term}?” asked {Name}.
第二天早上下雨了，{name}还是走到了学校。 = It rained the next morning, and still {Name} walked to the school.
这个问题比{term}难得多。 = This question is much harder than {Term}.
老师给{name}写了{number}封信。 | 一封也没有回答。 = The teacher wrote {number} letters to {Name}; not one was answered.
春天的时候，河边的花都开了。 = In spring the flowers by the river were all in bloom.
{name}认为，研究{term}要有耐心，也要有钱。 = Studying {Term}, {Name} thinks, takes patience. | It takes money, too.
市场上的价格涨了百分之{number}。 = Prices on the market rose by {number} per cent.
"""


def synthetic(size: int) -> Texts:
    """A text of about so many source sentences and its translation, with its gold standard; always the same.

    Sentences of our own with changing names, numbers and terms of our glossary; some are two on one side, one in fifty
    was not translated, and one in fifty of the target was added.
    """
    random = Random(size)
    terms: dict[str, dict[str, str]] = defaultdict(dict)
    for term in load_termbase([ROOT / "glossary"]).terms:
        terms[term.concept].setdefault(term.lang, term.text)
    both = [(texts["zh"], texts["en"]) for texts in terms.values() if {"zh", "en"} <= texts.keys()]
    source: list[str] = []
    target: list[str] = []
    beads = []
    while len(source) < size:
        ours, theirs = (text.split("|") for text in _sentence(random, both).split("="))
        fate = random.random()
        ours, theirs = ours if fate > 0.02 else [], theirs if fate < 0.98 else []
        beads.append(Bead(*(tuple(range(len(s), len(s) + len(new))) for s, new in ((source, ours), (target, theirs)))))
        source += ours
        target += theirs
    vectors = _vectors_of(beads, len(source), len(target))
    pair = Pair(*(Side(tuple(map(str.strip, side))) for side in (source, target)), vectors=vectors)
    return Texts(f"{len(source):,} source sentences", [pair], [Alignment(tuple(beads))], "zh", "en")


def _vectors_of(beads: Sequence[Bead], sources: int, targets: int) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Vectors of 384 numbers for the sentences of beads: one a bead, and noise of the same strength."""
    numbers = np.random.default_rng(len(beads))
    sides = []
    for side, count in (("source", sources), ("target", targets)):
        sides.append(numbers.standard_normal((count, 384), np.float32))
        for number, bead in enumerate(beads):
            meaning = np.random.default_rng(number).standard_normal(384, np.float32)
            sides[-1][list(getattr(bead, side))] += meaning
    return sides[0], sides[1]


def _sentence(random: Random, terms: Sequence[tuple[str, str]]) -> str:
    syllables = list(zip(_CHARACTERS, _PINYIN.split(" "), strict=True))
    name, pinyin = zip(*random.choices(syllables, k=random.choice((2, 3))), strict=True)
    here, there = random.choice(terms)
    values = {
        "name": "".join(name),
        "Name": f"{pinyin[0].capitalize()} {''.join(pinyin[1:]).capitalize()}",
        "number": random.randint(2, 9999),
        "term": here,
        "Term": there,
    }
    return random.choice(_TEMPLATES.splitlines()).format(**values)


def speed(size: int) -> list[Alignment]:
    """Print time and memory of three sizes, and the exponents with which they grow."""
    rows, first = [], []
    for aligner in (*ALIGNERS, NUMBA):
        runs = [(texts, measured(texts, aligner, each=False)) for texts in map(synthetic, (size // 4, size // 2, size))]
        grown = [(run.seconds, run.peak - run.base) for _, run in runs]
        steps = [["–", "–"], *([_exponent(a, b) for a, b in zip(*both, strict=True)] for both in pairwise(grown))]
        for (texts, run), exponents in zip(runs, steps, strict=True):
            rate = f"{texts.sentences / run.seconds:,.0f}"
            strict = score(zip(texts.gold, run.found, strict=True)).strict.f1
            cells = [f"{run.seconds:.2f}", rate, _megabytes(run.peak), *exponents, f"{strict:.4f}"]
            rows.append([aligner, f"{len(texts.pairs[0].source.sentences):,}", *cells])
        first += runs[-1][1].found
    head = ("CPU seconds", "sentences a CPU second", "peak MB", "exponent of time", "of memory", "strict F1")
    table(("aligner", "source sentences", *head), rows)
    print("Exponents: of twice the text against half; of memory, of what a process needs beyond its start.")
    return first


def _exponent(half: float, whole: float) -> str:
    return f"{math.log2(whole / half):.2f}" if min(half, whole) > 0 else "–"


def main() -> None:
    for name in ("OPENBLAS", "OMP", "MKL", "VECLIB", "BLIS", "NUMEXPR"):  # for the processes that measure
        os.environ[f"{name}_NUM_THREADS"] = "1"
    parser = argparse.ArgumentParser(description="Measure the aligners.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="EVAL_FOLDER")
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--each", action="store_true", help="align each pair of texts without a look at the others")
    parser.add_argument("--reliability", action="store_true", help="print how often beads of a confidence are right")
    parser.add_argument("--hunalign", metavar="BINARY", help="measure this hunalign, too")
    parser.add_argument("--dictionary", type=Path, metavar="FILE", help="its dictionary; default: none")
    parser.add_argument("--leave-one-out", action="store_true", help="what the other texts are worth as a lexicon")
    parser.add_argument("--vectors", type=Path, metavar="FOLDER", help="measure embed with these sentence vectors, too")
    parser.add_argument("--speed", type=int, metavar="N", help="measure on a text of N source sentences, too")
    arguments = parser.parse_args()
    if arguments.folder is None and not arguments.speed:
        parser.error("name EVAL_FOLDER, or --speed N")
    found: list[Alignment] = []
    if arguments.folder is not None:
        root = arguments.folder / "alignment"
        names = arguments.sets or sorted(path.name for path in root.iterdir() if path.is_dir())
        sets = [read_set(root / name, arguments.vectors) for name in names]
        runs = accuracy(sets, arguments)
        print(f"{TRAINED}\n")
        for texts, run in runs if arguments.reliability else ():
            reliability(texts, run)
        found += [alignment for _, run in runs for alignment in run.found]
        found += left_out(sets) if arguments.leave_one_out else []
    if arguments.speed:
        found += speed(arguments.speed)
    print(signature(arguments, found))


if __name__ == "__main__":
    main()
