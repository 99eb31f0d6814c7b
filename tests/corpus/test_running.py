"""Dask does tasks: a task over which workers are lost is told from those that only stood beside it."""

from __future__ import annotations

import os
import signal
import threading

import dask
import pytest

from align.corpus.running import connected
from align.errors import InputError
from tests.corpus.conftest import write_corpus
from tests.corpus.processes import command

DEADLY = 7


def squared(number):
    return number * number


def deadly_squared(task):
    """Kills its worker at one number, as the system does where memory runs out."""
    numbers, left_out = task
    if DEADLY in numbers and DEADLY not in left_out:
        threading.Event().wait(0.5)  # Dask is slow to start workers again that are lost while they start
        os.kill(os.getpid(), signal.SIGKILL)
    return [squared(number) for number in numbers if number not in left_out]


def failing(number):
    raise InputError(f"no {number}")


def test_tasks_are_done_once_and_faults_are_those_of_the_function():
    with connected(None, 2, processes=False) as cluster:
        assert sorted(cluster.map(squared, range(50))) == [squared(number) for number in range(50)]
        assert list(cluster.map(squared, [])) == []
        with pytest.raises(InputError, match="no 3"):
            list(cluster.map(failing, [3]))


def test_no_more_tasks_are_asked_for_than_are_useful():
    asked = []
    with connected(None, 1, processes=False) as cluster:
        done = cluster.map(squared, (asked.append(number) or number for number in range(1000)))
        next(done)
        assert len(asked) < 20
        done.close()


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_found_and_the_others_are_done():
    tasks = [((number, number + 1), ()) for number in range(0, 12, 2)]
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), connected(None, 1) as cluster:

        def rescue(task):
            numbers, _ = task
            return numbers, tuple(n for n in numbers if not cluster.survives(deadly_squared, ((n,), ())))

        done = sorted(number for found in cluster.map(deadly_squared, tasks, rescue) for number in found)
    assert done == [squared(number) for number in range(12) if number != DEADLY]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_told(tmp_path, monkeypatch, address):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "0.2s")
    manifest = write_corpus(tmp_path / "texts", 1)
    with command(manifest, tmp_path / "out", "--scheduler", address) as run:
        code, said, err = run.end()
    assert (code, said, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"align: there is no Dask scheduler that answers at {address}")
