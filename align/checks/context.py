"""What every check is given, and what several checks need to know of a document, worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol, TypeVar

import regex

from align.checks.options import OPTIONS, Option
from align.checks.pair import Pair, Place
from align.model import Bitext, Hit, Issue, Termbase, Unit
from align.text.acronyms import Expansion, expansions
from align.text.patterns import lazily
from align.text.tags import primary

__all__ = ["CJK", "Check", "Context", "Mark", "Pair", "Place", "Survey", "marked", "places"]

_WORD: Final = lazily(r"\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_SPACES: Final = frozenset(" \u00a0")

CJK: Final = frozenset({"zh", "ja", "yue", "wuu", "lzh", "cmn"})
"""Languages that put no spaces between words and use full-width punctuation."""


class Survey:
    """What a check needs to know of a whole document, gathered from it stretch by stretch.

    A survey keeps no unit: hashes, counts and first places only, so that a document of any size can be checked while
    it is read. The checks that need it name it (:func:`align.checks.scopes.of_document`) and ask for it by
    :meth:`Context.survey`.

    Attributes:
        needs: The surveys that must be complete before this one begins.
    """

    needs: tuple[type[Survey], ...] = ()

    def see(self, context: Context) -> None:
        """Take in the next stretch; stretches come in the order of the text."""
        raise NotImplementedError

    def end(self) -> None:
        """Draw conclusions: all has been seen."""


S = TypeVar("S", bound=Survey)
T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """A bitext, or a stretch of one, with the terms found in it.

    Attributes:
        bitext: What is checked. A monolingual text is a bitext whose slots are all empty.
        termbase: The terms in force.
        target_hits: The hits in the target of each unit, in the order of the units, terms in longer ones left out.
        source_hits: Likewise of the sources; empty if they were not looked for.
        loose_hits: The hits in the targets if letter case is left out of account and terms in longer ones are
            listed too; empty if they were not looked for.
        options: What the project sets of single checks, by check and option.
        speller: Says of a word of the target language whether it is known, or None where no dictionary is at hand.
        surveys: What is known of the whole document where this is a stretch of it, by the class of the survey; what
            is not there is worked out of the units at hand.
        first: Place of the first unit in the whole document, counted from 0.
        first_position: Likewise among the units that have a target.
        before: The unit that stands before the first.
    """

    bitext: Bitext
    termbase: Termbase
    target_hits: Sequence[Sequence[Hit]]
    source_hits: Sequence[Sequence[Hit]] = ()
    loose_hits: Sequence[Sequence[Hit]] = ()
    options: Mapping[str, Mapping[str, Option]] = field(default_factory=dict)
    speller: Callable[[str], bool] | None = None
    surveys: dict[type[Survey], Survey] = field(default_factory=dict)
    first: int = 0
    first_position: int = 0
    before: Unit | None = None
    _shared: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the bitext."""
        return self.bitext.units

    @cached_property
    def lang(self) -> str:
        """The language part of the target's tag, such as ``en``."""
        return primary(self.bitext.target_lang)

    @cached_property
    def source_lang(self) -> str:
        """The language part of the source's tag."""
        return primary(self.bitext.source_lang)

    def survey(self, kind: type[S]) -> S:
        """What is known of the whole document; of the units at hand where nobody gathered it before."""
        found = self.surveys.get(kind)
        if found is None:
            found = self.surveys[kind] = kind()
            found.see(self)
            found.end()
        if not isinstance(found, kind):
            raise TypeError(f"no {kind.__name__}")
        return found

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The units whose target is filled."""
        filled = [
            (number, unit)
            for number, unit in enumerate(self.units, self.first)
            if unit.target and not unit.target.isspace()
        ]
        return tuple(
            Pair(unit, number, position, unit.source, unit.target, frozenset(unit.target))
            for position, (number, unit) in enumerate(filled, self.first_position)
        )

    @cached_property
    def bilingual(self) -> tuple[Pair, ...]:
        """The units with both sides filled: all that a bilingual check may look at.

        Not those that are only a part of what their source says.
        """
        return tuple(
            pair for pair in self.pairs if pair.source and not pair.source.isspace() and not pair.unit.shares_source
        )

    def unit_before(self, pair: Pair) -> Unit | None:
        """The unit before that of a pair, filled or not."""
        place = pair.number - self.first
        return self.units[place - 1] if place else self.before

    def hits_in(self, hits: Sequence[Sequence[Hit]], pair: Pair) -> Sequence[Hit]:
        """Those of a pair, of hits in all units; none if they were not looked for."""
        return hits[pair.number - self.first] if hits else ()

    @cached_property
    def blocks(self) -> tuple[tuple[Pair, ...], ...]:
        """The units in groups that stand in one block; a unit that comes from no document is alone."""
        groups: list[list[Pair]] = []
        for pair in self.pairs:
            block = pair.unit.block
            if block and groups and self._joined(groups[-1][-1], pair):
                groups[-1].append(pair)
            else:
                groups.append([pair])
        return tuple(map(tuple, groups))

    def _joined(self, one: Pair, other: Pair) -> bool:
        """Whether two units stand in one block, and all between them, which have no target."""
        between = self.units[one.number - self.first : other.number - self.first]
        return all(unit.block == other.unit.block for unit in between)

    def shared(self, make: Callable[[Context], T]) -> T:
        """What several checks read of the units at hand, made once."""
        if make not in self._shared:
            self._shared[make] = make(self)
        found: T = self._shared[make]
        return found

    @cached_property
    def expansions(self) -> tuple[tuple[Pair, Expansion], ...]:
        """What the targets expand acronyms to, in the order of the text."""
        return tuple(
            (pair, found)
            for pair in self.pairs
            if "(" in pair.target or "（" in pair.target
            for found in expansions(pair.target)
        )

    @cached_property
    def row(self) -> list[str]:
        """The words of all targets in a row, as they are written; a hyphenated word is one, digits are none."""
        return list(chain.from_iterable(self._rows))

    @cached_property
    def _rows(self) -> list[list[str]]:
        return [(_ASCII_WORD if pair.target.isascii() else _WORD).findall(pair.target) for pair in self.pairs]

    @cached_property
    def owners(self) -> list[Pair]:
        """The pair of each word of the row."""
        return list(chain.from_iterable(map(repeat, self.pairs, map(len, self._rows))))

    @cached_property
    def words(self) -> Mapping[str, Sequence[int]]:
        """Where in the row each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.row):
            found[word].append(place)
        return dict(found)

    def having_words(self, words: Iterable[str]) -> list[Pair]:
        """The units whose target holds one of some words, as they are written, in order."""
        return self.owning(self._places(words))

    def owning(self, places: Iterable[int]) -> list[Pair]:
        """The units that the words at some places of the row belong to, in order."""
        owners, first = self.owners, self.first_position
        return [self.pairs[number] for number in sorted({owners[place].position - first for place in places})]

    def _places(self, words: Iterable[str]) -> set[int]:
        known = self.words
        return set().union(*(known[word] for word in known.keys() & frozenset(words)))

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for part in word.lower().split("-"):
                found[part].append(word)
        return found

    def having_parts(self, parts: Iterable[str]) -> list[Pair]:
        """The units whose target holds a word, or a part of a hyphenated one, that is one of some in small letters."""
        return self.having_words(word for part in parts for word in self._parts.get(part, ()))

    def places_of(self, words: Iterable[str]) -> Iterator[tuple[str, Place]]:
        """Where some words stand, in the order of the text."""
        wanted = frozenset(words)
        for pair in self.having_words(wanted):
            for match in _matches(pair.target):
                if match[0] in wanted:
                    yield match[0], (pair, match.start(), match.end())

    def having_neighbours(self, firsts: Iterable[str], seconds: Iterable[str]) -> list[Pair]:
        """The units where one of some words has one of others behind it, with one space between them, in order."""
        wanted, others = frozenset(firsts), frozenset(seconds)
        seconds_at = self._places(others)
        firsts_at = (place for place in self._places(wanted) if place + 1 in seconds_at) if seconds_at else ()
        return [
            pair
            for pair in self.owning(place for place in firsts_at if self._may_touch(place))
            if any(one in wanted and other in others for one, other, _, _ in _neighbours(pair.target))
        ]

    def _may_touch(self, place: int) -> bool:
        """Whether a word of the row and the next one may stand side by side; quick, and on the safe side."""
        one, other, text = self.row[place], self.row[place + 1], self.owners[place].target
        return any(f"{one}{space}{other}" in text for space in _SPACES)

    def places_of_neighbours(self, wanted: frozenset[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], Place]]:
        """Where some words stand beside each other with one space between them, in the order of the text."""
        for pair in self._following((one for one, _ in wanted), (other for _, other in wanted)):
            for one, other, start, end in _neighbours(pair.target):
                if (one, other) in wanted:
                    yield (one, other), (pair, start, end)

    def _following(self, firsts: Iterable[str], seconds: Iterable[str]) -> list[Pair]:
        """The units where one of some words is followed by one of others, whatever stands between them."""
        second = self._places(seconds)
        return self.owning(place for place in self._places(firsts) if place + 1 in second) if second else []

    def having(self, chars: frozenset[str]) -> Iterator[Pair]:
        """The units whose target holds one of some characters."""
        return (pair for pair in self.pairs if not chars.isdisjoint(pair.target_chars))

    def among_units(self, found: Sequence[tuple[int, Issue]]) -> Iterator[Issue]:
        """Those of some issues whose unit is at hand; each comes with the place of its unit in the whole document.

        Args:
            found: Place and issue, by place.
        """
        for number, issue in found[bisect_left(found, self.first, key=itemgetter(0)) :]:
            if number >= self.first + len(self.units):
                break
            yield issue

    def option(self, rule: str, name: str) -> Option:
        """What is set of a check, by the project or by default."""
        return self.options.get(rule, {}).get(name, OPTIONS[rule][name])


def _matches(text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
    return (_ASCII_WORD if text.isascii() else _WORD).finditer(text)


def _neighbours(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Two words that stand beside each other with one space between them, and their span."""
    for one, other in pairwise(_matches(text)):
        end = one.end()
        if other.start() == end + 1 and text[end] in _SPACES:
            yield one[0], other[0], one.start(), other.end()


Check = Callable[[Context], Iterator[Issue]]
"""A check: one function from a context to issues, in any order."""


class Mark(NamedTuple):
    """What a message says of a unit: its id, and its line where it has one."""

    id: str
    line: int


class _Located(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def line(self) -> int: ...


def marked(unit: _Located) -> Mark:
    """A unit as messages name it."""
    return Mark(unit.id, unit.line)


def places(units: Sequence[_Located]) -> str:
    """Where units stand, for a message: ``line 11``, ``lines 11 and 16``, or by id where there are no lines."""
    lined = all(unit.line for unit in units)
    names = list(dict.fromkeys(str(unit.line) if lined else unit.id for unit in units))
    word = ("line" if lined else "unit") + ("s" if len(names) > 1 else "")
    return f"{word} {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"
