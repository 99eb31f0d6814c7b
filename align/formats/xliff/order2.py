"""What XLIFF 2 core demands of the order of targets and codes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from align.formats.elements import fault, name_of
from align.formats.xliff.names import core_children, own_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["check_order"]

_CODES: Final = ("ph", "pc", "sc", "ec")


class _Token(NamedTuple):
    """A code, or an end of one: its kind and id, whether it may change its place, and where it stands."""

    key: tuple[str, str]
    reorder: str
    element: etree._Element


def check_order(unit: etree._Element, space: str) -> None:
    """Refuse a unit whose targets or codes stand in an order that the core does not allow.

    Args:
        unit: The unit; its structure is right.
        space: The name space of the core.

    Raises:
        FormatError: It is invalid; the error says why and names the line.
    """
    parts = core_children(unit, space, "segment", "ignorable")
    _check_targets(parts, space)
    tokens: dict[str, list[list[_Token]]] = {"source": [], "target": []}
    for part in parts:
        for name, found in tokens.items():
            texts = core_children(part, space, name)
            found.append([token for text in texts for token in _tokens(text, space)])
    for name in tokens:
        _check_sequences([token for found in tokens[name] for token in found])
    for part, source, target in zip(parts, tokens["source"], tokens["target"], strict=True):
        if core_children(part, space, "target"):
            _check_unchanged(source, target)


def _check_targets(parts: list[etree._Element], space: str) -> None:
    placed: dict[int, etree._Element] = {}
    for number, part in enumerate(parts, start=1):
        for target in core_children(part, space, "target"):
            order = int(target.get("order") or number)
            if order > len(parts):
                raise fault(target, f"the order {order} of a target is beyond the number of segments, {len(parts)}")
            if order in placed:
                raise fault(target, f"two targets have the order {order}")
            placed[order] = target


def _tokens(element: etree._Element, space: str) -> Iterator[_Token]:
    for child in element:
        name = own_name(child, space)
        if name not in _CODES:
            yield from _tokens(child, space)
            continue
        reorder = child.get("canReorder", "yes")
        yield _Token((name, child.get("id") or child.get("startRef") or ""), reorder, child)
        if name == "pc":
            yield from _tokens(child, space)
            yield _Token(("/pc", child.get("id") or ""), "yes" if reorder == "yes" else "no", child)


def _check_sequences(tokens: list[_Token]) -> None:
    """A code that may not be moved stands behind another one, or behind the first of its sequence."""
    before = "yes"
    for token in tokens:
        if token.reorder == "no" and before == "yes" and token.key[0] != "/pc":
            said = f"the code {token.key[1]!r} may not be moved, but no code with canReorder firstNo stands before it"
            raise fault(token.element, said)
        before = token.reorder


def _check_unchanged(source: list[_Token], target: list[_Token]) -> None:
    order = [token.key for token in target]
    places = {key: place for place, key in reversed(list(enumerate(order)))}
    for first, second in pairwise(source):
        place = places.get(second.key) if second.reorder == "no" else None
        if place is not None and (place == 0 or order[place - 1] != first.key):
            name = name_of(second.element)
            said = f"the {name} {second.key[1]!r} may not be moved, but stands elsewhere in the target"
            raise fault(second.element, said)
