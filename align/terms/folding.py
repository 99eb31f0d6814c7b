r"""Texts as an automaton searches them, and the way back from a place in the folded text to the text as read.

A folded text has one character for one of the text: letters and digits in lower case and compatibility form, ``" "``
for what joins words (spaces, hyphens, dashes, line ends), ``"\0"`` for all else. Only three things change its length,
and are remembered: several joints become one, half-width kana and decomposed syllables are composed, and soft hyphens
go. Words that change their length in another way (ligatures, decomposed accents) stay as they are; they are brought
to their normal form one by one, see :mod:`align.terms.vocabulary`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import regex

from align.text.scripts import UNSPACED_RANGES

__all__ = ["JOINT", "OTHER", "SINGLE", "Folded", "Folder", "has_single", "normal_form"]

JOINT: Final = " "
"""Stands for a space, hyphen, dash or line end."""
OTHER: Final = "\0"
"""Stands for any other character that belongs to no word."""

_HANGUL: Final = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
SINGLE: Final = UNSPACED_RANGES + _HANGUL
"""Members of a character class: letters that are searched one by one, for words do not end where they do.

Hangul is among them: its words are put together with particles (모델은) and follow Latin letters without a space.
"""

_JOINTS: Final = frozenset({"Zs", "Zl", "Pd"})
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_SINGLE: Final = re.compile(f"[{SINGLE}]")
_COMPOSED: Final = re.compile(
    "[\uff66-\uff9d][\uff9e\uff9f]|[\u3041-\u30ff][\u3099\u309a]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_IGNORED: Final = re.compile("[\u00ad\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_TO_COMPOSE: Final = frozenset("\uff9e\uff9f\u3099\u309a").union(map(chr, range(0x1161, 0x1176)))
_TO_IGNORE: Final = frozenset("\u00ad\u2060\ufeff").union(
    map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0))
)
# What may become something else than a sign: symbols, and accents that Unicode holds for punctuation or letters.
_SIGN: Final = regex.compile(r"([\p{S}\u037a\u2017\u203e\ufc5e-\ufc63\ufe49-\ufe4c\ufe70-\ufe7e])")
_GONE: Final = "\x01"  # stands for what is ignored, until it goes
_ROW: Final = re.compile(f"{JOINT}[{JOINT}{_GONE}]*{JOINT}")
_ASCII: Final = bytes(range(128))
_CHANGING: Final = re.compile("[^\u4e00-\u9fff\uac00-\ud7a3]+")  # all but the letters that are folded already
_SHORT: Final = 2_000
_FEW: Final = 48


class _Characters(dict[int, str]):
    """The table of a fold; what a character becomes is found out when it is first met."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        super().__init__()
        self._variants = variants

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, char: str) -> str:
        if char in _TO_IGNORE:
            return _GONE
        category = unicodedata.category(char)
        if char.isspace() or category in _JOINTS or char == "\u200b":
            return JOINT
        if not char.isalnum() and category not in _MARKS:
            return OTHER
        normal = unicodedata.normalize("NFKC", char)
        normal = normal if len(normal) == 1 else char
        lower = normal.lower()
        return self._variants.get(normal, lower if len(lower) == 1 else normal)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded stretch of text.

    Attributes:
        text: The folded characters.
        places: Where stretches of unchanged length begin in ``text``; empty if nothing changed its length.
        origins: The place in the text as read of each of ``places``.
        ends: Likewise where the character there ends, which is more than one on where several became one.
    """

    text: str
    places: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def read(self, places: list[tuple[int, int, int]], start: int) -> list[tuple[int, int, int]]:
        """Places of this text as places of the text as read, of which this is the stretch that begins at ``start``."""
        if self.places:
            return [(start + self.origin(begin), start + self.origin_end(end), key) for begin, end, key in places]
        return [(start + begin, start + end, key) for begin, end, key in places] if start else places

    def origin(self, place: int) -> int:
        """Where the character at a place of the folded text begins in the text as read."""
        if not self.places:
            return place
        number = bisect_right(self.places, place) - 1
        return self.origins[number] + place - self.places[number]

    def origin_end(self, place: int) -> int:
        """Where the character before a place of the folded text ends in the text as read."""
        if not self.places:
            return place
        number = bisect_right(self.places, place - 1) - 1
        inside = place - 1 - self.places[number]
        return self.origins[number] + inside + 1 if inside else self.ends[number]


class Folder:
    """Folds texts.

    Args:
        variants: What further letters are to be taken for, by letter: traditional for simplified Chinese.
    """

    def __init__(self, variants: Mapping[str, str] | None = None) -> None:
        self._variants = variants or {}
        self._characters = _Characters(self._variants)
        self._ascii = bytes(ord(self._characters[code]) for code in range(128)) + bytes(range(128, 256))

    def fold(self, text: str) -> Folded:
        """Fold a text; a blank line is nothing that joins words."""
        plain = text.replace("\n\n", OTHER + OTHER) if "\n\n" in text else text
        edits: list[tuple[int, int, str]] = []
        if text.isascii():
            plain = plain.translate(self._characters)
        else:
            plain, distinct = self._plain(plain)
            edits += self._compositions(text, distinct)
        if JOINT * 2 in plain or _GONE in plain:
            edits += [(start, end, JOINT) for start, end in _runs(plain)]
        return _edited(plain, sorted(edits)) if edits else Folded(plain)

    def _plain(self, text: str) -> tuple[str, set[str]]:
        """Each character by the table, and which there are that it may change.

        A look-up for each character takes longer than all the rest; few passes over the whole do the same.
        """
        if len(text) < _SHORT:
            return text.translate(self._characters), set(text)
        data = text.encode("utf-8", "surrogatepass").translate(self._ascii)
        beyond = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        distinct = set(beyond if self._variants else "".join(set(_CHANGING.findall(beyond))))
        plain = data.decode("utf-8", "surrogatepass")
        changed = [(char, to) for char in distinct if (to := self._characters[ord(char)]) != char]
        if len(changed) > _FEW:
            return plain.translate(self._characters), distinct
        for char, to in changed:
            plain = plain.replace(char, to)
        return plain, distinct

    def _compositions(self, text: str, distinct: set[str]) -> Iterator[tuple[int, int, str]]:
        if not distinct.isdisjoint(_TO_IGNORE):
            for match in _IGNORED.finditer(text):
                yield match.start(), match.end(), ""
        if not distinct.isdisjoint(_TO_COMPOSE):
            for match in _COMPOSED.finditer(text):
                composed = unicodedata.normalize("NFKC", match[0])
                if len(composed) == 1:
                    yield match.start(), match.end(), composed.translate(self._characters)


def _runs(folded: str) -> Iterator[tuple[int, int]]:
    """Rows of two and more joints, whatever goes between them."""
    if _GONE in folded:
        yield from (match.span() for match in _ROW.finditer(folded))
        return
    start = folded.find(JOINT * 2)
    while start >= 0:
        end = start + 2
        while folded[end : end + 1] == JOINT:
            end += 1
        yield start, end
        start = folded.find(JOINT * 2, end)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> Folded:
    parts: list[str] = []
    places, origins, ends = [0], [0], [1]
    length = position = 0
    for start, end, instead in edits:
        if start < position:  # a soft hyphen among spaces, which is gone with them
            continue
        parts += (text[position:start], instead)
        length += start - position
        if instead:
            places.append(length)
            origins.append(start)
            ends.append(end)
            length += 1
        places.append(length)
        origins.append(end)
        ends.append(end + 1)
        position = end
    parts.append(text[position:])
    return Folded("".join(parts), places, origins, ends)


def normal_form(text: str) -> str:
    """A text in compatibility form, without the characters that are ignored.

    Signs that would become letters, spaces or marks keep to their form: ™ is no word, nor is an accent that stands
    alone.
    """
    if text.isascii():
        return text
    parts = _SIGN.split(_IGNORED.sub("", text))
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    parts[1::2] = map(_sign, parts[1::2])
    return "".join(parts)


def _sign(char: str) -> str:
    normal = unicodedata.normalize("NFKC", char)
    is_word = any(part.isalnum() or part.isspace() or unicodedata.category(part) in _MARKS for part in normal)
    return char if is_word else normal


def has_single(folded: str) -> bool:
    """Whether a folded text has letters that are searched one by one."""
    return not folded.isascii() and _SINGLE.search(folded) is not None
