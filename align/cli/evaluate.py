"""``align eval``: how good alignments are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from align.cli.options import json_option
from align.cli.output import count, say

if TYPE_CHECKING:
    from align.alignment.scoring import Measure, Scores

__all__ = ["evaluate"]


@click.command("eval")
@click.argument("gold", metavar="GOLD")
@click.argument("auto", metavar="AUTO")
@json_option
def evaluate(gold: str, auto: str, as_json: bool) -> None:
    """Compare alignments with a gold standard: precision, recall and F1 of their beads.

    GOLD and AUTO are two bead files or ladders, or two folders of them, paired by their names up to the first dot.
    Strict: both sides of a bead are right. Lax: it shares a source and a target sentence with a gold bead.
    Beads with an empty side do not count.
    """
    from align.alignment.scoring import score
    from align.loading import load_alignment
    from align.pairing import pair_files

    scores = score((load_alignment(one), load_alignment(other)) for _, one, other in pair_files(gold, auto))
    if as_json:
        say(json.dumps(_as_json(scores), indent=1))
        return
    for line in _table(scores):
        say(line)


def _table(scores: Scores) -> Iterator[str]:
    yield f"{'documents':<10}{scores.documents}"
    yield f"{'beads':<10}{scores.strict.gold} gold, {scores.strict.found} found"
    yield f"{'strict':<10}{_shown(scores.strict)}"
    yield f"{'lax':<10}{_shown(scores.lax)}"
    for kind, measure in scores.types.items():
        yield f"{kind:<10}{_shown(measure)}  {count(measure.gold, 'gold bead')}, {measure.found} found"


def _shown(measure: Measure) -> str:
    return f"P {measure.precision:.4f}  R {measure.recall:.4f}  F1 {measure.f1:.4f}"


def _as_json(scores: Scores) -> dict[str, Any]:
    return {
        "version": 1,
        "documents": scores.documents,
        "strict": _numbers(scores.strict),
        "lax": _numbers(scores.lax),
        "types": {kind: _numbers(measure) for kind, measure in scores.types.items()},
    }


def _numbers(measure: Measure) -> dict[str, Any]:
    return {
        "precision": measure.precision,
        "recall": measure.recall,
        "f1": measure.f1,
        "gold": measure.gold,
        "found": measure.found,
    }
