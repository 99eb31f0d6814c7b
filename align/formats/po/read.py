"""PO read: a message is a unit, one of several plural forms a unit a form.

The context of a message (``msgctxt``) is the section of its unit, what the programmer says (``#.``) its note, what the
translator says (``#``) its comment; ``fuzzy`` is the status ``initial``. References, other flags, former texts and
messages that are obsolete are not read.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, Final

from align.errors import AlignError, FormatError, LanguageTagError
from align.formats.extras import distinct, next_id_of, provenance_of, restored, target_lang_of, told
from align.formats.po.catalog import Entry, entries, escaped
from align.formats.po.plurals import count_of, forms_of
from align.model import Bitext, Unit
from align.text.decoding import decode
from align.text.scripts import guess_language
from align.text.tags import same_language, standard_tag

__all__ = ["EDGES", "EXTRA", "FORMS", "SINGULAR", "notices", "read"]

EXTRA: Final = re.compile(r"x-align(?:\[([0-9]{1,3})\])?: (.*)")
"""A line that holds what PO has no place for, as JSON; of a plural form with its number."""
EDGES: Final = ("source_lead", "source_trail", "target_lead", "target_trail")
"""Line ends at the edges of texts, where source and target differ in them, which PO does not allow."""
FORMS: Final = "plural-forms"
"""The option of the provenance that keeps the plural forms of a file."""
SINGULAR: Final = "singular: "
"""Begins the first line of a note that keeps the text for one, where a language has one form only."""
_CHARSET: Final = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_HEAD: Final = 8_192
_SAMPLE: Final = 200


def read(stream: BinaryIO, langs: tuple[str | None, str | None] = (None, None)) -> Bitext:
    """A catalogue of messages as a bitext.

    The target language is that of the header, the source language that of its field ``X-Source-Language``; what neither
    tells is what the script makes certain.

    Args:
        stream: The file.
        langs: Languages of source and target, to overrule that.

    Raises:
        EncodingError: The bytes are no text in the encoding that the header names.
        FormatError: The file is no PO file, or nothing says what the source language is; the error has the line.
    """
    found = _entries(stream)
    head = _head(found)
    values = _values(head.get("x-align", ""))
    forms = head.get(FORMS, "")
    messages = [entry for entry in found if not _is_head(entry)]
    units = tuple(distinct(_units(messages, count_of(forms))))
    source_lang = _asked(langs[0], _tag(head.get("x-source-language", ""))) or _guessed(messages)
    told_lang = target_lang_of(values) or _tag(head.get("language", "")) or _tag(head.get("x-language", ""))
    targets = "\n".join(unit.target for unit in units[:_SAMPLE])
    target_lang = _asked(langs[1], told_lang) or guess_language(targets) or "und"
    provenance = provenance_of(values)
    if forms and not values and forms != forms_of(target_lang):
        provenance = replace(provenance, options=((FORMS, forms),))
    return Bitext(units, source_lang, target_lang, provenance, next_id_of(values, len(units) + 1))


def notices(stream: BinaryIO) -> list[str]:
    """What of a catalogue is not read."""
    others = sum(bool(entry.others or set(entry.flags) - {"fuzzy"}) for entry in _entries(stream))
    if not others:
        return []
    messages = f"{others} message{'' if others == 1 else 's'}"
    return [f"references, flags of formats and former texts of {messages} are not read"]


def _entries(stream: BinaryIO) -> list[Entry]:
    data = stream.read()
    charset = _CHARSET.search(data, 0, _HEAD)
    name = charset[1].decode("ascii") if charset else ""
    found = list(entries(decode(data, name if _is_other(data, name) else None)))
    if not found:
        raise FormatError("holds no message", line=1)
    return found


def _is_other(data: bytes, name: str) -> bool:
    """Whether an encoding is known, and is not the one that is looked for anyway."""
    try:
        return codecs.lookup(name).name not in {"utf-8", "ascii"} and not data.startswith(codecs.BOM_UTF8)
    except (LookupError, ValueError):
        return False


def _is_head(entry: Entry) -> bool:
    return entry.source == "" and entry.context is None


def _head(found: Sequence[Entry]) -> dict[str, str]:
    """The fields of the header, their names in lower case."""
    head = next((entry for entry in found if _is_head(entry)), None)
    lines = head.targets.get(0, "").split("\n") if head else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _tag(text: str) -> str:
    """A language tag from a locale such as ``zh_CN`` or ``sr@latin``; nothing where it is none."""
    try:
        return text if text == "und" else standard_tag(text.partition("@")[0])
    except LanguageTagError:
        return ""


def _asked(lang: str | None, told_lang: str) -> str:
    """The language that was asked for, else the one that the file tells."""
    if lang and told_lang and told_lang != "und" and not same_language(lang, told_lang):
        raise FormatError(f"says that it is in {told_lang}, where {lang} is wanted", line=1)
    return lang or told_lang


def _guessed(messages: Sequence[Entry]) -> str:
    if not messages:
        return "und"
    found = guess_language("\n".join(entry.source or "" for entry in messages[:_SAMPLE]))
    if found is None:
        raise FormatError("nothing says what language this msgid is in; give --source-lang", line=messages[0].line)
    return found


def _values(text: str) -> dict[str, str]:
    """Names and values from a JSON object; nothing where it is none, for others may have written it."""
    try:
        value = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return (
        {str(name): content for name, content in value.items() if isinstance(content, str)}
        if (isinstance(value, dict))
        else {}
    )


def _units(messages: Sequence[Entry], count: int) -> Iterator[Unit]:
    for number, entry in enumerate(messages, start=1):
        extra: dict[int, dict[str, str]] = {}
        lines = []
        for line in entry.extracted:
            match = EXTRA.fullmatch(line)
            values = _values(match[2]) if match else {}
            if match and values:
                extra[int(match[1] or 0)] = values
            else:
                lines.append(line)
        note = "\n".join(lines)
        name = f"u{number:04d}"
        if entry.plural is None:
            yield _unit(entry, 0, name, entry.source or "", note, extra)
            continue
        if len(entry.targets) == 1 and count <= 1:
            said = f"{SINGULAR}{escaped(entry.source or '')}"
            yield _unit(entry, 0, f"{name}[0]", entry.plural, f"{said}\n{note}" if note else said, extra)
            continue
        for form in sorted(entry.targets):
            source = entry.plural if form else entry.source or ""
            yield _unit(entry, form, f"{name}[{form}]", source, note, extra)


def _unit(entry: Entry, form: int, name: str, source: str, note: str, extra: Mapping[int, Mapping[str, str]]) -> Unit:
    values = extra.get(form, {})
    edges = [values.get(edge, "") for edge in EDGES]
    target = edges[2] + entry.targets.get(form, "") + edges[3]
    fields: dict[str, Any] = {"status": "initial"} if "fuzzy" in entry.flags else {}
    try:
        return restored(
            values,
            name,
            source=edges[0] + source + edges[1],
            target=target,
            section=entry.context or "",
            comment="\n".join(entry.comments),
            note=values.get("note", note),
            **fields,
        )
    except (AlignError, ValueError) as error:
        raise FormatError(told(error), line=entry.line) from None
