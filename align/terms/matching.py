"""Find the terms of a termbase in texts.

``TermMatcher(termbase.terms, "en").find(text)`` gives the hits: where each stands, what stands there, which term of
which concept it is, and what made it match (:class:`~align.model.Hit`).

All forms of a word are one character to the automaton (:mod:`align.terms.vocabulary`), so that boundaries and
inflection are settled before it runs. What it finds, overlaps included, is looked at closely
(:mod:`align.terms.forms`), and only among what stands that test the longest is chosen. See docs/term-matching.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from align.model import TERM_STATUSES, Hit, Term
from align.terms.folding import JOINT, OTHER, Folder, has_single, normal_form
from align.terms.forms import Form, form_of
from align.terms.vocabulary import WORD, Haystack, Mixed, Vocabulary, Words
from align.text.tags import same_language

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["TermMatcher"]

_CHUNK: Final = 1 << 17
_SAMPLE: Final = 2_000
_MOST_FORMS: Final = 1 << 16
_ENDS: Final = ".!?;:,。！？；：，"
_BLANK_LINE: Final = "\n\n"
_MOST_JOINTS: Final = 3
_LAST_WORD: Final = re.compile(r"[^\W_]+(?=[\W_]*$)")
_Candidate = tuple[int, int, Form]


class TermMatcher:
    """Finds the terms of one language in texts.

    Args:
        terms: Terms of any languages; only those of ``lang`` are looked for.
        lang: BCP 47 tag of the texts. Tags match by their language: a term in ``zh`` is found in a text in ``zh-Hans``.
        any_script: Simplified and traditional Chinese match each other.
    """

    def __init__(self, terms: Iterable[Term], lang: str, *, any_script: bool = False) -> None:
        self._lang = lang
        self._variants = _variants() if any_script else {}
        self._folder = Folder(self._variants)
        wanted = cache(lambda tag: same_language(tag, lang))
        self._terms = [term for term in terms if wanted(term.lang) and any(map(str.isalnum, term.text))]
        self._cores = [_core(self._folder, term.text) for term in self._terms]
        self._vocabulary = self._words()
        self._searches: dict[bool, _Search] = {}
        self._ends = _safe_ends(self._terms)

    def find(self, text: str, *, nested: bool = False) -> list[Hit]:
        """All hits in a text, by position.

        Args:
            text: The text to search.
            nested: Also list the terms inside longer ones.

        Returns:
            Hits that do not overlap, the longest of those that do, of equally long ones the first; with ``nested``
            those that overlap others as well. Of several terms that match the same stretch the one spelled just so is
            taken, then the better status.
        """
        if not self._terms:
            return []
        hits: list[Hit] = []
        for start, end in self._chunks(text):
            candidates = list(self._candidates(text, start, end))
            candidates.sort(key=_place)
            chosen = candidates if nested else _longest(candidates)
            hits += [
                Hit(first, last, form.found if form.free else text[first:last], form.term, form.how)
                for first, last, form in chosen
            ]
        return hits

    def _words(self) -> Vocabulary:
        words: dict[str, None] = {}
        acronyms: list[str] = []
        for term, core in zip(self._terms, self._cores, strict=True):
            found = core.split(JOINT) if core.isascii() and OTHER not in core else WORD.findall(core)
            words.update(dict.fromkeys(found))
            if not term.text.islower() and (last := _LAST_WORD.search(term.text)) and last[0].isupper():
                acronyms.append(found[-1])
        return Vocabulary(words, acronyms, self._lang)

    def _chunks(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches of a long text that no term reaches across."""
        start = 0
        size = _CHUNK if has_single(text[:_SAMPLE]) else _CHUNK * 4  # by about as many words or letters
        while len(text) - start > size:
            cuts = ((text.rfind(sign, start, start + size), len(sign)) for sign in self._ends)
            cut, length = max(cuts)
            if cut < 0:
                break
            yield start, cut + length
            start = cut + length
        yield start, len(text)

    def _candidates(self, text: str, start: int, end: int) -> Iterator[_Candidate]:
        """What matches in a stretch of text, overlaps included; of each span the best term."""
        folded = self._folder.fold(text[start:end] if start or end < len(text) else text)
        mixed = has_single(folded.text)
        search = self._searches.get(mixed)
        if search is None:
            search = self._searches[mixed] = _Search(self._terms, self._cores, self._vocabulary, mixed=mixed)
        haystack: Haystack = (Mixed if mixed else Words)(folded.text, self._vocabulary)
        origin, origin_end, place, place_end = folded.origin, folded.origin_end, haystack.start, haystack.end
        for key, first, last in search.scan(haystack.text):
            begin, until = start + origin(place(first)), start + origin_end(place_end(last))
            found = text[begin:until]
            forms = search.known.get((key, found))
            if forms is None:
                forms = search.forms(key, found, self._lang, self._variants)
            if len(forms) == 1 and forms[0].free:
                yield begin, until, forms[0]
                continue
            spans: set[tuple[int, int]] = set()
            for form in forms:
                span = (begin, until) if form.free else form.span(text, begin, until)
                if span is not None and span not in spans:
                    spans.add(span)
                    yield (*span, form)


class _Search:
    """An automaton over the terms, for texts of words alone or for mixed ones; and the closer look."""

    def __init__(self, terms: list[Term], cores: list[str], vocabulary: Vocabulary, *, mixed: bool) -> None:
        from ahocorasick_rs import AhoCorasick  # here: a process that looks for no terms needs it not

        self._terms: list[list[Term] | Term] = []
        keys: dict[str, int] = {}
        for term, core in zip(terms, cores, strict=True):
            for key in _keys(core, vocabulary, mixed=mixed):
                number = keys.setdefault(key, len(keys))
                if number == len(self._terms):
                    self._terms.append(term)
                elif isinstance(known := self._terms[number], list):
                    known.append(term)
                else:
                    self._terms[number] = [known, term]
        self._automaton: AhoCorasick | None = AhoCorasick(list(keys), store_patterns=False) if keys else None
        self.known: dict[tuple[int, str], list[Form]] = {}

    def scan(self, haystack: str) -> list[tuple[int, int, int]]:
        """Which key stands where in a haystack."""
        return self._automaton.find_matches_as_indexes(haystack, overlapping=True) if self._automaton else []

    def forms(self, key: int, found: str, lang: str, variants: dict[str, str]) -> list[Form]:
        """What a stretch of text with a certain key may be, the best first; kept while there is room."""
        terms = self._terms[key]
        of_this_key = terms if isinstance(terms, list) else [terms]
        made = [form for term in of_this_key if (form := form_of(term, found, lang, variants)) is not None]
        if len(made) > 1:
            made.sort(key=_rank)
        if len(self.known) < _MOST_FORMS:
            self.known[key, found] = made
        return made


def _core(folder: Folder, text: str) -> str:
    return folder.fold(text).text.strip(JOINT + OTHER)


def _keys(core: str, vocabulary: Vocabulary, *, mixed: bool) -> Iterable[str]:
    """What the automaton looks for of a folded term: nothing where texts of this kind cannot hold it."""
    single = has_single(core)
    if not core or (single and not mixed):
        return ()
    if not mixed:
        return ("".join(vocabulary.letters(core.replace(OTHER, JOINT).split(JOINT))),)
    if not single and OTHER not in core:
        return (JOINT.join(vocabulary.letters(core.split(JOINT))),)
    parts = WORD.split(core)
    parts[1::2] = vocabulary.letters(parts[1::2])
    return _spaced(parts) if single else ("".join(parts),)


def _spaced(parts: list[str]) -> Iterable[str]:
    """The spellings of a term with and without a space where scripts meet; of too many meetings only as it stands."""
    ways: list[tuple[str, ...]] = []
    for number, part in enumerate(parts):
        if number % 2 or not part.strip(JOINT + OTHER):
            ways.append((part,))
            continue
        lefts = ("", JOINT) if number else ("",)
        rights = ("", JOINT) if number < len(parts) - 1 else ("",)
        inner = part.strip(JOINT)
        left = lefts if number and inner[0] != OTHER else (part[: len(part) - len(part.lstrip(JOINT))],)
        right = rights if inner[-1] != OTHER else (part[len(part.rstrip(JOINT)) :],)
        ways.append(tuple(a + inner + b for a in left for b in right))
    meetings = sum(len(way) > 1 for way in ways)
    return ("".join(parts),) if meetings > _MOST_JOINTS else map("".join, product(*ways))


def _safe_ends(terms: list[Term]) -> list[str]:
    """What no term reaches across, so that a text may be cut behind it."""
    held = set().union(*(normal_form(term.text) for term in terms))
    return [_BLANK_LINE, *(sign for sign in _ENDS if normal_form(sign) not in held)]


def _variants() -> dict[str, str]:
    from align.text.hanzi import simplified  # here: its table takes a while

    return simplified()


def _place(candidate: _Candidate) -> tuple[int, int]:
    return candidate[0], -candidate[1]


def _rank(form: Form) -> tuple[bool, bool, int]:
    """Sort key of forms of one stretch: spelled just so, then in another letter case only, then the better status."""
    return bool(form.how), form.how not in {(), ("case",)}, TERM_STATUSES.index(form.term.status)


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of candidates by place those that stand: no two overlap, and the longest of those that do goes first."""
    chosen: list[_Candidate] = []
    group: list[_Candidate] = []
    reach = -1
    for candidate in candidates:
        if candidate[0] >= reach and group:
            chosen += group if len(group) == 1 else _longest_of(group)
            group = []
        group.append(candidate)
        reach = max(reach, candidate[1])
    return chosen + (group if len(group) < 2 else _longest_of(group))


def _longest_of(group: list[_Candidate]) -> list[_Candidate]:
    first = group[0][0]
    taken = bytearray(max(end for _, end, _ in group) - first)
    chosen = []
    for candidate in sorted(group, key=lambda candidate: (candidate[0] - candidate[1], candidate[0])):
        start, end = candidate[0] - first, candidate[1] - first
        if not taken[start] and not taken[end - 1]:  # what was taken is as long at least: it cannot lie inside
            taken[start:end] = b"\x01" * (end - start)
            chosen.append(candidate)
    return sorted(chosen, key=_place)
