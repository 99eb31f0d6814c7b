"""``align merge`` and ``align history`` on real files."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
import python_calamine

import align
from tests.roundtrip.conftest import edit


def cells(path: Path | str, tab: str) -> list[list[object]]:
    return python_calamine.load_workbook(str(path)).get_sheet_by_name(tab).to_python()


def column(path: str, name: str) -> list[object]:
    header, *rows = cells(path, "Alignment")
    return [row[header.index(name)] for row in rows]


def reworked(path: str, work) -> None:
    """Let a function work on the units tab of a sheet."""
    book = openpyxl.load_workbook(path, rich_text=True)
    work(book["Alignment"])
    book.save(path)


def test_the_work_of_two_people_comes_together(run, folder):
    done = run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx")
    assert done.code == 0
    assert done.out.splitlines() == [
        "anna.xlsx:2: u0001: applied",
        '    source: "甲"',
        '    source_state: "original"',
        "anna.xlsx:3: u0002: applied",
        '    comment: "=1+1"',
        "bo.xlsx:2: u0001: conflict (source: changed on both sides)",
        '    source: "乙" came back, "甲" is in the sheet',
        "bo.xlsx:4: u0003: applied",
        '    status: "final"',
        "rows      64 rows: 60 unchanged, 3 applied, 1 conflict",
        "written   work.xlsx",
    ]
    units = align.read("work.xlsx").units
    assert (units[0].source, units[0].source_state, units[1].comment) == ("甲", "original", "=1+1")
    assert units[2].status == "final"
    assert cells("work.xlsx", "Conflicts")[1] == ["u0001", "source", "甲", "乙", "bo.xlsx"]


def test_merging_again_writes_nothing(run, folder):
    run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx")
    before = Path("work.xlsx").read_bytes(), Path("work.history.jsonl").read_bytes()
    done = run("merge", "work.xlsx", "bo.xlsx", "anna.xlsx")
    assert "nothing to change" in done.out
    assert (Path("work.xlsx").read_bytes(), Path("work.history.jsonl").read_bytes()) == before
    assert not Path("work.xlsx~2").exists()


def test_a_dry_run_says_the_same_and_writes_nothing(run, folder):
    names = sorted(path.name for path in folder.iterdir())
    dry = run("merge", "work.xlsx", "anna.xlsx", "--dry-run", "--report", "r.xlsx")
    assert sorted(path.name for path in folder.iterdir()) == names
    real = run("merge", "work.xlsx", "anna.xlsx")
    assert dry.out.splitlines()[:-1] == real.out.splitlines()[:-1]


def test_the_report_for_a_program(run, folder):
    done = json.loads(run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx", "--json").out)
    assert done["counts"]["applied"] == 3
    assert done["written"] == "work.xlsx"
    assert len(done["rows"]) == 64
    conflict = next(row for row in done["rows"] if row["kind"] == "conflict")
    assert (conflict["ours"], conflict["theirs"]) == (["甲"], ["乙"])


def test_the_report_as_a_sheet(run, folder):
    run("merge", "work.xlsx", "anna.xlsx", "bo.xlsx", "--report", "report.xlsx")
    assert ["conflict", "1"] in cells("report.xlsx", "Summary")
    row = next(row for row in cells("report.xlsx", "Rows") if row[3] == "conflict")
    assert row[:3] == ["bo.xlsx", "2", "u0001"]
    assert row[5:] == ["source", "甲", "乙"]


def test_issues_stay_those_of_the_whole_text(run, folder):
    before = column("work.xlsx", "issues")
    run("merge", "work.xlsx", "anna.xlsx")
    # Once some slots are filled, the others are told too.
    lines = [str(issues or "").split("\n") for issues in column("work.xlsx", "issues")]
    after = ["\n".join(line for line in row if not line.startswith("source_missing:")) for row in lines]
    assert after[2:] == [str(issues or "") for issues in before[2:]]
    Path("article.txt").unlink()
    done = run("merge", "work.xlsx", "bo.xlsx")
    assert "article.txt, as it was, is not beside the sheet" in done.err


def test_another_place_for_the_result_leaves_the_sheet_alone(run, folder):
    before = Path("work.xlsx").read_bytes()
    run("merge", "work.xlsx", "anna.xlsx", "-o", "new.xlsx")
    assert Path("work.xlsx").read_bytes() == before
    assert align.read("new.xlsx").units[0].source == "甲"
    assert not Path("work.history.jsonl").exists()
    done = run("merge", "work.xlsx", "anna.xlsx", "-o", "new.xlsx")
    assert (done.code, "--force" in done.err) == (2, True)


def test_columns_may_be_moved_renamed_added_and_dropped(run, folder):
    def work(tab):
        names = [cell.value for cell in tab[1]]
        tab.delete_cols(names.index("note") + 1)
        tab.delete_cols(names.index("hash"))  # note, before it, is gone
        tab.insert_cols(1)
        tab.cell(1, 1).value = "who"
        for cell in tab[1]:
            cell.value = {"source": "Chinese", "target": "en", "status": "Stand"}.get(cell.value, cell.value)
        tab.move_range("B1:B40", cols=20)

    reworked("anna.xlsx", work)
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert "rows      32 rows: 30 unchanged, 2 applied" in done.out
    assert "the column 'Chinese' is taken for source" in done.err
    assert "there is no column note: nothing is changed in it" in done.err
    assert "added columns are not read: who" in done.err
    assert align.read("work.xlsx").units[0].source == "甲"


def test_rows_may_be_sorted_and_deleted(run, folder):
    def work(tab):
        rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=2)]
        tab.delete_rows(2, len(rows))
        for row in sorted(rows[:30], key=lambda row: str(row[6])):
            tab.append(row)
        for cell in next(tab.iter_cols(min_col=12, max_col=12)):
            cell.data_type = "s"

    reworked("anna.xlsx", work)
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert "rows      32 rows: 28 unchanged, 2 applied, 2 missing row" in done.out


def test_only_the_hidden_column_left_behind_in_a_sort_does_no_harm(run, folder):
    def work(tab):
        names = [cell.value for cell in tab[1]]
        place = names.index("hash") + 1
        digests = [tab.cell(row, place).value for row in range(2, 34)]
        for row, digest in zip(range(2, 34), reversed(digests), strict=True):
            tab.cell(row, place).value = digest

    reworked("anna.xlsx", work)
    assert "30 unchanged, 2 applied" in run("merge", "work.xlsx", "anna.xlsx").out


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"status": "done"}, "damaged (status 'done' is none of initial, translated, reviewed, final)"),
        ({"source_state": "?"}, "damaged (source_state '?' is none of missing, back-translated, original)"),
        ({"id": "u0003"}, "duplicate id (the id stands in 2 rows; none of them is merged)"),
        ({"id": "x"}, "unknown id (the sheet has no such unit)"),
        ({"id": ""}, "(no id): damaged (the row has no id)"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(run, folder, value, message):
    edit(Path("anna.xlsx"), u0002=value)
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert done.code == 0
    assert message in done.out
    assert align.read("work.xlsx").units[0].source == "甲"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("work.xlsx", "work.xlsx"), "work.xlsx: is the sheet itself; name the sheets that came back"),
        (("work.xlsx", "none.xlsx"), "none.xlsx: there is no such file"),
        (("work.xlsx", "article.txt"), "article.txt: is no sheet: its name should end in .xlsx"),
        (("work.xlsx", "other.xlsx"), "other.xlsx: is no copy of the sheet: it was made of another text"),
        (("work.xlsx", "no_ids.xlsx"), "no_ids.xlsx:1: the tab Alignment has no column id in its first row"),
        (("work.xlsx", "anna.xlsx", "-o", "new.jsonl"), "new.jsonl: is no sheet: its name should end in .xlsx"),
        (("work.xlsx", "anna.xlsx", "-o", "anna.xlsx", "--force"), "anna.xlsx: is one of the inputs"),
        (("work.xlsx", "anna.xlsx", "--report", "r.txt"), "r.txt: the report is a workbook"),
    ],
)
def test_refused_in_one_sentence(run, folder, args, message):
    Path("other.txt").write_text('"It rained."\n', "utf-8")
    align.make_sheet("other.txt", "other.xlsx", source_lang="zh", target_lang="en")
    shutil.copy("anna.xlsx", "no_ids.xlsx")
    reworked("no_ids.xlsx", lambda tab: tab.delete_cols(1))
    before = Path("work.xlsx").read_bytes()
    done = run("merge", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert message in done.err
    assert Path("work.xlsx").read_bytes() == before


def test_additions_of_people_are_told_when_the_sheet_is_written_anew(run, folder):
    book = openpyxl.load_workbook("work.xlsx", rich_text=True)
    book["Alignment"].cell(1, 15).value = "my column"
    book.create_sheet("My tab")
    book.save("work.xlsx")
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert "not in the new sheet: column my column, tab My tab (still in work.xlsx~1)" in done.err


def test_five_former_versions_are_kept_and_every_change_is_recorded(run, folder):
    versions = [Path("work.xlsx").read_bytes()]
    for number in range(7):
        edit(Path("bo.xlsx"), u0005={"comment": f"round {number}"})
        assert run("merge", "work.xlsx", "bo.xlsx").code == 0
        versions.append(Path("work.xlsx").read_bytes())
        shutil.copy("work.xlsx", "bo.xlsx")
    kept = sorted(path.name for path in folder.glob("work.xlsx~*"))
    assert kept == [f"work.xlsx~{number}" for number in range(1, 6)]
    for number in range(1, 6):
        assert Path(f"work.xlsx~{number}").read_bytes() == versions[-1 - number]
    done = run("history", "work.xlsx")
    lines = done.out.splitlines()
    assert len(lines) == 7
    assert lines[-1].endswith("merge  returned=bo.xlsx  31 unchanged, 1 applied")
    records = json.loads(run("history", "work.xlsx", "--json").out)["records"]
    assert [record["command"] for record in records] == ["merge"] * 7
    assert all(one["after"] == other["before"] for one, other in pairwise(records))


def test_a_sheet_without_history_and_no_sheet(run, folder):
    assert run("history", "anna.xlsx").out == "nothing: no command has changed it\n"
    done = run("history", "none.xlsx")
    assert (done.code, done.err) == (2, "align: none.xlsx: there is no such file\n")


def test_terms_of_the_sources_are_shown_and_the_project_settles_the_checks(run, folder):
    edit(Path("anna.xlsx"), u0001={"source": "大语言模型来了。", "source_state": "original"})
    Path("align.toml").write_text('[checks]\nignore = ["source_missing"]\n', "utf-8")
    run("merge", "work.xlsx", "anna.xlsx")
    assert "大语言模型 = large language model" in str(column("work.xlsx", "terms")[0])
    assert "term_missing" in str(column("work.xlsx", "issues")[0])
    assert not any("source_missing" in str(issues) for issues in column("work.xlsx", "issues"))
