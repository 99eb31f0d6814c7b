"""Where sentences end: one scan for marks that may end one, and a closer look only there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from align.segmentation.languages import Rules

__all__ = ["sentence_spans"]

_SPACE: Final = regex.compile(r"\s*")
_LAST_WORD: Final = regex.compile(r"[^\s\"'“”‘’«»(\[{（「『—–/]*$")
_NEXT_WORD: Final = regex.compile(r"[\"'“‘«(\[¿¡]*(?P<word>[\p{L}\p{N}]+(?:['’]\p{L}+)?)")
_QUOTES: Final = frozenset("\"'”’»›」』＂＇")
_LONGEST_WORD: Final = 40


def sentence_spans(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space between them.

    Args:
        text: The whole text.
        start: Offset where the block starts.
        end: Offset behind it.
        rules: Of the language.

    Yields:
        Half-open spans, in order, not empty; the gaps between them are white space.
    """
    begin = _after_space(text, start, end)
    while end > begin and text[end - 1].isspace():
        end -= 1
    closed = [] if rules.whole is None else [match.span() for match in rules.whole.finditer(text, begin, end)]
    for match in rules.candidate.finditer(text, begin, end):
        stop = match.end()
        following = _after_space(text, stop, end)
        if following >= end:
            break
        while closed and closed[0][1] <= match.start():
            del closed[0]
        if closed and closed[0][0] < match.start() and stop < closed[0][1]:
            continue
        if _ends_sentence(text, begin, match, following, end, rules):
            yield begin, stop
            begin = following
    if begin < end:
        yield begin, end


def _after_space(text: str, offset: int, end: int) -> int:
    match = _SPACE.match(text, offset, end)
    return offset if match is None else match.end()


def _ends_sentence(text: str, begin: int, match: regex.Match[str], following: int, end: int, rules: Rules) -> bool:
    """Whether a sentence that starts at ``begin`` ends at a candidate; ``following`` is where the next would start."""
    mark, close = match["mark"], match["close"]
    quoted = not _QUOTES.isdisjoint(close)
    if quoted and rules.reporting is not None and rules.reporting.match(text, following, end):
        return False
    ahead = text[following]
    if match.end() == following:  # only marks of unspaced scripts end a sentence without a space
        return ahead not in ",;:，；：、"
    if ahead.islower() or ahead in ",;:，；：、":
        return False
    if mark != "." or close:
        return True
    return _full_stop_ends(text, begin, match.start(), following, rules)


def _full_stop_ends(text: str, begin: int, stop: int, following: int, rules: Rules) -> bool:
    """Whether a single full stop at ``stop`` ends the sentence, rather than an abbreviation or a list marker."""
    before = _LAST_WORD.search(text, max(begin, stop - _LONGEST_WORD), stop)
    word = before[0] if before else ""
    if not word:
        return True
    if word in rules.never or word.casefold() in rules.never:
        return False
    ahead = text[following]
    folded = word.casefold()
    if ahead.isdigit() and folded in rules.number:
        return False
    match = _NEXT_WORD.match(text, following)
    starter = match is not None and match["word"].replace("’", "'") in rules.starters
    if len(word) == 1 and word.isupper():  # an initial, and the pronoun I before a new sentence
        return starter
    if folded in rules.usually:
        return not (stop - begin < 12 and match is not None and match["word"] in rules.never)
    if folded in rules.sometimes or _is_dotted(word):
        return starter
    # The marker of a list item: 1. or 12. at the very start.
    return not (stop - len(word) == begin and word.isdecimal() and len(word) <= 3)


def _is_dotted(word: str) -> bool:
    """Whether a word is a row of letters with full stops between them, such as ``U.S`` or ``z.B``."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)
