"""Documents become batches of about equal cost. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

__all__ = ["DOCUMENT", "Entry", "batch_cost", "batches"]

DOCUMENT: Final = 2_048
"""What a document costs beside its bytes."""
_LEAST: Final = 128 * 1024
_MOST: Final = 1024 * 1024
_MANY: Final = 64  # batches that a small corpus should have, so that several workers have something to do


class Entry(NamedTuple):
    """A pair of documents.

    Attributes:
        id: What the manifest calls it.
        source: Path of the source, as the manifest has it.
        target: Path of the target, likewise.
        source_lang: BCP 47 tag, or empty for what the script makes certain.
        target_lang: Likewise.
        line: Line or row in the manifest, counted from 1; of folders 0.
    """

    id: str
    source: str
    target: str
    source_lang: str = ""
    target_lang: str = ""
    line: int = 0


def batch_cost(costs: Iterable[int]) -> int:
    """What a batch may cost: much for a large corpus, less for a small one, by all its costs."""
    return min(max(sum(costs) // _MANY, _LEAST), _MOST)


def batches(entries: Sequence[Entry], costs: Sequence[int], most: int) -> list[range]:
    """Divide documents into batches, neighbours together: they are often of one kind and teach each other's words.

    Args:
        entries: The documents.
        costs: What each costs, > 0.
        most: What a batch may cost, > 0; a document that costs more is a batch by itself.

    Returns:
        Ranges that tile the documents in order. The documents of a batch are of the same languages, and of two
        neighbours of the same languages the first had no room for the first document of the second.
    """
    found: list[range] = []
    start, cost, langs = 0, 0, ("", "")
    for number, entry in enumerate(entries):
        here = (entry.source_lang, entry.target_lang)
        if number > start and (cost + costs[number] > most or here != langs):
            found.append(range(start, number))
            start, cost = number, 0
        cost += costs[number]
        langs = here
    if start < len(entries):
        found.append(range(start, len(entries)))
    return found
