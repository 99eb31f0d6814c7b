"""Zip archives that others made (XLSX, DOCX): their parts are known by name, and unpack to no more than is allowed.

Nothing is ever unpacked to the disk, so that no name of a part leads anywhere.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from align.errors import FormatError

__all__ = ["Parts"]

_MOST_RATIO: Final = 400
_SMALL: Final = 64 << 20
_OLD: Final = b"\xd0\xcf\x11\xe0"
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Parts:
    """The parts of a file in Open Packaging Conventions; letter case in their names does not matter.

    Args:
        stream: The file.
        kind: What it should be, for errors, such as ``Word document``.
        max_size: Megabytes that the parts which are read may unpack to together.
        advice: What a user can do about a file that unpacks to more, for the error.

    Raises:
        FormatError: It is no zip archive, is damaged, or two of its parts have the same name.
    """

    def __init__(self, stream: BinaryIO, kind: str, max_size: int, advice: str = "") -> None:
        self._kind = kind
        self._most = max_size << 20
        self._left = self._most
        self._advice = f"; {advice}" if advice else ""
        start = stream.read(len(_OLD))
        stream.seek(0)
        if start == _OLD:
            raise FormatError(f"is no {kind}: it is in an old format, or has a password; save it anew without")
        try:
            self._archive = zipfile.ZipFile(stream)
        except _FAULTS as error:
            raise self._damaged(error) from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in self._archive.infolist():
            name = _plain(part.filename)
            if name in self._parts and not part.is_dir():
                raise FormatError(f"is no {kind} that can be read: {part.filename!r} is in it twice")
            self._parts[name] = part

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def __iter__(self) -> Iterator[str]:
        """The names of the parts, in small letters."""
        return iter(self._parts)

    def refuse_bomb(self, *, anyhow: bool = False) -> None:
        """Refuse a file whose parts would unpack to too much together, or to far more than they take.

        Args:
            anyhow: However small they are packed.

        Raises:
            FormatError: It is one.
        """
        parts = self._parts.values()
        unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
        if unpacked > self._most or (not anyhow and unpacked > _SMALL and unpacked > _MOST_RATIO * packed):
            raise FormatError(f"unpacks to {unpacked >> 20:,} MB, too much for an {self._kind}{self._advice}")

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            FormatError: There is no such part, it is damaged, or it would unpack to too much.
        """
        part = self._parts.get(_plain(name))
        if part is None:
            raise FormatError(f"is no {self._kind} that can be read: there is no {name} in it")
        if part.file_size > self._left:
            size, most = part.file_size / (1 << 20), self._most >> 20
            raise FormatError(f"{name} in it unpacks to {size:,.0f} MB, where {most:,} MB are allowed{self._advice}")
        self._left -= part.file_size
        try:
            return self._archive.read(part)
        except _FAULTS as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> FormatError:
        return FormatError(f"is no {self._kind} that can be read ({error})")


def _plain(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
