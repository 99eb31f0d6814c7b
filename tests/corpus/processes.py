"""Runs of ``align corpus`` and of Dask as processes that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import psutil

__all__ = ["Running", "cluster", "command", "until"]

_LONGEST = 120  # seconds that anything may take on a busy machine


def until(reached: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> bool:
    """Wait for something; whether it came before the process ended."""
    end, pause = time.monotonic() + _LONGEST, threading.Event()
    while not reached():
        if process is not None and process.poll() is not None:
            return reached()
        assert time.monotonic() < end, "waited too long"
        pause.wait(0.01)
    return True


class Running:
    """A process with all that it starts; nothing of it is left behind the block."""

    def __init__(self, *args: object) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
        self.process = subprocess.Popen(
            [sys.executable, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        self._known: set[psutil.Process] = set()

    def __enter__(self) -> Self:
        return self

    def family(self) -> list[psutil.Process]:
        """What the process has started and is alive."""
        try:
            found = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            found = []
        self._known.update(found)
        return found

    def workers(self) -> list[psutil.Process]:
        """Those that work."""
        found = []
        for process in self.family():
            try:
                if "spawn_main" in " ".join(process.cmdline()):
                    found.append(process)
            except psutil.Error:  # gone meanwhile
                continue
        return found

    def kill(self) -> None:
        """Kill the process, and wait until all that it started has noticed."""
        self.family()
        self.process.kill()
        self.process.wait()
        _, alive = psutil.wait_procs(self._known, timeout=_LONGEST)
        assert alive == []

    def end(self) -> tuple[int, str, str]:
        """Wait for its end: exit code, standard output, standard error."""
        out, err = self.process.communicate(timeout=_LONGEST)
        return self.process.returncode, out.decode(), err.decode()

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.family()
            self.process.kill()
        self.process.communicate()
        for process in self._known:
            if process.is_running():
                process.kill()
        psutil.wait_procs(self._known, timeout=_LONGEST)


def command(manifest: Path, out: Path, *more: object) -> Running:
    """``align corpus`` with batches of one or two documents."""
    return Running("-m", "align", "corpus", manifest, out, "--presegmented", "--batch-size", 4, *more)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[Running, Running, str]]:
    """A scheduler, its workers, and its address."""
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    net = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", told)
    with Running("-m", "distributed.cli.dask_scheduler", "--port", 0, *net) as scheduler:
        until(lambda: told.exists() and told.read_text().endswith("}"), scheduler.process)
        address = json.loads(told.read_text())["address"]
        options = (
            "--nworkers",
            workers,
            "--nthreads",
            1,
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            "--death-timeout",
            120,
        )
        with Running("-m", "distributed.cli.dask_worker", address, *options, "--local-directory", folder) as running:
            yield scheduler, running, address
