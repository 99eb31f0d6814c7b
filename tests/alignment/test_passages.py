"""Passages are found where they stand, in any order, and what stands nowhere is not found."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import passages as module
from align.alignment.lexicon import Links
from align.alignment.originals import find_originals
from align.alignment.passages import find_passages
from align.alignment.windows import Lengths, Windows
from align.alignment.words import Words
from align.errors import ArgumentError
from tests.alignment.corpus import CHINESE_ENGLISH, TEXTS

ZH = [s for s, _ in CHINESE_ENGLISH]
EN = [t for _, t in CHINESE_ENGLISH]
LANGS = {"source_lang": "zh", "target_lang": "en"}


def test_passages_in_another_order_and_from_two_texts():
    texts = [ZH[:20], ZH[20:]]
    units = [*EN[24:29], *EN[3:8], *EN[12:17]]
    found = find_originals(texts, units, blocks=frozenset({0, 5, 10}), **LANGS)
    where = {unit: {(one.text, k) for k in one.source} for one in found for unit in one.units}
    wanted = [(1, k) for k in range(4, 9)] + [(0, k) for k in (*range(3, 8), *range(12, 17))]
    assert sum(wanted[unit] in where.get(unit, ()) for unit in range(15)) >= 14


def test_a_text_of_nothing_but_the_passage():
    found = find_originals([ZH[3:6]], EN[3:6], **LANGS)
    assert [(one.source, one.units) for one in found] == [((k,), (k,)) for k in range(3)]


@pytest.mark.parametrize("langs", sorted(TEXTS))
def test_what_stands_in_none_of_the_texts_is_not_found(langs):
    sources, targets = ([pair[side] for pair in TEXTS[langs]] for side in (0, 1))
    half = len(sources) // 2
    found = find_originals([sources[:half]], targets[half:], source_lang=langs[0], target_lang=langs[1])
    assert sum(len(one.units) for one in found) <= 1


def test_sentences_that_are_given_away_are_given_to_no_other():
    fixed = {3: (0, (3,)), 6: (0, (20,)), 7: (-1, ())}
    found = find_originals([ZH], EN[:12], fixed=fixed, **LANGS)
    assert found
    for one in found:
        assert fixed.keys().isdisjoint(one.units)
        assert {3, 20}.isdisjoint(one.source)


def test_languages_the_other_way_round():
    found = find_originals([EN], ZH[5:15], source_lang="en", target_lang="zh")
    assert sum(5 + unit in one.source for one in found for unit in one.units) >= 8


@pytest.mark.parametrize(("texts", "units"), [([], ["a"]), ([[]], ["a"]), ([["甲"]], []), ([[""]], ["", " "])])
def test_nothing_in_nothing(texts, units):
    assert find_originals(texts, units, **LANGS) == []


def test_a_least_score_is_one():
    with pytest.raises(ArgumentError):
        find_originals([["甲"]], ["a"], least=1.5, **LANGS)


some = st.lists(st.sampled_from([*ZH[:9], *EN[:4], "", "…", "12", "\ud800"]), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(some, max_size=3), st.lists(st.sampled_from([*EN[:9], "", "12", "\udfff"]), max_size=9), st.data())
def test_any_texts(texts, units, data):
    blocks = data.draw(st.frozensets(st.integers(0, 9)))
    found = find_originals(texts, units, blocks=blocks, **LANGS)
    seen = [unit for one in found for unit in one.units]
    assert seen == sorted(set(seen))
    for one in found:
        assert one.source
        assert one.units
        assert list(one.source) == list(range(one.source[0], one.source[-1] + 1))
        assert 0 <= one.source[0] <= one.source[-1] < len(texts[one.text])
        assert 0 <= one.units[0] <= one.units[-1] < len(units)
        assert 0 <= one.score <= 1


def test_units_are_walked_in_parts_where_there_are_many(monkeypatch):
    whole = find_passages([ZH], EN, blocks=frozenset({0, 10, 20}), **LANGS)
    monkeypatch.setattr(module, "_CHUNK", 7)
    parts = find_passages([ZH], EN, blocks=frozenset({0, 10, 20}), **LANGS)
    assert {u for p in parts for u in range(p.unit, p.unit_end)} >= {
        u for p in whole for u in range(p.unit, p.unit_end)
    } - set(range(2))


# What windows say, against the slow and obvious way ----------------------------------------------------------------


def drawn(seed, sentences=6, units=4, types=7):
    """Random words on both sides, and links between them."""
    numbers = np.random.default_rng(seed)
    source, target = (
        Words.of([[f"{c}{k}" for k in numbers.integers(0, types, numbers.integers(0, 6))] for _ in range(many)])
        for c, many in (("s", sentences), ("t", units))
    )
    pairs = {(int(a), int(b)): p for a, b, p in zip(*numbers.integers(0, 99, (2, 12)), numbers.random(12), strict=True)}
    rows, columns = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    keep = (rows < len(source.types)) & (columns < len(target.types))
    links = Links.of(rows[keep], columns[keep], np.array([*pairs.values()])[keep], len(source.types))
    return source, target, links


def words_of(words, start, end):
    return words.ids[words.offsets[start] : words.offsets[end]].tolist()


@pytest.mark.parametrize("seed", range(20))
def test_windows_say_what_the_slow_way_says(seed):
    source, target, links = drawn(seed)
    chars = [np.array([3, 9, 1, 27, 14, 6]), np.array([8, 2, 31, 12])]
    lengths = Lengths(0.4, 0.3) if seed % 2 else None
    windows = Windows(source, target, links, (chars[0], chars[1]), lengths)
    table = {(int(r), int(c)): float(v) for r, c, v in zip(links.rows, links.columns, links.values, strict=True)}
    sums = {c: max(1.0, sum(v for (_, k), v in table.items() if k == c)) for _, c in table}
    rare, rare_source = 1 / 20_000, 1e-5

    def beside(word, sources):
        return sum(table.get((v, word), 0.0) for v in sources) / (len(sources) + 1)

    def said(ratio):
        return min(math.log(0.5 + 0.5 * ratio), 6.0)

    def normal(value, mean, spread):
        return math.exp(-0.5 * ((value - mean) / spread) ** 2) / spread

    logs = np.log(chars[1])

    for unit in range(len(target)):
        theirs = words_of(target, unit, unit + 1)
        for size, (alone, part) in enumerate(zip(*windows.say(unit), strict=True), 1):
            for first, value in enumerate(alone.tolist()):
                ours = words_of(source, first, first + size)
                total = 0.0
                for word in theirs:
                    if word not in sums:
                        continue
                    usual = max(0, target.frequencies[word] - 1) / max(len(target.ids), 1) + rare
                    anywhere = [beside(word, words_of(source, k, k + 1)) for k in range(len(source))]
                    total += said(beside(word, ours) / max(usual, sum(anywhere) / (len(anywhere) + 50)))
                unsaid = 0.0
                for v in ours:
                    if any(row == v for row, _ in table):
                        likely = sum(table.get((v, w), 0.0) / sums[w] for w in theirs if w in sums)
                        usual = source.frequencies[v] / max(len(source.ids), 1) + rare_source
                        more = max(0.0, said(likely / ((len(theirs) + 1) * usual)) - math.log(0.5))
                        total += 0.5 * more
                        unsaid += 0.25 * math.log(0.5)
                length = 0.0
                if lengths is not None:
                    long = math.log(chars[0][first : first + size].sum())
                    usual = normal(logs[unit], logs.mean(), max(logs.std(), 0.3))
                    length = math.log(0.4 + 0.6 * min(normal(logs[unit], long + 0.4, 0.3) / usual, math.exp(3)))
                assert part[first] == pytest.approx(0.7 * total, abs=1e-6)
                assert value == pytest.approx(0.7 * (total + unsaid) + length, abs=1e-6)


def test_a_random_walk_is_never_better_than_the_best():
    """What the search finds scores at least what walks at random score."""
    chance = random.Random(0)
    units, blocks = EN[2:9], frozenset({0, 4})
    found = find_passages([ZH], units, blocks=blocks, **LANGS)
    assert found
    evidence = {(p.unit, p.unit_end): p.evidence for p in found}
    for _ in range(50):
        start = chance.randrange(len(ZH) - 8)
        worse = find_passages([ZH[start : start + 3]], units, blocks=blocks, **LANGS)
        assert sum(p.evidence for p in worse) <= sum(evidence.values()) + 1e-6
