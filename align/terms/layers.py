"""Several termbases as one: project over domain over general."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.model import LayerConflict, Term, Termbase

__all__ = ["layered"]


def layered(layers: Iterable[Sequence[Term]]) -> Termbase:
    """The termbase that holds where several lie one over the other.

    A term that stands in several layers is that of the uppermost, and takes from below what it leaves empty of part of
    speech, definition, note and source. Where two layers prefer different terms of one concept in one language, the
    lower layer's becomes an admitted one.

    Args:
        layers: The terms of each, the uppermost first.

    Returns:
        The termbase, with the places where layers contradict each other: in status or case of one term, or in the
        preferred term.
    """
    stand: dict[tuple[str, str, str], Term] = {}
    preferred: dict[tuple[str, str], Term] = {}
    conflicts: list[LayerConflict] = []
    for layer in layers:
        chosen: dict[tuple[str, str], Term] = {}
        for term in layer:
            key, group = (term.concept, term.lang, term.text), (term.concept, term.lang)
            upper = stand.get(key)
            if upper is not None and upper.path != term.path:
                conflicts += _differences(upper, term)
                stand[key] = _completed(upper, term)
                continue
            if term.status == "preferred":
                above = preferred.get(group)
                if above is not None:
                    conflicts.append(_two_preferred(above, term))
                    term = replace(term, status="admitted")
                else:
                    chosen.setdefault(group, term)
            stand[key] = term
        preferred |= chosen
    return replace(Termbase.from_terms(stand.values()), conflicts=tuple(conflicts))


def _completed(upper: Term, lower: Term) -> Term:
    return replace(
        upper,
        pos=upper.pos or lower.pos,
        definition=upper.definition or lower.definition,
        note=upper.note or lower.note,
        source=upper.source or lower.source,
    )


def _differences(upper: Term, lower: Term) -> list[LayerConflict]:
    told = [
        f"{name} is {getattr(upper, name)} in {upper.place} and {getattr(lower, name)} here"
        for name in ("status", "case")
        if getattr(upper, name) != getattr(lower, name)
    ]
    if not told:
        return []
    return [LayerConflict(upper, lower, f'{lower.concept}, {lower.lang}, "{lower.text}": {"; ".join(told)}')]


def _two_preferred(upper: Term, lower: Term) -> LayerConflict:
    return LayerConflict(
        upper,
        lower,
        f'{lower.concept}, {lower.lang}: "{upper.text}" is preferred in {upper.place} and "{lower.text}" here',
    )
