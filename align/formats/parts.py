"""Bitexts of several files: the languages that are parts of their names."""

from __future__ import annotations

import re
from typing import Final

from align.errors import ArgumentError

__all__ = ["check_langs"]

_LANG: Final = re.compile(r"[A-Za-z0-9-]{1,35}")


def check_langs(source_lang: str, target_lang: str) -> tuple[str, str]:
    """Two languages that can be parts of the names of two files.

    Raises:
        ArgumentError: They are one, or hold what no tag holds.
    """
    if source_lang.lower() == target_lang.lower():
        raise ArgumentError(f"source and target are both in {source_lang}, and the names of the files would be one")
    for lang in (source_lang, target_lang):
        if not _LANG.fullmatch(lang):
            raise ArgumentError(f"the language {lang[:40]!r} cannot be a part of the name of a file")
    return source_lang, target_lang
