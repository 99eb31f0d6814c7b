"""Tabs that a sheet has only where there is something to show: conflicts, units that are gone, leftovers of sources.

They show what the hidden tab keeps; nothing is read back from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font

from align.formats.xlsx import style
from align.formats.xlsx.layout import CONFLICTS_TAB, GONE_TAB, LEFTOVERS_TAB
from align.formats.xlsx.page import Page, row_height
from align.model import Bitext

__all__ = ["Table", "tables", "write_table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts.

    Attributes:
        columns: Title of each column, its width in characters, and the language of what it holds, or nothing.
        rows: The cells of each row.
    """

    columns: Sequence[tuple[str, float, str]]
    rows: Sequence[Sequence[str]]


def tables(bitext: Bitext) -> dict[str, Table]:
    """The further tabs of a bitext by name; only those that hold anything."""
    source, target = bitext.source_lang, bitext.target_lang
    final = {unit.id for unit in bitext.units if unit.status == "final"}
    found = {
        CONFLICTS_TAB: Table(
            (
                ("id", 9, ""),
                ("field", 13, ""),
                ("in this sheet", 50, source),
                ("came back", 50, source),
                ("from", 24, ""),
            ),
            [(c.unit, c.field, c.ours, c.theirs, c.origin) for c in bitext.conflicts if c.unit not in final],
        ),
        GONE_TAB: Table(
            (
                *(("id", 9, ""), ("section", 15, ""), ("source", 38, source), ("source_state", 15, "")),
                *(("target", 50, target), ("status", 12, ""), ("note", 14, ""), ("comment", 30, "")),
            ),
            [(u.id, u.section, u.source, u.source_state, u.target, u.status, u.note, u.comment) for u in bitext.gone],
        ),
        LEFTOVERS_TAB: Table(
            (("file", 24, ""), ("line", 8, ""), ("source without a unit", 80, source)),
            [(part.origin, str(part.line or ""), part.text) for part in bitext.leftovers],
        ),
    }
    return {name: table for name, table in found.items() if table.rows}


def write_table(page: Page, table: Table) -> None:
    """A locked table with a header that stays and a filter."""
    ws = page.ws
    font, fill, alignment = style.header_look(unlocked=False)
    page.add_style("header", font=font, fill=fill, alignment=alignment)
    for place, (name, width, lang) in enumerate(table.columns):
        ws.column_dimensions[chr(ord("A") + place)].width = width
        page.add_style(
            name,
            font=Font(name=style.font_for(lang) if lang else "Arial", size=11 if lang else 9, color=style.INK),
            alignment=Alignment(wrap_text=True, vertical="top"),
            border=style.border(),
        )
    ws.freeze_panes = "A2"
    ws.auto_filter.ref = f"A1:{chr(ord('A') + len(table.columns) - 1)}{len(table.rows) + 1}"
    page.protect()
    page.print_landscape(title_rows="1:1")
    page.append([page.text(name, "header") for name, _, _ in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        height = row_height((text, width, 11 if lang else 9) for text, (_, width, lang) in cells)
        page.append([page.text(text, name) for text, (name, _, _) in zip(row, table.columns, strict=True)], height)
