"""Texts whose mark-up tells what their passages are."""

from __future__ import annotations

import pytest

from align.model import Passage
from align.segmentation import parse


def parsed(*parts: tuple[str, str], newlines: str = "paragraph", speakers: tuple[str, ...] = ()):
    """The blocks of some passages, each a kind and a text."""
    text, passages = "", []
    for number, (kind, words) in enumerate(parts):
        start = len(text) + bool(text)
        text = f"{text}\n{words}" if text else words
        passages.append(Passage(start, len(text), kind, speakers[number] if speakers else ""))
    document = parse(text, "en", newlines=newlines, passages=passages)
    return [(block.kind, text[block.start : block.end]) for block in document.blocks], document


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("heading", "We won. They lost.", "heading"),
        ("heading", "“The vote”", "heading"),
        ("caption", "A vote", "caption"),
        ("note", "“A note.”", "note"),
        ("body", "A short item", "body"),
        ("body", "“We won.”", "excerpt"),
        ("excerpt", "So it is said.", "excerpt"),
        ("", "The vote", "heading"),
        ("", "“We won.”", "excerpt"),
        ("", "Photo: The winners", "caption"),
        ("", "We won.", "body"),
    ],
)
def test_a_passage_is_what_its_mark_up_says_and_else_what_its_text_says(kind, words, expected):
    blocks, _ = parsed((kind, words), ("", "A longer text stands behind it, which is no heading at all."))
    assert blocks[0] == (expected, words)


def test_headings_by_mark_up_stay_headings_however_many_there_are():
    blocks, document = parsed(("heading", "One"), ("heading", "Two"), ("heading", "Three"), ("heading", "Four"))
    assert {kind for kind, _ in blocks} == {"heading"}
    assert all(not block.section for block in document.blocks)


def test_a_list_is_no_run_of_headings():
    blocks, document = parsed(("", "What you need"), ("body", "Flour"), ("body", "Eggs"), ("body", "Milk"))
    assert [kind for kind, _ in blocks] == ["heading", "body", "body", "body"]
    assert document.blocks[3].section == "What you need"


def test_no_block_goes_on_in_the_next_passage():
    blocks, _ = parsed(("", "This line breaks off in the"), ("", "middle of a sentence."))
    assert len(blocks) == 2


@pytest.mark.parametrize(
    ("newlines", "expected"),
    [("paragraph", ["One.", "Two. Three."]), ("wrapped", ["One.\nTwo. Three."]), ("line", ["One.", "Two. Three."])],
)
def test_a_new_line_inside_a_passage_means_what_it_means_in_a_text(newlines, expected):
    blocks, _ = parsed(("", "One.\nTwo. Three."), newlines=newlines)
    assert [text for _, text in blocks] == expected


def test_a_speaker_by_mark_up_says_it():
    _, document = parsed(("body", "We won."), ("body", "They lost."), speakers=("Ann Lee", ""))
    assert [block.speaker for block in document.blocks] == ["Ann Lee", ""]


def test_a_text_without_passages_has_no_blocks():
    assert parse("", "en", passages=()).blocks == ()
