"""Translation alignment: segments, source slots, terms, checks, bilingual sheets.

The names below are all that most programs need. Each is imported when it is first used, so that ``import align`` stays
light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import lazy_names
from align.version import __version__

if TYPE_CHECKING:
    from align.errors import AlignError
    from align.inspecting import check
    from align.loading import load_lexicon, load_termbase, read
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
    from align.project import make_sheet, segment, write
    from align.reporting import report
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
    "check",
    "load_lexicon",
    "load_termbase",
    "make_sheet",
    "plot",
    "read",
    "report",
    "segment",
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
        "align.loading": ("load_lexicon", "load_termbase", "read"),
        "align.inspecting": ("check",),
        "align.project": ("make_sheet", "segment", "write"),
        "align.plotting": ("plot",),
        "align.reporting": ("report",),
        "align.texts": ("align_texts",),
    },
    globals(),
)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
