"""Progress by section: a bar for the targets and one for the sources, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from matplotlib.axes import Axes

from align.model import STATUSES
from align.pictures.drawing.space import COLOURS, INK, SHADES, Space, legend_mark, plain_axes
from align.pictures.progress import Progress, Section
from align.text.shown import fitted

__all__ = ["draw", "height"]

_ROW: Final = 0.27
_LEFT: Final = 2.45
_BAR: Final = 2.55
_BETWEEN: Final = 0.2
_LABEL: Final = 36  # columns of a heading
_LEAST: Final = 0.075  # a number is written into a part of a bar that has this share of the longest bar
_STATUS_COLOURS: Final = dict(zip(STATUSES, SHADES, strict=True))
_STATE_COLOURS: Final = {"missing": "none", "back-translated": COLOURS["orange"], "original": COLOURS["green"]}


def height(progress: Progress) -> float:
    """How many inches it takes."""
    return 1.3 + _ROW * len(progress.shown())


def draw(progress: Progress, space: Space) -> None:
    """Draw it, the first section above."""
    sections = progress.shown()
    tall = _ROW * len(sections)
    targets = space.axes(_LEFT, 0.72, _BAR, tall)
    sources = space.axes(_LEFT + _BAR + _BETWEEN, 0.72, _BAR, tall)
    _stacked(targets, sections, [section.statuses for section in sections], _STATUS_COLOURS)
    _stacked(sources, sections, [section.source_states for section in sections], _STATE_COLOURS)
    targets.set_yticks(range(len(sections)), [_label(section) for section in sections])
    sources.set_yticks([])
    for axes in (targets, sources):
        axes.set_ylim(len(sections) - 0.5, -0.5)
        axes.set_xlim(0, 1.02 * max(section.units for section in sections) or 1)
        axes.tick_params(axis="y", length=0)
    space.text(_LEFT, 0.08, "Status of the translation", weight="bold")
    space.text(_LEFT + _BAR + _BETWEEN, 0.08, "State of the source", weight="bold")
    total = progress.total
    space.legend(_LEFT, 0.28, _legend(_STATUS_COLOURS, total.statuses), columns=2)
    space.legend(_LEFT + _BAR + _BETWEEN, 0.28, _legend(_STATE_COLOURS, total.source_states), columns=2)


def _label(section: Section) -> str:
    more = f" (+{section.more})" if section.more else ""
    return fitted(section.name, _LABEL - len(more)) + more


def _legend(colours: Mapping[str, str], counts: Mapping[str, int]) -> list[object]:
    return [
        legend_mark(f"{name}: {counts[name]:,}", colour, markeredgecolor=INK, markeredgewidth=0.6)
        for name, colour in colours.items()
    ]


def _stacked(
    axes: Axes, sections: Sequence[Section], numbers: Sequence[Mapping[str, int]], colours: Mapping[str, str]
) -> None:
    plain_axes(axes, x="units")
    longest = max(section.units for section in sections) or 1
    before = [0] * len(sections)
    for name, colour in colours.items():
        widths = [found[name] for found in numbers]
        if not any(widths):
            continue
        rows = [row for row, width in enumerate(widths) if width]
        axes.barh(
            rows,
            [widths[row] for row in rows],
            left=[before[row] for row in rows],
            height=0.72,
            color=colour,
            edgecolor=INK,
            linewidth=0.6,
            hatch="///" if colour == "none" else None,
        )
        for row in rows:
            if widths[row] >= longest * _LEAST and colour != "none":
                ink = "#ffffff" if colour == SHADES[-1] else "#000000"
                middle = before[row] + widths[row] / 2
                axes.text(middle, row, f"{widths[row]:,}", ha="center", va="center", fontsize=7.5, color=ink)
        before = [start + width for start, width in zip(before, widths, strict=True)]
