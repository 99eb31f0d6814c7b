"""Scores: features times weights, the same however rows are cut into blocks."""

import math
import random

import numpy as np
import pytest
from hypothesis import given

from align.alignment.associations import Associations, learn
from align.alignment.band import Band
from align.alignment.job import Job
from align.alignment.lattice import MOST_SOURCE, MOST_TARGET, Block, blocks, features, scores
from align.alignment.lexicon import builtin_lexicon
from align.alignment.passes import beads_of, clause_band, clause_level, score_band, sentence_level
from align.alignment.weights import FEATURES, LEVELS, SHAPES, Weights, shape_name
from align.model import Pair, Side
from tests.alignment.bands import cells_of, ragged
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

    def nodes(self, block: Block) -> np.ndarray:
        """Random probabilities, the same for each cell."""
        i = np.arange(block.i - MOST_SOURCE, block.i_end)[:, None]
        j = np.arange(block.j - MOST_TARGET, block.j_end)
        return ((i * 7919 + j * 104729) % 1009 / 1009).astype(np.float32)


@pytest.fixture(scope="module")
def scene():
    return Scene()


def random_weights(seed):
    rng = random.Random(seed)
    return Weights({name: rng.uniform(-1, 1) for name in FEATURES})


@pytest.mark.parametrize("with_nodes", [False, True])
@pytest.mark.parametrize("taught", [False, True])
def test_scores_are_features_times_weights(scene, taught, with_nodes):
    weights = random_weights(1)
    vector = np.array([weights[name] for name in FEATURES])
    associations = scene.taught if taught else scene.plain
    count = 0
    for block in blocks(scene.band):
        nodes = scene.nodes(block) if with_nodes else None
        table = features(scene.level, scene.band, block, associations, nodes)
        found = scores(scene.level, scene.band, block, associations, weights, nodes)
        shape = len(SHAPES), block.i_end - block.i, block.j_end - block.j
        assert table.shape == (*shape, len(FEATURES))
        assert found == pytest.approx(np.broadcast_to(table.astype(np.float64) @ vector, found.shape), abs=2e-3)
        assert found.shape == shape
        count += 1
    assert count > 2


def test_clauses_are_scored_likewise(scene):
    level = clause_level(scene.job, scene.level)
    band = clause_band((scene.job.source.starts, scene.job.target.starts), scene.job.parts, scene.paths)
    weights = random_weights(2)
    vector = np.array([weights[name] for name in FEATURES])
    for block in blocks(band):
        table = features(level, band, block, scene.taught)
        found = scores(level, band, block, scene.taught, weights)
        assert found == pytest.approx(table.astype(np.float64) @ vector, abs=2e-3)


def test_a_score_does_not_depend_on_the_block_where_nothing_was_learned(scene):
    weights = random_weights(3)
    for block in blocks(scene.band):
        whole = scores(scene.level, scene.band, block, scene.plain, weights, scene.nodes(block))
        for row in range(block.i_end - block.i):
            i, step = block.i + row, 3
            for j in range(block.j, block.j_end, step):
                small = Block(block.part, block.row + row, i, i + 1, j, min(j + step, block.j_end))
                found = scores(scene.level, scene.band, small, scene.plain, weights, scene.nodes(small))
                # Beads that would begin before the part are never reached; any value will do for them.
                part = scene.band.parts[block.part]
                for k, (m, n) in enumerate(SHAPES):
                    real = [x for x in range(small.j, small.j_end) if i - m >= part.i and x - n >= part.j]
                    here = [x - block.j for x in real], [x - small.j for x in real]
                    assert found[k, 0, here[1]] == pytest.approx(whole[k, row, here[0]], abs=2e-3)


def test_the_scores_of_a_band_are_those_of_its_blocks(scene):
    weights = random_weights(4)
    scored = score_band(scene.level, scene.band, scene.taught, weights)
    assert scored.shape == (len(SHAPES), scene.band.cells + 1)
    cells = cells_of(scene.band)
    for block in blocks(scene.band):
        values = scores(scene.level, scene.band, block, scene.taught, weights)
        for i in range(block.i, block.i_end):
            for j in range(block.j, block.j_end):
                if (block.part, i, j) in cells:
                    at = cells[block.part, i, j]
                    assert scored[:, at].tolist() == values[:, i - block.i, j - block.j].tolist()


def test_features_by_hand(scene):
    """Words, lengths, marks and breaks of each bead that lies within its part, for every seventh cell."""
    level, band = scene.level, scene.band
    ratios = scene.plain.ratios(np.arange(len(level.source.types)), np.arange(len(level.target.types)), (0, 0))
    for block in blocks(band):
        part = band.parts[block.part]
        table = features(level, band, block, scene.plain)
        cells = [(i, j) for i in range(block.i, block.i_end) for j in range(block.j, block.j_end)][::7]
        for i, j in cells:
            for k, (m, n) in enumerate(SHAPES):
                if i - m < part.i or j - n < part.j:
                    continue
                row = table[k, i - block.i, j - block.j]
                ours = level.source.ids[level.source.offsets[i - m] : level.source.offsets[i]]
                theirs = level.target.ids[level.target.offsets[j - n] : level.target.offsets[j]]
                both = m > 0 and n > 0
                for side, words, beside in (
                    ("target", theirs, ratios[ours].sum(axis=0) / (len(ours) + 1)),
                    ("source", ours, ratios[:, theirs].sum(axis=1) / (len(theirs) + 1)),
                ):
                    for step in (1, 4, LEVELS):
                        # A word that is just as likely as a step asks may fall on either side of it.
                        few, many = (
                            sum(both and beside[w] * f >= 2.0 ** (step - 5) for w in words) for f in (0.999, 1.001)
                        )
                        assert few - 0.01 <= row[PLACE[f"{side} word {step}"]] <= many + 0.01
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
    assert np.isfinite(scored[:, :-1]).all()


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
