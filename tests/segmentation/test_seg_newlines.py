"""What a new line means, and how quotations and abbreviations of a project are treated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ArgumentError
from align.segmentation import NEWLINES, parse, segments
from tests.strategies import nasty_text


def texts(text: str, lang: str = "en", **options: object) -> list[list[str]]:
    return [[segment.text for segment in block.segments] for block in parse(text, lang, **options).blocks]


def test_a_new_line_ends_a_block():
    assert texts("One line\nAnother. And more.") == [["One line"], ["Another.", "And more."]]


def test_a_line_that_breaks_off_goes_on_with_a_small_letter():
    assert texts("The storm broke over the\nvillage at noon. It rained.") == [
        ["The storm broke over the\nvillage at noon.", "It rained."]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "salt\nflour and water\neggs",
        "Ingredients\nflour",
        "The storm broke over the\n\nvillage",
        "He packed these things:\nrope",
        "The storm broke over us.\nand then",
        "We have tried three phones\niPhone is one",
        "What you need for this\na) rope",
    ],
)
def test_lists_headings_and_paragraphs_are_not_joined(text):
    assert len(texts(text)) == len([line for line in text.split("\n") if line])


def test_a_line_that_ends_with_a_comma_or_a_particle_goes_on():
    assert texts("他走进屋里，\n坐了下来。", "zh") == [["他走进屋里，\n坐了下来。"]]
    assert texts("これは母の\n傘です。", "ja") == [["これは母の\n傘です。"]]
    assert len(texts("第一章\n他走了。", "zh")) == 2


def test_wrapped_text_is_joined_up_to_a_blank_line():
    assert texts("The storm\nbroke. It\nrained.\n \nNext block.", newlines="wrapped") == [
        ["The storm\nbroke.", "It\nrained."],
        ["Next block."],
    ]


def test_each_line_is_a_sentence_if_so_wished():
    assert texts("One. Two.\nThree", newlines="line") == [["One. Two."], ["Three"]]


def test_an_unknown_policy_is_refused():
    with pytest.raises(ArgumentError, match="none of paragraph, wrapped, line"):
        parse("x", newlines="poem")


@given(text=nasty_text, newlines=st.sampled_from(NEWLINES), whole=st.booleans())
def test_every_policy_keeps_spans_exact_and_gaps_white(text, newlines, whole):
    document = parse(text, "en", newlines=newlines, whole_quotations=whole)
    position = 0
    for segment in document.segments:
        assert text[segment.start : segment.end] == segment.text
        assert not text[position : segment.start].strip()
        position = segment.end
    assert not text[position:].strip()
    assert segments(text, "en", newlines=newlines, whole_quotations=whole) == list(document.segments)


def test_quotations_are_divided_or_kept_whole():
    text = "She wrote: “We came. We saw.” Then she left."
    assert texts(text) == [["She wrote: “We came.", "We saw.”", "Then she left."]]
    assert texts(text, whole_quotations=True) == [["She wrote: “We came. We saw.”", "Then she left."]]


def test_a_quotation_inside_a_sentence_is_not_divided():
    assert texts('He called, "Stop! Come back!" and ran. She did not.') == [
        ['He called, "Stop! Come back!" and ran.', "She did not."]
    ]


def test_a_project_has_abbreviations_of_its_own():
    text = "See Anl. Drei of the file. It is short."
    assert texts(text) == [["See Anl.", "Drei of the file.", "It is short."]]
    assert texts(text, abbreviations=["Anl."]) == [["See Anl. Drei of the file.", "It is short."]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. [12] We left. [3]", ["It rained. [12]", "We left. [3]"]),
        ("1) First thing 2) Second thing", ["1) First thing", "2) Second thing"]),
        ("a. The one b. The other", ["a. The one", "b. The other"]),
        ("i left early. then i slept.", ["i left early.", "then i slept."]),
        ("It was late.Then we left.", ["It was late.", "Then we left."]),
        ("Look at www.example.org. It is new.", ["Look at www.example.org.", "It is new."]),
    ],
)
def test_what_plain_rules_miss(text, sentences):
    assert texts(text) == [sentences]
