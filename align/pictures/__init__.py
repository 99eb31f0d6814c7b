"""Pictures of bitexts and alignments. Pure: numbers are worked out here, and drawn in :mod:`align.pictures.drawing`."""

from __future__ import annotations

from typing import Final

from align.pictures.dots import Dots, dots_of_alignment, dots_of_bitext
from align.pictures.lengths import Lengths, lengths_of
from align.pictures.progress import Progress, progress_of
from align.pictures.series import Series, Table
from align.pictures.terms import RULES, TermUse, term_use_of

__all__ = [
    "KINDS",
    "RULES",
    "Dots",
    "Lengths",
    "Progress",
    "Series",
    "Table",
    "TermUse",
    "dots_of_alignment",
    "dots_of_bitext",
    "lengths_of",
    "progress_of",
    "term_use_of",
]

KINDS: Final = ("progress", "alignment", "lengths", "terms")
"""The pictures that there are, in the order in which they are shown."""
