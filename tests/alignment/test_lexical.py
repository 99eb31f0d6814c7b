"""The lexical aligner: what it promises of any texts, and what it finds in easy ones."""

import math
import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import align_pairs, lexical
from align.alignment.evidence import Explainer
from align.alignment.job import Job
from align.alignment.lattice import score_band
from align.alignment.lexical import align_lexical, calibrated
from align.alignment.lexicon import builtin_lexicon
from align.alignment.passes import first_band, sentence_level
from align.alignment.search import posterior
from align.alignment.weights import SHAPES
from align.errors import ArgumentError
from align.model import Bead, Evidence, Pair, Side, Term
from tests.alignment.corpus import TEXTS
from tests.alignment.texts import tiled, tilings

LANGUAGES = sorted(TEXTS)
some_text = st.lists(
    st.sampled_from(
        (
            *(s for both in TEXTS.values() for pair in both[::9] for s in pair),
            *("", " ", "?", "……", "“", "\ud800", "*", "12", "la la la", "Ja.", "是。", "a" * 400, "万亿" * 30),
        )
    ),
    max_size=7,
).map(tuple)
languages = st.sampled_from([("zh", "en"), ("en", "zh"), ("de", "fr"), ("fr", "de"), ("und", "und"), ("ar", "th")])


def pair(source, target, **more):
    """A pair of lists of sentences."""
    return Pair(Side(tuple(source)), Side(tuple(target)), **more)


def run(source, target, langs=("de", "fr"), *, explain=False, **more):
    """The alignment of one pair."""
    (found,) = align_lexical(
        [pair(source, target, **more)], source_lang=langs[0], target_lang=langs[1], explain=explain
    )
    return found


def shapes(alignment):
    """Beads without their scores."""
    return [(bead.source, bead.target) for bead in alignment.beads]


def sides(langs):
    """The two sides of a small text."""
    return tuple(s for s, _ in TEXTS[langs]), tuple(t for _, t in TEXTS[langs])


def mirrored(alignment):
    """The same beads the other way round."""
    return [(bead.target, bead.source, bead.score) for bead in alignment.beads]


def right(alignment, expected):
    """Recall of beads."""
    return len(set(shapes(alignment)) & set(expected)) / len(expected)


# What it promises of any texts ---------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(some_text, some_text), max_size=3), languages)
def test_beads_tile_both_sides_and_scores_are_probabilities(texts, langs):
    found = align_lexical([pair(*both) for both in texts], source_lang=langs[0], target_lang=langs[1])
    assert len(found) == len(texts)
    for alignment, (source, target) in zip(found, texts, strict=True):
        assert tiled(alignment.beads, len(source), len(target))
        assert all(bead.score is not None and 0 <= bead.score <= 1 for bead in alignment.beads)
        assert all(bead.source or bead.target for bead in alignment.beads)
        assert all(bead.why is None for bead in alignment.beads)


@settings(max_examples=25, deadline=None)
@given(tilings(), st.data(), languages)
def test_anchors_and_confirmed_beads_are_kept(beads, data, langs):
    texts = [
        tuple(data.draw(some_text.filter(len))[0] for bead in beads for _ in getattr(bead, side))
        for side in ("source", "target")
    ]
    fixed = tuple(replace(bead, score=0.25) for bead in beads if data.draw(st.booleans()))
    places, i, j = [], 0, 0
    for bead in beads:
        if data.draw(st.booleans()):
            places.append((i, j))
        i, j = i + len(bead.source), j + len(bead.target)
    found = run(*texts, langs, confirmed=fixed, anchors=tuple(places))
    assert tiled(found.beads, i, j)
    assert all(bead in found.beads for bead in fixed)
    for a, b in places:
        assert all(not (min(bead.source, default=a) < a <= max(bead.source, default=-1)) for bead in found.beads)
        before = [bead for bead in found.beads if bead.source and bead.target and bead.source[0] < a]
        assert all(bead.target[-1] < b for bead in before)


@settings(max_examples=15, deadline=None)
@given(some_text, some_text, st.sampled_from(LANGUAGES))
def test_the_turned_direction_gives_mirrored_beads(source, target, langs):
    ahead, back = run(source, target, langs), run(target, source, langs[::-1])
    assert mirrored(ahead) == [(bead.source, bead.target, bead.score) for bead in back.beads]
    assert ahead.notes == back.notes


def test_the_turned_direction_keeps_what_is_known():
    source, target = sides(("de", "fr"))
    known = {"anchors": ((5, 6),), "confirmed": (Bead((8,), (9, 10), 0.5), Bead((12,), ()))}
    turned = {"anchors": ((6, 5),), "confirmed": (Bead((9, 10), (8,), 0.5), Bead((), (12,)))}
    ahead = run(source, target, ("de", "fr"), explain=True, **known)
    back = run(target, source, ("fr", "de"), explain=True, **turned)
    assert {(b.target, b.source, b.score) for b in ahead.beads} == {(b.source, b.target, b.score) for b in back.beads}
    assert all(bead in ahead.beads for bead in known["confirmed"])
    words = {(a, b) for bead in ahead.beads if bead.why for a, b, _ in bead.why.matches}
    assert words == {(b, a) for bead in back.beads if bead.why for a, b, _ in bead.why.matches}


@pytest.mark.parametrize("langs", [("de", "fr"), ("fr", "de")])
def test_what_is_confirmed_keeps_its_reasons(langs):
    known = Bead((1,), (1,), 0.5, Evidence((("lexical", 1.0),), (("one", "other", 1.0),)))
    assert run(("Ja.", "Nein."), ("Oui.", "Non."), langs, confirmed=(known,)).beads[1] == known


def test_no_pairs_and_empty_texts():
    assert align_lexical([], source_lang="de", target_lang="fr") == []
    assert run((), ()).beads == ()
    assert shapes(run(("Ja.", "Nein."), ())) == [((0,), ()), ((1,), ())]
    assert shapes(run((), ("Oui.",))) == [((), (0,))]
    assert run((), ("Oui.",)).notes == ()


def test_one_line_each():
    assert shapes(run(("Der Hund schläft.",), ("Le chien dort.",))) == [((0,), (0,))]


def test_contradictions_are_refused():
    with pytest.raises(ArgumentError, match="outside"):
        run(("a",), ("b",), anchors=((3, 3),))
    with pytest.raises(ArgumentError, match="machine translation"):
        run(("a", "b"), ("c",), translation=("x",))


def test_contradictions_are_refused_in_the_turned_direction():
    with pytest.raises(ArgumentError, match="machine translation"):
        run(("a", "b"), ("c",), ("fr", "de"), translation=("x",))


@pytest.mark.parametrize("langs", [("de", "de"), ("en", "en"), ("und", "und")])
def test_identical_texts(langs):
    text = [s for _, s in TEXTS["zh", "en"]]
    found = run(text, text, langs)
    assert shapes(found) == [((k,), (k,)) for k in range(len(text))]
    assert not found.notes


def test_the_signature_says_what_made_it():
    one, other = run(("Ja.",), ("Oui.",)), run(("Ja.",), ("Oui.",), ("xx", "yy"))
    assert one.signature.startswith("translation-align ")
    assert "lexical de-fr" in one.signature
    assert one.signature.endswith("dictionary")
    assert "lexical xx-yy" in other.signature
    assert "dictionary" not in other.signature
    assert "\n" not in one.signature


def test_the_lexical_aligner_is_the_usual_one():
    source, target = sides(("de", "fr"))
    (found,) = align_pairs([pair(source, target)], source_lang="de", target_lang="fr")
    assert found == run(source, target)


# What it finds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("langs", LANGUAGES)
def test_a_plain_text(langs):
    source, target = sides(langs)
    found = run(source, target, langs)
    assert right(found, [((k,), (k,)) for k in range(len(source))]) >= 0.95
    assert not found.notes
    assert sum(bead.score for bead in found.beads) / len(found.beads) > 0.8


def gapped(langs, side, start, size=12):
    """A text of which nearly a third is missing on one side, and its beads."""
    kept = [("source", "target") if not start <= k < start + size else (side,) for k in range(len(TEXTS[langs]))]
    pairs = list(zip(TEXTS[langs], kept, strict=True))
    texts = [s for (s, _), here in pairs if "source" in here], [t for (_, t), here in pairs if "target" in here]
    expected, i, j = [], 0, 0
    for here in kept:
        a, b = "source" in here, "target" in here
        expected.append(((i,) * a, (j,) * b))
        i, j = i + a, j + b
    return texts, expected


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("start", [0, 14, 28])
@pytest.mark.parametrize("langs", LANGUAGES)
def test_what_stands_around_a_missing_block_is_found(langs, start, side):
    texts, expected = gapped(langs, side, start)
    assert right(run(*texts, langs), [bead for bead in expected if all(bead)]) >= 0.8


@pytest.mark.parametrize("langs", LANGUAGES)
def test_merged_sentences(langs):
    source, target = sides(langs)
    between = " " if langs[1] != "zh" else ""
    merged, expected, i = [], [], 0
    for number, size in enumerate([1, 2, 1, 1, 3] * 5):
        merged.append(between.join(target[i : i + size]))
        expected.append((tuple(range(i, i + size)), (number,)))
        i += size
    assert i == len(source)
    assert right(run(source, merged, langs), expected) >= 0.9


@pytest.mark.parametrize("langs", LANGUAGES)
def test_a_refrain_is_not_mixed_up(langs):
    both = [(s, t) for k, (s, t) in enumerate(TEXTS[langs]) for s, t in ((s, t), *(TEXTS[langs][:1] if k % 3 else ()))]
    expected = [((k,), (k,)) for k in range(len(both))]
    assert right(run([s for s, _ in both], [t for _, t in both], langs), expected) >= 0.9


def test_nothing_but_a_refrain_still_tiles():
    found = run(("Der Hund schläft.",) * 60, ("Le chien dort.",) * 45)
    assert tiled(found.beads, 60, 45)


@pytest.mark.parametrize("langs", LANGUAGES)
def test_unrelated_texts_give_a_note(langs):
    """Words in any order, in many more sentences."""
    source, target = sides(langs)
    words = " ".join(target).split()
    random.Random(3).shuffle(words)
    (note,) = run(source[:20], [" ".join(words[k : k + 4]) + "." for k in range(0, len(words), 4)], langs).notes
    assert "not to be translations" in note


@pytest.mark.parametrize("langs", LANGUAGES)
def test_unrelated_texts_of_as_many_sentences_give_a_note(langs):
    source, target = sides(langs)
    assert run(source[:20], random.Random(3).sample(target[20:], 20), langs).notes


def test_what_one_text_teaches_helps_another():
    """No dictionary: the second pair is too short to learn from, the first says what its words mean."""
    rng = random.Random(0)
    ours = [[f"{a}{b}ko" for b in rng.sample("abcdefghijklmnopqrstuvwxyz", rng.randint(3, 6))] for a in "bdfgkl" * 12]
    theirs = [[f"z{word[1]}{word[0]}ul" for word in words] for words in ours]
    source, target = ([" ".join(words) for words in side] for side in (ours, theirs))
    long, short = pair(source, target), pair(source[3:13], target[5:12])
    expected = [((k,), (k - 2,)) for k in range(2, 9)]
    both, alone = (
        right(align_lexical(pairs, source_lang="xx", target_lang="yy")[-1], expected)
        for pairs in ([long, short], [short])
    )
    assert both >= alone + 0.4


def test_sure_beads_are_surer_than_doubtful_ones():
    source, target = sides(("de", "fr"))
    found = run(source, (*target[:20], *target[30:]))
    assert np.mean([bead.score for bead in found.beads[:15]]) > np.mean([bead.score for bead in found.beads[18:32]])


def test_terms_tell_what_no_dictionary_knows():
    source = [f"kolo{k} bani{k} sela" for k in range(12)]
    target = [f"zytra{k * 7 % 13} umbi dora" for k in range(11)]
    terms = [
        Term(f"c{k}", lang, text)
        for k in range(1, 12)
        for lang, text in (("xx", f"kolo{k}"), ("yy", f"zytra{(k - 1) * 7 % 13}"))
    ]
    (found,) = align_lexical([pair(source, target)], source_lang="xx", target_lang="yy", terms=terms)
    assert tiled(found.beads, 12, 11)


# Several processes, evidence -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_several_processes_give_the_same():
    pairs = [pair(*sides(("de", "fr"))), pair((), ("Oui.",)), pair(*(s[5:30] for s in sides(("de", "fr"))))]
    more = {"source_lang": "de", "target_lang": "fr", "explain": True}
    assert align_lexical(pairs, **more, jobs=2) == align_lexical(pairs, **more, jobs=1)


def test_the_first_band_of_a_part_does_not_depend_on_its_neighbours():
    pairs = [pair(*sides(("de", "fr"))), pair([f"xyz{k}" for k in range(40)], ["uvw"] * 40)]
    job, _ = Job.of(pairs, "de", "fr", lexicon=builtin_lexicon("de", "fr"))
    level = sentence_level(job)
    both, alone = (first_band(level, parts, job.prior) for parts in (job.parts, job.parts[:1]))
    rows = both.rows_of(0)
    assert both.high[rows.start : rows.stop].tolist() == alone.high.tolist()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9), st.integers(1, 12))
def test_groups_hold_each_part_once_in_order(sizes, jobs):
    parts = [lexical.Part(0, n, 0, m) for n, m in sizes]
    groups = lexical._groups(parts, jobs)
    assert [k for group in groups for k in group] == list(range(len(parts)))
    assert len(groups) <= jobs
    assert all(groups)


@pytest.fixture
def seen(monkeypatch):
    """What the final pass saw: its scores, and an explainer for them."""
    final = []

    def spy(level, band, associations, weights, nodes=None, **how):
        scored = score_band(level, band, associations, weights, nodes, **how)
        if nodes is not None:
            final.append((level, band, associations, weights, nodes, scored))
        return scored

    monkeypatch.setattr(lexical, "score_band", spy)
    return final


def ends(alignment):
    """The cells where beads end."""
    return np.cumsum([(0, 0), *((len(bead.source), len(bead.target)) for bead in alignment.beads)], axis=0)[1:]


def log_scores(alignment, band, scored):
    """What the beads of one pair scored in the final pass, each for itself."""
    cells = band.cells_at(0, *ends(alignment).T)
    shapes_ = [SHAPES.index((len(bead.source), len(bead.target))) for bead in alignment.beads]
    return scored.values[shapes_, cells].tolist()


def sums_of(evidence):
    """What the parts of evidence add up to."""
    return [sum(value for _, value in why.parts) for why in evidence]


@pytest.mark.parametrize("langs", LANGUAGES)
def test_evidence_adds_up_to_the_score(langs, seen):
    source, target = sides(langs)
    found = run(source[:-6], target, langs, explain=True)
    ((_, band, *_, scored),) = seen
    assert sums_of(bead.why for bead in found.beads) == pytest.approx(log_scores(found, band, scored), abs=0.01)


@pytest.mark.parametrize("langs", LANGUAGES)
def test_evidence_adds_up_to_the_score_where_nothing_was_learned(langs, seen):
    source, target = sides(langs)
    found = run(source[:-6], target, langs)
    ((level, band, associations, weights, nodes, _),) = seen
    plain = replace(associations, learned=None)
    scored = score_band(level, band, plain, weights, nodes)
    explainer = Explainer(level, band, plain, weights, nodes)
    path = [(0, 0), *map(tuple, ends(found).tolist())]
    evidence = [explainer.why(0, begin, end) for begin, end in pairwise(path)]
    assert sums_of(evidence) == pytest.approx(log_scores(found, band, scored), abs=0.01)


@pytest.mark.parametrize("langs", LANGUAGES)
def test_the_form_of_evidence(langs):
    source, target = sides(langs)
    for bead in run(source[:-6], target, langs, explain=True).beads:
        assert len({kind for kind, _ in bead.why.parts}) == len(bead.why.parts)
        strengths = [value for *_, value in bead.why.matches]
        assert strengths == sorted(strengths, reverse=True)
        assert all(value > 0 for value in strengths)
        if not (bead.source and bead.target):
            assert not bead.why.matches


def test_evidence_names_the_words_that_match():
    found = run(*sides(("de", "fr")), explain=True)
    words = {(a, b) for bead in found.beads if bead.source == (9,) for a, b, _ in bead.why.matches}
    assert {("hund", "chien"), ("tisch", "tabl")} <= words


def test_confidences_are_posteriors_of_beads(seen):
    source, target = sides(("de", "fr"))
    found = run(source, target[:30])
    ((_, band, _, _, _, scored),) = seen
    path = np.concatenate([[(0, 0)], ends(found)])
    sums = posterior(scored)
    likely = sums.beads(scored, 0, path)
    assert [bead.score for bead in found.beads] == pytest.approx([calibrated(p) for p in likely])
    assert all(p <= sums.cells[band.cells_at(0, *path[k + 1][:, None])[0]] + 1e-6 for k, p in enumerate(likely))


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibrated_confidence_grows_with_the_posterior(one, other):
    low, high = (calibrated(p) for p in sorted((one, other)))
    assert 0 <= low <= high <= 1
    assert math.isfinite(high)
