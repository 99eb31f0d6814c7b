"""Filters: each rule drops what it says and counts it, and what is filtered is not touched."""

from __future__ import annotations

import json

import pandas
import pytest

from align.corpus.filtering import filter_corpus
from align.corpus.folders import prepare, write_manifest
from align.corpus.parts import part_path, table_of
from align.corpus.results import BEADS, counts_of
from align.errors import AlignError
from tests.corpus.conftest import tree

LONG = "a sentence of a usual length"
ROWS = [
    ("a", "一个句子在这里。", "A sentence stands here.", 0.9),
    ("a", "一个句子在这里。", "A sentence stands here.", 0.4),
    ("b", "一个句子在这里。", "A sentence stands here.", 0.8),
    ("b", "另一个句子也在。", "Another one does, too.", 0.7),
    ("b", "没有译文的句子。", "", 0.9),
    ("c", "短。", "This one goes on and on and on, and says what the other never said, on and on.", 0.9),
    ("c", "这个句子没有翻译", "这个句子没有翻译", 0.9),
    ("c", "This is no Chinese", "This is no Chinese", 0.9),
    ("d", "=1+1 <script>", "=1+1 <script>", 1.0),
    ("d", "2026", "2026", None),
]


@pytest.fixture
def corpus(tmp_path):
    """A finished corpus of two parts."""
    out = tmp_path / "out"
    out.mkdir()
    plan = {"version": 1, "tool": "t", "plan": "p"}
    prepare(out, plan, clear=False)
    parts, every = [], []
    for number, rows in enumerate((ROWS[:4], ROWS[4:])):
        columns = {name: [] for name in BEADS}
        for place, (name, source, target, score) in enumerate(rows):
            sides = [0] if source else [], [0] if target else []
            row = (name, place, source, target, score, *sides, "zh", "en", "", "", "s")
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
        table_of(columns, BEADS, lists=True).to_pandas().to_parquet(part_path(out, number))
        parts.append({"name": part_path(out, number).name, "rows": len(rows)})
        every += rows
    counts = counts_of(pandas.read_parquet(out / "parts").to_dict("list"))
    counts_dict = {field: getattr(counts, field) for field in counts.__slots__}
    write_manifest(out, {**plan, "counts": counts_dict, "parts": parts})
    return out


@pytest.mark.parametrize(
    ("rules", "gone"),
    [
        ({"two_sided": True}, [4]),
        ({"min_score": 0.75}, [1, 3, 9]),
        ({"length_ratio": 4}, [4, 5]),
        ({"language": True}, [6, 7, 8]),
        ({"duplicates": True}, [1, 2]),
        ({"min_score": 0.5, "duplicates": True}, [1, 9, 2]),
    ],
)
def test_a_rule_drops_what_it_says_and_counts_it(corpus, tmp_path, rules, gone):
    before = tree(corpus)
    done = filter_corpus(corpus, tmp_path / "new", **rules)
    left = pandas.read_parquet(tmp_path / "new" / "parts")
    told = json.loads((tmp_path / "new" / "manifest.json").read_text("utf-8"))
    wanted = [row[:3] for number, row in enumerate(ROWS) if number not in gone]
    assert list(left[["id", "source", "target"]].itertuples(index=False, name=None)) == wanted
    assert (done.before, sum(dict(done.dropped).values()), done.counts.beads) == (10, len(gone), 10 - len(gone))
    assert told["dropped"] == dict(done.dropped)
    assert tree(corpus) == before


def test_filters_in_one_go_or_one_after_the_other_leave_the_same(corpus, tmp_path):
    filter_corpus(corpus, tmp_path / "all", two_sided=True, min_score=0.5, language=True, duplicates=True)
    filter_corpus(corpus, tmp_path / "1", two_sided=True)
    filter_corpus(tmp_path / "1", tmp_path / "2", min_score=0.5)
    filter_corpus(tmp_path / "2", tmp_path / "3", language=True)
    filter_corpus(tmp_path / "3", tmp_path / "4", duplicates=True)
    one, other = (pandas.read_parquet(tmp_path / name / "parts") for name in ("all", "4"))
    assert one.equals(other)
    again = filter_corpus(tmp_path / "4", tmp_path / "5", duplicates=True)
    assert dict(again.dropped) == {"duplicates": 0}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, "give a rule"),
        ({"min_score": 1.5}, "between 0 and 1"),
        ({"min_score": float("nan")}, "between 0 and 1"),
        ({"length_ratio": 1}, "above 1"),
    ],
)
def test_rules_that_mean_nothing_are_refused(corpus, tmp_path, rules, said):
    with pytest.raises(AlignError, match=said):
        filter_corpus(corpus, tmp_path / "new", **rules)
    assert not (tmp_path / "new").exists()


def test_folders_at_fault_are_refused(corpus, tmp_path):
    with pytest.raises(AlignError, match="is no folder of align corpus"):
        filter_corpus(tmp_path, tmp_path / "new", duplicates=True)
    with pytest.raises(AlignError, match="give another folder"):
        filter_corpus(corpus, corpus, duplicates=True)
    filter_corpus(corpus, tmp_path / "new", duplicates=True)
    with pytest.raises(AlignError, match="another plan"):
        filter_corpus(corpus, tmp_path / "new", two_sided=True)
    part_path(corpus, 1).write_bytes(b"PAR1 broken")
    with pytest.raises(AlignError, match="no Parquet file that can be read"):
        filter_corpus(corpus, tmp_path / "other", two_sided=True)
    (corpus / "manifest.json").unlink()
    with pytest.raises(AlignError, match="is not finished"):
        filter_corpus(corpus, tmp_path / "third", duplicates=True)
