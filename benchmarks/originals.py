"""How well originals are found that are hidden in other texts.

usage: python -m benchmarks.originals EVAL_FOLDER [SET...] [--scenes N] [--least SCORE]

Passages of 1 to 12 beads are taken from the texts of a set and shuffled; the units are their target sentences. The
source texts are those of the set without a third of them, whole and shuffled, so that a third of the passages stands in
none. A slot is right if it holds a source sentence that the gold standard links to the unit, *exact* if just those.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from align.alignment.originals import find_originals
from align.model import Bead
from align.roundtrip import LEAST_SCORE
from benchmarks.alignment import Texts, read_set, table

SETS = ("mac-dev", "paramed-dev", "parice-dev", "textberg-dev")
PASSAGES = 30
LONGEST = 12
PIECES = 6  # of a set that is a single text


@dataclass
class Scene:
    """Units, and the texts that some of them come from.

    Attributes:
        texts: The sentences of each source text.
        units: The target sentences.
        blocks: Units that begin a passage.
        truth: For each unit its source text and sentences, or None.
    """

    texts: list[list[str]]
    units: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    truth: list[tuple[int, frozenset[int]] | None] = field(default_factory=list)


def pieces_of(texts: Texts) -> list[tuple[Sequence[str], Sequence[str], list[Bead]]]:
    """Source, target and gold beads of each text; of a set that is a single text those of its pieces."""
    found = [
        (pair.source.sentences, pair.target.sentences, list(gold.beads))
        for pair, gold in zip(texts.pairs, texts.gold, strict=True)
    ]
    if len(found) > 1:
        return found
    source, target, beads = found[0]
    cuts = [len(beads) * k // PIECES for k in range(PIECES + 1)]
    return [(source, target, beads[a:b]) for a, b in pairwise(cuts)]


def scene_of(texts: Texts, seed: int) -> Scene:
    """A scene; the same for the same seed."""
    chance = random.Random(seed)
    pieces = pieces_of(texts)
    absent = set(chance.sample(range(len(pieces)), max(1, len(pieces) // 3)))
    present = [k for k in range(len(pieces)) if k not in absent]
    chance.shuffle(present)
    if len(texts.pairs) == 1:
        gone = {i for k in absent for bead in pieces[k][2] for i in bead.source}
        kept = [i for i in range(len(pieces[0][0])) if i not in gone]
        scene = Scene([[pieces[0][0][i] for i in kept]])
        place = {i: (0, number) for number, i in enumerate(kept)}
        where = dict.fromkeys(present, place)
    else:
        scene = Scene([list(pieces[k][0]) for k in present])
        where = {k: {i: (number, i) for i in range(len(pieces[k][0]))} for number, k in enumerate(present)}
    used: set[tuple[int, int]] = set()
    for _ in range(PASSAGES):
        k, many = chance.randrange(len(pieces)), chance.randint(1, LONGEST)
        beads = pieces[k][2]
        start = chance.randrange(max(1, len(beads) - many))
        some = {(k, number) for number in range(start, min(start + many, len(beads)))}
        if some & used:
            continue
        used |= some
        scene.blocks.add(len(scene.units))
        for bead in beads[start : start + many]:
            places = [where[k][i] for i in bead.source] if k in where else []
            told = (places[0][0], frozenset(i for _, i in places)) if places else None
            for j in bead.target:
                scene.units.append(pieces[k][1][j])
                scene.truth.append(told)
    return scene


def row(texts: Texts, scenes: int, least: float) -> list[str]:
    """What is found in some scenes of a set."""
    filled = right = exact = wanted = sentences = 0
    seconds = 0.0
    for seed in range(scenes):
        scene = scene_of(texts, seed)
        start = time.process_time()
        found = find_originals(
            scene.texts,
            scene.units,
            source_lang=texts.source_lang,
            target_lang=texts.target_lang,
            blocks=frozenset(scene.blocks),
            least=least,
        )
        seconds += time.process_time() - start
        sentences += len(scene.units) + sum(map(len, scene.texts))
        wanted += sum(told is not None for told in scene.truth)
        for one in found:
            for unit in one.units:
                told = scene.truth[unit]
                filled += 1
                if told is not None and told[0] == one.text:
                    right += not told[1].isdisjoint(one.source)
                    exact += told[1] == frozenset(one.source)
    parts = [right / max(filled, 1), right / max(wanted, 1), exact / max(filled, 1)]
    return [texts.name, f"{wanted:,}", f"{filled:,}", *(f"{p:.3f}" for p in parts), f"{sentences / seconds:,.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--scenes", type=int, default=10)
    parser.add_argument("--least", type=float, default=LEAST_SCORE)
    arguments = parser.parse_args()
    head = ("set", "units with an original", "slots filled", "precision", "recall", "exact", "sentences a CPU second")
    rows = [
        row(read_set(arguments.folder / "alignment" / name), arguments.scenes, arguments.least)
        for name in arguments.sets
    ]
    table(head, rows)


if __name__ == "__main__":
    main()
