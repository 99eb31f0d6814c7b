"""Plain text: what is in the file is the text, to the last code point."""

from __future__ import annotations

from align.model import Content, Extracting
from align.text.decoding import decode

__all__ = ["read"]


def read(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a file; see :func:`align.text.decoding.decode` for encodings and errors."""
    del extracting
    return Content(decode(data, encoding))
