"""What the page asks and is answered: edits, conflicts, filters, previews."""

from __future__ import annotations

import pytest

import align
from align.desk import open_desk
from tests.desk.conftest import bitext
from tests.web.conftest import client_of


def targets(desk):
    return [unit.target for unit in desk.session.state]


def test_the_page_has_the_first_rows_in_a_table(client):
    page = client.get("/").text
    assert page.count('role="rowheader"') == 4
    assert 'aria-rowcount="5"' in page
    assert 'lang="zh"' in page
    assert "source missing" in page


def test_an_edit_comes_back_as_a_row(client, post, desk):
    answer = post("/do", op="edit", id="u0001", fields={"target": "He has come."}).json()
    assert [patch[2] for patch in answer["patches"]] == [["u0001"]]
    assert "He has come." in answer["rows"]["u0001"]
    assert targets(desk)[0] == "He has come."


def test_every_edit_of_the_page_can_be_made_and_undone(post, desk):
    edits = [
        {"op": "accept", "id": "u0001"},
        {"op": "accept-above", "score": 0.35},
        {"op": "split", "id": "u0001", "source": 4, "target": 9},
        {"op": "merge", "id": "u0001"},
        {"op": "move", "id": "u0001", "side": "target", "way": "down"},
        {"op": "insert", "id": "u0001"},
        {"op": "delete", "id": "u0004"},
        {"op": "replace", "column": "target", "find": "the", "put": "a"},
        {"op": "realign", "first": "u0001", "last": "u0003"},
        {"op": "fix", "id": "u0003", "side": "target", "start": 7, "end": 9, "was": "  ", "text": " "},
    ]
    for edit in edits:
        assert post("/do", **edit).status_code == 200, edit
        assert desk.session.bitext() != bitext(), edit
        assert post("/step", kind="undo").status_code == 200
        assert desk.session.bitext() == bitext(), edit


def test_a_stale_edit_is_a_conflict_with_what_stands_there_now(client, post, desk):
    seen = desk.session.revision
    post("/do", op="edit", id="u0001", fields={"target": "first"})
    stale = {"op": "edit", "id": "u0001", "fields": {"target": "second"}, "seen": {"u0001": seen}, "revision": seen}
    answer = client.post("/do", json=stale)
    assert answer.status_code == 409
    assert answer.json()["clashes"][0]["target"] == "first"
    assert "firs" in answer.json()["rows"]["u0001"]
    assert targets(desk)[0] == "first"


def test_another_page_hears_of_it(client, post, desk):
    seen = client.get("/changes", params={"since": 0}).json()["revision"]
    post("/do", op="merge", id="u0002")
    told = client.get("/changes", params={"since": seen}).json()
    assert [1, "u0001", ["u0002", "u0003"], ["u0002"]] in told["patches"]
    assert told["total"] == 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["u0001", "u0002", "u0003", "u0004"]),
        ({"search": "NOBODY"}, ["u0002"]),
        ({"search": "她"}, ["u0002"]),
        ({"state": "missing"}, ["u0004"]),
        ({"below": "0.5"}, ["u0002", "u0003"]),
        ({"status": "reviewed"}, []),
        ({"status": "unconfirmed", "below": "0.35"}, ["u0003"]),
        ({"issue": "spacing"}, ["u0003"]),
        ({"speaker": "nobody"}, []),
    ],
)
def test_filters(client, asked, found):
    view = client.get("/view", params=asked).json()
    assert view["total"] == len(found)
    html = "".join(client.get("/rows", params={"view": view["view"], "first": 0, "count": 10}).json()["rows"])
    assert [unit for unit in ("u0001", "u0002", "u0003", "u0004") if f'data-id="{unit}"' in html] == found


def test_a_row_stays_in_a_view_when_it_no_longer_fits(client, post):
    view = client.get("/view", params={"status": "translated"}).json()
    post("/do", op="accept", id="u0001")
    html = client.get("/rows", params={"view": view["view"]}).json()["rows"][0]
    assert 'data-id="u0001"' in html


@pytest.mark.parametrize(
    ("kind", "start", "back", "found"),
    [
        ("doubtful", "u0001", "", "u0002"),
        ("doubtful", "u0003", "", "u0002"),
        ("doubtful", "u0002", "true", "u0003"),
        ("slot", "u0001", "", "u0004"),
        ("issue", "u0001", "", "u0003"),
        ("unconfirmed", "u0001", "true", "u0004"),
    ],
)
def test_the_next_row_of_a_kind(client, kind, start, back, found):
    assert client.get("/next", params={"kind": kind, "id": start, "back": back}).json()["id"] == found


def test_a_preview_changes_nothing(client, desk):
    for wish in (
        {"op": "replace", "column": "target", "find": "The", "put": "A", "case": True},
        {"op": "realign", "first": "u0001", "last": "u0003"},
        {"op": "accept-above", "score": 0.5},
    ):
        plan = client.post("/plan", json=wish).json()
        assert plan["count"] >= 1
    assert desk.session.bitext() == bitext()


def test_rows_that_belong_elsewhere_are_found_when_aligned_anew(post, desk):
    post("/do", op="realign", first="u0001", last="u0003")
    rows = [(unit.source, unit.target) for unit in desk.session.state]
    assert rows[0] == ("他来了。", "He came.")
    assert rows[1] == ("她走了。", "She left.")


def test_why(client):
    page = client.get("/why", params={"id": "u0001"}).text
    assert "lexical" in page
    assert client.get("/why", params={"id": "u0004"}).status_code == 422


def test_terms_are_shown_on_both_sides_with_what_is_known_of_them(tmp_path):
    path, glossary = tmp_path / "rows.jsonl", tmp_path / "terms.csv"
    align.write(bitext(), path)
    glossary.write_text(
        "concept,lang,term,status,definition\nend,en,end,preferred,<b>where it stops</b>\nend,en,finish,forbidden,\n"
        "end,zh,没人,preferred,\n",
        "utf-8",
    )
    desk = open_desk(path, glossary=[glossary])
    client = client_of(desk)
    html = "".join(client.get("/rows").json()["rows"])
    assert html.count('data-concept="end"') == 2
    panel = client.get("/panel", params={"id": "u0003"}).text
    assert "&lt;b&gt;where it stops" in panel
    assert "not finish" in panel
    assert "where it stops" in client.get("/concept", params={"id": "end"}).text
    assert client.get("/view", params={"term": "end"}).json()["total"] == 1
    desk.close()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"op": "dance"}, "there is no edit 'dance'"),
        ({"op": "edit", "id": "u0001"}, "fields"),
        ({"op": "edit", "id": "u0001", "fields": {"score": "1"}}, "cannot be edited"),
        ({"op": "edit", "id": "u0001", "fields": {"status": "done"}}, "none of"),
        ({"op": "edit", "id": "u9999", "fields": {"target": ""}}, "no row u9999"),
        ({"op": "merge", "id": "u0004"}, "no row below"),
        ({"op": "move", "id": "u0001", "side": "target", "way": "up"}, "no row above"),
        ({"op": "replace", "column": "target", "find": "(", "put": "", "pattern": True}, "pattern is at fault"),
        ({"op": "replace", "column": "target", "find": "(H)", "put": "\\9", "pattern": True}, "at fault"),
        ({"op": "replace", "column": "id", "find": "u", "put": ""}, "none of the columns"),
        ({"op": "accept-above", "score": "x"}, "number"),
        ({"op": "split", "id": "u0001", "source": 0, "target": 0}, "would be empty"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(post, desk, body, said):
    answer = post("/do", **body)
    assert answer.status_code == 422
    assert said in answer.text
    assert desk.session.bitext() == bitext()


def test_read_only(tmp_path):
    path = tmp_path / "rows.jsonl"
    align.write(bitext(), path)
    desk = open_desk(path, read_only=True)
    client = client_of(desk)
    answer = client.post("/do", json={"op": "accept", "id": "u0001", "revision": 1})
    assert answer.status_code == 422
    assert "read-only" in answer.text
    assert "data-read-only" in client.get("/").text
    desk.close()
