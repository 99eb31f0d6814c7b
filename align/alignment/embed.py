"""The aligner ``embed``: the lexical one with sentence vectors as further features.

The vectors come from an encoder that somebody else runs. They help to find the coarse path
(:mod:`align.alignment.nearest`) and say how alike the sides of a bead are (:mod:`align.alignment.likeness`). An encoder
that cannot tell beads from their neighbours changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.alignment.lexical import align_lexical
from align.alignment.vectors import check_vectors
from align.errors import ArgumentError
from align.model import Alignment, Pair, Term, UserLexicon

__all__ = ["align_embedded"]


def align_embedded(
    pairs: Sequence[Pair],
    *,
    source_lang: str = "und",
    target_lang: str = "und",
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    jobs: int = 1,
    explain: bool = False,
) -> list[Alignment]:
    """Align pairs of texts as :func:`align.alignment.lexical.align_lexical`, and by sentence vectors.

    Args:
        pairs: The texts, each with vectors; all of them from one encoder.
        source_lang: BCP 47 tag of the sources.
        target_lang: BCP 47 tag of the targets.
        terms: Terms; those of one concept translate each other.
        user_lexicon: Words and sentences that are known to translate each other.
        jobs: How many processes may work at once, >= 1.
        explain: Whether each bead is to say why it was made; vectors are a part of their own, ``vectors``.

    Returns:
        One alignment a pair, as by the lexical aligner.

    Raises:
        ArgumentError: Vectors are lacking, or do not fit the texts or each other; or as for the lexical aligner.
    """
    sizes: set[int] = set()
    for pair in pairs:
        if pair.vectors is None or len(pair.vectors) != 2:
            raise ArgumentError("embed needs sentence vectors: give vectors=(source, target), or take another aligner")
        for name, side, vectors in zip(("source", "target"), (pair.source, pair.target), pair.vectors, strict=True):
            check_vectors(vectors, side.sentences, f"the {name} vectors")
            sizes.add(vectors.shape[1])
    if len(sizes) > 1:
        told = " and ".join(map(str, sorted(sizes)))
        raise ArgumentError(f"the vectors have {told} dimensions; take one encoder for all")
    return align_lexical(
        pairs,
        source_lang=source_lang,
        target_lang=target_lang,
        terms=terms,
        user_lexicon=user_lexicon,
        jobs=jobs,
        explain=explain,
        vectors=True,
    )
