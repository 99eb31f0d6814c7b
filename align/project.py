"""The only place where the rooms meet: opens files, calls the rooms in order, looks plug-ins up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from pathlib import Path

from align import checks, formats, segmentation
from align import sheet as sheets
from align.backups import replace_kept
from align.checking import Checking, load_checking, select_checks
from align.config import Segmenting
from align.errors import ArgumentError, InputError, OutputExistsError
from align.inspecting import BITEXTS, find_hits, find_issues, language_of
from align.loading import AnyPath, find_glossary, format_for, load_document, load_termbase, read, telling
from align.model import Bitext, Document, Extracting, Hit, Issue, Segment, Sheet, Termbase
from align.storage import check_output, read_bytes, replacing, same_file
from align.terms import TermMatcher, conflict_notes
from align.text.lines import LineIndex, LineMarks, lines_of
from align.text.scripts import guess_language
from align.text.tags import standard_tag

__all__ = [
    "Occurrence",
    "SheetRun",
    "export_rules",
    "find_terms",
    "find_terms_in_text",
    "inspected",
    "inspected_sheet",
    "make_sheet",
    "segment",
    "sheet_for",
    "sheet_of",
    "write",
]


# Writing -----------------------------------------------------------------------------------------------------------


def write(bitext: Bitext, path: AnyPath, *, termbase: Termbase | None = None, force: bool = False) -> list[str]:
    """Write a bitext: a sheet (``.xlsx``) or a table (``.csv``, ``.tsv``) with terms and issues found anew, or another.

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
    return _save(sheet_for(name, bitext, termbase), name, path, force=force)


def sheet_for(name: str, bitext: Bitext, termbase: Termbase | None = None) -> Sheet:
    """The sheet of a bitext for the writer of a format; terms and issues are found only where it shows them."""
    return sheet_of(bitext, termbase) if name in formats.SHOW_TERMS else Sheet(bitext, ())


def sheet_of(bitext: Bitext, termbase: Termbase | None = None, checking: Checking | None = None) -> Sheet:
    """The sheet of a bitext, with terms and issues found anew; by default by every check."""
    if checking is None:
        context = find_hits(bitext, termbase or Termbase())
        return _sheet(context, checks.run(context))
    return inspected_sheet(bitext, termbase or Termbase(), checking, None)[0]


def inspected_sheet(
    bitext: Bitext, termbase: Termbase, checking: Checking, document: Document | None
) -> tuple[Sheet, list[Issue]]:
    """The sheet of a bitext, within the document that its units stand in if that is known, and the issues."""
    context, issues = inspected(bitext, termbase, checking, document)
    if document is None:
        return _sheet(context, issues), issues
    ids = {unit.id for unit in bitext.units}
    return _sheet(context, [issue for issue in issues if issue.unit in ids]), issues


def inspected(
    bitext: Bitext, termbase: Termbase, checking: Checking, document: Document | None
) -> tuple[checks.Context, list[Issue]]:
    """A bitext with its terms, and the issues in it; if the document that its units stand in is known, in all of that.

    The checks see the whole text: what a row says of a term depends on the narration around it.
    """
    rules = select_checks(checking=checking)
    if document is None:
        return find_issues(bitext, termbase, rules, checking)
    here = {unit.start: unit for unit in bitext.units if unit.end > unit.start}
    other = count()
    whole = [
        here[unit.start] if unit.start in here else replace(unit, id=f"·{next(other)}")
        for unit in sheets.build_bitext(document, bitext.source_lang, "all").units
    ]
    found = {unit.id for unit in whole}
    whole += (unit for unit in bitext.units if unit.id not in found)
    all_of_it = replace(bitext, units=tuple(whole), gone=())
    context, issues = find_issues(all_of_it, termbase, rules, checking)
    places = {unit.id: place for place, unit in enumerate(whole)}
    own = [places[unit.id] for unit in bitext.units]
    target_hits = [context.target_hits[place] for place in own]
    source_hits = [context.source_hits[place] for place in own] if context.source_hits else ()
    return checks.Context(bitext, termbase, target_hits, source_hits), issues


def _save(sheet: Sheet, name: str, path: Path, *, force: bool) -> list[str]:
    writer: Callable[..., list[str]] = formats.load(formats.WRITERS, name)
    with telling(path), replacing(path, force=force) as stream:
        return writer(sheet, stream)


def _sheet(context: checks.Context, issues: Sequence[Issue]) -> Sheet:
    return sheets.build_sheet(
        context.bitext,
        context.termbase,
        context.target_hits,
        context.source_hits or [()] * len(context.units),
        [issue for issue in issues if not issue.suppressed],
    )


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
    extracting: Extracting | None = None,
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
        extracting: How to take the text out of a document; likewise.
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
    document, origin = load_document(path, target_lang, encoding, segmenting=segmenting, extracting=extracting)
    _check_sheet(target, path, force=force)
    paths = [Path(p) for p in glossary] or find_glossary(path)
    termbase = load_termbase(paths)
    with telling(path):
        bitext = sheets.build_bitext(document, source_lang, rows)
        if not bitext.units:
            raise InputError("there is no sentence in it to put into a row")
    bitext = replace(bitext, provenance=replace(origin, options=(*origin.options, ("rows", rows))))
    sheet, found = inspected_sheet(bitext, termbase, load_checking(path), document)
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
class Occurrence:
    """A term where it stands.

    Attributes:
        place: ``line:column``, the line alone where no column is known, or id and side of the unit.
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
    extracting: Extracting | None = None,
) -> Iterator[Occurrence]:
    """The hits in a text or on both sides of a bitext, in the order of the file.

    Args:
        path: A text, a sheet or another bitext.
        termbase: The terms.
        lang: BCP 47 tag of a text; by default what its script makes certain, else the termbase's one spaced language.
        encoding: Of a text, as for :func:`align.text.decoding.decode`.
        nested: Also the terms inside longer ones.
        any_script: Simplified and traditional Chinese match each other.
        extracting: How to take the text out of a document; by default what the project's ``align.toml`` says.

    Raises:
        AlignError: The file cannot be read, or an argument is at fault.
    """
    path = Path(path)
    if formats.format_of(path) in BITEXTS:
        yield from _in_bitext(read(path), termbase, nested=nested, any_script=any_script)
        return
    document, _ = load_document(path, lang, encoding, fallback=language_of(termbase), extracting=extracting)
    blocks = [(block.start, document.text[block.start : block.end]) for block in document.blocks]
    matcher = TermMatcher(termbase.terms, document.lang, any_script=any_script)
    yield from _in_blocks(lines_of(document), blocks, matcher, nested=nested)


def find_terms_in_text(
    text: str, termbase: Termbase, *, lang: str | None = None, nested: bool = False, any_script: bool = False
) -> Iterator[Occurrence]:
    """The hits in a text that stands in no file; arguments as for :func:`find_terms`."""
    tag = standard_tag(lang) if lang is not None else guess_language(text) or language_of(termbase)
    matcher = TermMatcher(termbase.terms, tag, any_script=any_script)
    yield from _in_blocks(LineIndex(text), [(0, text)], matcher, nested=nested)


def _in_blocks(
    lines: LineIndex | LineMarks, blocks: Iterable[tuple[int, str]], matcher: TermMatcher, *, nested: bool
) -> Iterator[Occurrence]:
    for start, block in blocks:
        for hit in matcher.find(block, nested=nested):
            line, column = lines.locate(start + hit.start)
            yield Occurrence(f"{line}:{column}" if column else str(line), block, hit)


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
