"""Acronyms: what they are said to stand for, and how they are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import CJK, Context, Pair, places
from align.checks.tables import words
from align.model import Issue
from align.text.acronyms import Expansion, initials_of, is_irregular
from align.text.stems import phrase_key
from align.text.tags import same_language

__all__ = ["acronym_expansion", "acronym_redefined", "acronym_undefined", "acronym_unused"]

_ACRONYM: Final = regex.compile(r"(?<![\w.&/@#+-])(\p{Lu}[\p{Lu}\d&]{1,6})(?:s|[’']s)?(?![\w&/@+]|-\p{Lu}|\.\w)")
_ROMAN: Final = regex.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


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


def _uses(context: Context) -> dict[str, list[tuple[Pair, int, int]]]:
    """Where acronyms stand, their expansions included; words in capitals inside a text in capitals are none."""
    found: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair in context.pairs:
        small = sum(map(str.islower, pair.target))
        for match in _ACRONYM.finditer(pair.target):
            letters = match[1]
            if sum(map(str.isupper, pair.target)) > max(small, 12) and context.lang not in CJK:
                break
            if _ROMAN.fullmatch(letters) or (not letters[1:].isalpha() and not letters[-1].isdigit()):
                continue
            found[letters].append((pair, match.start(1), match.end(1)))
    return found


def _definitions(context: Context) -> dict[str, list[tuple[Pair, Expansion]]]:
    found: dict[str, list[tuple[Pair, Expansion]]] = defaultdict(list)
    for pair, expansion in context.expansions:
        found[expansion.acronym].append((pair, expansion))
    return found


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
    for acronym, found in _definitions(context).items():
        first, expansion = found[0]
        for pair, again in found[1:]:
            message = f"{acronym} was defined before, in {places([first.unit])}"
            yield pair.issue("acronym_redefined", "warning", message, again.start, again.bracket_end)
        yield from _long_forms(context, acronym, first, expansion)


def _long_forms(context: Context, acronym: str, first: Pair, expansion: Expansion) -> Iterator[Issue]:
    pattern = regex.compile(
        rf"(?<![\p{{L}}-]){regex.escape(expansion.text)}(?:s|es)?(?![\p{{L}}-])(?! ?[(（])", regex.IGNORECASE
    )
    later = [
        (pair, match.span())
        for pair in context.pairs[first.position :]
        if pair.unit.kind != "heading"
        for match in pattern.finditer(pair.target)
        if pair is not first or match.start() > expansion.end
    ]
    if later:
        pair, span = later[0]
        more = f" (and {len(later) - 1} times more)" if len(later) > 1 else ""
        message = f'"{expansion.text}" is written out, though {acronym} was defined in {places([first.unit])}{more}'
        yield pair.issue("acronym_redefined", "info", message, *span)


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
    defined = _definitions(context)
    for acronym, uses in _uses(context).items():
        running = [use for use in uses if use[0].unit.kind != "heading"]
        if not running:
            continue
        pair, start, end = running[0]
        if acronym in defined:
            first, expansion = defined[acronym][0]
            if (pair.position, start) < (first.position, expansion.start):
                severity = "info" if acronym in known else "warning"
                message = f"{acronym} is used before it is defined, in {places([first.unit])}"
                yield pair.issue("acronym_undefined", severity, message, start, end)
        elif (
            acronym not in known
            and acronym not in glossary
            and len(acronym) < 6
            and not _explained(pair.target, start, end)
        ):
            yield pair.issue("acronym_undefined", "info", f"{acronym} is nowhere defined", start, end)


def _explained(text: str, start: int, end: int) -> bool:
    """Whether the letters stand alone in brackets, or brackets behind them say what they are."""
    return text[start - 1 : start] in ("(", "（") or regex.match(r"s? ?[(（]\p{L}{4}", text, pos=end) is not None


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
    if len(context.pairs) < 2:
        return
    uses = _uses(context)
    for acronym, found in _definitions(context).items():
        pair, expansion = found[0]
        if len(found) == 1 and len(uses.get(acronym, ())) <= 1:
            message = f"{acronym} is defined and never used again"
            yield pair.issue("acronym_unused", "info", message, expansion.start, expansion.bracket_end)
