"""Dates of one text, written in several styles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from align.checks.context import Context, Mark, Survey, marked, places
from align.checks.scopes import of_document
from align.model import Issue, Unit
from align.text.numbers import WrittenDate, may_have_dates, written_dates

__all__ = ["date_style_mix"]


class _Styles(Survey):
    """The styles of the dates of a document by aspect: how many dates have each, and which first."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._first: dict[tuple[str, str], tuple[Mark, str]] = {}
        self.usual: dict[str, tuple[str, Mark, str]] = {}

    def see(self, context: Context) -> None:
        for unit, date in _dates(context):
            for aspect, style in date.styles.items():
                self._counts[aspect][style] += 1
                if (aspect, style) not in self._first:
                    self._first[aspect, style] = marked(unit), unit.target[date.start : date.end]

    def end(self) -> None:
        for aspect, counts in self._counts.items():
            if len(counts) > 1:
                usual = counts.most_common(1)[0][0]
                self.usual[aspect] = (usual, *self._first[aspect, usual])


def _dates(context: Context) -> Iterator[tuple[Unit, WrittenDate]]:
    lang = context.bitext.target_lang
    for unit in context.units:
        if may_have_dates(unit.target, lang):
            for date in sorted(written_dates(unit.target, lang), key=lambda date: date.start):
                yield unit, date


@of_document(_Styles)
def date_style_mix(context: Context) -> Iterator[Issue]:
    """Dates are written in several styles in one document.

    Looked at are the order of day and month, names against figures, the comma before the year, ordinals
    (``January 20th``) and shortened months. The style that most dates have is taken for the right one, the first if
    there are as many of each; the others are reported. Dates that lack what is compared, such as a year alone,
    fit any style.

    Why:
        A text that dates in two ways looks put together, and ``3/4`` and ``4 March`` side by side mislead.

    Severity:
        warning

    Fails:
        en: On January 20, 2025 it came out, in the wake of May 2023.
        en: On 21 January 2025 it was news, as in December, 2024.

    Passes:
        en: It began in May 2023.
        en: It came out on January 20, 2025, and was news on January 21.
    """
    usual = context.survey(_Styles).usual
    reported: set[tuple[str, int]] = set()
    for unit, date in _dates(context) if usual else ():
        for aspect, (style, first, model) in usual.items():
            own = date.styles.get(aspect, style)
            if own == style or (unit.id, date.start) in reported:
                continue
            reported.add((unit.id, date.start))
            yield Issue(
                rule="date_style_mix",
                severity="warning",
                message=f'"{unit.target[date.start : date.end]}" has {_has(own)}; '
                f'"{model}" ({places([first])}) has {_has(style)}',
                unit=unit.id,
                side="target",
                start=date.start,
                end=date.end,
            )


def _has(style: str) -> str:
    return style if "comma" in style or "figure (" in style or "ordinal" in style else f"the style: {style}"
