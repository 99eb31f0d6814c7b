"""A bitext or a file is checked: its terms are found, the checks run on them, and what they find gets its place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from align import checks, formats
from align.checking import Checking, load_checking, select_checks
from align.checks.documentation import describe
from align.collector import collector_paused
from align.dictionaries import find_speller
from align.errors import FormatError
from align.finding import Finder
from align.loading import AnyPath, load_document, read, telling
from align.model import Bitext, Extracting, Issue, Rule, Termbase
from align.reports import fingerprints
from align.sheet import build_bitext
from align.storage import read_bytes
from align.streaming import Streamed, can_be_streamed, stream_file
from align.text.decoding import decode
from align.text.lines import lines_of
from align.text.scripts import TOLD_BY_SCRIPT
from align.text.tags import primary

__all__ = [
    "BITEXTS",
    "Checked",
    "check",
    "check_file",
    "check_stream",
    "describe_checks",
    "find_hits",
    "find_issues",
    "finder_for",
    "language_of",
    "load_baseline",
    "mark_known",
    "mark_part",
]

BITEXTS: Final = frozenset(formats.READERS)
"""Names of the formats that hold a bitext, not a text."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with what the checks found in it, and what a person should know of the run."""

    path: Path
    bitext: Bitext
    issues: tuple[Issue, ...]
    notes: tuple[str, ...] = ()

    def parts(self) -> Iterator[tuple[Bitext, Sequence[Issue]]]:
        """The file as one part; a large one has several (:class:`align.streaming.Streamed`)."""
        yield self.bitext, self.issues


def check(bitext: Bitext, termbase: Termbase | None = None) -> list[Issue]:
    """Run every check on a bitext; spelling only where a dictionary is at hand."""
    return _found(bitext, termbase or Termbase(), select_checks(), Checking())


def check_file(
    path: AnyPath,
    termbase: Termbase,
    rules: Mapping[str, checks.Check],
    *,
    lang: str | None = None,
    encoding: str | None = None,
    checking: Checking | None = None,
    extracting: Extracting | None = None,
) -> Checked:
    """Run checks on a text or a bitext; issues in a text know their line and column.

    Args:
        path: The file.
        termbase: The terms in force.
        rules: The checks, as :func:`align.checking.select_checks` gives them.
        lang: BCP 47 tag of a text; by default what its script makes certain.
        encoding: Of a text, as for :func:`align.text.decoding.decode`.
        checking: Severities and options; by default what the project's ``align.toml`` says.
        extracting: How to take the text out of a document; likewise.

    Raises:
        AlignError: The file cannot be read, or ``align.toml`` is at fault.
    """
    path = Path(path)
    checking = checking or load_checking(path)
    if formats.format_of(path) in BITEXTS:
        bitext = read(path)
        return Checked(path, bitext, tuple(_found(bitext, termbase, rules, checking)), _notes(bitext, rules, checking))
    document, _ = load_document(path, lang, encoding, fallback=language_of(termbase), extracting=extracting)
    bitext = build_bitext(document, "und", "all", quotes=True)
    lines = lines_of(document)
    starts = {unit.id: unit.start for unit in bitext.units}
    located = []
    for issue in _found(bitext, termbase, rules, checking):
        line, column = lines.locate(starts[issue.unit] + issue.start)
        located.append(replace(issue, line=line, column=column))
    return Checked(path, bitext, tuple(located), _notes(bitext, rules, checking))


def check_stream(
    path: AnyPath, termbase: Termbase, rules: Mapping[str, checks.Check], *, checking: Checking | None = None
) -> Streamed | None:
    """Run checks on a large bitext while it is read: what they find is that of :func:`check_file`.

    Args:
        path: The file.
        termbase: The terms in force.
        rules: The checks, as :func:`align.checking.select_checks` gives them.
        checking: Severities and options; by default what the project's ``align.toml`` says.

    Returns:
        None where the file is not so large, its format cannot be read unit by unit, or a check wants it whole.

    Raises:
        AlignError: The file cannot be read, or ``align.toml`` is at fault.
    """
    path = Path(path)
    if not can_be_streamed(path, rules):
        return None
    settled = checking or load_checking(path)
    streamed = stream_file(path, termbase, rules, settled, lambda bitext: _speller(bitext, rules, settled))
    return replace(streamed, notes=_notes(streamed.bitext, rules, settled))


def _found(bitext: Bitext, termbase: Termbase, rules: Mapping[str, checks.Check], checking: Checking) -> list[Issue]:
    return find_issues(bitext, termbase, rules, checking)[1]


def find_issues(
    bitext: Bitext, termbase: Termbase, rules: Mapping[str, checks.Check], checking: Checking
) -> tuple[checks.Context, list[Issue]]:
    """A bitext with its terms, and what some checks find in it."""
    finder = finder_for(bitext, termbase, rules, checking)
    with collector_paused():
        context = finder.context(bitext)
        return context, checks.run(context, rules, checking.severities)


def finder_for(bitext: Bitext, termbase: Termbase, rules: Mapping[str, checks.Check], checking: Checking) -> Finder:
    """What gives some checks their context, for a bitext and all others in its languages."""
    speller = _speller(bitext, rules, checking)
    return Finder(termbase, bitext.source_lang, bitext.target_lang, checking.options, speller)


def _speller(bitext: Bitext, rules: Mapping[str, checks.Check], checking: Checking) -> Callable[[str], bool] | None:
    """What knows the words of the target language, if the check of spelling is to run and there is a dictionary."""
    if "spelling" not in rules or _unspelled(bitext):
        return None
    folders = checking.options.get("spelling", {}).get("dictionaries", ())
    return find_speller(bitext.target_lang, folders if isinstance(folders, tuple) else ())


def _unspelled(bitext: Bitext) -> bool:
    """Whether no dictionary is to be expected: Chinese and Japanese have none, nor a language that is not known."""
    return primary(bitext.target_lang) in {*checks.CJK, "und"}


def _notes(bitext: Bitext, rules: Mapping[str, checks.Check], checking: Checking) -> tuple[str, ...]:
    if "spelling" not in rules or _unspelled(bitext) or _speller(bitext, rules, checking) is not None:
        return ()
    return (
        f"the check spelling is off: it needs the extra translation-align[spelling] and a Hunspell dictionary of"
        f" {primary(bitext.target_lang)}",
    )


def load_baseline(path: AnyPath) -> frozenset[str]:
    """The fingerprints of a JSON report: the issues that are known.

    Raises:
        AlignError: The file cannot be read, or is no report of ``align check --json``.
    """
    path = Path(path)
    data = read_bytes(path)
    with telling(path):
        try:
            report = json.loads(decode(data))
            return frozenset(str(issue["fingerprint"]) for issue in report["issues"])
        except (ValueError, KeyError, TypeError):
            raise FormatError("is no report with fingerprints; write one with align check --json -o FILE") from None


def mark_known(checked: Checked, known: frozenset[str]) -> tuple[Issue, ...]:
    """The issues of a file, those that a baseline knows marked as such."""
    return tuple(mark_part(str(checked.path), checked.bitext, checked.issues, known, Counter()))


def mark_part(
    path: str, bitext: Bitext, issues: Sequence[Issue], known: frozenset[str], seen: Counter[bytes]
) -> list[Issue]:
    """The issues of a part of a file, those that a baseline knows marked as such; ``seen`` goes from part to part."""
    if not known:
        return list(issues)
    marks = fingerprints(path, bitext, issues, seen)
    return [
        replace(issue, suppressed="baseline") if mark in known and not issue.suppressed else issue
        for issue, mark in zip(issues, marks, strict=True)
    ]


def find_hits(bitext: Bitext, termbase: Termbase) -> checks.Context:
    """What the checks are given: a bitext with the terms found in it on both sides."""
    return Finder(termbase, bitext.source_lang, bitext.target_lang).context(bitext)


def language_of(termbase: Termbase) -> str:
    """The one language of a termbase that no script tells, for texts whose script leaves theirs open; else ``und``."""
    spaced = {primary(term.lang) for term in termbase.terms} - TOLD_BY_SCRIPT - {"my"}
    return spaced.pop() if len(spaced) == 1 else "und"


def describe_checks(rules: Mapping[str, checks.Check]) -> dict[str, Rule]:
    """What reports say of some checks."""
    described = {name: describe(rule) for name, rule in rules.items()}
    return {
        name: Rule(name, said.what, "\n\n".join(filter(None, [said.how, said.why])), said.severity)
        for name, said in described.items()
    }
