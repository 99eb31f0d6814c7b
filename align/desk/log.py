"""The log of a review beside its file: every edit with its time and its author, written before it is acknowledged.

``NAME.review.jsonl`` begins with what the file held when the review began; each line behind that is an edit, an undo or
a redo, or says that the file was written. All that is shown can be made again from it, and all can be undone, in the
next run, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from align.errors import AlignError, FileChangedError, FormatError
from align.formats.jsonl import fields_of, read, unit_of, write
from align.model import Bitext, Conflict, Leftover, Provenance, Sheet, Unit
from align.review.changes import Change, Splice, State
from align.review.session import History
from align.storage import access_error
from align.version import TOOL

__all__ = ["Log", "Replayed", "log_of"]

_VERSION: Final = 1
_LISTS: Final = ("gone", "conflicts", "leftovers", "seen")


def log_of(path: Path) -> Path:
    """Where the log of a file lies: ``NAME.xlsx.review.jsonl``."""
    return path.with_name(f"{path.name}.review.jsonl")


@dataclass
class Replayed:
    """What a log says.

    Attributes:
        state: The rows as they were last acknowledged.
        history: What can be undone and done again.
        base: What the file held when it was written last, as far as its digest is known; else when it was last written.
        known: Whether the file is what a review wrote or read.
        unsaved: Whether there are edits that the file does not have.
        count: How many edits, undos and redos stand in the log.
    """

    state: State
    history: History
    base: Bitext
    known: bool
    unsaved: bool
    count: int


class Log:
    """A log that is being written; nobody else writes into it meanwhile.

    Args:
        path: The file under review.

    Raises:
        FileChangedError: It is under review in another run.
        FileAccessError: The log cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = log_of(path.resolve())
        self._head = "", b""  # the digest of a file, and the line that a log begins with
        try:
            self._stream: BinaryIO = self.path.open("a+b", buffering=0)
        except OSError as error:
            raise access_error(self.path, error) from None
        if not _locked(self._stream):
            self._stream.close()
            raise FileChangedError("is under review in another run; close that first", path=path)

    def close(self) -> None:
        """Leave it; a log in which nothing stands is removed."""
        if self._stream.closed:
            return
        with suppress(OSError):
            if not self._stream.seek(0, os.SEEK_END):
                self.path.unlink()
        self._stream.close()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done yet."""
        return not self._stream.seek(0, os.SEEK_END)

    def prepare(self, bitext: Bitext, sha256: str) -> None:
        """Make ready what :meth:`begin` will write: of a long file that takes a while."""
        held = BytesIO()
        write(Sheet(bitext, ()), held)
        told = {"review": _VERSION, "tool": TOOL, "when": _now(), "sha256": sha256, "bitext": held.getvalue().decode()}
        self._head = sha256, _encoded(told)

    def begin(self, bitext: Bitext, sha256: str) -> None:
        """Write what the file holds before the first edit."""
        if self._head[0] != sha256:
            self.prepare(bitext, sha256)
        self._write(self._head[1])
        self._head = "", b""

    def add(self, kind: str, change: Change, who: str) -> None:
        """Write an edit; once this returns, it is on the disk.

        Args:
            kind: ``do``, ``undo`` or ``redo``; of the latter two the edit itself is known.
            change: The edit.
            who: Its author.
        """
        told: dict[str, Any] = {kind: change.name, "when": _now(), "who": who}
        if kind == "do":
            told |= {"focus": change.focus, "splices": [_splice(splice) for splice in change.splices]}
            told["aside"] = {name: _aside(name, before, after) for name, before, after in change.aside}
        self._add(told)

    def saved(self, count: int, sha256: str) -> None:
        """Write that the file is about to hold what it is after so many edits, undos and redos."""
        self._add({"saved": count, "sha256": sha256, "when": _now()})

    def replay(self, sha256: str) -> Replayed | None:
        """What it says; None if it is empty.

        Args:
            sha256: Digest of what the file holds now.

        Raises:
            FormatError: A line is at fault, other than a last one that was never finished.
        """
        self._stream.seek(0)
        lines = self._stream.read().split(b"\n")
        return _replayed(list(_objects(lines, self.path)), self.path, sha256) if any(lines) else None

    def _add(self, told: dict[str, Any]) -> None:
        self._write(_encoded(told))

    def _write(self, line: bytes) -> None:
        line += b"\n"
        try:
            size = self._stream.seek(0, os.SEEK_END)
            if size:
                self._stream.seek(size - 1)
                if self._stream.read(1) != b"\n":  # a line that a killed run left half-written
                    line = b"\n" + line
            try:
                if self._stream.write(line) != len(line):
                    raise OSError(28, os.strerror(28))
                os.fsync(self._stream.fileno())
            except OSError:
                self._stream.truncate(size)
                raise
        except OSError as error:
            raise access_error(self.path, error) from None


def _locked(stream: BinaryIO) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows, where nothing so simple is at hand
        return True
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _encoded(told: dict[str, Any]) -> bytes:
    try:
        return json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # lone surrogates, which JSON can escape
        return json.dumps(told).encode()


# Edits to JSON and back -----------------------------------------------------------------------------------------------


def _splice(splice: Splice) -> dict[str, Any]:
    return {
        "place": splice.place,
        "before": [fields_of(unit) for unit in splice.before],
        "after": [fields_of(unit) for unit in splice.after],
    }


def _aside(name: str, before: Any, after: Any) -> dict[str, Any]:
    """What becomes of a field; of a list only from where it changes."""
    if name not in _LISTS:
        return {"out": _plain(before), "in": _plain(after)}
    keep = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    keep = min(len(before), len(after)) if keep is None else keep
    return {"keep": keep, "out": [_plain(x) for x in before[keep:]], "in": [_plain(x) for x in after[keep:]]}


def _plain(value: Any) -> Any:
    if isinstance(value, Unit):
        return fields_of(value)
    return asdict(value) if isinstance(value, Conflict | Leftover | Provenance) else value


def _objects(lines: list[bytes], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    last = max((n for n, line in enumerate(lines, start=1) if line.strip()), default=0)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError
        except (ValueError, RecursionError):
            if number == last or not line.endswith(b"}"):
                continue  # never finished, and never acknowledged
            raise FormatError("is not JSON; put the log aside to go on without it", path=path, line=number) from None
        yield number, value


def _replayed(lines: list[tuple[int, dict[str, Any]]], path: Path, sha256: str) -> Replayed:
    if not lines:
        raise FormatError("holds nothing that can be read; put it aside to go on without it", path=path)
    number, head = lines[0]
    if head.get("review") != _VERSION or not isinstance(head.get("bitext"), str):
        raise FormatError("is no log of a review", path=path, line=number)
    try:
        begun = read(BytesIO(head["bitext"].encode("utf-8", "surrogatepass")))
        marks = [(0, head["sha256"]), *((told["saved"], told["sha256"]) for _, told in lines[1:] if "saved" in told)]
        known = any(digest == sha256 for _, digest in marks)
        written = next((done for done, digest in reversed(marks) if digest == sha256), marks[-1][0])
        state, history, base, count = State(begun), History([], []), begun, 0
        for number, told in lines[1:]:
            if "saved" in told:
                continue
            _step(state, history, told, number)
            count += 1
            if count == written:
                base = state.bitext()
    except (KeyError, TypeError, ValueError, IndexError, AlignError) as error:
        said = error.message if isinstance(error, AlignError) else "has not what it should"
        raise FormatError(f"{said}; put the log aside to go on without it", path=path, line=number) from None
    return Replayed(state, history, base, known, count > written, count)


def _step(state: State, history: History, told: dict[str, Any], number: int) -> None:
    if "do" in told:
        change = _change(state, told, number)
        kind = "do"
    elif "undo" in told:
        change, kind = history.done[-1].inverse(), "undo"
    else:
        change, kind = history.undone[-1], "redo"
    state.apply(change)
    history.record(kind, change)


def _change(state: State, told: dict[str, Any], number: int) -> Change:
    splices = tuple(
        Splice(
            int(splice["place"]),
            tuple(unit_of(unit, number) for unit in splice["before"]),
            tuple(unit_of(unit, number) for unit in splice["after"]),
        )
        for splice in told["splices"]
    )
    aside = tuple(
        (name, getattr(state.rest, name), _after(name, getattr(state.rest, name), value, number))
        for name, value in told["aside"].items()
    )
    return Change(str(told["do"]), splices, aside, str(told["focus"]))


def _after(name: str, before: Any, told: dict[str, Any], number: int) -> Any:
    if name == "next_id":
        return int(told["in"])
    if name == "provenance":
        known = dict(told["in"])
        return Provenance(**{**known, "options": tuple((str(one), str(other)) for one, other in known["options"])})
    makers: dict[str, Callable[[Any], Any]] = {
        "gone": lambda value: unit_of(value, number),
        "conflicts": lambda value: Conflict(**value),
        "leftovers": lambda value: Leftover(**value),
        "seen": str,
    }
    return (*before[: int(told["keep"])], *map(makers[name], told["in"]))
