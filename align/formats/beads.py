"""Bead files: one bead a line, ``[3, 4]:[5]``, zero-based, ``[]`` for an empty side.

Gold standards come in it, and Vecalign and Bertalign write it. Vecalign adds a third column, ``[0]:[0]:0.12``: what the
bead cost. A cost is no confidence, so it is read over.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from align.errors import FormatError
from align.model import Alignment, Bead
from align.text.decoding import decode
from align.text.lines import split_lines

__all__ = ["read", "write"]

_LINE: Final = re.compile(r"\[([^\[\]]*)\]\s*:\s*\[([^\[\]]*)\]\s*(?::(.*))?", re.DOTALL)
_INDEX: Final = re.compile(r"\s*([0-9]{1,9})\s*")


def read(stream: BinaryIO) -> Alignment:
    """Read beads; they may cross, overlap and leave sentences out.

    Raises:
        EncodingError: The file is not UTF-8.
        FormatError: A line holds no bead; the error names it.
    """
    lines = enumerate(split_lines(decode(stream.read())), start=1)
    return Alignment(tuple(_bead(line.strip(), number) for number, line in lines if line.strip()))


def _bead(line: str, number: int) -> Bead:
    match = _LINE.fullmatch(line)
    if match is None:
        raise FormatError("is no bead; a bead looks like [3, 4]:[5]", line=number)
    if match[3] is not None:
        try:
            float(match[3])
        except ValueError:
            raise FormatError("what follows the bead is no number", line=number) from None
    return Bead(_indices(match[1], number), _indices(match[2], number))


def _indices(text: str, number: int) -> tuple[int, ...]:
    if not text.strip():
        return ()
    indices = []
    for part in text.split(","):
        match = _INDEX.fullmatch(part)
        if match is None:
            raise FormatError(f"{part.strip()[:20]!r} is no index of a sentence", line=number)
        indices.append(int(match[1]))
    if len(set(indices)) < len(indices):
        raise FormatError("a sentence stands twice in the bead", line=number)
    return tuple(sorted(indices))


def write(alignment: Alignment, stream: BinaryIO) -> list[str]:
    """Write beads, without their scores: in this format a number would be read as a cost."""
    stream.writelines(f"{bead}\n".encode() for bead in alignment.beads)
    return []
