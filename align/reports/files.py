"""What every report is given: files, what was checked in them, and the issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from align.model import SEVERITIES, Bitext, Issue, Rule, Unit

__all__ = [
    "Files",
    "Part",
    "Rules",
    "Streams",
    "Totals",
    "counts",
    "fingerprints",
    "flagged",
    "in_parts",
    "place_of",
    "span_text",
]

Files = Sequence[tuple[str, Bitext, Sequence[Issue]]]
"""Path, what was checked, and the issues, file by file."""
Part = tuple[Bitext, Sequence[Issue]]
"""A stretch of a file, and the issues in it."""
Streams = Sequence[tuple[str, Iterable[Part]]]
"""Path and parts, file by file; the parts are looked at once, in order."""
Rules = Mapping[str, Rule]
"""What is known of the checks, by name."""


def span_text(bitext: Bitext, issues: Sequence[Issue]) -> Iterator[tuple[Issue, str, str]]:
    """Each issue with the whole text of its side and the words that it is about."""
    units = {unit.id: unit for unit in bitext.units}
    for issue in issues:
        text = getattr(units[issue.unit], issue.side)
        yield issue, text, text[issue.start : issue.end]


def place_of(issue: Issue) -> str:
    """Where an issue stands: line and column, the line alone where no column is known, or unit and side."""
    if not issue.line:
        return f"{issue.unit} {issue.side}"
    return f"{issue.line}:{issue.column}" if issue.column else str(issue.line)


def in_parts(files: Files) -> Streams:
    """Files as streams of one part each."""
    return [(path, [(bitext, issues)]) for path, bitext, issues in files]


def flagged(streams: Streams) -> Files:
    """Files with those units only that an issue is about, for reports that must know all before they begin."""
    files = []
    for path, parts in streams:
        units: list[Unit] = []
        issues: list[Issue] = []
        head = Bitext((), "und", "und")
        for bitext, found in parts:
            named = {issue.unit for issue in found} | {place.unit for issue in found for place in issue.related}
            units += (unit for unit in bitext.units if unit.id in named)
            issues += found
            head = bitext
        files.append((path, replace(head, units=tuple(units)), issues))
    return files


class Totals:
    """Counts the issues of each severity that are to be looked at; suppressed ones apart."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def add(self, issues: Iterable[Issue]) -> None:
        """Count some more."""
        self._found.update("suppressed" if issue.suppressed else issue.severity for issue in issues)

    def said(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {name: self._found[name] for name in (*SEVERITIES, "suppressed")}


def counts(files: Files) -> dict[str, int]:
    """How many issues of each severity are to be looked at; suppressed ones are counted apart."""
    totals = Totals()
    for _, _, issues in files:
        totals.add(issues)
    return totals.said()


def fingerprints(path: str, bitext: Bitext, issues: Sequence[Issue], seen: Counter[bytes] | None = None) -> list[str]:
    """What tells an issue again after the text around it changed: one for each issue.

    The rule, the name of the file, the side, the text of the unit and the words flagged count, and which of equal
    issues it is; ids, lines and columns do not, so that a text may grow above it.

    Args:
        path: The file.
        bitext: What was checked, or a part of it.
        issues: The issues in it.
        seen: How often each issue stood in the parts before; counted on.

    Returns:
        16 hexadecimal digits each (BLAKE2b, 64 bits).
    """
    seen = Counter() if seen is None else seen
    found = []
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    for issue, text, words in span_text(bitext, issues):
        key = "\0".join((issue.rule, name, issue.side, " ".join(text.split()), words))
        short = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        seen[short] += 1
        whole = f"{key}\0{seen[short]}".encode("utf-8", "surrogatepass")
        found.append(blake2b(whole, digest_size=8).hexdigest())
    return found
