"""The whole product measured beside its peers: ``python -m benchmarks`` prints one table.

usage: python -m benchmarks [--quick] [--write] [AREA...]

Every contender of every contest is a process of its own, on one thread; the CPU seconds are the median of its rounds
after one that is not counted, what it needs to get ready left out. *Ratio* is against the first of ours. Peers are
measured where they are installed (``pip install pysbd sentencex blingfire translate-toolkit``). ``--write``
puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import align
from benchmarks.contests import CONTESTS, Contest
from benchmarks.contests.contest import Spent
from benchmarks.tables import markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- made by python -m benchmarks --write -->\n", "<!-- end -->"
ROUNDS = 5
QUICK = 100  # a hundredth of the size
HEAD = ("area", "job", "by", "CPU seconds", "ratio", "peak MB")
MISSING = "not installed"
_CACHE = str(Path(tempfile.gettempdir(), "align-benchmarks-pycache"))


def run_one(contest: int, name: str, *, quick: bool) -> None:
    """Print the median of the rounds of a contender and the memory of the process, as JSON."""
    of = CONTESTS[contest]
    try:
        once = of.contenders[name](max(10, of.size // QUICK) if quick else of.size)
        once()
        spent = [once() for _ in range(1 if quick else ROUNDS)]
    except (ImportError, FileNotFoundError):
        print(json.dumps(None))
        return
    seconds = statistics.median(each.seconds for each in spent)
    print(json.dumps([seconds, max(each.megabytes for each in spent)]))


def measured(contest: int, name: str, *, quick: bool) -> Spent | None:
    """What a contender spends, or None if it is not installed."""
    command = [sys.executable, "-m", "benchmarks", "--one", str(contest), name, *(["--quick"] if quick else [])]
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")}
    env = {**os.environ, **threads, "PYTHONPYCACHEPREFIX": _CACHE}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # programs are started as they are installed, with compiled modules
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=env)
    found = json.loads(done.stdout.splitlines()[-1])
    return None if found is None else Spent(*found)


def rows(contest: Contest, *, quick: bool) -> Iterator[tuple[str, ...]]:
    """The rows of a contest."""
    first: float | None = None
    for name in contest.contenders:
        spent = measured(CONTESTS.index(contest), name, quick=quick)
        if spent is None:
            yield contest.area, contest.title, name, MISSING, "", ""
            continue
        first = first or spent.seconds
        yield (
            contest.area,
            contest.title,
            name,
            f"{spent.seconds:.3f}",
            f"{spent.seconds / max(first, 1e-9):.2f}",
            "–" if math.isnan(spent.megabytes) else f"{spent.megabytes:.0f}",
        )


def write(lines: Sequence[str]) -> None:
    """Put the table into the page."""
    text = PAGE.read_text("utf-8")
    start = text.index(BEGIN) + len(BEGIN)
    PAGE.write_text(text[:start] + "\n".join(lines) + "\n" + text[text.index(END, start) :], "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("areas", nargs="*", metavar="AREA", help="default: all")
    parser.add_argument("--quick", action="store_true", help="a hundredth of each job, once: whether all of it runs")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(int(arguments.one[0]), arguments.one[1], quick=arguments.quick)
        return
    known = {contest.area for contest in CONTESTS}
    if unknown := set(arguments.areas) - known:
        parser.error(f"no area {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    if arguments.write and (arguments.quick or arguments.areas):
        parser.error("--write wants the whole table")
    found = []
    for contest in CONTESTS:
        for row in rows(contest, quick=arguments.quick) if contest.area in (arguments.areas or known) else ():
            print(*row, sep=" | ", file=sys.stderr, flush=True)
            found.append(row)
    made = f"{datetime.now(UTC):%Y-%m-%d}, translation-align {align.__version__}, Python {platform.python_version()}"
    lines = [*markdown(HEAD, found), "", f"{made}, {platform.machine()}, {os.cpu_count()} cores."]
    print("\n".join(lines))
    if arguments.write:
        write(lines)


if __name__ == "__main__":
    main()
