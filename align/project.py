"""The only place where the rooms meet: opens files, calls the rooms in order, looks plug-ins up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Final

from align import checks, formats, segmentation
from align import sheet as sheets
from align.backups import replace_kept
from align.checking import Checking, load_checking
from align.checks.documentation import describe
from align.checks.own import own_check
from align.collector import collector_paused
from align.config import Segmenting
from align.dictionaries import find_speller
from align.errors import ArgumentError, FormatError, InputError, OutputExistsError
from align.loading import AnyPath, find_glossary, format_for, load_document, load_termbase, read, telling
from align.model import Bitext, Document, Hit, Issue, Rule, Segment, Sheet, Termbase
from align.reports import fingerprints
from align.storage import check_output, read_bytes, replacing, same_file
from align.terms import TermMatcher, conflict_notes
from align.text.decoding import decode
from align.text.lines import LineIndex
from align.text.scripts import TOLD_BY_SCRIPT, guess_language
from align.text.tags import primary, same_language, standard_tag

__all__ = [
    "Checked",
    "Occurrence",
    "SheetRun",
    "check",
    "check_file",
    "describe_checks",
    "export_rules",
    "find_hits",
    "find_terms",
    "find_terms_in_text",
    "load_baseline",
    "make_sheet",
    "mark_known",
    "segment",
    "select_checks",
    "sheet_of",
    "sheet_within",
    "write",
]

Options = Mapping[str, Mapping[str, checks.Option]]
_BITEXTS: Final = frozenset(formats.READERS)


# Writing -----------------------------------------------------------------------------------------------------------


def write(bitext: Bitext, path: AnyPath, *, termbase: Termbase | None = None, force: bool = False) -> list[str]:
    """Write a bitext: a sheet (``.xlsx``) or a table (``.tsv``) with terms and issues found anew, or JSON Lines.

    Args:
        bitext: What to write.
        path: Where to; its ending tells the format.
        termbase: The terms to show.
        force: Overwrite a file that exists.

    Returns:
        Sentences that tell what the format cannot show as it is.

    Raises:
        AlignError: The format is unknown, or the file exists or cannot be written.
    """
    path = Path(path)
    name = format_for(path, formats.WRITERS, "cannot be written")
    check_output(path, force=force)
    return _save(sheet_of(bitext, termbase), name, path, force=force)


def sheet_of(bitext: Bitext, termbase: Termbase | None = None, checking: Checking | None = None) -> Sheet:
    """The sheet of a bitext, with terms and issues found anew; by default by every check."""
    if checking is None:
        context = _context(bitext, termbase or Termbase())
        return _sheet(context, checks.run(context))
    return _sheet(*_checked(bitext, termbase or Termbase(), select_checks(checking=checking), checking))


def sheet_within(
    document: Document, bitext: Bitext, termbase: Termbase, checking: Checking
) -> tuple[Sheet, list[Issue]]:
    """The sheet of a bitext whose units stand in a document, and the issues in all of that document.

    The checks see the whole text: what a row says of a term depends on the narration around it.
    """
    here = {unit.start: unit for unit in bitext.units if unit.end > unit.start}
    other = count()
    whole = [
        here[unit.start] if unit.start in here else replace(unit, id=f"·{next(other)}")
        for unit in sheets.build_bitext(document, bitext.source_lang, "all").units
    ]
    found = {unit.id for unit in whole}
    whole += (unit for unit in bitext.units if unit.id not in found)
    all_of_it = replace(bitext, units=tuple(whole), gone=())
    context, issues = _checked(all_of_it, termbase, select_checks(checking=checking), checking)
    places = {unit.id: place for place, unit in enumerate(whole)}
    own = [places[unit.id] for unit in bitext.units]
    target_hits = [context.target_hits[place] for place in own]
    source_hits = [context.source_hits[place] for place in own] if context.source_hits else ()
    part = checks.Context(bitext, termbase, target_hits, source_hits)
    ids = {unit.id for unit in bitext.units}
    return _sheet(part, [issue for issue in issues if issue.unit in ids]), issues


def _save(sheet: Sheet, name: str, path: Path, *, force: bool) -> list[str]:
    writer: Callable[..., list[str]] = formats.load(formats.WRITERS, name)
    with telling(path), replacing(path, force=force) as stream:
        return writer(sheet, stream)


def _context(
    bitext: Bitext,
    termbase: Termbase,
    options: Options | None = None,
    speller: Callable[[str], bool] | None = None,
) -> checks.Context:
    return checks.Context(
        bitext,
        termbase,
        target_hits=_hits(bitext, termbase, "target"),
        source_hits=_hits(bitext, termbase, "source") if any(unit.source for unit in bitext.units) else (),
        loose_hits=_loose_hits(bitext, termbase),
        options=options or {},
        speller=speller,
    )


def _loose_hits(bitext: Bitext, termbase: Termbase) -> list[list[Hit]]:
    """The hits in the targets with letter case left out of account, those inside longer ones too."""
    originals = [term for term in termbase.terms if same_language(term.lang, bitext.target_lang)]
    if not originals:
        return []
    # A term is found again by the line that a loose copy of it carries.
    loose = [replace(term, case="any", line=number) for number, term in enumerate(originals)]
    matcher = TermMatcher(loose, bitext.target_lang)
    return [
        [replace(hit, term=originals[hit.term.line]) for hit in matcher.find(unit.target, nested=True)]
        for unit in bitext.units
    ]


def find_hits(bitext: Bitext, termbase: Termbase) -> checks.Context:
    """What the checks are given: a bitext with the terms found in it on both sides."""
    return _context(bitext, termbase)


def _sheet(context: checks.Context, issues: Sequence[Issue]) -> Sheet:
    return sheets.build_sheet(
        context.bitext,
        context.termbase,
        context.target_hits,
        context.source_hits or [()] * len(context.units),
        [issue for issue in issues if not issue.suppressed],
    )


def _hits(bitext: Bitext, termbase: Termbase, side: str) -> list[list[Hit]]:
    matcher = TermMatcher(termbase.terms, bitext.target_lang if side == "target" else bitext.source_lang)
    return [matcher.find(getattr(unit, side)) for unit in bitext.units]


# The main job ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetRun:
    """What :func:`make_sheet` did, for a summary."""

    document: Document
    sheet: Sheet
    issues: tuple[Issue, ...]
    output: Path
    glossary: tuple[Path, ...]
    notes: tuple[str, ...]


def make_sheet(
    path: AnyPath,
    output: AnyPath | None = None,
    *,
    source_lang: str,
    target_lang: str | None = None,
    glossary: Sequence[AnyPath] = (),
    rows: str = "auto",
    encoding: str | None = None,
    segmenting: Segmenting | None = None,
    force: bool = False,
) -> SheetRun:
    """Turn a translated text into a working sheet with a slot for each missing source.

    Args:
        path: The translation.
        output: Where to write; by default beside the input, with the ending ``.xlsx``.
        source_lang: BCP 47 tag of the language that it was translated from.
        target_lang: BCP 47 tag of its own language; by default what its script makes certain.
        glossary: Files or folders of terms; by default the project's (:func:`find_glossary`).
        rows: ``excerpts``, ``all`` or ``auto``, see :func:`align.sheet.build_bitext`.
        encoding: Of the input, as for :func:`align.text.decoding.decode`.
        segmenting: How to divide the text; by default what the project's ``align.toml`` says.
        force: Overwrite a sheet that exists.

    Raises:
        AlignError: An argument or a file is at fault; nothing is written then.
    """
    path = Path(path)
    source_lang = standard_tag(source_lang)
    target = Path(output) if output is not None else path.with_suffix(".xlsx")
    name = format_for(target, formats.WRITERS, "cannot be written")
    if same_file(target, path):
        raise ArgumentError("is the input itself; give another name with -o", path=target)
    document, origin = load_document(path, target_lang, encoding, segmenting=segmenting)
    _check_sheet(target, path, force=force)
    paths = [Path(p) for p in glossary] or find_glossary(path)
    termbase = load_termbase(paths)
    with telling(path):
        bitext = sheets.build_bitext(document, source_lang, rows)
        if not bitext.units:
            raise InputError("there is no sentence in it to put into a row")
    bitext = replace(bitext, provenance=replace(origin, options=(("rows", rows),)))
    sheet, found = sheet_within(document, bitext, termbase, load_checking(path))
    notes = [*conflict_notes(termbase)]
    if name == "xlsx" and target.exists():
        stream = BytesIO()
        notes += formats.load(formats.WRITERS, name)(sheet, stream)
        counts = {"units": len(bitext.units)}
        replace_kept(target, read_bytes(target), stream.getvalue(), "sheet", {"text": path.name}, counts)
    else:
        notes += _save(sheet, name, target, force=force)
    return SheetRun(document, sheet, tuple(found), target, tuple(paths), tuple(notes))


def _check_sheet(target: Path, document: Path, *, force: bool) -> None:
    """Refuse early to overwrite a sheet: what carries its work over to a changed text is another command."""
    try:
        check_output(target, force=force)
    except OutputExistsError as error:
        if formats.format_of(target) != "xlsx":
            raise
        error.message = (
            f"exists and may hold people's work; carry it over to the text with: align update {target} {document}; or "
            "give another name with -o, or --force to overwrite it"
        )
        raise


# The other commands ------------------------------------------------------------------------------------------------


def export_rules(lang: str, path: AnyPath, *, force: bool = False) -> None:
    """Write the built-in rules of a language, as far as SRX can say them, for other tools.

    Args:
        lang: BCP 47 tag.
        path: Where to write, with the ending ``.srx``.
        force: Overwrite a file that exists.

    Raises:
        AlignError: An argument is at fault, or the file exists or cannot be written.
    """
    from align.segmentation.srx_export import export_rules as exported

    path = Path(path)
    name = format_for(path, formats.RULE_WRITERS, "cannot be written")
    data: bytes = formats.load(formats.RULE_WRITERS, name)(exported(standard_tag(lang)))
    with replacing(path, force=force) as stream:
        stream.write(data)


def segment(
    text: str,
    lang: str = "und",
    *,
    newlines: str = "paragraph",
    whole_quotations: bool = False,
    abbreviations: Iterable[str] = (),
) -> list[Segment]:
    """The sentences of a text, each with its exact span.

    Args:
        text: Any text.
        lang: BCP 47 tag of its language; ``und`` takes the rules that hold anywhere.
        newlines: ``paragraph``: a new line ends a block; ``wrapped``: only a blank line does; ``line``: every line is
            one sentence.
        whole_quotations: Never divide inside a quotation.
        abbreviations: Further abbreviations that never end a sentence.

    Raises:
        LanguageTagError: ``lang`` is no language tag.
        ArgumentError: ``newlines`` is none of the three.
    """
    return segmentation.segments(
        text, standard_tag(lang), newlines=newlines, whole_quotations=whole_quotations, abbreviations=abbreviations
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with what the checks found in it, and what a person should know of the run."""

    path: Path
    bitext: Bitext
    issues: tuple[Issue, ...]
    notes: tuple[str, ...] = ()


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
) -> Checked:
    """Run checks on a text or a bitext; issues in a text know their line and column.

    Args:
        path: The file.
        termbase: The terms in force.
        rules: The checks, as :func:`select_checks` gives them.
        lang: BCP 47 tag of a text; by default what its script makes certain.
        encoding: Of a text, as for :func:`align.text.decoding.decode`.
        checking: Severities and options; by default what the project's ``align.toml`` says.

    Raises:
        AlignError: The file cannot be read, or ``align.toml`` is at fault.
    """
    path = Path(path)
    checking = checking or load_checking(path)
    if formats.format_of(path) in _BITEXTS:
        bitext = read(path)
        return Checked(path, bitext, tuple(_found(bitext, termbase, rules, checking)), _notes(bitext, rules, checking))
    document, _ = load_document(path, lang, encoding, fallback=_language_of(termbase))
    bitext = sheets.build_bitext(document, "und", "all", quotes=True)
    lines = LineIndex(document.text)
    starts = {unit.id: unit.start for unit in bitext.units}
    located = []
    for issue in _found(bitext, termbase, rules, checking):
        line, column = lines.locate(starts[issue.unit] + issue.start)
        located.append(replace(issue, line=line, column=column))
    return Checked(path, bitext, tuple(located), _notes(bitext, rules, checking))


def _found(bitext: Bitext, termbase: Termbase, rules: Mapping[str, checks.Check], checking: Checking) -> list[Issue]:
    return _checked(bitext, termbase, rules, checking)[1]


def _checked(
    bitext: Bitext, termbase: Termbase, rules: Mapping[str, checks.Check], checking: Checking
) -> tuple[checks.Context, list[Issue]]:
    """A bitext with its terms, and what some checks find in it."""
    speller = _speller(bitext, rules, checking)
    with collector_paused():
        context = _context(bitext, termbase, checking.options, speller)
        return context, checks.run(context, rules, checking.severities)


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
    marks = fingerprints(str(checked.path), checked.bitext, checked.issues) if known else [""] * len(checked.issues)
    return tuple(
        replace(issue, suppressed="baseline") if mark in known and not issue.suppressed else issue
        for issue, mark in zip(checked.issues, marks, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term where it stands.

    Attributes:
        place: ``line:column``, or id and side of the unit.
        text: The text around it: a block, or a side of a unit.
        hit: The term, and its span in ``text``.
        side: ``source`` or ``target``; empty in a text.
        other: The other side of the unit; None in a text.
        other_hits: Where terms of the same concept stand there.
    """

    place: str
    text: str
    hit: Hit
    side: str = ""
    other: str | None = None
    other_hits: tuple[Hit, ...] = ()


def find_terms(
    path: AnyPath,
    termbase: Termbase,
    *,
    lang: str | None = None,
    encoding: str | None = None,
    nested: bool = False,
    any_script: bool = False,
) -> Iterator[Occurrence]:
    """The hits in a text or on both sides of a bitext, in the order of the file.

    Args:
        path: A text, a sheet or another bitext.
        termbase: The terms.
        lang: BCP 47 tag of a text; by default what its script makes certain, else the termbase's one spaced language.
        encoding: Of a text, as for :func:`align.text.decoding.decode`.
        nested: Also the terms inside longer ones.
        any_script: Simplified and traditional Chinese match each other.

    Raises:
        AlignError: The file cannot be read, or an argument is at fault.
    """
    path = Path(path)
    if formats.format_of(path) in _BITEXTS:
        yield from _in_bitext(read(path), termbase, nested=nested, any_script=any_script)
        return
    document, _ = load_document(path, lang, encoding, fallback=_language_of(termbase))
    blocks = [(block.start, document.text[block.start : block.end]) for block in document.blocks]
    matcher = TermMatcher(termbase.terms, document.lang, any_script=any_script)
    yield from _in_blocks(document.text, blocks, matcher, nested=nested)


def find_terms_in_text(
    text: str, termbase: Termbase, *, lang: str | None = None, nested: bool = False, any_script: bool = False
) -> Iterator[Occurrence]:
    """The hits in a text that stands in no file; arguments as for :func:`find_terms`."""
    tag = standard_tag(lang) if lang is not None else guess_language(text) or _language_of(termbase)
    matcher = TermMatcher(termbase.terms, tag, any_script=any_script)
    yield from _in_blocks(text, [(0, text)], matcher, nested=nested)


def _in_blocks(
    text: str, blocks: Iterable[tuple[int, str]], matcher: TermMatcher, *, nested: bool
) -> Iterator[Occurrence]:
    lines = LineIndex(text)
    for start, block in blocks:
        for hit in matcher.find(block, nested=nested):
            line, column = lines.locate(start + hit.start)
            yield Occurrence(f"{line}:{column}", block, hit)


def _in_bitext(bitext: Bitext, termbase: Termbase, *, nested: bool, any_script: bool) -> Iterator[Occurrence]:
    source, target = (
        TermMatcher(termbase.terms, tag, any_script=any_script) for tag in (bitext.source_lang, bitext.target_lang)
    )
    for unit in bitext.units:
        sides = (
            ("source", unit.source, source.find(unit.source, nested=nested)),
            (
                "target",
                unit.target,
                target.find(unit.target, nested=nested),
            ),
        )
        for (side, text, hits), (_, other, there) in (sides, sides[::-1]):
            for hit in hits:
                same = tuple(found for found in there if found.term.concept == hit.term.concept)
                yield Occurrence(f"{unit.id} {side}", text, hit, side, other, same)


def _language_of(termbase: Termbase) -> str:
    """The one language of a termbase that no script tells, for texts whose script leaves theirs open; else ``und``."""
    spaced = {primary(term.lang) for term in termbase.terms} - TOLD_BY_SCRIPT - {"my"}
    return spaced.pop() if len(spaced) == 1 else "und"


@cache
def _plugins() -> dict[str, Any]:
    from importlib.metadata import entry_points  # here: the import is slow, and only checks by plug-ins need it

    return {point.name: point for point in entry_points(group="align.checks")}


def select_checks(
    select: Sequence[str] = (), ignore: Sequence[str] = (), checking: Checking | None = None
) -> dict[str, checks.Check]:
    """Checks by name: those of :data:`align.checks.CHECKS`, of other packages, and the project's own.

    Args:
        select: Only these; by default what the project says, else all.
        ignore: All but these, beside those that the project leaves out.
        checking: What the project's ``align.toml`` says.

    Raises:
        ArgumentError: There is no check of a name; the known ones are listed.
    """
    checking = checking or Checking()
    own = {rule.name: rule for rule in checking.own}
    known = list(dict.fromkeys([*checks.CHECKS, *_plugins(), *own]))
    for name in (*select, *ignore, *checking.select, *checking.ignore, *checking.severities):
        if name not in known:
            raise ArgumentError(f"unknown check {name!r}; known are {', '.join(sorted(known))}")
    wanted = select or checking.select or known
    left_out = {*ignore, *(name for name in checking.ignore if name not in select)}
    chosen = [name for name in known if name in wanted and name not in left_out]
    return {
        name: own_check(own[name]) if name in own else checks.CHECKS[name] if name in checks.CHECKS else _plugin(name)
        for name in chosen
    }


def _plugin(name: str) -> checks.Check:
    """The check of another package.

    Raises:
        ArgumentError: It cannot be loaded.
    """
    try:
        check_: checks.Check = _plugins()[name].load()
    except Exception as error:
        raise ArgumentError(f"the check {name} of {_plugins()[name].value} cannot be loaded: {error}") from None
    return check_


def describe_checks(rules: Mapping[str, checks.Check]) -> dict[str, Rule]:
    """What reports say of some checks."""
    described = {name: describe(rule) for name, rule in rules.items()}
    return {
        name: Rule(name, said.what, "\n\n".join(filter(None, [said.how, said.why])), said.severity)
        for name, said in described.items()
    }
