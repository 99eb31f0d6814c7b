"""What a block is: excerpts, captions, notes, headings."""

from __future__ import annotations

import pytest

from align.segmentation import parse
from align.segmentation.quotations import enclosing_quotes


@pytest.mark.parametrize(
    ("block", "pair"),
    [
        ('"We won."', ('"', '"')),
        ('"We won. They lost."', ('"', '"')),
        ("“We won.”", ("“", "”")),
        ("«Nous avons gagné.»", ("«", "»")),
        ("« Nous avons gagné. »", ("«", "»")),
        ("»Wir haben gewonnen.«", ("»", "«")),
        ("「我們贏了。」", ("「", "」")),
        ("『我們贏了。』", ("『", "』")),
        ("“我们赢了。”", ("“", "”")),
        ("＂我们赢了。＂", ("＂", "＂")),
        ("„Wir haben gewonnen.“", ("„", "“")),
        ("„Wygraliśmy.”", ("„", "”")),
        ('"He said "no" to me."', ('"', '"')),
        ('"He called it "a side project" and "a hobby"."', ('"', '"')),
        ('"It was (as "they" say) over."', ('"', '"')),
        ("“He said “no” to me.”", ("“", "”")),
        ("“He said ‘no’ to me.”", ("“", "”")),
        ("「他說『不』。」", ("「", "」")),
        ("«Il dit «non».»", ("«", "»")),
    ],
)
def test_marks_that_enclose_a_whole_block_are_found(block, pair):
    assert enclosing_quotes(block) == pair
    assert [found.kind for found in parse(f"{block}\n", "en").blocks] == ["excerpt"]


@pytest.mark.parametrize(
    "block",
    [
        '"A," he said. "B."',
        '"A." "B."',
        "“A,” he said. “B.”",
        "«A», dit-il. «B.»",
        "「A」他說。「B。」",
        "„A“, sagte er. „B.“",
        '"',
        '""',
        "“”",
        "“",
        '"A.',
        'A."',
        '"A.”',
        "“A.“",
        'He said "no."',
        '"No" is what he said.',
        "'We won.'",
        "(We won.)",
        "",
    ],
)
def test_other_blocks_are_enclosed_by_nothing(block):
    assert enclosing_quotes(block) is None


@pytest.mark.parametrize(
    ("block", "kind", "lang"),
    [
        ("Editor's note: This is a series.", "note", "en"),
        ("Editor’s Note: This is a series.", "note", "en"),
        ("Translator's note: The original is lost.", "note", "en"),
        ("Note: The original is lost.", "note", "en"),
        ("NOTE TO EDITORS: The figures are new.", "note", "en"),
        ("Correction: It was Tuesday.", "note", "en"),
        ("Noteworthy: It was Tuesday.", "body", "en"),
        ("The editor's note: it was Tuesday.", "body", "en"),
        ("编者按：这是一个系列。", "note", "zh"),
        ("译者注：原文已失。", "note", "zh"),
        ("注: 原文已失。", "note", "zh"),
        ("注意：原文已失。", "body", "zh"),
        ("Photo: The harbour at dawn.", "caption", "en"),
        ("Fig. 3: The harbour at dawn.", "caption", "en"),
        ("File photo: The harbour at dawn.", "caption", "en"),
        ("The harbour at dawn. /CCTV Plus", "caption", "en"),
        ("The harbour at dawn. (Photo: Ann Lee)", "caption", "en"),
        ("The harbour at dawn. [Photo/Xinhua]", "caption", "en"),
        ("图：清晨的港口。", "caption", "zh"),
        ("图片：清晨的港口。", "caption", "zh"),
        ("清晨的港口。（图源：新华社）", "caption", "zh"),
        ("清晨的港口。图/新华社", "caption", "zh"),
        ("They sailed at dawn and/or dusk.", "body", "en"),
        ("They sailed at dawn (see the photo in the hall).", "body", "en"),
        ("图书馆今天开门。", "body", "zh"),
    ],
)
def test_notes_and_captions_are_known_by_label_or_credit(block, kind, lang):
    assert parse(block, lang).blocks[0].kind == kind


BODY = "They walked to the harbour and waited for the ship, which was late as always."


@pytest.mark.parametrize("title", ["On Innovation", "About us", "2024 in review", "'Long-termism'", "关于创新"])
def test_a_short_line_before_longer_text_is_a_heading(title):
    document = parse(f"{title}\n{BODY}\n", "en")
    assert [block.kind for block in document.blocks] == ["heading", "body"]
    assert [block.section for block in document.blocks] == ["", title]


def test_a_title_and_its_subtitle_are_headings():
    assert [block.kind for block in parse(f"Part One\nOn Innovation\n{BODY}", "en").blocks] == [
        *("heading", "heading", "body")
    ]


def test_three_short_lines_and_more_are_a_list():
    document = parse(f"Apples\nPears\nPlums\n{BODY}\n", "en")
    assert {block.kind for block in document.blocks} == {"body"}


@pytest.mark.parametrize("line", ["We won.", "Why?", "They said:", "我们赢了。", "first we ate", "x" * 81, "* * *"])
def test_other_lines_are_no_headings(line):
    assert parse(f"{line}\n{BODY}\n", "en").blocks[0].kind == "body"


def test_a_short_line_at_the_end_heads_nothing():
    assert parse(f"{BODY}\nAnn Lee\n", "en").blocks[-1].kind == "body"


def test_a_line_of_white_space_is_no_block():
    assert [block.line for block in parse(f" \n\n{BODY}\n\u3000\n  {BODY}\n", "en").blocks] == [3, 5]
    assert parse(" \n\t\u2028\r\n", "en").blocks == ()
