"""Texts become one table of words, in parts that must not be mixed, with what is known beforehand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.band import Part
from align.alignment.job import Job
from align.alignment.lexicon import Lexicon
from align.alignment.stretches import stretches
from align.errors import ArgumentError
from align.model import Bead, Pair, Side, Term
from tests.alignment.texts import tilings

texts = st.lists(st.text("ab ,.—é天地，。", max_size=30), max_size=6).map(tuple)


def known(job, one, other):
    """How probable two words are to translate each other, by the prior."""
    prior, source, target = job.prior, job.source.words.types, job.target.words.types
    return {
        (source[r], target[c]): float(p) for r, c, p in zip(prior.rows, prior.columns, prior.values, strict=True)
    }.get((one, other), 0.0)


def pair(source, target, **more):
    """A pair of lists of sentences."""
    return Pair(Side(tuple(source)), Side(tuple(target)), **more)


@given(st.lists(st.tuples(texts, texts), max_size=3))
def test_sentences_stand_behind_one_another(pairs):
    job, cut = Job.of([pair(*both) for both in pairs], "en", "fr")
    source = [s for ours, _ in pairs for s in ours]
    target = [s for _, theirs in pairs for s in theirs]
    for divided, sentences in ((job.source, source), (job.target, target)):
        assert divided.sentences.lengths.tolist() == [max(1, len(s.strip())) for s in sentences]
        assert len(divided.starts) == len(sentences) + 1
        assert (np.diff(divided.starts) > 0).all()
        assert len(divided.words) == divided.starts[-1] == len(divided.surface.lengths)
        assert len(divided.breaks) == len(sentences) + 1
    assert len(job.parts) == len(job.documents) == len(cut) == sum(bool(a or b) for a, b in pairs)
    i = j = 0
    for part, number in zip(job.parts, job.documents, strict=True):
        ours, theirs = pairs[number]
        assert part == Part(i, i + len(ours), j, j + len(theirs))
        i, j = part.i_end, part.j_end


@given(tilings(), st.data())
def test_confirmed_beads_are_no_parts(beads, data):
    many = [sum(len(getattr(bead, side)) for bead in beads) for side in ("source", "target")]
    some = tuple(bead for bead in beads if data.draw(st.booleans()))
    given_pair = pair([f"s{k}" for k in range(many[0])], [f"t{k}" for k in range(many[1])], confirmed=some)
    job, cut = Job.of([given_pair], "en", "fr")
    assert [stretch for _, stretch in cut] == list(stretches(given_pair))
    free = [stretch for _, stretch in cut if stretch.bead is None]
    assert [(p.i_end - p.i, p.j_end - p.j) for p in job.parts] == [(len(s.source), len(s.target)) for s in free]
    assert [f"s{k}" for s in free for k in s.source] == [
        "".join(job.source.words.types[w] for w in job.source.words.ids[a:b]).replace("#", "")
        for a, b in zip(job.source.words.offsets[:-1], job.source.words.offsets[1:], strict=True)
    ]


def test_an_anchor_makes_two_parts_of_one_document():
    job, _ = Job.of([pair("abcd", "abc", anchors=((1, 2),)), pair("x", "y")], "en", "fr")
    assert job.parts == (Part(0, 1, 0, 2), Part(1, 4, 2, 3), Part(4, 5, 3, 4))
    assert job.documents == (0, 0, 1)


def test_breaks_stand_where_blocks_begin():
    job, _ = Job.of([Pair(Side(("a", "b", "c"), frozenset({0, 2})), Side(("x",), frozenset({0})))], "en", "fr")
    assert job.source.breaks.tolist() == [1, 0, 1, 0]
    assert job.target.breaks.tolist() == [1, 0]


def test_the_prior_knows_the_dictionary_spelling_and_terms():
    lexicon = Lexicon.of({"天": {"sky": 3.0, "day": 1.0}})
    terms = (Term("t", "zh", "深度求索"), Term("t", "en", "deep seek"), Term("u", "zh", "地"), Term("u", "fr", "terre"))
    job, _ = Job.of(
        [pair(["天1984 深度求索 地 Paris"], ["sky day deep seek terre 1984 Paris"])],
        *("zh-Hans", "en"),
        lexicon=lexicon,
        terms=terms,
    )
    assert known(job, "天", "sky") == pytest.approx(0.75, rel=0.05)
    assert known(job, "天", "day") == pytest.approx(0.25, rel=0.05)
    assert known(job, "#1984", "#1984") == 1
    assert known(job, "深度求索", "deep") == known(job, "深度求索", "seek") == pytest.approx(0.4)
    assert known(job, "地", "terr") == known(job, "地", "terre") == 0
    assert known(job, "paris", "pari") > 0.1
    assert all(0 < p <= 1 for p in job.prior.values)


def test_a_machine_translation_teaches_words():
    job, _ = Job.of([pair(["天地", "火"], ["heaven", "fire"], translation=("heaven", "fire"))], "zh", "en")
    assert known(job, "~fire", "fire") == pytest.approx(0.8)
    with pytest.raises(ArgumentError, match="machine translation"):
        Job.of([pair(["a", "b"], ["c"], translation=("c",))], "zh", "en")


def test_contradictions_are_refused():
    with pytest.raises(ArgumentError, match="outside"):
        Job.of([pair(["a"], ["b"], anchors=((2, 0),))], "en", "fr")
    with pytest.raises(ArgumentError, match="no sentence"):
        Job.of([pair(["a"], ["b"], confirmed=(Bead((), ()),))], "en", "fr")
