"""What the cells of a row held when it was written, short enough to travel in a hidden column."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from align.model import Unit

__all__ = ["DIGESTED", "digest"]

DIGESTED: Final = ("source", "source_state", "target", "status", "note", "comment", "section", "speaker")
"""The fields of a unit that a digest covers, in its order."""


def digest(unit: Unit) -> str:
    """Eight hexadecimal digits (BLAKE2b, 32 bits) for each field of :data:`DIGESTED`, with hyphens between them.

    A digest a cell, not one a row: a three-way merge can tell which cells were edited.
    """
    return "-".join(
        blake2b(getattr(unit, name).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest() for name in DIGESTED
    )
