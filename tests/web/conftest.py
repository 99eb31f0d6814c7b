"""The page of a file with four rows, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import align
from align.desk import Desk, open_desk
from align.web.app import make_app
from tests.desk.conftest import bitext

PORT, TOKEN = 8000, "the-token-of-this-launch"
HOST = f"http://127.0.0.1:{PORT}"


def client_of(desk: Desk) -> TestClient:
    """A browser of the page, with the cookie."""
    client = TestClient(make_app(desk, PORT, TOKEN), base_url=HOST, headers={"Origin": HOST})
    assert client.get("/", params={"token": TOKEN}).status_code == 200
    return client


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A file under review."""
    path = tmp_path / "rows.jsonl"
    align.write(bitext(), path)
    opened = open_desk(path, who="me")
    yield opened
    opened.close()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """Its page."""
    return client_of(desk)


@pytest.fixture
def post(client: TestClient) -> Callable[..., object]:
    """Asks for an edit, as the page does that has seen all."""

    def posted(path: str, **body: object) -> object:
        revision = client.get("/changes", params={"since": 10**9}).json()["revision"]
        return client.post(path, json={"revision": revision, **body})

    return posted


# In the browser ----------------------------------------


@pytest.fixture(scope="module")
def browser():
    from tests.web.browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    align.write(bitext(), path)
    return path


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(
        "concept,lang,term,status,definition\ncome,zh,来,preferred,to arrive\ncome,en,arrive,preferred,\n"
        "come,en,appear,forbidden,\n",
        "utf-8",
    )
    return path


@pytest.fixture
def tab(browser, rows, glossary):
    from tests.web.browser import Tab, serving

    with serving(rows, [glossary]) as served:
        opened = Tab(browser, served)
        yield opened
        opened.page.close()
        assert not opened.faults
