"""The loops that numba compiles (extra ``fast``), called with what the aligner has.

They find the same beads as the NumPy code that they stand for; confidences differ where sums are rounded. Numba takes
a third of a second to be imported, so that it is left alone where the texts are short.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import DISCOUNT, MASS, NOISE, Associations
from align.alignment.band import Band

if TYPE_CHECKING:
    from align.alignment.lattice import Block, Level
    from align.alignment.readings import Readings
    from align.alignment.search import Scored, Steps

__all__ = ["SHORT", "WordReader", "available", "backward", "forward", "staying", "sweep", "worthwhile"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHORT: Final = 10_000  # sentences of both sides together that numba is not loaded for
_STAYING: Final = ContextVar("whether this process aligns many texts", default=False)


@contextmanager
def staying() -> Iterator[None]:
    """Take compiled loops for short texts, too, while a process aligns many of them and loads numba only once."""
    token = _STAYING.set(True)
    try:
        yield
    finally:
        _STAYING.reset(token)


def worthwhile(sentences: int) -> bool:
    """Whether so many sentences, both sides counted, are aligned faster by compiled loops, and there are such."""
    return (sentences >= SHORT or _STAYING.get()) and available()


@cache
def available() -> bool:
    """Whether numba is installed, and has a place to keep what it compiles."""
    try:
        for name in ("kernels", "word_kernels"):
            import_module(f"align.alignment.{name}")
    except Exception:  # a compiler may fail in as many ways as there are machines; there is NumPy's way then
        return False
    return True


# Search: as in align.alignment.search ---------------------------------------------------------------------------------


def sweep(scored: Scored, number: int, value: Floats, lone: Floats, steps: Steps) -> None:
    """The best paths to the cells of a part."""
    from align.alignment import kernels

    into = value, lone, steps.paired, steps.down, steps.alone, steps.going_on
    kernels.sweep(scored.values, scored.opening, *_cells(scored.band, number), *into)


def forward(scored: Scored, number: int, value: Floats, lone: Floats) -> tuple[Floats, Floats]:
    """Fill in the sums of the cells of a part; those of its paired paths, and of those that are alone."""
    from align.alignment import kernels

    rows = scored.band.rows_of(number)
    start, stop = scored.band.starts[rows.start], scored.band.starts[rows.stop]
    paired, alone = np.empty((2, stop - start))
    kernels.forward(scored.values, scored.opening, *_cells(scored.band, number), value, lone, paired, alone)
    return paired, alone


def backward(scored: Scored, rows: range, value: Floats, lone: Floats) -> None:
    """Sums over the ways from the cells of some rows, which are all of one part, to its end."""
    from align.alignment import kernels

    kernels.backward(scored.values, scored.opening, *_cells_of(scored.band, rows), value, lone)


def _cells(band: Band, number: int) -> tuple[Ints, ...]:
    return _cells_of(band, band.rows_of(number))


def _cells_of(band: Band, rows: range) -> tuple[Ints, ...]:
    here = slice(rows.start, rows.stop)
    return band.low[here], band.high[here], band.starts[here], band.sources, band.targets


# Words: as in align.alignment.readings --------------------------------------------------------------------------------

_NONE: Final = np.zeros(0, np.int64)
_NO_SUMS: Final = np.zeros(0)


class WordReader:
    """Adds what words say to the scores of beads.

    Args:
        level: The texts.
        band: The band.
        associations: What is known of words.
        values: The scores (:class:`align.alignment.search.Scored`).
    """

    def __init__(self, level: Level, band: Band, associations: Associations, values: NDArray[np.float32]) -> None:
        from align.alignment.word_kernels import block_words

        self._add, self._level, self._band, self._values = block_words, level, band, values
        prior, learned = associations.prior, associations.learned
        self._prior = prior.offsets, prior.columns, prior.values
        self._learned = (_NONE, _NONE, _NO_SUMS, _NONE, _NONE, _NONE, _NONE, _NO_SUMS, _NONE, _NONE)
        if learned is not None:
            self._learned = (
                *(learned.offsets, learned.columns, learned.totals, learned.uses, learned.first),
                *(learned.entry_starts, learned.entry_pairs, learned.entry_counts),
                *(learned.type_starts, learned.bead_types),
            )
        self._background = associations.background
        self._room = (
            np.full(len(level.source.types), -1),
            np.full(len(level.target.types), -1),
            np.zeros(len(self._learned[1])),
        )

    def add(self, block: Block, window: tuple[int, int, int, int], without: tuple[int, int], *both: Readings) -> None:
        """Add what the words of the beads that end in the cells of a block say.

        Args:
            block: The block.
            window: First source sentence, the one behind the last, and likewise of the target: all that is looked at.
            without: Source sentences, half-open: what was learned from beads that begin in them is left out.
            both: How words of the target are read, and those of the source; one way each.
        """
        level, band = self._level, self._band
        part, rows = band.parts[block.part], slice(block.rows.start, block.rows.stop)
        self._add(
            self._values,
            (level.source.ids, level.source.offsets),
            (level.target.ids, level.target.offsets),
            (*window, part.i, part.j, *without),
            (band.low[rows], band.high[rows], band.starts[rows], block.i),
            (band.sources, band.targets),
            self._prior,
            self._learned,
            self._background,
            (MASS, DISCOUNT, NOISE),
            self._room,
            tuple((way.steps[0], way.sentences[0], way.mean[0]) for way in both),
        )
