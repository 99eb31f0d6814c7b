"""Room on a page, measured in inches, and the look that all pictures share.

Places are worked out here and not by the widths of labels, so that a picture is the same whatever fonts are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

__all__ = ["COLOURS", "FIELD", "GRID", "INK", "LOOK", "SHADES", "WIDTH", "Space", "legend_mark", "plain_axes", "spread"]

WIDTH: Final = 8.0
"""Width of every picture in inches."""
INK: Final = "#1b1b1a"
GRID: Final = "#1b1b1c"
"""Two colours that nothing else has: what is drawn in them takes the ink of the page that it stands on."""

FIELD: Final = "field"
"""Class of the element of an SVG that is as large as the plot in it."""
COLOURS: Final[Mapping[str, str]] = {
    "blue": "#0072b2",
    "sky": "#56b4e9",
    "green": "#009e73",
    "orange": "#e69f00",
    "red": "#d55e00",
    "grey": "#8a8a8a",
}
"""Of the palette of Okabe and Ito, which colour-blind people can tell apart."""
SHADES: Final = ("#d9d9d9", "#9ecae1", "#4292c6", "#08519c")
"""From little to much; each is darker than the one before."""

LOOK: Final[Mapping[str, Any]] = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.titlecolor": INK,
    "axes.unicode_minus": False,
    "figure.dpi": 100,
    "figure.facecolor": "none",
    "font.size": 8.5,
    "hatch.linewidth": 0.6,
    "legend.edgecolor": "none",
    "legend.facecolor": "none",
    "legend.fontsize": 8,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "path.simplify": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "align",
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "xtick.color": INK,
    "xtick.labelsize": 8,
    "ytick.color": INK,
    "ytick.labelsize": 8,
}


@dataclass(frozen=True)
class Space:
    """A strip of a figure, as wide as the figure.

    Attributes:
        figure: The figure.
        top: How far below the upper edge of the figure it begins, in inches.
    """

    figure: Figure
    top: float

    def axes(self, x: float, y: float, width: float, height: float, **how: Any) -> Axes:
        """Axes at a place, all in inches; ``x`` from the left and ``y`` from the top of the strip."""
        whole_width, whole_height = self.figure.get_size_inches()
        bottom = whole_height - self.top - y - height
        found: Axes = self.figure.add_axes(
            (x / whole_width, bottom / whole_height, width / whole_width, height / whole_height), **how
        )
        return found

    def text(self, x: float, y: float, text: str, **how: Any) -> None:
        """A text whose upper left corner is at a place."""
        width, height = self.figure.get_size_inches()
        self.figure.text(x / width, 1 - (self.top + y) / height, text, va="top", **how)

    def legend(self, x: float, y: float, handles: Sequence[Any], *, columns: int = 1) -> None:
        """A legend whose upper left corner is at a place."""
        width, height = self.figure.get_size_inches()
        self.figure.legend(
            handles=list(handles),
            loc="upper left",
            bbox_to_anchor=(x / width, 1 - (self.top + y) / height),
            ncols=columns,
            borderaxespad=0,
            borderpad=0,
            handlelength=1.4,
            columnspacing=1.2,
        )


def plain_axes(axes: Axes, *, x: str = "", y: str = "") -> None:
    """Name both axes, and write whole numbers along them, thousands divided."""
    whole = FuncFormatter(lambda value, _: f"{value:,.0f}")
    for axis, name in ((axes.xaxis, x), (axes.yaxis, y)):
        axis.set_major_formatter(whole)
        axis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
        axis.set_label_text(name)
    axes.tick_params(length=3)


def spread(places: Sequence[tuple[float, float]], size: tuple[float, float], cells: int) -> list[int]:
    """Which of many marks to draw: of those that would lie on one another the first.

    Args:
        places: Where they are.
        size: How far they reach.
        cells: How many may stand side by side.
    """
    seen: dict[tuple[int, int], int] = {}
    across, along = (max(side, 1) / cells for side in size)
    for number, (x, y) in enumerate(places):
        seen.setdefault((int(x / across), int(y / along)), number)
    return list(seen.values())


def legend_mark(name: str, colour: str, marker: str = "s", **how: Any) -> Line2D:
    """A line of a legend: a mark and what it means."""
    return Line2D([], [], color=colour, marker=marker, linestyle="none", markersize=6, label=name, **how)
