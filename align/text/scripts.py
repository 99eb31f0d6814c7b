"""Which script a text is in, and the language where the script alone makes that certain."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

__all__ = ["TOLD_BY_SCRIPT", "UNSPACED", "UNSPACED_RANGES", "guess_language", "mostly_in", "script_counts"]

UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆"
"""Members of a regex character class: letters of scripts that put no spaces between words."""

UNSPACED_RANGES: Final = (
    "\u02ea\u02eb\u0e01-\u0e3a\u0e40-\u0edf\u1000-\u109f\u1780-\u17f9\u19e0-\u19ff\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029"
    "\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\u32d0-\u32fe"
    "\u3300-\u3357\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9fe\uaa60-\uaa7f\uf900-\ufad9\uff66-\uff6f\uff71-\uff9d"
    "\U000116d0-\U000116e3\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U0001aff0-\U0001b168\U0001f200"
    "\U00020000-\U00033479"
)
"""The same for Python's own ``re``, which is several times faster and needs no import."""

_CERTAIN: Final = {
    "Hangul": "ko",
    "Han": "zh",
    "Thai": "th",
    "Lao": "lo",
    "Khmer": "km",
    "Greek": "el",
    "Armenian": "hy",
    "Georgian": "ka",
}
TOLD_BY_SCRIPT: Final = frozenset({*_CERTAIN.values(), "ja"})
"""The languages that :func:`guess_language` tells."""
_SCRIPTS: Final = (
    "Latin",
    "Han",
    "Hiragana",
    "Katakana",
    "Hangul",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
    "Armenian",
    "Georgian",
    "Ethiopic",
)
_SAMPLE: Final = 20_000


@cache
def _pattern(script: str) -> regex.Pattern[str]:
    import regex  # here: the import takes a while, and a text of ASCII needs none

    return regex.compile(rf"\p{{{script}}}+")


def script_counts(text: str) -> dict[str, int]:
    """Code points of each script in the first 20,000 of a text; scripts that do not occur are left out."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        latin = sum(map(str.isalpha, sample))
        return {"Latin": latin} if latin else {}
    counts = {script: sum(len(m[0]) for m in _pattern(script).finditer(sample)) for script in _SCRIPTS}
    return {script: count for script, count in counts.items() if count}


def mostly_in(text: str, scripts: tuple[str, ...]) -> bool:
    """Whether at least half of the letters of a text are of some scripts, which Unicode names; so it is without any."""
    if text.isascii() and "Latin" in scripts:
        return True
    return 2 * sum(map(len, _runs(scripts).findall(text))) >= sum(map(str.isalpha, text))


@cache
def _runs(scripts: tuple[str, ...]) -> regex.Pattern[str]:
    import regex  # here: as above

    return regex.compile("[" + "".join(rf"\p{{{script}}}" for script in scripts) + "]+")


def guess_language(text: str) -> str | None:
    """The BCP 47 tag that the script makes certain, or None.

    Kana means Japanese even beside many Han characters; Han without kana and Hangul means Chinese. Scripts that many
    languages share (Latin, Cyrillic, Arabic, Devanagari, ...) say nothing.
    """
    counts = script_counts(text)
    total = sum(counts.values())
    if not total:
        return None
    east = sum(counts.get(script, 0) for script in ("Han", "Hiragana", "Katakana"))
    kana = counts.get("Hiragana", 0) + counts.get("Katakana", 0)
    if east * 2 > total and kana * 20 > east:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    return _CERTAIN.get(script) if counts[script] * 2 > total else None
