"""Capital and small letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import regex

from align.checks.context import Context, Mark, Pair, Place, Survey, marked, places
from align.checks.scopes import of_document
from align.checks.tables import words
from align.checks.vocabulary import Tally, Vocabulary
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["capitalization", "case_variant", "heading_case"]

_START: Final = lazily(r"^[\"“”‘'«„(\[¿¡*_\s—–-]*(?:<[^<>]*>\s*)*(\p{Ll}[\p{L}\p{N}\p{M}'’-]*)(?![\w.@/:\\_=(])")
_AFTER_STOP: Final = lazily(r"(?<=\b\p{Ll}[\p{Ll}'’]{2,})(\.)[\"”]? +[\"“]?(\p{Ll}{2,})\b(?![.@/(_])")
_PRONOUN: Final = lazily(
    r"(?<![\w.'’-])i(?= (?:am|was|have|had|do|did|will|would|can|could|think|thought|know|knew|want|believe|said|say"
    r"|don['’]t|just|never|like|need)\b|['’](?:m|ve|ll|d)\b)"
)
_PROPER_WORDS: Final = words("lists", "proper")
_PROPER: Final = lazily(rf"(?<![\w@#./'’-])({'|'.join(sorted(_PROPER_WORDS))})(?![\w@/-]|\.\w)")
_COUNTRY: Final = lazily(
    r"(?<=\b(?:in|from|to|across|outside|within|throughout|with) )china\b(?![\w-])|\bchina(?=['’]s\b)"
    r"|(?<![\w.@/])u\.s\.(?!\w)"
)
_SCREAM: Final = lazily(r"^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$")
_CASED: Final = words("lists", "cased")
_WORD: Final = lazily(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’&.][\p{L}\p{N}\p{M}]+)*")
_INNER: Final = lazily(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}|-\p{Lu}")
_CAPITALS: Final = re.compile(r"[a-z,;A] [A-Z][a-z]+[ -][A-Z]")
_TITLE_RUN: Final = lazily(r"(?<=[\p{Ll},;] |\b[aA] )\p{Lu}\p{Ll}{2,}(?:[ -]\p{Lu}\p{Ll}{2,})+(?![\w-])")
_POSSESSIVE: Final = lazily(r"(?:\b(?:my|your|his|her|its|our|their|whose)|['’]s|s['’]) $", regex.IGNORECASE)
_BEGINNING: Final = lazily(r"\p{L}+")
_SENTENCE_START: Final = lazily(r"(?:^|[.!?:…—–\n]|[.!?][\"”’)]+|[\"“‘«„(\[*•])\s*$")


class _Starts(Survey):
    """How many targets begin with a small letter."""

    def __init__(self) -> None:
        self._pairs = self._small = 0

    def see(self, context: Context) -> None:
        self._pairs += len(context.pairs)
        self._small += len(_small_starts(context))

    @property
    def lower_throughout(self) -> bool:
        """Whether most do, so that the document has no capitals there."""
        return self._pairs > 4 and self._small * 2 > self._pairs


def _small_starts(context: Context) -> list[Pair]:
    return [pair for pair in context.pairs if not "A" <= pair.target[0] <= "Z" and _START.match(pair.target)]


@of_document(_Starts)
def capitalization(context: Context) -> Iterator[Issue]:
    """A sentence begins with a small letter, or a word that always has a capital has none.

    Looked at are the first word of a unit, words behind a full stop, and in English *i*, days, months, languages and
    countries. A unit whose source begins with a small letter too, a text without capitals, and names such as *iPhone*
    pass.

    Why:
        It looks unfinished, and tools that divide texts rely on it.

    Severity:
        warning

    Fails:
        zh-en: 他走了。 | he left.

    Passes:
        en: iPhone sales rose. The U.S. economy grew, e.g. in May.
        fr: Il arrive lundi.
    """
    if context.lang not in _CASED:
        return
    if context.survey(_Starts).lower_throughout:
        return
    for pair in _small_starts(context):
        yield from _small_start(pair, context)
    for pair in context.pairs:
        if ". " not in pair.target and ".”" not in pair.target and '."' not in pair.target:
            continue
        for match in _AFTER_STOP.finditer(pair.target):
            before = regex.search(r"[\p{L}.]+$", pair.target[: match.start()])
            if before and (before[0].lower() in words("lengths", "abbreviations") or "." in before[0]):
                continue
            yield _capital(pair, match.start(2), match.end(2), "a sentence begins with a small letter")
    if context.lang == "en":
        yield from _english(context)


def _english(context: Context) -> Iterator[Issue]:
    for pair in context.having_words(["i"]):
        for match in _PRONOUN.finditer(pair.target):
            yield _capital(pair, *match.span(), "the pronoun I has a capital")
    for pair in context.having_words(["china", "u"]):
        for match in _COUNTRY.finditer(pair.target):
            fix = match[0].upper() if "." in match[0] else "China"
            message = f"{fix} has a capital"
            yield pair.issue("capitalization", "warning", message, *match.span(), fix=fix)
    function = words("function_words", "en")
    doubled = [word for word in context.words if len(word) > 2 and word[:2].isupper() and word[2:].islower()]
    for word, (pair, start, end) in context.places_of(word for word in doubled if word.lower() in function):
        message = f'"{word}" has a second capital'
        yield pair.issue("capitalization", "warning", message, start, end, fix=word.capitalize())
    for pair in context.having_words(_PROPER_WORDS):
        for match in _PROPER.finditer(pair.target):
            yield _capital(pair, *match.span(), f"{match[1].title()} has a capital")


def _small_start(pair: Pair, context: Context) -> Iterator[Issue]:
    match = _START.match(pair.target)
    if match is None:
        return
    word = match[1]
    source = pair.source.lstrip(" \"“‘'«„([")
    if source[:1].islower() or pair.target.lstrip().startswith(("...", "…")) or any(map(str.isupper, word[1:])):
        return
    ends = pair.target.rstrip(" \"”’'»)")[-1:]
    sentence = ends in tuple(".!?") and len(_WORD.findall(pair.target)) > 1
    spoken = len(word) > 1 or context.lang != "en" or word == "a"
    if not spoken or (pair.unit.kind == "heading" and not source):
        return
    if not sentence and not source[:1].isupper():
        return
    if pair.number and _continues(context, pair):
        return
    yield _capital(pair, match.start(1), match.end(1), "the sentence begins with a small letter")


def _continues(context: Context, pair: Pair) -> bool:
    """Whether the unit before it ends in the middle of a sentence."""
    earlier = context.unit_before(pair)
    if earlier is None:
        return False
    before = earlier.target.rstrip(" \"”’'»)")
    same_block = earlier.block == pair.unit.block
    return bool(before) and (before[-1] in ",;:—–…-" or (before[-1].isalnum() and same_block))


def _capital(pair: Pair, start: int, end: int, message: str) -> Issue:
    word = pair.target[start:end]
    return pair.issue("capitalization", "warning", message, start, end, fix=word[0].upper() + word[1:])


class _Spelled(Survey):
    """The spellings of each word that has a capital inside somewhere, those in capitals throughout left out."""

    needs = (Vocabulary,)

    def __init__(self) -> None:
        self._wanted: dict[str, str] | None = None
        self._forms: dict[str, dict[str, Tally]] = defaultdict(dict)
        self.usual: dict[str, tuple[str, Tally]] = {}
        self.forms: dict[str, Tally] = {}

    def see(self, context: Context) -> None:
        if self._wanted is None:
            self._wanted = _wanted(context.survey(Vocabulary).words)
        for word, place in context.places_of(self._wanted):
            if _common_noun(word, place):
                continue
            self._forms[self._wanted[word]].setdefault(word, Tally.of(place)).count += 1

    def end(self) -> None:
        for forms in self._forms.values():
            usual = max(
                forms, key=lambda form: (forms[form].count, _INNER.search(form) is not None, -forms[form].position)
            )
            if len(forms) > 1 and (_INNER.search(usual) or forms[usual].count > 1):
                self.forms |= forms
                self.usual |= {form: (usual, forms[usual]) for form in forms if form != usual}


def _wanted(vocabulary: Iterable[str]) -> dict[str, str]:
    """The spellings of words that have a capital inside somewhere, with their small letters."""
    known = list(vocabulary)
    odd = [word for word in known if not (word.islower() or word.istitle() or word.isupper()) or "-" in word]
    wanted = {word.lower() for word in odd if _INNER.search(word)}
    found = ((word, word.lower()) for word in known if not word.isupper() or len(word) == 1) if wanted else ()
    return {word: lower for word, lower in found if lower in wanted}


class _TitleRuns(Survey):
    """Rows of capitalised words in running text, in small letters."""

    def __init__(self) -> None:
        self.keys: dict[str, None] = {}

    def see(self, context: Context) -> None:
        self.keys.update((match[0].lower(), None) for _, match in _title_runs(context))


class _SmallRuns(Survey):
    """Where such rows stand in small letters first."""

    needs = (_TitleRuns,)

    def __init__(self) -> None:
        self.first: dict[str, Mark] = {}

    def see(self, context: Context) -> None:
        for key in context.survey(_TitleRuns).keys:
            if key not in self.first:
                beginning = _BEGINNING.search(key)
                pairs = context.having_parts([beginning[0]]) if beginning else context.pairs
                small = next((pair for pair in pairs if _has_phrase(pair.target, key)), None)
                if small is not None:
                    self.first[key] = marked(small.unit)


@of_document(_Spelled, _SmallRuns)
def case_variant(context: Context) -> Iterator[Issue]:
    """A name or a term is written with other capitals elsewhere in the document.

    Names with capitals inside (*DeepSeek*, *High-Flyer*) are compared with every other spelling; rows of capitalised
    words in running text (*Artificial Intelligence*) with the same words in small letters. Headings and words in
    capitals throughout pass.

    Why:
        The reader wonders whether two things are meant.

    Severity:
        warning

    Fails:
        en: DeepSeek was founded in 2023.
        en: Its founder says that Deepseek will stay small.

    Passes:
        en: DeepSeek was founded in 2023.
        en: ALL ABOUT DEEPSEEK
    """
    yield from _inner_capitals(context)
    yield from _capitalised(context)


def _inner_capitals(context: Context) -> Iterator[Issue]:
    survey = context.survey(_Spelled)
    for form, (pair, start, end) in context.places_of(survey.usual):
        usual, tally = survey.usual[form]
        if _common_noun(form, (pair, start, end)):
            continue
        if _initial_only(pair, start, form, usual) or _in_address(pair.target, start, len(form)):
            continue
        message = f'"{form}" is written "{usual}" elsewhere ({places([tally.unit])})'
        fix = usual if tally.count > 1 and survey.forms[form].count == 1 else None
        yield pair.issue("case_variant", "warning", message, start, start + len(form), fix=fix)


def _common_noun(word: str, place: Place) -> bool:
    """Whether a compound in small letters is somebody's: *my great-aunt* is no other spelling of *Great-Aunt*."""
    return word.islower() and _is_somebodys(word, place[0].target, place[1])


def _is_somebodys(word: str, text: str, start: int) -> bool:
    return "-" in word and " " not in word and _POSSESSIVE.search(text, max(0, start - 20), start) is not None


def _initial_only(pair: Pair, start: int, form: str, usual: str) -> bool:
    """Whether a word differs in its first letter only, because a sentence or a title begins there."""
    if form[1:] == usual[1:] and form[0] == usual[0].upper():
        return bool(_SENTENCE_START.search(pair.target[:start])) or pair.unit.kind == "heading"
    return pair.unit.kind == "heading" and form.lower() == usual.lower() and "-" in form


def _in_address(text: str, start: int, length: int) -> bool:
    return text[start - 1 : start] in tuple("/@.#_") or text[start + length : start + length + 1] in tuple("/@_")


def _title_runs(context: Context) -> Iterator[tuple[Pair, regex.Match[str]]]:
    """The rows of capitalised words in the running text."""
    for pair in context.pairs:
        if pair.unit.kind == "heading" or not _CAPITALS.search(pair.target) or not _is_sentence(pair.target):
            continue
        for match in _TITLE_RUN.finditer(pair.target):
            yield pair, match


def _capitalised(context: Context) -> Iterator[Issue]:
    first = context.survey(_SmallRuns).first
    for pair, match in _title_runs(context) if first else ():
        key = match[0].lower()
        if key not in first or regex.match(r" \(\p{Lu}{2,}\)", pair.target, pos=match.end()):
            continue  # or the phrase is spelled out for its acronym
        message = f'"{match[0]}" is written "{key}" elsewhere ({places([first[key]])})'
        yield pair.issue("case_variant", "warning", message, *match.span())


def _is_sentence(text: str) -> bool:
    return text.rstrip(" \"”’')»")[-1:] in tuple(".!?:;,…") or len(text) > 120


def _has_phrase(text: str, phrase: str) -> bool:
    start = text.find(phrase)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(phrase) : start + len(phrase) + 1]
        if not before.isalnum() and not after.isalnum() and before != "-" and not _is_somebodys(phrase, text, start):
            return True
        start = text.find(phrase, start + 1)
    return False


@dataclass(slots=True)
class _Heading:
    """A heading whose case may show its style: the capitalised words behind the first, and the first small one."""

    number: int
    unit: Mark
    title: list[tuple[str, int, int]]
    plain: tuple[int, int] | None


class _Headings(Survey):
    """The headings of a document that are not in capitals throughout."""

    def __init__(self) -> None:
        self.count = 0
        self.headings: list[_Heading] = []

    def see(self, context: Context) -> None:
        for pair in context.pairs if context.lang == "en" else ():
            if pair.unit.kind != "heading":
                continue
            self.count += 1
            if _SCREAM.match(pair.target):
                continue
            words_ = list(_WORD.finditer(pair.target))[1:]
            title = [(match[0].lower(), *match.span()) for match in words_ if match[0][0].isupper()]
            plain = next((match.span() for match in words_ if match[0].islower() and len(match[0]) > 4), None)
            self.headings.append(_Heading(pair.number, marked(pair.unit), title, plain))


class _HeadingCase(Survey):
    """The headings that are capitalised in another way than most, with what to say of them."""

    needs = (_Headings,)

    def __init__(self) -> None:
        self._small: set[str] = set()
        self._wanted: frozenset[str] | None = None
        self._headings: list[_Heading] = []
        self.found: list[tuple[int, Issue]] = []

    def see(self, context: Context) -> None:
        if self._wanted is None:
            survey = context.survey(_Headings)
            self._headings = survey.headings if survey.count > 1 else []
            self._wanted = frozenset(word for heading in self._headings for word, _, _ in heading.title)
        for pair in context.pairs if self._wanted else ():
            if pair.unit.kind != "heading":
                self._small.update(
                    match[0]
                    for match in _WORD.finditer(pair.target)
                    if match[0] in self._wanted and match[0].islower() and len(match[0]) > 3
                )

    def end(self) -> None:
        ways: dict[str, list[tuple[_Heading, int, int]]] = {"title": [], "sentence": []}
        for heading in self._headings:
            title = [(start, end) for word, start, end in heading.title if word in self._small]
            if title and not heading.plain:
                ways["title"].append((heading, *title[0]))
            elif heading.plain and not title:
                ways["sentence"].append((heading, *heading.plain))
        if not ways["title"] or not ways["sentence"]:
            return
        fewer, usual = sorted(ways, key=lambda way: len(ways[way]))
        where = places([ways[usual][0][0].unit])
        message = f"this heading is in {fewer} case, most others are in {usual} case ({where})"
        for heading, start, end in ways[fewer]:
            issue = Issue("heading_case", "info", message, heading.unit.id, "target", start, end)
            self.found.append((heading.number, issue))


@of_document(_HeadingCase)
def heading_case(context: Context) -> Iterator[Issue]:
    """The headings of a document are capitalised in two ways.

    A word in a heading counts as capitalised for style only if the text has it in small letters elsewhere, so that
    names say nothing. The way that fewer headings follow is flagged.

    Why:
        Headings are seen at a glance, and so is their unevenness.

    Severity:
        info

    Fails:
        heading: Talent and team building
        en: The team trusts innovation and its talent.
        heading: On Innovation
        heading: A future for research

    Passes:
        heading: Talent and team building
        heading: About Liang Wenfeng
    """
    yield from context.among_units(context.survey(_HeadingCase).found)
