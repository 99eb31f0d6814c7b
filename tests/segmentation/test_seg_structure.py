"""Blocks whose kind their neighbours or their inside tell."""

from __future__ import annotations

import pytest

from align.segmentation import parse
from align.sheet import build_bitext


def kinds(text: str, lang: str = "en") -> list[str]:
    return [block.kind for block in parse(text, lang).blocks]


def test_a_quotation_of_several_paragraphs_is_one_excerpt_each():
    document = parse("He wrote at length.\n“One paragraph. It goes on.\n“The last one. Done.”", "en")
    assert [block.kind for block in document.blocks] == ["body", "excerpt", "excerpt"]
    units = build_bitext(document, "zh").units
    assert [unit.target for unit in units] == ["One paragraph.", "It goes on.", "The last one.", "Done."]


def test_a_quotation_that_nothing_closes_is_no_excerpt():
    assert kinds("“One paragraph. It goes on.\nAnd here is the narrator again.") == ["body", "body"]


@pytest.mark.parametrize(
    ("heading", "lang"), [("عنوان المقال", "ar"), ("כותרת", "he"), ("한국의 제목", "ko"), ("शीर्षक", "hi")]
)
def test_scripts_without_capitals_have_headings(heading, lang):
    assert kinds(f"{heading}\n\n{heading} {heading} {heading}. {heading}.", lang) == ["heading", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "- Bring your own lamp",
        "> Thanks",
        "(Reporting by the bureau)",
        "Thursday. The numbers for the lake and",
        "图为大会现场。某社发",
        "“It is late.” (laughs)",
    ],
)
def test_these_are_no_headings(line):
    assert kinds(f"{line}\nThe text goes on here, and it is longer than that.")[0] != "heading"


@pytest.mark.parametrize(
    "line",
    [
        "The result depends on price and demand (supply/demand).",
        "他在店里买了一张地图/手册。",
        "他拿出一张地图：北边是山。",
    ],
)
def test_a_slash_or_a_word_alone_makes_no_caption(line):
    assert kinds(f"{line}\nThe text goes on here.")[0] == "body"


@pytest.mark.parametrize(
    ("lead_in", "speaker"),
    [
        ("Yesterday Premier Ann Bo said:", "Ann Bo"),
        ("A spokesman for Tarn Boats said:", ""),
        ("The CEO explained:", ""),
        ("Neither Tarn nor Bell said:", ""),
    ],
)
def test_a_lead_in_names_the_speaker_or_nobody(lead_in, speaker):
    assert parse(f'{lead_in}\n"We did it. Yes."', "en").blocks[1].speaker == speaker
