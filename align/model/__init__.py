"""The types that all rooms take and return: frozen dataclasses, standard library only.

Spans are half-open and in code points: ``text[start:end] == segment.text``, always.
"""

from typing import TYPE_CHECKING

from align.lazy import lazy_names

if TYPE_CHECKING:
    from align.model.alignment import Alignment, Bead, Evidence, Pair, Side, UserLexicon
    from align.model.bitext import SOURCE_STATES, STATUSES, Bitext, Provenance, Unit
    from align.model.candidates import CANDIDATE_KINDS, DECISIONS, Candidate
    from align.model.codes import CODE_KINDS, Code
    from align.model.issues import SEVERITIES, Finding, Issue, Place, Rule
    from align.model.roundtrip import (
        CHANGES,
        DIGESTED,
        FILLINGS,
        SHARED,
        STALE,
        VERDICTS,
        WAS_BACK_TRANSLATED,
        Conflict,
        Filling,
        Leftover,
        Merging,
        Returned,
        ReturnedRow,
        UnitChange,
        Verdict,
    )
    from align.model.rules import BreakRule, RuleFile, RuleSet
    from align.model.sheets import COLUMNS, PLACEHOLDER, Entry, Row, Run, Sheet
    from align.model.terms import (
        CASES,
        FULL_FORMS,
        MATCHED_BY,
        TERM_STATUSES,
        TERM_TYPES,
        Concept,
        Hit,
        LayerConflict,
        Term,
        Termbase,
    )
    from align.model.text import BLOCK_KINDS, NEWLINES, QUOTATIONS, Block, Document, Segment

__all__ = [
    "BLOCK_KINDS",
    "CANDIDATE_KINDS",
    "CASES",
    "CHANGES",
    "CODE_KINDS",
    "COLUMNS",
    "DECISIONS",
    "DIGESTED",
    "FILLINGS",
    "FULL_FORMS",
    "MATCHED_BY",
    "NEWLINES",
    "PLACEHOLDER",
    "QUOTATIONS",
    "SEVERITIES",
    "SHARED",
    "SOURCE_STATES",
    "STALE",
    "STATUSES",
    "TERM_STATUSES",
    "TERM_TYPES",
    "VERDICTS",
    "WAS_BACK_TRANSLATED",
    "Alignment",
    "Bead",
    "Bitext",
    "Block",
    "BreakRule",
    "Candidate",
    "Code",
    "Concept",
    "Conflict",
    "Document",
    "Entry",
    "Evidence",
    "Filling",
    "Finding",
    "Hit",
    "Issue",
    "LayerConflict",
    "Leftover",
    "Merging",
    "Pair",
    "Place",
    "Provenance",
    "Returned",
    "ReturnedRow",
    "Row",
    "Rule",
    "RuleFile",
    "RuleSet",
    "Run",
    "Segment",
    "Sheet",
    "Side",
    "Term",
    "Termbase",
    "Unit",
    "UnitChange",
    "UserLexicon",
    "Verdict",
]

__getattr__ = lazy_names(
    __name__,
    {
        "align.model.alignment": (
            "Alignment",
            "Bead",
            "Evidence",
            "Pair",
            "Side",
            "UserLexicon",
        ),
        "align.model.bitext": (
            "SOURCE_STATES",
            "STATUSES",
            "Bitext",
            "Provenance",
            "Unit",
        ),
        "align.model.candidates": (
            "CANDIDATE_KINDS",
            "DECISIONS",
            "Candidate",
        ),
        "align.model.codes": (
            "CODE_KINDS",
            "Code",
        ),
        "align.model.issues": (
            "SEVERITIES",
            "Finding",
            "Issue",
            "Place",
            "Rule",
        ),
        "align.model.roundtrip": (
            "CHANGES",
            "DIGESTED",
            "FILLINGS",
            "SHARED",
            "STALE",
            "VERDICTS",
            "WAS_BACK_TRANSLATED",
            "Conflict",
            "Filling",
            "Leftover",
            "Merging",
            "Returned",
            "ReturnedRow",
            "UnitChange",
            "Verdict",
        ),
        "align.model.rules": (
            "BreakRule",
            "RuleFile",
            "RuleSet",
        ),
        "align.model.sheets": (
            "COLUMNS",
            "PLACEHOLDER",
            "Entry",
            "Row",
            "Run",
            "Sheet",
        ),
        "align.model.terms": (
            "CASES",
            "FULL_FORMS",
            "MATCHED_BY",
            "TERM_STATUSES",
            "TERM_TYPES",
            "Concept",
            "Hit",
            "LayerConflict",
            "Term",
            "Termbase",
        ),
        "align.model.text": (
            "BLOCK_KINDS",
            "NEWLINES",
            "QUOTATIONS",
            "Block",
            "Document",
            "Segment",
        ),
    },
    globals(),
)
