"""Pictures as parts of a page: the drawing, what it shows in words, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from align.pictures.series import Series, Table
from align.text.pages import as_text, language_attributes

__all__ = ["SCROLLED", "STYLE", "picture", "table"]

STYLE: Final = """
h2 { font-size: 1.2em; margin: 2em 0 .4em; }
p.summary { color: var(--soft); margin: .3em 0 1em; }
figure { margin: 0 0 1em; overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; color: var(--ink); }
.scroll { overflow-x: auto; }
table.numbers { border-collapse: collapse; font-size: .9em; font-variant-numeric: tabular-nums; }
table.numbers caption { text-align: start; color: var(--soft); padding: 0 0 .3em; }
table.numbers th, table.numbers td { border-bottom: 1px solid var(--line); padding: .25em .7em; text-align: start;
  vertical-align: top; overflow-wrap: break-word; }
table.numbers thead th { font-weight: 600; }
table.numbers tbody th { font-weight: 400; min-width: 6em; max-width: 24em; }
table.numbers td.number, table.numbers th.number { text-align: end; }
table.numbers td.number { white-space: nowrap; }
table.numbers thead th { background: var(--head); vertical-align: bottom; }
@media print {
  figure, table.numbers tr { break-inside: avoid; }
  figure { overflow: visible; } .scroll { overflow: visible; }
  h2, p.summary, caption { break-after: avoid; } p.summary { break-inside: avoid; }
  table.numbers thead { display: table-header-group; }
}
"""
SCROLLED: Final = '<div class="scroll" tabindex="0">'
"""What a wide table stands in; with the keyboard one gets to it, too."""


def picture(one: Series, drawing: str | None) -> str:
    """A section with a picture, the sentence that sums it up, and the table of its numbers.

    Args:
        one: The numbers.
        drawing: The drawing as an SVG element, or None where there is none.
    """
    figure = f"<figure>\n{drawing}\n</figure>\n" if drawing else ""
    return (
        f'<section id="picture-{one.kind}">\n<h2>{as_text(one.title)}</h2>\n'
        f'<p class="summary">{as_text(one.summary)}</p>\n'
        f"{figure}{table(one.table, f'{one.title}: the numbers')}</section>\n"
    )


def table(content: Table, caption: str) -> str:
    """A table of numbers."""
    columns = list(zip(*content.rows, strict=True)) if content.rows else [()] * len(content.head)
    numeric = [all(_is_number(cell) for cell in column) for column in columns]
    langs = content.langs or ("",) * len(content.head)
    head = "".join(
        f'<th scope="col"{_class(is_number)}>{as_text(name)}</th>'
        for name, is_number in zip(content.head, numeric, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, numeric, langs)}</tr>\n" for row in content.rows)
    return (
        f'{SCROLLED}<table class="numbers">\n<caption>{as_text(caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _cells(row: Iterable[str], numeric: Iterable[bool], langs: Iterable[str]) -> str:
    cells = []
    for number, (text, is_number, lang) in enumerate(zip(row, numeric, langs, strict=True)):
        name, scope = ("td", "") if number else ("th", ' scope="row"')
        told = language_attributes(lang) if lang and text else ""
        cells.append(f"<{name}{scope}{_class(is_number)}{told}>{as_text(text)}</{name}>")
    return "".join(cells)


def _class(is_number: bool) -> str:  # noqa: FBT001
    return ' class="number"' if is_number else ""


def _is_number(cell: str) -> bool:
    return not cell.strip("0123456789,.% –")
