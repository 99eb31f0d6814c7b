"""The characters of many texts as one array, so that NumPy and not Python looks at each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
import regex
from numpy.typing import NDArray

__all__ = ["Characters"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SEPARATOR: Final = "\n"
_BLANK: Final = 31  # the bit of what ``str.strip`` takes away


@dataclass(frozen=True)
class Characters:
    """Texts one behind the other, and of which classes each of their characters is.

    Attributes:
        text: The texts, a line feed behind each.
        begins: Where each text begins.
        ends: Where it ends.
        flags: For each character the classes that it belongs to, a bit each.
    """

    text: str
    begins: Ints
    ends: Ints
    flags: NDArray[np.uint32]

    @classmethod
    def of(cls, texts: Sequence[str], classes: Sequence[str | regex.Pattern[str]]) -> Self:
        """Look at texts.

        Args:
            texts: Any texts.
            classes: At most 31 classes, each a string of its characters or a pattern that matches one of them. What
                separates texts is a line feed; it should belong to none but those of white space.
        """
        text = "".join(f"{one}{_SEPARATOR}" for one in texts)
        ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
        begins = np.concatenate([[0], ends + 1])[:-1].astype(np.int64)
        codes = _codes(text)
        used = np.bincount(codes, minlength=1)
        table = np.zeros(len(used), np.uint32)
        alphabet = "".join(map(chr, np.flatnonzero(used).tolist()))
        for number, one in enumerate(classes):
            members = _codes(one if isinstance(one, str) else "".join(one.findall(alphabet)))
            table[members[members < len(table)]] |= np.uint32(1 << number)
        table[_codes("".join(filter(str.isspace, alphabet)))] |= np.uint32(1 << _BLANK)
        return cls(text, begins, ends, table[codes])

    def __getitem__(self, number: int) -> Flags:
        """Which characters belong to a class."""
        found: Flags = (self.flags & np.uint32(1 << number)) != 0
        return found

    def before(self, flags: Flags) -> Flags:
        """Whether each character stands behind one of those that are flagged; a separator stands between two texts."""
        return np.concatenate([np.zeros(1, np.bool_), flags])[:-1]

    def behind(self, flags: Flags) -> Flags:
        """Whether each character stands before one of those that are flagged."""
        return np.concatenate([flags, np.zeros(1, np.bool_)])[1:]

    @cached_property
    def solid(self) -> Ints:
        """The places of characters that are no white space."""
        return np.flatnonzero(~self[_BLANK])

    @cached_property
    def cores(self) -> tuple[Ints, Ints]:
        """Where each text begins and ends without the space around it; both its end where it is nothing but space."""
        first, last = (np.searchsorted(self.solid, places) for places in (self.begins, self.ends))
        padded = np.append(self.solid, 0)
        some = first < last
        return np.where(some, padded[first], self.ends), np.where(some, padded[last - 1] + 1, self.ends)

    def texts_of(self, places: Ints) -> Ints:
        """The number of the text that each place lies in."""
        return np.searchsorted(self.ends, places)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
