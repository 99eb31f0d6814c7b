"""Fonts of this machine that have the characters of a picture, beside the one that comes with matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from matplotlib.font_manager import FontEntry, fontManager, get_font

from align.text.tags import primary, script_of

__all__ = ["families_for"]

_OURS: Final = "DejaVu Sans"
_CHINESE: Final = (
    *(
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "PingFang SC",
        "Hiragino Sans GB",
    ),
    *("Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback"),
)
_TRADITIONAL: Final = ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei")
_JAPANESE: Final = ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "MS Gothic")
_KOREAN: Final = ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic")
_ANY: Final = ("Arial Unicode MS", "Segoe UI", "Segoe UI Symbol", "Arial", "FreeSans", "Unifont")
_PLAIN: Final = ("normal", "regular", "book", 400)


def families_for(texts: Iterable[str], langs: Iterable[str]) -> tuple[list[str], str]:
    """The families to draw some texts with, the first to be tried first, and the characters that none of them has.

    Args:
        texts: The texts.
        langs: BCP 47 tags of them, which tell how Chinese characters are to look.
    """
    lacking = {char for text in texts for char in text if not char.isspace()} - _characters(_OURS)
    families = [_OURS]
    for family in dict.fromkeys(_candidates(langs)) if lacking else ():
        found = lacking & _characters(family)
        if found:
            families.append(family)
            lacking -= found
        if not lacking:
            break
    return families, "".join(sorted(lacking))


def _candidates(langs: Iterable[str]) -> Iterator[str]:
    for lang in langs:
        if primary(lang) == "ja":
            yield from _JAPANESE
        elif primary(lang) == "ko":
            yield from _KOREAN
        elif script_of(lang) == "Hant":
            yield from _TRADITIONAL
    yield from (*_CHINESE, *_TRADITIONAL, *_JAPANESE, *_KOREAN, *_ANY)
    yield from sorted({entry.name for entry in fontManager.ttflist if entry.name.startswith("Noto Sans")})
    yield from sorted({entry.name for entry in fontManager.ttflist if entry.name.startswith("Noto")})


@lru_cache(maxsize=256)
def _characters(family: str) -> frozenset[str]:
    """The characters of the plain face of a family; none if it is not installed or cannot be read."""
    entry = next((entry for entry in fontManager.ttflist if entry.name == family and _is_plain(entry)), None)
    if entry is None:
        return frozenset()
    try:
        return frozenset(map(chr, get_font(entry.fname).get_charmap()))
    except (OSError, RuntimeError, ValueError):
        return frozenset()


def _is_plain(entry: FontEntry) -> bool:
    return entry.style == "normal" and entry.weight in _PLAIN
