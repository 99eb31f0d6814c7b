"""XLIFF read: what the first element says decides between 1.x and 2.x."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, Final

from align.errors import FormatError, LanguageTagError
from align.formats.elements import fault, tree, walk
from align.formats.xliff.read2 import read_2
from align.formats.xliff.read12 import read_12
from align.model import Bitext
from align.text.tags import standard_tag

__all__ = ["Langs", "notices", "read"]

Langs = tuple[str | None, str | None]
_OLD: Final = ("1.0", "1.1", "1.2")


def read(stream: BinaryIO, langs: Langs = (None, None)) -> Bitext:
    """The segments of an XLIFF file as a bitext: one unit a segment.

    Args:
        stream: The file.
        langs: Source and target language, for files that lack them or to overrule them.

    Raises:
        FormatError: It is no XML, ends too early, declares entities or elements of its own, is no XLIFF, lacks a
            source language, or is one of version 2 that its specification does not allow; the error names the line.
    """
    root = tree(stream, ("xliff",), "XLIFF")
    version = root.get("version") or "1.2"
    if version.startswith("2."):
        bitext = read_2(root, langs)
    elif version in _OLD:
        bitext = read_12(root, langs)
    else:
        raise fault(root, f"XLIFF of version {version[:20]!r} is not known; 1.0 to 1.2 and 2.0 to 2.2 are")
    try:
        tags = [tag if tag == "und" else standard_tag(tag) for tag in (bitext.source_lang, bitext.target_lang)]
    except LanguageTagError as error:
        raise FormatError(error.message, line=1) from None
    return replace(bitext, source_lang=tags[0], target_lang=tags[1])


def notices(stream: BinaryIO) -> list[str]:
    """What people should know of an XLIFF file that was read.

    Raises:
        FormatError: It is no XML, or no XLIFF.
    """
    for _, root, _ in walk(stream, ("xliff",), "XLIFF", 1):
        if root.get("version") == "2.2":
            return ["it is XLIFF 2.2, of which the core of 2.1 is read; what 2.2 added is left out"]
        break
    return []
