"""The numbers of the pictures are those of the bitext."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import align
from align.errors import ArgumentError
from align.model import SOURCE_STATES, STATUSES, Alignment, Bead, Bitext, Unit
from align.pictures import KINDS, dots_of_alignment, dots_of_bitext, lengths_of, progress_of
from align.pictures.dots import CONFIDENCES, EDGE
from align.pictures.series import ranges
from align.plotting import series_of
from tests.pictures.examples import BEADS, TERMS, example, large
from tests.strategies import bitexts


@settings(max_examples=25)
@given(bitext=bitexts())
def test_progress_counts_each_unit_once(bitext):
    progress = progress_of(bitext)
    total = progress.total
    assert total.statuses == {name: sum(u.status == name for u in bitext.units) for name in STATUSES}
    assert total.source_states == {name: sum(u.source_state == name for u in bitext.units) for name in SOURCE_STATES}
    assert [s.units for s in progress.sections] == list(Counter(u.section for u in bitext.units).values())


@settings(max_examples=25)
@given(bitext=bitexts(), most=st.integers(1, 5))
def test_sections_put_together_lose_no_unit(bitext, most):
    progress = progress_of(bitext)
    shown = progress.shown(most)
    assert len(shown) <= most
    assert sum(section.units for section in shown) == len(bitext.units)
    assert sum(1 + section.more for section in shown) == len(progress.sections)


@settings(max_examples=25)
@given(bitext=bitexts())
def test_the_dot_plot_has_a_box_a_unit_as_long_as_its_texts(bitext):
    dots = dots_of_bitext(bitext)
    assert [b.source[1] - b.source[0] for b in dots.boxes] == [len(u.source) for u in bitext.units]
    assert [b.target[1] - b.target[0] for b in dots.boxes] == [len(u.target) for u in bitext.units]
    assert dots.size == (sum(len(u.source) for u in bitext.units), sum(len(u.target) for u in bitext.units))
    assert sum(dots.counts.values()) == len(bitext.units)
    assert set(dots.counts) <= set(CONFIDENCES)


@settings(max_examples=25)
@given(bitext=bitexts())
def test_lengths_are_those_of_the_texts(bitext):
    lengths = lengths_of(bitext)
    assert lengths.sources == tuple(len(u.source) for u in bitext.units)
    assert lengths.targets == tuple(len(u.target) for u in bitext.units)
    rows = lengths.table.rows
    assert sum(int(row[2].replace(",", "")) for row in rows) == sum(lengths.targets)
    assert sum(int(row[3].replace(",", "")) for row in rows) == len(lengths.unusual)


def test_a_target_twice_as_long_as_usual_is_out_of_proportion():
    units = [Unit(f"u{n}", "x" * 20, "字" * 10, "original") for n in range(8)]
    units += [Unit("long", "x" * 41, "字" * 10, "original"), Unit("short", "x" * 9, "字" * 10, "original")]
    lengths = lengths_of(Bitext(tuple(units), "zh", "en"))
    assert lengths.usual == 2
    assert lengths.unusual == (8, 9)


def test_beads_stand_where_their_sentences_do():
    dots = dots_of_alignment(BEADS)
    assert [(box.source, box.target, box.confidence) for box in dots.boxes] == [
        ((0, 2), (0, 1), "sure"),
        ((2, 3), (1, 1), "one side empty"),
        ((3, 4), (1, 3), "doubtful"),
        ((4, 5), (3, 4), "not scored"),
    ]
    assert (dots.size, dots.measure) == ((5, 4), "sentences")


def test_beads_that_cross_stay_where_they_are():
    dots = dots_of_alignment(Alignment((Bead((3,), (0,)), Bead((0,), (1,)))))
    assert [(box.source, box.target) for box in dots.boxes] == [((3, 4), (0, 1)), ((0, 1), (1, 2))]


def test_terms_are_used_missing_or_forbidden():
    (use,) = series_of(example(), ["terms"], TERMS)
    found = {one.entry.concept: (one.required, one.used, one.missing, one.forbidden) for one in use.concepts}
    assert found == {
        "distil": ((0, 1, 2), (0,), (1,), (2,)),
        "model": ((0,), (0, 4), (), ()),
    }
    assert use.counts == {"required": 4, "found": 2, "missing": 1, "forbidden": 1}


def test_what_a_comment_settles_is_not_missing():
    units = list(example().units)
    units[1] = Unit("u2", "Boiling is dear.", "蒸馏很贵。", "original", comment="ignore: term_missing")
    (use,) = series_of(Bitext(tuple(units), "zh", "en"), ["terms"], TERMS)
    assert use.counts == {"required": 4, "found": 3, "missing": 0, "forbidden": 1}


@settings(max_examples=25)
@given(bitext=bitexts())
def test_what_is_required_is_found_missing_or_called_something_else(bitext):
    assume(bitext.units)
    units = [
        replace(unit, source=f"{unit.source}{source}", target=f"{unit.target} {target}")
        for unit, source, target in zip(bitext.units, cycle(["蒸馏", "模型", ""]), cycle(["model", "purification"]))
    ]
    for use in (one for one in series_of(replace(bitext, units=tuple(units)), [], TERMS) if one.kind == "terms"):
        for concept in use.concepts:
            assert {*concept.missing} <= {*concept.required}
            assert {*concept.required} <= {*concept.used, *concept.missing, *concept.forbidden}
            assert not {*concept.used} & {*concept.missing}
            assert concept.found + len(concept.missing) <= len(concept.required)
            assert all(0 <= place < len(bitext.units) for _, place in concept.marks())


def test_the_terms_of_the_article_are_those_that_the_command_finds(article, termbase, tmp_path):
    run = align.make_sheet(article, tmp_path / "x.xlsx", source_lang="zh", target_lang="en")
    (use,) = series_of(run.sheet.bitext, ["terms"], termbase)
    assert use.counts["required"] == 0
    assert {one.entry.concept: len(one.used) for one in use.concepts}["AGI"] >= 1


@given(count=st.integers(0, 500), most=st.integers(1, 50))
def test_stretches_tile_what_they_divide(count, most):
    parts = ranges(count, most)
    assert len(parts) <= most
    assert [place for part in parts for place in part] == list(range(count))


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_has_words_and_a_table(kind):
    for bitext in (example(), large(1000)):
        (one,) = series_of(bitext, [kind], TERMS)
        assert one.kind == kind
        assert one.title
        assert one.summary.endswith(".")
        assert 0 < len(one.table.rows) <= 31
        assert {len(row) for row in one.table.rows} == {len(one.table.head)}


def test_by_default_there_is_what_can_be_shown():
    kinds = lambda content, terms=TERMS: [one.kind for one in series_of(content, termbase=terms)]  # noqa: E731
    assert kinds(example()) == list(KINDS)
    assert kinds(example(), None) == ["progress", "alignment", "lengths"]
    assert kinds(Bitext((Unit("u1", "We won."),), "zh", "en")) == ["progress", "lengths"]
    assert kinds(BEADS) == ["alignment"]


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (example(), "pie", "there is no picture 'pie'; known are progress, alignment, lengths, terms"),
        (BEADS, "progress", "there is no picture progress of it: it holds beads and no texts"),
        (Bitext((Unit("u1", "We won."),), "zh", "en"), "alignment", "no unit has both a source and a target"),
        (Bitext((Unit("u1", "We won."),), "zh", "en"), "terms", "no term of a glossary stands in it"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(content, kind, message):
    with pytest.raises(ArgumentError, match=message):
        series_of(content, [kind], TERMS)


@settings(max_examples=25)
@given(bitext=bitexts().filter(lambda bitext: any(u.source and u.target for u in bitext.units)))
def test_the_middle_of_a_box_is_nearest_to_it(bitext):
    dots = dots_of_bitext(bitext)
    sizes = [size or 1 for size in dots.size]
    for place, box in enumerate(dots.boxes):
        middle = [(sum(span) / 2 / size + EDGE) / (1 + 2 * EDGE) for span, size in zip(box[:2], sizes, strict=True)]
        found = dots.boxes[dots.nearest(*middle)]
        assert box.confidence == "one side empty" or found == dots.boxes[place]
