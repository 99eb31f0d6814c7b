"""Sentence vectors of a job: what an encoder says of sentences, made comparable.

Encoders give vectors that all point in much the same direction, and those of one language in one of their own. What is
common to a text is taken off: the mean of its vectors, and for short texts, whose mean is hardly more than the
sentences themselves, rather that of all texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.stretches import Stretch
from align.alignment.surface import Surface
from align.errors import ArgumentError
from align.model import Pair

__all__ = ["Vectors", "check_vectors", "unit"]

Floats = NDArray[np.float32]

_ROWS: Final = 4096  # rows that are worked on at once: a file that is mapped into memory is not read whole
_STEADY: Final = 20.0  # sentences after which the mean of a text counts more than that of all texts
_NOTHING: Final = 1e-4  # what is left of a vector that is just what is common; its direction would be noise
_LENGTH: Final = 0.25  # power of its length by which a sentence counts among others


def check_vectors(vectors: Any, sentences: Sequence[str], name: str = "the vectors") -> None:
    """Refuse what cannot be the vectors of some sentences.

    Args:
        vectors: An array (sentences, dimensions) of finite numbers. A row of zeros says nothing of its sentence, as
            encoders that know none of its words may have it; most rows must say something.
        sentences: The sentences.
        name: What is spoken of in an error.

    Raises:
        ArgumentError: It is something else.
    """
    if not isinstance(vectors, np.ndarray):
        what = type(vectors).__name__
    elif vectors.dtype.kind != "f" or vectors.ndim != 2 or not vectors.shape[1]:
        what = f"{vectors.dtype} of shape {vectors.shape}"
    else:
        what = ""
    if what:
        raise ArgumentError(f"{name} must be a table of floating-point numbers, a row a sentence; this is {what}")
    if len(vectors) != len(sentences):
        raise ArgumentError(f"{name} have {len(vectors)} rows, where the text has {len(sentences)} sentences")
    silent = 0
    for start in range(0, len(vectors), _ROWS):
        rows = np.asarray(vectors[start : start + _ROWS])
        broken = ~np.isfinite(rows).all(axis=1)
        if broken.any():
            raise ArgumentError(f"{name} hold something that is no finite number in row {start + int(broken.argmax())}")
        silent += sum(bool(sentences[start + row].strip()) for row in np.flatnonzero(~rows.any(axis=1)).tolist())
    if silent * 2 > len(vectors):
        raise ArgumentError(f"{name} have nothing but zeros in {silent} of {len(vectors)} rows; encode the text again")


def unit(rows: NDArray[np.floating]) -> Floats:
    """Rows of length one; those of length nothing stay so."""
    found = np.zeros(rows.shape, np.float32)
    for start in range(0, len(rows), _ROWS):
        wide = np.asarray(rows[start : start + _ROWS], np.float64)
        most = np.abs(wide).max(axis=1, keepdims=True, initial=0.0)
        wide = wide / np.where(most > 0, most, 1.0)  # squares of very large numbers are infinite, of very small ones 0
        found[start : start + _ROWS] = wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1.0)
    return found


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of all sentences of a job, (n, d) and (m, d).

    Their lengths grow a little with those of the sentences, so that a sum of neighbours is about what an encoder would
    give for them as one text.
    """

    source: Floats
    target: Floats

    @classmethod
    def of(
        cls,
        pairs: Sequence[Pair],
        cut: Sequence[tuple[int, Stretch]],
        surfaces: tuple[Surface, Surface],
    ) -> Vectors:
        """The vectors of a job.

        Args:
            pairs: Texts with vectors.
            cut: The stretches of the job, each with the number of its pair, as :meth:`align.alignment.job.Job.of` gives
                them; those that are settled have no place in the job.
            surfaces: The outer form of the job's sentences.
        """
        free = [(number, stretch) for number, stretch in cut if stretch.bead is None]
        found = []
        for side, (name, surface) in enumerate(zip(("source", "target"), surfaces, strict=True)):
            texts = _centred([pair.vectors[side] for pair in pairs if pair.vectors is not None])
            rows = [texts[number][list(getattr(stretch, name))] for number, stretch in free]
            table = np.concatenate(rows) if rows else np.zeros((0, 1), np.float32)
            found.append(table * (surface.lengths[:, None] ** _LENGTH).astype(np.float32))
        return cls(*found)


def _centred(texts: Sequence[NDArray[np.floating]]) -> list[Floats]:
    """Vectors of length one without what is common to the vectors of a text, and to those of all texts."""
    rows = [unit(text) for text in texts]
    told = [text.any(axis=1) for text in rows]  # the others stay zeros
    counts = [int(some.sum()) for some in told]
    if not sum(counts):
        return rows
    totals = [text.sum(axis=0, dtype=np.float64) for text in rows]
    usual = np.sum(totals, axis=0) / sum(counts)
    for text, some, total, count in zip(rows, told, totals, counts, strict=True):
        common = (total + _STEADY * usual) / (count + _STEADY)
        text[some] -= common.astype(np.float32)
        text[np.linalg.norm(text, axis=1) < _NOTHING] = 0.0
        text[:] = unit(text)
    return rows
