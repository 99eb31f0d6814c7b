"""Alignments, and what is known of one beforehand, read from files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from align import formats
from align.errors import FormatError
from align.formats.ladder import read_rungs
from align.loading.files import AnyPath, telling
from align.model import (
    Alignment,
    Bead,
)
from align.storage import read_bytes
from align.text.decoding import decode
from align.text.lines import split_lines

__all__ = ["load_alignment", "load_anchors"]


def load_alignment(path: AnyPath, from_format: str | None = None) -> Alignment:
    """Read a bead file or a ladder, whichever its first line shows; a file without lines holds no beads.

    Args:
        path: The file.
        from_format: One of :data:`align.formats.ALIGNMENT_READERS`, to overrule that.

    Raises:
        AlignError: The file cannot be read or is neither; the error says where and why.
    """
    name, stream = (
        _known_alignment(Path(path)) if from_format is None else (from_format, BytesIO(read_bytes(Path(path))))
    )
    with telling(Path(path)):
        alignment: Alignment = formats.load(formats.ALIGNMENT_READERS, name)(stream)
    return alignment


def load_anchors(path: AnyPath) -> tuple[tuple[tuple[int, int], ...], tuple[Bead, ...]]:
    """What is known of an alignment beforehand: pairs of sentences that begin together, or beads.

    Raises:
        AlignError: The file cannot be read or is neither; the error says where and why.
    """
    name, stream = _known_alignment(Path(path))
    with telling(Path(path)):
        if name == "ladder":
            return tuple(read_rungs(stream)), ()
        return (), formats.load(formats.ALIGNMENT_READERS, name)(stream).beads


def _known_alignment(path: Path) -> tuple[str, BytesIO]:
    data = read_bytes(path)
    with telling(path):
        lines = split_lines(decode(data))
        number, first = next(((n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()), (1, "[]:[]"))
        kinds = {"[": "beads", "<": "intertext", **dict.fromkeys("0123456789", "ladder")}
        name = kinds.get(first[0])
        if name is None:
            raise FormatError("is no alignment: a line of one looks like [3, 4]:[5] or holds two numbers", line=number)
    return name, BytesIO(data)
