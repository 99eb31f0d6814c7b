"""Acronyms with everything that the texts say they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from align.model import Candidate
from align.terms.extraction.passages import Found, Passage
from align.terms.extraction.tagging import lexicon
from align.text.acronyms import expansions, spells
from align.text.scripts import guess_language
from align.text.stems import phrase_key, stem
from align.text.tags import primary
from align.text.tokens import tokens

__all__ = ["acronyms"]

_ALONE: Final = regex.compile(
    r"(?<![\p{Latin}\p{N}.'’-])(?P<acronym>\p{Lu}[\p{Lu}\p{N}]{1,7})s?(?![\p{Latin}\p{N}]|['’](?!s\b)|-\p{Lu})"
)
_BEHIND: Final = regex.compile(
    r"(?<![\p{Latin}\p{N}])(?P<acronym>\p{Lu}[\p{Lu}\p{N}&.-]{0,8}\p{Lu})s?[ \u00A0]?[(（]"
    r"(?P<phrase>[^()（）]{2,120})[)）]"
)
_BEFORE: Final = regex.compile(
    r"(?P<phrase>\p{Han}{2,16})[ \u00A0]?[(（](?P<acronym>\p{Lu}[\p{Lu}\p{N}&.-]{0,8}\p{Lu})s?[)）]"
)
_PARTS: Final = regex.compile(r"[，,；;、:：]\s*")
_ROMAN: Final = regex.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_SHOUTED: Final = 0.6


Key = tuple[str, str]
"""Language and stems of a phrase."""


class _Said(NamedTuple):
    """An expansion as it stands in a passage; ``fits`` tells whether it spells the acronym."""

    acronym: str
    lang: str
    start: int
    end: int
    fits: bool


def acronyms(passages: Sequence[Passage]) -> list[tuple[Candidate, ...]]:
    """The acronyms of some texts, the commonest first, each with all its expansions, the commonest first.

    Expansions stand before an acronym in brackets, or in the brackets behind one. Every use of an expansion counts, in
    brackets or not, inflected or not. One whose words do not fit the letters says so in its note, and stands behind the
    acronym.
    """
    alone = _alone(passages)
    first: dict[Key, tuple[Passage, int, int]] = {}
    fits: dict[tuple[str, str], dict[Key, bool]] = defaultdict(dict)
    for passage in passages:
        for said in _said(passage):
            key = (said.lang, phrase_key(passage.text[said.start : said.end], said.lang))
            first.setdefault(key, (passage, said.start, said.end))
            known = fits[primary(passage.lang), said.acronym]
            known[key] = known.get(key, False) or said.fits
    uses = _uses(first, passages)
    groups = []
    for name in dict.fromkeys([*fits, *alone]):
        rows = [_expansion(name[1], key, uses[key], fits=fit) for key, fit in fits.get(name, {}).items()]
        rows.sort(key=lambda row: (bool(row.note), -row.count))
        if name in alone:
            rows.insert(sum(not row.note for row in rows), _acronym(name, alone[name]))
        groups.append(tuple(rows))
    return sorted(groups, key=lambda group: -max(row.count for row in group))


def _acronym(name: tuple[str, str], one: Found) -> Candidate:
    return Candidate(
        "acronym",
        name[1],
        name[0],
        name[1],
        "acronym",
        "exact",
        float(one.count),
        one.count,
        (*one.places,),
        one.example,
    )


def _expansion(acronym: str, key: tuple[str, str], one: Found, *, fits: bool) -> Candidate:
    note = "" if fits else f"its letters do not spell {acronym}"
    return Candidate(
        "acronym",
        acronym,
        key[0],
        one.form,
        "full",
        "any",
        float(one.count),
        one.count,
        (*one.places,),
        one.example,
        note,
    )


def _alone(passages: Iterable[Passage]) -> dict[tuple[str, str], Found]:
    """Every acronym where it stands, by language and letters."""
    found: dict[tuple[str, str], Found] = defaultdict(Found)
    for passage in passages:
        letters = [char for char in passage.text if char.isalpha() and char.isascii()]
        if sum(map(str.isupper, letters)) > _SHOUTED * len(letters) > 5:
            continue
        known = lexicon(passage.lang)
        for match in _ALONE.finditer(passage.text):
            name = match["acronym"]
            if _ROMAN.fullmatch(name) or sum(map(str.isalpha, name)) < 2 or (known and name.lower() in known.closed):
                continue
            found[primary(passage.lang), name].add(passage, match.start(), match.end(), name)
    return found


def _said(passage: Passage) -> Iterator[_Said]:
    text, lang = passage.text, primary(passage.lang)
    for found in expansions(text):
        yield _Said(found.acronym, lang, found.start, found.end, found.fits)
    for match in _BEFORE.finditer(text):
        start = _chinese_start(text, match.start("phrase"), match.end("phrase"), passage.lang)
        if match.end("phrase") - start > 1:
            yield _Said(match["acronym"], "zh", start, match.end("phrase"), fits=True)
    for match in _BEHIND.finditer(text):
        at = match.start("phrase")
        for part in _PARTS.split(match["phrase"]):
            start = text.index(part, at)
            end = start + len(part.rstrip())
            if guess_language(part) == "zh" and len(part) <= 12:
                yield _Said(match["acronym"], "zh", start, end, fits=True)
            elif " " in part.strip() and spells(part, match["acronym"]) and part.isprintable():
                yield _Said(match["acronym"], lang if lang != "zh" else "en", start, end, fits=True)
            at = end


def _chinese_start(text: str, start: int, end: int, lang: str) -> int:
    """Where a Chinese term before a bracket begins: behind the last character that stands in no term."""
    known = lexicon("zh")
    if known is None or primary(lang) != "zh":
        return start
    for place in range(end - 1, start - 1, -1):
        if text[place] in known.closed:
            start = place + 1
            break
    while start < end and text[start] in known.first:
        start += 1
    return start


def _uses(first: Mapping[Key, tuple[Passage, int, int]], passages: Iterable[Passage]) -> dict[Key, Found]:
    """Every use of some phrases, given where each stands first, which counts if there is none in its language."""
    index: dict[Key, list[list[str]]] = defaultdict(list)
    for lang, key in first:
        index[lang, key.partition(" ")[0]].append(key.split(" "))
    found: dict[Key, Found] = defaultdict(Found)
    for passage in passages:
        lang = primary(passage.lang)
        row = tokens(passage.text)
        stems = [stem(token.norm, passage.lang) for token in row]
        for place, one in enumerate(stems):
            for wanted in index.get((lang, one), ()):
                if stems[place : place + len(wanted)] == wanted:
                    start, end = row[place].start, row[place + len(wanted) - 1].end
                    form = _uncapitalised(passage.text[start:end], place)
                    found[lang, " ".join(wanted)].add(passage, start, end, form)
    for phrase, (passage, start, end) in first.items():
        if phrase not in found:
            found[phrase].add(passage, start, end)
    return found


def _uncapitalised(form: str, place: int) -> str:
    return form if place or not form[1:2].islower() else form[0].lower() + form[1:]
