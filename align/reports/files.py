"""What every report is given: files, what was checked in them, and the issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from align.model import SEVERITIES, Bitext, Issue, Rule

__all__ = ["Files", "Rules", "counts", "fingerprints", "place_of", "span_text"]

Files = Sequence[tuple[str, Bitext, Sequence[Issue]]]
"""Path, what was checked, and the issues, file by file."""
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


def counts(files: Files) -> dict[str, int]:
    """How many issues of each severity are to be looked at; suppressed ones are counted apart."""
    found = Counter("suppressed" if issue.suppressed else issue.severity for _, _, issues in files for issue in issues)
    return {name: found[name] for name in (*SEVERITIES, "suppressed")}


def fingerprints(path: str, bitext: Bitext, issues: Sequence[Issue]) -> list[str]:
    """What tells an issue again after the text around it changed: one for each issue.

    The rule, the name of the file, the side, the text of the unit and the words flagged count, and which of equal
    issues it is; ids, lines and columns do not, so that a text may grow above it.

    Returns:
        16 hexadecimal digits each (BLAKE2b, 64 bits).
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    for issue, text, words in span_text(bitext, issues):
        key = (issue.rule, name, issue.side, " ".join(text.split()), words)
        seen[key] += 1
        parts = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        found.append(blake2b(parts, digest_size=8).hexdigest())
    return found
