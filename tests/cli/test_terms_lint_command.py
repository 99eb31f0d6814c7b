"""``align terms lint``."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT

FAULTY = """\
concept,lang,term,status,type,case,note
AGI,en,general artificial intelligence,preferred,,,
AGI,en,AGI,admitted,acronym,exact,see: nowhere
AGI,zh,通用人工智能,admitted,,,
"""


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "glossary" / "g.csv"
    path.parent.mkdir()
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted((ROOT / "glossary").glob("*.csv")), ids=lambda path: path.name)
def test_the_termbases_of_the_project_are_clean(run, path):
    done = run("terms", "lint", path)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(" of 1 file: no faults found\n")


def test_each_finding_has_file_line_and_message(run, faulty):
    done = run("terms", "lint", faulty)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f'{faulty}:3: warning: the letters of "AGI" do not come from "general artificial intelligence" ({faulty}:2)'
        " [acronym_letters]",
        f'{faulty}:3: error: "see: nowhere" leads nowhere: there is no concept nowhere [reference_dangling]',
        f"{faulty}:4: error: AGI has no preferred term in zh [preferred_missing]",
        "1 concept in 3 rows of 1 file: 2 errors, 1 warning",
    ]


def test_the_termbase_is_named_in_any_of_three_ways(run, faulty):
    by_name = run("terms", "lint", "glossary/g.csv", "--json").out
    assert run("terms", "lint", "--glossary", "glossary/g.csv", "--json").out == by_name
    assert len(json.loads(run("terms", "lint", "--json").out)["findings"]) == 3


def test_a_program_reads_the_findings(run, faulty):
    done = run("terms", "lint", faulty, "--json")
    assert done.code == 1
    said = json.loads(done.out)
    assert (said["version"], said["summary"]) == (1, {"error": 2, "warning": 1, "info": 0})
    assert said["findings"][2] == {
        "path": str(faulty),
        "line": 4,
        "rule": "preferred_missing",
        "severity": "error",
        "message": "AGI has no preferred term in zh",
    }


@pytest.mark.parametrize(
    ("args", "code", "rules"),
    [
        (("--select", "acronym_letters"), 1, {"acronym_letters"}),
        (("--select", "acronym_letters", "--fail-on", "error"), 0, {"acronym_letters"}),
        (("--ignore", "acronym_letters,preferred_missing"), 1, {"reference_dangling"}),
        (("--fail-on", "never"), 0, {"acronym_letters", "preferred_missing", "reference_dangling"}),
        (("--select", "unused"), 0, set()),
    ],
)
def test_rules_and_exit_codes_are_chosen(run, faulty, args, code, rules):
    done = run("terms", "lint", faulty, "--json", *args)
    assert (done.code, {found["rule"] for found in json.loads(done.out)["findings"]}) == (code, rules)


def unused(done):
    return {found["message"].split('"')[1] for found in json.loads(done.out)["findings"]}


def test_terms_are_looked_for_in_texts(run, faulty, tmp_path):
    (tmp_path / "a.txt").write_text("Nothing but AGI.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("通用人工智能。\n", encoding="utf-8")
    args = ("terms", "lint", faulty, "--select", "unused", "--json")
    assert unused(run(*args, "--text", "a.txt")) == {"general artificial intelligence"}
    assert unused(run(*args, "--text", "b.txt")) == set()
    assert unused(run(*args, "--text", "a.txt", "--text", "b.txt")) == {"general artificial intelligence"}
    assert unused(run(*args, "--text", "a.txt", "--lang", "zh")) == {"通用人工智能"}


def test_terms_that_share_a_stretch_or_lie_in_a_longer_one_are_used(run, tmp_path):
    rows = "a,en,learning\nb,en,reinforcement learning\nc,en,Learning\nd,en,policy\ne,en,policies\n"
    (tmp_path / "g.csv").write_text("concept,lang,term\n" + rows, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Reinforcement learning has policies.\n", encoding="utf-8")
    assert unused(run("terms", "lint", "g.csv", "--select", "unused", "--json", "--text", "a.txt")) == set()


def test_a_bitext_is_searched_on_both_sides(run, faulty, tmp_path):
    import align

    unit = align.Unit("u0001", "AGI is hard.", source="通用人工智能很难。", source_state="original")
    align.write(align.Bitext((unit,), "zh", "en"), tmp_path / "x.jsonl")
    done = run("terms", "lint", faulty, "--select", "unused", "--json", "--text", "x.jsonl")
    assert unused(done) == {"general artificial intelligence"}


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--select", "nosuch"), "unknown rule 'nosuch'; known are acronym_letters"),
        (("nosuch.csv",), "there is no such file"),
        (("--text", "nosuch.txt"), "there is no such file"),
        (("--text", "glossary/g.csv", "--lang", "x!"), "no language tag"),
    ],
)
def test_what_cannot_be_done_is_refused(refused, faulty, args, reason):
    assert reason in refused("terms", "lint", *args)


def test_a_broken_row_is_told_with_its_line(refused, faulty):
    faulty.write_text(FAULTY + "AI,en,AI,best,,,\n", encoding="utf-8")
    assert "g.csv:5: status 'best' is none of" in refused("terms", "lint")


def test_without_a_termbase_it_is_said(refused):
    assert "name a termbase with --glossary" in refused("terms", "lint")
