"""Ladders as hunalign writes them: a rung a line, ``source<TAB>target<TAB>score``.

A rung says how many sentences of both texts lie before it, so that a bead lies between two rungs. The first rung is
``0 0``, the last one the numbers of sentences. The score of a rung is that of the bead behind it; hunalign's is no
confidence and is read over.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import BinaryIO, Final

from align.errors import ArgumentError, FormatError
from align.model import Alignment, Bead
from align.text.decoding import decode
from align.text.lines import split_lines

__all__ = ["read", "read_rungs", "write"]

_RUNG: Final = re.compile(r"([0-9]{1,9})\s+([0-9]{1,9})(?:\s+(\S+))?")
_WIDEST: Final = 100_000  # sentences between two rungs: a wrong number must not fill the memory


def read(stream: BinaryIO) -> Alignment:
    """Read a ladder; its beads tile both texts.

    Raises:
        EncodingError: The file is not UTF-8.
        FormatError: A line holds no rung, or one that lies before the rung above it; the error names it.
    """
    rungs = [(0, (0, 0)), *_numbered(stream)]
    beads = []
    for (_, (i, j)), (line, (i_end, j_end)) in pairwise(rungs):
        if i_end < i or j_end < j:
            raise FormatError("the rung lies before the one above it", line=line)
        if max(i_end - i, j_end - j) > _WIDEST:
            raise FormatError(f"the rung lies more than {_WIDEST} sentences behind the one above it", line=line)
        if (i, j) != (i_end, j_end):
            beads.append(Bead(tuple(range(i, i_end)), tuple(range(j, j_end))))
    return Alignment(tuple(beads))


def read_rungs(stream: BinaryIO) -> list[tuple[int, int]]:
    """The rungs alone, in any order: pairs of indices of which each says that two sentences begin together.

    Raises:
        EncodingError: The file is not UTF-8.
        FormatError: A line holds no rung; the error names it.
    """
    return [rung for _, rung in _numbered(stream)]


def _numbered(stream: BinaryIO) -> list[tuple[int, tuple[int, int]]]:
    """The rungs, each with the number of its line."""
    rungs = []
    for number, line in enumerate(split_lines(decode(stream.read())), start=1):
        if not line.strip():
            continue
        match = _RUNG.fullmatch(line.strip())
        if match is None or not _is_score(match[3]):
            raise FormatError("is no rung; a rung holds two numbers of sentences and perhaps a score", line=number)
        rungs.append((number, (int(match[1]), int(match[2]))))
    return rungs


def _is_score(text: str | None) -> bool:
    try:
        float(text or 0)
    except ValueError:
        return False
    return True


def write(alignment: Alignment, stream: BinaryIO) -> list[str]:
    """Write a ladder; the score of a bead, where it has one, stands on the rung before it.

    Raises:
        ArgumentError: The beads cross or leave sentences out, which a ladder cannot say.
    """
    i = j = 0
    for bead in alignment.beads:
        for indices, place in ((bead.source, i), (bead.target, j)):
            if any(index != place + n for n, index in enumerate(indices)):
                raise ArgumentError(f"bead {bead} crosses another or leaves sentences out, which a ladder cannot say")
        stream.write(_line(i, j, bead.score))
        i, j = i + len(bead.source), j + len(bead.target)
    stream.write(_line(i, j, None))
    return []


def _line(i: int, j: int, score: float | None) -> bytes:
    return f"{i}\t{j}\t{0.0 if score is None else score:.6g}\n".encode()
