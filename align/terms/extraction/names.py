"""Names: words with capital letters that no sentence begins with, and rows of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from align.model import Candidate
from align.terms.extraction.passages import Found, Passage, Word, words
from align.terms.extraction.tagging import lexicon
from align.text.tags import primary

__all__ = ["is_certain", "name_spans", "names"]

# Nothing is tried twice, so that a word of any length takes a time that grows with its length.
_INNER_CAPITAL: Final = regex.compile(
    r"(?V1)[[\p{L}\p{N}]--\p{Ll}]*+\p{Ll}[[\p{L}\p{N}]--\p{Lu}]*+\p{Lu}[\p{L}\p{N}]*+"
    r"|\p{Lu}\p{L}*+\p{N}++\p{L}*+|\p{N}++\p{Lu}\p{L}*+"
)
_MOST_CAPITALS: Final = 0.7
_LONGEST: Final = 6
_ENDS: Final = tuple(".!?…。！？")
_UNTOLD: Final = frozenset(("de",))
"""Languages in which every noun has a capital letter."""


def names(passages: Iterable[Passage]) -> list[Candidate]:
    """The names, the commonest first; the score is how often each stands in the texts.

    A word that begins a sentence counts if it stands with its capital letter elsewhere too. Words that stand in small
    letters elsewhere, days, months and the like are no names, and neither are acronyms, which are told apart. German,
    where every noun has a capital, only offers names of several words and those with a capital inside.
    """
    texts = [passage for passage in passages if lexicon(passage.lang) is not None]
    small, large = _letter_cases(texts)
    found: dict[tuple[str, str], Found] = defaultdict(Found)
    for passage in texts:
        row = list(words(passage.text))
        language = primary(passage.lang)
        for first, last in name_spans(row, passage):
            if row[first].first and not is_certain(row[first].text):
                low = (language, row[first].text.lower())
                known = lexicon(passage.lang)
                if (
                    (last - first == 1 and not large[language, row[first].text])
                    or small[low]
                    or (known is not None and low[1] in known.verbs | known.adjectives)
                ):
                    first += 1
            if first < last and _is_name(row[first:last], passage, small):
                start, end = row[first].start, row[last - 1].end
                found[language, passage.text[start:end]].add(passage, start, end)
    return [
        Candidate("name", "", lang, name, "name", "exact", float(one.count), one.count, (*one.places,), one.example)
        for (lang, name), one in sorted(found.items(), key=lambda item: -item[1].count)
    ]


def name_spans(row: Sequence[Word], passage: Passage) -> Iterator[tuple[int, int]]:
    """Rows of words with capital letters, as first and behind the last; words such as ``of`` may bind them."""
    known = lexicon(passage.lang)
    if known is None or passage.heading or _is_title(row, passage):
        return
    start = None
    for number, word in enumerate([*row, None]):
        if word is not None and _capital(word.text) and word.text.lower() not in known.closed | known.capitalised:
            if start is not None and (word.apart or number - start >= _LONGEST):
                yield start, _trimmed(row, start, number)
                start = number
            start = number if start is None else start
        elif start is not None and not (
            word is not None
            and word.text in known.inner
            and not word.apart
            and number + 1 < len(row)
            and _capital(row[number + 1].text)
            and not row[number + 1].apart
        ):
            yield start, _trimmed(row, start, number)
            start = None


def _trimmed(row: Sequence[Word], start: int, end: int) -> int:
    while end > start + 1 and not _capital(row[end - 1].text):
        end -= 1
    return end


def _is_title(row: Sequence[Word], passage: Passage) -> bool:
    """Whether so many words have a capital that it tells nothing, and no mark ends a sentence."""
    if passage.text.rstrip("\"'”’» ")[-1:] in _ENDS:
        return False
    letters = [word for word in row if word.text[:1].isalpha()]
    return len(letters) > 3 and sum(_capital(word.text) for word in letters) > _MOST_CAPITALS * len(letters)


def _capital(word: str) -> bool:
    """Whether a word has the capital letter of a name, and with hyphens in its last part too (not ``AI-driven``)."""
    parts = word.split("-")
    return (word[:1].isupper() and (len(parts) == 1 or not parts[-1].islower())) or is_certain(word)


def is_certain(word: str) -> bool:
    """Whether a word is a name wherever it stands, for it has a capital letter or a figure inside: iPhone, GPT4."""
    return all(part[:1].isupper() or _INNER_CAPITAL.fullmatch(part) for part in word.split("-")) and any(
        _INNER_CAPITAL.fullmatch(part) for part in word.split("-")
    )


def _letter_cases(passages: Sequence[Passage]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often each word stands in small letters, and with a capital that no sentence gave it, by language."""
    small, large = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for passage in passages:
        for word in words(passage.text):
            if word.text.islower():
                small[primary(passage.lang), word.text] += 1
            elif not word.first and not passage.heading:
                large[primary(passage.lang), word.text] += 1
    return small, large


def _is_name(row: Sequence[Word], passage: Passage, small: Counter[tuple[str, str]]) -> bool:
    if len(row) > 1:
        return not all(small[primary(passage.lang), word.text.lower()] for word in row)
    text = row[0].text
    if is_certain(text):
        return True
    if primary(passage.lang) in _UNTOLD or len(text) < 2 or (text.isupper() and len(text) < 7):
        return False
    return not small[primary(passage.lang), text.lower()]
