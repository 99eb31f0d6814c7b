"""The tabs beside the units: glossary, progress, how-to."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

from openpyxl.styles import Alignment, Font

from align.formats.xlsx import style
from align.formats.xlsx.layout import UNITS_TAB, column_letter
from align.formats.xlsx.page import Page, row_height
from align.model import SOURCE_STATES, STATUSES, Bitext, Sheet

__all__ = ["write_glossary", "write_how_to", "write_progress"]

_GLOSSARY_WIDTHS: Final = {
    "concept": 20,
    "source": 20,
    "target": 30,
    "also": 26,
    "avoid": 26,
    "keep": 7,
    "definition": 52,
    "note": 40,
    "uses": 7,
}
_MOST_SECTIONS: Final = 500


def write_glossary(page: Page, sheet: Sheet) -> None:
    """All concepts, one a row; those that the sheet uses stand out, and can be filtered by their number of uses."""
    ws = page.ws
    fonts = {"source": style.font_for(sheet.bitext.source_lang), "target": style.font_for(sheet.bitext.target_lang)}
    font, fill, alignment = style.header_look(unlocked=False)
    page.add_style("header", font=font, fill=fill, alignment=alignment)
    for place, (name, width) in enumerate(_GLOSSARY_WIDTHS.items()):
        ws.column_dimensions[chr(ord("A") + place)].width = width
        size = 11 if name in fonts else 9
        font_name = fonts.get(name, fonts["source"] if name == "note" else "Arial")
        page.add_style(
            name,
            font=Font(name=font_name, size=size, color=style.INK, strike=name == "avoid" or None),
            alignment=Alignment(wrap_text=True, vertical="top"),
            border=style.border(),
        )
        page.add_style(f"{name} used", base=name, fill=style.fill(style.TINTS["used"]))
    ws.freeze_panes = "A2"
    ws.auto_filter.ref = f"A1:{chr(ord('A') + len(_GLOSSARY_WIDTHS) - 1)}{len(sheet.glossary) + 1}"
    page.protect()
    page.print_landscape(title_rows="1:1")
    titles = {"source": sheet.bitext.source_lang, "target": sheet.bitext.target_lang}
    page.append([page.text(titles.get(name, name), "header") for name in _GLOSSARY_WIDTHS])
    for entry in sheet.glossary:
        texts = {
            "concept": entry.concept,
            "source": entry.source,
            "target": entry.target,
            "also": "\n".join(entry.also),
            "avoid": "\n".join(entry.avoid),
            "keep": "keep" if entry.keep else "",
            "definition": entry.definition,
            "note": entry.note,
        }
        height = row_height((text, _GLOSSARY_WIDTHS[name], 11 if name in fonts else 9) for name, text in texts.items())
        mark = " used" if entry.uses else ""
        cells = [page.text(text, name + mark) for name, text in texts.items()]
        page.append([*cells, page.number(entry.uses or None, "uses" + mark)], height)


def write_progress(page: Page, bitext: Bitext) -> None:
    """Counts that follow the work: formulas over the units tab."""
    ws = page.ws
    for letter, width in zip("ABCDEFG", (44, 12, 14, 14, 14, 14, 14), strict=True):
        ws.column_dimensions[letter].width = width
    _progress_styles(page)
    page.protect()
    page.print_landscape()
    last = len(bitext.units) + 1
    if last == 1:
        page.append([page.text("No units.", "label")])
        return

    def cells(name: str) -> str:
        letter = column_letter(name)
        return f"{UNITS_TAB}!${letter}$2:${letter}${last}"

    page.append([page.text("Progress", "header"), *(page.text(title, "count header") for title in ("units", "share"))])
    page.append([page.text("all", "label"), page.formula(f"=COUNTA({cells('id')})", "count")])
    filled = f'COUNTIF({cells("source_state")},"<>missing")'
    page.append(
        [page.text("slots filled", "label"), page.formula(f"={filled}", "count"), page.formula("=B3/$B$2", "share")]
    )
    row = 4
    for name, values in (("source_state", SOURCE_STATES), ("status", STATUSES)):
        for value in values:
            count = page.formula(f'=COUNTIF({cells(name)},"{value}")', "count")
            page.append([page.text(f"{name}: {value}", value), count, page.formula(f"=B{row}/$B$2", "share")])
            row += 1
    page.append([])
    sections = list(dict.fromkeys(unit.section for unit in bitext.units))
    if len(sections) > _MOST_SECTIONS:
        page.append([page.text(f"{len(sections):,} sections: too many to list here", "label")])
        return
    titles = ("units", "slots filled", *STATUSES)
    page.append([page.text("Section", "header"), *(page.text(title, "count header") for title in titles)])
    row += 2
    for section in sections:
        # SUMPRODUCT compares as text; COUNTIFS would take * ? < = in a heading for a pattern.
        here = f"({cells('section')}=$A{row})" if section else f'({cells("section")}="")'
        counts = [
            page.formula(f"=SUMPRODUCT(--{here})", "count"),
            page.formula(f'=SUMPRODUCT({here}*({cells("source_state")}<>"missing"))', "count"),
            *(page.formula(f'=SUMPRODUCT({here}*({cells("status")}="{status}"))', "count") for status in STATUSES),
        ]
        label = page.text(section or "(before the first heading)", "label")
        page.append([label, *counts], row_height([(section, 44, 10)]))
        row += 1


def _progress_styles(page: Page) -> None:
    font, fill, alignment = style.header_look(unlocked=False)
    page.add_style("header", font=font, fill=fill, alignment=alignment)
    plain = Font(name="Arial", size=10, color=style.INK)
    page.add_style("label", font=plain, border=style.border(), alignment=Alignment(wrap_text=True, vertical="top"))
    for value in (*SOURCE_STATES, *STATUSES):
        page.add_style(value, base="label", fill=style.fill(style.TINTS[value]))
    top = Alignment(vertical="top", horizontal="right")
    page.add_style("count header", base="header", alignment=top)
    page.add_style("count", font=plain, border=style.border(), alignment=top, number_format="0")
    page.add_style("share", base="count", number_format="0%")


def write_how_to(page: Page) -> None:
    """A page for the translator."""
    page.ws.column_dimensions["A"].width = 110
    page.add_style("heading", font=Font(name="Arial", size=12, bold=True, color=style.INK))
    page.add_style(
        "line",
        font=Font(name="Arial", size=10, color=style.INK),
        alignment=Alignment(wrap_text=True, vertical="top"),
    )
    page.protect()
    page.print_landscape()
    parts = tomllib.loads((files(__package__) / "howto.toml").read_text(encoding="utf-8"))["part"]
    for part in parts:
        lines = [(part["heading"], "heading"), *((line, "line") for line in part["lines"]), ("", "line")]
        for text, look in lines:
            page.append([page.text(text, look)], row_height([(text, 110, 10)]))
