"""Term use: a row a concept, a mark where it is used, missing, or called what it must not be."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from align.pictures.drawing.space import COLOURS, GRID, INK, Space, legend_mark, plain_axes, spread
from align.pictures.series import ranges
from align.pictures.terms import USES, ConceptUse, TermUse
from align.text.shown import fitted

__all__ = ["MOST", "draw", "height"]

MOST: Final = 30
"""How many concepts are drawn, the most frequent ones."""
_ROW: Final = 0.2
_LEFT: Final = 2.75
_WIDE: Final = 4.55
_LABEL: Final = 40
_MARKS: Final = {
    "used": (COLOURS["blue"], "|", 6.0, 1.2),
    "missing": (COLOURS["red"], "X", 6.0, 0.4),
    "forbidden": (COLOURS["orange"], "v", 6.0, 0.6),
}
"""Colour, mark, size and width of its edge."""
_MANY: Final = 500
_CELLS: Final = 500
_BINS: Final = 130
_SHADES: Final = (0.35, 0.65, 1.0)
_BAND: Final = 0.27  # of the height of a row
_NAMES: Final = {"used": "used", "missing": "in the source only", "forbidden": "a form that must not be used"}


def height(use: TermUse) -> float:
    """How many inches it takes."""
    return 0.95 + _ROW * len(use.concepts[:MOST]) + (0.2 if len(use.concepts) > MOST else 0)


def draw(use: TermUse, space: Space) -> None:
    """Draw it, the most frequent concept above; how often each comes up stands at the right."""
    concepts = use.concepts[:MOST]
    tall = _ROW * len(concepts)
    axes = space.axes(_LEFT, 0.4, _WIDE, tall)
    many = use.units > _MANY
    for number, kind in enumerate(USES):
        if many:
            _bands(axes, concepts, kind, use.units, number - 1)
        else:
            _marks(axes, concepts, kind, use.units)
    plain_axes(axes, x="unit (the darker, the more often)" if many else "unit")
    axes.set_xlim(0.5 - use.units * 0.01, use.units * 1.01 + 0.5)
    axes.set_ylim(len(concepts) - 0.5, -0.5)
    axes.set_yticks(range(len(concepts)), [fitted(concept.label, _LABEL) for concept in concepts])
    axes.tick_params(axis="y", length=0)
    axes.hlines(range(len(concepts)), 0, use.units + 0.5, color=GRID, alpha=0.15, linewidth=0.6, zorder=0)
    for row, concept in enumerate(concepts):
        axes.text(1.02, row, f"{concept.total:,}", transform=axes.get_yaxis_transform(), va="center", fontsize=8)
    space.text(_LEFT + _WIDE + 0.08, 0.18, "units", fontsize=8)
    space.legend(0.1, 0.02, [_meaning(use, kind, many=many) for kind in USES], columns=3)
    if len(use.concepts) > MOST:
        space.text(
            0.1, 0.85 + tall, f"The {MOST} most frequent of {len(use.concepts):,} concepts that come up.", fontsize=8
        )


def _meaning(use: TermUse, kind: str, *, many: bool) -> Line2D:
    colour, marker, _, edge = _MARKS[kind]
    name = f"{_NAMES[kind]}: {sum(len(getattr(concept, kind)) for concept in use.concepts):,}"
    if many:
        return legend_mark(name, colour)
    return legend_mark(name, colour, marker, markeredgewidth=edge, markeredgecolor=colour if kind == "used" else INK)


def _marks(axes: Axes, concepts: tuple[ConceptUse, ...], kind: str, units: int) -> None:
    colour, marker, size, edge = _MARKS[kind]
    places = [(place + 1.0, float(row)) for row, concept in enumerate(concepts) for place in getattr(concept, kind)]
    chosen = spread([(x, y * units / len(concepts)) for x, y in places], (units, units), _CELLS)
    axes.plot(
        [places[number][0] for number in chosen],
        [places[number][1] for number in chosen],
        linestyle="none",
        marker=marker,
        color=colour,
        markersize=size,
        markeredgewidth=edge,
        markeredgecolor=colour if kind == "used" else INK,
    )


def _bands(axes: Axes, concepts: tuple[ConceptUse, ...], kind: str, units: int, band: int) -> None:
    """Where it comes up in each stretch of the document, the darker the more often; one path a shade."""
    parts = ranges(units, _BINS)
    starts = [part.start for part in parts]
    found = [Counter(bisect_right(starts, place) - 1 for place in getattr(concept, kind)) for concept in concepts]
    most = max((count for row in found for count in row.values()), default=0)
    corners: dict[float, list[Path]] = {shade: [] for shade in _SHADES}
    for row, counts in enumerate(found):
        low = row + band * (_BAND + 0.03) - _BAND / 2
        for number, count in sorted(counts.items()):
            left, right = parts[number].start + 0.5, parts[number].stop + 0.5
            shade = _SHADES[(count * len(_SHADES) - 1) // most]
            corners[shade].append(
                Path([(left, low), (right, low), (right, low + _BAND), (left, low + _BAND), (left, low)], closed=True)
            )
    for shade, paths in corners.items():
        if paths:
            whole = Path.make_compound_path(*paths)
            axes.add_patch(PathPatch(whole, facecolor=_MARKS[kind][0], alpha=shade, linewidth=0))
