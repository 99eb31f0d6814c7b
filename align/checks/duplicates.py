"""Text that stands twice."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.checks.context import Context, Pair, Survey, places
from align.checks.scopes import of_document
from align.model import Issue, Unit
from align.text.normal import plain_punctuation
from align.text.widths import display_width

__all__ = ["duplicate_segment"]

_SHORTEST = 12


class _Repeated(Survey):
    """Texts that several units have, one of them without a source; and what has such a text first.

    Texts are known by the hash of their letters and digits.
    """

    def __init__(self) -> None:
        self._hashes = array("q")
        self._unsourced = array("q")
        self.hashes: frozenset[int] = frozenset()
        self.blocks: dict[tuple[str, ...], list[Unit]] = {}
        self.units: dict[str, Unit] = {}

    def see(self, context: Context) -> None:
        running = [pair for pair in context.pairs if pair.unit.kind != "heading"]
        self._hashes.extend(hash(pair.target_key) for pair in running)
        self._unsourced.extend(hash(pair.target_key) for pair in running if not pair.source)

    def end(self) -> None:
        if self._unsourced:
            unsourced = frozenset(self._unsourced)
            repeated = (one for one, other in pairwise(sorted(self._hashes)) if one == other)
            self.hashes = unsourced.intersection(repeated)
        self._hashes = self._unsourced = array("q")


@of_document(_Repeated)
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
    survey = context.survey(_Repeated)
    if not survey.hashes:
        return
    lang = context.bitext.target_lang
    for group in _groups(context, survey):
        numbered = [pair for pair in group if pair.unit.kind != "heading"]
        keys = tuple(pair.target_key for pair in numbered)
        block = [pair.unit for pair in numbered]
        if display_width("".join(keys)) < _SHORTEST:
            continue
        earlier = survey.blocks.setdefault(keys, block)
        sourced = any(a.source and b.source for a, b in zip(earlier, block, strict=True))
        if (
            earlier[:1] != block[:1]
            and not sourced
            and all(_same(a, b, lang) for a, b in zip(earlier, block, strict=True))
        ):
            yield _issue(block[0], earlier[0], whole=len(block) > 1)
            continue
        for unit, key in zip(block, keys, strict=True):
            original = survey.units.setdefault(key, unit)
            if original == unit or (unit.source and original.source):
                continue
            if display_width(key) >= _SHORTEST and _same(original, unit, lang):
                yield _issue(unit, original, whole=False)


def _groups(context: Context, survey: _Repeated) -> Iterator[Sequence[Pair]]:
    """The blocks in which something stands that is repeated somewhere."""
    for block in context.blocks:
        if any(hash(pair.target_key) in survey.hashes for pair in block):
            yield block


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
