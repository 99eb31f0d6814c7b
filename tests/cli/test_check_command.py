"""``align check``: what is said, what a program reads, and the exit code."""

import json
import re

import pytest

import align
from align.checking import select_checks

RULES = ("acronym_expansion", "duplicate_segment", "term_inconsistent")
CAPTION = "The whole team stands at work in Hangzhou."


@pytest.fixture
def twice(tmp_path):
    """A text whose second line repeats the first."""
    path = tmp_path / "twice.txt"
    path.write_text(f"{CAPTION}\n  {CAPTION}\n", encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.txt"
    path.write_text(CAPTION, encoding="utf-8")
    return path


def rules_in(done):
    return {issue["rule"] for issue in json.loads(done.out)["issues"]}


def test_the_article_has_faults(run, article):
    done = run("check", article)
    assert (done.code, done.err) == (1, "")
    assert f"{article}:2:1: warning: " in done.out
    assert re.fullmatch(r"\d+ warnings, \d+ info", done.out.splitlines()[-1])


def test_a_clean_text_has_none(run, clean):
    done = run("check", clean, "--lang", "en")
    assert (done.code, done.out, done.err) == (0, "no issues found\n", "")


def test_a_language_that_nobody_named_is_told(run, clean):
    done = run("check", clean)
    assert (done.code, done.out) == (0, "no issues found\n")
    assert done.err.startswith("align: note:")


def test_an_issue_is_told_with_its_place_its_rule_and_its_words_underlined(run, twice):
    where, text, under = run("check", twice).out.splitlines()[:3]
    assert where == f"{twice}:2:3: warning: this sentence repeats line 1 [duplicate_segment]"
    assert text.strip() == CAPTION
    assert under == text.replace(CAPTION, "^" * len(CAPTION))


def test_wide_characters_are_underlined_in_their_width(run, tmp_path):
    path = tmp_path / "zh.txt"
    path.write_text("创新需要自由和试错的空间。\n创新需要自由和试错的空间。", encoding="utf-8")
    assert run("check", path).out.splitlines()[2].strip() == "^" * 26


def test_json_gives_the_exact_words_of_each_issue(run, article, article_text):
    done = run("check", "--json", article)
    assert (done.code, done.err) == (1, "")
    report = json.loads(done.out)
    assert report["version"] == 2
    summary = report["summary"]
    assert summary["files"] == 1
    assert summary["error"] + summary["warning"] + summary["info"] == len(report["issues"])
    lines = article_text.split("\n")
    for issue in report["issues"]:
        assert issue["path"] == str(article)
        assert lines[issue["line"] - 1][issue["column"] - 1 :].startswith(issue["text"])
        assert issue["end"] - issue["start"] == len(issue["text"])


def test_json_of_a_clean_text_is_an_empty_list(run, clean):
    done = run("check", "--json", clean)
    assert done.code == 0
    assert json.loads(done.out)["issues"] == []


@pytest.mark.parametrize("rule", RULES)
def test_select_runs_only_what_is_named(run, article, rule):
    assert rules_in(run("check", "--json", article, "--select", rule)) == {rule}


def test_select_takes_several_in_any_spelling(run, article):
    first = run("check", "--json", article, "--select", f"{RULES[0]}, {RULES[1]},")
    second = run("check", "--json", article, "--select", RULES[0], "--select", RULES[1])
    assert first.out == second.out
    assert rules_in(first) == set(RULES[:2])


def test_ignore_leaves_out_what_is_named(run, article):
    whole = rules_in(run("check", "--json", article))
    assert rules_in(run("check", "--json", article, "--ignore", RULES[0])) == whole - {RULES[0]}


def test_with_every_check_left_out_there_is_nothing_to_find(run, article):
    done = run("check", article, "--ignore", ",".join(select_checks()))
    assert (done.code, done.out) == (0, "no issues found\n")


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_says_what_is_grave(run, twice, level, code):
    done = run("check", twice, "--fail-on", level)
    assert done.code == code
    assert "1 warning" in done.out


def test_the_glossary_can_be_named(run, tmp_path):
    text, terms = tmp_path / "x.txt", tmp_path / "terms.csv"
    text.write_text("They fund basic science.\nThey also like pure science.", encoding="utf-8")
    terms.write_text("concept,lang,term,status\nbasic,en,basic science,preferred\nbasic,en,pure science,deprecated\n")
    assert run("check", text).code == 0
    done = run("check", text, "--glossary", terms, "--json")
    assert done.code == 1
    assert rules_in(done) == {"term_inconsistent"}


def test_several_files_are_reported_each_under_its_name(run, twice, clean, article):
    done = run("check", clean, twice, article, "--select", "duplicate_segment", "--json")
    assert [issue["path"] for issue in json.loads(done.out)["issues"]] == [str(twice), str(article)]
    assert json.loads(done.out)["summary"]["files"] == 3


@pytest.mark.parametrize("ending", [".xlsx", ".jsonl"])
def test_issues_in_a_bitext_name_the_unit(run, tmp_path, ending):
    path = tmp_path / f"x{ending}"
    units = (align.Unit("u0007", CAPTION, line=3), align.Unit("u0009", CAPTION, line=8))
    align.write(align.Bitext(units, "zh", "en", next_id=10), path)
    done = run("check", path)
    assert done.code == 1
    assert done.out.startswith(f"{path}:u0009 target: warning: ")
    (issue,) = json.loads(run("check", path, "--json").out)["issues"]
    assert (issue["unit"], issue["line"], issue["column"], issue["text"]) == ("u0009", 0, 0, CAPTION)


def test_the_articles_own_sheet_can_be_checked(run, article, tmp_path, glossary):
    path = tmp_path / "x.xlsx"
    run("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", path, "--glossary", glossary)
    done = run("check", path, "--glossary", glossary, "--json")
    assert done.code == 1
    assert {issue["unit"] for issue in json.loads(done.out)["issues"]} <= {f"u{n:04d}" for n in range(1, 33)}
    assert {"acronym_expansion", "term_inconsistent"} <= rules_in(done)


def test_checking_changes_no_file(run, twice):
    before = twice.read_bytes(), twice.stat().st_mtime_ns
    run("check", twice)
    assert (twice.read_bytes(), twice.stat().st_mtime_ns) == before
    assert list(twice.parent.iterdir()) == [twice]
