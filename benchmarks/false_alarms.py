"""False alarms: what the checks report on clean translations, the beads that a gold standard gives.

usage: python -m benchmarks.false_alarms EVAL_FOLDER [SET...] [--turned] [--show RULE] [--most N]

A set is a folder ``EVAL_FOLDER/alignment/SET`` with ``src/``, ``tgt/`` and ``gold/``, paired by stem; each pair is
checked as one bitext, with every check that is on by default and no glossary. What is reported there is a slip of
the translator, a liberty, a fault of the corpus, or a false alarm: ``--show`` prints what one check says, to be judged
by eye. ``--turned`` takes the source for the translation.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from align.inspecting import check
from align.model import Bitext, Issue, Unit
from align.text.tags import primary
from benchmarks.alignment import Texts, read_set

SETS = ("mac-dev", "paramed-dev", "parice-dev", "textberg-dev")


def bitexts(texts: Texts, *, turned: bool) -> Iterator[Bitext]:
    """The gold beads of each pair of texts as a bitext, sentences of one bead joined."""
    for pair, gold in zip(texts.pairs, texts.gold, strict=True):
        units = []
        for number, bead in enumerate(gold.beads, start=1):
            source = _joined([pair.source.sentences[place] for place in bead.source], texts.source_lang)
            target = _joined([pair.target.sentences[place] for place in bead.target], texts.target_lang)
            source, target = (target, source) if turned else (source, target)
            units.append(Unit(f"u{number}", target, source=source, source_state="original" if source else "missing"))
        langs = (texts.source_lang, texts.target_lang)
        yield Bitext(tuple(units), *(langs[::-1] if turned else langs))


def _joined(sentences: list[str], lang: str) -> str:
    return ("" if primary(lang) == "zh" else " ").join(sentences)


def show(bitext: Bitext, issues: list[Issue], rule: str, most: int) -> int:
    """Print what a check says, and how many times it did."""
    units = {unit.id: unit for unit in bitext.units}
    wanted = [issue for issue in issues if issue.rule == rule and issue.severity != "info"]
    for issue in wanted[:most]:
        unit = units[issue.unit]
        print(f"  {issue.message}\n    {unit.source}\n    {unit.target}")
    return len(wanted)


def main() -> None:
    """Print how many units each check warns of, in a thousand, or what one says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--turned", action="store_true")
    parser.add_argument("--show", metavar="RULE")
    parser.add_argument("--most", type=int, default=20)
    arguments = parser.parse_args()
    for name in arguments.sets:
        counts: Counter[str] = Counter()
        units = flagged = 0
        left = arguments.most
        for bitext in bitexts(read_set(arguments.folder / "alignment" / name), turned=arguments.turned):
            issues = [issue for issue in check(bitext) if issue.severity != "info"]
            units += len(bitext.units)
            flagged += len({issue.unit for issue in issues})
            counts.update(rule for rule, _ in {(issue.rule, issue.unit) for issue in issues})
            if arguments.show:
                left -= show(bitext, issues, arguments.show, max(left, 0))
        rates = ", ".join(f"{rule} {1000 * count / units:.1f}" for rule, count in counts.most_common())
        print(f"{name}: {units} units, {1000 * flagged / units:.1f} in 1,000 flagged; {rates}")


if __name__ == "__main__":
    main()
