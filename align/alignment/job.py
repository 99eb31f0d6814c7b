"""All texts of a run as one table of words, so that what one of them teaches helps the others."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.band import Part
from align.alignment.known import Table, compiled, taught, unspaced_words
from align.alignment.lexicon import Lexicon, Links
from align.alignment.spelling import lookalikes
from align.alignment.stretches import Stretch, stretches
from align.alignment.surface import Surface, clauses
from align.alignment.words import Words, sentence_keys
from align.model import Pair, Term, UserLexicon
from align.text.tags import primary

__all__ = ["Divided", "Job"]

Ints = NDArray[np.int64]

_TRANSLATED: Final = "~"  # before the words of a machine translation, which stand among those of the source
_SURE: Final = 0.8  # probability that such a word is the same in the translation; and that a term is used


@dataclass(frozen=True, slots=True)
class Divided:
    """Sentences as clauses.

    Attributes:
        clauses: All clauses.
        starts: For each sentence its first clause; and the number of clauses.
        surface: The outer form of the clauses.
        sentences: The outer form of the sentences.
        words: The words of the clauses.
        breaks: 1 where a block begins at the boundary before a sentence; one more than there are sentences.
    """

    starts: Ints
    surface: Surface
    sentences: Surface
    words: Words
    breaks: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Job:
    """Texts to be aligned, sentence behind sentence.

    Attributes:
        source: The source sentences.
        target: The target sentences.
        parts: Ranges of both that must not be mixed.
        documents: For each part the number of the pair of texts that it belongs to.
        prior: Which words translate which, by all that is known before the texts are read.
    """

    source: Divided
    target: Divided
    parts: tuple[Part, ...]
    documents: tuple[int, ...]
    prior: Links

    @classmethod
    def of(
        cls,
        pairs: Sequence[Pair],
        source_lang: str,
        target_lang: str,
        *,
        lexicon: Lexicon | None = None,
        terms: Sequence[Term] = (),
        user_lexicon: UserLexicon | None = None,
    ) -> tuple[Job, list[tuple[int, Stretch]]]:
        """Make a job of pairs of texts.

        Args:
            pairs: The texts, and what is known of them.
            source_lang: BCP 47 tag of the sources.
            target_lang: BCP 47 tag of the targets.
            lexicon: A dictionary of the two languages.
            terms: Terms; those of one concept translate each other.
            user_lexicon: Words and sentences that are known to translate each other.

        Returns:
            The job; and the stretches of all pairs in order, each with the number of its pair. The parts of the job are
            those stretches that are not settled.
        """
        cut = [(number, stretch) for number, pair in enumerate(pairs) for stretch in stretches(pair)]
        free = [(number, stretch) for number, stretch in cut if stretch.bead is None]
        source = [pairs[number].source.sentences[k] for number, stretch in free for k in stretch.source]
        target = [pairs[number].target.sentences[k] for number, stretch in free for k in stretch.target]
        extra = [
            pairs[number].translation[k] if pairs[number].translation else ""
            for number, stretch in free
            for k in stretch.source
        ]
        i, j = ([0, *accumulate(len(getattr(s, side)) for _, s in free)] for side in ("source", "target"))
        parts = tuple(Part(i[k], i[k + 1], j[k], j[k + 1]) for k in range(len(free)))
        ours = _texts(terms, source_lang)
        user = user_lexicon or UserLexicon()
        known: Collection[str] = unspaced_words(user).union(*ours.values())
        if lexicon is not None:
            known = ChainMap(dict.fromkeys(known, 0), dict(lexicon.heads)) if known else lexicon.heads
        source_side = _divide(source, source_lang, known, _breaks(pairs, free, "source"), extra, target_lang)
        target_side = _divide(target, target_lang, (), _breaks(pairs, free, "target"))
        theirs = _texts(terms, target_lang)
        concepts = [
            (_keys(ours[name], source_lang, known), _keys(theirs[name], target_lang)) for name in ours if name in theirs
        ]
        table = compiled(user, source_lang, target_lang, known)
        prior_of = partial(_prior, lexicon=lexicon, terms=concepts, table=table)
        keys = partial(sentence_keys, lang=source_lang, known=known), partial(sentence_keys, lang=target_lang)
        prior = taught(user, prior_of, source_side.words, target_side.words, keys)
        if user.counted is not None and user.counted.langs == (primary(source_lang), primary(target_lang)):
            prior = user.counted.onto(prior, source_side.words, target_side.words)
        return cls(source_side, target_side, parts, tuple(number for number, _ in free), prior), cut


def _breaks(pairs: Sequence[Pair], free: Sequence[tuple[int, Stretch]], side: str) -> NDArray[np.float64]:
    marks = [
        float(k in getattr(pairs[number], side).breaks) for number, stretch in free for k in getattr(stretch, side)
    ]
    return np.array([*marks, 0.0])


def _divide(
    sentences: Sequence[str],
    lang: str,
    known: Collection[str],
    breaks: NDArray[np.float64],
    translations: Sequence[str] = (),
    translated_lang: str = "und",
) -> Divided:
    divided = clauses(sentences)
    parts = list(chain.from_iterable(divided))
    starts = np.array([0, *accumulate(map(len, divided))], np.int64)
    keys = sentence_keys(parts, lang, known)
    if any(translations):
        for number, words in enumerate(sentence_keys(translations, translated_lang)):
            _share_out(
                [_TRANSLATED + word for word in words], keys, parts, int(starts[number]), int(starts[number + 1])
            )
    return Divided(starts, Surface.of(parts), Surface.of(sentences), Words.of(keys), breaks)


def _share_out(words: Sequence[str], keys: list[list[str]], parts: Sequence[str], start: int, end: int) -> None:
    """Give the words of a sentence's translation to its clauses, in order and by their length."""
    lengths = [0, *accumulate(len(parts[k]) for k in range(start, end))]
    for number in range(end - start):
        first, last = (round(len(words) * lengths[number + x] / max(lengths[-1], 1)) for x in (0, 1))
        keys[start + number].extend(words[first:last])


def _texts(terms: Sequence[Term], lang: str) -> dict[str, list[str]]:
    """The terms of a language by concept."""
    found: dict[str, list[str]] = {}
    for term in terms:
        if primary(term.lang) == primary(lang):
            found.setdefault(term.concept, []).append(term.text)
    return found


def _keys(texts: Sequence[str], lang: str, known: Collection[str] = ()) -> list[str]:
    return sorted({key for keys in sentence_keys(texts, lang, known) for key in keys})


def _prior(
    source: Words,
    target: Words,
    lexicon: Lexicon | None,
    terms: Sequence[tuple[Sequence[str], Sequence[str]]],
    table: Table,
) -> Links:
    """Probabilities by dictionaries, spelling, machine translation and terms.

    Args:
        source: Words of the source.
        target: Words of the target.
        lexicon: A dictionary, or None.
        terms: The keys of the words of each concept in both languages.
        table: The user's dictionary (:func:`align.alignment.known.compiled`).
    """
    cells = lookalikes(source.types, target.types)
    places = {word: number for number, word in enumerate(target.types)}
    starts = {word: number for number, word in enumerate(source.types)}
    cells += [
        (number, place, _SURE)
        for word, number in starts.items()
        if word[0] == _TRANSLATED and (place := places.get(word[1:])) is not None
    ]
    for ours, theirs in terms:
        here = [starts[key] for key in ours if key in starts]
        there = [places[key] for key in theirs if key in places]
        cells += [(number, place, _SURE / len(there)) for number in here for place in there]
    cells += [
        (number, place, _SURE * value)
        for word, number in starts.items()
        for translation, value in table.get(word, {}).items()
        if (place := places.get(translation)) is not None
    ]
    rows = np.array([row for row, _, _ in cells], np.int64)
    columns = np.array([column for _, column, _ in cells], np.int64)
    values = np.array([value for _, _, value in cells], np.float64)
    if lexicon is not None:
        known = lexicon.cells(source.types, target.types)
        rows, columns, values = (np.concatenate(both) for both in zip(known, (rows, columns, values), strict=True))
    return Links.of(rows, columns, values, len(source.types))
