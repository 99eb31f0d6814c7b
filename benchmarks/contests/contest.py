"""A job that several programs do, and the clocks."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

from benchmarks import memory
from benchmarks.processes import usage_of

__all__ = ["OURS", "Contender", "Contest", "Spent", "as_process", "as_script", "in_process"]

OURS = "align"


class Spent(NamedTuple):
    """CPU seconds, user and system, and the most memory held, in MB; nan where it is not known."""

    seconds: float
    megabytes: float = math.nan


Contender = Callable[[int], Callable[[], Spent]]
"""Prepares a job of a size, which is not measured, and gives what does it once and measures that.

It raises ImportError or FileNotFoundError where a program is not installed.
"""


@dataclass(frozen=True)
class Contest:
    """A job.

    Attributes:
        area: Part of the product.
        job: What is done.
        size: How much of it.
        unit: What the size counts.
        contenders: Who does it, by name; names of ours begin with ``OURS``, and the first is the measure.
    """

    area: str
    job: str
    size: int
    unit: str
    contenders: Mapping[str, Contender]

    @property
    def title(self) -> str:
        """What stands in the table."""
        return f"{self.job}, {self.size:,} {self.unit}"


def in_process(prepare: Callable[[int], Callable[[], object]]) -> Contender:
    """A job that is a call of a function."""

    def contender(size: int) -> Callable[[], Spent]:
        action = prepare(size)

        def once() -> Spent:
            start = time.process_time()
            action()
            return Spent(time.process_time() - start, memory.peak())

        return once

    return contender


def as_process(command: Callable[[int], Sequence[str]]) -> Contender:
    """A job that is a whole process: its start and its imports count."""

    def contender(size: int) -> Callable[[], Spent]:
        arguments = list(command(size))
        # Its memory is not known: what the kernel tells of a child counts its parent's.
        return lambda: Spent(_run(arguments)[0])

    return contender


def as_script(package: str, prepare: Callable[[int], Sequence[str]], script: str) -> Contender:
    """A job of a library that is not imported here, for its licence: a script that prints its CPU seconds and MB.

    Args:
        package: What it needs.
        prepare: Makes the files; gives the arguments of the script.
        script: Python.
    """

    def contender(size: int) -> Callable[[], Spent]:
        if find_spec(package) is None:
            raise ImportError(package)
        arguments = [sys.executable, "-c", script, *prepare(size)]

        def once() -> Spent:
            return Spent(*map(float, _run(arguments)[1].split()))

        return once

    return contender


def _run(arguments: Sequence[str]) -> tuple[float, str]:
    """CPU seconds of a process, and what it printed."""
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        said = process.stdout.read() if process.stdout else ""
        usage = usage_of(process)
    return usage.ru_utime + usage.ru_stime, said
