"""Text that stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from align.checks.context import Context, places
from align.model import Issue, Unit
from align.text.normal import letters_and_digits, plain_punctuation
from align.text.widths import display_width

__all__ = ["duplicate_segment"]

_SHORTEST = 12


def duplicate_segment(context: Context) -> Iterator[Issue]:
    """A sentence, or a whole block, stands a second time.

    Case, spaces and typography (quotation marks, dashes) do not make two sentences different; punctuation does.
    Headings and sentences of fewer than 12 columns ("Yes.", "Why not?") may repeat. A block that repeats as a whole
    is one issue, at its first sentence. What the source repeats too, or has different sources, is no concern of this
    check.

    Why:
        A caption or a paragraph was pasted twice.

    Severity:
        warning

    Fails:
        en: The team at work. /Handout
        en: The team at work. /Handout

    Passes:
        en: Why not?
        en: Why not?
        zh-en: 他就这样走了。 | And so he left the place.
        zh-en: 他就这样走了。 | And so he left the place.
    """
    first_blocks: dict[tuple[str, ...], list[Unit]] = {}
    first_units: dict[str, Unit] = {}
    lang = context.bitext.target_lang
    for _, group in groupby(context.units, key=lambda unit: unit.block or unit.id):
        block = [unit for unit in group if unit.kind != "heading" and unit.target]
        keys = tuple(letters_and_digits(unit.target) for unit in block)
        if display_width("".join(keys)) < _SHORTEST:
            continue
        earlier = first_blocks.setdefault(keys, block)
        sourced = any(a.source and b.source for a, b in zip(earlier, block, strict=True))
        if earlier is not block and not sourced and all(_same(a, b, lang) for a, b in zip(earlier, block, strict=True)):
            yield _issue(block[0], earlier[0], whole=len(block) > 1)
            continue
        for unit, key in zip(block, keys, strict=True):
            original = first_units.setdefault(key, unit)
            if original is unit or (unit.source and original.source):
                continue
            if display_width(key) >= _SHORTEST and _same(original, unit, lang):
                yield _issue(unit, original, whole=False)


def _same(one: Unit, other: Unit, lang: str) -> bool:
    return one.target == other.target or plain_punctuation(one.target, lang) == plain_punctuation(other.target, lang)


def _issue(unit: Unit, earlier: Unit, *, whole: bool) -> Issue:
    what = "this block repeats" if whole else "this sentence repeats"
    how = "" if unit.target == earlier.target else ", but for case, spaces or quotation marks"
    return Issue(
        rule="duplicate_segment",
        severity="warning",
        message=f"{what} {places([earlier])}{how}",
        unit=unit.id,
        side="target",
        start=0,
        end=len(unit.target),
    )
