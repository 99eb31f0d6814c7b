"""The profile of lengths: source, target, and their proportion, one below the other."""

from __future__ import annotations

from math import ceil, log2
from typing import Final

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from align.pictures.drawing.space import COLOURS, GRID, INK, Space, legend_mark, plain_axes, spread
from align.pictures.lengths import FACTOR, Lengths
from align.pictures.series import ranges

__all__ = ["draw", "height"]

_BARS: Final = 240
_CELLS: Final = 160  # so many marks may stand side by side
_PANEL: Final = 1.15
_GAP: Final = 0.3
_LEFT: Final = 0.85
_WIDE: Final = 6.85
_RANGE: Final = 4.0  # proportions beyond two to the power of this are drawn at the edge


def height(lengths: Lengths) -> float:
    """How many inches it takes."""
    return 0.1 + _panels(lengths) * (_PANEL + _GAP) + (0.6 if lengths.usual is not None else 0.35)


def _panels(lengths: Lengths) -> int:
    return bool(sum(lengths.sources)) + bool(sum(lengths.targets)) + (lengths.usual is not None)


def draw(lengths: Lengths, space: Space) -> None:
    """Draw it: a bar a unit, or the mean of some neighbours where there are many."""
    y = 0.1
    last: Axes | None = None
    for numbers, name, lang, colour in (
        (lengths.sources, "source", lengths.source_lang, COLOURS["green"]),
        (lengths.targets, "target", lengths.target_lang, COLOURS["blue"]),
    ):
        if sum(numbers):
            last = space.axes(_LEFT, y, _WIDE, _PANEL)
            _bars(last, numbers, colour)
            plain_axes(last, y=f"{name} ({lang}),\ncharacters")
            _shared(last, len(numbers))
            y += _PANEL + _GAP
    if lengths.usual is not None:
        last = space.axes(_LEFT, y, _WIDE, _PANEL)
        _proportions(last, lengths)
        _shared(last, len(lengths.targets))
        unusual = len(lengths.unusual)
        handles = [
            legend_mark("target by source length, as a multiple of what is usual", COLOURS["blue"], "o"),
            legend_mark(f"less than half or more than twice: {unusual:,}", COLOURS["red"], "X"),
        ]
        space.legend(_LEFT, y + _PANEL + 0.48, handles[: 1 + bool(unusual)], columns=2)
    if last is not None:
        many = len(lengths.targets) > _BARS
        each = ceil(len(lengths.targets) / _BARS)
        last.set_xlabel(f"unit (bars: means of {each:,})" if many else "unit")
        last.tick_params(labelbottom=True)


def _shared(axes: Axes, count: int) -> None:
    axes.set_xlim(0.5, count + 0.5)
    axes.tick_params(labelbottom=False)
    axes.grid(axis="y", color=GRID, alpha=0.15, linewidth=0.6)
    axes.set_axisbelow(True)


def _bars(axes: Axes, numbers: tuple[int, ...], colour: str) -> None:
    parts = ranges(len(numbers), _BARS)
    means = [sum(numbers[part.start : part.stop]) / len(part) for part in parts]
    edges = [part.start + 0.5 for part in parts] + [len(numbers) + 0.5]
    if len(numbers) > _BARS:
        axes.stairs(means, edges, fill=True, color=colour)
    else:
        axes.bar(range(1, len(numbers) + 1), means, width=0.8, color=colour)
    axes.set_ylim(0, max(means) * 1.05)


def _proportions(axes: Axes, lengths: Lengths) -> None:
    unusual = set(lengths.unusual)
    known = [
        (place + 1.0, max(-_RANGE, min(_RANGE, log2(value))), place in unusual)
        for place, value in enumerate(lengths.relative)
        if value
    ]
    reach = max(2.0, *(ceil(abs(value)) for _, value, _ in known))
    axes.axhspan(-log2(FACTOR), log2(FACTOR), color=GRID, alpha=0.08, linewidth=0)
    axes.axhline(0, color=INK, linewidth=0.8)
    for far, colour, marker, size in ((False, COLOURS["blue"], "o", 2.5), (True, COLOURS["red"], "X", 4.5)):
        places = [(x, y) for x, y, is_far in known if is_far == far]
        chosen = spread([(x, y + reach) for x, y in places], (len(lengths.targets), 2 * reach), _CELLS)
        axes.plot(
            [places[number][0] for number in chosen],
            [places[number][1] for number in chosen],
            linestyle="none",
            marker=marker,
            color=colour,
            markersize=size,
            markeredgewidth=0,
        )
    plain_axes(axes, y="target : source,\nmultiple of usual")
    axes.set_ylim(-reach * 1.1, reach * 1.1)
    axes.yaxis.set_major_locator(FixedLocator(range(-int(reach), int(reach) + 1, 1 if reach <= 2 else 2)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _multiple(round(value))))


def _multiple(power: int) -> str:
    return f"{2**power}×" if power >= 0 else f"1/{2**-power}×"
