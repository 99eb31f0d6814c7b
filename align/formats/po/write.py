"""PO written, as ``msgfmt -c`` wants it.

A unit is a message, its section the context. Units that were plural forms of one message become one again. What PO has
no place for stands in lines ``#. x-align:``, as JSON. No two messages may have one text and one context, so the second
gets its id for a context; source and target must both begin and end with a line end or neither, so those go into the
same lines where they differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.extras import NAME, extras, head_extras
from align.formats.po.catalog import Entry, escaped, rendered, unescaped
from align.formats.po.plurals import count_of, forms_of
from align.formats.po.read import EDGES, EXTRA, FORMS, SINGULAR
from align.model import Bitext, Sheet, Unit
from align.text.xml import fit
from align.version import __version__

__all__ = ["write"]

_FORM: Final = re.compile(r"(.*)\[([0-9]{1,2})\]", re.DOTALL)


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet that have a source.

    Returns:
        Sentences on what the format cannot hold.
    """
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["po"])
    units = [unit for unit in map(tally.take, bitext.units) if unit is not None]
    forms = dict(bitext.provenance.options).get(FORMS, "")
    forms = forms if count_of(forms) and forms.isprintable() else forms_of(bitext.target_lang)
    stream.write(rendered(_head(bitext, forms)).encode())
    taken: set[tuple[str, str]] = set()
    groups = _groups(units, count_of(forms))
    stream.writelines(rendered(_entry(group, n, taken)).encode() for n, group in enumerate(groups, start=1))
    return [*tally.notes(), *aside_notes(bitext, "po")]


def _head(bitext: Bitext, forms: str) -> Entry:
    fields = (
        ("Project-Id-Version", "translation-align"),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", bitext.target_lang.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", forms),
        ("X-Generator", f"translation-align {__version__}"),
        ("X-Source-Language", bitext.source_lang),
        ("X-Align", json.dumps(dict(head_extras(bitext)))),
    )
    return Entry(source="", targets={0: "".join(f"{name}: {value}\n" for name, value in fields)})


def _groups(units: Sequence[Unit], count: int) -> Iterator[tuple[Unit, ...]]:
    """The units, the forms of one message together."""
    place = 0
    while place < len(units):
        group = tuple(units[place : place + count])
        if not _is_one(group, count):
            group = (units[place],)
        yield group
        place += len(group)


def _is_one(group: Sequence[Unit], count: int) -> bool:
    """Whether units are the plural forms of one message."""
    matches = [_FORM.fullmatch(unit.id) for unit in group]
    if len(group) != count or any(match is None for match in matches):
        return False
    names = {(match[1], unit.section) for match, unit in zip(matches, group, strict=True) if match}
    if len(names) > 1 or [int(match[2]) for match in matches if match] != list(range(count)):
        return False
    if count == 1:
        singular = _singular(group[0])
        return singular is not None and _agree([singular, group[0].source, group[0].target])
    return len({unit.source for unit in group[1:]}) == 1


def _singular(unit: Unit) -> str | None:
    """The text for one that a note keeps, or None."""
    first = unit.note.split("\n")[0]
    text = unescaped(first.removeprefix(SINGULAR))
    whole = first.startswith(SINGULAR) and text.strip() and f"{SINGULAR}{escaped(text)}" == first
    return text if whole else None


def _agree(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len({(text.startswith("\n"), text.endswith("\n")) for text in filled}) < 2


def _entry(group: Sequence[Unit], number: int, taken: set[tuple[str, str]]) -> Entry:
    first = group[0]
    singular = _singular(first) if len(group) == 1 and _FORM.fullmatch(first.id) else None
    is_plural = len(group) > 1 or (singular is not None and _is_one(group, 1))
    note = first.note
    if len(group) == 1 and is_plural:
        note = note.partition("\n")[2]
    shared = Entry(
        source=first.source,
        comments=first.comment.split("\n") if _is_plain(first.comment) else [],
        extracted=note.split("\n") if _is_plain(note) else [],
        flags=["fuzzy"] if any(unit.target and unit.status == "initial" for unit in group) else [],
    )
    whole = _agree([text for unit in group for text in (unit.source, unit.target)])
    for form, unit in enumerate(group):
        name = f"u{number:04d}[{form}]" if is_plural else f"u{number:04d}"
        _add(shared, unit, form if is_plural else None, name, note if unit is first else unit.note, whole=whole)
    if is_plural:
        shared.plural = shared.source if len(group) == 1 else _bare(group[1].source, whole=whole)
        shared.source = singular if len(group) == 1 else shared.source
    _set_context(shared, group, taken, is_plural=is_plural)
    return shared


def _add(entry: Entry, unit: Unit, form: int | None, name: str, note: str, *, whole: bool) -> None:
    """Take a unit into its message, and what the message has no place for into a line of its own."""
    values = dict(extras(unit))
    values.pop("section", None)
    lines = [line for line in entry.extracted if not EXTRA.fullmatch(line)]
    for field, value, said in (("comment", unit.comment, entry.comments), ("note", note, lines)):
        values.pop(field, None)
        if value != "\n".join(said):
            values[field] = value
    values.pop("status", None)
    usual = "translated" if unit.target else "initial"
    if unit.status != ("initial" if entry.flags else usual):
        values["status"] = unit.status
    if unit.id != name:
        values[NAME] = json.dumps(unit.id)
    if not whole:
        pieces = (*_edges(unit.source), *_edges(unit.target))
        values |= {edge: piece for edge, piece in zip(EDGES, pieces, strict=True) if piece}
    entry.targets[form or 0] = _bare(unit.target, whole=whole)
    if not form:
        entry.source = _bare(unit.source, whole=whole)
    if values:
        entry.extracted.append(f"x-align{'' if form is None else f'[{form}]'}: {json.dumps(values)}")


def _set_context(entry: Entry, group: Sequence[Unit], taken: set[tuple[str, str]], *, is_plural: bool) -> None:
    """The section as the context, or something like it where another message has both text and context."""
    section = context = group[0].section
    number = 1
    while (context, entry.source or "") in taken:
        context = f"{section}|{fit(group[0].id)}" + (f"|{number}" if number > 1 else "")
        number += 1
    taken.add((context, entry.source or ""))
    entry.context = context or None
    if context == section:
        return
    for form in range(len(group)):
        label = f"x-align[{form}]: " if is_plural else "x-align: "
        kept = next((line for line in entry.extracted if line.startswith(label)), None)
        values = json.loads(kept.removeprefix(label)) if kept else {}
        if kept:
            entry.extracted.remove(kept)
        entry.extracted.append(label + json.dumps({**values, "section": section}))


def _bare(text: str, *, whole: bool) -> str:
    return text if whole else text.strip("\n")


def _edges(text: str) -> tuple[str, str]:
    """The line ends before and behind a text."""
    bare = text.strip("\n")
    if not bare:
        return text, ""
    return text[: text.index(bare)], text[text.index(bare) + len(bare) :]


def _is_plain(text: str) -> bool:
    """Whether lines of comment can hold a text."""
    lines = text.split("\n")
    return bool(text) and "\r" not in text and all(line == line.strip() and not EXTRA.match(line) for line in lines)
