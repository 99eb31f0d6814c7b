"""Acronyms: what they are said to stand for, and how they are used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from align.checks.context import CJK, Context, Mark, Pair, Survey, marked, places
from align.checks.scopes import of_document, of_unit
from align.checks.tables import words
from align.model import Issue
from align.text.acronyms import Expansion, initials_of, is_irregular
from align.text.patterns import lazily
from align.text.stems import phrase_key
from align.text.tags import same_language

__all__ = ["acronym_expansion", "acronym_redefined", "acronym_undefined", "acronym_unused"]

_ACRONYM: Final = lazily(r"(?<![\w.&/@#+-])(\p{Lu}[\p{Lu}\d&]{1,6})(?:s|[’']s)?(?![\w&/@+]|-\p{Lu}|\.\w)")
_MAY_BE_ACRONYM: Final = re.compile(r"[A-Z\u00c0-\U0010ffff][A-Z0-9&\u00c0-\U0010ffff]")
_LETTERS: Final = lazily(r"\p{L}+")
_ROMAN: Final = lazily(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@of_unit
def acronym_expansion(context: Context) -> Iterator[Issue]:
    """The initials of a phrase do not spell the acronym in brackets behind it.

    Acronyms of one letter a word, with inner letters (``deoxyribonucleic acid (DNA)``), hyphens (``fine-tuning``) and
    skipped function words (``Academy of Sciences``) fit. So does any expansion that the termbase prefers or admits.

    Why:
        Either the phrase or the acronym is wrong, most often the order of the words.

    Severity:
        warning

    Fails:
        zh-en: 多层感知机（MLP） | Multilayer neuron (MLP)

    Passes:
        en: deoxyribonucleic acid (DNA) and the Chinese Academy of Sciences (CAS)
    """
    lang = context.bitext.target_lang
    known = {
        (acronym.text, phrase_key(form.text, lang))
        for concept in context.termbase.concepts
        for acronym in concept.terms
        if acronym.type == "acronym"
        for form in concept.terms
        if form.allowed
    }
    for pair, found in context.expansions:
        if found.fits or is_irregular(found.acronym) or (found.acronym, phrase_key(found.text, lang)) in known:
            continue
        message = f'the initials of "{found.text}" are {initials_of(found.text)}, which does not spell {found.acronym}'
        yield pair.issue("acronym_expansion", "warning", message, found.start, found.end)


@dataclass(slots=True)
class _Definition:
    """Where an acronym is first spelled out, and how often it is."""

    position: int
    unit: Mark
    expansion: Expansion
    count: int = 0


@dataclass(slots=True)
class _Use:
    """How often an acronym stands in a document; where first in running text, and whether it is explained there."""

    count: int = 0
    position: int = -1
    unit: str = ""
    start: int = 0
    end: int = 0
    explained: bool = False


class Acronyms(Survey):
    """The acronyms of a document: where each is defined first, and where it is used first."""

    def __init__(self) -> None:
        self.pairs = 0
        self.definitions: dict[str, _Definition] = {}
        self.uses: dict[str, _Use] = defaultdict(_Use)

    def see(self, context: Context) -> None:
        self.pairs += len(context.pairs)
        for pair, expansion in context.expansions:
            known = self.definitions.get(expansion.acronym)
            if known is None:
                known = _Definition(pair.position, marked(pair.unit), expansion)
                self.definitions[expansion.acronym] = known
            known.count += 1
        for pair in context.pairs:
            if _MAY_BE_ACRONYM.search(pair.target):
                self._use(pair, context)

    def _use(self, pair: Pair, context: Context) -> None:
        """Count the acronyms of a unit, their expansions included; words of a text in capitals are none."""
        text, screams = pair.target, None
        for match in _ACRONYM.finditer(text):
            letters = match[1]
            if screams is None:
                small = sum(map(str.islower, text))
                screams = sum(map(str.isupper, text)) > max(small, 12) and context.lang not in CJK
            if screams:
                break
            if _ROMAN.fullmatch(letters) or (not letters[1:].isalpha() and not letters[-1].isdigit()):
                continue
            use = self.uses[letters]
            use.count += 1
            if use.position < 0 and pair.unit.kind != "heading":
                use.position, use.unit = pair.position, pair.unit.id
                use.start, use.end = match.span(1)
                use.explained = _explained(text, use.start, use.end)


class _LongForms(Survey):
    """Where the long form of an acronym stands after its definition: the first place, and how often."""

    needs = (Acronyms,)

    def __init__(self) -> None:
        self.found: dict[str, tuple[int, Issue]] = {}
        self._counts: Counter[str] = Counter()
        self._by_part: dict[str, list[str]] = defaultdict(list)
        self._patterns: dict[str, regex.Pattern[str]] = {}

    def see(self, context: Context) -> None:
        definitions = context.survey(Acronyms).definitions
        if not self._patterns:
            for acronym, definition in definitions.items():
                self._learn(acronym, definition.expansion.text)
        # A long form stands only where one of its words does.
        for part, acronyms in self._by_part.items():
            pairs = context.having_parts([part]) if part else context.pairs
            for pair in pairs or ():
                for acronym in acronyms:
                    self._look(pair, acronym, definitions[acronym])

    def _learn(self, acronym: str, text: str) -> None:
        self._patterns[acronym] = regex.compile(
            rf"(?<![\p{{L}}-]){regex.escape(text)}(?:s|es)?(?![\p{{L}}-])(?! ?[(（])", regex.IGNORECASE
        )
        part = _LETTERS.search(text.lower())
        if part is None or part[0] != text.lower():
            self._by_part[part[0] if part else ""].append(acronym)
        else:
            for ending in ("", "s", "es"):
                self._by_part[part[0] + ending].append(acronym)

    def _look(self, pair: Pair, acronym: str, definition: _Definition) -> None:
        if pair.position < definition.position or pair.unit.kind == "heading":
            return
        for match in self._patterns[acronym].finditer(pair.target):
            if pair.position == definition.position and match.start() <= definition.expansion.end:
                continue
            self._counts[acronym] += 1
            known = self.found.get(acronym)
            if known is None or (pair.number, match.start()) < (known[0], known[1].start):
                self.found[acronym] = pair.number, pair.issue("acronym_redefined", "info", "", *match.span())

    def issues(self, context: Context) -> Iterator[Issue]:
        """What is to be said of the units at hand."""
        definitions = context.survey(Acronyms).definitions
        for acronym, (number, issue) in self.found.items():
            if context.first <= number < context.first + len(context.units):
                definition, times = definitions[acronym], self._counts[acronym] - 1
                more = f" (and {times} times more)" if times else ""
                where = places([definition.unit])
                message = f'"{definition.expansion.text}" is written out, though {acronym} was defined in {where}{more}'
                yield replace(issue, message=message)


@of_document(Acronyms, _LongForms)
def acronym_redefined(context: Context) -> Iterator[Issue]:
    """An acronym is spelled out in brackets a second time, or its long form is used after it was defined.

    The long form at the beginning of a text part of its own may be meant: it is information, and said once for each
    acronym.

    Why:
        A reader who meets a definition believes that it is a new thing.

    Severity:
        warning; info for a long form after the definition

    Fails:
        en: We train with reinforcement learning (RL).
        en: Later, reinforcement learning (RL) was replaced.

    Passes:
        en: We train with reinforcement learning (RL).
        en: Later, RL was replaced.
    """
    definitions = context.survey(Acronyms).definitions
    for pair, again in context.expansions:
        first = definitions[again.acronym]
        if (pair.position, again.start) != (first.position, first.expansion.start):
            message = f"{again.acronym} was defined before, in {places([first.unit])}"
            yield pair.issue("acronym_redefined", "warning", message, again.start, again.bracket_end)
    yield from context.survey(_LongForms).issues(context)


@of_document(Acronyms)
def acronym_undefined(context: Context) -> Iterator[Issue]:
    """An acronym is used before it is defined, or never defined at all.

    One that is never defined is information, and passes if it is well known (*AI*, *USB*), in the glossary, or given
    in brackets or capitals throughout. One that the text itself defines later should be defined where it first
    stands; if it is well known that is information too. Headings are left out of account.

    Why:
        The reader meets letters that nobody explained.

    Severity:
        warning where it is defined later; info else

    Options:
        known: Further acronyms that need no definition.

    Fails:
        en: The MLA design saves memory.
        en: It stands for multi-head latent attention (MLA).

    Passes:
        en: Multi-head latent attention (MLA) saves memory on a GPU.
        en: MLA is new.
    """
    if context.lang in CJK:
        return
    own = context.option("acronym_undefined", "known")
    known = words("acronyms", "known") | (frozenset(own) if isinstance(own, tuple) else frozenset())
    glossary = {term.text for term in context.termbase.terms if same_language(term.lang, context.bitext.target_lang)}
    survey = context.survey(Acronyms)
    for acronym, use in survey.uses.items():
        if not context.first_position <= use.position < context.first_position + len(context.pairs):
            continue
        span = (use.unit, "target", use.start, use.end)
        first = survey.definitions.get(acronym)
        if first is not None:
            if (use.position, use.start) < (first.position, first.expansion.start):
                severity = "info" if acronym in known else "warning"
                message = f"{acronym} is used before it is defined, in {places([first.unit])}"
                yield Issue("acronym_undefined", severity, message, *span)
        elif acronym not in known and acronym not in glossary and len(acronym) < 6 and not use.explained:
            yield Issue("acronym_undefined", "info", f"{acronym} is nowhere defined", *span)


def _explained(text: str, start: int, end: int) -> bool:
    """Whether the letters stand alone in brackets, or brackets behind them say what they are."""
    return text[start - 1 : start] in ("(", "（") or regex.match(r"s? ?[(（]\p{L}{4}", text, pos=end) is not None


@of_document(Acronyms)
def acronym_unused(context: Context) -> Iterator[Issue]:
    """An acronym is defined and never used again.

    Why:
        The definition makes the reader remember what is not needed.

    Severity:
        info

    Fails:
        en: We train with reinforcement learning (RL).
        en: It works.

    Passes:
        en: We train with reinforcement learning (RL).
        en: RL works.
    """
    survey = context.survey(Acronyms)
    if survey.pairs < 2:
        return
    for pair, expansion in context.expansions:
        acronym = expansion.acronym
        uses = survey.uses.get(acronym)
        if survey.definitions[acronym].count == 1 and (uses is None or uses.count <= 1):
            message = f"{acronym} is defined and never used again"
            yield pair.issue("acronym_unused", "info", message, expansion.start, expansion.bracket_end)
