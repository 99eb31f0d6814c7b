"""Sentence vectors of pairs of texts: read from files, or made by an encoder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from align.encoder import Encoder, encode, load_encoder
from align.errors import ArgumentError, FileAccessError, FormatError
from align.loading import AnyPath, telling
from align.model import Pair, Side
from align.storage import read_start

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["chosen_aligner", "encoded", "load_vectors", "with_vectors"]

_MAGIC: Final = b"\x93NUMPY"


def chosen_aligner(aligner: str | None, *, vectors: bool, encoder: bool) -> str | None:
    """The aligner that was asked for, or the one that what was given is for.

    Args:
        aligner: The name that was asked for, or None.
        vectors: Whether there are vectors.
        encoder: Whether there is an encoder.

    Raises:
        ArgumentError: These do not go together.
    """
    if vectors and encoder:
        raise ArgumentError("give sentence vectors or an encoder that makes them, not both")
    given = vectors or encoder
    if given and aligner not in {None, "embed"}:
        raise ArgumentError(f"the aligner {aligner} looks at no sentence vectors; leave them out, or take embed")
    if aligner == "embed" and not given:
        raise ArgumentError(
            "embed needs sentence vectors: two .npy files (--vectors), or an encoder that makes them (--encoder)"
        )
    return "embed" if given else aligner


def load_vectors(path: AnyPath) -> NDArray[Any]:
    """Open a NumPy file (``.npy``); it is mapped into memory and not read yet. Pickled objects are refused.

    Raises:
        AlignError: The file cannot be read, or holds no array of numbers.
    """
    import numpy as np

    path = Path(path)
    try:
        if read_start(path, len(_MAGIC)) != _MAGIC:
            raise ValueError
        with np.errstate(over="ignore"):
            vectors: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except FileAccessError:
        raise
    except Exception:  # a header is an expression of Python's, and may say anything
        raise FormatError("is no NumPy file of numbers; write one with numpy.save", path=path) from None
    return vectors


def with_vectors(pair: Pair, source: Path, target: Path) -> Pair:
    """A pair of texts with the vectors of two files.

    Raises:
        AlignError: A file cannot be read, does not fit the sentences of its side, or the two do not fit each other.
    """
    ours, theirs = _fitting(source, pair.source), _fitting(target, pair.target)
    if ours.shape[1] != theirs.shape[1]:
        said = f"has vectors of {theirs.shape[1]} dimensions, where those of {source} have {ours.shape[1]}"
        raise FormatError(f"{said}; take one encoder for both", path=target)
    return replace(pair, vectors=(ours, theirs))


def _fitting(path: Path, side: Side) -> NDArray[Any]:
    from align.alignment.vectors import check_vectors

    vectors = load_vectors(path)
    with telling(path):
        check_vectors(vectors, side.sentences)
    return vectors


def encoded(pairs: Sequence[Pair], encoder: str | os.PathLike[str] | Encoder) -> list[Pair]:
    """Pairs of texts with the vectors that an encoder gives.

    Args:
        pairs: The texts.
        encoder: An encoder, or what :func:`align.encoder.load_encoder` takes.

    Raises:
        AlignError: There is no such encoder on this machine, or it gives no vectors.
    """
    model = load_encoder(encoder) if isinstance(encoder, str | os.PathLike) else encoder
    vectors = encode(model, [side.sentences for pair in pairs for side in (pair.source, pair.target)])
    both = zip(vectors[::2], vectors[1::2], strict=True)
    return [replace(pair, vectors=found) for pair, found in zip(pairs, both, strict=True)]
