"""How time and memory of ``align check`` grow with a file: each size in a process of its own.

usage: python -m benchmarks.large [UNITS...] [--terms CONCEPTS] [--format jsonl|tmx]

The text is that of :mod:`benchmarks.checks`, and every check that is on by default is on. What is measured is the whole
command, from its start to the last line of the report.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from align import formats
from align.model import Row, Sheet
from align.streaming import LARGE
from benchmarks.checks import made
from benchmarks.processes import usage_of

_COMMAND = "from align.cli import main; main()"


def write(path: Path, glossary: Path, units: int, concepts: int, form: str) -> None:
    """Write a bitext and a termbase."""
    bitext, termbase = made(units, concepts)
    with path.open("wb") as stream:
        formats.load(formats.WRITERS, form)(Sheet(bitext, (Row(),) * len(bitext.units)), stream)
    with glossary.open("wb") as stream:
        formats.load(formats.GLOSSARY_WRITERS, "csv")(termbase, stream)


def measured(path: Path, glossary: Path) -> tuple[float, float, float, str]:
    """CPU seconds, seconds, peak memory in MB, and the last line of the report."""
    report = path.with_suffix(".report")
    command = [sys.executable, "-c", _COMMAND, "check", str(path), "--glossary", str(glossary), "--fail-on", "never"]
    start = time.monotonic()
    with report.open("wb") as output:
        try:
            usage = usage_of(subprocess.Popen(command, stdout=output))
        except subprocess.CalledProcessError as error:
            raise SystemExit(f"align check ended with {error.returncode}") from None
    seconds = time.monotonic() - start
    last = report.read_text(encoding="utf-8").splitlines()[-1]
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1024, last


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large")
    parser.add_argument("units", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--terms", type=int, default=1_000)
    parser.add_argument("--format", choices=sorted(formats.STREAMS), default="jsonl")
    arguments = parser.parse_args()
    print(f"{'units':>9} {'file':>9} {'CPU':>9} {'elapsed':>9} {'units/CPU s':>12} {'peak':>8}")
    for units in arguments.units:
        with tempfile.TemporaryDirectory() as folder:
            path, glossary = Path(folder) / f"{units}.{arguments.format}", Path(folder) / "terms.csv"
            # In a process of its own: the peak of a parent counts as that of its children.
            given = (path, glossary, units, arguments.terms, arguments.format)
            writer = get_context("spawn").Process(target=write, args=given)
            writer.start()
            writer.join()
            size = path.stat().st_size
            cpu, seconds, peak, last = measured(path, glossary)
        way = "streamed" if size >= LARGE else "whole"
        print(
            f"{units:9,} {size / 2**20:6.1f} MB {cpu:7.1f} s {seconds:7.1f} s {units / cpu:12,.0f} {peak:5.0f} MB"
            f"  {way}; {last}",
            flush=True,
        )


if __name__ == "__main__":
    main()
