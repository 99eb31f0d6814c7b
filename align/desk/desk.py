"""The desk: a review that is logged before it is acknowledged, checked and written while it goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.pool import Pool
from threading import Condition, Thread
from time import monotonic
from typing import Final

from align.backups import KEPT, replace_kept, version
from align.desk.merging import merged
from align.desk.opening import Opened, content, digest_of_file, prepared
from align.desk.work import Task, Worked, work
from align.errors import AlignError, ArgumentError, InputError
from align.loading import AnyPath, telling
from align.model import Bitext
from align.review.changes import Change, State, difference
from align.review.inspection import Inspector
from align.review.session import Clash, Session
from align.storage import read_bytes, rewrite

__all__ = ["Desk", "Opened", "Progress", "open_desk"]

_FEW: Final = 300  # rows that are checked so soon that no other process is asked
_WRITE_AFTER: Final = 0.4  # seconds from an edit to the beginning of writing
_CHECK_AFTER: Final = 0.8  # seconds without an edit after which the whole document is checked
_LONGEST_QUIET: Final = 10.0  # the same where checking takes long
_LOOK_EVERY: Final = 1.0  # seconds between looks at the file
_PATIENCE: Final = 0.1  # seconds between looks whether other work is to be given up
_AGAIN_AFTER: Final = 3.0  # seconds after which writing is tried again


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the file is: whether it has all edits, when it was written last, and why not."""

    saved: bool
    at: str
    error: str
    checking: bool


class Desk:
    """A file under review.

    Args:
        opened: What it begins with.
        who: Name of the person, for the log.
    """

    def __init__(self, opened: Opened, who: str = "") -> None:
        self.path, self.who, self.read_only = opened.path, who, opened.log is None
        self.session = Session(opened.state, Inspector(opened.base, opened.task.termbase, opened.task.checking),
                               opened.history)  # fmt: skip
        self.notes: list[str] = list(opened.notes)
        self._log, self._count, self._task = opened.log, opened.count, opened.task
        self._base, self._data, self._added = opened.base, opened.data, opened.added
        self._kept = False
        self._saved = -1 if opened.unsaved else opened.count  # how many edits the file has
        self._took = 0.0  # seconds that the last check of the whole document took
        self._looked: tuple[int, int] | None = self._stat()
        self._written_at, self._error = "", ""
        self._checked = 0
        self._changed_at = 0.0
        self._retry_at = 0.0
        self.lock = Condition()
        self._pool: Pool | None = None
        self._stopping = self._stopped = False
        self._thread: Thread | None = None
        if len(self.session.state) <= _FEW:
            self.check()

    # Edits ------------------------------------------------------------------------------------------------------------

    def do(
        self, make: Callable[[State], Change], seen: Mapping[str, int], revision: int, who: str = ""
    ) -> tuple[Change, list[Clash]]:
        """Make an edit, unless a row of it is newer than what its author saw. It is on the disk when this returns.

        Args:
            make: Gives the change.
            seen: The versions of rows that the author saw.
            revision: The revision that the author saw of all others.
            who: The author, if it is not the person of this desk.

        Returns:
            The change, and the rows that are newer; if there are any, nothing was changed.

        Raises:
            AlignError: The edit is not possible, or the log cannot be written.
        """
        with self.lock:
            self._refuse_read_only()
            clashes = self.session.newer(seen)
            if clashes:
                return Change("", ()), clashes
            change = make(self.session.state)
            clashes = self.session.clashes(change, seen, revision)
            if change and not clashes:
                self._commit("do", change, who)
            return change, clashes

    def step(self, kind: str, revision: int) -> tuple[Change, list[Clash]]:
        """Undo or redo, unless what it changes is newer than what its author saw.

        Raises:
            ArgumentError: There is nothing to undo or redo.
            AlignError: The log cannot be written.
        """
        with self.lock:
            self._refuse_read_only()
            change = self.session.undoable() if kind == "undo" else self.session.redoable()
            if change is None:
                raise ArgumentError(f"there is nothing to {kind}")
            clashes = self.session.clashes(change, {}, revision)
            if not clashes:
                self._commit(kind, change)
            return change, clashes

    def _commit(self, kind: str, change: Change, who: str = "") -> None:
        if self._log is not None:
            if self._log.is_empty:
                self._log.begin(self._base, digest_of_file(self._data))
            self._log.add(kind, change, who or self.who)
        self._count += 1
        self.session.commit(change, kind)
        self._changed_at = monotonic()
        self.lock.notify_all()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise ArgumentError("the review was opened read-only")

    # The file ---------------------------------------------------------------------------------------------------------

    def progress(self) -> Progress:
        """How far the file is."""
        with self.lock:
            return Progress(self._saved == self._count, self._written_at, self._error, self._checked != self._edits())

    def _edits(self) -> int:
        return self._count + 1

    def start(self) -> None:
        """Begin to write and to check in the background."""
        self._thread = Thread(target=self._keep, name="desk", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the review: what is not written yet is."""
        with self.lock:
            self._stopping = True
            self.lock.notify_all()
        if self._thread is not None:
            self._thread.join()
        self._stopped = True
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
        self.save()
        if self._log is not None:
            self._log.close()

    def _keep(self) -> None:
        while True:
            with self.lock:
                if self._stopping:
                    return
                self.lock.wait(self._idle())
                if self._stopping:
                    return
                now = monotonic()
                dirty = now >= max(self._changed_at + _WRITE_AFTER, self._retry_at)
                quiet = now >= self._changed_at + max(_CHECK_AFTER, min(self._took, _LONGEST_QUIET))
            self.look()
            if dirty and self._saved != self._count:
                self.save()
            if quiet and self._checked != self._edits():
                self.check()

    def _idle(self) -> float:
        since = monotonic() - self._changed_at
        soon = [_LOOK_EVERY, *(wait - since for wait in (_WRITE_AFTER, _CHECK_AFTER) if wait > since)]
        return max(min(soon), 0.02)

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def look(self) -> None:
        """See whether another program changed the file, and merge it."""
        found = self._stat()
        if found == self._looked or found is None or self.read_only:
            return
        try:
            data = read_bytes(self.path)
            if data != self._data:
                with telling(self.path):
                    theirs, added = content(self.path, data)
                    self._merge(theirs, data, added)
            self._looked = found
        except AlignError as error:
            self._error = f"the file on disk cannot be taken up: {error.message}"
            self._retry_at = monotonic() + _AGAIN_AFTER

    def _merge(self, theirs: Bitext, data: bytes, added: tuple[str, ...]) -> None:
        with self.lock:
            ours = self.session.bitext()
            after, told = merged(self._base, ours, theirs, self.path.name)
            change = difference("changed on disk", ours, after)
            self._base, self._data, self._added, self._kept = theirs, data, added, False
            if self._log is not None and not self._log.is_empty:
                self._log.saved(self._count, digest_of_file(data))
            if change:
                self._commit("do", change, self.path.name)
            self.notes += told

    def save(self) -> None:
        """Write the file, if it has not all edits yet; what others changed in it is merged first."""
        try:
            while self._written():
                pass
        except AlignError as error:
            with self.lock:
                self._error, self._retry_at = str(error), monotonic() + _AGAIN_AFTER

    def _written(self) -> bool:
        """Write the file; whether it was changed by others meanwhile, so that it must be written again."""
        self.look()
        with self.lock:
            bitext, count, revision = self.session.bitext(), self._count, self.session.revision
            base = self._base
            if self.read_only or bitext == base:
                self._saved = count
                return False
        done = self._work(replace(self._task, bitext=bitext, issues=False, data=True))
        self.look()
        with self.lock:
            if self._base is not base:
                return True
            if self._log is not None:
                self._log.saved(count, digest_of_file(done.data))
            self._put(done)
            self._base, self._data, self._looked, self._saved = bitext, done.data, self._stat(), count
            self._written_at, self._error = datetime.now().astimezone().strftime("%H:%M:%S"), ""
            if done.issues is not None:
                self.session.inspected(done.issues, revision)
                self._checked = count + 1
        return False

    def _put(self, done: Worked) -> None:
        """The first time in a review the former version is kept, and a line of record written."""
        if self._kept:
            rewrite(self.path, self._data, done.data)
            return
        counts = {name: number for name, number in self.session.statuses.items() if number}
        replace_kept(self.path, self._data, done.data, "serve", {"who": self.who}, counts)
        self._kept = True
        if self._added:
            said = f"added by hand and not in the new sheet: {', '.join(self._added)}"
            self.notes.append(f"{said} (still in {version(self.path, 1).name}, one of {KEPT} former versions)")
            self._added = ()

    def check(self) -> None:
        """Find the issues of the whole document anew."""
        with self.lock:
            bitext, revision, edits = self.session.bitext(), self.session.revision, self._edits()
        begun = monotonic()
        try:
            done = self._work(replace(self._task, bitext=bitext, issues=True, data=False))
            self._took = monotonic() - begun
        except AlignError as error:
            with self.lock:
                self.notes.append(str(error))
                self._checked = edits
            return
        with self.lock:
            self.session.inspected(done.issues or (), revision)
            self._checked = edits

    def _work(self, task: Task) -> Worked:
        if len(self.session.state) <= _FEW or self._stopped:
            return work(task)
        if self._pool is None:
            self._pool = get_context("spawn").Pool(1, _deaf)
        result = self._pool.apply_async(work, (task,))
        while not result.ready():
            result.wait(_PATIENCE)
            if self._stopping and not task.data:
                raise InputError("the review was ended before the checks were done")
        return result.get()


def _deaf() -> None:
    """A key that ends the program ends this process by its parent, in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def open_desk(
    path: AnyPath,
    output: AnyPath | None = None,
    *,
    read_only: bool = False,
    glossary: Sequence[AnyPath] = (),
    source_lang: str | None = None,
    target_lang: str | None = None,
    who: str = "",
) -> Desk:
    """Open a file for review; arguments as for :func:`align.desk.opening.prepared`, and the person's name.

    Raises:
        AlignError: A file or an argument is at fault.
    """
    opened = prepared(
        path, output, read_only=read_only, glossary=glossary, source_lang=source_lang, target_lang=target_lang
    )
    return Desk(opened, who)
