"""How the workbook is laid out: what its tabs are called and which column shows which field."""

from __future__ import annotations

from typing import Final

from align.model import COLUMNS

__all__ = [
    "CONFLICTS_TAB",
    "FIELDS",
    "GLOSSARY_TAB",
    "GONE_TAB",
    "HOW_TO_TAB",
    "LEDGER_TAB",
    "LEDGER_VERSION",
    "LEFTOVERS_TAB",
    "PROGRESS_TAB",
    "TABS",
    "UNITS_TAB",
    "column_letter",
]

UNITS_TAB: Final = "Alignment"
CONFLICTS_TAB: Final = "Conflicts"
GONE_TAB: Final = "Gone"
LEFTOVERS_TAB: Final = "Source leftovers"
GLOSSARY_TAB: Final = "Glossary"
PROGRESS_TAB: Final = "Progress"
HOW_TO_TAB: Final = "How to"
LEDGER_TAB: Final = "_align"
TABS: Final = (
    *(UNITS_TAB, CONFLICTS_TAB, GONE_TAB, LEFTOVERS_TAB),
    *(GLOSSARY_TAB, PROGRESS_TAB, HOW_TO_TAB, LEDGER_TAB),
)
LEDGER_VERSION: Final = 1

FIELDS: Final = ("id", "section", "speaker", "source", "source_state", "target", "status", "note", "comment", "score")
"""The columns that hold fields of a unit; the others show what was found in it."""


def column_letter(name: str) -> str:
    """The letter of a column of the units tab."""
    return chr(ord("A") + COLUMNS.index(name))
