"""The dot plot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.ticker import FixedLocator

from align.pictures.dots import CONFIDENCES, EDGE, Box, Dots
from align.pictures.drawing.space import COLOURS, FIELD, GRID, INK, Space, legend_mark, plain_axes, spread
from align.pictures.series import ranges

__all__ = ["draw", "height"]

_COLOURS: Final[Mapping[str, str]] = {
    "sure": COLOURS["blue"],
    "likely": COLOURS["sky"],
    "doubtful": COLOURS["red"],
    "not scored": COLOURS["grey"],
    "one side empty": COLOURS["orange"],
}
_Line = list[tuple[float, float]]
_MOST_BOXES: Final = 300
_FINE: Final = 1_000  # a step that is shorter than the size by this is not drawn
_CELLS: Final = 120  # so many marks may stand side by side
_BINS: Final = 100
_LEFT: Final = 0.85
_SIDE: Final = 4.9
_TALL: Final = 4.3
_STRIP: Final = 0.7


def height(dots: Dots) -> float:
    """How many inches it takes."""
    return _TALL + 0.7 + (0 if _are_few(dots) else _STRIP + 0.85)


def draw(dots: Dots, space: Space) -> None:
    """Draw it: boxes where there are few beads; else the path, what one should look at, and how sure it is."""
    axes = space.axes(_LEFT, 0.1, _SIDE, _TALL)
    source, target = dots.size
    few = _are_few(dots)
    if few:
        _boxes(axes, dots)
    else:
        _path(axes, dots)
        _strip(space.axes(_LEFT, _TALL + 0.95, _SIDE, _STRIP), dots)
    axes.set_xlim(-source * EDGE, source * (1 + EDGE) or 1)
    axes.set_ylim(-target * EDGE, target * (1 + EDGE) or 1)
    axes.patch.set_gid(FIELD)
    axes.grid(color=GRID, alpha=0.15, linewidth=0.6)
    axes.set_axisbelow(True)
    plain_axes(
        axes,
        x=f"source{_lang(dots.source_lang)}, {dots.measure}",
        y=f"target{_lang(dots.target_lang)}, {dots.measure}",
    )
    counts = dots.counts
    handles = [legend_mark(f"{name}: {counts[name]:,}", _COLOURS[name]) for name in CONFIDENCES if name in counts]
    space.legend(_LEFT + _SIDE + 0.2, 0.15, handles)


def _are_few(dots: Dots) -> bool:
    return len(dots.boxes) <= _MOST_BOXES


def _lang(lang: str) -> str:
    return f" ({lang})" if lang else ""


def _boxes(axes: Axes, dots: Dots) -> None:
    for name, colour in _COLOURS.items():
        chosen = [box for box in dots.boxes if box.confidence == name]
        if name == "one side empty":
            lines = [_ends(box) for box in chosen]
            axes.add_collection(LineCollection(lines, colors=colour, linewidths=4, capstyle="butt"))
            continue
        corners = [[(x, y) for x, y in zip(_around(box.source), _across(box.target), strict=True)] for box in chosen]
        axes.add_collection(PolyCollection(corners, facecolors=colour, edgecolors=INK, linewidths=0.5))


def _around(span: tuple[int, int]) -> tuple[int, int, int, int]:
    return (span[0], span[1], span[1], span[0])


def _across(span: tuple[int, int]) -> tuple[int, int, int, int]:
    return (span[0], span[0], span[1], span[1])


def _ends(box: Box) -> list[tuple[float, float]]:
    return [(box.source[0], box.target[0]), (box.source[1], box.target[1])]


def _path(axes: Axes, dots: Dots) -> None:
    """The path, gaps that are long enough to be seen, and a mark at each doubtful bead."""
    size = dots.size
    steps = [_ends(box) for box in dots.boxes]
    axes.add_collection(LineCollection(list(_lines(steps, size)), colors=COLOURS["blue"], linewidths=1.8))
    empty = [_ends(box) for box in dots.boxes if box.confidence == "one side empty"]
    gaps = [line for line in _lines(empty, size) if not _near(line[0], line[-1], size, _CELLS)]
    axes.add_collection(LineCollection(gaps, colors=_COLOURS["one side empty"], linewidths=4, capstyle="butt"))
    places = [_middle(box) for box in dots.boxes if box.confidence == "doubtful"]
    chosen = spread(places, size, _CELLS)
    axes.plot(
        [places[number][0] for number in chosen],
        [places[number][1] for number in chosen],
        linestyle="none",
        marker="o",
        color=_COLOURS["doubtful"],
        markersize=4,
        markeredgewidth=0.4,
        markeredgecolor=INK,
    )


def _lines(steps: list[_Line], size: tuple[int, int]) -> Iterator[_Line]:
    """Steps put together where one begins at the end of the other; turns too small to be seen are left out."""
    line: _Line = []
    for start, end in steps:
        if line and start != line[-1] and not _near(start, line[-1], size, _FINE):
            yield line
            line = []
        line += [end] if line else [start, end]
        if len(line) > 2 and _near(line[-3], line[-1], size, _FINE):
            del line[-2]
    if line:
        yield line


def _near(one: tuple[float, float], other: tuple[float, float], size: tuple[int, int], steps: int) -> bool:
    return abs(one[0] - other[0]) * steps <= size[0] and abs(one[1] - other[1]) * steps <= size[1]


def _middle(box: Box) -> tuple[float, float]:
    return sum(box.source) / 2, sum(box.target) / 2


def _strip(axes: Axes, dots: Dots) -> None:
    """What share of the beads is how sure, all along the alignment."""
    parts = ranges(len(dots.boxes), _BINS)
    edges = [part.start + 0.5 for part in parts] + [len(dots.boxes) + 0.5]
    counts = [Counter(box.confidence for box in dots.boxes[part.start : part.stop]) for part in parts]
    low = [0.0] * len(parts)
    for name in CONFIDENCES:
        high = [start + 100 * count[name] / len(part) for start, count, part in zip(low, counts, parts, strict=True)]
        if name in dots.counts:
            axes.stairs(high, edges, baseline=low, fill=True, color=_COLOURS[name])
        low = high
    plain_axes(axes, x=dots.noun, y=f"share of\n{dots.noun}s, %")
    axes.set_xlim(0.5, len(dots.boxes) + 0.5)
    axes.set_ylim(0, 100)
    axes.yaxis.set_major_locator(FixedLocator([0, 50, 100]))
