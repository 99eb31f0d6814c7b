"""Several termbases as one: project over domain over general."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.model import LayerConflict, Term, Termbase

__all__ = ["conflict_notes", "layered"]


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
    said: dict[tuple[str, str, str], Term] = {}  # as the uppermost file that has it puts it
    preferred: dict[tuple[str, str], Term] = {}
    conflicts: list[LayerConflict] = []
    for layer in layers:
        above, chosen = dict(said), dict[tuple[str, str], Term]()
        for term in layer:
            key, group = (term.concept, term.lang, term.text), (term.concept, term.lang)
            upper = above.get(key)
            rival = preferred.get(group) if term.status == "preferred" else None
            if rival is not None and rival.text != term.text and (upper is None or upper.status == "preferred"):
                conflicts.append(_two_preferred(rival, term))
            if upper is not None:
                conflicts += _differences(upper, term)
                stand[key] = _completed(stand[key], term)
                continue
            stand[key] = term if rival is None else replace(term, status="admitted")
            said[key] = term
            if term.status == "preferred" and rival is None:
                chosen.setdefault(group, term)
        preferred |= chosen
    return replace(Termbase.from_terms(stand.values()), conflicts=tuple(conflicts))


def conflict_notes(termbase: Termbase) -> list[str]:
    """One sentence on where the layers of a termbase contradict each other, or none if they do not."""
    if not termbase.conflicts:
        return []
    first, more = termbase.conflicts[0], len(termbase.conflicts) - 1
    others = f" (and {more} more; align terms lint lists them)" if more else ""
    return [f"{first.lower.place}: {first.message}; the upper layer holds{others}"]


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
