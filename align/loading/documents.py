"""Texts, and the rules that divide them, read from files."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from align import formats, segmentation
from align.config import Segmenting, load_extracting, load_segmenting
from align.errors import ArgumentError, InputError
from align.loading.files import AnyPath, format_for, telling
from align.model import (
    TRACKED,
    Block,
    Content,
    Document,
    Extracting,
    Provenance,
    RuleFile,
    Segment,
)
from align.storage import read_bytes
from align.text.lines import LineMarks, line_spans
from align.text.scripts import guess_language
from align.text.tags import standard_tag
from align.version import TOOL

__all__ = ["load_document", "load_lines", "load_rules"]


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
