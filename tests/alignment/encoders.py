"""Sentence vectors for the tests of this folder: a real model of two languages that takes no time, and made-up ones."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from align.alignment.scoring import score
from align.model import Alignment, Bead, Pair, Side


class Latent:
    """A cross-lingual model by latent semantic indexing: singular vectors of words in sentences of both languages.

    Words are pieces of three characters, so that it needs to know of no language.

    References:
        Dumais, Letsche, Littman and Landauer (1997), AAAI Spring Symposium on Cross-Language Text Retrieval.
    """

    def __init__(self, texts: Sequence[tuple[str, str]], dimensions: int = 30) -> None:
        self._places = [_places(side) for side in zip(*texts, strict=True)]
        counts = [self._counts(side, k) for k, side in enumerate(zip(*texts, strict=True))]
        left, strengths, _ = np.linalg.svd(np.concatenate(counts, axis=1).T, full_matrices=False)
        maps = (left / strengths)[:, :dimensions]
        self._maps = maps[: len(self._places[0])], maps[len(self._places[0]) :]

    def encode(self, sentences: Sequence[str], side: int) -> np.ndarray:
        """Vectors (sentences, dimensions); ``side`` is 0 for the language of the source."""
        return self._counts(sentences, side) @ self._maps[side]

    def _counts(self, sentences: Sequence[str], side: int) -> np.ndarray:
        counts = np.zeros((len(sentences), len(self._places[side])))
        for row, sentence in enumerate(sentences):
            for piece in _pieces(sentence):
                if piece in self._places[side]:
                    counts[row, self._places[side][piece]] += 1
        return np.log1p(counts)


def _pieces(sentence: str) -> list[str]:
    size = 3 if sentence.isascii() or "e" in sentence else 1
    return [sentence[k : k + size] for k in range(len(sentence) - size + 1)]


def _places(sentences: Sequence[str]) -> dict[str, int]:
    return {piece: k for k, piece in enumerate(sorted({p for text in sentences for p in _pieces(text)}))}


def mixed(texts: Sequence[tuple[str, str]], seed: int) -> tuple[list[str], list[str], list[Bead]]:
    """Sentences in another order, some joined on one side and some without a translation; and the right beads."""
    chance = random.Random(seed)
    rest = chance.sample(list(texts), len(texts))
    source: list[str] = []
    target: list[str] = []
    beads = []
    while rest:
        fate = chance.random()
        some = [rest.pop() for _ in range(1 if fate < 0.6 or len(rest) < 2 else 2)]
        ours, theirs = [s for s, _ in some], [t for _, t in some]
        if len(some) == 2:
            ours, theirs = ([" ".join(ours)], theirs) if fate < 0.8 else (ours, [" ".join(theirs)])
        elif fate < 0.05:
            theirs = []
        beads.append(Bead(_run(source, ours), _run(target, theirs)))
        source += ours
        target += theirs
    return source, target, beads


def _run(before: Sequence[str], new: Sequence[str]) -> tuple[int, ...]:
    return tuple(range(len(before), len(before) + len(new)))


def random_vectors(source: int, target: int, seed: int, dimensions: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Vectors that say nothing."""
    numbers = np.random.default_rng(seed)
    return numbers.normal(size=(source, dimensions)), numbers.normal(size=(target, dimensions))


def perfect_vectors(beads: Sequence[Bead], seed: int = 0, noise: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    """Vectors by which the sentences of a bead that share a part of its meaning are alike.

    A bead of m to n has max(m, n) meanings; a sentence of the shorter side holds several.
    """
    numbers = np.random.default_rng(seed)
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for bead in beads:
        meanings = numbers.normal(size=(max(len(bead.source), len(bead.target)), 64))
        for rows, indices in zip(sides, (bead.source, bead.target), strict=True):
            rows += [part.sum(axis=0) for part in np.array_split(meanings, len(indices))] if indices else []
    found = [np.array(rows).reshape(-1, 64) for rows in sides]
    return tuple(rows + noise * numbers.normal(size=rows.shape) for rows in found)  # type: ignore[return-value]


def pair_with(source: Sequence[str], target: Sequence[str], vectors: tuple, **known: object) -> Pair:
    """A pair of texts with vectors."""
    return Pair(Side(tuple(source)), Side(tuple(target)), vectors=vectors, **known)


def strict(gold: Sequence[Bead], found: Alignment) -> float:
    """Strict F1."""
    return score([(Alignment(tuple(gold)), found)]).strict.f1
