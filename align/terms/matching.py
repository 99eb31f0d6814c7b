"""Find the terms of a termbase in texts.

``TermMatcher(termbase.terms, "en").find(text)`` gives the hits: where each stands, what stands there, which term of
which concept it is, and what made it match (:class:`~align.model.Hit`).

All forms of a word are one character to the automaton (:mod:`align.terms.vocabulary`), so that boundaries and
inflection are settled before it runs. What it finds, overlaps included, is looked at closely
(:mod:`align.terms.forms`), the longest first, and what stands that test is chosen (:mod:`align.terms.search`). See
docs/term-matching.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from align.collector import collector_paused
from align.model import Hit, Term
from align.terms.folding import Folder, has_single, normal_form
from align.terms.keys import core_of, words_of
from align.terms.search import Found, Search
from align.terms.vocabulary import Place, Vocabulary
from align.text.tags import same_language

__all__ = ["TermMatcher"]

_CHUNK: Final = 1 << 15
_BATCH: Final = 1 << 14
_SAMPLE: Final = 2_000
_ENDS: Final = ".!?;:,。！？；：，"
_BLANK_LINE: Final = "\n\n"
_LAST_WORD: Final = re.compile(r"[^\W_]+(?=[\W_]*$)")


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
        self._cores = self._folded()
        self._vocabulary = self._words()
        self._searches: dict[bool, Search] = {}
        self._ends = _safe_ends(self._terms)
        stop = next((sign for sign in "!?:." if sign in self._ends), "")
        # No term reaches across a blank line, or into it with signs around it; a sentence begins behind a stop.
        self._apart = f"\0{_BLANK_LINE}{stop}" if stop else ""

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
            with collector_paused():
                hits += self._hits(text, start, end, nested=nested)
        return hits

    def find_each(self, texts: Sequence[str], *, nested: bool = False) -> list[list[Hit]]:
        """What :meth:`find` gives for each of many texts; short ones are searched together, which takes less time."""
        return self._each(texts, (nested,))[0]

    def find_each_twice(self, texts: Sequence[str]) -> tuple[list[list[Hit]], list[list[Hit]]]:
        """What :meth:`find` gives for each of many texts, without the terms inside longer ones and with them."""
        longest, nested = self._each(texts, (False, True))
        return longest, nested

    def _each(self, texts: Sequence[str], kinds: Sequence[bool]) -> list[list[list[Hit]]]:
        found: list[list[list[Hit]]] = [[[] for _ in texts] for _ in kinds]
        if not self._apart:  # the terms hold all signs that could stand between
            return [[self.find(text, nested=nested) for text in texts] for nested in kinds]
        for batch in _batches(texts) if self._terms else ():
            joined = self._apart.join(texts[number] for number in batch)
            ends = list(accumulate(len(texts[number]) + len(self._apart) for number in batch))
            with collector_paused():
                for start, end in self._chunks(joined):
                    search, places = self._places(joined, start, end)
                    chosen = [search.chosen(joined, places, nested=nested) for nested in kinds]
                    if all(those == chosen[0] for those in chosen):  # as where no term stands inside another
                        self._share(chosen[0], joined, batch, ends, found)
                    else:
                        for those, hits in zip(chosen, found, strict=True):
                            self._share(those, joined, batch, ends, [hits])
        return found

    @staticmethod
    def _share(
        chosen: Iterable[Found], joined: str, batch: Sequence[int], ends: Sequence[int], found: list[list[list[Hit]]]
    ) -> None:
        """Put what was found in joined texts into the lists of these, in each of some collections of lists."""
        place, begin, end = -1, 0, 0
        for first, last, form in chosen:
            if first >= end:
                place = bisect_right(ends, first, place + 1)
                begin, end = ends[place - 1] if place else 0, ends[place]
            said = form.found if form.free else joined[first:last]
            hit = Hit(first - begin, last - begin, said, form.term, form.how)
            for hits in found:
                hits[batch[place]].append(hit)

    def _hits(self, text: str, start: int, end: int, *, nested: bool) -> list[Hit]:
        """The hits in a stretch of a text."""
        search, places = self._places(text, start, end)
        return [
            Hit(first, last, form.found if form.free else text[first:last], form.term, form.how)
            for first, last, form in search.chosen(text, places, nested=nested)
        ]

    def _places(self, text: str, start: int, end: int) -> tuple[Search, list[Place]]:
        """Where terms may stand in a stretch of a text."""
        folded = self._folder.fold(text[start:end] if start or end < len(text) else text)
        search = self._search(mixed=has_single(folded.text))
        return search, search.places(folded, start)

    def _search(self, *, mixed: bool) -> Search:
        search = self._searches.get(mixed)
        if search is None:
            cores = iter(self._cores or self._folded())
            self._cores = []  # they take memory, and most texts are of one kind; for the other they are made again
            search = self._searches[mixed] = Search(
                self._terms, cores, self._vocabulary, self._lang, self._variants, mixed=mixed
            )
        return search

    def _folded(self) -> list[str]:
        return [core_of(self._folder, term.text) for term in self._terms]

    def _words(self) -> Vocabulary:
        words: dict[str, None] = {}
        acronyms: list[str] = []
        for term, core in zip(self._terms, self._cores, strict=True):
            found = words_of(core)
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


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of texts that are searched together: those with letters of unspaced scripts, and the others."""
    batches: dict[bool, list[int]] = {False: [], True: []}
    sizes = {False: 0, True: 0}
    for number, text in enumerate(texts):
        if text:
            kind = has_single(text)
            batches[kind].append(number)
            sizes[kind] += len(text)
            if sizes[kind] > _BATCH:
                yield batches[kind]
                batches[kind], sizes[kind] = [], 0
    yield from filter(None, batches.values())


def _safe_ends(terms: list[Term]) -> list[str]:
    """What no term reaches across, so that a text may be cut behind it."""
    held = set().union(*(normal_form(term.text) for term in terms))
    return [_BLANK_LINE, *(sign for sign in _ENDS if normal_form(sign) not in held)]


def _variants() -> dict[str, str]:
    from align.text.hanzi import simplified  # here: its table takes a while

    return simplified()
