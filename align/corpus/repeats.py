"""Beads that stand twice, found in piles on the disk, so that memory does not grow with the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Repeats"]

_PILES: Final = 256
_ROW: Final = np.dtype([("low", "<u8"), ("high", "<u8"), ("part", "<u4"), ("row", "<u4")])


class Repeats:
    """Which rows have two texts that stood before; rows are known by 128 bits of a hash.

    Args:
        folder: An empty folder for what does not fit into memory: 24 bytes a row.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, part: int, columns: Mapping[str, Sequence[Any]], rows: NDArray[np.int64]) -> None:
        """Look at some rows of a part; parts come in order."""
        texts = [f"{columns['source'][row].strip()}\0{columns['target'][row].strip()}".encode() for row in rows]
        digests = np.frombuffer(b"".join(blake2b(text, digest_size=16).digest() for text in texts), "<u8").reshape(
            -1, 2
        )
        found = np.empty(len(rows), _ROW)
        found["low"], found["high"], found["part"], found["row"] = digests[:, 0], digests[:, 1], part, rows
        piles = digests[:, 0] % _PILES
        for pile in np.unique(piles):
            with self._pile(int(pile)).open("ab") as stream:
                stream.write(found[piles == pile].tobytes())

    def found(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Parts and their rows that stood before, in no settled order."""
        for pile in range(_PILES):
            if not self._pile(pile).exists():
                continue
            rows = np.fromfile(self._pile(pile), _ROW)
            rows = rows[np.lexsort((rows["row"], rows["part"], rows["low"], rows["high"]))]
            again = np.flatnonzero((rows["low"][1:] == rows["low"][:-1]) & (rows["high"][1:] == rows["high"][:-1])) + 1
            rows = rows[again]
            for part in np.unique(rows["part"]):
                yield int(part), rows["row"][rows["part"] == part].astype(np.int64)

    def _pile(self, number: int) -> Path:
        return self._folder / f"{number:03d}"
