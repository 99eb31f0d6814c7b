"""Sentence alignment: which sentences of a source and of a target belong together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Alignment", "Bead", "Evidence", "Pair", "Side", "UserLexicon"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a bead was made: what spoke for it and against it.

    Attributes:
        parts: Kind of evidence (``lexical``, ``length``, ``punctuation``, ``structure``, ``shape``, ...) and how much
            it adds to the bead's log-score, in nats; they add up to that score.
        matches: Source word, target word and how much the match adds, the strongest first.
    """

    parts: tuple[tuple[str, float], ...] = ()
    matches: tuple[tuple[str, str, float], ...] = ()

    def turned(self) -> Evidence:
        """The same the other way round."""
        return replace(self, matches=tuple((theirs, ours, value) for ours, theirs, value in self.matches))


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the source and the sentences of the target that translate them; either side may be empty.

    Attributes:
        source: Indices of source sentences from 0, ascending.
        target: Indices of target sentences, likewise.
        score: Confidence in [0, 1]: how probable it is that just these sentences belong together; None if unknown.
        why: The evidence, where it was asked for.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float | None = None
    why: Evidence | None = None

    def __str__(self) -> str:
        return f"{list(self.source)}:{list(self.target)}"

    def turned(self) -> Bead:
        """The same the other way round."""
        return replace(self, source=self.target, target=self.source, why=self.why and self.why.turned())


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of two texts in order.

    Attributes:
        beads: As an aligner gives them they tile both sides in order: each sentence stands in just one bead.
            Beads read from a file, such as a gold standard, may cross and leave sentences out.
        signature: What made it: version, aligner and options, as one line.
        notes: Sentences that a person should read, such as that the texts seem unrelated.
    """

    beads: tuple[Bead, ...]
    signature: str = ""
    notes: tuple[str, ...] = ()

    def turned(self) -> Alignment:
        """The same the other way round."""
        return replace(self, beads=tuple(bead.turned() for bead in self.beads))


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one text.

    Attributes:
        sentences: The sentences in order.
        breaks: Indices of the sentences that begin a block (paragraph, heading, speaker turn).
    """

    sentences: tuple[str, ...]
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to be aligned, and what is known beforehand.

    Attributes:
        source: One side.
        target: The other.
        translation: A machine translation of the source into the target's language, one string a source sentence,
            or nothing.
        anchors: Pairs ``(i, j)``: a bead ends before source sentence ``i`` and target sentence ``j``. Ascending.
        confirmed: Beads that a person confirmed; they come back as they are.
        vectors: Sentence vectors of an encoder for the source and for the target, a row a sentence, or None.
    """

    source: Side
    target: Side
    translation: tuple[str, ...] = ()
    anchors: tuple[tuple[int, int], ...] = ()
    confirmed: tuple[Bead, ...] = ()
    vectors: tuple[NDArray[Any], NDArray[Any]] | None = field(default=None, repr=False, compare=False)

    def turned(self) -> Pair:
        """The same the other way round, without the machine translation, which is one of the source."""
        return Pair(
            self.target,
            self.source,
            anchors=tuple((j, i) for i, j in self.anchors),
            confirmed=tuple(bead.turned() for bead in self.confirmed),
            vectors=self.vectors and self.vectors[::-1],
        )


class Counted(Protocol):
    """How often words translate each other in a corpus; :mod:`align.alignment.counted` counts them."""

    @property
    def langs(self) -> tuple[str, str]:
        """The languages of its source and target words."""

    def onto(self, prior: Any, source: Any, target: Any) -> Any:
        """What is known of the words of some texts, with what the corpus taught."""


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """What users know of two languages: dictionaries and translation memories. Order and repetition mean nothing.

    Attributes:
        entries: Source, target and weight of the entries of dictionaries, words or phrases. A weight is a probability
            or anything in proportion to one, > 0; those of a word are divided by their sum where it is more than 1.
        sentences: Source and target of sentences that translate each other.
        counted: What a corpus taught of words, which tells itself in what direction it looks at them; or None.
    """

    entries: tuple[tuple[str, str, float], ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()
    counted: Counted | None = field(default=None, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.entries or self.sentences or self.counted)

    def turned(self) -> UserLexicon:
        """The same the other way round."""
        return UserLexicon(
            tuple((theirs, ours, weight) for ours, theirs, weight in self.entries),
            tuple((theirs, ours) for ours, theirs in self.sentences),
            self.counted,
        )
