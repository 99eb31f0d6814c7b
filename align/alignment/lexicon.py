"""Bilingual lexicons: how probable a word of one language is a translation of a word of another.

A lexicon that comes with the package is one file, ``data/SOURCE-TARGET.npz``, made by ``benchmarks/compile_lexicon.py``
from a dictionary; its licence stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import distinct_pairs, ranges
from align.text.tags import primary

__all__ = ["Lexicon", "Links", "builtin_lexicon"]

_STEP: Final = 16.0  # stored weights per halving of the probability: 8 bits reach from 1 to 2 ** -16
_CHARACTERS: Final = 0.25  # share of its characters in what a word means
_NONE: Final = np.zeros(0)


@dataclass(frozen=True, slots=True)
class Links:
    """A sparse table of probabilities, target types by source types (compressed sparse rows).

    Attributes:
        offsets: Where the row of each source type begins; one more than there are types.
        columns: Target types, ascending in a row.
        values: Probabilities in (0, 1].
    """

    offsets: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, rows: NDArray[np.int64], columns: NDArray[np.int64], values: NDArray[np.float64], types: int) -> Links:
        """A table from its entries in any order; entries for one place are added up, to at most 1.

        Args:
            rows: Source type of each entry.
            columns: Target type of each entry.
            values: Probability of each entry.
            types: How many source types there are.
        """
        rows, columns, place = distinct_pairs(rows, columns)
        sums = np.minimum(np.bincount(place, values, len(rows)), 1.0)
        return cls(np.searchsorted(rows, np.arange(types + 1)), columns, sums)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The source type of each entry."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


@dataclass(frozen=True)
class Lexicon:
    """A dictionary as probabilities.

    Attributes:
        heads: Source words (keys) and the numbers of their rows.
        translations: Target words (keys), by number.
        offsets: Where each row begins.
        columns: Numbers of target words.
        weights: -16 log2 of their probabilities.
        characters: What single characters mean inside of words, for words of unspaced scripts, or None.
    """

    heads: Mapping[str, int]
    translations: Sequence[str]
    offsets: NDArray[np.uint32]
    columns: NDArray[np.uint16]
    weights: NDArray[np.uint8]
    characters: Lexicon | None = None

    @classmethod
    def of(cls, entries: Mapping[str, Mapping[str, float]], *, most: int = 32) -> Self:
        """A lexicon from weights of translations; they need not add up to 1.

        Args:
            entries: Source words, their translations and how heavy each is, > 0.
            most: Translations that are kept of a word.
        """
        vocabulary = {word: number for number, word in enumerate(sorted({w for row in entries.values() for w in row}))}
        heads: dict[str, int] = {}
        rows: dict[tuple[tuple[int, int], ...], int] = {}  # words that mean the same share a row
        for word in sorted(entries):
            total = sum(entries[word].values())
            best = sorted(entries[word].items(), key=lambda item: (-item[1], item[0]))[:most]
            cells = ((vocabulary[t], round(-_STEP * float(np.log2(weight / total)))) for t, weight in best)
            row = tuple(sorted((column, weight) for column, weight in cells if weight < 256))
            heads[word] = rows.setdefault(row, len(rows))
        offsets = np.zeros(len(rows) + 1, np.uint32)
        np.cumsum([len(row) for row in rows], out=offsets[1:])
        cells_ = [cell for row in rows for cell in row]
        return cls(
            heads,
            list(vocabulary),
            offsets,
            np.array([column for column, _ in cells_], np.uint16),
            np.array([weight for _, weight in cells_], np.uint8),
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            heads, translations = (
                data[name].tobytes().decode().split("\n") if len(data[name]) else []
                for name in ("heads", "translations")
            )
            rows = data["rows"].tolist()
            return cls(
                dict(zip(heads, rows, strict=True)), translations, data["offsets"], data["columns"], data["weights"]
            )

    def save(self, path: Path) -> None:
        """Write the lexicon as one ``.npz`` file, the same bytes each time."""
        heads, translations = (
            np.frombuffer("\n".join(words).encode(), np.uint8) for words in (self.heads, self.translations)
        )
        np.savez_compressed(
            path,
            heads=heads,
            translations=translations,
            rows=np.array(list(self.heads.values()), np.uint32),
            offsets=self.offsets,
            columns=self.columns,
            weights=self.weights,
        )

    def links(self, source: Sequence[str], target: Sequence[str]) -> Links:
        """The translations that occur.

        Args:
            source: Keys of source words. With a table of characters, a word is what its own row says and, to a
                quarter, what its characters say; where it has no row of its own they say it all.
            target: Keys of target words.
        """
        return Links.of(*self.cells(source, target), len(source))

    def cells(
        self, source: Sequence[str], target: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """The entries of :meth:`links`: source types, target types and probabilities, to be added up."""
        rows, columns, values = self._cells([(number, word, 1.0) for number, word in enumerate(source)], target)
        if self.characters is not None:
            known = np.bincount(rows, minlength=len(source)) > 0
            values = values * (1 - _CHARACTERS)
            uses = [
                (number, character, (_CHARACTERS if known[number] else 1.0) / len(word))
                for number, word in enumerate(source)
                if word[0] > "\u2e80"
                for character in word
            ]
            extra = self.characters._cells(uses, target)
            rows, columns, values = (np.concatenate(both) for both in zip((rows, columns, values), extra, strict=True))
        return rows, columns, values

    @cached_property
    def _places(self) -> dict[str, int]:
        """The number of each target word."""
        return {word: number for number, word in enumerate(self.translations)}

    def _cells(
        self, uses: Sequence[tuple[int, str, float]], target: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Row, column and probability of the translations of words, each with the row it goes to and its share."""
        here = np.full(len(self.translations) + 1, -1)
        here[[self._places.get(word, -1) for word in target]] = np.arange(len(target))
        here[-1] = -1
        found = [(number, row, share) for number, word, share in uses if (row := self.heads.get(word)) is not None]
        rows, parts, shares = (np.array(column) for column in zip(*found, strict=True)) if found else (_NONE,) * 3
        parts = parts.astype(np.int64)
        starts, ends = self.offsets[parts].astype(np.int64), self.offsets[parts + 1].astype(np.int64)
        lengths = ends - starts
        cells = ranges(starts, lengths)
        columns = here[self.columns[cells]]
        values = np.exp2(self.weights[cells] / -_STEP) * np.repeat(shares, lengths)
        there = columns >= 0
        return np.repeat(rows.astype(np.int64), lengths)[there], columns[there], values[there]


@cache
def builtin_lexicon(source_lang: str, target_lang: str) -> Lexicon | None:
    """The lexicon of two languages that comes with the package, or None."""
    folder = Path(str(files("align.alignment") / "data"))
    name = f"{primary(source_lang)}-{primary(target_lang)}"
    path, characters = folder / f"{name}.npz", folder / f"{name}-characters.npz"
    if not path.is_file():
        return None
    lexicon = Lexicon.load(path)
    return replace(lexicon, characters=Lexicon.load(characters)) if characters.is_file() else lexicon
