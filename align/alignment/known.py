"""What users know of two languages beforehand: the words of their dictionaries, and what their memories teach.

An entry of a dictionary shares its weight among the words of both its sides. From sentences that translate each other
words are learned as from the texts themselves (:func:`align.alignment.associations.learn`), with all that dictionaries
know as the prior. A short unit of a memory is an entry of a dictionary, too: it leaves little doubt which of its words
belong together. Everything is put in order and said once before it counts, so that neither order nor repetition means
anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import numpy as np
import regex

from align.alignment.associations import learn, updated
from align.alignment.lexicon import Links
from align.alignment.words import Words, sentence_keys
from align.model import Bead, UserLexicon
from align.text.scripts import UNSPACED

__all__ = ["Table", "compiled", "taught", "unspaced_words"]

Table = Mapping[str, Mapping[str, float]]

_BLOCK: Final = 20_000  # sentence pairs that are learned from at once: memory grows with them
_SHORT: Final = 3  # words of a unit that is as good as an entry
_SHORT_TEXT: Final = 60  # code points of a text that may be one
_RUN: Final = regex.compile(f"[{UNSPACED}]{{2,}}")


def unspaced_words(user: UserLexicon) -> frozenset[str]:
    """The words of unspaced scripts in the sources of entries: they are to be found in texts as wholes."""
    return frozenset(run for source, _, _ in user.entries for run in _RUN.findall(source))


def compiled(user: UserLexicon, source_lang: str, target_lang: str, known: Collection[str] = ()) -> Table:
    """The entries of dictionaries, and short units of memories, as probabilities.

    Args:
        user: What the user knows.
        source_lang: BCP 47 tag of the sources.
        target_lang: BCP 47 tag of the targets.
        known: Source words of unspaced scripts, see :func:`align.alignment.words.sentence_keys`.

    Returns:
        The probability of each target key beside each source key; those of a source key add up to at most 1. An entry
        of k source and n target words gives 1 / kn of its weight to each of their pairs.
    """
    short = [pair for pair in user.sentences if max(map(len, pair)) <= _SHORT_TEXT]
    texts = [*((source, target) for source, target, _ in user.entries), *short]
    weights = [*(weight for _, _, weight in user.entries), *[1.0] * len(short)]
    ours = sentence_keys([source for source, _ in texts], source_lang, known)
    theirs = sentence_keys([target for _, target in texts], target_lang)
    entries: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for number, (here, there, weight) in enumerate(zip(ours, theirs, weights, strict=True)):
        if here and there and (number < len(user.entries) or max(len(here), len(there)) <= _SHORT):
            both = tuple(sorted(set(here))), tuple(sorted(set(there)))
            entries[both] = max(weight, entries.get(both, 0.0))
    table: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: dict[str, float] = defaultdict(float)
    for (sources, targets), weight in sorted(entries.items()):
        for word in sources:
            totals[word] += weight / len(sources)
            for translation in targets:
                table[word][translation] += weight / len(sources) / len(targets)
    return {
        word: {translation: weight / max(totals[word], 1.0) for translation, weight in row.items()}
        for word, row in table.items()
    }


def taught(
    user: UserLexicon,
    prior_of: Callable[[Words, Words], Links],
    source: Words,
    target: Words,
    keys: tuple[Callable[[Sequence[str]], list[list[str]]], Callable[[Sequence[str]], list[list[str]]]],
) -> Links:
    """What is known of the words of some texts, with what sentences teach that translate each other.

    Args:
        user: What the user knows.
        prior_of: Gives the probabilities without those sentences for any words.
        source: Words of the source.
        target: Words of the target.
        keys: Give the keys of the words of source sentences and of target sentences.
    """
    prior = prior_of(source, target)
    pairs = sorted({(ours, theirs) for ours, theirs in user.sentences if ours.strip() and theirs.strip()})
    if not pairs:
        return prior
    places = tuple({word: number for number, word in enumerate(side.types)} for side in (source, target))
    uses = np.zeros(len(source.types), np.int64)
    found = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        ours, theirs = (Words.of(of([pair[side] for pair in block])) for side, of in enumerate(keys))
        learned = learn(ours, theirs, [Bead((k,), (k,)) for k in range(len(block))], prior_of(ours, theirs))
        if learned is None:
            continue
        here, there = (
            np.array([place.get(word, -1) for word in side.types], np.int64)
            for side, place in zip((ours, theirs), places, strict=True)
        )
        uses[here[here >= 0]] += learned.uses[here >= 0]
        rows, columns = here[learned.rows], there[learned.columns]
        both = (rows >= 0) & (columns >= 0)
        found.append((rows[both], columns[both], learned.totals[both]))
    if not found:
        return prior
    rows, columns, counts = map(np.concatenate, zip(*found, strict=True))
    return updated(prior, rows, columns, counts, uses)
