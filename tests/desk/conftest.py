"""Files to be reviewed, and desks that are closed after use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import align
from align.desk import Desk, open_desk
from align.model import Bitext, Unit

PAIRS = (
    ("他来了。", "He came. She left.", 0.9),
    ("她走了。", "Nobody knew why.", 0.4),
    ("没人知道为什么。", "The end  is near.", 0.3),
    ("", "Not translated from anything.", None),
)


def bitext(count: int = len(PAIRS)) -> Bitext:
    """Some rows, over and over."""
    rows = (PAIRS[number % len(PAIRS)] for number in range(count))
    units = tuple(
        Unit(f"u{number:04}", target, source, "original" if source else "missing", score=score)
        for number, (source, target, score) in enumerate(rows, start=1)
    )
    return Bitext(units, "zh", "en", next_id=count + 1)


@pytest.fixture(params=["rows.jsonl", "rows.xlsx"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file with four rows, in each format that a review is kept in."""
    path = tmp_path / request.param
    align.write(bitext(), path)
    return path


@pytest.fixture
def opening() -> Iterator[Callable[..., Desk]]:
    """Opens desks."""
    desks: list[Desk] = []

    def opened(*args: object, **options: object) -> Desk:
        desks.append(open_desk(*args, **{"who": "me", **options}))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.close()
