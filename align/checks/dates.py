"""Dates of one text, written in several styles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import Context, places
from align.model import Issue, Unit
from align.text.numbers import WrittenDate, written_dates

__all__ = ["date_style_mix"]

_DIGIT: Final = regex.compile(r"\d|年")


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
    lang = context.bitext.target_lang
    by_aspect: dict[str, list[tuple[str, Unit, WrittenDate]]] = defaultdict(list)
    for unit in context.units:
        if _DIGIT.search(unit.target):
            for date in sorted(written_dates(unit.target, lang), key=lambda date: date.start):
                for aspect, style in date.styles.items():
                    by_aspect[aspect].append((style, unit, date))
    reported: set[tuple[str, int]] = set()
    for found in by_aspect.values():
        counts = Counter(style for style, *_ in found)
        if len(counts) < 2:
            continue
        usual = counts.most_common(1)[0][0]
        _, first, model = next(entry for entry in found if entry[0] == usual)
        for style, unit, date in found:
            if style == usual or (unit.id, date.start) in reported:
                continue
            reported.add((unit.id, date.start))
            yield Issue(
                rule="date_style_mix",
                severity="warning",
                message=f'"{unit.target[date.start : date.end]}" has {_has(style)}; '
                f'"{first.target[model.start : model.end]}" ({places([first])}) has {_has(usual)}',
                unit=unit.id,
                side="target",
                start=date.start,
                end=date.end,
            )


def _has(style: str) -> str:
    return style if "comma" in style or "figure (" in style or "ordinal" in style else f"the style: {style}"
