"""Former versions of a file that people work in, the record of what changed it, and who else has it open."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from align.errors import FileChangedError
from align.storage import access_error, read_bytes, rewrite
from align.version import TOOL

__all__ = [
    "KEPT",
    "add_record",
    "history_of",
    "keep_version",
    "opened_by",
    "read_records",
    "refuse_opened",
    "replace_kept",
    "version",
]

KEPT: Final = 5
"""How many former versions are kept."""


def version(path: Path, number: int) -> Path:
    """Where a former version lies: ``NAME.xlsx~1`` is the last one."""
    return path.with_name(f"{path.name}~{number}")


def history_of(path: Path) -> Path:
    """Where the record of a file lies: ``NAME.history.jsonl``."""
    return path.with_name(f"{path.stem}.history.jsonl")


def keep_version(path: Path, data: bytes) -> None:
    """Keep the content of a file as its last former version; older ones move up, the oldest is given up.

    To be called by one process at a time, which holds the lock of the file. Content that is the last former version
    already is not kept twice: a run that was killed and is started again pushes nothing out.

    Raises:
        FileAccessError: It cannot be written; the former versions are what they were.
    """
    target = path.resolve()
    last = version(target, 1)
    try:
        if last.is_file() and last.stat().st_size == len(data) and last.read_bytes() == data:
            return
        temporary = target.with_name(f".{target.name}.align-keep")
        try:
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            free = next((number for number in range(1, KEPT) if not version(target, number).exists()), KEPT)
            for number in range(free, 1, -1):
                version(target, number - 1).replace(version(target, number))
            temporary.replace(last)
        finally:
            with suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise access_error(last, error) from None


def add_record(path: Path, record: dict[str, Any]) -> None:
    """Write a line into the record of a file; a line that a killed run left half-written is closed first.

    Raises:
        FileAccessError: It cannot be written; the record is what it was.
    """
    target = history_of(path.resolve())
    line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    try:
        with target.open("a+b", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            if size:
                stream.seek(size - 1)
                if stream.read(1) != b"\n":
                    line = b"\n" + line
            try:
                if stream.write(line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            except OSError:
                stream.truncate(size)
                raise
    except OSError as error:
        raise access_error(target, error) from None


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of the record of a file, the oldest first; what is no record is passed over.

    Raises:
        FileAccessError: It cannot be read.
    """
    target = history_of(path)
    if not target.exists():
        return
    for line in read_bytes(target).splitlines():
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def replace_kept(
    path: Path, old: bytes, new: bytes, command: str, options: Mapping[str, Any], counts: Mapping[str, int]
) -> None:
    """Change a file that people work in: its former version is kept, and a line of record written.

    Whatever happens, the old file is whole or the new one is.

    Args:
        path: The file.
        old: What was read.
        new: What it shall hold.
        command: What changes it.
        options: The arguments and options of that.
        counts: What it does, in numbers.

    Raises:
        FileChangedError: It is open elsewhere, is being changed, or does not hold ``old`` any more.
        FileAccessError: It, a former version or the record cannot be written.
    """
    record = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "tool": TOOL,
        "command": command,
        "options": dict(options),
        "counts": dict(counts),
        "before": sha256(old).hexdigest(),
        "after": sha256(new).hexdigest(),
    }

    def keep() -> None:
        refuse_opened(path)
        keep_version(path, old)
        add_record(path, record)

    rewrite(path, old, new, before=keep)


def opened_by(path: Path) -> tuple[str, Path] | None:
    """The program that has a file open (LibreOffice and its user, or Excel), and the lock file that says so."""
    target = path.resolve()
    office, excel = target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}")
    with suppress(OSError):
        if office.is_file():
            user = office.read_bytes()[:1000].decode("utf-8", "replace").split(",")[0].strip()
            return f"LibreOffice ({user})" if user else "LibreOffice", office
        if excel.is_file():
            return "Excel", excel
    return None


def refuse_opened(path: Path) -> None:
    """Refuse to change a file that somebody has open: on saving there, our change would be lost.

    Raises:
        FileChangedError: It is open.
    """
    found = opened_by(path)
    if found is not None:
        program, lock = found
        said = f"is open in {program}; close it there first, or delete {lock.name} beside it if it is not open any more"
        raise FileChangedError(said, path=path)
