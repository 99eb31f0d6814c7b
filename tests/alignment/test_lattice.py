"""Scores: features times weights, the same however rows are cut into blocks."""

import math
import random

import numpy as np
import pytest
from hypothesis import given

from align.alignment import lattice
from align.alignment.associations import Associations, learn
from align.alignment.band import Band
from align.alignment.job import Job
from align.alignment.lattice import blocks, features, score_band
from align.alignment.lexicon import builtin_lexicon
from align.alignment.nodes import Nodes
from align.alignment.passes import beads_of, clause_band, clause_level, sentence_level
from align.alignment.weights import FEATURES, LEVELS, SHAPES, Weights, shape_name
from align.model import Pair, Side
from tests.alignment.bands import ragged
from tests.alignment.corpus import CHINESE_ENGLISH, GERMAN_FRENCH

PLACE = {name: number for number, name in enumerate(FEATURES)}


class Scene:
    """Two documents in a band, and what was learned from their diagonal."""

    def __init__(self) -> None:
        both = CHINESE_ENGLISH
        pairs = [
            Pair(
                Side(tuple(s for s, _ in both), frozenset({0, 7, 20})), Side(tuple(t for _, t in both), frozenset({7}))
            ),
            Pair(Side(tuple(s for s, _ in both[5:17])), Side(tuple(t for _, t in both[3:14]))),
        ]
        self.job, _ = Job.of(pairs, "zh", "en", lexicon=builtin_lexicon("zh", "en"))
        diagonal = np.array([[k, k] for k in range(len(both) + 1)])
        ends = [(part.i_end, part.j_end) for part in self.job.parts]
        self.paths = [diagonal, np.array([[len(both), len(both)], ends[1]])]
        beads = beads_of([diagonal])
        self.level = sentence_level(self.job, beads)
        self.band = Band.around(self.job.parts, self.paths, 5)
        self.plain = Associations.of(self.job.prior, self.level.target)
        learned = learn(self.level.source, self.level.target, beads, self.job.prior)
        self.taught = Associations.of(self.job.prior, self.level.target, learned)

    def nodes(self) -> Nodes:
        """Random probabilities."""
        values = np.random.default_rng(7).random(self.band.cells + 1).astype(np.float32)
        values[-1] = 0
        return Nodes(self.band, values)


@pytest.fixture(scope="module")
def scene():
    return Scene()


def random_weights(seed):
    rng = random.Random(seed)
    return Weights({name: rng.uniform(-1, 1) for name in (*FEATURES, "opening")})


def products(level, band, associations, weights, nodes=None):
    """The features of all beads times weights: (shapes, cells)."""
    vector = np.array([weights[name] for name in FEATURES])
    tables = []
    for block in blocks(band):
        table = features(level, band, block, associations, nodes)
        cells = band.starts[block.rows.stop] - band.starts[block.rows.start]
        assert table.shape == (len(band.shapes), cells, len(FEATURES))
        tables.append(table.astype(np.float64) @ vector)
    return np.concatenate(tables, axis=1)


@pytest.mark.parametrize("with_nodes", [False, True])
@pytest.mark.parametrize("taught", [False, True])
def test_scores_are_features_times_weights(scene, taught, with_nodes):
    weights = random_weights(1)
    associations = scene.taught if taught else scene.plain
    nodes = scene.nodes() if with_nodes else None
    scored = score_band(scene.level, scene.band, associations, weights, nodes)
    assert scored.values.shape == (len(SHAPES), scene.band.cells + 1)
    expected = products(scene.level, scene.band, associations, weights, nodes)
    assert scored.values[:, :-1] == pytest.approx(expected, abs=5e-3)
    assert scored.opening == weights["opening"]
    assert sum(1 for _ in blocks(scene.band)) > 2


def test_clauses_are_scored_likewise(scene):
    level = clause_level(scene.job, scene.level)
    band = clause_band((scene.job.source.starts, scene.job.target.starts), scene.job.parts, scene.paths)
    weights = random_weights(2)
    scored = score_band(level, band, scene.taught, weights)
    assert scored.values[:, :-1] == pytest.approx(products(level, band, scene.taught, weights), abs=5e-3)


def test_a_score_does_not_depend_on_the_block_where_nothing_was_learned(scene, monkeypatch):
    weights = random_weights(3)
    whole = score_band(scene.level, scene.band, scene.plain, weights, scene.nodes()).values
    monkeypatch.setattr(lattice, "_ROWS", 1)
    monkeypatch.setattr(lattice, "_RUN", 1)
    found = score_band(scene.level, scene.band, scene.plain, weights, scene.nodes()).values
    row, column = scene.band.grid(range(len(scene.band.low)))
    real = np.zeros(found.shape, bool)
    for number, part in enumerate(scene.band.parts):
        rows = scene.band.rows_of(number)
        here = (row >= rows.start) & (row < rows.stop)
        for k, (m, n) in enumerate(SHAPES):
            real[k, :-1] |= here & (row - rows.start >= m) & (column - part.j >= n)
    # Beads that would begin before the part are never reached; any value will do for them.
    assert found[real] == pytest.approx(whole[real], abs=5e-3)


def cells_in(band, block):
    """The place of each cell of a block among them, its row and its column."""
    rows, columns = band.grid(block.rows)
    return [
        (k, i - block.row + block.i, j) for k, (i, j) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))
    ]


def test_features_by_hand(scene):
    """Words, lengths, marks and breaks of each bead that lies within its part, for every seventh cell."""
    level, band = scene.level, scene.band
    ratios = scene.plain.ratios(np.arange(len(level.source.types)), np.arange(len(level.target.types)), (0, 0))
    for block in blocks(band):
        part = band.parts[block.part]
        table = features(level, band, block, scene.plain)
        for place, i, j in cells_in(band, block)[::7]:
            for k, (m, n) in enumerate(SHAPES):
                if i - m < part.i or j - n < part.j:
                    continue
                row = table[k, place]
                ours = level.source.ids[level.source.offsets[i - m] : level.source.offsets[i]]
                theirs = level.target.ids[level.target.offsets[j - n] : level.target.offsets[j]]
                both = m > 0 and n > 0
                for side, words, beside in (
                    ("target", theirs, ratios[ours].sum(axis=0) / (len(ours) + 1)),
                    ("source", ours, ratios[:, theirs].sum(axis=1) / (len(theirs) + 1)),
                ):
                    assert row[PLACE[f"{side} word 0"]] == both * len(words)
                    for step in (1, 4, LEVELS):
                        # A word that is just as likely as a step asks may fall on either side of it.
                        few, many = (
                            sum(both and beside[w] * f >= 2.0 ** (step - 5) for w in words) for f in (0.999, 1.001)
                        )
                        assert few - 0.01 <= row[PLACE[f"{side} word {step}"]] <= many + 0.01
                for side, cut, surface in (
                    ("source", range(i - m + 1, i), level.source_surface),
                    ("target", range(j - n + 1, j), level.target_surface),
                ):
                    closed = [k for k in cut if surface.edges[k - 1, 1]]
                    assert row[PLACE[f"closed inside {side}"]] == len(closed)
                    assert row[PLACE[f"turn inside {side}"]] == sum(surface.edges[k, 0] for k in closed)
                here = level.source_surface.lengths[i - m : i].sum() * level.ratio[block.part]
                there = level.target_surface.lengths[j - n : j].sum()
                expected = both * abs(math.log(there + 3) - math.log(here + 3))
                assert row[PLACE["length ratio"]] == pytest.approx(expected, abs=1e-4)
                marks = abs(
                    level.source_surface.marks[i - m : i, 7].sum() - level.target_surface.marks[j - n : j, 7].sum()
                )
                assert row[PLACE["marks ,"]] == pytest.approx(both * min(marks, 3))
                edge = abs(level.source_breaks[i] - level.target_breaks[j])
                assert row[PLACE["break at one side"]] == pytest.approx(edge)
                inner = level.source_breaks[i - m + 1 : i].sum() + level.target_breaks[j - n + 1 : j].sum()
                assert row[PLACE["break inside"]] == pytest.approx(inner)
                assert row[PLACE["skipped target"]] == pytest.approx(math.log1p(there) if not m else 0, abs=1e-4)
                names = [shape_name(shape) for shape in SHAPES if row[PLACE[shape_name(shape)]]]
                assert names == [shape_name((m, n))]


def test_mean_steps_by_hand(scene):
    """The mean step of the words of each sentence, and of all words times the sentences, relative to the usual."""
    level, band = scene.level, scene.band
    ratios = scene.plain.ratios(np.arange(len(level.source.types)), np.arange(len(level.target.types)), (0, 0))

    def words(side, start, end):
        return [side.ids[side.offsets[k] : side.offsets[k + 1]] for k in range(start, end)]

    def steps(here, beside):
        return [min(max(math.floor(math.log2(max(beside[w], 1e-9))) + 5, 0), LEVELS) for w in here]

    for block in blocks(band):
        part = band.parts[block.part]
        table = features(level, band, block, scene.plain)
        for place, i, j in cells_in(band, block)[::11]:
            for k, (m, n) in enumerate(SHAPES):
                if i - m < part.i or j - n < part.j:
                    continue
                ours, theirs = words(level.source, i - m, i), words(level.target, j - n, j)
                all_ours, all_theirs = (np.concatenate(x) if x else np.zeros(0, int) for x in (ours, theirs))
                both = m > 0 and n > 0
                for side, sentences, beside, covered in (
                    ("target", theirs, ratios[all_ours].sum(axis=0) / (len(all_ours) + 1), level.covered[0, 0]),
                    ("source", ours, ratios[:, all_theirs].sum(axis=1) / (len(all_theirs) + 1), level.covered[0, 1]),
                ):
                    row = table[k, place] * covered
                    each = [steps(sentence, beside) for sentence in sentences]
                    # A ratio just at a step may fall on either side of it.
                    expected = both * sum(sum(x) / max(len(x), 1) for x in each)
                    assert row[PLACE[f"{side} sentences"]] == pytest.approx(expected, abs=0.3)
                    every = [step for x in each for step in x]
                    expected = both * sum(every) / max(len(every), 1) * (m + n)
                    assert row[PLACE[f"{side} mean"]] == pytest.approx(expected, abs=0.3)


def test_what_a_block_taught_is_left_out(scene):
    """Words that stand only in a bead teach nothing of it: it scores as though nothing had been learned."""
    source = tuple(f"alpha{k} beta{k}" for k in range(20))
    target = tuple(f"gamma{k} delta{k}" for k in range(20))
    job, _ = Job.of([Pair(Side(source), Side(target))], "xx", "yy")
    beads = beads_of([np.array([[k, k] for k in range(21)])])
    level = sentence_level(job, beads)
    learned = learn(level.source, level.target, beads, job.prior)
    band = Band.around(job.parts, [np.array([[k, k] for k in range(21)])], 3)
    for block in blocks(band):
        taught = features(level, band, block, Associations.of(job.prior, level.target, learned))
        plain = features(level, band, block, Associations.of(job.prior, level.target))
        assert taught.tolist() == plain.tolist()


def test_empty_parts_have_scores():
    sides = [Side(tuple(s for s, _ in GERMAN_FRENCH[:3])), Side(())]
    pairs = [Pair(sides[0], sides[1]), Pair(sides[1], sides[0])]
    job, _ = Job.of(pairs, "de", "fr")
    level = sentence_level(job)
    band = Band.around(job.parts, [np.zeros((0, 2), np.int64)] * 2, 2)
    scored = score_band(level, band, Associations.of(job.prior, level.target), random_weights(5))
    assert np.isfinite(scored.values[:, :-1]).all()


@given(ragged(size=9))
def test_blocks_hold_all_cells_and_each_row_once(band):
    found = list(blocks(band))
    rows = [(block.part, row) for block in found for row in range(block.row, block.row + block.i_end - block.i)]
    assert rows == [(part, row) for part in range(len(band.parts)) for row in band.rows_of(part)]
    for block in found:
        for row in range(block.row, block.row + block.i_end - block.i):
            assert block.j <= band.low[row] < band.high[row] <= block.j_end
            assert block.i - band.parts[block.part].i == block.row - band.first[block.part]


def test_a_row_that_the_band_runs_along_is_a_block_of_its_own_size():
    """1,000 target sentences without a source must not make all rows 1,000 columns wide."""
    job, _ = Job.of([Pair(Side(("a",) * 40), Side(("b",) * 1040))], "de", "fr")
    path = np.array([[k, k] for k in range(21)] + [[k, k + 1000] for k in range(20, 41)])
    band = Band.around(job.parts, [path], 4)
    size = sum((block.i_end - block.i) * (block.j_end - block.j) for block in blocks(band))
    assert size <= 4 * band.cells
