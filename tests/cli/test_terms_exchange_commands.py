"""``align terms export`` and ``align terms import``."""

from __future__ import annotations

import json

import pytest

LANGS = ("--source-lang", "en", "--target-lang", "zh")
ROWS = "concept,lang,term,status\nAGI,en,AGI,preferred\nAGI,zh,通用人工智能,preferred\nAGI,en,GAI,deprecated\n"


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "glossary" / "g.csv"
    path.parent.mkdir()
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "args", "content"),
    [
        ("x.utf8", LANGS, "AGI\t通用人工智能\n"),
        ("x.tsv", LANGS, "AGI\t通用人工智能\n"),
        ("x.csv", (*LANGS, "--to", "deepl-csv"), "AGI,通用人工智能\n"),
    ],
)
def test_pairs_are_written_and_the_rest_is_told(run, terms, tmp_path, name, args, content):
    done = run("terms", "export", name, *args)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text("utf-8") == content
    assert 'align: note: AGI, en, "GAI" is not in it: it is deprecated\n' in done.err


@pytest.mark.parametrize("name", ["x.csv", "x.tbx", "x.xlsx"])
def test_a_whole_termbase_goes_out_and_comes_in(run, terms, name):
    assert run("terms", "export", name).err == ""
    terms.rename("old.csv")
    done = run("terms", "import", name, "--file", "new.csv")
    assert (done.code, done.err) == (0, "align: 3 terms taken, 0 known already, 0 not taken\n")
    listed = [json.loads(run("terms", "list", "--json", "--glossary", path).out) for path in ("new.csv", "old.csv")]
    new, old = (sorted((term["lang"], term["text"], term["status"]) for term in one["terms"]) for one in listed)
    assert new == old


@pytest.mark.parametrize("to", ["tbx", "tbx2"])
def test_tbx_is_a_termbase_that_is_not_changed(run, refused, terms, tmp_path, to):
    run("terms", "export", "x.tbx", "--to", to)
    assert run("terms", "diff", str(terms), "x.tbx").out == ""
    (tmp_path / "t.txt").write_text("GAI and AGI.", encoding="utf-8")
    find = ("terms", "find", "t.txt", "--lang", "en", "--json", "--glossary")
    assert run(*find, "x.tbx").out == run(*find, str(terms)).out
    assert run("terms", "lint", "x.tbx").out.splitlines()[-1].startswith("1 concept in 3 rows")
    before = (tmp_path / "x.tbx").read_bytes()
    for args in (("add", "AGI", "en", "x"), ("remove", "AGI", "en", "AGI"), ("import", str(terms))):
        assert "x.tbx: only .csv files are changed" in refused("terms", *args, "--glossary", "x.tbx")
    assert "new.tbx: only .csv files" in refused("terms", "add", "AGI", "en", "x", "--file", "new.tbx")
    assert run("terms", "add", "AGI", "de", "KI", "--glossary", str(terms), "--glossary", "x.tbx").code == 0
    assert ((tmp_path / "x.tbx").read_bytes(), (tmp_path / "new.tbx").exists()) == (before, False)


def test_what_a_termbase_cannot_hold_of_tbx_is_told(run, terms, tmp_path):
    run("terms", "export", "x.tbx")
    data = (tmp_path / "x.tbx").read_text("utf-8")
    data = data.replace("</termSec>", '<descrip type="context">x</descrip></termSec>', 1)
    (tmp_path / "x.tbx").write_text(data, encoding="utf-8")
    said = json.loads(run("terms", "import", "x.tbx", "--json").out)["told"]
    assert said == ["x.tbx: what has no place in a termbase is not taken: context (1)"]


def test_terms_are_taken_in(run, terms, tmp_path):
    (tmp_path / "x.utf8").write_text("AGI\t人工通用智能\n", encoding="utf-8")
    done = run("terms", "import", "x.utf8", *LANGS, "--dry-run")
    assert done.out.splitlines()[3:] == ["+AGI,zh,人工通用智能,admitted"]
    assert terms.read_text("utf-8") == ROWS
    said = json.loads(run("terms", "import", "x.utf8", *LANGS, "--json").out)
    assert (said["changed"], said["known"], said["refused"]) == (True, 1, [])
    assert "AGI,zh,人工通用智能,admitted\n" in terms.read_text("utf-8")


def test_what_is_not_taken_makes_the_exit_code_one(run, terms, tmp_path):
    rows = "GAI,en,other,preferred\nGAI,de,x,preferred\n"
    terms.write_text(ROWS + rows, encoding="utf-8")
    (tmp_path / "x.csv").write_text("concept,lang,term\nGAI,de,x\nGAI,en,AGI\nGAI,en,other\n", encoding="utf-8")
    done = run("terms", "import", "x.csv")
    assert done.code == 1
    assert 'align: not taken: x.csv:3: "AGI" is preferred in AGI, glossary/g.csv:2;' in done.err
    assert terms.read_text("utf-8") == ROWS + rows


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("export", "x.utf8"), "give --source-lang and --target-lang"),
        (("export", "x.utf8", "--source-lang", "en"), "give both --source-lang and --target-lang"),
        (("export", "x.doc"), "its ending tells no format"),
        (("export", "there.csv"), "there.csv: exists"),
        (("export", "x.csv", "--to", "tbx9"), "'tbx9' is not one of"),
        (("import", "there.tbx"), "there.tbx:1: not XML: "),
        (("list", "--glossary", "there.tbx"), "there.tbx:1: not XML: "),
        (("import", "nosuch.csv"), "nosuch.csv: there is no such file"),
        (("import", "there.csv"), "there.csv:1: 1 columns, where a glossary of DeepL"),
        (("import", "there.csv", "--from", "omegat", *LANGS), "there.csv:1: one column"),
    ],
)
def test_what_cannot_be_done_is_refused(refused, terms, tmp_path, args, reason):
    for name in ("there.csv", "there.tbx"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    assert reason in refused("terms", *args)


def test_of_many_notes_the_first_are_shown(run, terms, tmp_path):
    (tmp_path / "x.utf8").write_text("".join(f"word {n}\t强學{n}\n" for n in range(25)), encoding="utf-8")
    done = run("terms", "import", "x.utf8", *LANGS)
    assert done.code == 0
    assert len(done.err.splitlines()) == 22
    assert done.err.splitlines()[20] == "align: note: 5 more notes; align terms lint lists all"
    assert len(json.loads(run("terms", "lint", "--json").out)["findings"]) == 25
