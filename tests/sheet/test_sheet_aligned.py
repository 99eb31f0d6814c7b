"""Two aligned texts become units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Alignment, Bead, Block, Document, Segment
from align.sheet import build_aligned


def document(lang, *blocks, **known):
    """A document of blocks of sentences: a space between sentences, a blank line between blocks."""
    text, made = "", []
    for sentences in blocks:
        text += "\n\n" if text else ""
        start, segments = len(text), []
        for sentence in sentences:
            text += " " if segments else ""
            segments.append(Segment(len(text), len(text) + len(sentence), sentence))
            text += sentence
        made.append(Block("body", text.count("\n", 0, start) + 1, start, len(text), tuple(segments), **known))
    return Document(text, lang, tuple(made))


def build(source, target, *beads):
    return build_aligned(source, target, Alignment(tuple(Bead(*bead) for bead in beads)))


def test_a_unit_knows_the_place_of_its_target():
    source = document("zh", ["甲。"], ["乙。", "丙。"])
    target = document("en", ["A."], ["B.", "C."], section="The vote", speaker="Ann")
    one, two, three = build(source, target, ((0,), (0,), 0.5), ((1,), (1, 2)), ((2,), ())).units
    assert (one.id, one.source, one.target, one.score, one.block, one.line) == ("u0001", "甲。", "A.", 0.5, 1, 1)
    assert (two.target, two.block, two.line, two.section, two.speaker) == ("B. C.", 2, 3, "The vote", "Ann")
    assert target.text[two.start : two.end] == two.target
    assert (three.target, three.status, three.source_state, three.block, three.line) == (
        "",
        "initial",
        "original",
        0,
        0,
    )


def test_a_target_without_a_source_is_a_slot():
    (unit,) = build(document("zh"), document("en", ["A."]), ((), (0,))).units
    assert (unit.source, unit.source_state, unit.status) == ("", "missing", "translated")


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ("他说。", "我来。", "他说。我来。"),
        ("他说：", "“我来。”", "他说：“我来。”"),
        ("そう。", "ええ。", "そう。ええ。"),
        ("He came.", "I left.", "He came. I left."),
        ("그는 왔다.", "나는 갔다.", "그는 왔다. 나는 갔다."),
        ("ไทย", "ลาว", "ไทย ลาว"),
        ("他用 Python。", "IBM。", "他用 Python。 IBM。"),
        ("", "我来。", "我来。"),
        ("1.", "我来。", "1. 我来。"),
    ],
)
def test_sentences_of_two_blocks_are_joined_as_their_script_does(one, two, joined):
    (unit,) = build(document("zh", [one], [two]), document("en"), ((0, 1), ())).units
    assert unit.source == joined


def test_neighbours_in_a_block_keep_what_stands_between_them():
    (unit,) = build(document("zh", ["甲。", "乙。"]), document("en"), ((0, 1), ())).units
    assert unit.source == "甲。 乙。"


@given(st.lists(st.lists(st.sampled_from(["A.", "B.", "我。"]), min_size=1, max_size=3), max_size=4), st.data())
def test_no_text_is_lost(blocks, data):
    text = document("en", *blocks)
    left = sum(map(len, blocks))
    beads, place = [], 0
    while place < left:
        size = data.draw(st.integers(1, left - place))
        beads.append(((), tuple(range(place, place + size))))
        place += size
    units = build(document("zh"), text, *beads).units
    assert "".join("".join(unit.target.split()) for unit in units) == "".join(
        sentence for block in blocks for sentence in block
    )
