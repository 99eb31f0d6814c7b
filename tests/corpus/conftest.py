"""Small corpora, and a cluster of Dask that the tests share."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")
pytest.importorskip("pyarrow")

WORDS = {
    "de": [
        "der",
        "Hund",
        "geht",
        "in",
        "das",
        "alte",
        "Haus",
        "und",
        "sieht",
        "eine",
        "rote",
        "Blume",
        "neben",
        "dem",
        "Fluss",
        "am",
        "Abend",
    ],
    "fr": [
        "le",
        "chien",
        "va",
        "dans",
        "la",
        "vieille",
        "maison",
        "et",
        "voit",
        "une",
        "fleur",
        "rouge",
        "pres",
        "du",
        "fleuve",
        "le",
        "soir",
    ],
}


@pytest.fixture(autouse=True, scope="session")
def plain_dask() -> Iterator[None]:
    """Dask as it comes, whatever this machine's configuration says."""
    import dask
    import distributed  # noqa: F401  its defaults become part of Dask's

    with dask.config.set({"distributed.comm.timeouts.connect": "30s", "distributed.worker.profile.enabled": False}):
        yield


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Address of a scheduler with two workers in this process; it ends with the test, for its threads draw numbers."""
    from distributed import LocalCluster

    with cluster_of(LocalCluster, 2) as cluster:
        yield cluster.scheduler_address


def cluster_of(kind: Any, workers: int) -> Any:
    """Workers as threads of this process, on ports that are free."""
    return kind(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        host="127.0.0.1",
        protocol="tcp",
        scheduler_port=0,
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=50,
    )


def write_corpus(folder: Path, documents: int, sentences: int = 6) -> Path:
    """Write documents in German and French, and a manifest; the same each time."""
    chance = random.Random(documents)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [("id", "source", "target", "source_lang", "target_lang")]
    for number in range(documents):
        for lang, words in WORDS.items():
            lines = [
                " ".join(chance.choice(words) for _ in range(chance.randint(3, 9))).capitalize() + f" {number} {k}."
                for k in range(chance.randint(sentences // 2, sentences))
            ]
            (folder / f"{number}.{lang}").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows.append((f"d{number}", f"{number}.de", f"{number}.fr", "de", "fr"))
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return folder / "manifest.csv"


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
