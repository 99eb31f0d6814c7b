"""What stands between two sentences that are put together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

__all__ = ["joined", "joint"]


def joint(before: str, after: str) -> str:
    """What joins two sentences: nothing between Chinese or Japanese ones, else a space."""
    if not before or not after:
        return ""
    close = _closed_up()
    return "" if close.fullmatch(_letter(reversed(before))) and close.fullmatch(_letter(after)) else " "


def joined(sentences: Iterable[str]) -> str:
    """Sentences as one text."""
    text = ""
    for sentence in sentences:
        text += joint(text, sentence) + sentence
    return text


def _letter(chars: Iterable[str]) -> str:
    return next((char for char in chars if char.isalpha()), "")


@cache
def _closed_up() -> regex.Pattern[str]:
    """A letter of a script that puts no space between sentences; Thai and its neighbours put one there."""
    import regex  # here: the import takes a while, and most runs join nothing

    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆]")
