"""InterText: links in one file, the two texts that they join in two others.

A link names sentences of the target and of the source by their ids, in this order: ``xtargets='1:1;1:1 1:2'``. The
source is the text that the file calls ``fromDoc``, the target ``toDoc``. Without its texts such a file holds beads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from align.errors import FormatError, LanguageTagError
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.elements import XML, line_of, name_of, refuse_entity, text_of, tree
from align.formats.parts import check_langs
from align.model import Alignment, Bead, Bitext, Sheet, Unit
from align.text.joints import joined
from align.text.scripts import guess_language
from align.text.tags import standard_tag
from align.text.xml import attribute, content

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["outputs", "parts", "read", "read_beads", "write", "write_beads"]

Langs = tuple[str | None, str | None]
_HEAD: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
_ID: Final = re.compile(r"[0-9]{1,9}(?:[:.][0-9]{1,9}){0,7}")
_BREAKS: Final = re.compile("[ \t]*[\r\n][ \t\r\n]*")
_TAG: Final = re.compile("[A-Za-z]{2}(?:[-_][A-Za-z0-9]+)*")
_NAMED: Final = re.compile(r"(.+)\.([^.]+)\.([^.]+)\.xml", re.IGNORECASE)


class _Link(NamedTuple):
    """A link: ids of sentences of the source and of the target, and its line."""

    sides: tuple[list[str], list[str]]
    line: int | None


def _links(stream: BinaryIO) -> tuple[etree._Element, list[_Link]]:
    """The first element of a file of links, and the links."""
    root = tree(stream, ("linkGrp",), "InterText")
    links = []
    for element in root:
        if name_of(element) != "link":
            continue
        target, between, source = (element.get("xtargets") or "").partition(";")
        if not between:
            raise FormatError("a link without xtargets='target;source'", line=line_of(element))
        links.append(_Link((source.split(), target.split()), line_of(element)))
    return root, links


# Beads ---------------------------------------------------------------------------------------------------------------


def read_beads(stream: BinaryIO) -> Alignment:
    """The links alone: sentences are counted in the order of their ids, and those that no link names are not known of.

    Where all ids of a side are ``1:n``, n tells how many sentences stand before.

    Raises:
        FormatError: The file is no InterText, or an id is none of numbers; the error has the line.
    """
    _, links = _links(stream)
    sides = [_numbers(links, side) for side in (0, 1)]
    beads = []
    for link in links:
        indices = [sorted({sides[side][name] for name in link.sides[side]}) for side in (0, 1)]
        if any(indices):
            beads.append(Bead(tuple(indices[0]), tuple(indices[1])))
    return Alignment(tuple(beads))


def _numbers(links: Sequence[_Link], side: int) -> dict[str, int]:
    keys: dict[str, tuple[int, ...]] = {}
    for link in links:
        for name in link.sides[side]:
            if not _ID.fullmatch(name):
                raise FormatError(f"{name[:40]!r} is no id of a sentence, such as 1:12", line=link.line)
            keys[name] = tuple(map(int, re.split("[:.]", name)))
    if all(len(key) == 2 and key[0] == 1 and key[1] > 0 for key in keys.values()):
        return {name: key[1] - 1 for name, key in keys.items()}
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return {name: ranks[key] for name, key in keys.items()}


def write_beads(alignment: Alignment, stream: BinaryIO) -> list[str]:
    """Write beads as links between texts of one paragraph each, ``source.xml`` and ``target.xml``."""
    links = (([f"1:{i + 1}" for i in bead.source], [f"1:{j + 1}" for j in bead.target]) for bead in alignment.beads)
    _write_links(stream, ("source.xml", "target.xml"), links)
    return []


def _write_links(
    stream: BinaryIO, names: Sequence[str], links: Iterator[tuple[list[str], list[str]]], status: str = "man"
) -> None:
    stream.write(f"{_HEAD}<linkGrp toDoc='{_quoted(names[1])}' fromDoc='{_quoted(names[0])}'>\n".encode())
    for source, target in links:
        kind = f"{len(target)}-{len(source)}"
        said = f"{' '.join(target)};{' '.join(source)}"
        stream.write(f"<link type='{kind}' xtargets='{said}' status='{status}'/>\n".encode())
    stream.write(b"</linkGrp>\n")


def _quoted(text: str) -> str:
    return attribute(text).replace("'", "&apos;")


# Bitexts -------------------------------------------------------------------------------------------------------------


def parts(name: str, data: bytes | None, siblings: Collection[str], langs: Langs) -> tuple[tuple[str, ...], Langs]:
    """The names of the links and of the two texts, which lie beside them.

    The texts are called what the links say, or else as InterText calls them: ``x.zh.xml`` and ``x.en.xml`` beside
    ``x.zh.en.xml``.

    Args:
        name: Name of the file of links.
        data: Its content.
        siblings: The names of the files beside it.
        langs: Languages of source and target; those that are None are looked for in the names of the texts.

    Raises:
        FormatError: It is no InterText, or a text is not there.
    """
    root, _ = _links(BytesIO(data or b""))
    match = _NAMED.fullmatch(name)
    found = [name]
    for place, key in enumerate(("fromDoc", "toDoc"), start=2):
        said = PureWindowsPath(PurePosixPath(root.get(key) or "").name).name
        usual = f"{match[1]}.{match[place]}.xml" if match else ""
        there = next((each for each in (said, usual) if each and each in siblings and each != name), None)
        if there is None:
            wanted = " or ".join(dict.fromkeys(each for each in (said, usual) if each)) or f"a {key}"
            raise FormatError(f"the text {wanted} is not beside it; without its texts it can become beads", line=1)
        found.append(there)
    source, target = (lang or _named_lang(text) for lang, text in zip(langs, found[1:], strict=True))
    return tuple(found), (source, target)


def _named_lang(name: str) -> str | None:
    """The language that the name of a text tells, such as ``x.zh.xml``; only two letters are certain to be one."""
    tag = PurePosixPath(name).stem.rpartition(".")[2]
    try:
        return standard_tag(tag) if _TAG.fullmatch(tag) else None
    except LanguageTagError:
        return None


def read(streams: Sequence[BinaryIO], langs: Langs) -> Bitext:
    """Links and two texts as a bitext; sentences that no link names are units too.

    Args:
        streams: Links, source, target.
        langs: Languages of source and target; by default what the texts or their scripts tell.

    Raises:
        FormatError: A file is no InterText, a link names a sentence that is not there, or a language is not known.
    """
    _, links = _links(streams[0])
    texts = [_sentences(stream) for stream in streams[1:]]
    source_lang, target_lang = (
        lang or _lang_of(root, found, option)
        for lang, (root, found), option in zip(langs, texts, ("--source-lang", "--target-lang"), strict=True)
    )
    units: list[Unit] = []
    for sources, targets in _rows(links, [found for _, found in texts]):
        source, target = joined(sources), joined(targets)
        if source or target:
            name = f"u{len(units) + 1:04d}"
            state, status = "original" if source else "missing", "translated" if target else "initial"
            units.append(Unit(name, target, source, state, status))
    return Bitext(tuple(units), source_lang, target_lang, next_id=len(units) + 1)


def _sentences(stream: BinaryIO) -> tuple[etree._Element, dict[str, str]]:
    """The first element of a text, and its sentences by id: what has an id and holds nothing with one."""
    root = tree(stream, ("text", "TEI", "TEI.2", "body", "doc", "document"), "a text of InterText")
    found: dict[str, str] = {}
    outer = {parent for element in root.iter("{*}*") if _id(element) for parent in element.iterancestors()}
    for element in root.iter("{*}*"):
        refuse_entity(element)
        name = _id(element)
        if name and element not in outer:
            if name in found:
                raise FormatError(f"the id {name[:40]!r} stands twice", line=line_of(element))
            found[name] = _BREAKS.sub(" ", text_of(element)).strip()
    return root, found


def _id(element: etree._Element) -> str:
    return element.get("id") or element.get(f"{XML}id") or ""


def _lang_of(root: etree._Element, sentences: dict[str, str], option: str) -> str:
    told = root.get(f"{XML}lang") or root.get("lang") or ""
    try:
        if told:
            return told if told == "und" else standard_tag(told)
    except LanguageTagError:
        pass
    guessed = guess_language("\n".join(sentences.values()))
    if guessed is None and sentences:
        first = next(iter(sentences))
        raise FormatError(f"nothing says what language the sentence {first} is in; give {option}", line=line_of(root))
    return guessed or "und"


def _rows(links: Sequence[_Link], texts: Sequence[dict[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The texts of each link, and those between that no link names."""
    named = [{name for link in links for name in link.sides[side]} for side in (0, 1)]
    waiting = [iter(text.items()) for text in texts]
    passed: tuple[set[str], set[str]] = (set(), set())
    for link in links:
        rows: tuple[list[str], list[str]] = ([], [])
        for side in (0, 1):
            for name in link.sides[side]:
                if name not in texts[side]:
                    which = ("source", "target")[side]
                    raise FormatError(f"the {which} has no sentence {name[:40]}", line=link.line)
                for other, text in waiting[side] if name not in passed[side] else ():
                    passed[side].add(other)
                    if other == name:
                        break
                    if other not in named[side]:
                        yield ([text], []) if side == 0 else ([], [text])
                rows[side].append(texts[side][name])
        yield rows
    for side in (0, 1):
        for name, text in waiting[side]:
            if name not in named[side]:
                yield ([text], []) if side == 0 else ([], [text])


def outputs(name: str, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The names of the files that are written: ``x.zh.en.xml`` with ``x.zh.xml`` and ``x.en.xml``.

    Raises:
        ArgumentError: The languages cannot be parts of names.
    """
    langs = check_langs(source_lang, target_lang)
    stem = name[:-4] if name.lower().endswith(".xml") else name
    stem = stem.removesuffix(f".{langs[0]}.{langs[1]}")
    return (name, *(f"{stem}.{lang}.xml" for lang in langs))


def write(sheet: Sheet, streams: Sequence[BinaryIO], names: Sequence[str]) -> list[str]:
    """Write the texts of a sheet with a sentence a unit, and the links between them.

    Args:
        sheet: The sheet.
        streams: Where links, sources and targets go.
        names: What those files are called.

    Returns:
        Sentences on what the format cannot hold.
    """
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["intertext"])
    units = [unit for unit in map(tally.take, bitext.units) if unit is not None]
    links = (
        ([f"{n}:1"] if unit.source else [], [f"{n}:1"] if unit.target else []) for n, unit in enumerate(units, start=1)
    )
    _write_links(streams[0], names[1:], links)
    for stream, field, lang in zip(
        streams[1:], ("source", "target"), (bitext.source_lang, bitext.target_lang), strict=True
    ):
        stream.write(f"{_HEAD}<text xml:lang='{_quoted(lang)}'>\n".encode())
        for n, unit in enumerate(units, start=1):
            text = getattr(unit, field)
            if text:
                stream.write(f'<p id="{n}"><s id="{n}:1">{content(text)}</s></p>\n'.encode())
        stream.write(b"</text>\n")
    return [*tally.notes(), *aside_notes(bitext, "intertext")]
