"""The outer form of sentences: marks, edges, quotations; and their clauses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.surface import MARKS, Surface
from align.alignment.surface import clauses as clauses_of
from tests.alignment import one_by_one
from tests.strategies import PIECES

EDGES = ("opens", "closes", "asks", "ends")
anything = st.text(st.characters()) | st.lists(st.sampled_from((*PIECES, "Wort", "，", "。", "—", "字"))).map("".join)


# What marks, quotations and clauses are told by, and what they could be confused by.
TELLING = (
    *"“”\"'‘’«».-—…，。,;:!?()）字aé",
    *(" ", "\n", "\x1c", "\u00a0", "..", "--", " - ", "word", " longer words here", "\ud800"),
)
telling = st.lists(st.sampled_from(TELLING), max_size=16).map("".join)


def clauses(text):
    """The clauses of one sentence."""
    (found,) = clauses_of([text])
    return found


def counted(text):
    """The marks of a sentence by the first of their class."""
    row = Surface.of([text]).marks[0].astype(int).tolist()
    return {marks[0]: number for marks, number in zip(MARKS, row, strict=True) if number}


def states(*texts):
    """Whether each boundary lies inside a quotation."""
    return Surface.of(texts).inside.astype(int).tolist()


@given(anything)
def test_clauses_joined_are_the_sentence_again(text):
    parts = clauses(text)
    assert "".join(parts) == text
    assert parts
    assert all(parts) or parts == [""]


@given(st.lists(st.sampled_from(("word", "longer word", ", ", "; ", ". ", "—", " ", "?! "))).map("".join))
def test_clauses_are_not_very_short_unless_the_sentence_is(text):
    parts = clauses(text)
    assert len(parts) == 1 or min(len(part.strip()) for part in parts) >= 14 or "—" in text


@pytest.mark.parametrize("text", ['"' * 40_000, ", " * 20_000, "—" * 40_000, 'a, "' * 10_000, "。” " * 10_000])
def test_strange_sentences_take_no_long_time(text):
    """A time that grows with the square of the length would be seen in the tests' own."""
    assert "".join(clauses(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("Kurz, knapp.", ["Kurz, knapp."]),
        (
            "When the rain had stopped, we went on with our walk.",
            ["When the rain had stopped,", " we went on with our walk."],
        ),
        ("雨停了以后，我们继续往前走，谁也不说话。", ["雨停了以后，", "我们继续往前走，", "谁也不说话。"]),
        ("他说：“我不知道你在说什么。”然后就走了。", ["他说：“我不知道你在说什么。”然后就走了。"]),
        (
            "He never came back again—nobody knew the reason why.",
            ["He never came back again", "—", "nobody knew the reason why."],
        ),
    ],
)
def test_clauses(text, expected):
    found = clauses(text)
    assert "".join(found) == text
    if "—" not in text and "：" not in text:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why? Why！", {"?": 1, "!": 1}),
        ("一，二、三, 四；", {",": 3, ";": 1}),
        ("Well… no... yes", {"…": 2}),
        ("a — b - c -- d well-known", {"—": 3}),
        ("(so)（是）:：", {"(": 2, ":": 2}),
        ("plain", {}),
        ("", {}),
    ],
)
def test_marks(text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Who?”", {"opens", "closes", "asks", "ends"}),
        ("Who came", set()),
        ("谁来了？", {"asks", "ends"}),
        ("「来了。」", {"opens", "closes", "ends"}),
        ("« Oui. »", {"opens", "closes", "ends"}),
        ("  ", set()),
        ("", set()),
        ("A heading:", set()),
    ],
)
def test_edges(text, expected):
    (row,) = Surface.of([text]).edges.tolist()
    assert {name for name, value in zip(EDGES, row, strict=True) if value} == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], [0]),
        (["no", "quotes"], [0, 0, 0]),
        (["“One.", "Two.", "Three.” He left.", "End."], [0, 1, 1, 0, 0]),
        (["「一。", "二。」", "三。"], [0, 1, 0, 0]),
        (["« Un.", "Deux. »", "Trois."], [0, 1, 0, 0]),
        (["„Eins.", "Zwei.” Drei."], [0, 1, 0]),
        (['"One.', 'Two."', '"Three" and "four'], [0, 1, 0, 1]),
        (["“A” and “B”, “C", "D”"], [0, 1, 0]),
        (["'One.", "Two.' He left.", "It's mine, the boys' too."], [0, 1, 0, 0]),
        (["'One.", "Two 'and on.' Left.", "'A' 'B' 'C' \"d\""], [0, 1, 0, 0]),
        (["‘One.", "Don’t.’ Gone.", "The end."], [0, 1, 0, 0]),
    ],
)
def test_what_lies_inside_a_quotation(texts, expected):
    assert states(*texts) == expected


def test_apostrophes_open_no_quotation():
    assert states("It's John's.", "Don't 'em and rock 'n' roll.", "C'est l'été.")[1] == 0


def test_quotations_tell_nothing_where_there_are_none_or_one_is_never_closed():
    assert not Surface.of(["One.", "Two."]).quoting
    assert not Surface.of(["“One.", *["Two."] * 40]).quoting
    assert Surface.of(["“One.", "Two.”", "Three."]).quoting


@given(st.lists(anything, max_size=5))
def test_the_shapes_of_any_surface(texts):
    surface = Surface.of(texts)
    n = len(texts)
    assert surface.lengths.tolist() == [max(1, len(text.strip())) for text in texts]
    assert surface.marks.shape == (n, len(MARKS))
    assert (surface.marks >= 0).all()
    assert surface.edges.shape == (n, 4)
    assert set(surface.edges.ravel().tolist()) | set(surface.inside.tolist()) <= {0.0, 1.0}
    assert surface.inside.shape == (n + 1,)
    assert surface.inside[0] == 0


@settings(max_examples=300)
@given(st.lists(anything | telling, max_size=6))
def test_all_at_once_as_one_by_one(texts):
    surface = Surface.of(texts)
    found = surface.lengths, surface.marks, surface.edges, surface.inside
    for ours, theirs in zip(found, one_by_one.surface(texts), strict=True):
        assert ours.tolist() == theirs.tolist()
    assert clauses_of(texts) == [one_by_one.clauses(text) for text in texts]
