"""Files: read whole, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from align.errors import FileAccessError, FileChangedError, OutputExistsError

__all__ = [
    "access_error",
    "check_folder",
    "check_output",
    "file_size",
    "is_folder",
    "list_files",
    "locked",
    "make_folder",
    "opened",
    "read_bytes",
    "read_start",
    "replacing",
    "rewrite",
    "same_file",
]


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        FileAccessError: It is missing, a directory, or not readable.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise access_error(path, error) from None


def read_start(path: Path, size: int) -> bytes:
    """The first bytes of a file, at most so many.

    Raises:
        FileAccessError: It is missing, a directory, or not readable.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except (OSError, ValueError) as error:
        raise access_error(path, error) from None


def opened(path: Path) -> BinaryIO:
    """A file, open to be read.

    Raises:
        FileAccessError: It is missing, a directory, or not readable.
    """
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise access_error(path, error) from None


def file_size(path: Path) -> int:
    """The bytes of a file; 0 where there is none, or what is there has no size."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def check_output(path: Path, *, force: bool) -> None:
    """Refuse an output early, before any work is done.

    Raises:
        OutputExistsError: The file exists, and ``force`` is not given.
        FileAccessError: It is a directory, a device or a pipe, or its folder is missing or not writable.
    """
    try:
        if path.is_dir():
            raise FileAccessError("is a directory; give the name of a file", path=path)
        if path.exists() and not path.is_file():  # a device or a pipe, whose place a file would take
            raise FileAccessError("is no plain file, and cannot be overwritten; give another name", path=path)
        if not force and path.exists():
            raise _exists(path)
        folder = path.resolve().parent
        if not folder.is_dir():
            raise FileAccessError(f"cannot be written: there is no folder {folder}", path=path)
        if not os.access(folder, os.W_OK):
            raise FileAccessError("cannot be written: its folder is read-only", path=path)
    except (OSError, RuntimeError, ValueError) as error:
        raise access_error(path, error) from None


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; one that leads nowhere does not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def check_folder(path: Path) -> bool:
    """Whether a folder that is to be written into is there; refuse early one that could not be made.

    Raises:
        FileAccessError: It is a file, or the folder that it would lie in is missing or not writable.
    """
    if is_folder(path):
        return True
    try:
        check_output(path, force=False)
    except OutputExistsError:
        raise FileAccessError("is a file, where a folder is wanted", path=path) from None
    return False


def list_files(folder: Path) -> list[Path]:
    """The files of a folder in the order of their names.

    Raises:
        FileAccessError: It is missing or not readable.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except (OSError, ValueError) as error:
        raise access_error(folder, error) from None


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there; the folder that it lies in must be.

    Raises:
        FileAccessError: It cannot be made, or is a file.
    """
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError:
        raise FileAccessError("is a file, where a folder is wanted", path=path) from None
    except (OSError, ValueError) as error:
        raise access_error(path, error) from None


def same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one existing file."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file when the block ends well.

    The content goes to a temporary neighbour first and takes the file's place in one step: whatever happens, the old
    file is whole or the new one is. A file that appears meanwhile is not overwritten unless ``force`` is given.

    Raises:
        OutputExistsError: The file exists, and ``force`` is not given.
        FileAccessError: It cannot be written.
    """
    check_output(path, force=force)
    target = path.resolve()
    temporary = target.with_name(f".align-{os.getpid()}-{token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "w+b") as stream:
            with suppress(OSError):
                temporary.chmod(target.stat().st_mode & 0o7777)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            temporary.replace(target)
        else:
            _put_if_new(temporary, target)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise access_error(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def rewrite(path: Path, old: bytes | None, new: bytes, *, before: Callable[[], None] | None = None) -> None:
    """Change a file that was read before, unless somebody else has changed it since.

    The new content is written to a neighbour of a settled name, which stands for a lock as git's ``index.lock`` does,
    and takes the file's place in one step. Of two programs that change the file in this way at once one ends with an
    error; a change by any other program is seen if it was made before the last look, just before that step. The lock of
    a run that was killed is taken over, where the system can tell that its owner is gone (not on Windows).

    Args:
        path: The file.
        old: What was read; None if the file must not exist yet.
        new: What it shall hold.
        before: Called just before that step, under the lock; if it fails, nothing is changed.

    Raises:
        FileChangedError: It does not hold ``old`` any more, or is being changed by another run.
        FileAccessError: It cannot be written.
    """
    check_output(path, force=True)
    target = path.resolve()
    lock = target.with_name(f".{target.name}.align-lock")
    try:
        descriptor = _take_lock(lock)
    except FileExistsError:
        message = f"is being changed by another run; try again, or delete {lock.name} beside it if there is none"
        raise FileChangedError(message, path=path) from None
    except OSError as error:
        raise access_error(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with suppress(OSError):
                lock.chmod(target.stat().st_mode & 0o7777)
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
            if (target.read_bytes() if target.exists() else None) != old:
                said = "was changed by somebody else meanwhile; nothing was written, try again"
                raise FileChangedError(said, path=path)
            if before is not None:
                before()
            if os.name == "posix":  # while the lock is held; Windows does not rename a file that is open
                lock.replace(target)
        if os.name != "posix":
            lock.replace(target)
    except BaseException as error:
        with suppress(OSError):
            lock.unlink()
        if isinstance(error, OSError):
            raise access_error(path, error) from None
        raise


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Hold a lock file for a while; that of a run that was killed is taken over, where the system can tell.

    Raises:
        FileChangedError: Another run holds it.
        FileAccessError: It cannot be made.
    """
    try:
        descriptor = _take_lock(lock)
    except FileExistsError:
        said = f"is being worked on by another run; wait for it, or delete {lock.name} in it if there is none"
        raise FileChangedError(said, path=lock.parent) from None
    except OSError as error:
        raise access_error(lock, error) from None
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(descriptor)


def _take_lock(lock: Path) -> int:
    """A descriptor of a file that nobody else has.

    Raises:
        FileExistsError: Another run has it.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(lock, flags, 0o666)
    except FileExistsError:
        if not _clear_dead(lock):
            raise
        descriptor = os.open(lock, flags, 0o666)
    if _held(descriptor, lock) is False:
        os.close(descriptor)
        raise FileExistsError
    return descriptor


def _clear_dead(lock: Path) -> bool:
    """Remove a lock whose owner is gone; whether that was so."""
    try:
        descriptor = os.open(lock, os.O_WRONLY)
    except OSError:
        return False
    try:
        if not _held(descriptor, lock):
            return False
        lock.unlink()
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _held(descriptor: int, lock: Path) -> bool | None:
    """Try to have an open file for oneself until it is closed.

    Returns:
        False if another process has it or its name means another file by now; None if the system cannot say.
    """
    if os.name != "posix":
        return None
    import fcntl  # there is none elsewhere

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except OSError:
        return False


def _put_if_new(temporary: Path, target: Path) -> None:
    """Give a file its name if no other has it; raises FileExistsError otherwise."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        temporary.replace(target)


def _exists(path: Path) -> OutputExistsError:
    return OutputExistsError(
        "exists and may hold people's work; give another name with -o, or --force to overwrite it", path=path
    )


def access_error(path: Path, error: OSError | RuntimeError | ValueError) -> FileAccessError:
    """What the system says of a file, as one sentence."""
    if isinstance(error, FileNotFoundError):
        return FileAccessError("there is no such file", path=path)
    if isinstance(error, IsADirectoryError):
        return FileAccessError("is a directory; give the name of a file", path=path)
    if isinstance(error, PermissionError):
        return FileAccessError("no permission to read or write it", path=path)
    if isinstance(error, RuntimeError):
        return FileAccessError("is a link that leads back to itself", path=path)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileAccessError(f"cannot be read or written: {reason}", path=path)
