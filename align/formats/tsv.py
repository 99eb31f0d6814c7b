"""A bitext as tab-separated lines, for other programs: a header, then one line a unit. Written only.

Nothing is quoted: a tab is always the end of a field, a new line always the end of a unit. What would break that in a
text becomes a space, and that is told.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from align.model import Row, Sheet, Unit

__all__ = ["write"]

_FIELDS: Final = (
    *("id", "source", "target", "score", "status", "source_state"),
    *("section", "speaker", "terms", "issues", "note", "comment"),
)
_BREAKS: Final = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_LONE: Final = re.compile("[\ud800-\udfff]")


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet with the terms and issues that were found."""
    stream.write(("\t".join(_FIELDS) + "\n").encode())
    broken = halves = 0
    for unit, row in zip(sheet.bitext.units, sheet.rows, strict=True):
        cells = []
        for text in _texts(unit, row):
            flat = _BREAKS.sub(" ", text)
            whole = _LONE.sub("\ufffd", flat)
            broken += flat != text
            halves += whole != flat
            cells.append(whole)
        stream.write(("\t".join(cells) + "\n").encode())
    notes = []
    if broken:
        notes.append(f"tabs and line ends in {_texts_of(broken)} became spaces")
    if halves:
        notes.append(f"half characters in {_texts_of(halves)} became U+FFFD")
    return notes


def _texts_of(number: int) -> str:
    return f"{number} text{'' if number == 1 else 's'}"


def _texts(unit: Unit, row: Row) -> list[str]:
    shown = {
        "score": "" if unit.score is None else f"{unit.score:.6g}",
        "terms": "".join(run.text for run in row.terms).replace("\n", "; "),
        "issues": row.issues.replace("\n", "; "),
    }
    return [shown[name] if name in shown else getattr(unit, name) for name in _FIELDS]
