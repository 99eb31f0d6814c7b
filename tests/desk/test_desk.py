"""A file under review: nothing that was acknowledged is lost, nothing of others is overwritten, all is told."""

from __future__ import annotations

import json
from dataclasses import replace

import openpyxl
import pytest

import align
from align.desk import keeping, log_of, open_desk
from align.errors import AlignError
from align.review import editing, structure
from tests.desk.conftest import bitext


def put(desk, unit_id, text, field="target"):
    change, clashes = desk.do(lambda s: editing.edit(s, unit_id, {field: text}), {}, desk.session.revision)
    assert change
    assert not clashes


def abandoned(desk):
    """What is left of a desk whose process was killed: neither written nor closed, and its lock gone."""
    desk._log._stream.close()


def changed(path, unit_id, **fields):
    """Another program changes a row."""
    held = align.read(path)
    units = tuple(replace(unit, **fields) if unit.id == unit_id else unit for unit in held.units)
    align.write(replace(held, units=units), path, force=True)


def test_what_was_acknowledged_is_there_after_a_kill(rows, opening):
    desk = open_desk(rows)
    put(desk, "u0001", "He has come.")
    desk.do(lambda s: structure.merge(s, "u0002"), {}, desk.session.revision)
    held = desk.session.bitext()
    abandoned(desk)
    assert align.read(rows) == bitext()
    again = opening(rows)
    assert again.session.bitext() == held
    assert "here again" in again.notes[0]
    again.step("undo", again.session.revision)
    again.step("undo", again.session.revision)
    assert again.session.bitext() == bitext()


def test_a_line_that_was_half_written_is_as_if_never_begun(rows, opening):
    desk = open_desk(rows)
    put(desk, "u0001", "He has come.")
    abandoned(desk)
    with log_of(rows).open("ab") as stream:
        stream.write(b'{"do": "edit", "when": "2')
    again = opening(rows)
    put(again, "u0002", "Nobody knew.")
    held = again.session.bitext()
    again.close()
    assert align.read(rows) == held
    assert opening(rows).session.bitext() == held


def test_undo_goes_on_after_the_file_was_closed(rows, opening):
    desk = open_desk(rows)
    put(desk, "u0001", "one")
    put(desk, "u0001", "two")
    desk.step("undo", desk.session.revision)
    desk.close()
    again = opening(rows)
    again.step("redo", again.session.revision)
    assert again.session.state.unit("u0001").target == "two"
    again.step("undo", again.session.revision)
    again.step("undo", again.session.revision)
    assert again.session.bitext() == bitext()
    with pytest.raises(AlignError, match="nothing to undo"):
        again.step("undo", again.session.revision)


def test_the_log_tells_who_did_what_and_when(rows, opening):
    desk = opening(rows)
    put(desk, "u0001", "one")
    lines = [json.loads(line) for line in log_of(rows).read_text("utf-8").splitlines()]
    assert lines[1]["do"] == "edit"
    assert lines[1]["who"] == "me"
    assert lines[1]["when"].endswith("+00:00")


def test_a_file_that_is_only_looked_at_leaves_no_trace(rows, tmp_path):
    before = rows.read_bytes()
    open_desk(rows).close()
    desk = open_desk(rows, read_only=True)
    with pytest.raises(AlignError, match="read-only"):
        put(desk, "u0001", "x")
    desk.close()
    assert [path.name for path in tmp_path.iterdir()] == [rows.name]
    assert rows.read_bytes() == before


def test_the_file_is_written_and_its_former_version_kept_once(rows, opening, tmp_path):
    desk, before = opening(rows), rows.read_bytes()
    for text in ("one", "two", "three"):
        put(desk, "u0001", text)
        desk.save()
        assert align.read(rows) == desk.session.bitext()
    assert rows.with_name(f"{rows.name}~1").read_bytes() == before
    assert not rows.with_name(f"{rows.name}~2").exists()


def test_what_another_program_changed_is_taken_and_told(rows, opening):
    desk = opening(rows)
    changed(rows, "u0002", target="Changed elsewhere.")
    desk.look()
    assert desk.session.state.unit("u0002").target == "Changed elsewhere."
    assert any("another program" in note for note in desk.notes)
    desk.step("undo", desk.session.revision)
    assert desk.session.bitext() == bitext()


def test_edits_here_and_there_are_merged_by_id(rows, opening):
    desk = opening(rows)
    put(desk, "u0001", "Ours.")
    put(desk, "u0003", "Ours, too.")
    changed(rows, "u0002", target="Theirs.")
    changed(rows, "u0003", target="Theirs, too.")
    desk.save()
    held = align.read(rows)
    assert [unit.target for unit in held.units[:3]] == ["Ours.", "Theirs.", "Ours, too."]
    (conflict,) = held.conflicts
    assert (conflict.unit, conflict.ours, conflict.theirs) == ("u0003", "Ours, too.", "Theirs, too.")
    assert any("changed on both sides" in note for note in desk.notes)
    desk.check()
    assert any(issue.rule == "merge_conflict" for issue in desk.session.issues["u0003"])


def test_a_change_between_two_runs_is_merged_with_what_was_not_written(rows, opening):
    desk = open_desk(rows)
    put(desk, "u0001", "Ours.")
    abandoned(desk)
    changed(rows, "u0002", target="Theirs.")
    again = opening(rows)
    assert [unit.target for unit in again.session.state.units[:2]] == ["Ours.", "Theirs."]
    again.close()
    assert align.read(rows) == again.session.bitext()


def test_one_file_is_under_review_once(rows, opening):
    opening(rows)
    with pytest.raises(AlignError, match="under review"):
        open_desk(rows)


def test_a_row_that_is_newer_than_what_was_seen_is_not_overwritten(rows, opening):
    desk = opening(rows)
    seen = desk.session.revision
    put(desk, "u0001", "first")
    _, clashes = desk.do(lambda s: editing.edit(s, "u0001", {"target": "second"}), {"u0001": seen}, 10**6)
    assert [clash.unit.target for clash in clashes] == ["first"]
    _, clashes = desk.do(lambda s: structure.merge(s, "u0001"), {}, seen)
    assert clashes
    assert desk.session.state.unit("u0001").target == "first"
    desk.do(lambda s: structure.merge(s, "u0001"), {}, desk.session.revision)
    _, clashes = desk.do(lambda s: editing.edit(s, "u0002", {"target": "x"}), {"u0002": 1}, desk.session.revision)
    assert [(clash.id, clash.unit) for clash in clashes] == [("u0002", None)]


def test_issues_of_a_row_follow_its_text_at_once(rows, opening):
    desk = opening(rows)
    assert "spacing" in {issue.rule for issue in desk.session.issues["u0003"]}
    put(desk, "u0003", "The end is near.")
    assert "spacing" not in {issue.rule for issue in desk.session.issues.get("u0003", ())}
    put(desk, "u0001", "He  came.")
    assert "spacing" in {issue.rule for issue in desk.session.issues["u0001"]}


def test_the_whole_document_is_checked_after_an_edit(rows, opening):
    desk = opening(rows)
    put(desk, "u0002", "He came. She left.")
    desk.check()
    assert "same_target_different_source" in {issue.rule for issue in desk.session.issues["u0002"]}
    assert not desk.progress().checking


@pytest.mark.parametrize("name", ["rows.tmx", "rows.csv", "rows.xlf"])
def test_another_format_is_worked_on_in_a_new_file(name, tmp_path, opening):
    path = tmp_path / name
    align.write(bitext(3), path)
    with pytest.raises(AlignError, match=r"-o rows\.jsonl"):
        open_desk(path)
    before = path.read_bytes()
    desk = opening(path, tmp_path / "new.jsonl", source_lang="zh", target_lang="en")
    put(desk, desk.session.state.units[0].id, "Done.")
    desk.close()
    assert align.read(tmp_path / "new.jsonl").units[0].target == "Done."
    assert path.read_bytes() == before
    with pytest.raises(AlignError, match=r"go on with it by: align serve .*new\.jsonl"):
        open_desk(path, tmp_path / "new.jsonl")
    assert len(opening(path, read_only=True).session.state) == 3


def test_a_log_of_another_kind_is_refused(rows):
    log_of(rows).write_text('{"align": 1}\n', "utf-8")
    with pytest.raises(AlignError, match="no log of a review"):
        open_desk(rows)
    log_of(rows).write_text("garbage}\ngarbage}\n", "utf-8")
    with pytest.raises(AlignError, match="put the log aside"):
        open_desk(rows)


def test_a_file_that_is_open_elsewhere_is_not_written_and_nothing_is_lost(tmp_path, opening):
    path = tmp_path / "rows.xlsx"
    align.write(bitext(), path)
    desk = opening(path)
    lock = tmp_path / ".~lock.rows.xlsx#"
    lock.write_text("Somebody,", "utf-8")
    put(desk, "u0001", "Ours.")
    desk.save()
    assert "is open in LibreOffice" in desk.progress().error
    assert not desk.progress().saved
    lock.unlink()
    desk.save()
    assert desk.progress().saved
    assert align.read(path).units[0].target == "Ours."


def test_writing_goes_on_by_itself(rows, opening):
    desk = opening(rows)
    with keeping(desk):
        put(desk, "u0001", "Written.")
        with desk.lock:
            assert desk.lock.wait_for(lambda: desk.progress().saved, timeout=30)
    assert align.read(rows).units[0].target == "Written."


def test_edits_that_follow_each_other_do_not_put_writing_off(rows, opening):
    desk = opening(rows)
    assert desk.unwritten is None
    put(desk, "u0001", "one")
    since = desk.unwritten
    put(desk, "u0001", "two")
    assert desk.unwritten == since
    desk.save()
    assert desk.unwritten is None


def test_a_check_that_fails_keeps_nothing_from_being_written(rows, opening, monkeypatch):
    desk = opening(rows)

    def broken(_):
        raise RuntimeError("broken")

    monkeypatch.setattr(desk.checker, "find", broken)
    with keeping(desk):
        put(desk, "u0001", "Written.")
        with desk.lock:
            assert desk.lock.wait_for(lambda: "RuntimeError: broken" in desk.progress().error, timeout=30)
            assert desk.lock.wait_for(lambda: desk.progress().saved, timeout=30)
    monkeypatch.undo()
    assert align.read(rows).units[0].target == "Written."


def test_a_sheet_shows_the_issues_that_were_found_after_it_was_written(tmp_path, opening):
    path = tmp_path / "rows.xlsx"
    align.write(bitext(), path)
    desk = opening(path)
    put(desk, "u0002", "He came. She left.")
    desk.save()
    assert desk.unwritten is None
    desk.check()
    assert desk.unwritten is not None
    desk.save()
    sheet = openpyxl.load_workbook(path)["Alignment"]
    issues = {row[0].value: row[9].value for row in sheet.iter_rows(min_row=2)}
    assert "same_target_different_source" in issues["u0002"]
