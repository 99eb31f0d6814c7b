"""Chinese terms and names by frequency and boundary entropy, for nothing tells where a word of it ends.

References:
    Feng, Chen, Deng and Zheng (2004), "Accessor variety criteria for Chinese word extraction", Computational
    Linguistics 30(1); Jin and Tanaka-Ishii (2006), "Unsupervised segmentation of Chinese text by use of
    branching entropy", ACL.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import Final

import regex

from align.model import Candidate
from align.terms.extraction.passages import Found, Passage
from align.terms.extraction.tagging import lexicon
from align.text.tags import primary

__all__ = ["chinese_strings", "strings"]

_HAN: Final = regex.compile(r"\p{Han}+")
_LONGEST: Final = 8
_LEAST_ENTROPY: Final = 0.5
_LEAST_COHESION: Final = 2.0


def strings(passages: Iterable[Passage], least: int = 2) -> list[Candidate]:
    """Rows of two to eight Chinese characters that look like words, the best first.

    The neighbours on both sides must vary (entropy, in bits; the edge of a passage or a mark is a neighbour of its own
    each time), the characters must go together (mutual information of any two parts, in bits), and the row must stand
    there beyond its uses in longer ones. The score is the frequency times the lower of the two entropies.

    Args:
        passages: Sentences; those that are not Chinese are passed over.
        least: Times that a row must stand there, >= 2.
    """
    texts = [passage for passage in passages if primary(passage.lang) == "zh"]
    counts = _counts(texts, least)
    total = sum(len(run) for passage in texts for _, run in _runs(passage.text)) or 1
    solid = {
        text: count
        for text, count in counts.items()
        if len(text) > 1 and _is_free(text) and _cohesion(text, counts, total) >= _LEAST_COHESION
    }
    left, right = _neighbours(texts, solid)
    entropy = {text: min(_entropy(left[text]), _entropy(right[text])) for text in solid}
    good = {text: count for text, count in solid.items() if entropy[text] >= _LEAST_ENTROPY}
    inside = Counter[str]()
    for text, count in good.items():
        for part in {text[a:b] for a in range(len(text)) for b in range(a + 2, len(text) + 1)} - {text}:
            if part in good:
                inside[part] = max(inside[part], count)
    found = _found(texts, {text for text, count in good.items() if count - inside[text] >= least})
    candidates = [
        Candidate(
            "term",
            "",
            "zh",
            text,
            score=round(one.count * entropy[text], 2),
            count=one.count,
            places=(*one.places,),
            example=one.example,
        )
        for text, one in found.items()
    ]
    return sorted(candidates, key=lambda candidate: (-candidate.score, -len(candidate.text)))


def chinese_strings(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text that may be Chinese words by their first and last characters, two to eight long."""
    for start, run in _runs(text):
        for first in range(len(run)):
            for last in range(first + 2, min(len(run), first + _LONGEST) + 1):
                if _is_free(run[first:last]):
                    yield start + first, start + last


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """The rows of Chinese characters between marks and characters that stand in no term."""
    known = lexicon("zh")
    closed = known.closed if known else frozenset[str]()
    for match in _HAN.finditer(text):
        start = match.start()
        for place in range(match.start(), match.end() + 1):
            if place == match.end() or text[place] in closed:
                if place > start:
                    yield start, text[start:place]
                start = place + 1


def _is_free(text: str) -> bool:
    known = lexicon("zh")
    if known is None or text[0] in known.first or text[-1] in known.last or text in known.common:
        return False
    return not any(char in known.joints and text[place - 1] != "共" for place, char in enumerate(text) if place)


def _counts(passages: Iterable[Passage], least: int) -> dict[str, int]:
    """How often each row of one to eight characters stands there, rare ones left out but for single characters."""
    runs = [run for passage in passages for _, run in _runs(passage.text)]
    kept = Counter(char for run in runs for char in run)
    counts: dict[str, int] = dict(kept)
    before = {char for char, count in kept.items() if count >= least}
    for size in range(2, _LONGEST + 1):
        # A row that is frequent enough has two parts, one character shorter, that are so too.
        level = Counter(
            run[a : a + size]
            for run in runs
            for a in range(len(run) - size + 1)
            if run[a : a + size - 1] in before and run[a + 1 : a + size] in before
        )
        before = {text for text, count in level.items() if count >= least}
        counts |= {text: level[text] for text in before}
        if not before:
            break
    return counts


def _cohesion(text: str, counts: Mapping[str, int], total: int) -> float:
    """Mutual information of the two parts that go together least, in bits."""
    whole = counts[text] / total
    return min(log2(whole * total * total / (counts[text[:at]] * counts[text[at:]])) for at in range(1, len(text)))


def _neighbours(
    passages: Iterable[Passage], wanted: Mapping[str, int]
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    edge = 0
    for passage in passages:
        text = passage.text
        for start, run in _runs(text):
            for first in range(len(run)):
                for last in range(first + 2, min(len(run), first + _LONGEST) + 1):
                    part = run[first:last]
                    if part in wanted:
                        edge += 1
                        before, after = text[start + first - 1 : start + first], text[start + last : start + last + 1]
                        left[part][before if _HAN.fullmatch(before) else f"<{edge}"] += 1
                        right[part][after if _HAN.fullmatch(after) else f">{edge}"] += 1
    return left, right


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(count / total * log2(count / total) for count in neighbours.values()) if total else 0.0


def _found(passages: Iterable[Passage], wanted: set[str]) -> dict[str, Found]:
    found: dict[str, Found] = {text: Found() for text in wanted}
    for passage in passages:
        for start, end in chinese_strings(passage.text):
            one = found.get(passage.text[start:end])
            if one is not None:
                one.add(passage, start, end)
    return found
