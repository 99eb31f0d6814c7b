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
