"""Only the browser of this machine that was given the token may look or write; what it is given can do no harm."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

import align
from align.desk import open_desk
from align.web.answers import MODULES
from align.web.app import make_app
from align.web.safety import LARGEST
from tests.desk.conftest import bitext
from tests.web.conftest import HOST, PORT, TOKEN, client_of

EDIT = {"op": "edit", "id": "u0001", "fields": {"target": "taken over"}, "revision": 10**6}


def stranger(desk, **options):
    return TestClient(make_app(desk, PORT, TOKEN), base_url=HOST, **options)


@pytest.mark.parametrize("path", ["/", "/rows", "/changes", "/static/review.js", "/panel?id=u0001", "/?token=wrong"])
def test_without_the_token_nothing_is_shown(desk, path):
    answer = stranger(desk).get(path)
    assert answer.status_code == 403
    assert "He came" not in answer.text
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_for_this_page_alone(desk):
    answer = stranger(desk).get("/", params={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert f"align_{PORT}=" in cookie


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_for_this_machine_is_refused(desk, host):
    answer = client_of(desk).get("/", params={"token": TOKEN}, headers={"Host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_another_page_cannot_write(desk, headers, status):
    answer = client_of(desk).post("/do", json=EDIT, headers=headers)
    assert answer.status_code == status
    assert desk.session.bitext() == bitext()


def test_a_request_without_an_origin_cannot_write(desk):
    client = client_of(desk)
    client.headers.pop("origin")
    assert client.post("/do", json=EDIT).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(desk, method):
    assert client_of(desk).request(method, "/").status_code == 405


def test_a_large_request_is_refused_whether_it_says_so_or_not(desk):
    client = client_of(desk)
    large = b'"' + b"x" * LARGEST + b'"'
    json = {"Content-Type": "application/json"}
    assert client.post("/do", content=large, headers=json).status_code == 413
    assert client.post("/do", content=(part for part in [large]), headers=json).status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"\xff", b'{"op": 1}', b'{"seen": 1}', b"[" * 50_000])
def test_what_is_no_request_is_told(desk, body):
    answer = client_of(desk).post("/do", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static", "/static/..%2fapp.py", "/static/page.html", "/../pyproject.toml", "/templates/page.html"],
)
def test_there_is_no_way_to_other_files(desk, path):
    answer = client_of(desk).get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize("path", ["/", "/rows", "/static/review.css", "/nowhere"])
def test_every_answer_says_what_may_be_loaded(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)' {{7*7}} &lt;b&gt;"


@pytest.mark.parametrize("field", ["source", "target", "speaker", "section", "note", "comment", "id"])
def test_a_text_is_text_wherever_it_shows(tmp_path, field):
    held = bitext()
    text = HOSTILE if field == "id" else HOSTILE + "\ud800"
    first = replace(held.units[0], source_state="original", **{field: text})
    path = tmp_path / "<i>rows.jsonl"
    align.write(replace(held, units=(first, *held.units[1:])), path)
    desk = open_desk(path)
    client = client_of(desk)
    unit = desk.session.state.units[0].id
    pages = [
        client.get("/").text,
        "".join(client.get("/rows").json()["rows"]),
        client.get("/panel", params={"id": unit}).text,
        client.post("/plan", json={"op": "replace", "column": "target", "find": "a", "put": HOSTILE}).json()["html"],
    ]
    desk.close()
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<i>" not in page
        assert not re.search(r"<[^>]*\sonmouseover='", page)
        assert "49" not in page.replace("2049", "")


def test_nothing_on_the_page_is_from_elsewhere_or_inline(client):
    page = client.get("/").text
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert "<style" not in page
    assert " style=" not in page
    for name in ("review.css", "pictures.css", *MODULES):
        text = client.get(f"/static/{name}").text
        assert not re.search(r"https?://|@import|eval\(|new Function", text), name
