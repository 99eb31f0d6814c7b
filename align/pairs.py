"""Two texts read, made a pair and aligned: what ``align texts`` and ``align corpus`` do with each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.alignment import align_pairs
from align.config import Segmenting
from align.loading import load_document, load_lines
from align.model import Alignment, Document, Extracting, Pair, Provenance, Side, Termbase, UserLexicon

__all__ = ["Reading", "align", "read_text", "side_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read.

    Attributes:
        source_lang: BCP 47 tag of the sources; None for what the script makes certain.
        target_lang: Likewise of the targets.
        encoding: As for :func:`align.text.decoding.decode`.
        segmenting: How to divide the texts; None for what the ``align.toml`` beside each says.
        extracting: How to take the texts out of documents; likewise.
        presegmented: Every line is one sentence, an empty one too.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    encoding: str | None = None
    segmenting: Segmenting | None = None
    extracting: Extracting | None = None
    presegmented: bool = False


def read_text(path: Path, lang: str | None, reading: Reading) -> tuple[Document, Provenance]:
    """Read a text and divide it; its language is ``und`` where neither is said nor certain, and it may be empty.

    Args:
        path: The file.
        lang: BCP 47 tag of its language, or None.
        reading: How to read it.

    Raises:
        AlignError: The file cannot be read.
    """
    if reading.presegmented:
        return load_lines(path, lang, reading.encoding, reading.extracting)
    return load_document(
        path,
        lang,
        reading.encoding,
        fallback="und",
        segmenting=reading.segmenting,
        extracting=reading.extracting,
        may_be_empty=True,
    )


def side_of(document: Document, *, divided: bool = False) -> Side:
    """The sentences of a text; of one that was divided by others, nothing is known of its blocks."""
    sentences: list[str] = []
    breaks = set()
    for block in document.blocks:
        breaks.add(len(sentences))
        sentences += (segment.text for segment in block.segments)
    return Side(tuple(sentences), frozenset() if divided else frozenset(breaks))


def align(
    pairs: Sequence[Pair],
    langs: tuple[str, str],
    termbase: Termbase,
    user_lexicon: UserLexicon | None,
    aligner: str | None,
    jobs: int = 1,
    *,
    explain: bool = False,
) -> list[Alignment]:
    """Align by the aligner of a name, or by the one that the room holds for the best."""
    options: dict[str, Any] = {} if aligner is None else {"aligner": aligner}
    return align_pairs(
        pairs,
        source_lang=langs[0],
        target_lang=langs[1],
        terms=tuple(termbase.terms),
        user_lexicon=user_lexicon,
        jobs=jobs,
        explain=explain,
        **options,
    )
