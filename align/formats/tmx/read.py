"""TMX read: versions 1.1 to 1.4b, in any encoding that XML knows.

Of a segment the text is taken, and its inline codes are kept beside it (``bpt``, ``ept``, ``ph``, ``it``, ``ut``, and
``hi``, whose own text is text). Nothing that a file refers to is fetched, no entity is resolved, and a file that
declares some is refused.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from align.errors import AlignError, FormatError, LanguageTagError
from align.formats.elements import ended, line_of, name_of
from align.formats.extras import NAME, distinct, next_id_of, provenance_of, restored, target_lang_of, told
from align.formats.tmx.inline import Variant, variant_of
from align.formats.tmx.props import PREFIX
from align.model import Bitext, Unit
from align.text.tags import primary, same_language, standard_tag

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Memory", "MemoryUnit", "pairs", "read", "read_units", "stream", "units"]

_NO_PROPS: Final[Mapping[str, str]] = MappingProxyType({})
_ANY: Final = "*all*"  # a header says so where every language of a unit may be its source


@dataclass(slots=True)
class Memory:
    """What the header of a translation memory says.

    Attributes:
        source_lang: Tag of the language that was translated, as it is written; empty where the file does not say.
        props: Values of the properties that we wrote.
    """

    source_lang: str = ""
    props: dict[str, str] = field(default_factory=dict)


class MemoryUnit(NamedTuple):
    """One unit of a translation memory.

    Attributes:
        source_lang: Tag of the language that was translated, as it is written; empty where the file does not say.
        variants: The variants in the order of the file.
        line: Line in the file, counted from 1.
        id: What the file calls it, perhaps empty.
        note: Its notes, one a line.
        props: Values of the properties that we wrote, by name.
    """

    source_lang: str
    variants: tuple[Variant, ...]
    line: int
    id: str = ""
    note: str = ""
    props: Mapping[str, str] = _NO_PROPS

    def variant(self, lang: str) -> Variant | None:
        """What is in a language: that of the very tag where there is one, else the first of that language."""
        wanted = primary(lang)
        same = [variant for variant in self.variants if primary(variant.lang) == wanted]
        if len(same) < 2:
            return same[0] if same else None
        return next((variant for variant in same if _plain(variant.lang) == _plain(lang)), same[0])


def units(stream: BinaryIO, memory: Memory | None = None) -> Iterator[MemoryUnit]:
    """The units of a translation memory, one after the other.

    Args:
        stream: The file.
        memory: Filled with what the header says, before the first unit.

    Raises:
        FormatError: It is no XML, ends too early, declares entities or elements of its own, is no TMX, or holds a
            variant without a language; the error names the line.
    """
    memory = memory if memory is not None else Memory()
    for element in ended(stream, ("tmx",), "TMX", ("header", "tu")):
        if name_of(element) == "tu":
            yield _unit(element, memory.source_lang)
        else:
            memory.source_lang = _stated(element)
            memory.props.update(_own(element)[1])


def pairs(stream: BinaryIO, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    """Source and target of the units that have both languages; regions and scripts of tags are no matter.

    Raises:
        FormatError: As for :func:`units`; or no unit has both languages, though some have texts.
    """
    found = False
    seen: dict[str, None] = {}
    for unit in units(stream):
        seen.update(dict.fromkeys(variant.lang for variant in unit.variants))
        source, target = unit.variant(source_lang), unit.variant(target_lang)
        if source is not None and target is not None:
            found = True
            yield source.text, target.text
    if seen and not found:
        raise FormatError(f"holds nothing in both {source_lang} and {target_lang}; its languages are {', '.join(seen)}")


def read_units(stream: BinaryIO, source_lang: str, target_lang: str) -> Iterator[Unit]:
    """The units of a bitext in two languages, one after the other; units without either are left out.

    Raises:
        FormatError: As for :func:`units`; or a property that we wrote has a value that it may not have.
    """
    return _numbered(units(stream), source_lang, target_lang)


def read(stream: BinaryIO, langs: tuple[str | None, str | None] = (None, None)) -> Bitext:
    """A translation memory as a bitext: the source language that its header names, and the commonest of the others.

    Where the header names none, the first language is the source. Units without either language are left out; where the
    file holds one language only, that of the target is ``und``. An id that stands twice is given once.

    Args:
        stream: The file.
        langs: Source and target language, to overrule that; regions and scripts are no matter.

    Raises:
        FormatError: As for :func:`read_units`; or no unit has a language that was asked for.
    """
    memory = Memory()
    known = list(units(stream, memory))
    source_lang, target_lang = _languages(known, memory, langs)
    return _bitext(memory, tuple(distinct(_numbered(known, source_lang, target_lang))), source_lang, target_lang)


def _bitext(memory: Memory, found: tuple[Unit, ...], source_lang: str, target_lang: str) -> Bitext:
    return Bitext(
        found,
        _standard(source_lang),
        _standard(target_lang),
        provenance_of(memory.props),
        next_id_of(memory.props, len(found) + 1),
    )


def stream(file: Callable[[], BinaryIO]) -> tuple[Bitext, Callable[[], Iterator[Unit]]]:
    """Read a file of any size unit by unit, as often as one likes; it is read once before, for its languages.

    Args:
        file: Opens the file anew.

    Returns:
        The bitext of :func:`read` without its units, and what gives these.

    Raises:
        FormatError: As for :func:`read`.
    """
    memory, counts, ids = Memory(), Counter[str](), array("q")
    named = ""
    unnamed = like_ours = False
    with file() as opened:
        for unit in units(opened, memory):
            counts.update(variant.lang for variant in unit.variants)
            named = named or (unit.source_lang if unit.source_lang != _ANY else "")
            own = _own_id(unit)
            if own:
                ids.append(hash(own))
                like_ours = like_ours or _NUMBERED.fullmatch(own) is not None
            else:
                unnamed = True
    source_lang, target_lang = _of_counts(counts, named, memory, (None, None))
    repeated = (unnamed and like_ours) or any(one == other for one, other in pairwise(sorted(ids)))

    def given() -> Iterator[Unit]:
        with file() as opened:
            numbered = read_units(opened, source_lang, target_lang)
            yield from distinct(numbered) if repeated else numbered

    return _bitext(memory, (), source_lang, target_lang), given


def _own_id(unit: MemoryUnit) -> str:
    """The id that a unit has in the file, perhaps empty."""
    try:
        return str(json.loads(unit.props[NAME])) if NAME in unit.props else unit.id
    except (ValueError, RecursionError):
        return ""


def _languages(memory: Sequence[MemoryUnit], head: Memory, langs: tuple[str | None, str | None]) -> tuple[str, str]:
    """The languages of a bitext as the file writes them, or as they were asked for."""
    counts = Counter(variant.lang for unit in memory for variant in unit.variants)
    named = next((unit.source_lang for unit in memory if unit.source_lang not in {"", _ANY}), "")
    return _of_counts(counts, named, head, langs)


def _of_counts(counts: Counter[str], named: str, head: Memory, langs: tuple[str | None, str | None]) -> tuple[str, str]:
    """The same, from how often each language stands and the first that a unit was translated from."""
    for lang in langs:
        if lang and counts and not any(same_language(lang, tag) for tag in counts):
            raise FormatError(f"holds nothing in {lang}; its languages are {', '.join(counts)}")
    source_lang = langs[0] or named or _source_of(head) or next(iter(counts), "und")
    told_lang = langs[1] or target_lang_of(head.props)
    if told_lang:
        return source_lang, told_lang
    others = {tag: count for tag, count in counts.items() if not same_language(tag, source_lang)}
    if not others:  # two varieties of one language, perhaps
        others = {tag: count for tag, count in counts.items() if _plain(tag) != _plain(source_lang)}
    return source_lang, Counter(others).most_common(1)[0][0] if others else "und"


def _source_of(head: Memory) -> str:
    return "" if head.source_lang == _ANY else head.source_lang


_NUMBERED: Final = re.compile(r"u\d{4,}")
_NOTHING: Final = Variant("", "")


def _numbered(memory: Iterable[MemoryUnit], source_lang: str, target_lang: str) -> Iterator[Unit]:
    number = 0
    for unit in memory:
        source, target = unit.variant(source_lang), unit.variant(target_lang)
        if target is source:
            target = None
        if (source is not None and (source.text or source.codes)) or (
            target is not None and (target.text or target.codes)
        ):
            number += 1
            yield _as_unit(unit, source or _NOTHING, target or _NOTHING, number)


def _as_unit(unit: MemoryUnit, source: Variant, target: Variant, number: int) -> Unit:
    props = unit.props
    if not props:
        return Unit(
            unit.id or f"u{number:04d}",
            target.text,
            source.text,
            "original" if source.text else "missing",
            "translated" if target.text else "initial",
            note=unit.note,
            line=unit.line if not unit.id else 0,
            source_codes=source.codes,
            target_codes=target.codes,
        )
    try:
        return restored(
            props,
            unit.id or f"u{number:04d}",
            target=target.text,
            source=source.text,
            note=unit.note,
            source_codes=source.codes,
            target_codes=target.codes,
        )
    except (AlignError, ValueError) as error:
        raise FormatError(told(error), line=unit.line) from None


def _unit(element: etree._Element, source_lang: str) -> MemoryUnit:
    variants = []
    others = False
    for child in element:
        if child.tag != "tuv" and name_of(child) != "tuv":
            others = True
            continue
        variant = variant_of(child)
        if variant is not None:
            variants.append(variant)
    note, props = _own(element) if others else ("", _NO_PROPS)
    return MemoryUnit(
        _stated(element) or source_lang, tuple(variants), line_of(element) or 0, element.get("tuid", ""), note, props
    )


def _own(element: etree._Element) -> tuple[str, dict[str, str]]:
    """The notes of an element, and the properties that we wrote."""
    notes = [child.text or "" for child in element if name_of(child) == "note"]
    props = {
        (child.get("type") or "")[len(PREFIX) :]: child.text or ""
        for child in element
        if name_of(child) == "prop" and (child.get("type") or "").startswith(PREFIX)
    }
    return "\n".join(notes), props


def _stated(element: etree._Element) -> str:
    return (element.get("srclang") or "").strip()


def _plain(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _standard(tag: str) -> str:
    """The tag in its standard form; as it is written if it is none."""
    try:
        return standard_tag(tag)
    except LanguageTagError:
        return tag
