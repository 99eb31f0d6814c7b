"""Texts, termbases, rules and bitexts read from files: bytes go to the reader of their format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from os import PathLike
from pathlib import Path, PurePath
from typing import Any

from align import formats, segmentation
from align.config import Segmenting, find_upwards, load_extracting, load_glossary, load_segmenting
from align.errors import AlignError, ArgumentError, EncodingError, FileAccessError, FormatError, InputError
from align.formats.ladder import read_rungs
from align.model import (
    TRACKED,
    Alignment,
    Bead,
    Bitext,
    Block,
    Content,
    Document,
    Extracting,
    Provenance,
    RuleFile,
    Segment,
    Term,
    Termbase,
    UserLexicon,
)
from align.storage import is_folder, list_files, read_bytes
from align.terms import layered
from align.text.decoding import decode
from align.text.lines import LineMarks, line_spans, split_lines
from align.text.scripts import guess_language
from align.text.tags import same_language, standard_tag
from align.version import TOOL

__all__ = [
    "AnyPath",
    "find_glossary",
    "format_for",
    "load_alignment",
    "load_anchors",
    "load_document",
    "load_layers",
    "load_lexicon",
    "load_lines",
    "load_rules",
    "load_termbase",
    "notices",
    "read",
    "read_terms",
    "telling",
    "termbase_files",
    "termbase_format",
]

AnyPath = str | PathLike[str]


def load_document(
    path: AnyPath,
    lang: str | None = None,
    encoding: str | None = None,
    *,
    fallback: str | None = None,
    segmenting: Segmenting | None = None,
    extracting: Extracting | None = None,
    may_be_empty: bool = False,
) -> tuple[Document, Provenance]:
    """Read a text and divide it.

    Args:
        path: The file; its name tells what it is (:data:`align.formats.DOCUMENT_READERS`), by default a plain text.
        lang: BCP 47 tag of its language; by default what its script makes certain.
        encoding: As for :func:`align.text.decoding.decode`.
        fallback: The language where the script makes none certain; without it that is an error.
        segmenting: How to divide the text; by default what the project's ``align.toml`` says.
        extracting: How to take the text out of a document; likewise.
        may_be_empty: Take a file without text for a document without blocks.

    Raises:
        AlignError: The file cannot be read, holds no text, or its language is not known.
    """
    tag = standard_tag(lang) if lang is not None else None
    path = Path(path)
    content, origin = _load_text(path, encoding, extracting)
    text = content.text
    with telling(path):
        if not text.strip() and not may_be_empty:
            raise InputError("is empty: there is no text in it")
        tag = tag or guess_language(text) or fallback
        if tag is None:
            raise ArgumentError("the language cannot be told from the script alone; name it, for example en")
    how = segmenting or load_segmenting(path)
    rules = load_rules(how.rules) if how.rules else None
    document = segmentation.parse(
        text,
        tag,
        newlines=how.newlines,
        whole_quotations=how.quotations == "whole",
        abbreviations=how.abbreviations,
        rules=rules,
        passages=content.passages,
    )
    return _as_extracted(document, content), origin


def _load_text(path: Path, encoding: str | None, extracting: Extracting | None) -> tuple[Content, Provenance]:
    name = format_for(path, formats.DOCUMENT_READERS, "is a sheet or bitext, where a text is wanted")
    data = read_bytes(path)
    how = extracting or load_extracting(path)
    with telling(path):
        content: Content = formats.load(formats.DOCUMENT_READERS, name)(data, encoding, how)
    options = (("tracked", how.tracked),) if name == "docx" and how.tracked != TRACKED[0] else ()
    return content, Provenance(tool=TOOL, input=path.name, sha256=sha256(data).hexdigest(), options=options)


def _as_extracted(document: Document, content: Content) -> Document:
    """A document that knows the lines of the file which its text was taken out of."""
    if content.passages is None:
        return document
    if not content.lines:
        return replace(document, extracted=True)
    marks = LineMarks(content.lines)
    blocks = tuple([replace(block, line=marks.locate(block.start)[0]) for block in document.blocks])
    return replace(document, blocks=blocks, extracted=True, lines=content.lines)


def load_lines(
    path: AnyPath, lang: str | None = None, encoding: str | None = None, extracting: Extracting | None = None
) -> tuple[Document, Provenance]:
    """Read a text that is divided already: every line is a block of one sentence, an empty line too.

    Args:
        path: The file; a new line at its end adds no sentence. In a document each passage is a line.
        lang: BCP 47 tag of its language; by default what its script makes certain, else ``und``.
        encoding: As for :func:`align.text.decoding.decode`.
        extracting: How to take the text out of a document; by default what the project's ``align.toml`` says.

    Raises:
        AlignError: The file cannot be read.
    """
    tag = standard_tag(lang) if lang is not None else None
    content, origin = _load_text(Path(path), encoding, extracting)
    text = content.text
    blocks = [
        Block("body", number, start, end, (Segment(start, end, text[start:end]),))
        for number, (start, end) in enumerate(line_spans(text), start=1)
    ]
    return _as_extracted(Document(text, tag or guess_language(text) or "und", tuple(blocks)), content), origin


def load_alignment(path: AnyPath, from_format: str | None = None) -> Alignment:
    """Read a bead file or a ladder, whichever its first line shows; a file without lines holds no beads.

    Args:
        path: The file.
        from_format: One of :data:`align.formats.ALIGNMENT_READERS`, to overrule that.

    Raises:
        AlignError: The file cannot be read or is neither; the error says where and why.
    """
    name, stream = (
        _known_alignment(Path(path)) if from_format is None else (from_format, BytesIO(read_bytes(Path(path))))
    )
    with telling(Path(path)):
        alignment: Alignment = formats.load(formats.ALIGNMENT_READERS, name)(stream)
    return alignment


def load_anchors(path: AnyPath) -> tuple[tuple[tuple[int, int], ...], tuple[Bead, ...]]:
    """What is known of an alignment beforehand: pairs of sentences that begin together, or beads.

    Raises:
        AlignError: The file cannot be read or is neither; the error says where and why.
    """
    name, stream = _known_alignment(Path(path))
    with telling(Path(path)):
        if name == "ladder":
            return tuple(read_rungs(stream)), ()
        return (), formats.load(formats.ALIGNMENT_READERS, name)(stream).beads


def _known_alignment(path: Path) -> tuple[str, BytesIO]:
    data = read_bytes(path)
    with telling(path):
        lines = split_lines(decode(data))
        number, first = next(((n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()), (1, "[]:[]"))
        kinds = {"[": "beads", "<": "intertext", **dict.fromkeys("0123456789", "ladder")}
        name = kinds.get(first[0])
        if name is None:
            raise FormatError("is no alignment: a line of one looks like [3, 4]:[5] or holds two numbers", line=number)
    return name, BytesIO(data)


def load_rules(path: AnyPath) -> RuleFile:
    """Read segmentation rules (``.srx``).

    Raises:
        AlignError: The file cannot be read, or is no SRX; the error says where and why.
    """
    path = Path(path)
    name = format_for(path, formats.RULE_READERS, "holds no segmentation rules")
    with telling(path):
        rules: RuleFile = formats.load(formats.RULE_READERS, name)(read_bytes(path))
    return rules


def load_termbase(paths: Iterable[AnyPath], encoding: str | None = None) -> Termbase:
    """The terms of some files (CSV, or TBX by its ending), or of all ``.csv`` files in some folders, as one termbase.

    Every file is a layer (:func:`align.terms.layered`), the first the uppermost.

    Args:
        paths: Files and folders; the files of a folder are taken in the order of their names.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        AlignError: A file cannot be read, a row of it is broken, or a folder holds no termbase.
    """
    return layered(load_layers(paths, encoding))


def load_layers(paths: Iterable[AnyPath], encoding: str | None = None) -> list[list[Term]]:
    """The terms of each file of a termbase, the uppermost layer first; each term knows its file and line.

    Raises:
        AlignError: As for :func:`load_termbase`.
    """
    layers: list[list[Term]] = []
    for file in termbase_files(paths):
        with telling(file):
            found = read_terms(file.name, read_bytes(file), encoding)
        layers.append([replace(term, path=str(file)) for term in found])
    return layers


def read_terms(name: str, data: bytes, encoding: str | None = None) -> list[Term]:
    """The terms of a termbase file: TBX if its name ends in ``.tbx``, else CSV.

    Raises:
        AlignError: It is not what its name promises, or a row of it is broken.
    """
    terms: list[Term] = formats.load(formats.TERMBASE_READERS, termbase_format(name))(data, encoding)
    return terms


def termbase_format(name: str) -> str:
    """The format of a termbase file by its name, one of :data:`align.formats.TERMBASE_READERS`."""
    known = formats.GLOSSARY_SUFFIXES.get(PurePath(name).suffix.lower(), "csv")
    return known if known in formats.TERMBASE_READERS else "csv"


def termbase_files(paths: Iterable[AnyPath]) -> list[Path]:
    """The files of a termbase, the uppermost layer first; one that is named twice counts where it is first named.

    Raises:
        FileAccessError: A folder holds no termbase.
    """
    found: dict[Path, Path] = {}
    for given in paths:
        path = Path(given)
        files = sorted(path.glob("*.csv")) if is_folder(path) else [path]
        if not files:
            raise FileAccessError("holds no .csv file", path=path)
        for file in files:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def find_glossary(document: AnyPath | None = None) -> tuple[Path, ...]:
    """The project's termbase, the uppermost layer first; empty where there is none.

    It is what ``align.toml`` says, or else the folder ``glossary`` (:func:`align.config.find_upwards`), if that holds
    a ``.csv`` file.

    Raises:
        AlignError: ``align.toml`` is at fault.
    """
    beside = None if document is None else Path(document)
    settled = load_glossary(beside)
    if settled:
        return settled
    folder = find_upwards("glossary", beside, lambda path: any(path.glob("*.csv")))
    return () if folder is None else (folder,)


def load_lexicon(
    paths: Iterable[AnyPath], *, source_lang: str, target_lang: str, encoding: str | None = None
) -> UserLexicon:
    """What users know of two languages, from any number of files.

    Args:
        paths: Dictionaries, whose first column is the source (``.csv``; ``.tsv``, ``.tab`` or ``.txt`` with tabs) or
            which hold ``target @ source`` (``.dic``); bitexts (see :func:`read`), translation memories (``.tmx``) among
            them, which name their languages and may stand the other way round.
        source_lang: BCP 47 tag.
        target_lang: Likewise.
        encoding: Of dictionaries that are neither UTF-8 nor have a byte order mark.

    Raises:
        AlignError: A file cannot be read, is none of these, or is one of other languages.
    """
    entries: list[tuple[str, str, float]] = []
    sentences: dict[tuple[str, str], None] = {}
    for path in map(Path, paths):
        known = {**formats.DICTIONARY_READERS, **formats.READERS}
        name = format_for(path, known, "is no dictionary, bitext or translation memory")
        data = read_bytes(path)
        with telling(path):
            if name not in formats.DICTIONARY_READERS:
                sentences.update(dict.fromkeys(_sentence_pairs(name, data, source_lang, target_lang)))
            else:
                entries += _load_entries(name, data, encoding)
    return UserLexicon(tuple(entries), tuple(sentences))


def _load_entries(name: str, data: bytes, encoding: str | None) -> list[tuple[str, str, float]]:
    reader = formats.load(formats.DICTIONARY_READERS, name)
    found: list[tuple[str, str, float]]
    try:
        found = reader(data)
    except EncodingError:
        if encoding is None:
            raise
        found = reader(data, encoding)
    return found


def _sentence_pairs(name: str, data: bytes, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    if name in formats.MEMORY_READERS:
        yield from formats.load(formats.MEMORY_READERS, name)(BytesIO(data), source_lang, target_lang)
        return
    bitext: Bitext = formats.load(formats.READERS, name)(BytesIO(data))
    turned = same_language(bitext.source_lang, target_lang) and same_language(bitext.target_lang, source_lang)
    if not turned and not (
        same_language(bitext.source_lang, source_lang) and same_language(bitext.target_lang, target_lang)
    ):
        said = f"is in {bitext.source_lang} and {bitext.target_lang}, where {source_lang} and {target_lang} are wanted"
        raise FormatError(said)
    for unit in bitext.units:
        if unit.source and unit.target:
            yield (unit.target, unit.source) if turned else (unit.source, unit.target)


def read(
    path: AnyPath,
    from_format: str | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
) -> Bitext:
    """Read a bitext: a sheet (``.xlsx``), a table (``.csv``, ``.tsv``), JSON Lines, TMX, XLIFF.

    A sheet that nobody edited reads back equal to what was written.

    Args:
        path: The file.
        from_format: One of :data:`align.formats.READERS`; by default what the name of the file says.
        source_lang: Language tag, where a file holds several languages or does not tell which.
        target_lang: Likewise.
        columns: What the columns of a table hold, where no row of it says so
            (:func:`align.formats.tables.layout.layout_of`).
        encoding: Of a table that is neither UTF-8 nor has a byte order mark.

    Raises:
        AlignError: The file cannot be read; the error says where and why.
    """
    path = Path(path)
    name = from_format or format_for(path, formats.READERS, "is no bitext")
    if name in formats.PART_READERS:
        return _read_parts(path, name, (source_lang, target_lang))
    reader = formats.load(formats.READERS, name)
    further = _further(path, name, (source_lang, target_lang), columns, encoding)
    data = read_bytes(path)
    with telling(path):
        bitext: Bitext = reader(BytesIO(data), *further)
    return bitext


def _read_parts(path: Path, name: str, asked: tuple[str | None, str | None]) -> Bitext:
    """A bitext of several files in one folder."""
    tags = tuple(standard_tag(lang) if lang else None for lang in asked)
    siblings = [file.name for file in list_files(path.parent)]
    with telling(path):
        data = read_bytes(path) if path.name in siblings else None
        names, langs = formats.load(formats.PARTS, name)(path.name, data, siblings, tags)
        streams = [BytesIO(read_bytes(path.with_name(each))) for each in names]
        bitext: Bitext = formats.load(formats.PART_READERS, name)(streams, langs)
    return bitext


def notices(
    path: AnyPath,
    from_format: str | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
) -> list[str]:
    """What people should know of a bitext that :func:`read` read, such as that its format is newer than what is known.

    Args:
        path: The file.
        from_format: As for :func:`read`, and likewise the others.
        source_lang: Language tag.
        target_lang: Language tag.
        columns: What the columns of a table hold.
        encoding: Of a table.

    Raises:
        AlignError: The file cannot be read.
    """
    path = Path(path)
    name = from_format or formats.format_of(path) or ""
    if name not in formats.NOTICES:
        return []
    further = _further(path, name, (source_lang, target_lang), columns, encoding)
    with telling(path):
        found: list[str] = formats.load(formats.NOTICES, name)(
            BytesIO(read_bytes(path)), *(further if name in formats.TABLE_READERS else ())
        )
    return found


def _further(
    path: Path, name: str, langs: tuple[str | None, str | None], columns: str | None, encoding: str | None
) -> tuple[Any, ...]:
    """What a reader is told beside the file; an error where it has no use for it."""
    tags = tuple(standard_tag(lang) if lang else None for lang in langs)
    if name in formats.TABLE_READERS:
        return tags, columns, encoding
    if columns is not None or encoding is not None:
        raise ArgumentError("is no table; leave --columns and --encoding out", path=path)
    if any(tags) and name not in formats.LANGUAGE_READERS:
        raise ArgumentError("tells its languages itself; leave --source-lang and --target-lang out", path=path)
    return (tags,) if any(tags) else ()


def format_for(path: Path, registry: Mapping[str, str], message: str) -> str:
    """The format of a file by its name, or an error if it is none that the registry knows."""
    name = formats.format_of(path)
    if registry is formats.DOCUMENT_READERS:  # a text may have any name, but not that of something else
        if name in formats.READERS:
            raise FormatError(message, path=path)
        return name if name is not None and name in registry else "txt"
    if name is None or name not in registry:
        endings = sorted(suffix for suffix, known in formats.SUFFIXES.items() if known in registry)
        raise FormatError(f"{message}: its name should end in {' or '.join(endings)}", path=path)
    return name


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Errors that leave the block are told of which file they speak."""
    try:
        yield
    except AlignError as error:
        raise error.at(path) from None
