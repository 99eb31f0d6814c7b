"""What the commands print. Any text can be shown on any terminal: what its encoding lacks is escaped."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from align.text.shown import printable

__all__ = ["count", "prepare", "say", "say_table", "shortened", "tell", "written"]


def prepare() -> None:
    """Make standard output and standard error fit to print on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed before the program began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def count(number: int, noun: str) -> str:
    """A number and a noun: ``1 block``, ``2 blocks``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, most: int = 60) -> str:
    """A text on one line, cut where it is long."""
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def say(text: str, *, end: str = "\n") -> None:
    """Print a result."""
    sys.stdout.write(text + end)


def say_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of as many cells each, columns below one another."""
    from align.text.widths import display_width  # here: few commands print tables

    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = [text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True)]
        say("  ".join(padded).rstrip())


def tell(text: str) -> None:
    """Print a line for a person on standard error, after the name of the program."""
    sys.stderr.write(f"align: {' '.join(text.split())}\n")


def written(output: object, *, dry_run: bool) -> str:
    """The line of a summary that tells where a changed sheet was written; None if there was nothing to write."""
    if output is None:
        return "written   nothing: there was nothing to change"
    return f"written   {'nothing (dry run)' if dry_run else output}"
