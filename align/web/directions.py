"""Which way texts run: from right to left, and in columns."""

from __future__ import annotations

import re
from typing import Final

from align.text.scripts import mostly_in
from align.text.tags import is_right_to_left, script_of

__all__ = ["direction", "shown_tag"]

_VERTICAL: Final = "Mong"  # the style sheet sets texts upright whose tag says so: Mongolian, Manchu, Sibe
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER: Final = re.compile(r"[^\W\d_]")


def shown_tag(lang: str, text: str) -> str:
    """The language tag of a column, with its script where that is one of columns from left to right.

    Args:
        lang: BCP 47 tag. Where it does not name the script, the text does: Manchu is often romanized.
        text: The beginning of the column.
    """
    first, *others = lang.split("-")
    if any(len(part) == 4 and part.isalpha() for part in others):
        return lang
    upright = mostly_in(text, ("Mongolian",)) if any(map(str.isalpha, text)) else script_of(lang) == _VERTICAL
    return "-".join((first, _VERTICAL, *others)) if upright else lang


def direction(text: str, lang: str) -> str:
    """What the attribute ``dir`` is to be: that of the language, whatever name a text of it begins with.

    Args:
        text: The text. One without a letter of that direction is of another language, and tells its own.
        lang: BCP 47 tag of the column that it stands in.
    """
    found = not text.isascii() and _RTL.search(text) is not None
    if is_right_to_left(lang):
        return "rtl" if found else "auto"
    return "ltr" if found and _LETTER.search(_RTL.sub("", text)) else "auto"
