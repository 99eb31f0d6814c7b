"""Texts, termbases, rules and bitexts read from files: bytes go to the reader of their format."""

from __future__ import annotations

from align.loading.alignments import load_alignment, load_anchors
from align.loading.bitexts import notices, read
from align.loading.documents import load_document, load_lines, load_rules
from align.loading.files import AnyPath, format_for, telling
from align.loading.glossaries import (
    find_glossary,
    load_layers,
    load_termbase,
    read_terms,
    termbase_files,
    termbase_format,
)
from align.loading.lexicons import load_lexicon

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
