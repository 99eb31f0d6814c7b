"""The real article, and the sentences that people divided it into."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from align.segmentation import parse
from align.sheet import build_bitext

EXCERPTS = (15, 16, 17, 20, 21, 24, 25, 28, 29)
KINDS = {
    **dict.fromkeys((1, 2), "caption"),
    3: "note",
    **dict.fromkeys((9, 13, 18, 22, 26), "heading"),
    **dict.fromkeys(EXCERPTS, "excerpt"),
}
SECTIONS = {
    range(1, 10): "",
    range(10, 13): "About Liang Wenfeng",
    range(14, 18): "DeepSeek's 'long-termism'",
    range(19, 22): "Talent and team building",
    range(23, 26): "On Innovation",
    range(27, 30): "On China's role in AI development",
}


@pytest.fixture(scope="module")
def document(article_text):
    return parse(article_text, "en")


def test_there_are_29_blocks_one_a_line(document):
    assert [block.line for block in document.blocks] == list(range(1, 30))


def test_there_are_68_sentences(document):
    assert len(list(document.segments)) == 68


def test_every_line_has_its_kind(document):
    assert {block.line: block.kind for block in document.blocks} == {
        line: KINDS.get(line, "body") for line in range(1, 30)
    }


def test_every_line_knows_its_section(document):
    for lines, section in SECTIONS.items():
        for line in lines:
            assert document.blocks[line - 1].section == section
    assert all(not block.section for block in document.blocks if block.kind == "heading")


def test_the_interviewee_says_all_excerpts_and_nothing_else(document):
    assert {block.line: block.speaker for block in document.blocks if block.speaker} == dict.fromkeys(
        EXCERPTS, "Liang Wenfeng"
    )


def test_straight_and_curly_quotation_marks_enclose_excerpts(document):
    quotes = {block.line: block.quotes for block in document.blocks}
    assert {line for line, pair in quotes.items() if pair} == set(EXCERPTS)
    assert quotes[20] == ("“", "”")
    assert all(quotes[line] == ('"', '"') for line in EXCERPTS if line != 20)


def test_the_excerpts_make_32_units_without_the_enclosing_marks(document):
    bitext = build_bitext(document, "zh", "excerpts")
    assert len(bitext.units) == 32
    assert Counter(unit.line for unit in bitext.units) == Counter(
        {15: 3, 16: 3, 17: 2, 20: 4, 21: 5, 24: 2, 25: 4, 28: 4, 29: 5}
    )
    for unit in bitext.units:
        assert not set(unit.target) & set('"“”')
        assert unit.speaker == "Liang Wenfeng"
        assert unit.kind == "excerpt"


def test_automatic_rows_are_the_excerpts(document):
    assert build_bitext(document, "zh") == build_bitext(document, "zh", "excerpts")


def test_all_rows_are_all_sentences(document):
    assert len(build_bitext(document, "zh", "all").units) == 68


@pytest.mark.parametrize("lang", ["en", "und"])
def test_sentences_are_those_that_people_found(lang, article_text, shared):
    path = shared / "eval" / "segmentation" / "seed_article.jsonl"
    if not path.is_file():
        pytest.skip(f"evaluation data absent: there is no {path}")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    blocks = {block.line: block for block in parse(article_text, lang).blocks}
    assert len(lines) == 29
    for line in lines:
        found = ["".join(segment.text.split()) for segment in blocks[line["line"]].segments]
        assert found == ["".join(sentence.split()) for sentence in line["sentences"]], f"line {line['line']}"
