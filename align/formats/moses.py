"""A Moses pair: two files of one name whose endings are the languages, ``x.zh`` and ``x.en``, with a text a line each.

What stands in one line of both belongs together. Line ends within a text become spaces.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import BinaryIO, Final

from align.errors import EncodingError, FormatError, LanguageTagError
from align.formats import SUFFIXES
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.parts import check_langs
from align.model import Bitext, Sheet, Unit
from align.text.decoding import decode
from align.text.lines import split_lines
from align.text.tags import same_language, standard_tag

__all__ = ["outputs", "parts", "read", "write"]

Langs = tuple[str | None, str | None]
_HINT: Final = "a Moses pair is two files of one name whose endings are languages, such as x.zh and x.en"


def parts(name: str, data: bytes | None, siblings: Collection[str], langs: Langs) -> tuple[tuple[str, str], Langs]:
    """The names of the two files, and their languages.

    Args:
        name: Name of the source, or of both without their endings.
        data: Of no use here.
        siblings: The names of the files beside it.
        langs: Languages of source and target, where there are others.

    Raises:
        FormatError: There are not two files, or more than two.
    """
    del data
    own = _lang(name)
    stem = name if own is None else name.rpartition(".")[0]
    known = {
        lang: sibling for sibling in sorted(siblings) if PurePath(sibling).stem == stem and (lang := _lang(sibling))
    }
    source_lang = _of(langs[0] or own, known)
    target_lang = _of(langs[1], {lang: sibling for lang, sibling in known.items() if lang != source_lang})
    if source_lang is None and target_lang is not None and len(known) == 2:
        source_lang = next(lang for lang in known if lang != target_lang)
    if target_lang is None and langs[1] is None and source_lang is not None and len(known) == 2:
        target_lang = next(lang for lang in known if lang != source_lang)
    if source_lang is None or target_lang is None:
        found = ", ".join(known.values()) or "none"
        raise FormatError(f"{_HINT}; found: {found}; --source-lang and --target-lang choose two")
    return (known[source_lang], known[target_lang]), (langs[0] or source_lang, langs[1] or target_lang)


def _of(lang: str | None, known: dict[str, str]) -> str | None:
    """The language of a file by a tag that may be written otherwise."""
    if lang is None:
        return None
    exact = next((tag for tag in known if tag.lower() == lang.lower()), None)
    return exact or next((tag for tag in known if same_language(tag, lang)), None)


def _lang(name: str) -> str | None:
    ending = PurePath(name).suffix
    try:  # txt, for one, is a language too
        return standard_tag(ending[1:]) if ending and ending.lower() not in SUFFIXES else None
    except LanguageTagError:
        return None


def outputs(name: str, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The names of the files that are written: one that ends in a language loses that first.

    Raises:
        ArgumentError: The languages cannot be parts of names.
    """
    langs = check_langs(source_lang, target_lang)
    own = _lang(name)
    stem = name.rpartition(".")[0] if own and any(same_language(own, lang) for lang in langs) else name
    return tuple(f"{stem}.{lang}" for lang in langs)


def read(streams: Sequence[BinaryIO], langs: Langs) -> Bitext:
    """Two files as a bitext; lines that are empty in both are no unit.

    Args:
        streams: Source and target.
        langs: Their languages, both known.

    Raises:
        EncodingError: A file is no text.
        FormatError: One has more lines than the other.
    """
    source, target = (split_lines(decode(stream.read())) for stream in streams)
    if len(source) != len(target):
        raise FormatError(
            f"the source has {len(source)} lines and the target {len(target)}; line n of both is one unit"
        )
    pairs = [pair for pair in zip(source, target, strict=True) if any(map(str.strip, pair))]
    units = tuple(
        Unit(f"u{n:04d}", two, one, "original" if one else "missing", "translated" if two else "initial")
        for n, (one, two) in enumerate(pairs, start=1)
    )
    return Bitext(units, langs[0] or "und", langs[1] or "und", next_id=len(units) + 1)


def write(sheet: Sheet, streams: Sequence[BinaryIO], names: Sequence[str]) -> list[str]:
    """Write the texts of a sheet into two files.

    Args:
        sheet: The sheet.
        streams: Where the sources and the targets go.
        names: Of no use here.

    Returns:
        Sentences on what the format cannot hold.
    """
    del names
    tally = Tally(DECLARATIONS["moses"])
    units = [unit for unit in map(tally.take, sheet.bitext.units) if unit is not None]
    for stream, field in zip(streams, ("source", "target"), strict=True):
        stream.write(_encoded("".join(f"{getattr(unit, field)}\n" for unit in units)))
    return [*tally.notes(), *aside_notes(sheet.bitext, "moses")]


def _encoded(text: str) -> bytes:
    """UTF-8, with a byte order mark where the text would not be taken for itself without one."""
    data = text.encode()
    try:
        whole = decode(data) == text
    except EncodingError:
        whole = False
    return data if whole else b"\xef\xbb\xbf" + data
