"""What a review sheet says of its rows: which are taken into a termbase, and which are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from align.errors import FormatError
from align.formats.csv_records import Record
from align.model import DECISIONS

__all__ = ["kept", "undecided"]

_TAKEN: Final = frozenset(("keep", "edit"))
_NOT_TAKEN: Final = {"drop": "to drop", "": "without a decision", "known": "known already"}


def _is_review(header: Sequence[str]) -> bool:
    """Whether the first row of a table is that of a review sheet."""
    return {"decision", "found"} <= set(header)


def kept(found: list[Record]) -> list[Record]:
    """The rows of a table that are to be taken: of a review sheet those that are kept and edited, else all.

    Raises:
        FormatError: A decision is none.
    """
    if not found or not _is_review(header := _header(found)):
        return found
    decision = header.index("decision")
    taken = [found[0]]
    for record in found[1:]:
        if len(record.fields) != len(header):
            taken.append(record)  # which is refused where its fields are read
            continue
        told = record.fields[decision].strip().casefold()
        if told and told not in DECISIONS:
            raise FormatError(
                f"decision {record.fields[decision]!r} is none of {', '.join(DECISIONS)}", line=record.line
            )
        if told in _TAKEN:
            taken.append(record)
    return taken


def undecided(found: list[Record]) -> list[str]:
    """One sentence on the rows of a review sheet that are not taken, or none."""
    if not found or not _is_review(header := _header(found)):
        return []
    place = header.index("decision")
    counts = Counter(record.fields[place].strip().casefold() for record in found[1:] if len(record.fields) > place)
    said = [f"{counts[name]} {called}" for name, called in _NOT_TAKEN.items() if counts[name]]
    return [f"rows that are not taken: {', '.join(said)}"] if said else []


def _header(found: Sequence[Record]) -> list[str]:
    return [name.strip().lower() for name in found[0].fields]
