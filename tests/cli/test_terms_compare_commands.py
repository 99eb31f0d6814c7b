"""``align terms diff`` and ``align terms merge``."""

from __future__ import annotations

import json

import pytest

BASE = "concept,lang,term,status,note\nAGI,en,AGI,preferred,\nRL,en,RL,preferred,\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "base.csv").write_text(BASE, encoding="utf-8")
    (tmp_path / "ours.csv").write_text(BASE.replace("AGI,preferred,", "AGI,preferred,ours"), encoding="utf-8")
    (tmp_path / "theirs.csv").write_text(
        BASE.replace("AGI,preferred,", "AGI,preferred,theirs") + "SFT,en,SFT,preferred,\n", encoding="utf-8"
    )
    return tmp_path


def test_differences_are_told_concept_by_concept(run, files):
    done = run("terms", "diff", "base.csv", "theirs.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == 'AGI\n  ~ en "AGI": note "" → "theirs"\n+ SFT\n  + en "SFT"\n'


def test_a_program_reads_the_differences(run, files):
    done = run("terms", "diff", "theirs.csv", "base.csv", "--json")
    assert json.loads(done.out) == {
        "version": 1,
        "differences": [
            {
                "concept": "AGI",
                "kind": "changed",
                "removed": [],
                "added": [],
                "changed": [{"lang": "en", "term": "AGI", "column": "note", "old": "theirs", "new": ""}],
            },
            {
                "concept": "SFT",
                "kind": "removed",
                "removed": [{"lang": "en", "term": "SFT"}],
                "added": [],
                "changed": [],
            },
        ],
    }


@pytest.mark.parametrize(("other", "code"), [("base.csv", 0), ("ours.csv", 1)])
def test_the_exit_code_tells_a_difference_where_asked(run, files, other, code):
    assert run("terms", "diff", "base.csv", other, "--exit-code").code == code
    assert run("terms", "diff", "base.csv", other).code == 0


def test_a_merge_changes_ours_and_lists_conflicts(run, files):
    done = run("terms", "merge", "base.csv", "ours.csv", "theirs.csv")
    assert done.code == 1
    assert done.out == "--- ours.csv\n+++ ours.csv\n@@ -3,0 +4 @@\n+SFT,en,SFT,preferred,\n"
    assert done.err == (
        'align: conflict: ours.csv:2: AGI, en, "AGI": note is "ours" in ours and "theirs" in theirs (was "");'
        " ours stands\n"
        "align: 1 conflict\n"
    )
    assert (
        (files / "ours.csv")
        .read_text("utf-8")
        .endswith("AGI,preferred,ours\nRL,en,RL,preferred,\nSFT,en,SFT,preferred,\n")
    )


def test_a_merge_without_conflicts_is_done(run, files):
    assert run("terms", "merge", "base.csv", "base.csv", "theirs.csv", "-o", "out.csv").code == 0
    assert (files / "out.csv").read_bytes() == (files / "theirs.csv").read_bytes()
    assert (files / "base.csv").read_text("utf-8") == BASE


def test_their_side_can_be_taken(run, files):
    assert run("terms", "merge", "base.csv", "ours.csv", "theirs.csv", "--prefer", "theirs").code == 1
    assert (files / "ours.csv").read_bytes() == (files / "theirs.csv").read_bytes()


def test_a_dry_run_writes_nothing(run, files):
    before = (files / "ours.csv").read_bytes()
    done = run("terms", "merge", "base.csv", "ours.csv", "theirs.csv", "--dry-run", "-o", "out.csv")
    assert done.code == 1
    assert "+SFT,en,SFT,preferred," in done.out
    assert (files / "ours.csv").read_bytes() == before
    assert not (files / "out.csv").exists()


def test_a_program_reads_the_merge(run, files):
    done = run("terms", "merge", "base.csv", "ours.csv", "theirs.csv", "--json")
    said = json.loads(done.out)
    assert (done.code, said["changed"], [term["text"] for term in said["added"]]) == (1, True, ["SFT"])
    (conflict,) = said["conflicts"]
    assert {name: conflict[name] for name in ("concept", "lang", "term", "column", "base", "ours", "theirs")} == {
        "concept": "AGI",
        "lang": "en",
        "term": "AGI",
        "column": "note",
        "base": "",
        "ours": "ours",
        "theirs": "theirs",
    }


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("diff", "base.csv", "nosuch.csv"), "nosuch.csv: there is no such file"),
        (("diff", "base.csv", "."), "broken.csv:2: 2 fields where the first row has 3"),
        (("merge", "base.csv", "ours.csv", "nosuch.csv"), "nosuch.csv: there is no such file"),
        (("merge", "base.csv", "broken.csv", "ours.csv"), "broken.csv:2: 2 fields"),
        (("merge", "base.csv", "ours.csv", "theirs.csv", "-o", "base.csv"), "base.csv: exists"),
    ],
)
def test_what_cannot_be_read_or_written_is_refused(refused, files, args, reason):
    (files / "broken.csv").write_text("concept,lang,term\na,en\n", encoding="utf-8")
    assert reason in refused("terms", *args)
