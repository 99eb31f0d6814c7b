"""What the cells of a row held when it was written, short enough to travel in a hidden column."""

from __future__ import annotations

from hashlib import blake2b

from align.model import DIGESTED, Unit

__all__ = ["digest", "digest_of"]


def digest(unit: Unit) -> str:
    """Eight hexadecimal digits (BLAKE2b, 32 bits) for each field of :data:`DIGESTED`, with hyphens between them.

    A digest a cell, not one a row: a three-way merge can tell which cells were edited.
    """
    return "-".join([digest_of(getattr(unit, name)) for name in DIGESTED])


def digest_of(text: str) -> str:
    """The part of a digest that stands for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
