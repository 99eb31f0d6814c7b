"""``align update`` on real files."""

from __future__ import annotations

import json
from pathlib import Path

import python_calamine

import align
from align.model import STALE
from tests.roundtrip.conftest import edit
from tests.roundtrip.test_merge_command import cells, column


def rewritten(*changes: tuple[str, str]) -> None:
    """The article with some words replaced."""
    text = Path("article.txt").read_bytes().decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    Path("article.txt").write_bytes(text.encode())


EDITED = ("The essence of human intelligence might be language", "The core of human intelligence might be language")
GONE = ("\"Because we're tackling the hardest problems. ", '"')


def test_an_article_that_was_corrected(run, folder):
    edit(Path("work.xlsx"), u0001={"source": "甲", "source_state": "original", "status": "final"})
    edit(Path("work.xlsx"), u0013={"source": "乙", "source_state": "original", "comment": "ours"})
    before = {unit.id: unit for unit in align.read("work.xlsx").units}
    rewritten(EDITED, GONE)
    dry = run("update", "work.xlsx", "article.txt", "--dry-run")
    assert dry.out.splitlines()[-1] == "written   nothing (dry run)"
    done = run("update", "work.xlsx", "article.txt")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:-1] == dry.out.splitlines()[:-1]
    assert "rows      32 rows: 30 unchanged, 1 edited, 1 gone" in done.out
    bitext = align.read("work.xlsx")
    first = bitext.units[0]
    assert (first.id, first.source, first.source_state, first.status) == ("u0001", "甲", "original", "translated")
    assert first.comment.startswith(f"{STALE}The essence of human intelligence")
    assert "stale: the target was edited since; what" in str(column("work.xlsx", "issues")[0])
    assert (bitext.gone[0].source, bitext.gone[0].comment) == ("乙", "ours")
    assert cells("work.xlsx", "Gone")[1][:3] == ["u0013", before["u0013"].section, "乙"]
    for unit in bitext.units[1:]:
        assert (unit.target, unit.source) == (before[unit.id].target, before[unit.id].source)


def test_updating_again_writes_nothing(run, folder):
    rewritten(EDITED, GONE)
    run("update", "work.xlsx", "article.txt")
    before = Path("work.xlsx").read_bytes()
    assert "nothing to change" in run("update", "work.xlsx", "article.txt").out
    assert Path("work.xlsx").read_bytes() == before


def test_work_on_the_old_text_still_comes_back_after_an_update(run, folder):
    rewritten(EDITED, GONE)
    run("update", "work.xlsx", "article.txt")
    edit(Path("bo.xlsx"), u0013={"comment": "on a row that is gone by now"})
    done = run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx")
    assert done.code == 0
    assert "bo.xlsx:14: u0013: applied (the unit is gone from the text)" in done.out
    bitext = align.read("work.xlsx")
    assert (bitext.units[0].source, bitext.units[0].status) == ("甲", "translated")
    assert bitext.gone[0].comment == "on a row that is gone by now"


def test_issues_of_an_updated_sheet_are_those_of_a_fresh_one(run, folder):
    rewritten(EDITED)
    run("update", "work.xlsx", "article.txt")
    align.make_sheet("article.txt", "fresh.xlsx", source_lang="zh", target_lang="en")
    assert column("work.xlsx", "issues")[1:] == column("fresh.xlsx", "issues")[1:]
    assert column("work.xlsx", "terms") == column("fresh.xlsx", "terms")


def test_the_answer_for_a_program(run, folder):
    rewritten(EDITED)
    done = json.loads(run("update", "work.xlsx", "article.txt", "--json").out)
    assert done["counts"] == {
        "unchanged": 31,
        "edited": 1,
        "split": 0,
        "joined": 0,
        "moved": 0,
        "new": 0,
        "gone": 0,
    }
    assert done["rows"][0]["kind"] == "edited"
    record = json.loads(run("history", "work.xlsx", "--json").out)["records"][0]
    assert (record["command"], record["counts"]["edited"]) == ("update", 1)


def test_a_text_that_has_no_excerpt_any_more_is_told_and_nothing_is_written(run, folder):
    before = Path("work.xlsx").read_bytes()
    Path("empty.txt").write_text("\n", "utf-8")
    done = run("update", "work.xlsx", "empty.txt")
    assert (done.code, done.err) == (2, "align: empty.txt: is empty: there is no text in it\n")
    done = run("update", "work.xlsx", "anna.xlsx")
    assert (done.code, done.err.count("\n")) == (2, 1)
    done = run("update", "article.txt", "article.txt")
    assert done.err == "align: article.txt: is no sheet: its name should end in .xlsx\n"
    assert Path("work.xlsx").read_bytes() == before


def test_the_sheet_command_names_the_update_where_a_sheet_exists(run, folder):
    done = run("sheet", "article.txt", "-o", "work.xlsx", "--source-lang", "zh", "--target-lang", "en")
    assert done.code == 2
    assert "align update work.xlsx article.txt" in done.err
    before = Path("work.xlsx").read_bytes()
    done = run("sheet", "article.txt", "-o", "work.xlsx", "--source-lang", "zh", "--target-lang", "en", "--force")
    assert done.code == 0
    assert Path("work.xlsx~1").read_bytes() == before
    assert "sheet" in run("history", "work.xlsx").out


def test_the_tabs_are_in_their_order(run, folder):
    rewritten(GONE)
    run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx")
    run("update", "work.xlsx", "article.txt")
    names = python_calamine.load_workbook("work.xlsx").sheet_names
    assert names == ["Alignment", "Conflicts", "Gone", "Glossary", "Progress", "How to", "_align"]
