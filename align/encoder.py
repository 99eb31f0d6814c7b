"""Sentence encoders: loaded through sentence-transformers from this machine alone, never from a network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from align.errors import ArgumentError, InputError
from align.storage import is_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Encoder", "encode", "load_encoder"]

_HUB_NAME: Final = re.compile(r"(\w[\w.-]*/)?\w[\w.-]*")


class Encoder(Protocol):
    """What sentences are encoded by; a ``SentenceTransformer`` is one."""

    def encode(self, sentences: list[str], /) -> Any:
        """A row of floating-point numbers a sentence."""


def load_encoder(name: str | os.PathLike[str]) -> Encoder:
    """An encoder that lies on this machine.

    Args:
        name: The folder of a model, or the name of one that was downloaded before, such as
            ``sentence-transformers/LaBSE``.

    Raises:
        ArgumentError: sentence-transformers is not installed, or the name is empty.
        InputError: There is no such model here, or it cannot be loaded.
    """
    name = os.fspath(name)
    if not name:
        raise ArgumentError("the encoder has no name; give that of a model, or the folder that it lies in")
    folder = is_folder(Path(name))
    if not folder and (Path(name).is_file() or not _HUB_NAME.fullmatch(name)):
        raise InputError("there is no such folder, and no model has such a name", path=name)
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise ArgumentError(
            'an encoder needs sentence-transformers; install it: pip install "translation-align[embed]"'
        ) from None
    try:
        with _offline():
            return cast("Encoder", SentenceTransformer(name, local_files_only=True))
    except Exception as error:  # models are programs of others, and fail in as many ways
        if folder:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"holds no encoder that can be loaded: {reason}", path=name) from None
        raise InputError(
            f"there is no encoder {name} on this machine, and none is downloaded unasked; fetch it once"
            f" (hf download {name}), or name the folder that it lies in"
        ) from None


@contextmanager
def _offline() -> Iterator[None]:
    """No request of the hub's client: ``local_files_only`` keeps it from fetching models, not from other requests."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


def encode(encoder: Encoder, texts: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
    """The vectors of some texts.

    Args:
        encoder: What encodes them; asked once for all sentences.
        texts: The sentences of each text.

    Returns:
        For each text an array (sentences, dimensions).

    Raises:
        InputError: The encoder gives something else than a row a sentence.
    """
    import numpy as np

    sentences = [sentence for text in texts for sentence in text]
    # A lone surrogate is no text for tokenizers.
    clean = [sentence.encode("utf-8", "replace").decode("utf-8") for sentence in sentences]
    rows = np.asarray(encoder.encode(clean), np.float32) if clean else np.zeros((0, 1), np.float32)
    if rows.ndim != 2 or len(rows) != len(sentences):
        raise InputError(f"the encoder gives an array of shape {rows.shape} for {len(sentences)} sentences")
    ends = np.cumsum([len(text) for text in texts])[:-1]
    return np.split(rows, ends) if texts else []
