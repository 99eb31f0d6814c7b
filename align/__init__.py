"""Translation alignment: segments, source slots, terms, checks, bilingual sheets.

The names below are all that most programs need. Each is imported when it is first used, so that ``import align`` stays
light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from align.version import __version__

if TYPE_CHECKING:
    from align.errors import AlignError
    from align.model import Bitext, Document, Hit, Issue, Provenance, Segment, Term, Termbase, Unit
    from align.project import check, load_termbase, make_sheet, read, segment, write

__all__ = [
    "AlignError",
    "Bitext",
    "Document",
    "Hit",
    "Issue",
    "Provenance",
    "Segment",
    "Term",
    "Termbase",
    "Unit",
    "__version__",
    "check",
    "load_termbase",
    "make_sheet",
    "read",
    "segment",
    "write",
]

_HOMES = {
    "align.errors": ("AlignError",),
    "align.model": ("Bitext", "Document", "Hit", "Issue", "Provenance", "Segment", "Term", "Termbase", "Unit"),
    "align.project": ("check", "load_termbase", "make_sheet", "read", "segment", "write"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(home), name)
            return value
    raise AttributeError(f"module 'align' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
