"""What every check is given, and what several checks need to know of a document, worked out once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

import regex

from align.checks.options import OPTIONS, Option
from align.model import Bitext, Hit, Issue, Termbase, Unit
from align.text.acronyms import Expansion, expansions
from align.text.tags import primary

__all__ = ["CJK", "Check", "Context", "Pair", "Place", "places"]

_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_SPACES: Final = frozenset(" \u00a0")

CJK: Final = frozenset({"zh", "ja", "yue", "wuu", "lzh", "cmn"})
"""Languages that put no spaces between words and use full-width punctuation."""


@dataclass(slots=True)
class Pair:
    """A unit with what many checks ask of it first: which characters its two sides hold.

    Attributes:
        unit: The unit.
        number: Its place in the bitext, counted from 0.
        position: Its place among the units that have a target.
        source: The source text; empty while the slot is not filled.
        target: The translation.
        source_chars: The characters of the source.
        target_chars: The characters of the target.
    """

    unit: Unit
    number: int
    position: int
    source: str
    target: str
    source_chars: frozenset[str]
    target_chars: frozenset[str]

    def issue(
        self,
        rule: str,
        severity: str,
        message: str,
        start: int,
        end: int,
        *,
        fix: str | None = None,
        side: str = "target",
    ) -> Issue:
        """An issue at a span of one side of the unit."""
        return Issue(rule, severity, message, self.unit.id, side, start, end, fix=fix)

    def whole(self, rule: str, severity: str, message: str, *, fix: str | None = None) -> Issue:
        """An issue about the target as a whole."""
        return self.issue(rule, severity, message, 0, len(self.target), fix=fix)


Place = tuple[Pair, int, int]
"""A unit, and the span of something in its target."""


@dataclass(frozen=True)
class Context:
    """A bitext with the terms found in it.

    Attributes:
        bitext: What is checked. A monolingual text is a bitext whose slots are all empty.
        termbase: The terms in force.
        target_hits: The hits in the target of each unit, in the order of the units, terms in longer ones left out.
        source_hits: Likewise of the sources; empty if they were not looked for.
        loose_hits: The hits in the targets if letter case is left out of account and terms in longer ones are
            listed too; empty if they were not looked for.
        options: What the project sets of single checks, by check and option.
        speller: Says of a word of the target language whether it is known, or None where no dictionary is at hand.
    """

    bitext: Bitext
    termbase: Termbase
    target_hits: Sequence[Sequence[Hit]]
    source_hits: Sequence[Sequence[Hit]] = ()
    loose_hits: Sequence[Sequence[Hit]] = ()
    options: Mapping[str, Mapping[str, Option]] = field(default_factory=dict)
    speller: Callable[[str], bool] | None = None

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

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The units whose target is filled."""
        filled = [(number, unit) for number, unit in enumerate(self.units) if unit.target and not unit.target.isspace()]
        return tuple(
            Pair(unit, number, position, unit.source, unit.target, frozenset(unit.source), frozenset(unit.target))
            for position, (number, unit) in enumerate(filled)
        )

    @cached_property
    def bilingual(self) -> tuple[Pair, ...]:
        """The units with both sides filled: all that a bilingual check may look at.

        Not those that are only a part of what their source says.
        """
        return tuple(
            pair for pair in self.pairs if pair.source and not pair.source.isspace() and not pair.unit.shares_source
        )

    @cached_property
    def blocks(self) -> tuple[tuple[Pair, ...], ...]:
        """The units in groups that stand in one block; a unit that comes from no document is alone."""
        groups = groupby(self.pairs, key=lambda pair: pair.unit.block or pair.unit.id)
        return tuple(tuple(group) for _, group in groups)

    @cached_property
    def expansions(self) -> tuple[tuple[Pair, Expansion], ...]:
        """What the targets expand acronyms to, in the order of the text."""
        return tuple((pair, found) for pair in self.pairs for found in expansions(pair.target))

    @cached_property
    def words(self) -> Mapping[str, Sequence[Place]]:
        """Where each word of the targets stands, as it is written; a hyphenated word is one, digits are none."""
        found: dict[str, list[Place]] = defaultdict(list)
        for pair, matches in self._word_rows:
            for match in matches:
                found[match[0]].append((pair, match.start(), match.end()))
        return found

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], Sequence[Place]]:
        """Where two words stand beside each other with one space between them."""
        found: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for pair, matches in self._word_rows:
            text = pair.target
            for one, other in pairwise(matches):
                start, end = one.end(), other.start()
                if end == start + 1 and text[start] in _SPACES:
                    found[one[0], other[0]].append((pair, one.start(), other.end()))
        return found

    @cached_property
    def _word_rows(self) -> list[tuple[Pair, list[re.Match[str] | regex.Match[str]]]]:
        return [
            (pair, list((_ASCII_WORD if pair.target.isascii() else _WORD).finditer(pair.target))) for pair in self.pairs
        ]

    def having_words(self, words: Iterable[str]) -> list[Pair]:
        """The units whose target holds one of some words, as they are written, in order."""
        numbers = {place[0].position for word in words for place in self.words.get(word, ())}
        return [self.pairs[number] for number in sorted(numbers)]

    def having(self, chars: frozenset[str]) -> Iterator[Pair]:
        """The units whose target holds one of some characters."""
        return (pair for pair in self.pairs if not chars.isdisjoint(pair.target_chars))

    def option(self, rule: str, name: str) -> Option:
        """What is set of a check, by the project or by default."""
        return self.options.get(rule, {}).get(name, OPTIONS[rule][name])


Check = Callable[[Context], Iterator[Issue]]
"""A check: one function from a context to issues, in any order."""


def places(units: Sequence[Unit]) -> str:
    """Where units stand, for a message: ``line 11``, ``lines 11 and 16``, or by id where there are no lines."""
    lined = all(unit.line for unit in units)
    names = list(dict.fromkeys(str(unit.line) if lined else unit.id for unit in units))
    word = ("line" if lined else "unit") + ("s" if len(names) > 1 else "")
    return f"{word} {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"
