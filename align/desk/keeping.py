"""A thread that keeps the file of a desk up to date, and the issues of the whole document."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic
from typing import Final

from align.desk.desk import Desk

__all__ = ["keeping"]

_WITHIN: Final = 0.9  # seconds from a change until the file has it, where writing takes no longer
_SOONEST: Final = 0.05  # seconds that a change is waited with, so that those that come with it are written with it,
_LATEST: Final = 0.2  # and at most so many
_CHECK_AFTER: Final = 0.8  # seconds without an edit after which the whole document is checked
_LONGEST_QUIET: Final = 10.0  # the same where checking takes long
_LOOK_EVERY: Final = 1.0  # seconds between looks at the file,
_ASK_EVERY: Final = 0.2  # and whether a check has come to its end
_AGAIN_AFTER: Final = 3.0  # seconds after which what went wrong is tried again
_PREPARE_AFTER: Final = 2.0  # seconds after which the page has been opened, and the first writing is made ready


@contextmanager
def keeping(desk: Desk) -> Iterator[None]:
    """Write, check and look at the file in the background, while others edit."""
    keeper = _Keeper(desk)
    keeper.start()
    try:
        yield
    finally:
        keeper.end()


class _Keeper:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread = Thread(target=self._run, name="desk", daemon=True)
        self._stopping = False
        self._retry_at = 0.0
        self._taking: Callable[[], None] | None = None  # takes up what a check finds that was begun
        self._begun, self._took = 0.0, 0.0  # when that was, and how many seconds the last one took
        self._prepare_at = monotonic() + _PREPARE_AFTER
        self._is_ready = desk.read_only or desk.checker.is_quick  # whether the first writing is as quick as others

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        with self._desk.lock:
            self._stopping = True
            self._desk.lock.notify_all()
        self._thread.join()

    def _run(self) -> None:
        desk = self._desk
        while True:
            with desk.lock:
                if not self._stopping:
                    desk.lock.wait(self._idle())
                if self._stopping:
                    return
            for work in (desk.look, self._write, self._check, self._prepare):
                try:
                    work()
                except Exception as error:  # whatever is wrong with one of them, the others go on
                    desk.fail(error)
                    self._retry_at = monotonic() + _AGAIN_AFTER

    def _idle(self) -> float:
        """Seconds until there is something to do, if nothing comes between."""
        now = monotonic()
        times = [now + _LOOK_EVERY, self._write_at()]
        if self._taking is not None:
            times.append(now + _ASK_EVERY)
        elif not self._desk.is_checked:
            times.append(max(self._check_at(), self._retry_at))
        return max(min(times) - now, 0.01)

    def _write_at(self) -> float:
        since = self._desk.unwritten
        if since is None:
            return float("inf")
        return max(since + min(max(_WITHIN - 1.5 * self._desk.took, _SOONEST), _LATEST), self._retry_at)

    def _check_at(self) -> float:
        return self._desk.changed + max(_CHECK_AFTER, min(self._took, _LONGEST_QUIET))

    def _write(self) -> None:
        if self._write_at() <= monotonic() and not self._desk.save():
            self._retry_at = monotonic() + _AGAIN_AFTER

    def _check(self) -> None:
        desk = self._desk
        if self._taking is not None:
            if desk.checker.is_done:
                taking, self._taking, self._took = self._taking, None, monotonic() - self._begun
                taking()
        elif not desk.is_checked and max(self._check_at(), self._retry_at) <= monotonic():
            if desk.checker.is_quick:
                desk.check()
            else:
                self._begun, self._taking = monotonic(), desk.begin_check()

    def _prepare(self) -> None:
        if not self._is_ready and monotonic() >= self._prepare_at:
            self._is_ready = True
            self._desk.prepare()
            gc.freeze()  # all that is there will stay; whoever looks for garbage in it keeps a key waiting
