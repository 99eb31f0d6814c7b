"""Killed at any moment and started again, a run does what is missing and ends in the same bytes."""

from __future__ import annotations

import pytest

from align.corpus.job import align_corpus
from tests.corpus.conftest import tree, write_corpus
from tests.corpus.processes import cluster, command, until

pytestmark = pytest.mark.slow
DOCUMENTS = 24


@pytest.fixture
def wanted(tmp_path):
    """A manifest, and what a run makes of it that nobody disturbs."""
    manifest = write_corpus(tmp_path / "texts", DOCUMENTS, sentences=10)
    align_corpus([manifest], tmp_path / "wanted", processes=False, presegmented=True, batch_bytes=4 * 1024)
    return manifest, tree(tmp_path / "wanted")


def done(out):
    return len(list((out / "documents").glob("documents-*.parquet")))


def test_a_client_that_is_killed_leaves_what_the_next_one_goes_on_with(wanted, tmp_path):
    manifest, whole = wanted
    out = tmp_path / "out"
    for least in (1, 8):
        with command(manifest, out, "--workers", 2) as run:
            until(lambda least=least: done(out) >= least, run.process)
            run.kill()
        assert not (out / "manifest.json").exists()
    before = {path.name: path.stat().st_mtime_ns for path in (out / "documents").glob("*.parquet")}
    with command(manifest, out, "--workers", 2) as run:
        code, said, err = run.end()
    assert (code, err) == (0, "")
    assert f"{len(before)} of them before" in said
    assert before.items() <= {path.name: path.stat().st_mtime_ns for path in (out / "documents").iterdir()}.items()
    assert tree(out) == whole


def test_workers_that_are_killed_are_replaced(wanted, tmp_path):
    manifest, whole = wanted
    out = tmp_path / "out"
    with command(manifest, out, "--workers", 2) as run:
        for least in (1, 6):
            if until(lambda least=least: done(out) >= least and bool(run.workers()), run.process):
                for process in run.workers()[: 1 + least % 2]:
                    process.kill()
        code, _, err = run.end()
    assert (code, err) == (0, "")
    assert tree(out) == whole


def test_a_scheduler_that_is_killed_is_told_and_the_next_one_goes_on(wanted, tmp_path):
    manifest, whole = wanted
    out = tmp_path / "out"
    with cluster(tmp_path, 1) as (scheduler, _, address), command(manifest, out, "--scheduler", address) as run:
        until(lambda: done(out) >= 3, run.process)
        scheduler.kill()
        code, said, err = run.end()
    assert (code, said) == (2, "")
    assert err.startswith(f"align: the scheduler at {address} is gone")
    assert err.count("\n") == 1
    with cluster(tmp_path, 2) as (_, _, address), command(manifest, out, "--scheduler", address) as run:
        code, said, err = run.end()
    assert (code, err) == (0, "")
    assert "of them before" in said
    assert tree(out) == whole


def test_two_runs_do_not_work_on_one_folder(wanted, tmp_path):
    manifest, _ = wanted
    out = tmp_path / "out"
    with command(manifest, out, "--workers", 1) as run:
        until(lambda: (out / ".align-lock").exists(), run.process)
        with command(manifest, out, "--workers", 1) as other:
            code, _, err = other.end()
        assert code == 2
        assert "is being worked on by another run" in err
        run.kill()
