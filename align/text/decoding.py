"""Bytes to text, strictly: a wrong encoding is said, never guessed silently."""

from __future__ import annotations

import codecs
import sys
from typing import Final

from align.errors import ArgumentError, EncodingError

__all__ = ["coding_of", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (a Word or Excel file, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_MAGIC_TEXT: Final = tuple(magic for magic, _ in _MAGIC)
_CONTROL: Final = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_MOST_CONTROL: Final = 0.25
_MOST_CONTROL_BESIDE_FAULTS: Final = 0.1
_EVERYDAY: Final = ((" ", "\u05ff"), ("\u2010", "\u2027"), ("\u3000", "\u9fff"), ("\uff00", "\uffef"))
_CANDIDATES: Final = ("gb18030", "big5", "shift_jis", "windows-1252")


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of some bytes, without a byte order mark.

    UTF-8 is the default, and UTF-16 and UTF-32 are known by their byte order mark. Lone surrogates that a program
    wrote into UTF-8 or UTF-16 are kept as they are.

    Args:
        data: The whole content of a file.
        encoding: Name of the encoding, to overrule the default; a byte order mark of it is still skipped.

    Raises:
        ArgumentError: Python knows no encoding of that name.
        EncodingError: The bytes are not text in it; the line and the encodings that would fit are named.
    """
    name, skip = _encoding_of(data, encoding)
    body = data[skip:]
    guessed = encoding is None and not skip
    if guessed and (body.startswith(_MAGIC_TEXT) or _control_share(body) > _MOST_CONTROL):
        _refuse_binary(body)
    try:
        return body.decode(name, _errors(name))
    except UnicodeError as error:
        if guessed:
            _refuse_binary(body)
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        head = body[:start]
        line = head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1
        said = f"byte 0x{body[start]:02X} is not {name.upper()}"
        if encoding is None:
            fits = [candidate for candidate in _CANDIDATES if _fits(body, candidate)]
            hint = f" ({' or '.join(fits)} would fit)" if fits else ""
            raise EncodingError(f"{said}; give its encoding with --encoding{hint}", line=line) from None
        raise EncodingError(f"{said}; give another --encoding", line=line) from None


def coding_of(data: bytes, encoding: str | None = None) -> tuple[str, str, bytes]:
    """How the text of some bytes is put back into bytes: codec, its way with errors, and byte order mark.

    ``mark + decode(data, encoding).encode(codec, errors)`` is ``data`` again in every encoding that spells a text in
    one way only.

    Args:
        data: The whole content of a file.
        encoding: As for :func:`decode`.

    Raises:
        ArgumentError: Python knows no encoding of that name.
    """
    name, skip = _encoding_of(data, encoding)
    if name in {"utf-16", "utf-32", "utf-8-sig"}:
        family = name.removesuffix("-sig")
        name = next((known for mark, known in _MARKS if known.startswith(family) and data.startswith(mark)), "")
        skip = next((len(mark) for mark, known in _MARKS if known == name), 0)
        if not name:
            name = family if family == "utf-8" else f"{family}-{'le' if sys.byteorder == 'little' else 'be'}"
    return name, _errors(name), data[:skip]


def _errors(name: str) -> str:
    return "surrogatepass" if name.startswith("utf-") and name != "utf-7" else "strict"


def _encoding_of(data: bytes, encoding: str | None) -> tuple[str, int]:
    """Python's name of the encoding, and how many bytes of byte order mark to skip."""
    if encoding is None:
        return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), ("utf-8", 0))
    try:
        info = codecs.lookup(encoding)
        " ".encode(encoding)  # some codecs are none of text
    except (LookupError, UnicodeError, ValueError):
        raise ArgumentError(f"unknown encoding {encoding!r}; try utf-8, utf-16, gb18030, big5 or cp1252") from None
    if info.name in {"utf-16", "utf-32", "utf-8-sig"}:  # these handle their own mark
        return info.name, 0
    return info.name, next((len(mark) for mark, name in _MARKS if name == info.name and data.startswith(mark)), 0)


def _refuse_binary(data: bytes) -> None:
    """Say what bytes are that are no UTF-8, or hold many control characters: no text at all, or UTF-16."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise EncodingError(f"is {what}, not a text file")
    head = data[:8192]
    for order in ("le", "be"):
        if _is_likely_text(head, f"utf-16-{order}"):
            raise EncodingError(f"looks like UTF-16 without a byte order mark; try --encoding utf-16-{order}")
    if _control_share(data) > _MOST_CONTROL_BESIDE_FAULTS:
        raise EncodingError("is binary data, not a text file")


def _control_share(data: bytes) -> float:
    head = data[:8192]
    return 1 - len(head.translate(None, _CONTROL)) / len(head) if head else 0.0


def _is_likely_text(head: bytes, encoding: str) -> bool:
    """Whether bytes that are no UTF-8 text read as the letters and marks of everyday scripts."""
    text = head[: len(head) & ~1].decode(encoding, "replace")
    plain = sum(char in "\r\n" or any(first <= char <= last for first, last in _EVERYDAY) for char in text)
    spaces = sum(char in " \r\n，。、" for char in text)
    return spaces > 0 and plain * 20 >= len(text) * 19


def _fits(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any("\x80" <= char < "\xa0" or "\ue000" <= char < "\uf900" for char in text)
