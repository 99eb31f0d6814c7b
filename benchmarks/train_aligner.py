"""Make ``align/alignment/data/weights.json`` again from the development sets.

usage: python -m benchmarks.train_aligner EVAL_FOLDER [-n]     -n: only the cross-validated figures

Weights of a semi-Markov conditional random field (Sarawagi and Cohen 2004) by L-BFGS with an L2 prior, pass after pass.
Each pass is trained on what the passes before it give for documents that they were not trained on. Where the gold is
not monotone, or a bead has a shape that the aligner does not know, any path counts (a sum over all of them); in the
pass over clauses any path counts that goes through all boundaries of the gold.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.alignment import passes
from align.alignment.associations import Associations, learn
from align.alignment.band import Band, Part
from align.alignment.job import Job
from align.alignment.lattice import Level, blocks, features, score_band
from align.alignment.lexicon import builtin_lexicon
from align.alignment.nodes import Nodes
from align.alignment.scoring import score
from align.alignment.search import best_path, posterior, predecessors
from align.alignment.weights import FEATURES, LEVELS, OPENING, SHAPES, VECTORS, Weights, shape_name
from align.model import Alignment, Bead, Pair, Side
from benchmarks import alignment

WEIGHTS = Path(__file__).parent.parent / "align" / "alignment" / "data" / "weights.json"
FOLDS = 6
PRIOR = 4.0
COPIES = 0.3  # how much a copy with gaps counts in the first two passes
FINAL_COPIES = 0.1
ROUNDS = 1000
NEVER = -1e6
UNREACHED = 999.0  # loss of a text whose gold lies outside of the band
Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Cells = tuple[int, int, int, int]


@dataclass
class Document:
    """A text of a set, with its gold beads; ``gaps`` tells a copy that lacks some of it."""

    set: str
    name: str
    source: list[str]
    target: list[str]
    source_lang: str
    target_lang: str
    gold: Gold
    fold: int
    gaps: bool = False
    part: Part | None = None
    level: Level | None = None
    associations: Associations | None = None
    paths: list[Ints] = field(default_factory=list)
    nodes: Nodes | None = None
    vectors: tuple[Floats, Floats] | None = None

    @property
    def pair(self) -> Pair:
        return Pair(Side(tuple(self.source)), Side(tuple(self.target)), vectors=self.vectors)


@dataclass
class Lattice:
    """The beads of a band that are worth a look, ordered by their ends.

    Attributes:
        begin: The cells where they begin.
        end: Where they end.
        alone: Whether a side is empty.
        features: (k, features).
        allowed: Whether gold allows them.
        cells: How many cells the band has.
        known: What they score by features whose weights are not learned.
    """

    begin: Ints
    end: Ints
    alone: NDArray[np.bool_]
    features: Floats
    allowed: NDArray[np.bool_]
    cells: int
    known: NDArray[np.float64] | float = 0.0


def start_weights() -> dict[str, float]:
    """Something to begin with, so that hopeless beads can be left out of the training."""
    weights = {
        "length z2": -0.3,
        "edge closes": -0.5,
        "quotation": -0.5,
        "skipped source": -0.3,
        "skipped target": -0.3,
    }
    for step in range(1, LEVELS + 1):
        weights[f"target word {step}"] = weights[f"source word {step}"] = 0.1
    for m, n in SHAPES:
        weights[shape_name((m, n))] = 2.0 - 0.6 * (m + n - 2) if m and n else -2.0
    return weights


def read_set(folder: Path, vectors: Path | None = None) -> list[Document]:
    texts = alignment.read_set(folder, vectors)
    return [
        Document(
            texts.name,
            str(number),
            list(pair.source.sentences),
            list(pair.target.sentences),
            texts.source_lang,
            texts.target_lang,
            [(bead.source, bead.target) for bead in gold.beads],
            number % FOLDS,
            vectors=pair.vectors,
        )
        for number, (pair, gold) in enumerate(zip(texts.pairs, texts.gold, strict=True))
    ]


def quartered(document: Document, pieces: int = 4) -> list[Document]:
    """A long document as several, cut where nothing crosses."""
    cuts = [(0, 0)]
    for number in range(1, pieces):
        wanted = len(document.source) * number // pieces
        cuts.append(min(_clean_cuts(document.gold), key=lambda cut: abs(cut[0] - wanted)))
    cuts.append((len(document.source), len(document.target)))
    found = []
    for number, ((i, j), (i_end, j_end)) in enumerate(pairwise(cuts)):
        gold = [
            (tuple(x - i for x in s), tuple(y - j for y in t))
            for s, t in document.gold
            if (s and i <= s[0] < i_end) or (not s and t and j <= t[0] < j_end)
        ]
        found.append(
            Document(
                document.set,
                f"{document.name}.{number}",
                document.source[i:i_end],
                document.target[j:j_end],
                document.source_lang,
                document.target_lang,
                gold,
                number % FOLDS,
                vectors=document.vectors and (document.vectors[0][i:i_end], document.vectors[1][j:j_end]),
            )
        )
    return found


def _clean_cuts(gold: Gold) -> Iterator[tuple[int, int]]:
    for s, t in gold:
        if (
            s
            and t
            and all(
                (not a or (a[-1] < s[0]) == (not b or b[-1] < t[0])) for a, b in gold if a and b and (a, b) != (s, t)
            )
        ):
            yield s[0], t[0]


def with_gaps(document: Document, side: int, seed: int) -> Document:
    """A copy that lacks about 30 % of one side, in blocks of 2 to 12 beads.

    Args:
        document: The text.
        side: 0 to leave out source sentences, 1 for target sentences.
        seed: Of the choice.
    """
    rng = random.Random(seed)
    sentences = [document.source, document.target]
    gone: set[int] = set()
    for _ in range(1000):
        if len(gone) >= 0.3 * len(sentences[side]):
            break
        first = rng.randrange(len(document.gold))
        for bead in document.gold[first : first + rng.randint(2, 12)]:
            gone.update(bead[side])
    stay = [k for k in range(len(sentences[side])) if k not in gone]
    place = {k: number for number, k in enumerate(stay)}
    sentences[side] = [sentences[side][k] for k in stay]
    vectors = document.vectors and (
        (document.vectors[0][stay], document.vectors[1])
        if side == 0
        else (document.vectors[0], document.vectors[1][stay])
    )
    gold = []
    for bead in document.gold:
        sides = list(bead)
        sides[side] = tuple(place[k] for k in bead[side] if k in place)
        if any(sides):
            gold.append((sides[0], sides[1]))
    return replace(
        document,
        set=f"{document.set} gaps",
        source=sentences[0],
        target=sentences[1],
        gold=gold,
        gaps=True,
        paths=[],
        vectors=vectors,
    )


# Which beads gold allows ------------------------------------------------------------------------------------------


def monotone(gold: Gold) -> Gold:
    """The longest run of gold beads that grow on both sides and that the aligner could find."""
    usable = sorted(
        (s, t)
        for s, t in gold
        if (len(s), len(t)) in SHAPES[:-2] and s[-1] - s[0] + 1 == len(s) and t[-1] - t[0] + 1 == len(t)
    )
    best = [1] * len(usable)
    before = [-1] * len(usable)
    for x, (s, t) in enumerate(usable):
        for y in range(x):
            if usable[y][0][-1] < s[0] and usable[y][1][-1] < t[0] and best[y] + 1 > best[x]:
                best[x], before[x] = best[y] + 1, y
    chain, x = [], max(range(len(usable)), key=best.__getitem__, default=-1)
    while x >= 0:
        chain.append(usable[x])
        x = before[x]
    return chain[::-1]


def rectangles(document: Document) -> list[Cells]:
    """The gold beads that the aligner could find, as rectangles of the cells of the job."""
    i, j = document.part.i, document.part.j
    return [(i + s[0], j + t[0], i + s[-1] + 1, j + t[-1] + 1) for s, t in monotone(document.gold)]


def beads_of(document: Document) -> list[Bead]:
    """The beads that were found, counted from the beginning of the text."""
    return passes.beads_of([path - [document.part.i, document.part.j] for path in document.paths])


def reached(band: Band, beads: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The beads of a text that begin and end within a band, and what lies free between them.

    Without that a single bead outside of the band would leave gold without a path, and the text out of the training.
    """
    kept, free = [], []
    i, j, i_all, j_all = band.parts[0].i, band.parts[0].j, band.parts[0].i_end, band.parts[0].j_end
    for bead in beads:
        if (band.cells_at(0, np.array(bead[::2]), np.array(bead[1::2])) >= 0).all():
            free.append((i, j, bead[0], bead[1]))
            kept.append(bead)
            i, j = bead[2:]
    free.append((i, j, i_all, j_all))
    return kept, free


def allowed(begin: tuple[Ints, Ints], end: tuple[Ints, Ints], whole: Sequence, inside: Sequence) -> NDArray[np.bool_]:
    """Beads that are one of ``whole``, or lie within one of ``inside``."""
    found = np.zeros(len(begin[0]), bool)
    for i, j, i_end, j_end in whole:
        found |= (begin[0] == i) & (begin[1] == j) & (end[0] == i_end) & (end[1] == j_end)
    for i, j, i_end, j_end in inside:
        found |= (begin[0] >= i) & (begin[1] >= j) & (end[0] <= i_end) & (end[1] <= j_end)
    return found


# Lattices -----------------------------------------------------------------------------------------------------------


def lattice(
    level: Level,
    band: Band,
    associations: Associations,
    weights: Weights,
    beads: Sequence[Cells],
    nodes: Nodes | None = None,
    *,
    divided: bool = False,
    least: float = 1e-6,
) -> Lattice:
    """The beads whose probability by some first weights is not hopeless, or that gold allows.

    ``beads`` are those of gold; where they may be ``divided``, all that lies within one is right.
    """
    whole, free = reached(band, beads)
    gold = ((), [*whole, *free]) if divided else (whole, free)
    scored = score_band(level, band, associations, weights, nodes)
    rows, columns = band.grid(range(len(band.low)))
    rows += band.parts[0].i
    before = predecessors(band, range(len(band.low)), 0)
    exists = before < band.cells
    alone = (band.sources == 0) | (band.targets == 0)
    begin_i, begin_j = np.append(rows, 0)[before], np.append(columns, 0)[before]
    right = np.zeros(before.shape, bool)
    for shape in range(len(band.shapes)):
        ok = np.flatnonzero(exists[shape])
        right[shape, ok] = allowed((begin_i[shape, ok], begin_j[shape, ok]), (rows[ok], columns[ok]), *gold)
    total = posterior(scored)
    golden = np.where(right, scored.values[:, :-1], NEVER).astype(np.float32)
    golden = np.concatenate([golden, np.full((len(band.shapes), 1), -np.inf, np.float32)], axis=1)
    both = []
    for values, paths in ((scored.values, total), (golden, posterior(replace(scored, values=golden)))):
        with np.errstate(invalid="ignore"):
            ways = np.where(
                alone[:, None],
                np.append(paths.lone_forward, -np.inf)[before] + paths.lone_backward,
                np.append(paths.forward, -np.inf)[before] + paths.backward,
            )
            both.append(ways + values[:, :-1] - paths.total[0])
    keep = exists & ((both[0] > np.log(least)) | (right & (both[1] > np.log(least))))
    shape, cell = np.nonzero(keep)
    order = np.lexsort((before[shape, cell], cell))
    shape, cell = shape[order], cell[order]
    table = np.zeros((len(cell), len(level.features)), np.float32)
    for block in blocks(band):
        first, last = band.starts[[block.rows.start, block.rows.stop]]
        here = slice(*np.searchsorted(cell, [first, last]))
        values = features(level, band, block, associations, nodes)
        table[here] = values[shape[here], cell[here] - first]
    return Lattice(before[shape, cell], cell, alone[shape], table, right[shape, cell], band.cells)


@numba.njit(cache=True)
def joined(x, y):
    """The logarithm of a sum."""
    top = max(x, y)
    return top if top < NEVER else top + np.log1p(np.exp(min(x, y) - top))


@numba.njit(cache=True)
def sweep(begin, end, alone, score, opening, cells, use):
    """Sum over the paths of a lattice: the total, the probability of each bead, and how many runs are opened.

    As :mod:`align.alignment.search`: a path is paired or alone (0, 1).
    """
    forward = np.full((2, cells), 10 * NEVER)
    backward = np.full((2, cells), 10 * NEVER)
    forward[0, 0] = 0.0
    backward[:, cells - 1] = 0.0
    for k in range(len(begin)):
        if use[k]:
            i, j = begin[k], end[k]
            if alone[k]:
                forward[1, j] = joined(forward[1, j], joined(forward[0, i] + opening, forward[1, i]) + score[k])
            else:
                forward[0, j] = joined(forward[0, j], joined(forward[0, i], forward[1, i]) + score[k])
    for k in range(len(begin) - 1, -1, -1):
        if use[k]:
            i, j = begin[k], end[k]
            if alone[k]:
                backward[0, i] = joined(backward[0, i], backward[1, j] + score[k] + opening)
                backward[1, i] = joined(backward[1, i], backward[1, j] + score[k])
            else:
                backward[0, i] = joined(backward[0, i], backward[0, j] + score[k])
                backward[1, i] = joined(backward[1, i], backward[0, j] + score[k])
    total = joined(forward[0, cells - 1], forward[1, cells - 1])
    probability = np.zeros(len(begin))
    opened = 0.0
    if total > NEVER:
        for k in range(len(begin)):
            if use[k]:
                i, j = begin[k], end[k]
                if alone[k]:
                    after = score[k] + backward[1, j] - total
                    first = np.exp(min(0.0, forward[0, i] + opening + after))
                    opened += first
                    probability[k] = first + np.exp(min(0.0, forward[1, i] + after))
                else:
                    after = score[k] + backward[0, j] - total
                    probability[k] = np.exp(min(0.0, joined(forward[0, i], forward[1, i]) + after))
    return total, probability, opened


def sums(item: Lattice, weights: NDArray[np.float64]) -> tuple[float, float, NDArray[np.float64]]:
    """The log-sum of all paths, that of the paths that gold allows, and the slope of their difference."""
    score = (item.features @ weights[:-1].astype(np.float32)).astype(np.float64) + item.known
    lattice_ = item.begin, item.end, item.alone, score, weights[-1], item.cells
    everything, p, opened = sweep(*lattice_, np.ones(len(score), bool))
    right, q, rightly = sweep(*lattice_, item.allowed)
    return everything, right, np.append(item.features.T @ (p - q).astype(np.float32), opened - rightly)


def fit(
    lattices: Sequence[tuple[Lattice, float]],
    start: NDArray[np.float64],
    spread: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Weights that make gold likeliest.

    Args:
        lattices: What is trained on, and how much each counts.
        start: Weights to begin with.
        spread: How strongly each weight is drawn to 0, > 0.
    """

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = 0.0, np.zeros(len(weights))
        for item, share in lattices:
            everything, right, change = sums(item, weights)
            if right > NEVER:
                value += share * (everything - right)
                slope += share * change
        away = weights * spread
        return value + 0.5 * (away**2).sum(), slope + away * spread

    # In units of what is usual of each feature, or the large ones would rule the first steps.
    def scaled(units: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = loss(units / spread)
        return value, slope / spread

    found = minimize(scaled, start * spread, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "ftol": 1e-9})
    units: NDArray[np.float64] = found.x
    return units / spread


def vector(weights: dict[str, float], names: Sequence[str] = FEATURES) -> NDArray[np.float64]:
    return np.array([weights.get(name, 0.0) for name in (*names, OPENING)])


def named(weights: NDArray[np.float64], names: Sequence[str] = FEATURES) -> dict[str, float]:
    return {
        name: round(float(value), 4)
        for name, value in zip((*names, OPENING), weights, strict=True)
        if abs(value) > 5e-5
    }


def folds(
    documents: Sequence[Document],
    lattices: Sequence[Lattice],
    start: dict[str, float],
    *,
    copies: float = COPIES,
    opening: bool = True,
    known: Sequence[dict[str, float]] = (),
) -> list[dict[str, float]]:
    """For each fold the weights trained without it; and behind the last those trained on all.

    Args:
        documents: The texts.
        lattices: Theirs.
        start: Weights to begin with.
        copies: How much a copy with gaps counts.
        opening: Whether the first of a run of lone sentences may cost more than the next.
        known: Weights of features that are not to be learned again, for each fold and behind the last. Then the
            features of sentence vectors are learned on top of them, and the opening.
    """
    names = VECTORS if known else FEATURES
    learned = slice(len(FEATURES), None) if known else slice(None)
    used = np.concatenate([item.features[:: max(1, len(item.features) // 4000), learned] for item in lattices])
    spread = np.append(used.std(axis=0) * PRIOR + 1e-3, 0.1 if opening else -NEVER)
    shares = [copies if d.gaps else 1.0 for d in documents]
    found = []
    lost: dict[str, float] = {}
    for fold in range(FOLDS + 1):  # none belongs to the last
        here = [upon(item, known[fold]) for item in lattices] if known else lattices
        items = list(zip(documents, here, shares, strict=True))
        weights = fit([(item, share) for d, item, share in items if d.fold != fold], vector(start, names), spread)
        found.append(named(weights, names))
        for document, item, _ in items:
            if document.fold == fold:
                everything, right, _ = sums(item, weights)
                lost[document.set] = lost.get(document.set, 0.0) + min(everything - right, UNREACHED)
    print("  loss", {name: round(value, 1) for name, value in lost.items()})
    return found


def upon(item: Lattice, known: dict[str, float]) -> Lattice:
    """A lattice that has only the features of sentence vectors; the others score what is known."""
    score = item.features[:, : len(FEATURES)] @ vector(known)[:-1].astype(np.float32)
    return replace(
        item, features=np.ascontiguousarray(item.features[:, len(FEATURES) :]), known=score.astype(np.float64)
    )


def strict_f1(documents: Sequence[Document]) -> dict[str, float]:
    pairs: dict[str, list[tuple[Alignment, Alignment]]] = {}
    for document in documents:
        gold = Alignment(tuple(Bead(source, target) for source, target in document.gold))
        found = Alignment(tuple(beads_of(document)))
        pairs.setdefault(document.set, []).append((gold, found))
    return {name: round(score(both).strict.f1, 4) for name, both in pairs.items()}


def calibrate(documents: Sequence[Document], found: Sequence[tuple[NDArray[np.float64], list]]) -> tuple[float, float]:
    """Slope and offset of the log-odds by logistic regression; prints the expected calibration error."""
    odds, right, sets = [], [], []
    for document, (scores, beads) in zip(documents, found, strict=True):
        gold = set(document.gold)
        for sure, bead in zip(scores, beads, strict=True):
            odds.append(np.log(max(sure, 1e-9)) - np.log(max(1 - sure, 1e-9)))
            right.append((bead.source, bead.target) in gold)
            sets.append(document.set)
    x, y = np.array(odds), np.array(right, float)

    def loss(w):
        p = 1 / (1 + np.exp(-(w[0] * x + w[1])))
        return -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum()

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    p = 1 / (1 + np.exp(-(slope * x + offset)))
    for name in sorted(set(sets)):
        here = np.array(sets) == name
        print(f"  calibration error {name}: {calibration_error(p[here], y[here]):.3f}")
    return round(float(slope), 3), round(float(offset), 3)


def calibration_error(probability: NDArray[np.float64], right: NDArray[np.float64], bins: int = 10) -> float:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015): bins of equal width, weighted by their size."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return sum(
        abs(probability[place == k].mean() - right[place == k].mean()) * (place == k).mean()
        for k in range(bins)
        if (place == k).any()
    )


# The passes ----------------------------------------------------------------------------------------------------------


def job_of(group: Sequence[Document]) -> Job:
    """Texts that learn from each other."""
    source_lang, target_lang = group[0].source_lang, group[0].target_lang
    job, _ = Job.of(
        [d.pair for d in group], source_lang, target_lang, lexicon=builtin_lexicon(source_lang, target_lang)
    )
    return job


def train(groups: Sequence[Sequence[Document]]) -> tuple[dict[str, Any], dict[str, list[dict[str, float]]]]:
    """All passes; prints cross-validated figures.

    Args:
        groups: Texts that learn from each other; each text alone, and all of a set together, for what is learned grows
            with the text, and weights must hold for much and for little.

    All passes are trained with beads of any shape: where the way is sought with fewer, large beads of the gold would
    have no path.

    Returns:
        The weights of each pass, and the calibration; and the weights of each pass for each fold.
    """
    start = start_weights()
    by_fold: dict[str, list[dict[str, float]]] = {}
    documents = [d for group in groups for d in group]
    jobs = [job_of(group) for group in groups]
    for group, job in zip(groups, jobs, strict=True):
        level = passes.sentence_level(job)
        for number, d in enumerate(group):
            d.part, d.level = job.parts[number], level.of([number])
            d.associations = Associations.of(job.prior, level.target)
    bands = [passes.first_band(d.level, [d.part], d.associations.prior) for d in documents]
    golds = [rectangles(d) for d in documents]
    first = Weights(start)
    lattices = [
        lattice(d.level, replace(band, shapes=SHAPES), d.associations, first, gold)
        for d, band, gold in zip(documents, bands, golds, strict=True)
    ]
    weights = folds(documents, lattices, start)
    by_fold["sentences"] = weights
    for d, band in zip(documents, bands, strict=True):
        d.paths = best_path(score_band(d.level, band, d.associations, Weights(weights[d.fold])))
    print("sentences", strict_f1(documents), flush=True)

    kept = []
    for group, job in zip(groups, jobs, strict=True):
        found = passes.beads_of([path for d in group for path in d.paths])
        words = group[0].level.source, group[0].level.target
        taught = Associations.of(job.prior, words[1], learn(*words, found, job.prior))
        level = passes.sentence_level(job, found, taught)
        divided = passes.clause_level(job, level)
        starts = job.source.starts, job.target.starts
        for number, d in enumerate(group):
            d.level, d.associations = level.of([number]), taught
            kept.append((divided.of([number]), starts, passes.clause_band(starts, [d.part], d.paths)))
    lattices = []
    for d, beads, (level, (s, t), band) in zip(documents, golds, kept, strict=True):
        inside = [(s[i], t[j], s[i_end], t[j_end]) for i, j, i_end, j_end in beads]
        lattices.append(lattice(level, replace(band, shapes=SHAPES), d.associations, first, inside, divided=True))
    # A boundary in a gap is to stay unsure: the final pass does better without opening costs here.
    weights = folds(documents, lattices, start, opening=False)
    by_fold["clauses"] = weights

    lattices, bands = [], []
    for d, (level, starts, band), gold in zip(documents, kept, golds, strict=True):
        boundaries = posterior(score_band(level, band, d.associations, Weights(weights[d.fold])))
        final = Band.around([d.part], d.paths, passes.FINAL)
        d.nodes = Nodes.of(starts, final, band, boundaries.cells)
        lattices.append(lattice(d.level, final, d.associations, first, gold, d.nodes))
        bands.append(final)
    weights = folds(documents, lattices, start, copies=FINAL_COPIES)
    by_fold["final"] = weights
    result: dict[str, Any] = {name: found[-1] for name, found in by_fold.items()}
    result["confidence"] = judged(documents, bands, weights, "final")
    return result, by_fold


def judged(
    documents: Sequence[Document], bands: Sequence[Band], weights: Sequence[dict[str, float]], name: str
) -> tuple[float, float]:
    """The final pass over each text by weights trained without it: prints figures, gives the calibration."""
    scores = []
    for d, band in zip(documents, bands, strict=True):
        scored = score_band(d.level, band, d.associations, Weights(weights[d.fold]), d.nodes)
        d.paths, found = best_path(scored), posterior(scored)
        scores.append((found.beads(scored, 0, d.paths[0]), beads_of(d)))
    print(name, strict_f1(documents), flush=True)
    originals = [(d, found) for d, found in zip(documents, scores, strict=True) if not d.gaps]
    return calibrate(*zip(*originals, strict=True))


def grouped(folder: Path, vectors: Path | None = None) -> list[list[Document]]:
    """Each text alone, all texts of a set together, and copies with gaps; with sentence vectors of a folder."""
    root = folder / "alignment"
    sets = [read_set(root / name, vectors) for name in ("mac-dev", "paramed-dev", "parice-dev")]
    sets.append([quarter for document in read_set(root / "textberg-dev", vectors) for quarter in quartered(document)])
    alone = [document for texts in sets for document in texts]
    together = [[replace(d, set=f"{d.set} together", name=f"{d.name} together") for d in texts] for texts in sets]
    copies = [[with_gaps(document, number % 2, number)] for number, document in enumerate(alone)]
    return [*([document] for document in alone), *together, *copies]


def main(arguments: Sequence[str]) -> None:
    weights, _ = train(grouped(Path(arguments[0])))
    if "-n" not in arguments:
        written(weights)


def written(weights: dict[str, Any]) -> None:
    """Write some of the weights; the others stay as they are in the file."""
    known = json.loads(WEIGHTS.read_text("utf-8"))
    WEIGHTS.write_text(json.dumps(known | weights, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
