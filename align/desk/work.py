"""The checks of the whole document, done beside the review: they take long where there are many rows."""

from __future__ import annotations

import os
import pickle
import signal
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from typing import Final

from align.checking import Checking
from align.model import Bitext, Document, Issue, Termbase, Unit
from align.project import inspected

__all__ = ["Checker", "Task"]

_FEW: Final = 300  # rows that are checked so soon that no other process is asked
_PACK: Final = 200  # units that are packed at once: whoever packs lets nobody else do anything meanwhile


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be checked.

    Attributes:
        bitext: The rows.
        termbase: The terms in force.
        checking: Which checks run, and how.
        document: The text that the rows stand in, if it is known.
    """

    bitext: Bitext
    termbase: Termbase
    checking: Checking
    document: Document | None

    def found(self) -> tuple[Issue, ...]:
        """All issues."""
        return tuple(inspected(self.bitext, self.termbase, self.checking, self.document)[1])


class Checker:
    """Finds the issues of whole documents: at once, or in another process.

    Args:
        task: What is checked, with the rows as they are at first.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._pool: Pool | None = None
        self._packed = b""  # the task without its rows
        self._result: AsyncResult[tuple[Issue, ...]] | None = None

    @property
    def is_quick(self) -> bool:
        """Whether there are so few rows that nobody notices the time."""
        return len(self._task.bitext.units) <= _FEW

    @property
    def is_done(self) -> bool:
        """Whether there is an outcome to be taken."""
        return self._result is not None and self._result.ready()

    def find(self, bitext: Bitext) -> tuple[Issue, ...]:
        """The issues of the rows as they are now.

        Raises:
            AlignError: They cannot be checked.
        """
        return replace(self._task, bitext=bitext).found()

    def begin(self, bitext: Bitext) -> None:
        """Begin to find them in another process."""
        if self._pool is None:
            self._pool = get_context("spawn").Pool(1, _behave)
            self._packed = pickle.dumps(replace(self._task, bitext=_bare(bitext)))
        packs = [pickle.dumps(bitext.units[start : start + _PACK]) for start in range(0, len(bitext.units), _PACK)]
        self._result = self._pool.apply_async(_find, (self._packed, _bare(bitext), packs))

    def take(self) -> tuple[Issue, ...]:
        """What was found, once it is there.

        Raises:
            AlignError: They could not be checked.
        """
        result, self._result = self._result, None
        return result.get() if result is not None else ()

    def close(self) -> None:
        """Give up what was begun."""
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()


def _bare(bitext: Bitext) -> Bitext:
    return replace(bitext, units=())


def _behave() -> None:
    """Leave the processor to whoever answers a key; one that ends the program ends this process by its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)


def _find(packed: bytes, bare: Bitext, packs: list[bytes]) -> tuple[Issue, ...]:
    units: list[Unit] = []
    for pack in packs:
        units += pickle.loads(pack)
    task: Task = pickle.loads(packed)
    return replace(task, bitext=replace(bare, units=tuple(units))).found()
