"""Glossaries of other programs: what they hold comes back, and what they cannot hold is told."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import formats
from align.errors import AlignError, ArgumentError, FormatError
from align.formats.term_pairs import paired
from align.formats.termbase_csv import read as read_csv
from align.model import CASES, TERM_STATUSES, TERM_TYPES, Term, Termbase
from tests.formats.clients import glossary, needs_omegat
from tests.strategies import nasty_text

ROWS = """\
concept,lang,term,status,pos,type,case,definition,note,source
AGI,en,artificial general intelligence,preferred,noun,full,any,A machine.,"Not ""strong AI"".",x.txt:1
AGI,en,AGI,admitted,noun,acronym,exact,,,
AGI,en,general artificial intelligence,deprecated,noun,variant,any,,Word order.,
AGI,zh,通用人工智能,preferred,noun,full,any,,,
AGI,zh,AGI,admitted,noun,acronym,exact,,,
AGI,de,AGI,preferred,noun,acronym,exact,,,
model,en,model,preferred,noun,full,any,,,
model,zh,模型,preferred,noun,full,any,,,
model,zh,模,admitted,noun,short,any,,,
lonely,en,lonely,preferred,,full,any,,,
"""
TERMBASE = Termbase.from_terms(read_csv(ROWS.encode()))
LANGS = ("en", "zh")
WHOLE = ("csv", "tbx", "tbx2", "xlsx")
PAIRED = ("deepl-csv", "deepl-tsv", "omegat")


def written(name: str, termbase: Termbase = TERMBASE, langs=LANGS) -> tuple[bytes, list[str]]:
    stream = BytesIO()
    told = formats.load(formats.GLOSSARY_WRITERS, name)(termbase, stream, langs)
    return stream.getvalue(), told


def read(name: str, data: bytes, langs=LANGS) -> list[tuple[Term, ...]]:
    return formats.load(formats.GLOSSARY_READERS, name)(data, langs, None)


def texts(rows) -> list[tuple[str, ...]]:
    return [tuple(term.text for term in row) for row in rows]


def test_every_format_that_is_written_is_read():
    assert set(formats.GLOSSARY_READERS) == set(formats.GLOSSARY_WRITERS)
    assert set(formats.GLOSSARY_SUFFIXES.values()) <= set(formats.GLOSSARY_READERS)


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_of_terms_holds_everything(name):
    data, told = written(name)
    assert told == []
    assert [term for row in read(name, data, None) for term in row] == list(TERMBASE.terms)


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_hold_the_terms_to_use(name):
    data, told = written(name)
    pairs = [("artificial general intelligence", "通用人工智能"), ("AGI", "AGI"), ("model", "模型")]
    assert texts(read(name, data)) == pairs + ([("model", "模")] if name == "omegat" else [])
    assert 'AGI, en, "general artificial intelligence" is not in it: it is deprecated' in told
    assert 'AGI, de, "AGI" is not in it: it is of another language' in told
    assert 'lonely, en, "lonely" is not in it: its concept has no term to use in zh' in told
    assert ('model, "model" = "模" is not in it: "model" = "模型" is, and DeepL takes a source once' in told) == (
        name != "omegat"
    )


def test_omegat_shows_definition_and_note_as_comment():
    data, _ = written("omegat")
    assert (
        data.decode().splitlines()[0] == 'artificial general intelligence\t通用人工智能\tA machine.; Not "strong AI".'
    )


@pytest.mark.parametrize("name", PAIRED)
def test_without_languages_pairs_are_refused(name):
    with pytest.raises(ArgumentError, match="give --source-lang and --target-lang"):
        written(name, langs=None)
    with pytest.raises(ArgumentError, match="give --source-lang and --target-lang"):
        read(name, b"a\tb\n" if name != "deepl-csv" else b"a,b\n", None)


def test_omegat_is_read_with_comments_bom_and_three_columns():
    data = "\ufeff# -*- coding: utf-8 -*-\r\nAGI\t通用人工智能\tA machine.\textra\r\n\r\nmodel\t模型\r\n".encode()
    (first, second) = read("omegat", data)
    assert [(t.lang, t.text, t.type, t.case, t.note, t.line) for t in first] == [
        ("en", "AGI", "acronym", "exact", "A machine. extra", 2),
        ("zh", "通用人工智能", "full", "any", "", 2),
    ]
    assert [t.line for t in second] == [4, 4]
    assert texts(read("omegat", "LE\t小端\n".encode("utf-16"))) == [("LE", "小端")]


def test_deepl_is_read_quoted_and_with_languages():
    assert texts(read("deepl-csv", b'"a ""b"", c",d\n#e,f\n')) == [('a "b", c', "d"), ("#e", "f")]
    assert texts(read("deepl-tsv", b'"a"\tb\n')) == [('"a"', "b")]
    (row,) = read("deepl-csv", b"source,target\nbonjour,hello,fr,EN\n", None)
    assert [(t.lang, t.text) for t in row] == [("fr", "bonjour"), ("en", "hello")]


@pytest.mark.parametrize(
    ("name", "data", "reason", "line"),
    [
        ("omegat", b"# x\nAGI\n", "one column", 2),
        ("omegat", b"AGI\t \n", "the target is empty", 1),
        ("deepl-csv", b"a,b\nc\n", "1 columns, where", 2),
        ("deepl-csv", b"a,b,c\n", "3 columns, where", 1),
        ("deepl-csv", b'"a\nb",c\n,d\n', "the source is empty", 3),
        ("deepl-tsv", b"a\tb\tde\tx!\n", "no language tag", None),
        ("xlsx", b"no workbook", "is no Excel workbook", None),
        ("tbx", b"concept,lang,term\n", "not XML: Start tag expected", 1),
        ("tbx2", b"", "not XML: ", 1),
    ],
)
def test_what_is_no_glossary_is_refused_with_its_line(name, data, reason, line):
    with pytest.raises(AlignError, match=reason) as caught:
        read(name, data)
    assert getattr(caught.value, "line", None) == line


def test_deepl_tells_what_it_does_not_take():
    terms = [Term("a", "en", "x" * 1025), Term("a", "zh", "长"), Term("b", "en", "a\tb"), Term("b", "zh", "乙")]
    data, told = written("deepl-csv", Termbase.from_terms(terms))
    assert data == b""
    assert [note.partition(" is not in it: ")[2] for note in told[:2]] == [
        "DeepL takes 1,024 bytes",
        "it holds control characters",
    ]


def test_omegat_tells_what_it_would_lose():
    terms = [
        Term("a", "en", "#tag", note="x"),
        Term("a", "zh", "标签"),
        Term("b", "en", "b", note="1\n2"),
        Term("b", "zh", "乙"),
    ]
    data, told = written("omegat", Termbase.from_terms(terms))
    assert data.decode() == "b\t乙\t1 2\n"
    assert told[0] == 'a, "#tag" is not in it: OmegaT takes a line with # for a comment'
    assert told[1] == "tabs and line ends became spaces in 1 of 2 rows"


@needs_omegat
@pytest.mark.parametrize(("name", "ending"), [("omegat", ".utf8"), ("tbx2", ".tbx")])
def test_the_terms_are_there_in_omegat(name, ending, tmp_path):
    hostile = [Term("x", "en", 'a <b> & "c"', note="=1+1"), Term("x", "zh", "“甲” <乙>")]
    path = tmp_path / f"ours{ending}"
    path.write_bytes(written(name, Termbase.from_terms([*TERMBASE.terms, *hostile]))[0])
    entries = glossary(path, "EN", "ZH")
    pairs = [(source, target) for source, target, _ in entries]
    assert ("artificial general intelligence", "通用人工智能") in pairs
    assert ("model", "模型") in pairs
    assert ('a <b> & "c"', "“甲” <乙>") in pairs
    assert {target for source, target in pairs if source == "lonely"} <= {""}
    comments = {source: comment for source, _, comment in entries}
    assert "A machine." in comments["artificial general intelligence"]
    assert 'Not "strong AI".' in comments["artificial general intelligence"]


def workbook(*rows) -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_a_column_for_each_language_is_read():
    data = workbook(
        ["EN", "zh-CN", "Definition", "owner"], ["AGI", "通用人工智能", "A machine.", "x"], [], ["model", None]
    )
    first, second = read("xlsx", data)
    assert [(t.concept, t.lang, t.text, t.definition, t.line) for t in first] == [
        ("", "en", "AGI", "A machine.", 2),
        ("", "zh-CN", "通用人工智能", "", 2),
    ]
    assert texts([second]) == [("model",)]


def test_a_workbook_may_have_columns_in_any_order_and_numbers():
    data = workbook(
        ["Term", "Lang", "note", "Concept", None], ["36", "en", 1.0, "Kr", None], [None, None, None, None, None]
    )
    ((term,),) = read("xlsx", data)
    assert (term.concept, term.lang, term.text, term.note, term.line) == ("Kr", "en", "36", "1", 2)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["a", "b"]], "the first row names neither"),
        ([], "the first row names neither"),
        ([["concept", "lang", "term"], ["a", "en", None]], "the term is empty"),
        ([["concept", "lang", "term", "status"], ["a", "en", "x", "best"]], "status 'best' is none of"),
    ],
)
def test_a_workbook_that_is_no_termbase_is_refused(rows, reason):
    with pytest.raises(FormatError, match=reason):
        read("xlsx", workbook(*rows))


def test_a_workbook_holds_text_as_text():
    terms = [Term("a", "en", "=1+1", definition="#N/A", note="0003", source="_x0041_")]
    data, told = written("xlsx", Termbase.from_terms(terms))
    assert (read("xlsx", data), told) == ([tuple(terms)], [])


hostile = nasty_text.map(str.strip).filter(bool)


@st.composite
def termbases(draw: st.DrawFn) -> Termbase:
    terms = st.builds(
        Term,
        st.sampled_from(["a", "b", "#c"]),
        st.sampled_from(LANGS),
        hostile,
        st.sampled_from(TERM_STATUSES),
        st.just("noun"),
        st.sampled_from(TERM_TYPES),
        st.sampled_from(CASES),
        note=nasty_text.map(str.strip),
    )
    return Termbase.from_terms(draw(st.lists(terms, max_size=5, unique_by=lambda t: (t.concept, t.lang, t.text))))


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@settings(max_examples=60, deadline=None)
@given(termbases())
def test_a_termbase_that_is_written_is_read(termbase):
    data, _ = written("csv", termbase)
    found = [term for row in read("csv", data) for term in row]
    assert [(t.concept, t.lang, t.text, t.status, t.note) for t in found] == [
        (t.concept, t.lang, plain(t.text), t.status, plain(t.note)) for t in termbase.terms
    ]


@settings(max_examples=60, deadline=None)
@given(termbases())
def test_every_term_is_in_a_pair_or_told(termbase):
    pairs, told = paired(termbase, LANGS)
    held = {id(term) for pair in pairs for term in pair}
    assert len(told) == sum(id(term) not in held for term in termbase.terms)
    for name in PAIRED:
        data, told = written(name, termbase)
        assert len(read(name, data)) + sum(" is not in it" in note for note in told) >= len(pairs)
