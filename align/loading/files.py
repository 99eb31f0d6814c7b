"""What every reader of a file needs: the format by its name, and errors that tell of which file they speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

from align import formats
from align.errors import AlignError, FormatError

__all__ = ["AnyPath", "format_for", "telling"]

AnyPath = str | PathLike[str]


def format_for(path: Path, registry: Mapping[str, str], message: str) -> str:
    """The format of a file by its name, or an error if it is none that the registry knows."""
    name = formats.format_of(path)
    if registry is formats.DOCUMENT_READERS:  # a text may have any name, but not that of something else
        if name in formats.READERS:
            raise FormatError(message, path=path)
        return name if name is not None and name in registry else "txt"
    if name is None or name not in registry:
        endings = sorted(suffix for suffix, known in formats.SUFFIXES.items() if known in registry)
        raise FormatError(f"{message}: its name should end in {' or '.join(endings)}", path=path)
    return name


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Errors that leave the block are told of which file they speak."""
    try:
        yield
    except AlignError as error:
        raise error.at(path) from None
