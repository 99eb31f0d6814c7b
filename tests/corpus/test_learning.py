"""The first of two passes: counts add up whatever the parts, and what they teach helps."""

from __future__ import annotations

import json
import random

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.counted import UNIT, Count, Counted
from align.corpus.counting import Merge, merge, write_counts
from align.corpus.job import align_corpus
from align.errors import AlignError
from tests.corpus.conftest import tree, write_corpus

WORDS = st.sampled_from(["haus", "hund", "blume"])
COUNTS = st.lists(
    st.builds(Count, WORDS, st.sampled_from(["", "maison", "chien", "fleur"]), st.integers(1, 9000), st.integers(1, 3)),
    max_size=12,
)


@settings(max_examples=25)
@given(st.lists(COUNTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_counts_add_up_in_any_order_and_any_grouping(tmp_path_factory, parts, chance):
    folder = tmp_path_factory.mktemp("counts")
    paths = [str(folder / f"{number}.parquet") for number in range(len(parts))]
    for path, counts in zip(paths, parts, strict=True):
        write_counts(folder / path, "plan", [(("de", "fr"), counts)])
    merge("plan", Merge(tuple(paths), str(folder / "all"), last=False))
    chance.shuffle(paths)
    some = max(len(paths) // 2, 1)
    merge("plan", Merge(tuple(paths[:some]), str(folder / "half"), last=False))
    merge("plan", Merge((*paths[some:], str(folder / "half")), str(folder / "both"), last=False))
    assert (folder / "all").read_bytes() == (folder / "both").read_bytes()
    found = pandas.read_parquet(folder / "all")
    assert found.amount.sum() == sum(count.amount for counts in parts for count in counts)


def test_words_of_a_single_document_are_not_in_the_lexicon(tmp_path):
    counts = [Count("haus", "", 3000, 2), Count("haus", "maison", 2500, 1), Count("hund", "", 9000, 1)]
    write_counts(tmp_path / "a", "plan", [(("de", "fr"), [*counts, Count("hund", "chien", 8000, 1)])])
    merge("plan", Merge((str(tmp_path / "a"),), str(tmp_path / "all"), last=True))
    found = pandas.read_parquet(tmp_path / "all")
    assert list(found[["source", "target", "amount"]].itertuples(index=False, name=None)) == [
        ("haus", "", 3000),
        ("haus", "maison", 2500),
    ]


def test_a_table_of_counts_knows_its_words():
    counted = Counted.of(("de", "fr"), [Count("b", "y", 500, 2), Count("a", "", 2 * UNIT, 2), Count("a", "x", 1500, 2)])
    assert (list(counted.heads), counted.uses.tolist(), counted.counts.tolist()) == (["a"], [2], [1.5])


def invented(folder, documents):
    """Documents in two languages that share no letters with each other, but words: ``x7`` is always ``q7q``."""
    chance = random.Random(5)
    folder.mkdir()
    rows = ["id,source,target,source_lang,target_lang"]
    for number in range(documents):
        source, target = [], []
        for _ in range(12):
            words = [chance.randrange(60) for _ in range(chance.randint(3, 8))]
            sides = (
                " ".join("kw" + "abcdefghij"[w % 10] * (w // 10 + 1) for w in words),
                " ".join("zo" + "mnopqrstuv"[w % 10] * (w // 10 + 1) for w in reversed(words)),
            )
            source.append(sides[0] + ".")
            if chance.random() < 0.3 and target:
                target[-1] += " " + sides[1] + "."
            else:
                target.append(sides[1] + ".")
        (folder / f"{number}.a").write_text("\n".join(source) + "\n", encoding="utf-8")
        (folder / f"{number}.b").write_text("\n".join(target) + "\n", encoding="utf-8")
        rows.append(f"d{number},{number}.a,{number}.b,is,fo")
    (folder / "m.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "m.csv"


def test_a_corpus_without_a_dictionary_teaches_itself(tmp_path, scheduler):
    manifest = invented(tmp_path / "texts", 12)
    how = {"scheduler": scheduler, "presegmented": True, "batch_bytes": 12_000}
    align_corpus([manifest], tmp_path / "once", **how)
    align_corpus([manifest], tmp_path / "twice", learn=True, **how)
    once, twice = (pandas.read_parquet(tmp_path / name / "parts") for name in ("once", "twice"))
    assert twice.score.mean() > once.score.mean()
    words = pandas.read_parquet(tmp_path / "twice" / "lexicon.parquet")
    best = words[words.target != ""].sort_values("amount").groupby("source").tail(1)
    turned = [word[2:].translate(str.maketrans("abcdefghij", "mnopqrstuv")) for word in best.source]
    right = sum(ours == theirs[2:] for ours, theirs in zip(turned, best.target, strict=True))
    assert right / len(best) > 0.9
    told = json.loads((tmp_path / "twice" / "manifest.json").read_text("utf-8"))
    assert told["options"]["learn_lexicon"] is True
    assert not (tmp_path / "twice" / "counts").exists()


def test_one_and_two_workers_learn_the_same_and_so_does_a_run_that_goes_on(tmp_path, scheduler):
    manifest = write_corpus(tmp_path / "texts", 12)
    how = {"presegmented": True, "batch_bytes": 5_000, "learn": True}
    align_corpus([manifest], tmp_path / "one", workers=1, processes=False, **how)
    align_corpus([manifest], tmp_path / "two", scheduler=scheduler, **how)
    whole = tree(tmp_path / "one")
    assert tree(tmp_path / "two") == whole
    for gone in ("documents/documents-000001.parquet", "lexicon.parquet", "manifest.json"):
        (tmp_path / "two" / gone).unlink()
    align_corpus([manifest], tmp_path / "two", scheduler=scheduler, **how)
    assert tree(tmp_path / "two") == whole


def test_a_lexicon_of_another_run_is_not_taken(tmp_path, scheduler):
    manifest = write_corpus(tmp_path / "texts", 4)
    how = {"presegmented": True, "learn": True, "scheduler": scheduler}
    align_corpus([manifest], tmp_path / "out", **how)
    whole = tree(tmp_path / "out")
    (tmp_path / "out" / "lexicon.parquet").write_bytes(b"of somebody else")
    (tmp_path / "out" / "documents" / "documents-000000.parquet").unlink()
    align_corpus([manifest], tmp_path / "out", **how)
    assert tree(tmp_path / "out") == whole
    with pytest.raises(AlignError, match="another plan"):
        align_corpus([manifest], tmp_path / "out", presegmented=True, scheduler=scheduler)
