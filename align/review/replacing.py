"""Search and replace in one column: planned first, done as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import regex

from align.errors import ArgumentError
from align.model import Unit
from align.review.changes import Change, State
from align.review.editing import CONFIRMED, edited, of_units

__all__ = ["COLUMNS", "Replaced", "Replacing", "plan", "replace_all"]

COLUMNS: Final = ("source", "target", "speaker", "section", "note", "comment")
_SECONDS: Final = 2.0  # that a pattern may take, all rows together about as often as they are many
_TIMEOUT: Final = "the pattern takes too long; write a simpler one"


@dataclass(frozen=True, slots=True)
class Replacing:
    r"""What is to be replaced.

    Attributes:
        column: One of :data:`COLUMNS`.
        find: What is looked for.
        put: What comes for it; with ``pattern`` it may name groups as ``\1``.
        case: Whether letter case matters.
        words: Whether only whole words count.
        pattern: Whether ``find`` is a regular expression.
        confirmed: Whether reviewed rows are changed, too; final ones never are.
    """

    column: str
    find: str
    put: str
    case: bool = False
    words: bool = False
    pattern: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """A row that would change.

    Attributes:
        unit: The row as it is.
        text: The column's text as it would be.
        count: How many places would change.
    """

    unit: Unit
    text: str
    count: int


def plan(units: Iterable[Unit], how: Replacing) -> Iterator[Replaced]:
    """The rows that a replacement would change, in order.

    Raises:
        ArgumentError: The column, the pattern or the replacement is at fault.
    """
    if how.column not in COLUMNS:
        raise ArgumentError(f"{how.column} is none of the columns {', '.join(COLUMNS)}")
    if not how.find:
        raise ArgumentError("say what to look for")
    compiled = _compiled(how)
    put: Any = how.put if how.pattern else _literally(how.put)
    for unit in units:
        if unit.status == "final" or (unit.status in CONFIRMED and not how.confirmed):
            continue
        held = getattr(unit, how.column)
        try:
            text, count = compiled.subn(put, held, timeout=_SECONDS)
        except TimeoutError:
            raise ArgumentError(_TIMEOUT) from None
        except (regex.error, IndexError) as error:
            raise ArgumentError(f"the replacement is at fault: {error}") from None
        if count and text != held:
            yield Replaced(unit, text, count)


def _literally(text: str) -> Callable[[Any], str]:
    return lambda _: text


def _compiled(how: Replacing) -> regex.Pattern[str]:
    find = how.find if how.pattern else regex.escape(how.find)
    if how.words:
        find = rf"(?<!\w)(?:{find})(?!\w)"
    try:
        return regex.compile(find, 0 if how.case else regex.IGNORECASE)
    except regex.error as error:
        raise ArgumentError(f"the pattern is at fault: {error}") from None


def replace_all(state: State, how: Replacing, ids: frozenset[str] | None = None) -> Change:
    """Replace in all rows, or in some.

    Raises:
        ArgumentError: As for :func:`plan`.
    """
    units = state.units if ids is None else [unit for unit in state.units if unit.id in ids]
    after = {item.unit.id: edited(item.unit, {how.column: item.text}) for item in plan(units, how)}
    return of_units(state, "replace", after)
