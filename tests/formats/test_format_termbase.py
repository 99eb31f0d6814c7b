"""The termbase as CSV: what people may write, and what is refused with its line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings

from align.errors import EncodingError, FormatError
from align.formats.termbase_csv import COLUMNS, read
from align.model import CASES, TERM_STATUSES, TERM_TYPES, Term
from tests.strategies import nasty_text

HEADER = "concept,lang,term,status,pos,type,case,definition,note,source\n"


def terms(text: str) -> list[Term]:
    return read(text.encode())


def places(text: str) -> list[tuple[str, int]]:
    return [(term.text, term.line) for term in terms(text)]


def test_a_full_row_gives_a_full_term():
    row = 'AGI,en,general artificial intelligence,deprecated,noun,variant,any,"A, B",Why.,a.txt:3\n'
    assert terms(HEADER + row) == [
        Term(
            "AGI",
            "en",
            "general artificial intelligence",
            "deprecated",
            "noun",
            "variant",
            "any",
            "A, B",
            "Why.",
            "a.txt:3",
        )
    ]


def test_three_columns_are_enough():
    assert terms("concept,lang,term\nAI,en,artificial intelligence\n") == [Term("AI", "en", "artificial intelligence")]


def test_empty_fields_take_their_defaults():
    assert terms(HEADER + "AI,en,AI,,,,,,,\n") == [Term("AI", "en", "AI", "preferred", "", "full", "any")]


def test_columns_may_stand_in_any_order_beside_others():
    assert terms("Term, status ,COLOUR,lang,Concept\nAI,Admitted,red,EN,ai\n") == [Term("ai", "en", "AI", "admitted")]


def test_tags_get_their_standard_form():
    assert [term.lang for term in terms("concept,lang,term\na,zh_cn,x\nb,PT-br,y\n")] == ["zh-CN", "pt-BR"]


def test_spaces_around_fields_do_not_count():
    assert terms("concept,lang,term\n AI , en , artificial intelligence \n")[0] == Term(
        "AI", "en", "artificial intelligence"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(end, mark):
    text = f"{mark}concept,lang,term{end}a,en,x{end}{end}b,en,y"
    assert places(text) == [("x", 2), ("y", 4)]


def test_utf_16_with_a_mark_and_other_encodings_are_read():
    text = "concept,lang,term\na,zh,智能\n"
    assert read(text.encode("utf-16"))[0].text == "智能"
    assert read(text.encode("gb18030"), "gb18030")[0].text == "智能"


def test_comments_and_blank_lines_are_skipped_and_counted():
    text = "# our terms\n\nconcept,lang,term\n# names, of people\na,en,x\n   \n,,\n  # more\nb,en,y\n"
    assert places(text) == [("x", 5), ("y", 9)]


@pytest.mark.parametrize("comment", ['# see "x", y', '# open,"quote', "# don't", '#"', '# "a" b,"c" d', '#,""x'])
def test_a_comment_may_hold_anything(comment):
    assert places(f"concept,lang,term\n{comment}\na,en,x\n{comment}\nb,en,y\n") == [("x", 3), ("y", 5)]


def test_a_quoted_field_that_begins_with_a_hash_is_no_comment():
    assert places('term,lang,concept\n"#hashtag",en,hashtag\n') == [("#hashtag", 2)]


def test_a_quoted_field_may_go_over_lines_and_the_lines_behind_it_are_counted():
    text = 'concept,lang,term,definition\na,en,x,"one\n# two\n\nthree"\nb,en,y,"said ""so"""\n'
    assert places(text) == [("x", 2), ("y", 6)]
    assert [term.definition for term in terms(text)] == ["one\n# two\n\nthree", 'said "so"']


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_only_line_ends_end_a_line(char, quote):
    text = f"concept,lang,term,note\na,en,x,{quote}one{char}two{quote}\nb,en,y,\n"
    assert places(text) == [("x", 2), ("y", 3)]
    assert terms(text)[0].note == f"one{char}two"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no column concept and no column lang and no column term"),
        ("concept,lang\na,en\n", 1, "no column term"),
        ("\n# c\nconcept,term\na,b\n", 3, "no column lang"),
        ("concept,lang,term,term\na,en,x,y\n", 1, "column term stands twice"),
        ("concept,lang,term\na,en,x\nb,en\n", 3, "2 fields where the first row has 3"),
        ("concept,lang,term\na,en,x, y\n", 2, "4 fields.*quote a field that holds a comma"),
        ("concept,lang,term,status\na,en,x,best\n", 2, "status 'best' is none of preferred"),
        ("concept,lang,term,type\na,en,x,word\n", 2, "type 'word' is none of full"),
        ("concept,lang,term,case\na,en,x,upper\n", 2, "case 'upper' is none of any"),
        ("concept,lang,term\na,en,\n", 2, "the term is empty"),
        ("concept,lang,term\n,en,x\n", 2, "the concept is empty"),
        ("concept,lang,term\na,,x\n", 2, "the lang is empty"),
        ("concept,lang,term\na,klingonese,x\n", 2, "'klingonese' is no language tag"),
        ("concept,lang,term\na,en,x\nb,en,y\na,EN, x\n", 4, "'x' stands in line 2 already"),
        ('concept,lang,term\na,en,x\nb,en,"y\nc,en,z\n', 3, "a quotation mark is not closed"),
        ('concept,lang,term,note\na,en,x,"one\ntwo"\nb,en,y\n', 4, "3 fields"),
        ('concept,lang,term\na,en,"x"y\n', 2, "broken CSV"),
        ("concept,lang,term\na,en,x\u2028y\nb,en\n", 3, "2 fields"),
    ],
)
def test_a_fault_is_named_by_its_line(text, line, says):
    with pytest.raises(FormatError, match=says) as caught:
        terms(text)
    assert caught.value.line == line


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(EncodingError) as caught:
        read(b"concept,lang,term\na,en,\xff\n")
    assert caught.value.line == 2


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
def test_any_text_gives_terms_or_one_clear_error(text):
    for body in (text, HEADER + text, f"concept,lang,term\na,en,{text}\n"):
        found: list[Term] = []
        with suppress(FormatError, EncodingError):
            found = read(body.encode("utf-8", "surrogatepass"))
        for term in found:
            assert term.concept
            assert term.text == term.text.strip() != ""
            assert term.status in TERM_STATUSES
            assert term.type in TERM_TYPES
            assert term.case in CASES


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
def test_a_quoted_field_holds_any_text(text):
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    quoted = text.replace('"', '""')
    data = f'concept,lang,term,note\na,en,x,"{quoted}"\nb,en,y,{"a long note " * 50}\n'
    found = read(data.encode("utf-8", "surrogatepass"))
    assert found[0].note == clean.strip()
    assert found[1].line == 3 + clean.count("\n")


def test_the_own_termbase_is_read(termbase):
    agi = termbase["AGI"]
    assert {(term.lang, term.text) for term in agi.terms if term.status == "preferred"} == {
        ("en", "artificial general intelligence"),
        ("zh", "通用人工智能"),
    }
    assert len(COLUMNS) == 10
