"""A bitext as a page of HTML, source and target side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import BinaryIO, Final

from align.formats.bilingual.shown import Shown, shown, title_of
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.model import Bitext, Sheet
from align.text.pages import language_attributes, page
from align.text.xml import fit

__all__ = ["STYLE", "link", "table", "write"]

_ANCHOR: Final = re.compile(r"[A-Za-z][A-Za-z0-9._:-]{0,100}")
STYLE: Final = """
table.bitext { border-collapse: collapse; width: 100%; table-layout: fixed; }
.bitext th, .bitext td { border: 1px solid var(--line); padding: .4em .6em; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
.bitext thead th, .bitext th.section { background: var(--head); }
.bitext th.id { width: 5.5em; }
.bitext td.id { color: var(--soft); font-size: .8em; }
.bitext td.id a { color: inherit; text-decoration: none; }
.bitext tr:target td { background: color-mix(in srgb, #ffd24d 25%, transparent); }
.text { white-space: pre-wrap; }
.missing { color: var(--soft); font-style: italic; }
.speaker { font-weight: 600; }
.remark, .states { color: var(--soft); font-size: .85em; white-space: pre-wrap; }
@media print {
  table.bitext { width: calc(100% - 1px); }
  .bitext thead { display: table-header-group; }
  .bitext tr { break-inside: avoid; }
  .bitext tr.section { break-after: avoid; }
  .bitext thead th, .bitext th.section { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet as rows of a table.

    Returns:
        Sentences on what the page does not show.
    """
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["html"])
    pieces = page(title_of(bitext), table(bitext, tally), STYLE)
    stream.writelines(piece.encode() for piece in pieces)
    return [*tally.notes(), *aside_notes(bitext, "html")]


def table(bitext: Bitext, tally: Tally) -> Iterator[str]:
    """The units as rows of a table, piece by piece; :data:`STYLE` is made for it.

    Args:
        bitext: The units.
        tally: What is not shown goes into it.
    """
    sides = [language_attributes(lang) for lang in (bitext.source_lang, bitext.target_lang)]
    yield (
        f'<table class="bitext">\n<thead><tr><th class="id">id</th>'
        f"<th>{_text(bitext.source_lang)}</th><th>{_text(bitext.target_lang)}</th></tr></thead>\n<tbody>\n"
    )
    for row in shown(bitext, tally):
        yield _row(row, sides)
    yield "</tbody>\n</table>\n"


def link(unit: str) -> str:
    """The id of a unit as a link to its row, where it can be the name of one."""
    name = _text(unit)
    return f'<a href="#{name}">{name}</a>' if _ANCHOR.fullmatch(unit) else name


def _row(row: Shown, sides: list[str]) -> str:
    head = f'<tr class="section"><th class="section text" colspan="3">{_text(row.section)}</th></tr>\n'
    anchor = f' id="{row.id}"' if _ANCHOR.fullmatch(row.id) else ""
    missing = " missing" if row.is_missing else ""
    speaker = f'<div class="speaker">{_text(row.speaker)}</div>' if row.speaker else ""
    remarks = "".join(f'<div class="remark">{_text(remark)}</div>' for remark in row.remarks)
    states = f'<div class="states">{_text(row.states)}</div>' if row.states else ""
    return (
        f'{head if row.section else ""}<tr{anchor}><td class="id">{link(row.id)}{states}</td>'
        f'<td><div class="text{missing}"{"" if missing else sides[0]}>{_text(row.source)}</div></td>'
        f'<td>{speaker}<div class="text"{sides[1]}>{_text(row.target)}</div>{remarks}</td></tr>\n'
    )


def _text(text: str) -> str:
    return escape(fit(text)).replace("\r\n", "\n").replace("\r", "\n")
