"""A termbase looked through: its files are read, the rules run, and its terms looked for in texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.formats import READERS, format_of
from align.loading import AnyPath, load_layers, load_lines, read
from align.model import Finding, Term
from align.terms import TermMatcher, layered
from align.terms.lint import RULES, LintContext, Rule, run
from align.text.scripts import TOLD_BY_SCRIPT
from align.text.tags import primary, standard_tag

__all__ = ["Linted", "lint_glossary"]


@dataclass(frozen=True, slots=True)
class Linted:
    """What was looked through: the findings, and how many files, concepts and rows there were."""

    findings: tuple[Finding, ...]
    files: int
    concepts: int
    rows: int


def lint_glossary(
    paths: Iterable[AnyPath],
    texts: Iterable[AnyPath] = (),
    rules: Mapping[str, Rule] = RULES,
    *,
    lang: str | None = None,
    encoding: str | None = None,
) -> Linted:
    """Look through the files of a termbase.

    Args:
        paths: Files and folders, the uppermost layer first.
        texts: Texts, sheets and bitexts that the terms should stand in; without any, no term is unused.
        rules: The rules to run.
        lang: BCP 47 tag of the texts; by default what their script makes certain. A text whose language stays open is
            searched for the terms of all languages that a script does not tell.
        encoding: Of texts that are neither UTF-8 nor have a byte order mark.

    Raises:
        AlignError: A file cannot be read, or a row of a termbase is broken.
    """
    layers = load_layers(paths)
    termbase = layered(layers)
    rows = [term for layer in layers for term in layer]
    tag = standard_tag(lang) if lang is not None else None
    found = _found(list(termbase.terms), list(_passages(texts, tag, encoding)))
    findings = run(LintContext(termbase, rows, found), rules)
    return Linted(tuple(findings), len(layers), len(termbase.concepts), len(rows))


def _passages(texts: Iterable[AnyPath], lang: str | None, encoding: str | None) -> Iterator[tuple[str, str]]:
    """Language and text of each line and of both sides of each unit."""
    for path in map(Path, texts):
        if format_of(path) in READERS:
            bitext = read(path)
            for unit in bitext.units:
                yield bitext.source_lang, unit.source
                yield bitext.target_lang, unit.target
        else:
            document, _ = load_lines(path, lang, encoding)
            for block in document.blocks:
                yield document.lang, document.text[block.start : block.end]


def _found(terms: Sequence[Term], passages: Sequence[tuple[str, str]]) -> dict[str, frozenset[tuple[str, str]]]:
    """By language, the terms (concept, text) that stand in the passages in it."""
    by_language: dict[str, list[str]] = defaultdict(list)
    others = {primary(term.lang) for term in terms} - TOLD_BY_SCRIPT
    for lang, text in passages:
        for language in others if lang == "und" else {primary(lang)}:
            by_language[language].append(text)
    return {
        language: _standing([term for term in terms if primary(term.lang) == language], language, found)
        for language, found in by_language.items()
    }


def _standing(terms: Sequence[Term], language: str, texts: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The terms that stand in some texts, however many share one stretch."""
    found: set[tuple[str, str]] = set()
    while True:  # of several terms that match one stretch a matcher tells one: the others are looked for again
        left = [term for term in terms if (term.concept, term.text) not in found]
        matcher = TermMatcher(left, language)
        more = {(hit.term.concept, hit.term.text) for text in texts for hit in matcher.find(text, nested=True)}
        if not more:
            return frozenset(found)
        found |= more
