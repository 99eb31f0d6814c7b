"""What the docstrings of checks say, for the manual, for reports, and as tests.

A docstring has a first sentence that says what is wrong, paragraphs that say how it is decided, and the sections
``Why``, ``Severity``, ``Options``, ``Fails`` and ``Passes``. A row of an example is ``SOURCE-TARGET: source |
target``, ``LANG: target`` or ``heading: target``; ``term: SOURCE = TARGET; also A, B; never C`` and ``keep: NAME``
give its glossary. ``comment: TEXT``, ``status: STATUS`` and ``conflict: FIELD = WHAT CAME BACK`` say more of the row
before.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from align.checks.context import Check
from align.model import SEVERITIES, Bitext, Conflict, Term, Termbase, Unit

__all__ = ["Description", "Example", "describe"]

_SECTIONS: Final = ("Why", "Severity", "Options", "Fails", "Passes")
_ROW: Final = re.compile(
    r"(term|keep|heading|comment|status|conflict|[a-z]{2,3}(?:-[A-Z]{2})?(?:-[a-z]{2,3}(?:-[A-Z]{2})?)?):[ ]?(.*)"
)
_ESCAPE: Final = re.compile(r"\\(n|t|u[0-9a-f]{4})")
_MARKUP: Final = re.compile(r"``([^`]+)``")


@dataclass(frozen=True, slots=True)
class Example:
    """A document that a check must flag, or must not.

    Attributes:
        fails: Whether it must be flagged.
        rows: Its rows as written, without the glossary.
        bitext: The rows as units.
        termbase: The glossary that goes with them.
    """

    fails: bool
    rows: tuple[str, ...]
    bitext: Bitext
    termbase: Termbase


@dataclass(frozen=True, slots=True)
class Description:
    """What the docstring of a check says.

    Attributes:
        what: What is wrong, one sentence.
        how: How it is decided; paragraphs, in Markdown.
        why: Why it matters.
        severity: The gravest that the check gives.
        severity_note: The whole sentence about it.
        options: Name and meaning of what can be set.
        examples: Those that fail and those that pass.
    """

    what: str
    how: str
    why: str
    severity: str
    severity_note: str
    options: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


def describe(check: Check) -> Description:
    """What the docstring of a check says; a check of another package may say less than its own do."""
    text = inspect.getdoc(check) or ""
    head, sections = _divide(text)
    what, _, how = head.partition("\n\n")
    note = next((" ".join(body.split()) for name, body in sections if name == "Severity"), "")
    severity = re.split(r"\W", note, maxsplit=1)[0]
    return Description(
        what=_markdown(" ".join(what.split())),
        how=_markdown("\n\n".join(" ".join(part.split()) for part in how.split("\n\n"))).strip(),
        why=_markdown(next((" ".join(body.split()) for name, body in sections if name == "Why"), "")),
        severity=severity if severity in SEVERITIES else "warning",
        severity_note=note,
        options=tuple(option for name, body in sections if name == "Options" for option in _options(body)),
        examples=tuple(_example(body, fails=name == "Fails") for name, body in sections if name in {"Fails", "Passes"}),
    )


def _divide(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text before the first section, and the sections in order."""
    parts = re.split(rf"^({'|'.join(_SECTIONS)}):\n", text, flags=re.MULTILINE)
    return parts[0].strip(), [
        (name, inspect.cleandoc(body)) for name, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def _markdown(text: str) -> str:
    return _MARKUP.sub(r"`\1`", text)


def _options(body: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"^(\w+): (.*(?:\n[ ]+.*)*)", body, re.MULTILINE):
        yield match[1], _markdown(" ".join(match[2].split()))


def _example(body: str, *, fails: bool) -> Example:
    units: list[Unit] = []
    terms: list[Term] = []
    rows: list[str] = []
    source_lang, target_lang = "und", "en"
    given: list[tuple[str, str]] = []
    conflicts: list[Conflict] = []
    for line in body.splitlines():
        match = _ROW.fullmatch(line.strip())
        if match is None:
            continue
        name, value = match[1], _ESCAPE.sub(_unescape, match[2])
        if name in {"term", "keep"}:
            given.append((name, value))
            continue
        rows.append(line.strip())
        if name == "comment":
            units[-1] = replace(units[-1], comment=value)
            continue
        if name == "status":
            units[-1] = replace(units[-1], status=value)
            continue
        if name == "conflict":
            field, _, theirs = value.partition(" = ")
            conflicts.append(Conflict(units[-1].id, field, getattr(units[-1], field), theirs, "returned.xlsx"))
            continue
        source, bar, target = value.partition(" |")
        kind = "heading" if name == "heading" else "body"
        if bar:
            source_lang, target_lang = _languages(name)
        elif name != "heading":
            target_lang = name
        text = target.removeprefix(" ") if bar else value
        number = len(units) + 1
        units.append(
            Unit(f"u{number}", text, source=source if bar else "", source_state="original" if bar else "missing",
                 kind=kind, block=number, line=number)
        )  # fmt: skip
    for number, (name, value) in enumerate(given):
        terms.extend(_terms(name, value, f"c{number}", "zh" if source_lang == "und" else source_lang, target_lang))
    bitext = Bitext(tuple(units), source_lang, target_lang, conflicts=tuple(conflicts))
    return Example(fails, tuple(rows), bitext, Termbase.from_terms(terms))


def _unescape(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(match[1]) or chr(int(match[1][1:], 16))


def _languages(name: str) -> tuple[str, str]:
    """The two tags of ``zh-en`` or ``en-fr-CA``: a region is in capitals."""
    match = re.fullmatch(r"([a-z]+(?:-[A-Z]{2})?)-([a-z]+(?:-[A-Z]{2})?)", name)
    return (match[1], match[2]) if match else ("und", name)


def _terms(name: str, value: str, concept: str, source_lang: str, target_lang: str) -> Iterator[Term]:
    if name == "keep":
        yield Term(concept, source_lang, value, case="keep")
        yield Term(concept, target_lang, value, case="keep")
        return
    head, *rest = value.split("; ")
    source, _, target = head.partition(" = ")
    yield Term(concept, source_lang, source)
    yield Term(concept, target_lang, target)
    for part in rest:
        word, _, texts = part.partition(" ")
        for text in texts.split(", "):
            kind = "acronym" if text.isupper() else "variant"
            status = "admitted" if word == "also" else "forbidden"
            yield Term(concept, target_lang, text, status, type=kind, case="exact" if kind == "acronym" else "any")
