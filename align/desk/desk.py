"""The desk: a review that is logged before it is acknowledged, and a file that follows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Condition
from time import monotonic

from align.desk.disk import Disk
from align.desk.merging import merged
from align.desk.opening import Opened, digest_of_file, prepared
from align.desk.work import Checker
from align.desk.writing import Writer, shows_issues
from align.errors import AlignError, ArgumentError
from align.loading import AnyPath, telling
from align.model import Bitext, Issue
from align.review.changes import Change, State, difference
from align.review.inspection import Inspector
from align.review.session import Clash, Session

__all__ = ["Desk", "Opened", "Progress", "open_desk"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the file is: whether it has all edits, when it was written last, and why not."""

    saved: bool
    at: str
    error: str
    checking: bool


class Desk:
    """A file under review.

    Edits may come from any thread; all that has to do with the file is for one alone (:mod:`align.desk.keeping`).

    Args:
        opened: What it begins with.
        who: Name of the person, for the log.

    Attributes:
        lock: To be held while rows are looked at that must not change; it is told of every change.
        unwritten: Since when the file lacks something, by the clock that only goes forward; None if it lacks nothing.
        changed: When the rows were last changed, by the same clock.
        took: Seconds that it took to write the file last.
    """

    def __init__(self, opened: Opened, who: str = "") -> None:
        self.path, self.who, self.read_only = opened.path, who, opened.log is None
        inspector = Inspector(opened.base, opened.task.termbase, opened.task.checking)
        self.session = Session(opened.state, inspector, opened.history)
        self.notes: list[str] = list(opened.notes)
        self.lock = Condition()
        self.changed = self.took = 0.0
        self.unwritten = monotonic() if opened.unsaved else None
        self.checker = Checker(opened.task)
        self._writer = Writer(opened.path, inspector, opened.base)
        self._log, self._count = opened.log, opened.count
        self._disk = Disk(opened.path, opened.base, opened.data, opened.added)
        self._saved = -1 if opened.unsaved else opened.count  # how many edits the file has
        self._shown = 0  # the revision whose issues the file shows
        self._checked = -1  # how many edits had been made when the whole document was checked
        self._written_at, self._error = "", ""
        if self.checker.is_quick:
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
                self._log.begin(self._disk.bitext, digest_of_file(self._disk.data))
            self._log.add(kind, change, who or self.who)
        self._count += 1
        self.session.commit(change, kind)
        self.changed = monotonic()
        self.unwritten = self.unwritten or self.changed
        self.lock.notify_all()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise ArgumentError("the review was opened read-only")

    def fail(self, error: Exception) -> None:
        """Tell of a fault of this program in what it does by itself; the log has all edits nevertheless."""
        with self.lock:
            self._error = f"a fault of align, please report it: {type(error).__name__}: {error}"
            self.lock.notify_all()

    def progress(self) -> Progress:
        """How far the file is."""
        with self.lock:
            return Progress(self._saved == self._count, self._written_at, self._error, not self.is_checked)

    # The whole document -----------------------------------------------------------------------------------------------

    @property
    def is_checked(self) -> bool:
        """Whether the issues of the whole document are known as it is now."""
        return self._checked == self._count

    def check(self) -> None:
        """Find the issues of the whole document anew."""
        with self.lock:
            bitext, revision, count = self.session.bitext(), self.session.revision, self._count
        self._inspected(lambda: self.checker.find(bitext), revision, count)

    def begin_check(self) -> Callable[[], None]:
        """Begin to find them in another process; what is returned takes them up once they are there."""
        with self.lock:
            bitext, revision, count = self.session.bitext(), self.session.revision, self._count
        self.checker.begin(bitext)
        return lambda: self._inspected(self.checker.take, revision, count)

    def _inspected(self, found: Callable[[], Sequence[Issue]], revision: int, count: int) -> None:
        try:
            issues = found()
        except AlignError as error:
            with self.lock:
                self.notes.append(str(error))
                self._checked = count
            return
        with self.lock:
            self.session.inspected(issues, revision)
            self._checked = count
            if self._is_stale():
                self.unwritten = self.unwritten or monotonic()

    # The file ---------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the review: what is not written yet is, with all its issues."""
        self.checker.close()
        self.save()
        if self._disk.is_kept and shows_issues(self.path) and not self.is_checked:
            self.check()
            self.save()
        if self._log is not None:
            self._log.close()

    def look(self) -> None:
        """See whether another program changed the file, and merge it."""
        if self.read_only:
            return
        base = self._disk.bitext
        try:
            if self._disk.is_changed():
                with telling(self.path):
                    self._merge(base, self._disk.bitext)
        except AlignError as error:
            self._error = f"the file on disk cannot be taken up: {error.message}"

    def _merge(self, base: Bitext, theirs: Bitext) -> None:
        with self.lock:
            ours = self.session.bitext()
            after, told = merged(base, ours, theirs, self.path.name)
            change = difference("changed on disk", ours, after)
            if self._log is not None and not self._log.is_empty:
                self._log.saved(self._count, digest_of_file(self._disk.data))
            if change:
                self._commit("do", change, self.path.name)
            self.notes += told

    def prepare(self) -> None:
        """Make ready what the first edit needs: the beginning of the log, and most of the content of the file."""
        if self._log is not None and self._log.is_empty:
            self._log.prepare(self._disk.bitext, digest_of_file(self._disk.data))
        with self.lock:
            bitext, issues = self.session.bitext(), [*self.session.issues.values()]
            self.session.inspector.issues_at(self.session.state, [unit.id for unit in bitext.units[:1]])
        self._writer.content(bitext, (issue for found in issues for issue in found))

    def save(self) -> bool:
        """Write the file, if it lacks anything; what others changed in it is merged first.

        Returns:
            Whether it lacks nothing now; if not, why not is told by :meth:`progress`.
        """
        begun = monotonic()
        try:
            while self._written():
                pass
        except AlignError as error:
            with self.lock:
                self._error = str(error)
            return False
        self.took = monotonic() - begun
        return True

    def _written(self) -> bool:
        """Write the file; whether it was changed by others meanwhile, so that it must be written again."""
        self.look()
        begun = monotonic()
        with self.lock:
            bitext, count, revision = self.session.bitext(), self._count, self.session.revision
            issues, base = [*self.session.issues.values()], self._disk.bitext
            counts = {name: number for name, number in self.session.statuses.items() if number}
            if self.read_only or (bitext == base and not self._is_stale()):
                self._saved, self.unwritten = count, None
                return False
        data = self._writer.content(bitext, (issue for found in issues for issue in found))
        self.look()
        if self._disk.bitext is not base:
            return True
        with self.lock:
            if self._log is not None:
                self._log.saved(count, digest_of_file(data))
        notes = self._disk.put(bitext, data, self.who, counts)  # while others go on
        with self.lock:
            self.notes += notes
            self._saved, self._shown = count, revision
            self._written_at, self._error = datetime.now().astimezone().strftime("%H:%M:%S"), ""
            self.unwritten = None if (self._count, self.session.revision) == (count, revision) else begun
            self.lock.notify_all()
        return False

    def _is_stale(self) -> bool:
        """Whether the file was written by this review, and shows other issues than are known now."""
        return self._disk.is_kept and shows_issues(self.path) and self._shown != self.session.revision


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
