"""Acronyms and what they are said to stand for."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import regex

__all__ = ["ELISION", "Expansion", "expansions", "initials_of", "is_irregular", "shares_initials", "spells"]

_BRACKETED: Final = regex.compile(r"[ \u00A0]?[(（](?P<acronym>\p{Lu}[\p{Lu}&.-]{0,8}\p{Lu})s?[)）]")
_WORDS: Final = regex.compile(r"(?:[\p{Latin}\p{N}]+(?:['’.&/-][\p{Latin}\p{N}]+)*(?: & |[ \u00A0-])?)+$")
_WORD: Final = regex.compile(r"[\p{Latin}\p{N}]+(?:['’.&/-][\p{Latin}\p{N}]+)*")
_ANY_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’.&/-][\p{L}\p{M}\p{N}]+)*")
ELISION: Final = regex.compile(r"(?:[cdjlmnst]|qu|dell|all|nell|sull)['’](?=\p{L})", regex.IGNORECASE)
"""What French, Italian and Catalan put before a vowel, with its apostrophe."""
_LONGEST_PHRASE: Final = 12


@dataclass(frozen=True, slots=True)
class Expansion:
    """A phrase with an acronym in brackets behind it.

    Attributes:
        acronym: Its letters, without brackets and plural.
        start: Offset of the phrase.
        end: Offset behind the phrase.
        text: The phrase.
        bracket_end: Offset behind the bracket.
        fits: Whether the letters of the acronym come from the words of the phrase, in order.
    """

    acronym: str
    start: int
    end: int
    text: str
    fits: bool
    bracket_end: int


def expansions(text: str) -> Iterator[Expansion]:
    """The phrases that a text expands acronyms to: ``reinforcement learning (RL)``.

    The phrase is the shortest row of words before the bracket that spells the acronym. Where none does, it is the
    words that look most like an attempt: as many as the acronym has letters, from the first that is no function
    word; if these share too few initials with the acronym the bracket is taken for something else, such as a
    stock symbol.
    """
    if "(" not in text and "（" not in text:
        return
    for match in _BRACKETED.finditer(text):
        letters = [char for char in match["acronym"] if char.isalpha()]
        before = _WORDS.search(text, max(0, match.start() - 200), match.start())
        if before is None or len(letters) < 2:
            continue
        words = [word.span() for word in _WORD.finditer(text, before.start(), match.start())][-_LONGEST_PHRASE:]
        spelled = _spelling(text, words, letters)
        if spelled is None and len(words) > 2 and text[slice(*words[-1])].lower() in _table().company_forms:
            spelled = _spelling(text, words[:-1], letters)
        start = spelled if spelled is not None else _attempt(text, words, letters)
        if spelled is not None and _is_permuted(text, words, letters, spelled):
            start, spelled = words[-len(letters)][0], None
        if start is not None:
            yield Expansion(
                match["acronym"], start, words[-1][1], text[start : words[-1][1]], spelled is not None, match.end()
            )


def spells(phrase: str, acronym: str) -> bool:
    """Whether the letters of an acronym come from all the words of a phrase, in order.

    The rules are those of :func:`expansions`; besides, accents do not count, a company's legal form and an article in
    front may lend nothing, and neither need short words in small letters, which are function words in most languages.
    Acronyms that are known to be irregular, and those that hold digits or a single letter, always fit.
    """
    wanted = "".join(filter(str.isalpha, _bare(acronym)))
    if len(wanted) < 2 or any(map(str.isdigit, acronym)) or _bare(acronym).upper() in _table().irregular:
        return True
    words = _ANY_WORD.findall(phrase)
    while len(words) > 1 and _is_function_word(words[0]):
        words = words[1:]
    readings = [words, [word for word in words if len(word) > 3 or not word.islower()]]
    if len(words) > 2 and words[-1].lower().rstrip(".") in _table().company_forms:
        readings.append(words[:-1])
    return any(_spells([_parts(_bare(word)) for word in reading], wanted.lower()) for reading in readings)


def shares_initials(phrase: str, acronym: str) -> bool:
    """Whether enough letters of an acronym begin a word of a phrase to take it for an attempt at its initials."""
    letters = Counter(filter(str.isalpha, _bare(acronym).lower()))
    initials = Counter(part[0] for word in _ANY_WORD.findall(phrase) for part in _parts(_bare(word)))
    return (letters & initials).total() * 5 >= letters.total() * 3


def initials_of(phrase: str) -> str:
    """The initials of the words of a phrase that are no function words, in capitals."""
    return "".join(word[0] for word in _parts(phrase) if not _is_function_word(word)).upper()


def is_irregular(acronym: str) -> bool:
    """Whether the letters of an acronym are known to come from elsewhere."""
    return acronym in _table().irregular


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


class _Table(NamedTuple):
    """What ``acronyms.toml`` says; the function words are those of all languages."""

    irregular: frozenset[str]
    company_forms: frozenset[str]
    function_words: frozenset[str]


@cache
def _table() -> _Table:
    table = tomllib.loads((files(__package__) / "acronyms.toml").read_text(encoding="utf-8"))
    return _Table(
        irregular=frozenset(table["irregular"]),
        company_forms=frozenset(table["company_forms"]),
        function_words=frozenset(word for words in table["function_words"].values() for word in words),
    )


def _is_function_word(word: str) -> bool:
    return word.lower() in _table().function_words


def _parts(phrase: str) -> list[str]:
    """The words of a phrase in lower case, hyphenated ones divided, without possessives and elided articles."""
    plain = ELISION.sub("", phrase.replace("’s", "").replace("'s", ""))
    return regex.findall(r"[\p{L}\p{N}]+", plain.lower())


def _spelling(text: str, words: list[tuple[int, int]], letters: list[str]) -> int | None:
    """Offset of the shortest row of words up to the last that spells the letters, or None."""
    wanted = "".join(letters).lower()
    for first in range(len(words) - 1, -1, -1):
        parts = _parts(text[slice(*words[first])])
        if not parts or (parts[0][0] != wanted[0] and not _sounds(parts[0], wanted[0])):
            continue
        if _spells([_parts(text[start:end]) for start, end in words[first:]], wanted):
            return words[first][0]
    return None


def _sounds(word: str, letter: str) -> bool:
    """Whether a word lends its second letter: extensible markup language is XML."""
    return letter == "x" and word[:2].lower() == "ex"


def _spells(words: list[list[str]], wanted: str) -> bool:
    """Whether all letters are used up by the words in order.

    Every word lends its initial first and then inner letters; function words and the later parts of a hyphenated
    word may lend nothing, and so may one word inside if there are four letters and more (``Hong Kong Stock Exchange``).
    """
    # States: how many letters are spelled, and whether a word was skipped.
    states = {(0, False)}
    for number, parts in enumerate(words):
        inner = 0 < number < len(words) - 1
        for order, part in enumerate(parts):
            after: set[tuple[int, bool]] = set()
            for done, skipped in states:
                after |= {(count, skipped) for count in _lent(part, wanted, done)}
                if order or (_is_function_word(part) and number):
                    after.add((done, skipped))
                elif inner and not skipped and len(wanted) >= 4:
                    after.add((done, True))
            states = after
    return any(done == len(wanted) for done, _ in states)


def _lent(part: str, wanted: str, done: int) -> Iterator[int]:
    """How many letters may be spelled once a word has lent its initial and any inner letters."""
    if done >= len(wanted):
        return
    position = 1 if part[0] == wanted[done] else 2 if _sounds(part, wanted[done]) else 0
    while position:
        done += 1
        yield done
        position = part.find(wanted[done], position) + 1 if done < len(wanted) else 0


def _is_code_of(word: str, letters: list[str]) -> bool:
    """Whether the letters are a code for one word, as FRA is for Frankfurt: its first letter and others in order."""
    rest = iter(word.lower())
    return word[0].lower() == letters[0].lower() and all(letter.lower() in rest for letter in letters)


def _is_permuted(text: str, words: list[tuple[int, int]], letters: list[str], spelled: int) -> bool:
    """Whether as many words as there are letters begin with these, in another order.

    Fewer words may spell them with the letters inside (*neural convolutional network (CNN)*), but are not meant then.
    """
    row = words[-len(letters) :]
    return len(row) == len(letters) and row[0][0] < spelled and _in_other_order(text, row, letters)


def _in_other_order(text: str, row: list[tuple[int, int]], letters: list[str]) -> bool:
    firsts = [text[start].lower() for start, _ in row]
    wanted = [letter.lower() for letter in letters]
    return firsts != wanted and sorted(firsts) == sorted(wanted)


def _attempt(text: str, words: list[tuple[int, int]], letters: list[str]) -> int | None:
    """Offset of the words that look like an attempt at the acronym, or None if there are none."""
    if len(letters) > 6:
        return None
    row = [word for word in words if not _is_function_word(text[slice(*word)])][-len(letters) :]
    if len(letters) > 2 and _in_other_order(text, row, letters):
        return row[0][0]
    content: list[int] = []
    for number, (start, end) in reversed(list(enumerate(words))):
        if len(content) == len(letters):
            break
        if _is_function_word(text[start:end]):
            if content and number and text[words[number - 1][0]].isupper() and text[content[-1]].isupper():
                continue  # Mixture of Experts
            break
        content.append(start)
    if len(content) < 2 or any(_is_code_of(text[slice(*word)], letters) for word in words[-len(content) :]):
        return None
    wanted = Counter("".join(letters).lower())
    initials = Counter(text[start].lower() for start in content)
    shared = (wanted & initials).total()
    begins_alike = len(letters) >= 3 and text[content[-1]].lower() == letters[0].lower()
    return content[-1] if begins_alike or shared * 5 >= len(letters) * 3 else None
