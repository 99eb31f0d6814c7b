"""The file of a review as it lies on the disk: what it holds, whether others changed it, and how it is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from align.backups import KEPT, replace_kept, version
from align.desk.opening import content
from align.loading import telling
from align.model import Bitext
from align.storage import read_bytes, rewrite

__all__ = ["Disk"]


class Disk:
    """A file that this program reads and replaces, and others may, too. For one thread alone.

    Args:
        path: The file.
        bitext: The rows that it holds.
        data: Its bytes.
        added: What people added to it beside the cells of its units.

    Attributes:
        bitext: The rows that it held when it was last read or written.
        data: Its bytes then.
        is_kept: Whether it was written since it was last read, and its former version kept.
    """

    def __init__(self, path: Path, bitext: Bitext, data: bytes, added: tuple[str, ...]) -> None:
        self._path = path
        self._added = added
        self.bitext, self.data = bitext, data
        self.is_kept = False
        self._looked = self._stat()

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def is_changed(self) -> bool:
        """Whether another program changed it since it was last looked at: its rows and bytes are the new ones then.

        Raises:
            AlignError: It cannot be read.
        """
        found = self._stat()
        if found == self._looked or found is None:
            return False
        data = read_bytes(self._path)
        changed = data != self.data
        if changed:
            with telling(self._path):
                self.bitext, self._added = content(self._path, data)
            self.data, self.is_kept = data, False
        self._looked = found
        return changed

    def put(self, bitext: Bitext, data: bytes, who: str, counts: Mapping[str, int]) -> list[str]:
        """Replace it; the first time its former version is kept, and a line of record written.

        Returns:
            Sentences that a person should read.

        Raises:
            AlignError: It cannot be written, or was changed since it was last looked at.
        """
        notes = []
        if self.is_kept:
            rewrite(self._path, self.data, data)
        else:
            replace_kept(self._path, self.data, data, "serve", {"who": who}, counts)
            if self._added:
                said = f"added by hand and not in the new sheet: {', '.join(self._added)}"
                notes.append(f"{said} (still in {version(self._path, 1).name}, one of {KEPT} former versions)")
        self.bitext, self.data, self._added, self.is_kept = bitext, data, (), True
        self._looked = self._stat()
        return notes
