"""Turns of interviews: labels at the start of blocks name the speaker and are no part of the units."""

from __future__ import annotations

import pytest

from align.segmentation import parse
from align.sheet import build_bitext


def turns(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [(block.label, block.speaker) for block in parse(text, lang).blocks]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Q: Why?\nA: Because we can.", "en", [("Q: ", "Q"), ("A: ", "A")]),
        ("暗涌：为什么？\n梁山：因为好奇。", "zh", [("暗涌：", "暗涌"), ("梁山：", "梁山")]),
        ("记者：你好。\n他笑了。", "zh", [("记者：", "记者"), ("", "记者")]),
        ("**Ray:** Hello.\n**Ann Bo:** Hi.", "en", [("**Ray:** ", "Ray"), ("**Ann Bo:** ", "Ann Bo")]),
        ("Ann Bo: Hello.\nMore of it.\n\nRay: Hi.", "en", [("Ann Bo: ", "Ann Bo"), ("", "Ann Bo"), ("Ray: ", "Ray")]),
    ],
)
def test_labels_name_the_speaker_of_their_blocks(text, lang, expected):
    assert turns(text, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Warning: this is hot. Do not touch it.\nIt is really hot.\nSo be careful.\nThank you.",
        "He said: come here.\nThey came.",
        "At 10:30 we left.\nWe came back.",
        "http://example.org is a site.\nIt is old.",
        "Media Contact: Ann Bo\nPhone: +1 555 0100\nHighlights:\nSales rose.\nAbout Tarn: Tarn makes boats.",
        "Background: The lake is deep.\nUpdate: It rained.\nIt went on raining for a week.",
    ],
)
def test_a_colon_alone_makes_no_turn(text):
    assert {label for label, _ in turns(text)} == {""}


@pytest.mark.parametrize(
    ("text", "lang", "speakers"),
    [
        (
            "スミス：はい。\n山田：ええ。\nスミス：そうです。\nさくら：はい。",
            "ja",
            ["スミス", "山田", "スミス", "さくら"],
        ),
        ("Łukasz: Tak.\nEwa: Nie.\nŁukasz: Tak.", "pl", ["Łukasz", "Ewa", "Łukasz"]),
        ("Ann Bo (laughs): Yes.\nRay: Why?\nAnn Bo: So.", "en", ["Ann Bo", "Ray", "Ann Bo"]),
        ("暗涌Waves：为什么？\n梁山：因为。\n暗涌Waves：好。", "zh", ["暗涌Waves", "梁山", "暗涌Waves"]),
    ],
)
def test_names_of_many_scripts_are_labels(text, lang, speakers):
    assert [speaker for _, speaker in turns(text, lang)] == speakers


def test_what_is_no_label_stays_in_the_text():
    text = "记者：你怎么看？\n李四：很好。\n我的看法是：技术没有秘密。\n记者：谢谢。"
    assert [label for label, _ in turns(text, "zh")] == ["记者：", "李四：", "", "记者："]


def test_a_heading_ends_a_turn():
    text = "Q: Why is that so?\n\nA new chapter\n\nThis is told by somebody else, and at some length.\nQ: And then?"
    assert [speaker for _, speaker in turns(text)] == ["Q", "", "", "Q"]


def test_units_do_not_hold_the_label():
    document = parse('Q: Why? Say it.\nA: "Because we can. It is fun."', "en")
    units = build_bitext(document, "zh", "all").units
    assert [unit.target for unit in units] == ["Why?", "Say it.", "Because we can.", "It is fun."]
    assert [unit.speaker for unit in units] == ["Q", "Q", "A", "A"]
    assert [unit.kind for unit in units] == ["body", "body", "excerpt", "excerpt"]
