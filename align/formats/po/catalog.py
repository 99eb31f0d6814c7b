"""The entries of a PO file: from its text, and back into one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from align.errors import FormatError
from align.text.lines import split_lines

__all__ = ["Entry", "entries", "escaped", "rendered", "unescaped"]

_KEYWORD: Final = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,3})\])?\s*(?=$|")')
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*')
_ESCAPE: Final = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,8}|.)")
_LETTERS: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_WRITTEN: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


@dataclass(slots=True)
class Entry:
    """One message.

    Attributes:
        line: Line on which its first keyword stands, counted from 1.
        context: What tells it from others of the same text (``msgctxt``), or None.
        source: The text (``msgid``); None as long as there is none.
        plural: The text for many (``msgid_plural``), or None.
        targets: The translation of each form by its number; one that has no plural has number 0 alone.
        flags: Such as ``fuzzy`` and ``c-format``.
        extracted: Lines from the programmer (``#.``).
        comments: Lines from the translator (``#``).
        others: How many lines tell of references (``#:``) and of former texts (``#|``).
        domain: The domain that it stands in, perhaps empty.
    """

    line: int = 0
    context: str | None = None
    source: str | None = None
    plural: str | None = None
    targets: dict[int, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    others: int = 0
    domain: str = ""


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file; those that are obsolete (``#~``) are passed over.

    Raises:
        FormatError: A line is none of a PO file, a string is not closed, or a keyword is lacking or stands twice; the
            error has the line.
    """
    parser = _Parser()
    for number, line in enumerate(split_lines(text), start=1):
        yield from parser.take(line.strip(), number)
    yield from parser.done()


class _Parser:
    """Takes lines, gives entries."""

    def __init__(self) -> None:
        self._entry = Entry()
        self._place: tuple[str, int] | None = None  # what a string that follows goes on with
        self._parts: list[str] = []
        self._domain = ""

    def take(self, line: str, number: int) -> Iterator[Entry]:
        """The entry that a line ends, if any."""
        if line.startswith("#"):
            self._close()
            if self._entry.targets or self._entry.plural is not None:
                yield from self.done()
            self._comment(line)
        elif line.startswith('"'):
            if self._place is None:
                raise FormatError("a string that belongs to no msgid and no msgstr", line=number)
            self._add(line, number)
        elif line.startswith("domain"):
            yield from self.done()
            self._domain = line.removeprefix("domain").strip().strip('"')
        elif line:
            yield from self._keyword(line, number)

    def done(self) -> Iterator[Entry]:
        """The last entry, if it holds anything."""
        self._close()
        entry = self._entry
        if entry.plural is not None and not entry.targets:
            entry.targets[0] = ""  # some programs leave out what is not translated
        if entry.source is None and entry.context is None:
            if entry.targets:
                raise FormatError("a msgstr without its msgid", line=entry.line)
        elif entry.source is None or not entry.targets:
            raise FormatError(f"a message without its {'msgid' if entry.source is None else 'msgstr'}", line=entry.line)
        else:
            entry.domain = self._domain
            yield entry
        self._entry = Entry()

    def _comment(self, line: str) -> None:
        entry = self._entry
        kind, rest = line[1:2], line[2:].strip()
        if kind == ",":
            entry.flags += [flag for flag in re.split(r"[,\s]+", rest) if flag]
        elif kind == ".":
            entry.extracted.append(line[2:].removeprefix(" "))
        elif kind in (":", "|"):
            entry.others += 1
        elif kind != "~":
            entry.comments.append(line[1:].removeprefix(" "))

    def _keyword(self, line: str, number: int) -> Iterator[Entry]:
        match = _KEYWORD.match(line)
        if match is None:
            raise FormatError('is no line of a PO file; one begins with msgid, msgstr, # or "', line=number)
        self._close()
        name, index = match[1], int(match[2] or 0)
        if name in ("msgctxt", "msgid") and (self._entry.targets or self._entry.plural is not None):
            yield from self.done()
        entry = self._entry
        known = {"msgctxt": entry.context, "msgid": entry.source, "msgid_plural": entry.plural}
        if known.get(name) is not None or (name == "msgstr" and index in entry.targets):
            raise FormatError(f"{line[: match.end()].strip()} stands twice in one message", line=number)
        entry.line = entry.line or number
        self._place = (name, index)
        if match.end() < len(line):
            self._add(line[match.end() :], number)

    def _add(self, line: str, number: int) -> None:
        place = 0
        while place < len(line):
            match = _STRING.match(line, place)
            if match is None:
                raise FormatError("a string is not closed, or something stands behind it", line=number)
            self._parts.append(unescaped(match[1]))
            place = match.end()

    def _close(self) -> None:
        """Put together the strings that go on with one another."""
        if self._place is None:
            return
        (name, index), text = self._place, "".join(self._parts)
        if name == "msgctxt":
            self._entry.context = text
        elif name == "msgid":
            self._entry.source = text
        elif name == "msgid_plural":
            self._entry.plural = text
        else:
            self._entry.targets[index] = text
        self._place, self._parts = None, []


def unescaped(text: str) -> str:
    """The text of a string between its quotation marks."""
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "01234567":
        return chr(int(code, 8) & 0xFF)
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16) & 0xFF)
    return _LETTERS.get(code, code)


def escaped(text: str) -> str:
    """A text for a string, without the quotation marks around it."""
    return text.translate(_WRITTEN)


def rendered(entry: Entry) -> str:
    """An entry as it stands in a file, with a blank line behind it."""
    lines = [f"# {line}".rstrip() for line in entry.comments]
    lines += [f"#. {line}".rstrip() for line in entry.extracted]
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    if entry.context is not None:
        lines += _string("msgctxt", entry.context)
    lines += _string("msgid", entry.source or "")
    if entry.plural is None:
        lines += _string("msgstr", entry.targets[0])
    else:
        lines += _string("msgid_plural", entry.plural)
        for index, target in sorted(entry.targets.items()):
            lines += _string(f"msgstr[{index}]", target)
    return "\n".join(lines) + "\n\n"


def _string(keyword: str, text: str) -> list[str]:
    pieces = [piece for piece in re.split(r"(?<=\n)", text) if piece]
    if len(pieces) < 2:
        return [f'{keyword} "{escaped(text)}"']
    return [f'{keyword} ""', *(f'"{escaped(piece)}"' for piece in pieces)]
