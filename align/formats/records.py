"""Lines of the files that people keep by hand; those that begin with ``#`` are comments."""

from __future__ import annotations

from collections.abc import Iterator

from align.text.lines import split_lines

__all__ = ["content_lines"]


def content_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are neither blank nor comments, with their numbers."""
    for number, line in enumerate(split_lines(text), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line
