"""Documents to bitexts with source slots, and bitexts to the rows that people see. Pure; knows no file format."""

from align.sheet.aligned import build_aligned
from align.sheet.attaching import FoundSource, attach, fixed_units, source_runs
from align.sheet.digests import digest
from align.sheet.merging import merge
from align.sheet.rows import SheetMaker, build_sheet, glossary_entries
from align.sheet.slots import ROWS, build_bitext
from align.sheet.updating import update

__all__ = [
    "ROWS",
    "FoundSource",
    "SheetMaker",
    "attach",
    "build_aligned",
    "build_bitext",
    "build_sheet",
    "digest",
    "fixed_units",
    "glossary_entries",
    "merge",
    "source_runs",
    "update",
]
