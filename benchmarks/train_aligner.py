"""Make ``align/alignment/data/weights.json`` again from the development sets.

usage: python -m benchmarks.train_aligner EVAL_FOLDER [-n]     -n: only the cross-validated figures

Weights of a semi-Markov conditional random field (Sarawagi and Cohen 2004) by L-BFGS with an L2 prior, pass after pass.
Each pass is trained on what the passes before it give for documents that they were not trained on. Where the gold is
not monotone, or a bead has a shape that the aligner does not know, any path counts (a sum over all of them); in the
pass over clauses any path counts that goes through all boundaries of the gold.
"""

from __future__ import annotations

import json
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
from align.alignment.band import Band
from align.alignment.job import Job
from align.alignment.lattice import Level, blocks, features
from align.alignment.lexical import confidences
from align.alignment.lexicon import builtin_lexicon
from align.alignment.scoring import score
from align.alignment.search import best_path, posterior, predecessors
from align.alignment.weights import FEATURES, SHAPES, Weights, shape_name
from align.model import Alignment, Bead, Pair, Side
from benchmarks import alignment

WEIGHTS = Path(__file__).parent.parent / "align" / "alignment" / "data" / "weights.json"
FOLDS = 6
PRIOR = 3.0
ROUNDS = 80
NEVER = -1e6
UNREACHED = 999.0  # loss of a text whose gold lies outside of the band
Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Cells = tuple[int, int, int, int]


@dataclass
class Document:
    """A text of a set, with its gold beads."""

    set: str
    name: str
    source: list[str]
    target: list[str]
    source_lang: str
    target_lang: str
    gold: Gold
    fold: int
    job: Job | None = None
    level: Level | None = None
    associations: Associations | None = None
    paths: list[Ints] = field(default_factory=list)
    nodes: passes.Nodes | None = None


@dataclass
class Lattice:
    """The beads of a band that are worth a look: where they begin and end, features, and whether gold allows them."""

    begin: Ints
    end: Ints
    features: Floats
    allowed: NDArray[np.bool_]
    cells: int


def start_weights() -> dict[str, float]:
    """Something to begin with, so that hopeless beads can be left out of the training."""
    weights = {
        "length z2": -0.3,
        "edge closes": -0.5,
        "quotation": -0.5,
        "skipped source": -0.3,
        "skipped target": -0.3,
    }
    for step in range(1, 13):
        weights[f"target word {step}"] = weights[f"source word {step}"] = 0.1
    for m, n in SHAPES:
        weights[shape_name((m, n))] = 2.0 - 0.6 * (m + n - 2) if m and n else -2.0
    return weights


def read_set(folder: Path) -> list[Document]:
    texts = alignment.read_set(folder)
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


def rectangles(document: Document) -> tuple[list[Cells], list[Cells]]:
    """The gold beads as rectangles of cells, and the free ones between them."""
    beads, free = [], []
    i = j = 0
    for s, t in monotone(document.gold):
        free.append((i, j, s[0], t[0]))
        beads.append((s[0], t[0], s[-1] + 1, t[-1] + 1))
        i, j = s[-1] + 1, t[-1] + 1
    free.append((i, j, len(document.source), len(document.target)))
    return beads, free


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
    gold: tuple[Sequence, Sequence],
    nodes: passes.Nodes | None = None,
    least: float = 1e-6,
) -> Lattice:
    """The beads whose probability by some first weights is not hopeless, or that gold allows."""
    scored = passes.score_band(level, band, associations, weights, nodes)
    rows, columns = band.grid(range(len(band.low)))
    before = predecessors(band, range(len(band.low)), 0)
    exists = before < band.cells
    begin_i, begin_j = np.append(rows, 0)[before], np.append(columns, 0)[before]
    right = np.zeros(before.shape, bool)
    for shape in range(len(band.shapes)):
        ok = np.flatnonzero(exists[shape])
        right[shape, ok] = allowed((begin_i[shape, ok], begin_j[shape, ok]), (rows[ok], columns[ok]), *gold)
    sums = posterior(band, scored)
    golden = np.where(right, scored[:, :-1], NEVER).astype(np.float32)
    golden = np.concatenate([golden, np.full((len(band.shapes), 1), -np.inf, np.float32)], axis=1)
    both = []
    for values, total in ((scored, sums), (golden, posterior(band, golden))):
        with np.errstate(invalid="ignore"):
            both.append(np.append(total.forward, -np.inf)[before] + values[:, :-1] + total.backward - total.total[0])
    keep = exists & ((both[0] > np.log(least)) | (right & (both[1] > np.log(least))))
    shape, cell = np.nonzero(keep)
    order = np.lexsort((before[shape, cell], cell))
    shape, cell = shape[order], cell[order]
    table = np.zeros((len(cell), len(FEATURES)), np.float32)
    row = rows[cell]
    for block in blocks(band):
        height = block.i_end - block.i
        here = np.flatnonzero((row >= block.row) & (row < block.row + height))
        values = features(level, band, block, associations, None if nodes is None else nodes.around(block))
        table[here] = values[shape[here], row[here] - block.row, columns[cell[here]] - block.j]
    return Lattice(before[shape, cell], cell, table, right[shape, cell], band.cells)


@numba.njit(cache=True)
def sweep(begin, end, score, cells, use):
    forward = np.full(cells, -1e30)
    backward = np.full(cells, -1e30)
    forward[0] = 0.0
    backward[cells - 1] = 0.0
    for k in range(len(begin)):
        if use[k] and forward[begin[k]] > -1e29:
            x, y = forward[begin[k]] + score[k], forward[end[k]]
            top = max(x, y)
            forward[end[k]] = top + np.log1p(np.exp(min(x, y) - top))
    for k in range(len(begin) - 1, -1, -1):
        if use[k] and backward[end[k]] > -1e29:
            x, y = backward[end[k]] + score[k], backward[begin[k]]
            top = max(x, y)
            backward[begin[k]] = top + np.log1p(np.exp(min(x, y) - top))
    total = forward[cells - 1]
    probability = np.zeros(len(begin))
    if total > -1e29:
        for k in range(len(begin)):
            if use[k]:
                probability[k] = np.exp(min(0.0, forward[begin[k]] + score[k] + backward[end[k]] - total))
    return total, probability


def fit(
    lattices: Sequence[Lattice],
    start: NDArray[np.float64],
    spread: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Weights that make gold likeliest.

    Args:
        lattices: What is trained on.
        start: Weights to begin with.
        spread: How strongly each weight is drawn to 0, > 0.
    """

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = 0.0, np.zeros(len(weights))
        for item in lattices:
            score = (item.features @ weights.astype(np.float32)).astype(np.float64)
            everything, p = sweep(item.begin, item.end, score, item.cells, np.ones(len(score), bool))
            right, q = sweep(item.begin, item.end, score, item.cells, item.allowed)
            if right < -1e29:
                continue
            value += everything - right
            slope += item.features.T @ (p - q).astype(np.float32)
        away = weights * spread
        return value + 0.5 * (away**2).sum(), slope + away * spread

    found: NDArray[np.float64] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return found


def vector(weights: dict[str, float]) -> NDArray[np.float64]:
    return np.array([weights.get(name, 0.0) for name in FEATURES])


def named(weights: NDArray[np.float64]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True) if abs(value) > 5e-5}


def folds(
    documents: Sequence[Document], lattices: Sequence[Lattice], start: dict[str, float]
) -> list[dict[str, float]]:
    """For each fold the weights trained without it; and behind the last those trained on all."""
    used = np.concatenate([item.features[:: max(1, len(item.features) // 4000)] for item in lattices])
    spread = used.std(axis=0) * PRIOR + 1e-3
    items = list(zip(documents, lattices, strict=True))
    found = []
    lost: dict[str, float] = {}
    for fold in range(FOLDS):
        weights = fit([item for document, item in items if document.fold != fold], vector(start), spread)
        found.append(named(weights))
        for document, item in items:
            if document.fold == fold:
                score = (item.features @ weights.astype(np.float32)).astype(np.float64)
                everything, _ = sweep(item.begin, item.end, score, item.cells, np.ones(len(score), bool))
                right, _ = sweep(item.begin, item.end, score, item.cells, item.allowed)
                lost[document.set] = lost.get(document.set, 0.0) + min(everything - right, UNREACHED)
    print("  loss", {name: round(value, 1) for name, value in lost.items()})
    return [*found, named(fit(lattices, vector(start), spread))]


def strict_f1(documents: Sequence[Document]) -> dict[str, float]:
    pairs: dict[str, list[tuple[Alignment, Alignment]]] = {}
    for document in documents:
        gold = Alignment(tuple(Bead(source, target) for source, target in document.gold))
        found = Alignment(tuple(passes.beads_of(document.paths)))
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


def train(documents: list[Document]) -> dict[str, Any]:
    """All passes; prints cross-validated figures.

    All passes are trained with beads of any shape: where the way is sought with fewer, large beads of the gold would
    have no path.

    Returns:
        The weights of each pass, and the calibration.
    """
    start = start_weights()
    result: dict[str, Any] = {}
    for document in documents:
        lexicon = builtin_lexicon(document.source_lang, document.target_lang)
        pair = Pair(Side(tuple(document.source)), Side(tuple(document.target)))
        document.job, _ = Job.of([pair], document.source_lang, document.target_lang, lexicon=lexicon)
        document.level = passes.sentence_level(document.job)
        document.associations = Associations.of(document.job.prior, document.level.target)
    bands = [passes.first_band(d.level, d.job.parts, d.job.prior) for d in documents]
    golds = [rectangles(d) for d in documents]
    first = Weights(start)
    lattices = [
        lattice(d.level, replace(band, shapes=SHAPES), d.associations, first, gold)
        for d, band, gold in zip(documents, bands, golds, strict=True)
    ]
    weights = folds(documents, lattices, start)
    result["sentences"] = weights[-1]
    for d, band in zip(documents, bands, strict=True):
        d.paths = best_path(band, passes.score_band(d.level, band, d.associations, Weights(weights[d.fold])))
    print("sentences", strict_f1(documents), flush=True)

    lattices, kept = [], []
    first = Weights(start)
    for d, (beads, free) in zip(documents, golds, strict=True):
        found = passes.beads_of(d.paths)
        d.level = passes.sentence_level(d.job, found)
        learned = learn(d.level.source, d.level.target, found, d.job.prior)
        d.associations = Associations.of(d.job.prior, d.level.target, learned)
        level = passes.clause_level(d.job, d.level)
        s, t = d.job.source.starts, d.job.target.starts
        band = passes.clause_band((s, t), d.job.parts, d.paths)
        inside = [(s[i], t[j], s[i_end], t[j_end]) for i, j, i_end, j_end in [*beads, *free]]
        lattices.append(lattice(level, replace(band, shapes=SHAPES), d.associations, first, ((), inside)))
        kept.append((level, band))
    weights = folds(documents, lattices, start)
    result["clauses"] = weights[-1]

    lattices, bands = [], []
    first = Weights(start)
    for d, (level, band), gold in zip(documents, kept, golds, strict=True):
        sums = posterior(band, passes.score_band(level, band, d.associations, Weights(weights[d.fold])))
        final = Band.around(d.job.parts, d.paths, passes.FINAL)
        d.nodes = passes.nodes_of((d.job.source.starts, d.job.target.starts), final, band, sums.cells)
        lattices.append(lattice(d.level, final, d.associations, first, gold, d.nodes))
        bands.append(final)
    weights = folds(documents, lattices, start)
    result["final"] = weights[-1]
    scores = []
    for d, band in zip(documents, bands, strict=True):
        scored = passes.score_band(d.level, band, d.associations, Weights(weights[d.fold]), d.nodes)
        d.paths = best_path(band, scored)
        found = confidences(band, scored, posterior(band, scored), d.paths)
        scores.append((np.concatenate(found), passes.beads_of(d.paths)))
    print("final", strict_f1(documents), flush=True)
    result["confidence"] = calibrate(documents, scores)
    return result


def main(arguments: Sequence[str]) -> None:
    root = Path(arguments[0]) / "alignment"
    documents = [d for name in ("mac-dev", "paramed-dev", "parice-dev") for d in read_set(root / name)]
    documents += [quarter for d in read_set(root / "textberg-dev") for quarter in quartered(d)]
    weights = train(documents)
    if "-n" not in arguments:
        WEIGHTS.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
