"""Fonts, colours and widths of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side

from align.text.tags import primary, standard_tag

__all__ = [
    "COLUMN_LOOKS",
    "DIM",
    "INK",
    "TINTS",
    "Look",
    "background",
    "border",
    "cell_alignment",
    "cell_font",
    "fill",
    "font_for",
    "header_look",
    "protection",
    "run_font",
]

# A font of the system that shows the language; other systems put their own in its place.
_FONTS: Final = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic", "th": "Leelawadee UI"}
_TRADITIONAL: Final = ("Hant", "TW", "HK", "MO")
_DEFAULT_FONT: Final = "Arial"

INK: Final = "FF1F2933"
DIM: Final = "FF8A94A0"
_TERM: Final = "FF1A56A8"
_BAD: Final = "FFB3261E"
_HEADER: Final = "FF24435C"
_HEADER_OPEN: Final = "FF0F766E"
_LOCKED: Final = "FFF6F7F9"
_LINE: Final = "FFD5DAE0"

TINTS: Final = {
    "missing": "FFFDE7D3",
    "back-translated": "FFE9E0F5",
    "original": "FFD8EFE3",
    "initial": "FFECEFF2",
    "translated": "FFFFF4CC",
    "reviewed": "FFD9E8FA",
    "final": "FFD8EFE3",
    "error": "FFF9D6D3",
    "warning": "FFFDECC8",
    "info": "FFE6EEF7",
    "used": "FFE6EEF7",
}
"""Background of states, statuses and severities, and of the concepts that a sheet uses."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a column looks: width in characters, size of its type in points, and whether people may write in it."""

    width: float
    size: float = 9
    unlocked: bool = False
    centred: bool = False
    dim: bool = False
    side: str = ""


COLUMN_LOOKS: Final = {
    "id": Look(8, dim=True),
    "#": Look(5, centred=True, dim=True),
    "section": Look(15, dim=True),
    "speaker": Look(13),
    "source": Look(38, size=11, unlocked=True, side="source"),
    "source_state": Look(15, unlocked=True, centred=True),
    "target": Look(54, size=11, side="target"),
    "status": Look(12, unlocked=True, centred=True),
    "terms": Look(38, side="source"),
    "issues": Look(34),
    "note": Look(14),
    "comment": Look(24, unlocked=True),
    "score": Look(7, centred=True, dim=True),
    "hash": Look(10, dim=True),
}


def font_for(lang: str) -> str:
    """The name of a font that shows a language."""
    if primary(lang) == "zh" and any(part in standard_tag(lang).split("-") for part in _TRADITIONAL):
        return "Microsoft JhengHei"
    return _FONTS.get(primary(lang), _DEFAULT_FONT)


def fill(color: str) -> PatternFill:
    """A plain background, fit for cells and for conditional formats."""
    return PatternFill(start_color=color, end_color=color, fill_type="solid")


def run_font(style: str, font: str, size: float, *, struck: bool) -> InlineFont:
    """The font of a stretch inside a cell.

    Args:
        style: As in :class:`align.model.Run`.
        font: Name of the cell's font: a run without one falls back to the workbook's.
        size: In points.
        struck: Whether bad terms are struck out rather than underlined.
    """
    color = {"term": _TERM, "bad": _BAD, "avoid": DIM, "dim": DIM}.get(style, INK)
    bad = style == "bad"
    return InlineFont(
        rFont=font,
        sz=size,
        color=Color(rgb=color),
        b=style == "term" or (bad and not struck) or None,
        strike=(bad and struck) or style == "avoid" or None,
        u="single" if bad and not struck else None,
    )


def cell_font(font: str, look: Look) -> Font:
    """The font of a column's cells."""
    return Font(name=font, size=look.size, color=DIM if look.dim else INK)


def cell_alignment(look: Look) -> Alignment:
    """Wrapped text that begins at the top."""
    return Alignment(wrap_text=True, vertical="top", horizontal="center" if look.centred else None)


def border() -> Border:
    """A thin line below a row."""
    return Border(bottom=Side(style="thin", color=_LINE))


def background(look: Look) -> PatternFill:
    """White where people write, grey elsewhere."""
    return PatternFill() if look.unlocked or look.side == "target" else fill(_LOCKED)


def protection(look: Look) -> Protection:
    """Unlocked where people write."""
    return Protection(locked=not look.unlocked)


def header_look(*, unlocked: bool) -> tuple[Font, PatternFill, Alignment]:
    """Font, background and alignment of a header cell; the columns that people fill stand out."""
    return (
        Font(name=_DEFAULT_FONT, size=10, bold=True, color="FFFFFFFF"),
        fill(_HEADER_OPEN if unlocked else _HEADER),
        Alignment(vertical="center", wrap_text=True),
    )
