"""BCP 47 language tags."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from align.errors import LanguageTagError

__all__ = ["is_right_to_left", "primary", "same_language", "script_of", "standard_tag"]

_RIGHT_TO_LEFT: Final = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})


@lru_cache(maxsize=256)
def standard_tag(tag: str) -> str:
    """A language tag in its standard form: ``zh_cn`` becomes ``zh-CN``.

    Raises:
        LanguageTagError: The text is no tag, or one of its parts is not in the IANA registry.
    """
    import langcodes  # here: its tables take a while, and few callers check a tag
    from langcodes.tag_parser import LanguageTagError as ParserError

    text = tag.strip()
    try:
        valid = langcodes.tag_is_valid(text)
        standard = langcodes.standardize_tag(text)
    except (ParserError, ValueError, LookupError):
        valid, standard = False, ""
    if not valid or not standard:
        raise LanguageTagError(f"{tag!r} is no language tag; give a BCP 47 tag such as zh, en or pt-BR")
    return standard


@lru_cache(maxsize=256)
def script_of(tag: str) -> str:
    """The ISO 15924 code of the script that a language is written in, where it is likely: ``Hant`` for ``zh-TW``."""
    import langcodes  # here: as above

    return langcodes.Language.get(tag).maximize().script or ""


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """The language part of a tag, in lower case: ``zh`` for ``zh-Hans-CN``."""
    return tag.replace("_", "-").split("-", 1)[0].lower()


def same_language(one: str, other: str) -> bool:
    """Whether two tags mean the same language, whatever script or region they add."""
    return primary(one) == primary(other)


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return script_of(tag) in _RIGHT_TO_LEFT
