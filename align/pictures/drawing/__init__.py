"""The numbers become drawings, by matplotlib (the extra ``plot``); nothing of it is loaded before.

Only its drawing objects are used, never ``pyplot``: no window, no state that others would see.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from textwrap import wrap
from threading import Lock
from typing import Any, Final

from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from align.pictures.drawing import alignment, lengths, progress, terms
from align.pictures.drawing.fonts import families_for
from align.pictures.drawing.space import LOOK, WIDTH, Space
from align.pictures.drawing.svg import finished
from align.pictures.series import Series

__all__ = ["lacking_characters", "to_inline_svg", "to_png", "to_svg"]

_DRAWERS: Final[Mapping[str, tuple[Callable[[Any], float], Callable[[Any, Space], None]]]] = {
    "alignment": (alignment.height, alignment.draw),
    "lengths": (lengths.height, lengths.draw),
    "progress": (progress.height, progress.draw),
    "terms": (terms.height, terms.draw),
}
"""How many inches each kind takes, and what draws it."""
_DPI: Final = 160
_COLUMNS: Final = 120
_LINE: Final = 0.16
_UNDATED: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}
_fonts = logging.getLogger("matplotlib.font_manager")
_lock = Lock()  # the settings of matplotlib are those of the whole process


def to_png(series: Sequence[Series], langs: Sequence[str] = ()) -> bytes:
    """The pictures below one another, as PNG.

    Args:
        series: Their numbers, one or more.
        langs: BCP 47 tags of the texts, which tell how Chinese characters are to look.
    """
    with _settings(_texts(series), langs):
        figure = _figure(series, heading=True)
        figure.set_facecolor("#ffffff")
        stream = BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(stream, format="png", dpi=_DPI, metadata={"Software": None})
    return stream.getvalue()


def to_svg(series: Sequence[Series]) -> str:
    """The pictures below one another, as an SVG file; text is text in it."""
    title = ", ".join(one.title for one in series)
    return _svg(series, "align", title, " ".join(one.summary for one in series), standing=True)


def to_inline_svg(one: Series) -> str:
    """A picture as an SVG element for a page, which has the headings and decides on the colour of ink."""
    return _svg([one], f"align-{one.kind}", one.title, one.summary, standing=False)


def lacking_characters(series: Sequence[Series], langs: Sequence[str] = ()) -> str:
    """The characters that no font of this machine has, and which a PNG cannot show."""
    return families_for(_texts(series), langs)[1]


def _svg(series: Sequence[Series], name: str, title: str, description: str, *, standing: bool) -> str:
    stream = BytesIO()
    with _settings([], []):
        figure = _figure(series, heading=standing)
        FigureCanvasSVG(figure)
        figure.savefig(stream, format="svg", metadata=_UNDATED)
    return finished(stream.getvalue(), name, title, description, standing=standing)


@contextmanager
def _settings(texts: Sequence[str], langs: Sequence[str]) -> Iterator[None]:
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # characters that no font has are told by lacking_characters
        level = _fonts.level
        _fonts.setLevel(logging.ERROR)  # families without a bold face are no fault
        try:
            families, _ = families_for(texts, langs)
            with style.context(["default", {**LOOK, "font.family": families}]):
                yield
        finally:
            _fonts.setLevel(level)


def _texts(series: Sequence[Series]) -> list[str]:
    """What pictures write that comes from the user."""
    return [cell for one in series for row in one.table.rows for cell in row]


def _figure(series: Sequence[Series], *, heading: bool) -> Figure:
    heads = [wrap(one.summary, _COLUMNS) if heading else [] for one in series]
    above = [0.45 + _LINE * len(lines) if heading else 0.0 for lines in heads]
    tall = [_DRAWERS[one.kind][0](one) for one in series]
    figure = Figure(figsize=(WIDTH, sum(above) + sum(tall)))
    top = 0.0
    for one, lines, before, size in zip(series, heads, above, tall, strict=True):
        if heading:
            head = Space(figure, top)
            head.text(0.1, 0.12, one.title, weight="bold", fontsize=11)
            for number, line in enumerate(lines):
                head.text(0.1, 0.36 + number * _LINE, line, fontsize=8)
        _DRAWERS[one.kind][1](one, Space(figure, top + before))
        top += before + size
    return figure
