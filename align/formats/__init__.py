"""File formats: each a module or folder of its own with ``read`` and ``write`` over binary streams.

The registries name their functions as ``module:function``; what a run does not need is not imported.

* :data:`DOCUMENT_READERS` bytes to text: ``read(data, encoding, extracting) -> Content``
* :data:`TERMBASE_READERS` bytes to terms: ``read(data, encoding) -> list[Term]``
* :data:`GLOSSARY_READERS` bytes to the terms of each concept or row: ``read(data, langs, encoding) ->
  list[tuple[Term, ...]]``, ``langs`` source and target language where the user names them; terms of files without
  concepts have an empty one
* :data:`GLOSSARY_WRITERS` a termbase to a file: ``write(termbase, stream, langs) -> list[str]``, what is not in it
* :data:`GLOSSARY_REMAINDERS` bytes to sentences: ``left_out(data, encoding) -> list[str]``, what of a file is not
  taken into a termbase
* :data:`REVIEW_WRITERS` the rows of a review sheet to a file: ``write(rows, stream)``
* :data:`DICTIONARY_READERS` bytes to entries: ``read(data, encoding) -> list[tuple[str, str, float]]``
* :data:`RULE_READERS` bytes to segmentation rules: ``read(data) -> RuleFile``; :data:`RULE_WRITERS` the way back
* :data:`READERS` a file to a bitext: ``read(stream) -> Bitext``
* :data:`STREAMS` a file to a bitext, unit by unit: ``stream(open) -> (bitext without units, what gives the units)``
* :data:`LANGUAGE_READERS` those of them that may be told the languages: ``read(stream, (source_lang, target_lang))``,
  None where they should find out
* :data:`TABLE_READERS` those of these that may be told more: ``read(stream, langs, columns, encoding)``; their notices
  likewise
* :data:`NOTICES` a file that was read to what people should know of it: ``notices(stream) -> list[str]``
* :data:`PART_READERS` several files to a bitext: ``read(streams, langs)``; :data:`PART_WRITERS` the way back:
  ``write(sheet, streams, names) -> list[str]``
* :data:`PARTS` what is read of them: ``parts(name, data, siblings, langs) -> (names, langs)``, the names of files in
  one folder and the languages as far as the names tell them; :data:`PART_OUTPUTS` what is written:
  ``outputs(name, source_lang, target_lang) -> names``
* :data:`MEMORY_READERS` a file of any languages to the pairs of two: ``pairs(stream, source_lang, target_lang)``
* :data:`WRITERS` a sheet to a file: ``write(sheet, stream) -> list[str]``, what the format cannot show as it is
* :data:`ALIGNMENT_READERS` a file to beads: ``read(stream) -> Alignment``
* :data:`ALIGNMENT_WRITERS` beads to a file: ``write(alignment, stream) -> list[str]``
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final

from align.errors import ArgumentError

__all__ = [
    "ALIGNMENT_READERS",
    "ALIGNMENT_WRITERS",
    "DICTIONARY_READERS",
    "DOCUMENT_READERS",
    "GLOSSARY_READERS",
    "GLOSSARY_REMAINDERS",
    "GLOSSARY_SUFFIXES",
    "GLOSSARY_WRITERS",
    "LANGUAGE_READERS",
    "MEMORY_READERS",
    "NOTICES",
    "PARTS",
    "PART_OUTPUTS",
    "PART_READERS",
    "PART_WRITERS",
    "READERS",
    "REVIEW_WRITERS",
    "RULE_READERS",
    "RULE_WRITERS",
    "SHOW_TERMS",
    "STREAMS",
    "SUFFIXES",
    "TABLE_READERS",
    "TERMBASE_READERS",
    "WRITERS",
    "format_of",
    "load",
]

DOCUMENT_READERS: Final[Mapping[str, str]] = {
    "docx": "align.formats.documents.docx.read:read",
    "html": "align.formats.documents.html.read:read",
    "markdown": "align.formats.documents.markdown:read",
    "srt": "align.formats.documents.subtitles:read_srt",
    "txt": "align.formats.documents.txt:read",
    "vtt": "align.formats.documents.subtitles:read_vtt",
}
TERMBASE_READERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.termbase_csv:read",
    "tbx": "align.formats.tbx.read:read_terms",
}
GLOSSARY_READERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.termbase_csv:read_concepts",
    "deepl-csv": "align.formats.deepl:read_csv",
    "deepl-tsv": "align.formats.deepl:read_tsv",
    "omegat": "align.formats.omegat:read",
    "tbx": "align.formats.tbx.read:read",
    "tbx2": "align.formats.tbx.read:read",
    "xlsx": "align.formats.xlsx.terms:read",
}
GLOSSARY_WRITERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.termbase_csv:write",
    "deepl-csv": "align.formats.deepl:write_csv",
    "deepl-tsv": "align.formats.deepl:write_tsv",
    "omegat": "align.formats.omegat:write",
    "tbx": "align.formats.tbx.write:write",
    "tbx2": "align.formats.tbx.write:write_martif",
    "xlsx": "align.formats.xlsx.terms:write",
}
GLOSSARY_REMAINDERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.review:left_out",
    "tbx": "align.formats.tbx.read:left_out",
    "tbx2": "align.formats.tbx.read:left_out",
    "xlsx": "align.formats.xlsx.terms:left_out",
}
REVIEW_WRITERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.review:write",
    "xlsx": "align.formats.xlsx.review:write",
}
GLOSSARY_SUFFIXES: Final[Mapping[str, str]] = {
    ".csv": "csv",
    ".tab": "omegat",
    ".tbx": "tbx",
    ".tsv": "deepl-tsv",
    ".txt": "omegat",
    ".utf8": "omegat",
    ".xlsx": "xlsx",
}
DICTIONARY_READERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.dictionary:read_csv",
    "dic": "align.formats.dictionary:read_hunalign",
    "tsv": "align.formats.dictionary:read_tsv",
    "txt": "align.formats.dictionary:read_tsv",
}
RULE_READERS: Final[Mapping[str, str]] = {"srx": "align.formats.srx:read"}
RULE_WRITERS: Final[Mapping[str, str]] = {"srx": "align.formats.srx:write"}
READERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.tables.delimited:read",
    "jsonl": "align.formats.jsonl:read",
    "po": "align.formats.po.read:read",
    "tmx": "align.formats.tmx.read:read",
    "tsv": "align.formats.tables.delimited:read",
    "xliff12": "align.formats.xliff.read:read",
    "xliff2": "align.formats.xliff.read:read",
    "xlsx": "align.formats.xlsx.others:read",
}
STREAMS: Final[Mapping[str, str]] = {"jsonl": "align.formats.jsonl:stream", "tmx": "align.formats.tmx.read:stream"}
TABLE_READERS: Final = frozenset({"csv", "tsv", "xlsx"})
LANGUAGE_READERS: Final = TABLE_READERS | {"po", "tmx", "xliff12", "xliff2"}
NOTICES: Final[Mapping[str, str]] = {
    "csv": "align.formats.tables.delimited:notices",
    "po": "align.formats.po.read:notices",
    "tsv": "align.formats.tables.delimited:notices",
    "xliff12": "align.formats.xliff.read:notices",
    "xliff2": "align.formats.xliff.read:notices",
    "xlsx": "align.formats.xlsx.others:notices",
}
MEMORY_READERS: Final[Mapping[str, str]] = {"tmx": "align.formats.tmx.read:pairs"}
WRITERS: Final[Mapping[str, str]] = {
    "csv": "align.formats.tables.delimited:write_csv",
    "docx": "align.formats.bilingual.docx:write",
    "html": "align.formats.bilingual.html:write",
    "jsonl": "align.formats.jsonl:write",
    "po": "align.formats.po.write:write",
    "tmx": "align.formats.tmx.write:write",
    "tsv": "align.formats.tables.delimited:write_tsv",
    "xliff12": "align.formats.xliff.write12:write",
    "xliff2": "align.formats.xliff.write2:write",
    "xlsx": "align.formats.xlsx.write:write",
}
PART_READERS: Final[Mapping[str, str]] = {
    "intertext": "align.formats.intertext:read",
    "moses": "align.formats.moses:read",
}
PART_WRITERS: Final[Mapping[str, str]] = {
    "intertext": "align.formats.intertext:write",
    "moses": "align.formats.moses:write",
}
PARTS: Final[Mapping[str, str]] = {
    "intertext": "align.formats.intertext:parts",
    "moses": "align.formats.moses:parts",
}
PART_OUTPUTS: Final[Mapping[str, str]] = {
    "intertext": "align.formats.intertext:outputs",
    "moses": "align.formats.moses:outputs",
}
SHOW_TERMS: Final = frozenset({"csv", "tsv", "xlsx"})
"""Those of :data:`WRITERS` that show terms and issues; others need no rows beside the units."""
ALIGNMENT_READERS: Final[Mapping[str, str]] = {
    "beads": "align.formats.beads:read",
    "intertext": "align.formats.intertext:read_beads",
    "ladder": "align.formats.ladder:read",
}
ALIGNMENT_WRITERS: Final[Mapping[str, str]] = {
    "beads": "align.formats.beads:write",
    "intertext": "align.formats.intertext:write_beads",
    "ladder": "align.formats.ladder:write",
}
SUFFIXES: Final[Mapping[str, str]] = {
    ".align": "beads",
    ".beads": "beads",
    ".csv": "csv",
    ".dic": "dic",
    ".docm": "docx",
    ".docx": "docx",
    ".dotx": "docx",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".ladder": "ladder",
    ".markdown": "markdown",
    ".md": "markdown",
    ".po": "po",
    ".pot": "po",
    ".sdlxliff": "xliff12",
    ".srt": "srt",
    ".srx": "srx",
    ".tab": "tsv",
    ".text": "txt",
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".txt": "txt",
    ".vtt": "vtt",
    ".xhtml": "html",
    ".xlf": "xliff12",
    ".xliff": "xliff12",
    ".xlsx": "xlsx",
    ".xml": "intertext",
}


def format_of(path: str | PurePath) -> str | None:
    """The format that a file's name promises, or None."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def load(registry: Mapping[str, str], name: str) -> Callable[..., Any]:
    """The function that a registry names for a format.

    Raises:
        ArgumentError: The registry does not know the format; those it knows are listed.
    """
    target = registry.get(name)
    if target is None:
        raise ArgumentError(f"unknown format {name!r}; known are {', '.join(sorted(registry))}")
    module, _, function = target.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
