"""False alarms of the checks on numbers: what they report on clean translations, sentences that a gold standard pairs.

usage: python -m benchmarks.false_alarms EVAL_FOLDER [SET...] [--show]

A set is a folder ``EVAL_FOLDER/alignment/SET`` with ``src/``, ``tgt/`` and ``gold/``, paired by stem. What is reported
there is a slip of the translator, a liberty, a fault of the corpus, or a false alarm: ``--show`` prints each, to be
judged by eye.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from align.checks.amounts import findings
from benchmarks.alignment import Texts, read_set


def sentence_pairs(texts: Texts) -> list[tuple[str, str, str, str]]:
    """Source, target and their languages of each bead of one sentence on either side."""
    return [
        (source, target, texts.source_lang, texts.target_lang)
        for pair, gold in zip(texts.pairs, texts.gold, strict=True)
        for bead in gold.beads
        if len(bead.source) == len(bead.target) == 1
        for source, target in [(pair.source.sentences[bead.source[0]], pair.target.sentences[bead.target[0]])]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=["mac-dev", "paramed-dev", "parice-dev", "textberg-dev"])
    parser.add_argument("--show", action="store_true", help="print every pair on which something is reported")
    arguments = parser.parse_args()
    for name in arguments.sets:
        pairs = sentence_pairs(read_set(arguments.folder / "alignment" / name))
        start = time.process_time()
        found = [findings(*pair) for pair in pairs]
        seconds = time.process_time() - start
        rules = Counter(finding.rule for row in found for finding in row)
        flagged = sum(map(bool, found))
        print(
            f"{name}: {len(pairs)} pairs, {flagged} flagged ({1000 * flagged / len(pairs):.1f} per 1,000), "
            f"{len(pairs) / seconds:,.0f} pairs a CPU second; {dict(rules)}"
        )
        if arguments.show:
            for (source, target, *_), row in zip(pairs, found, strict=True):
                if row:
                    print(source, target, *(f"  {finding.rule}: {finding.message}" for finding in row), sep="\n")


if __name__ == "__main__":
    main()
