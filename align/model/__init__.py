"""The types that all rooms take and return: frozen dataclasses, standard library only.

Spans are half-open and in code points: ``text[start:end] == segment.text``, always.
"""

from align.model.bitext import SOURCE_STATES, STATUSES, Bitext, Provenance, Unit
from align.model.issues import SEVERITIES, Issue
from align.model.sheets import COLUMNS, PLACEHOLDER, Entry, Row, Run, Sheet
from align.model.terms import CASES, TERM_STATUSES, TERM_TYPES, Concept, Hit, Term, Termbase
from align.model.text import BLOCK_KINDS, Block, Document, Segment

__all__ = [
    "BLOCK_KINDS",
    "CASES",
    "COLUMNS",
    "PLACEHOLDER",
    "SEVERITIES",
    "SOURCE_STATES",
    "STATUSES",
    "TERM_STATUSES",
    "TERM_TYPES",
    "Bitext",
    "Block",
    "Concept",
    "Document",
    "Entry",
    "Hit",
    "Issue",
    "Provenance",
    "Row",
    "Run",
    "Segment",
    "Sheet",
    "Term",
    "Termbase",
    "Unit",
]
