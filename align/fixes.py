"""Certain fixes, applied to texts and bitexts: planned first, written only when asked for."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from align import formats
from align.errors import ArgumentError, EncodingError
from align.inspecting import Checked
from align.model import Bitext, Issue, Termbase, Unit
from align.project import write
from align.storage import read_bytes, replacing
from align.text.decoding import decode

__all__ = ["Fixed", "apply_fixes", "plan_fixes"]

CONFIRMED: Final = frozenset({"reviewed", "final"})
"""States of units that people have confirmed; nothing is changed in them."""
DOCUMENTS: Final = frozenset(formats.DOCUMENT_READERS) - {"txt"}
"""Formats of texts that are read and never written."""
_MARKS: Final = (
    (b"", ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A unit whose target certain fixes change.

    Attributes:
        unit: The unit as it is.
        target: Its target as it would be.
        issues: The issues that are fixed, in order; their spans do not overlap.
    """

    unit: Unit
    target: str
    issues: tuple[Issue, ...]


def plan_fixes(checked: Checked) -> list[Fixed]:
    """What the certain fixes of a file would change; of fixes that overlap the first is taken.

    Suppressed issues and confirmed units are left alone.
    """
    by_unit: dict[str, list[Issue]] = defaultdict(list)
    for issue in checked.issues:
        if issue.fix is not None and issue.side == "target" and not issue.suppressed:
            by_unit[issue.unit].append(issue)
    planned = []
    for unit in checked.bitext.units:
        chosen = list(_apart(by_unit.get(unit.id, ())))
        if not chosen or unit.status in CONFIRMED:
            continue
        target = _changed(unit.target, [(issue.start, issue.end, issue.fix or "") for issue in chosen])
        if target != unit.target:
            planned.append(Fixed(unit, target, tuple(chosen)))
    return planned


def _apart(issues: Sequence[Issue]) -> Iterator[Issue]:
    end = -1
    for issue in sorted(issues, key=lambda issue: (issue.start, issue.end)):
        if issue.start >= end and (issue.start, issue.end) != (end, end):
            yield issue
            end = issue.end


def _changed(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, replacement in reversed(edits):
        text = text[:start] + replacement + text[end:]
    return text


def apply_fixes(
    checked: Checked, planned: Sequence[Fixed], *, termbase: Termbase | None = None, encoding: str | None = None
) -> None:
    """Write what was planned into the file itself, whole or not at all.

    A text keeps every other byte. A bitext is written anew, as :func:`align.write` does.

    Args:
        checked: The file as it was checked.
        planned: What :func:`plan_fixes` gave for it.
        termbase: The terms to show in a sheet.
        encoding: That the text was read in.

    Raises:
        AlignError: The file cannot be written, its bytes cannot be kept, or its text was taken out of a document, which
            holds more than text.
    """
    if not planned:
        return
    if formats.format_of(checked.path) in DOCUMENTS:
        raise ArgumentError(
            "is no plain text and only read; make the changes in the program that wrote it", path=checked.path
        )
    targets = {fixed.unit.id: fixed.target for fixed in planned}
    if formats.format_of(checked.path) in formats.READERS:
        write(_with_targets(checked.bitext, targets), checked.path, termbase=termbase, force=True)
        return
    data = read_bytes(checked.path)
    text = decode(data, encoding)
    mark, name = _form(data, text, encoding, checked)
    edits = [(fixed.unit.start, fixed.unit.end, fixed.target) for fixed in planned]
    if any(text[fixed.unit.start : fixed.unit.end] != fixed.unit.target for fixed in planned):
        raise EncodingError("was changed while it was being checked; check it again", path=checked.path)
    with replacing(checked.path, force=True) as stream:
        stream.write(mark + _encoded(_changed(text, edits), name))


def _with_targets(bitext: Bitext, targets: Mapping[str, str]) -> Bitext:
    units = (replace(unit, target=targets[unit.id]) if unit.id in targets else unit for unit in bitext.units)
    return replace(bitext, units=tuple(units))


def _form(data: bytes, text: str, encoding: str | None, checked: Checked) -> tuple[bytes, str]:
    """The byte order mark and the encoding in which a text gives the bytes that it was read from."""
    for mark, name in _MARKS:
        try:
            if data == mark + _encoded(text, name or encoding or "utf-8"):
                return mark, name or encoding or "utf-8"
        except UnicodeError:
            continue
    raise EncodingError("its bytes cannot be kept in this encoding; fix it by hand", path=checked.path)


def _encoded(text: str, name: str) -> bytes:
    return text.encode(name, "surrogatepass" if name.startswith("utf-") else "strict")
