"""Normal forms for comparing texts; the texts themselves are never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from align.text.tags import primary

if TYPE_CHECKING:
    from sacremoses import MosesPunctNormalizer

__all__ = ["count_letters_and_digits", "letters_and_digits", "parts", "plain_punctuation", "without_joints"]


def letters_and_digits(text: str) -> str:
    """Letters and digits only, in compatibility form and one case: what two variants of one text share."""
    if text.isascii():
        return text.encode("ascii").translate(_LOWER, _NEITHER).decode("ascii")
    if not _ODD.search(text):
        return _ASCII_REST.sub("", text).lower()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def count_letters_and_digits(text: str) -> int:
    """How many characters of a text are letters or digits."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NEITHER))
    return sum(map(str.isalnum, text))


_LOWER: Final = bytes.maketrans(bytes(range(65, 91)), bytes(range(97, 123)))
_NEITHER: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_ASCII_REST: Final = re.compile(r"[^A-Za-z0-9\u4e00-\u9fff]+")
_ODD: Final = re.compile("[^\\x00-\x7f\u4e00-\u9fff，。！？；：、“”‘’（）《》「」…—–]")
"""What a text may hold whose compatibility form differs in more than marks, or whose case is no matter of ``lower``."""


def parts(text: str) -> list[str]:
    """What stands between the hyphens, dashes and spaces of a text in compatibility form."""
    if text.isascii():
        return text.replace("-", " ").split()
    plain = unicodedata.normalize("NFKC", text)
    return "".join(" " if char.isspace() or _is_hyphen(char) else char for char in plain).split()


def without_joints(text: str, *, fold: bool = True) -> str:
    """The text in compatibility form without hyphens, dashes and spaces, and in one case if it is folded."""
    plain = "".join(parts(text))
    return plain.casefold() if fold else plain


def _is_hyphen(char: str) -> bool:
    return char in "-\u00ad\u200b\u2060" or (not char.isascii() and unicodedata.category(char) == "Pd")


@cache
def _normalizer(lang: str) -> MosesPunctNormalizer:
    from sacremoses import MosesPunctNormalizer  # here: the import takes a third of a second

    return MosesPunctNormalizer(lang=lang)


def plain_punctuation(text: str, lang: str) -> str:
    """The text with Moses' plain forms of quotation marks, dashes and spaces, in one case.

    Two sentences that are equal in this form differ in typography at most.
    """
    normal: str = _normalizer(primary(lang)).normalize(text)
    return " ".join(normal.casefold().split())
