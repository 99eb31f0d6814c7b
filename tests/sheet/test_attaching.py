"""Laws of filling slots: nothing of a source is lost, and nothing of a person's work is touched."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from align.model import SOURCE_STATES, STATUSES, Bitext, Unit
from align.segmentation import parse
from align.sheet import FoundSource, attach, fixed_units, source_runs
from align.sheet.aligned import sentences

TEXT = """\
问：河水怎么样？
答：河水一夜涨了两米。村里没有人睡觉。天亮时学校开了门。
他们带来了一只羊。没有人抱怨。
第三天水退了。
"""
DOCUMENT = parse(TEXT, "zh")
MANY = len(sentences(DOCUMENT))


@st.composite
def scenes(draw):
    """A bitext with work in it, and what was found for some of its units that are not fixed."""
    units = tuple(
        Unit(
            f"u{number}",
            f"Sentence {number}.",
            source=draw(st.sampled_from(("", "人写的。", "没有人抱怨。"))),
            source_state=draw(st.sampled_from(SOURCE_STATES)),
            status=draw(st.sampled_from(STATUSES)),
            comment=draw(st.sampled_from(("", "see", "=1+1\nsee"))),
        )
        for number in range(draw(st.integers(0, 7)))
    )
    bitext = Bitext(units, "zh", "en", next_id=9)
    free = [place for place in range(len(units)) if place not in set(fixed_units(bitext))]
    found, first, place = [], 0, 0
    while first < MANY and place < len(free):
        size, many = draw(st.integers(1, 2)), draw(st.integers(1, 2))
        source = tuple(range(first, min(first + size, MANY)))
        found.append(FoundSource(0, source, tuple(free[place : place + many]), draw(st.floats(0, 1))))
        first, place = first + size + draw(st.integers(0, 2)), place + many + draw(st.integers(0, 1))
    return bitext, found


@given(scenes())
def test_nothing_is_lost_and_nobody_s_work_is_touched(scene):
    bitext, found = scene
    after, fillings = attach(bitext, [("a.txt", DOCUMENT)], found)
    assert [filling.unit for filling in fillings] == [unit.id for unit in bitext.units]
    fixed = set(fixed_units(bitext))
    for place, (old, new) in enumerate(zip(bitext.units, after.units, strict=True)):
        assert (new.id, new.target, new.status) == (old.id, old.target, old.status)
        assert new.comment.startswith(old.comment)
        if place in fixed:
            assert new == old
        if old.source and old.source != new.source:
            assert old.source in new.comment
    held = "".join(unit.source for unit in after.units) + "".join(part.text for part in after.leftovers)
    for line in TEXT.splitlines():
        for part in line.removeprefix("问：").removeprefix("答：").replace("。", "。\n").splitlines():
            assert part in held


@given(scenes())
def test_the_same_again_changes_nothing(scene):
    bitext, found = scene
    after, _ = attach(bitext, [("a.txt", DOCUMENT)], found)
    again, fillings = attach(after, [("a.txt", DOCUMENT)], found)
    assert again == after
    assert {filling.kind for filling in fillings} <= {"unchanged", "locked", "not found"}


def test_what_was_put_there_is_free_until_somebody_edits_it():
    bitext = Bitext((Unit("u1", "The water fell."), Unit("u2", "Nobody slept.")), "zh", "en")
    after, _ = attach(bitext, [("a.txt", DOCUMENT)], [FoundSource(0, (1,), (0,), 0.9), FoundSource(0, (2,), (1,), 0.9)])
    assert fixed_units(after) == []
    edited = replace(after, units=(replace(after.units[0], source="人写的。"), after.units[1]))
    assert fixed_units(edited) == [0]


def test_labels_of_speakers_are_no_part_of_a_source():
    after, _ = attach(
        Bitext((Unit("u1", "The river rose."),), "zh", "en"), [("a.txt", DOCUMENT)], [FoundSource(0, (1,), (0,), 1.0)]
    )
    assert after.units[0].source == "河水一夜涨了两米。"


def test_runs_of_sentences_are_known_by_their_text():
    runs = source_runs(DOCUMENT)
    assert runs["河水一夜涨了两米。村里没有人睡觉。"] == (1, 2)
    assert runs["没有人抱怨。"] == (5,)
