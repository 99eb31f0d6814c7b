"""A changed text: work stays with its unit, ids never move, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import CHANGES, STALE, Bitext, Code, Provenance
from align.segmentation import parse
from align.sheet import build_bitext, update
from align.sheet.pairing import in_order, pair_texts

LINES = (
    "The river rose by two metres in one night.",
    "Nobody in the valley slept.",
    "At dawn the mayor opened the school, and the first families moved in.",
    "They brought blankets and a goat.",
    "Nobody complained about the goat.",
    "The water fell on the third day.",
)


def sheet(lines) -> Bitext:
    bitext = build_bitext(parse("\n".join(lines) + "\n", "en"), "zh", "all")
    units = tuple(
        replace(unit, source=f"源{unit.id}", source_state="original", status="final") for unit in bitext.units
    )
    return replace(bitext, units=units, provenance=Provenance("t", "a.txt", "a", (("rows", "all"),)))


OLD = sheet(LINES)


def updated(lines, old: Bitext = OLD, sha256: str = "b"):
    return update(old, parse("\n".join(lines) + "\n", "en"), Provenance("t", "a.txt", sha256))


def told(changes) -> dict[str, str]:
    return {change.unit: change.kind for change in changes if change.kind != "unchanged"}


def test_the_same_text_changes_nothing():
    after, changes = updated(LINES, sha256="a")
    assert after == OLD
    assert [change.kind for change in changes] == ["unchanged"] * 6


def test_an_edited_sentence_keeps_id_and_work_and_falls_back():
    after, changes = updated([*LINES[:3], "They brought blankets and two goats.", *LINES[4:]])
    unit = after.units[3]
    assert told(changes) == {"u0004": "edited"}
    assert (unit.id, unit.source, unit.status) == ("u0004", "源u0004", "translated")
    assert unit.comment == f"{STALE}They brought blankets and a goat."
    assert unit.target == "They brought blankets and two goats."
    assert [unit.status for unit in after.units].count("final") == 5


def test_a_sentence_that_is_edited_back_is_no_longer_stale():
    once, _ = updated([*LINES[:3], "They brought blankets and two goats.", *LINES[4:]])
    again, _ = updated(LINES, once, "c")
    assert again.units[3].comment == ""
    assert again.units[3].target == LINES[3]


def test_the_persons_own_comment_stays():
    old = replace(OLD, units=tuple(replace(unit, comment="Goat or sheep?") for unit in OLD.units))
    after, _ = updated([*LINES[:3], "They brought blankets and two goats.", *LINES[4:]], old)
    assert after.units[3].comment == f"Goat or sheep?\n{STALE}They brought blankets and a goat."


def test_a_new_sentence_gets_an_id_that_was_never_given():
    after, changes = updated([LINES[0], "Rain went on falling.", *LINES[1:]])
    assert told(changes) == {"u0007": "new"}
    assert [unit.id for unit in after.units] == ["u0001", "u0007", "u0002", "u0003", "u0004", "u0005", "u0006"]
    assert after.next_id == 8
    last, _ = updated(LINES[:5], replace(after, units=after.units[:1]), "c")
    assert "u0007" not in {unit.id for unit in last.units if unit.target != "Rain went on falling."}


def test_a_sentence_that_is_gone_is_kept_with_its_work_and_comes_back():
    after, changes = updated([*LINES[:1], *LINES[2:]])
    assert told(changes) == {"u0002": "gone"}
    assert after.gone == (OLD.units[1],)
    back, changes = updated(LINES, after, "c")
    assert told(changes) == {"u0002": "moved"}
    assert back.gone == ()
    assert [(unit.id, unit.source, unit.status) for unit in back.units] == [
        (unit.id, unit.source, unit.status) for unit in OLD.units
    ]


def test_a_sentence_that_moved_keeps_everything():
    after, changes = updated([*LINES[1:], LINES[0]])
    assert told(changes) == {"u0001": "moved"}
    assert (after.units[-1].id, after.units[-1].status, after.units[-1].comment) == ("u0001", "final", "")


def test_a_sentence_that_moved_and_was_edited_is_known():
    _, changes = updated([*LINES[1:], "The river rose by two metres in a single night."])
    assert told(changes) == {"u0001": "edited"}


def test_a_split_sentence_keeps_its_id_at_the_first_part():
    parts = ["At dawn the mayor opened the school.", "The first families moved in."]
    after, changes = updated([*LINES[:2], *parts, *LINES[3:]])
    assert told(changes) == {"u0003": "split", "u0007": "new"}
    assert (after.units[2].id, after.units[2].source) == ("u0003", "源u0003")
    assert after.units[2].comment == f"{STALE}{LINES[2]}"
    assert after.units[3].comment == "split from u0003"


def test_joined_sentences_keep_the_first_id_and_the_work_of_both():
    after, changes = updated(
        [*LINES[:3], "They brought blankets and a goat; nobody complained about the goat.", LINES[5]]
    )
    assert told(changes) == {"u0004": "joined", "u0005": "gone"}
    assert after.units[3].id == "u0004"
    assert "joined with u0005, whose source was (original): 源u0005" in after.units[3].comment
    assert [(unit.id, unit.source) for unit in after.gone] == [("u0005", "源u0005")]


def test_white_space_makes_nothing_stale():
    after, changes = updated([*LINES[:1], "Nobody  in the valley slept.", *LINES[2:]])
    assert told(changes) == {}
    assert (after.units[1].status, after.units[1].comment) == ("final", "")
    assert after.units[1].target == "Nobody  in the valley slept."


def test_repeated_sentences_go_with_their_neighbours():
    lines = ["Yes.", LINES[0], "Yes.", LINES[1], "Yes.", LINES[2]]
    old = sheet(lines)
    after, _ = updated([LINES[0], "Yes.", LINES[1], "Yes.", LINES[2]], old)
    assert [unit.id for unit in after.units] == ["u0002", "u0003", "u0004", "u0005", "u0006"]


def test_all_another_text_loses_nothing():
    after, changes = updated(["Completely different words stand here now."])
    assert told(changes) == {"u0007": "new"} | {unit.id: "gone" for unit in OLD.units}
    assert after.gone == OLD.units


def test_digests_of_former_texts_stay():
    once, _ = updated(LINES[:5])
    twice, _ = updated(LINES[:4], once, "c")
    assert twice.provenance.options == (("rows", "all"), ("was", "b"), ("was", "a"))


SENTENCES = st.lists(
    st.sampled_from(LINES) | st.sampled_from(["Yes.", "No.", "他说：好。", "我们赢了比赛。", "Once more it rained."]),
    min_size=1,
    max_size=12,
)


@given(SENTENCES, SENTENCES)
def test_every_unit_is_carried_or_gone_and_ids_never_move(before, after):
    old = sheet(before)
    now, changes = updated(after, old)
    assert [unit.target for unit in now.units] == [unit.target for unit in sheet(after).units]
    ids = [unit.id for unit in (*now.units, *now.gone)]
    assert len(ids) == len(set(ids))
    assert {unit.id for unit in old.units} <= set(ids)
    assert {change.kind for change in changes} <= set(CHANGES)
    assert [change.unit for change in changes] == ids
    new = {change.unit for change in changes if change.kind == "new"}
    for unit in (*now.units, *now.gone):
        if unit.id not in new:
            assert (unit.source, unit.source_state) == (f"源{unit.id}", "original")
    again, _ = updated(after, now)
    assert again == now


@given(SENTENCES, SENTENCES)
def test_there_and_back_gives_every_unit_its_place_and_work(before, after):
    old = sheet(before)
    there, _ = updated(after, old)
    back, _ = updated(before, there, "a")
    kept = {unit.id: unit.source for unit in (*back.units, *back.gone)}
    assert {unit.id: unit.source for unit in old.units}.items() <= kept.items()


@given(SENTENCES, SENTENCES)
def test_pairs_tile_and_equal_texts_are_never_left_over(before, after):
    pairs = pair_texts(before, after)
    for side, texts in (("old", before), ("new", after)):
        places = [place for pair in pairs for place in getattr(pair, side)]
        assert len(places) == len(set(places))
        assert all(0 <= place < len(texts) for place in places)
    left_old = [t for i, t in enumerate(before) if all(i not in pair.old for pair in pairs)]
    left_new = [t for j, t in enumerate(after) if all(j not in pair.new for pair in pairs)]
    assert not set(left_old) & set(left_new)
    assert all(0 < pair.likeness <= 1 for pair in pairs)


@given(st.lists(st.integers(0, 9), max_size=9, unique=True))
def test_the_longest_ascending_run(numbers):
    found = sorted(in_order(numbers))
    run = [numbers[position] for position in found]
    assert run == sorted(run)
    longest = 0
    for mask in range(1 << len(numbers)):
        some = [number for place, number in enumerate(numbers) if mask >> place & 1]
        if some == sorted(some):
            longest = max(longest, len(some))
    assert len(run) == longest


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_texts_of_hardly_any_letters_are_paired_too(text):
    assert [pair.likeness for pair in pair_texts([text], [text])] == [1.0]


def test_codes_stay_where_the_text_does():
    code = (Code(2, "alone", "1"),)
    old = replace(OLD, units=tuple(replace(unit, source_codes=code, target_codes=code) for unit in OLD.units))
    after, _ = updated([*LINES[:3], "They brought blankets and two goats.", *LINES[4:]], old)
    assert [unit.target_codes for unit in after.units[2:5]] == [code, (), code]
    assert all(unit.source_codes == code for unit in after.units)
