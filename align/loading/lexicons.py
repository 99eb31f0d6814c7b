"""What users know of two languages, read from dictionaries, bitexts and translation memories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from align import formats
from align.errors import EncodingError, FormatError
from align.loading.files import AnyPath, format_for, telling
from align.model import (
    Bitext,
    UserLexicon,
)
from align.storage import read_bytes
from align.text.tags import same_language

__all__ = ["load_lexicon"]


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
