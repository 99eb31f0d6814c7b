"""The terms of a termbase in a bitext, or in one stretch of it after the other, as the checks are given them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from align.checks import Context, Option
from align.checks.context import Survey
from align.model import Bitext, Hit, Term, Termbase, Unit
from align.terms import TermMatcher
from align.text.tags import same_language

__all__ = ["Finder"]

Rows = list[list[Hit]]


class Finder:
    """Finds the terms of a termbase in bitexts of two languages.

    Args:
        termbase: The terms.
        source_lang: BCP 47 tag.
        target_lang: BCP 47 tag.
        options: What the project sets of single checks.
        speller: Says of a word of the target language whether it is known.
    """

    def __init__(
        self,
        termbase: Termbase,
        source_lang: str,
        target_lang: str,
        options: Mapping[str, Mapping[str, Option]] | None = None,
        speller: Callable[[str], bool] | None = None,
    ) -> None:
        self._termbase, self._options, self._speller = termbase, options or {}, speller
        self._source = TermMatcher(termbase.terms, source_lang)
        self._target = TermMatcher(termbase.terms, target_lang)
        self._originals = [term for term in termbase.terms if same_language(term.lang, target_lang)]
        self._alike = all(term.case == "any" for term in self._originals)
        self._loose: TermMatcher | None = None
        self._target_lang = target_lang

    def context(
        self,
        bitext: Bitext,
        *,
        surveys: dict[type[Survey], Survey] | None = None,
        first: int = 0,
        first_position: int = 0,
        before: Unit | None = None,
    ) -> Context:
        """What the checks are given: a bitext, or a stretch of one, with its terms, which are found when one asks.

        Args:
            bitext: The units.
            surveys: As for :class:`align.checks.Context`, and so the others.
            first: Place of the first unit.
            first_position: Likewise among the units that have a target.
            before: The unit that stands before the first.
        """
        sides = _Sides(self, bitext.units)
        sourced = any(unit.source for unit in bitext.units)
        return Context(
            bitext,
            self._termbase,
            target_hits=_Lazily(sides.strict, len(bitext.units)),
            source_hits=_Lazily(sides.sources, len(bitext.units)) if sourced else (),
            loose_hits=_Lazily(sides.loose, len(bitext.units)) if self._originals else (),
            options=self._options,
            speller=self._speller,
            surveys={} if surveys is None else surveys,
            first=first,
            first_position=first_position,
            before=before,
        )

    def sources(self, units: Sequence[Unit]) -> Rows:
        """The hits in the sources, terms in longer ones left out."""
        return self._source.find_each([unit.source for unit in units])

    def targets(self, units: Sequence[Unit]) -> tuple[Rows, Rows | None]:
        """Likewise in the targets; and with those in longer ones, where letter case makes no difference anyhow."""
        texts = [unit.target for unit in units]
        if self._alike:
            return self._target.find_each_twice(texts)
        return self._target.find_each(texts), None

    def loose(self, units: Sequence[Unit]) -> Rows:
        """The hits in the targets with letter case left out of account, those inside longer ones too."""
        matcher = self._loose = self._loose or TermMatcher(_loose(self._originals), self._target_lang)
        return [
            [Hit(hit.start, hit.end, hit.text, self._originals[hit.term.line], hit.how) for hit in hits]
            for hits in matcher.find_each([unit.target for unit in units], nested=True)
        ]


def _loose(originals: Sequence[Term]) -> list[Term]:
    """Terms in any letter case; the original of each is found again by the line that it carries."""
    return [replace(term, case="any", line=number) for number, term in enumerate(originals)]


class _Sides:
    """The hits of some units, each kind looked for when it is first wanted."""

    def __init__(self, finder: Finder, units: Sequence[Unit]) -> None:
        self._finder, self._units = finder, units
        self._found: tuple[Rows, Rows | None] | None = None

    def sources(self) -> Rows:
        return self._finder.sources(self._units)

    def strict(self) -> Rows:
        return self._targets()[0]

    def loose(self) -> Rows:
        loose = self._targets()[1]
        return self._finder.loose(self._units) if loose is None else loose

    def _targets(self) -> tuple[Rows, Rows | None]:
        if self._found is None:
            self._found = self._finder.targets(self._units)
        return self._found


class _Lazily(Sequence[Sequence[Hit]]):
    """A list that is made when something in it is first looked at; how long it is, is known before."""

    def __init__(self, make: Callable[[], Rows], length: int) -> None:
        self._make, self._length = make, length
        self._rows: Rows | None = None

    def _made(self) -> Rows:
        if self._rows is None:
            self._rows = self._make()
        return self._rows

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Sequence[Hit]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[Hit]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Hit] | Sequence[Sequence[Hit]]:
        return self._made()[place]

    def __iter__(self) -> Iterator[Sequence[Hit]]:
        return iter(self._made())
