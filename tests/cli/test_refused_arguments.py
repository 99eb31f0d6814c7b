"""Arguments, glossaries and bitexts at fault: one line that says which, exit code 2."""

import zipfile

import pytest
from openpyxl import Workbook

HEADER = "concept,lang,term,status,type,case\n"

BROKEN_ROWS = {
    "too few fields": ("AGI,en\n", "fields"),
    "too many fields": ("AGI,en,AGI,preferred,full,any,more\n", "fields"),
    "unknown status": ("AGI,en,AGI,best,full,any\n", "status 'best'"),
    "unknown type": ("AGI,en,AGI,preferred,word,any\n", "type 'word'"),
    "unknown case": ("AGI,en,AGI,preferred,full,upper\n", "case 'upper'"),
    "unknown language": ("AGI,english,AGI,preferred,full,any\n", "language tag"),
    "no concept": (",en,AGI,preferred,full,any\n", "concept is empty"),
    "no language": ("AGI,,AGI,preferred,full,any\n", "lang is empty"),
    "no term": ("AGI,en, ,preferred,full,any\n", "term is empty"),
    "twice": ("RL,en,RL,preferred,full,any\n", "line 2 already"),
    "open quotation mark": ('AGI,en,"AGI,preferred,full,any\n', "quotation mark"),
}


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("Innovation requires freedom.", encoding="utf-8")
    return path


readers_of_terms = pytest.mark.parametrize("command", ["sheet", "check", "terms-find"], indirect=True)


def with_glossary(args, path):
    """The arguments with another termbase."""
    kept = args[: args.index("--glossary")] if "--glossary" in args else args
    return [*kept, "--glossary", path]


@readers_of_terms
@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_a_broken_row_is_told_with_file_and_line(command, refused, text, tmp_path, name):
    row, said = BROKEN_ROWS[name]
    path = tmp_path / "terms.csv"
    path.write_text(HEADER + "RL,en,RL,preferred,full,any\n" + row, encoding="utf-8")
    err = refused(*with_glossary(command(text), path))
    assert f"{path}:3:" in err
    assert said in err


@readers_of_terms
@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no column"), (b"a,b,c\n1,2,3\n", "no column"), (b"\x89PNG\r\n\x1a\n\0", "PNG"), (b"\xff\xfe\xfd", "")],
)
def test_a_file_that_is_no_termbase(command, refused, text, tmp_path, content, said):
    path = tmp_path / "terms.csv"
    path.write_bytes(content)
    err = refused(*with_glossary(command(text), path))
    assert str(path) in err
    assert said in err


@readers_of_terms
def test_a_missing_glossary(command, refused, text, tmp_path):
    assert "missing.csv" in refused(*with_glossary(command(text), tmp_path / "missing.csv"))


@readers_of_terms
def test_a_folder_without_a_termbase(command, refused, text, tmp_path):
    (tmp_path / "terms").mkdir()
    assert ".csv" in refused(*with_glossary(command(text), tmp_path / "terms"))


@pytest.mark.parametrize("args", [("terms", "list"), ("terms", "find", "text.txt")])
def test_commands_about_terms_need_a_termbase(refused, text, args):
    assert "--glossary" in refused(*args)


@pytest.mark.parametrize("option", ["--lang", "--status"])
@pytest.mark.parametrize("value", ["xx", "english", ""])
def test_a_filter_that_is_none(refused, glossary, option, value):
    refused("terms", "list", "--glossary", glossary, option, value)


def test_an_unknown_option(command, refused, text):
    err = refused(*command(text), "--colour")
    assert "--colour" in err
    assert "--help" in err


def test_an_option_without_its_value(command, refused, text):
    assert "--encoding" in refused(*command(text), "--encoding")


@pytest.mark.parametrize("name", ["sheets", "", "--sheet"])
def test_an_unknown_command(refused, name):
    assert "--help" in refused(name)


@pytest.mark.parametrize("args", [("sheet",), ("segment",), ("check",), ("terms", "find"), ("terms", "lists")])
def test_an_argument_too_few(refused, args):
    assert "--help" in refused(*args)


def test_an_argument_too_many(refused, article):
    refused("sheet", article, article, "--source-lang", "zh")


def test_source_lang_is_needed(refused, article):
    assert "--source-lang" in refused("sheet", article)


@pytest.mark.parametrize("option", ["--rows", "--fail-on"])
def test_a_choice_lists_what_there_is(refused, text, option):
    args = ["sheet", text, "--source-lang", "zh"] if option == "--rows" else ["check", text]
    known = ["auto", "excerpts", "all"] if option == "--rows" else ["error", "warning", "info", "never"]
    err = refused(*args, option, "some")
    assert all(name in err for name in known)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("value", ["orthography", "duplicate_segment,orthography", "Duplicate_Segment"])
def test_an_unknown_check_lists_the_known(refused, text, option, value):
    err = refused("check", text, option, value)
    assert value.split(",")[-1] in err
    for known in ("acronym_expansion", "duplicate_segment", "term_inconsistent"):
        assert known in err


def foreign_workbook(path):
    book = Workbook()
    book.active.append(["id", "target"])
    book.save(path)


def zip_of_nothing(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")


BAD_SHEETS = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("Innovation requires freedom."),
    "zip": zip_of_nothing,
    "cut": lambda path: (foreign_workbook(path), path.write_bytes(path.read_bytes()[:2000])),
    "foreign": foreign_workbook,
    "zeros": lambda path: path.write_bytes(bytes(500)),
}


@pytest.mark.parametrize("name", BAD_SHEETS)
@pytest.mark.parametrize("args", [("check",), ("terms", "find")])
def test_a_workbook_that_is_no_sheet(refused, tmp_path, glossary, args, name):
    path = tmp_path / "x.xlsx"
    BAD_SHEETS[name](path)
    assert str(path) in refused(*args, path, "--glossary", glossary)


HEAD = '{"align": 1, "source_lang": "zh", "target_lang": "en"}\n'
BAD_LINES = {
    "empty": ("", 1),
    "no head": ('{"id": "u0001", "target": "A."}\n', 1),
    "another version": ('{"align": 99, "source_lang": "zh", "target_lang": "en"}\n', 1),
    "no language": ('{"align": 1, "source_lang": "zh"}\n', 1),
    "no JSON": (HEAD + "{\n", 2),
    "no object": (HEAD + "[]\n", 2),
    "no id": (HEAD + '{"target": "A."}\n', 2),
    "wrong kind": (HEAD + '{"id": 1, "target": "A."}\n', 2),
    "wrong state": (HEAD + '{"id": "u0001", "target": "A.", "source_state": "lost"}\n', 2),
    "too deep": (HEAD + "[" * 100_000 + "\n", 2),
    "id twice": (HEAD + '{"id": "a", "target": "A."}\n' * 2, None),
    "a wrong option": ('{"align": 1, "source_lang": "zh", "target_lang": "en", "options": 5}\n', 1),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_lines_that_are_no_bitext(refused, tmp_path, name):
    content, line = BAD_LINES[name]
    path = tmp_path / "x.jsonl"
    path.write_text(content)
    err = refused("check", path)
    assert (f"{path}:{line}:" if line else str(path)) in err


@pytest.mark.parametrize("args", [("sheet", "--source-lang", "zh"), ("segment",)])
@pytest.mark.parametrize("ending", [".xlsx", ".jsonl"])
def test_a_bitext_where_a_text_is_wanted(refused, tmp_path, args, ending):
    path = tmp_path / f"x{ending}"
    path.write_text(HEAD)
    assert "text" in refused(*args, path)
