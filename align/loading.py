"""Texts, termbases, rules and bitexts read from files: bytes go to the reader of their format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from os import PathLike
from pathlib import Path

from align import formats, segmentation
from align.config import Segmenting, find_upwards, load_segmenting
from align.errors import AlignError, ArgumentError, FileAccessError, FormatError, InputError
from align.model import Bitext, Document, Provenance, RuleFile, Term, Termbase
from align.storage import read_bytes
from align.text.scripts import guess_language
from align.text.tags import standard_tag
from align.version import __version__

__all__ = [
    "AnyPath",
    "find_glossary",
    "format_for",
    "load_document",
    "load_rules",
    "load_termbase",
    "read",
    "telling",
]

AnyPath = str | PathLike[str]


def load_document(
    path: AnyPath,
    lang: str | None = None,
    encoding: str | None = None,
    *,
    fallback: str | None = None,
    segmenting: Segmenting | None = None,
) -> tuple[Document, Provenance]:
    """Read a text and divide it.

    Args:
        path: The file.
        lang: BCP 47 tag of its language; by default what its script makes certain.
        encoding: As for :func:`align.text.decoding.decode`.
        fallback: The language where the script makes none certain; without it that is an error.
        segmenting: How to divide the text; by default what the project's ``align.toml`` says.

    Raises:
        AlignError: The file cannot be read, holds no text, or its language is not known.
    """
    tag = standard_tag(lang) if lang is not None else None
    path = Path(path)
    format_for(path, formats.DOCUMENT_READERS, "is a sheet or bitext, where a text is wanted")
    data = read_bytes(path)
    with telling(path):
        text: str = formats.load(formats.DOCUMENT_READERS, "txt")(data, encoding)
        if not text.strip():
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
    )
    return document, Provenance(
        tool=f"translation-align {__version__}", input=path.name, sha256=sha256(data).hexdigest()
    )


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
    """The terms of some files, or of all ``.csv`` files in some folders, as one termbase.

    Raises:
        AlignError: A file cannot be read, a row of it is broken, or a folder holds no termbase.
    """
    terms: list[Term] = []
    for given in paths:
        path = Path(given)
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not files:
            raise FileAccessError("holds no .csv file", path=path)
        for file in files:
            with telling(file):
                terms += formats.load(formats.TERMBASE_READERS, "csv")(read_bytes(file), encoding)
    return Termbase.from_terms(terms)


def find_glossary(document: AnyPath | None = None) -> Path | None:
    """The project's folder ``glossary`` (:func:`align.config.find_upwards`), if it holds a ``.csv`` file."""
    return find_upwards("glossary", None if document is None else Path(document), lambda path: any(path.glob("*.csv")))


def read(path: AnyPath) -> Bitext:
    """Read a bitext: a sheet (``.xlsx``) or JSON Lines (``.jsonl``).

    A sheet that nobody edited reads back equal to what was written.

    Raises:
        AlignError: The file cannot be read; the error says where and why.
    """
    path = Path(path)
    name = format_for(path, formats.READERS, "is no bitext")
    data = read_bytes(path)
    with telling(path):
        bitext: Bitext = formats.load(formats.READERS, name)(BytesIO(data))
    return bitext


def format_for(path: Path, registry: Mapping[str, str], message: str) -> str:
    """The format of a file by its name, or an error if it is none that the registry knows."""
    name = formats.format_of(path)
    if registry is formats.DOCUMENT_READERS:  # a text may have any name, but not that of something else
        if name in formats.READERS:
            raise FormatError(message, path=path)
        return "txt"
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
