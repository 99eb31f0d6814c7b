"""Translation alignment: segments, source slots, terms, checks, bilingual sheets.

The names below are all that most programs need. Each is imported when it is first used, so that ``import align`` stays
light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import lazy_names
from align.version import __version__

if TYPE_CHECKING:
    from align.alignment.scoring import score
    from align.errors import AlignError
    from align.inspecting import check
    from align.loading import load_alignment, load_lexicon, load_termbase, read
    from align.model import (
        Alignment,
        Bead,
        Bitext,
        Document,
        Hit,
        Issue,
        Provenance,
        Segment,
        Term,
        Termbase,
        Unit,
        UserLexicon,
    )
    from align.plotting import plot
    from align.project import find_terms, make_sheet, segment, write
    from align.reporting import report
    from align.roundtrip import attach_files, merge_files, update_file
    from align.termbases.extract import extract_terms
    from align.termbases.lint import lint_glossary
    from align.texts import align_texts

__all__ = [
    "AlignError",
    "Alignment",
    "Bead",
    "Bitext",
    "Document",
    "Hit",
    "Issue",
    "Provenance",
    "Segment",
    "Term",
    "Termbase",
    "Unit",
    "UserLexicon",
    "__version__",
    "align_texts",
    "attach_files",
    "check",
    "extract_terms",
    "find_terms",
    "lint_glossary",
    "load_alignment",
    "load_lexicon",
    "load_termbase",
    "make_sheet",
    "merge_files",
    "plot",
    "read",
    "report",
    "score",
    "segment",
    "update_file",
    "write",
]

__getattr__ = lazy_names(
    __name__,
    {
        "align.errors": ("AlignError",),
        "align.model": (
            "Alignment",
            "Bead",
            "Bitext",
            "Document",
            "Hit",
            "Issue",
            "Provenance",
            "Segment",
            "Term",
            "Termbase",
            "Unit",
            "UserLexicon",
        ),
        "align.alignment.scoring": ("score",),
        "align.loading": ("load_alignment", "load_lexicon", "load_termbase", "read"),
        "align.inspecting": ("check",),
        "align.project": ("find_terms", "make_sheet", "segment", "write"),
        "align.plotting": ("plot",),
        "align.reporting": ("report",),
        "align.roundtrip": ("attach_files", "merge_files", "update_file"),
        "align.termbases.extract": ("extract_terms",),
        "align.termbases.lint": ("lint_glossary",),
        "align.texts": ("align_texts",),
    },
    globals(),
)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
