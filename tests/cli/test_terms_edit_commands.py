"""``align terms add``, ``edit`` and ``remove``."""

from __future__ import annotations

import json
import os

import pytest

ROWS = """\
# kept by hand
concept,lang,term,status,note,Colour
AGI,en,artificial general intelligence,preferred,,red
AGI,zh,通用人工智能,preferred,,
"""


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "glossary" / "g.csv"
    path.parent.mkdir()
    path.write_text(ROWS, encoding="utf-8", newline="")
    return path


def test_a_term_is_added_and_the_diff_shown(run, terms):
    done = run("terms", "add", "AGI", "en", "AGI", "--set", "colour=blue")
    assert (done.code, done.err) == (0, "")
    where = os.path.join("glossary", "g.csv")  # noqa: PTH118
    assert done.out == f"--- {where}\n+++ {where}\n@@ -3,0 +4 @@\n+AGI,en,AGI,admitted,,blue\n"
    assert terms.read_text("utf-8") == ROWS.replace("AGI,zh", "AGI,en,AGI,admitted,,blue\nAGI,zh")


def test_a_field_is_changed_and_emptied(run, terms):
    assert run("terms", "edit", "AGI", "zh", "通用人工智能", "--note", "see: AGI-en, x").code == 0
    assert '通用人工智能,preferred,"see: AGI-en, x",\n' in terms.read_text("utf-8")
    assert run("terms", "edit", "AGI", "zh", "通用人工智能", "--note", "").code == 0
    assert terms.read_text("utf-8") == ROWS.replace('""', "")


def test_an_edit_without_a_difference_says_so(run, terms):
    done = run("terms", "edit", "AGI", "zh", "通用人工智能", "--note", "")
    assert (done.code, done.out.split(": ")[1]) == (0, "nothing to change\n")
    assert terms.read_text("utf-8") == ROWS


def test_a_term_and_a_concept_are_removed(run, terms):
    assert run("terms", "remove", "AGI", "zh", "通用人工智能").code == 0
    assert terms.read_text("utf-8") == "".join(ROWS.splitlines(keepends=True)[:3])
    assert run("terms", "remove", "AGI", "--all").code == 0
    assert terms.read_text("utf-8") == "".join(ROWS.splitlines(keepends=True)[:2])


@pytest.mark.parametrize(
    "args",
    [
        ("add", "AGI", "en", "AGI"),
        ("edit", "AGI", "zh", "通用人工智能", "--status", "admitted"),
        ("remove", "AGI", "--all"),
    ],
)
def test_a_dry_run_shows_the_change_and_writes_nothing(run, terms, args):
    done = run("terms", *args, "--dry-run")
    assert done.code == 0
    assert done.out.startswith("--- ")
    assert done.err.splitlines()[-1].endswith("is not changed (--dry-run)")
    assert terms.read_text("utf-8") == ROWS


def test_a_program_reads_the_change(run, terms):
    done = run("terms", "add", "AGI", "zh", "强學", "--json")
    said = json.loads(done.out)
    assert (said["version"], said["changed"], said["dry_run"], said["removed"]) == (1, True, False, [])
    assert [(term["text"], term["status"], term["line"]) for term in said["added"]] == [("强學", "admitted", 5)]
    assert "+AGI,zh,强學,admitted,," in said["diff"]
    assert len(said["notes"]) == 1
    assert "traditional" in said["notes"][0]


def test_what_is_worth_a_second_look_is_told_on_standard_error(run, terms):
    done = run("terms", "add", "AGI", "zh", "强學")
    assert done.code == 0
    assert "align: note: " in done.err
    assert "traditional characters (學)" in done.err


def test_a_termbase_is_begun(run, tmp_path):
    assert (
        run("terms", "add", "AGI", "en", "AGI", "--type", "acronym", "--case", "exact", "--file", "g/t.csv").code == 0
    )
    assert (tmp_path / "g" / "t.csv").read_text("utf-8").splitlines()[1] == "AGI,en,AGI,preferred,,acronym,exact,,,"


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("add", "AGI", "en", "artificial general intelligence"), "already: preferred"),
        (("add", "AGI", "en", "x", "--status", "preferred"), "has a preferred term in en already"),
        (("add", "AGI", "en", "x", "--pos", "noun"), "there is no column pos in it"),
        (("add", "AGI", "english", "x"), "no language tag"),
        (("add", "AGI", "en", "x", "--set", "colour"), "write --set COLUMN=VALUE"),
        (("add", "AGI", "en", "x", "--set", "Status=x"), "has an option or argument of its own"),
        (("add", "AGI", "en", "x", "--glossary", "none.csv"), "there is no such file"),
        (("add", "AGI", "en", "x", "--file", "nowhere/deep/g.csv"), "no such file"),
        (("edit", "AGI", "en", "x"), "nothing to change is named"),
        (("edit", "AGI", "en", "x", "--note", "y"), 'AGI has no term "x" in en; it has "artificial'),
        (("remove", "AGX", "--all"), "there is no concept AGX; perhaps AGI"),
        (("remove", "AGI"), "or the concept and --all"),
        (("remove", "AGI", "en"), "or the concept and --all"),
        (("remove", "AGI", "en", "x", "--all"), "or the concept and --all"),
    ],
)
def test_a_wrong_change_is_refused(refused, terms, args, reason):
    assert reason in refused("terms", *args)


def test_a_broken_row_is_told_before_anything_is_written(refused, terms):
    terms.write_text(ROWS + "AI,en\n", encoding="utf-8")
    assert "g.csv:5: 2 fields where the first row has 6" in refused("terms", "add", "AGI", "en", "AGI")


def test_without_a_termbase_it_is_said_how_to_begin_one(refused):
    assert "begin one with --file glossary/terms.csv" in refused("terms", "add", "AGI", "en", "AGI")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs mode bits that count")
def test_a_folder_that_cannot_be_written_is_said(refused, terms):
    terms.parent.chmod(0o555)
    try:
        assert "no permission" in refused("terms", "add", "AGI", "en", "AGI")
    finally:
        terms.parent.chmod(0o755)


def test_layers_of_the_project_are_those_of_align_toml(run, tmp_path):
    (tmp_path / "align.toml").write_text('[terms]\nglossary = ["project.csv", "domain.csv"]\n')
    (tmp_path / "project.csv").write_text("concept,lang,term,status\nAGI,en,AGI,preferred\n")
    (tmp_path / "domain.csv").write_text("concept,lang,term\nAGI,en,general AI\nRL,en,reinforcement learning\n")
    assert run("terms", "add", "RL", "en", "RL", "--file", "project.csv").code == 0
    done = run("terms", "list", "--json")
    assert [(term["text"], term["status"]) for term in json.loads(done.out)["terms"]] == [
        ("AGI", "preferred"),
        ("general AI", "admitted"),
        ("RL", "preferred"),
        ("reinforcement learning", "admitted"),
    ]
    assert 'AGI, en: "AGI" is preferred in ' in done.err
    assert "(and 1 more; align terms lint lists them)" in done.err
