"""Pairs of texts for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from align.model import Bead, Pair, Side


def pair_of(source: int, target: int, **known: object) -> Pair:
    """A pair of so many sentences."""
    return Pair(Side(("s",) * source), Side(("t",) * target), **known)


def tiled(beads: Iterable[Bead], source: int, target: int) -> bool:
    """Whether beads tile both sides in order."""
    beads = list(beads)
    return [i for bead in beads for i in bead.source] == list(range(source)) and [
        j for bead in beads for j in bead.target
    ] == list(range(target))


@st.composite
def tilings(draw: st.DrawFn, most: int = 8, kinds: tuple[tuple[int, int], ...] = ()) -> list[Bead]:
    """Beads that tile two texts."""
    sizes = st.sampled_from(kinds or ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 4)))
    i = j = 0
    beads = []
    for a, b in draw(st.lists(sizes, max_size=most)):
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return beads
