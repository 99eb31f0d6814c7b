"""How fast the checks are, and where their time goes.

usage: python -m benchmarks.checks [UNITS] [--terms CONCEPTS]

The text is Chinese-English, made of sentences of our own that are translated right, so that what is measured is the
rule and not the exception. CPU seconds on one thread, the collector of cycles off as in ``align check``: of finding the
terms on both sides, of what several checks share, and of each check. There is no dictionary for spelling.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from random import Random

from align import checks
from align.inspecting import find_hits
from align.model import Bitext, Term, Termbase, Unit
from benchmarks import memory

SENTENCES = (
    ("{year}年，{a}的成本下降了{n}%。", "In {year} the cost of the {b} fell by {n}%."),
    ("我们用{a}训练模型，效果很好。", "We train models with the {b}, and the results are very good."),
    ("你知道{a}是什么吗？", "Do you know what the {b} is?"),
    (
        "他在杭州开发{a}，用了{n}个月的时间，投入了很多人力。",
        "He developed the {b} in Hangzhou for {n} months, with a large team.",
    ),
    (
        "“{a}很重要，”她说，“但是没有人愿意付钱。”",
        "“The {b} is important,” she said, “but nobody is willing to pay for it.”",
    ),
    (
        "创新首先是一个信念问题，其次才是{a}的问题。",
        "Innovation is first a matter of belief and only then one of the {b}.",
    ),
    (
        "详情见https://example.com/{n}，或者参考{a}（第{n}版）。",
        "See https://example.com/{n} for details, or the {b} ({n}th edition).",
    ),
    (
        "市场在变化，{a}也在变化；但是好奇心不变。",
        "The market changes and so does the {b}, but curiosity stays the same.",
    ),
)


def made(size: int, concepts: int) -> tuple[Bitext, Termbase]:
    """A text of as many units, and a termbase of as many concepts with one term in each language."""
    random = Random(7)
    chinese = [chr(code) for code in range(0x5200, 0x5A00)]
    syllables = ["ta", "ro", "mi", "ken", "sol", "var", "dun", "pel", "gri", "nos", "bal", "fer", "lim", "tor", "quin"]
    names, terms = [], []
    for number in range(concepts):
        zh = "".join(random.choices(chinese, k=4))
        en = "".join(random.choices(syllables, k=3)) + " " + "".join(random.choices(syllables, k=2))
        names.append((zh, en))
        terms += [Term(f"c{number}", "zh", zh), Term(f"c{number}", "en", en)]
    units = []
    for number in range(size):
        source, target = SENTENCES[number % len(SENTENCES)]
        zh, en = random.choice(names)
        values = {"a": zh, "b": en, "n": number % 90 + 10, "year": 1950 + number % 75}
        units.append(
            Unit(f"u{number}", target.format(**values), source=source.format(**values), source_state="original")
        )
    return Bitext(tuple(units), "zh", "en"), Termbase.from_terms(terms)


def timed(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks")
    parser.add_argument("units", nargs="?", type=int, default=10_000)
    parser.add_argument("--terms", type=int, default=1_000)
    arguments = parser.parse_args()
    bitext, termbase = made(arguments.units, arguments.terms)
    gc.disable()
    before = time.process_time()
    context = find_hits(bitext, termbase)
    [list(found) for found in (context.target_hits, context.source_hits, context.loose_hits)]
    hits = time.process_time() - before
    shared = timed(lambda: (context.bilingual, context.words, context.expansions))
    found = 0
    seconds = {}
    for name, check in checks.CHECKS.items():
        before = time.process_time()
        found += len(list(check(context)))
        seconds[name] = time.process_time() - before
    total = hits + shared + sum(seconds.values())
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1])[:12]:
        print(f"{name:30} {spent * 1000:7.0f} ms")
    most = memory.peak()
    own = sum(seconds.values())
    print(f"terms {hits:.2f} s, shared {shared:.2f} s, checks {own:.2f} s; {found} issues, peak {most:.0f} MB")
    size = len(bitext.units)
    print(f"units a CPU second: {size / total:,.0f} with terms, {size / (total - hits):,.0f} without")


if __name__ == "__main__":
    main()
