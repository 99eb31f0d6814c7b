"""Where sentences end: one scan for marks that may end one, and a closer look only there."""

from __future__ import annotations

import re
import sys
from typing import Final

from align.segmentation.items import items
from align.segmentation.languages import NEVER, NUMBER, SOMETIMES, USUALLY, Rules
from align.segmentation.quotations import CLOSING, bracketed, quotations

__all__ = ["sentence_spans"]

_Spans = list[tuple[int, int]]

_NEXT_WORD: Final = re.compile(r"[\"'“‘«„(\[¿¡]*([^\W_]+(?:['’][^\W_]+)?)")
_LEADING: Final = "\"'“”‘’«»„([{（「『—–-/"
_GOES_ON: Final = frozenset(",;:，；：、")
_DASHES: Final = frozenset("-–—―")
_FOOTNOTE: Final = re.compile(r"\s*(?:\[(?:\d{1,3}|\.\.\.|…)\])+(?=\s|$)")
_CITATION: Final = re.compile(r"\([^()\n]{1,80}\)\.")
_LATE_CLOSER: Final = re.compile(r"[ \u00A0\u202F][»›”\"](?=\s|$)")
_ROMAN: Final = re.compile(r"[IVXLC]{1,6}")
_SPACED_DOTS: Final = re.compile(r"\.[ \u00A0]\.")
_ANY_QUOTE: Final = re.compile('["“”„«»「」『』＂]')
_ADDRESSES: Final = ("http://", "https://", "www.")
_ATTACHABLE: Final = frozenset('[»›”"')
_FINAL: Final = frozenset(".!?…。！？")
_FIRST_HAN: Final = "\u2e80"
_DIGIT: Final = re.compile(r"\(?\d")
_TITLES: Final = frozenset("《〈")
_LONGEST_MENTION: Final = 12
_LONGEST_ABBREVIATION: Final = 5
_LONGEST_CLAUSE: Final = 100  # regex looks for what a match needs up to the end that it is given
_SHORT_START: Final = 12
_NOWHERE: Final = (sys.maxsize, sys.maxsize)
_LONGEST_WORD: Final = 40


def sentence_spans(
    text: str, start: int, end: int, rules: Rules, *, whole_quotations: bool = False
) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space between them.

    Args:
        text: The whole text.
        start: Offset where the block starts.
        end: Offset behind it.
        rules: Of the language.
        whole_quotations: Never divide inside a quotation.

    Returns:
        Half-open spans, in order, not empty; the gaps between them are white space.
    """
    spans: _Spans = []
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for first, scan_from, last in items(text, start, end):
        while last > first and text[last - 1].isspace():
            last -= 1
        _divide(spans, text, first, scan_from, last, rules, whole_quotations=whole_quotations)
    return spans


def _divide(
    spans: _Spans, text: str, begin: int, scan_from: int, end: int, rules: Rules, *, whole_quotations: bool
) -> None:
    """Add the sentences of a stretch that holds no list; candidates before ``scan_from`` are part of a marker."""
    if begin >= end:
        return
    quoted = quotations(text, begin, end) if _ANY_QUOTE.search(text, begin, end) else []
    closing = {closed - 1 for _, closed in quoted}
    shut = iter(_shut(text, begin, end, rules, quoted, whole_quotations=whole_quotations))
    shut_from, shut_to = next(shut, _NOWHERE)
    unspaced = rules.unspaced
    small = _is_without_capitals(text, begin, end, rules)
    for match in rules.candidate.finditer(text, scan_from, end):
        mark, following = match.span()
        stop = match.start(2)
        if following == stop and stop < shut_from and text[stop - 1] in unspaced and stop < end:
            if text[stop] not in _GOES_ON:  # the commonest candidate of unspaced scripts: a mark, and no bracket near
                spans.append((begin, stop))
                begin = stop
            continue
        if following < end and text[following] in _ATTACHABLE:
            stop, following = _attached(text, stop, following, end, closing)
        if following >= end:
            break
        while shut_to <= mark:
            shut_from, shut_to = next(shut, _NOWHERE)
        if shut_from < mark and stop <= shut_to and (stop < shut_to or not _stands_alone(text, begin, shut_from)):
            continue
        if not _ends(text, begin, match, stop, following, rules, small=small):
            continue
        if text[following] in _DASHES and _goes_on_behind_dash(text, begin, stop, following, end):
            continue
        if stop - mark == 7 and _is_four_dots(text, mark, stop):
            stop, following = mark + 1, mark + 2
        spans.append((begin, stop))
        begin = following
    spans.append((begin, end))


def _is_without_capitals(text: str, begin: int, end: int, rules: Rules) -> bool:
    """Whether the writer begins sentences with small letters: the first word is in them (iPhone is not), or "i" is."""
    if text[begin].islower():
        match = _NEXT_WORD.match(text, begin)
        if match is not None and match[1].islower():
            return True
    return rules.without_capitals is not None and rules.without_capitals.search(text, begin, end) is not None


def _ends(text: str, begin: int, match: re.Match[str], stop: int, following: int, rules: Rules, *, small: bool) -> bool:
    """Whether a candidate ends the sentence; ``small`` says that the writer begins sentences with small letters."""
    ahead = text[following]
    if text[stop - 1] in rules.unspaced:
        return ahead not in _GOES_ON
    mark = match.start()
    if stop - mark > 1 or text[mark] != ".":
        return _mark_ends(text, match, stop, following, rules, small=small)
    if ahead.islower() and not small and not text.startswith(_ADDRESSES, following):
        return False
    space = text.rfind(" ", max(begin, mark - _LONGEST_WORD), mark) + 1
    word = text[space or begin : mark]
    if (
        following > stop
        and len(word) > 1
        and word.isalpha()
        and not rules.kind_of(word)
        and not (rules.ordinal and _ROMAN.fullmatch(word))
    ):
        return ahead not in _GOES_ON  # the commonest candidate by far: a word, a full stop, a space
    return _full_stop_ends(text, begin, mark, stop, following, rules)


def _shut(text: str, begin: int, end: int, rules: Rules, quoted: _Spans, *, whole_quotations: bool) -> _Spans:
    """Ordered spans in which no sentence ends: brackets of some kinds, and quotations inside a sentence.

    ``He said, "I came. I saw." and left.`` is one sentence; a quotation that begins or ends a sentence is divided.
    """
    shut: _Spans = []
    if rules.opening.search(text, begin, end):
        shut += bracketed(text, begin, end, rules.whole)
    for opened, closed in quoted:
        if _is_embedded(text, begin, end, opened, closed):
            shut.append((opened, closed))
        elif whole_quotations:
            shut.append((opened, closed - 1))  # a sentence may end with the closing mark
    return sorted(shut)


def _stands_alone(text: str, begin: int, opened: int) -> bool:
    """Whether a bracketed stretch is a sentence of its own: it begins one, and is no title (《》)."""
    return opened == begin and text[opened] not in _TITLES


def _is_embedded(text: str, begin: int, end: int, opened: int, closed: int) -> bool:
    """Whether the sentence that a quotation stands in goes on behind it, and, but for citations, began before it."""
    behind = closed
    while behind < end and text[behind].isspace():
        behind += 1
    if behind >= end:
        return False
    ahead = text[behind]
    if ahead == "(":
        return _CITATION.match(text, behind, end) is not None
    if ahead >= _FIRST_HAN and ahead.isalpha() and behind == closed:
        mention = opened > begin and text[opened - 1] >= _FIRST_HAN and text[opened - 1].isalpha()
        return mention and closed - opened <= _LONGEST_MENTION
    if not ahead.islower() and ahead not in ",;，；":
        return False
    before = opened
    while before > begin and text[before - 1].isspace():
        before -= 1
    return before > begin and text[before - 1] not in _FINAL


def _attached(text: str, stop: int, following: int, end: int, closing: set[int]) -> tuple[int, int]:
    """The end of a candidate with what belongs to it behind a space, and where the next sentence would start.

    A footnote mark such as ``[12]`` belongs to it, and a closing quotation mark that a space stands before.
    """
    match = _FOOTNOTE.match(text, stop, end) or _LATE_CLOSER.match(text, stop, end)
    if match is None or (text[following] == '"' and following not in closing):
        return stop, following
    stop = following = match.end()
    while following < end and text[following].isspace():
        following += 1
    return stop, following


def _mark_ends(text: str, match: re.Match[str], stop: int, following: int, rules: Rules, *, small: bool) -> bool:
    """Whether a candidate that is more than a single full stop ends the sentence."""
    mark, closers, ahead = match.start(), match.start(1), text[following]
    close = text[closers:stop]
    quoted = bool(close) and not CLOSING.isdisjoint(close)
    if ahead in _GOES_ON or (
        quoted and rules.reporting is not None and rules.reporting.match(text, following, following + _LONGEST_CLAUSE)
    ):
        return False
    if ahead == "(" and quoted and _CITATION.match(text, following):
        return False
    if text[closers - 1] in rules.unspaced:
        return True
    if following == stop:  # marks without a space: a capital begins a sentence, or a character
        return "A" <= ahead <= "Z" or ahead >= _FIRST_HAN
    if ahead.islower():
        return not quoted and (small or (text[mark] in "?؟" and not close))
    if text[mark] == "." and not close.strip("]") and _SPACED_DOTS.search(text, mark, stop):
        return text.count(".", mark, stop) > 3
    return True


def _full_stop_ends(text: str, begin: int, mark: int, stop: int, following: int, rules: Rules) -> bool:
    """Whether a full stop ends the sentence, rather than an abbreviation, an initial or an ordinal."""
    if following == stop:
        return _joined_sentence(text, mark, following, rules)
    if text[following] in _GOES_ON:
        return False
    word = _word_before(text, begin, mark)
    ahead = _word_ahead(text, following)
    kind = rules.kind_of(word)
    if kind & NEVER or (kind & NUMBER and _DIGIT.match(text, following)):
        return False
    if kind & USUALLY:
        return ahead not in rules.months and not (mark - begin < _SHORT_START and rules.kind_of(ahead) & NEVER)
    if mark - begin == len(word) and (_is_initial(word) or _ROMAN.fullmatch(word)):
        return False  # the marker of an item or a turn: A. or IV.
    if kind & SOMETIMES or _is_initial(word):
        return _is_starter(ahead, rules)
    if rules.ordinal and word.isdecimal() and len(word) <= 4 and text[following].isdecimal():
        return False
    if rules.ordinal and ((word.isdecimal() and len(word) <= 3) or _ROMAN.fullmatch(word)):
        return _is_starter(ahead, rules) and ahead not in rules.months
    return True


def _word_ahead(text: str, following: int) -> str:
    """The word that would begin the next sentence; empty where it is itself an initial."""
    match = _NEXT_WORD.match(text, following)
    if match is None or (len(match[1]) == 1 and text.startswith(".", match.end())):
        return ""
    return match[1].replace("’", "'")


def _is_starter(word: str, rules: Rules) -> bool:
    """Whether a word often begins a sentence, in French also behind an elided article."""
    return word in rules.starters or ("'" in word and word.partition("'")[0] + "'" in rules.starters)


def _word_before(text: str, begin: int, mark: int) -> str:
    """The word that a full stop stands behind, without quotation marks and brackets before it."""
    low = max(begin, mark - _LONGEST_WORD)
    place = mark
    while place > low and not text[place - 1].isspace() and text[place - 1] not in _LEADING:
        place -= 1
    return text[place:mark]


def _is_initial(word: str) -> bool:
    """Whether a word is a letter, or a row of letters with full stops between them, such as ``U.S`` or ``z.B``."""
    return bool(word) and all(len(part) == 1 and part.isalpha() for part in word.replace("-", "").split("."))


def _joined_sentence(text: str, mark: int, following: int, rules: Rules) -> bool:
    """Whether a new sentence begins right behind a full stop, without a space: its first word must often do so."""
    match = _NEXT_WORD.match(text, following)
    if match is None or not text[mark - 1 : mark].isalnum():
        return False
    low = max(0, mark - _LONGEST_WORD)
    word = text[max(text.rfind(" ", low, mark) + 1, text.rfind("\n", low, mark) + 1, low) : mark]
    if len(word) == 1 or "@" in word or "/" in word or word[:4].lower() == "www.":
        return False
    ahead = match[1]
    if ahead in rules.starters or (ahead[0].isupper() and rules.kind_of(ahead) & NEVER):
        return True
    return (
        word.isalpha() and word.islower() and len(word) > _LONGEST_ABBREVIATION and _ROMAN.fullmatch(ahead) is not None
    )


def _goes_on_behind_dash(text: str, begin: int, stop: int, following: int, end: int) -> bool:
    """Whether a sentence goes on behind a dash: with a small letter, or inside guillemets (Russian dialogue)."""
    if following > stop and text.rfind("«", begin, stop) > text.rfind("»", begin, stop):
        return True
    while following < end and (text[following] in _DASHES or text[following].isspace()):
        following += 1
    return following < end and text[following].islower()


def _is_four_dots(text: str, mark: int, stop: int) -> bool:
    """Whether a candidate is the end of a sentence, with its own full stop, and an omission: ``word. . . . Next``."""
    return text[mark:stop].replace("\u00a0", " ") == ". . . ." and not text[mark - 1].isspace()
