"""The stories of a Word document (its body, each of its notes), read element by element.

What has been read is dropped, so that memory does not grow with the file; nothing calls itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from align.formats.documents.docx.styles import Styles, attribute_of, is_heading_level, is_on, value
from align.formats.elements import XML, name_of, walk

__all__ = ["Story", "Walker"]

_DEEPEST: Final = 256
_REMOVED: Final = {"accepted": ("del", "moveFrom"), "original": ("ins", "moveTo")}
_REMOVED_CELL: Final = {"accepted": "cellDel", "original": "cellIns"}
_STORIES: Final = frozenset(("body", "footnote", "endnote"))
_CONTAINERS: Final = frozenset((*_STORIES, "tc", "txbxContent", "tbl"))
_UNSEEN: Final = frozenset(("rPrChange", "sectPrChange", "tblPrChange", "instrText", "delInstrText", "rt"))
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_BREAKS: Final = frozenset(("page", "column"))
_SEPARATORS: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_SPACE: Final = f"{XML}space"
_BLANKS: Final = str.maketrans("\t\n\r", "   ")


@dataclass(slots=True)
class Story:
    """A text that runs on: kind and text of each passage, and the notes that it refers to, by id and in order."""

    passages: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it grows.

    Attributes:
        pieces: Its text.
        kind: What it is, as its style and its own properties say.
        hidden: Whether its style hides its text.
        merged: Whether its end is removed by a tracked change, so that the next paragraph goes on in it.
        behind: The passages of text boxes that are anchored in it.
    """

    pieces: list[str] = field(default_factory=list)
    kind: str = ""
    hidden: bool = False
    merged: bool = False
    behind: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its number among all, and whether its instruction goes on.

    Text in an instruction is there by a writer's mistake and is kept; the result of a field inside of one is not.
    """

    number: int
    instruction: bool = True


class Walker:
    """Goes through a part of a document.

    Args:
        styles: The styles of the document.
        tracked: One of :data:`align.model.TRACKED`.
        ignored: Numbers of fields that are to be overlooked.

    Attributes:
        unended: Numbers of the fields that begin and never end, after :meth:`walk`.
    """

    def __init__(self, styles: Styles, tracked: str, ignored: Collection[int] = ()) -> None:
        self.unended: tuple[int, ...] = ()
        self._styles = styles
        self._tracked = tracked
        self._ignored = frozenset(ignored)
        self._open: list[str] = []
        self._hidden_from = 0
        self._stories: dict[str, Story] = {}
        self._story = Story()
        self._out: list[list[tuple[str, str]]] = [self._story.passages]
        self._paragraphs: list[_Paragraph] = []
        self._carried: list[_Paragraph | None] = [None]
        self._run_hidden = False
        self._chosen: list[bool] = []
        self._cells = 0
        self._fields: list[_Field] = []
        self._instructions = 0
        self._count = 0

    def walk(self, stream: BinaryIO, root: str) -> dict[str, Story]:
        """The stories of a part by id; the body of a document has an empty one.

        Args:
            stream: The part.
            root: Name of its first element.

        Raises:
            FormatError: As for :func:`align.formats.elements.walk`.
        """
        kind = f"the {'text' if root == 'document' else root} of a Word document"
        for event, element, depth in walk(stream, (root,), kind, _DEEPEST, {root, *_WANTED}):
            name = name_of(element)
            if event == "start":
                self._open.append(name)
                if not self._hidden_from:
                    self._start(name, element, depth)
                continue
            if not self._hidden_from:
                self._end(name, element)
            elif self._hidden_from == depth:
                self._hidden_from = 0
                self._close_hidden(name)
            self._open.pop()
        self.unended = tuple(each.number for each in self._fields)
        return self._stories

    # Beginnings ------------------------------------------------------------------------------------------------------

    def _start(self, name: str, element: Any, depth: int) -> None:
        if self._is_unseen(name):
            self._hidden_from = depth
        elif name in _CONTAINERS:
            self._enter(name, element, depth)
        elif name == "p":
            self._paragraph()
        elif name == "r":
            self._run_hidden = bool(self._paragraphs) and self._paragraphs[-1].hidden
        elif name == "AlternateContent":
            self._chosen.append(False)
        elif name in _PROPERTIES:
            _PROPERTIES[name](self, element)

    def _is_unseen(self, name: str) -> bool:
        """Whether an element and all in it is left out: removed text, old properties, a second form of the same."""
        if name in _UNSEEN:
            return True
        if name in {"Choice", "Fallback"} and self._chosen:
            seen, self._chosen[-1] = self._chosen[-1], True
            return seen
        if name == "pPrChange":
            return self._tracked != "original"
        return name in _REMOVED[self._tracked] and self._above(1) not in {"rPr", "trPr"}

    def _above(self, levels: int) -> str:
        """The name of the element that holds the current one, so many levels up."""
        return self._open[-1 - levels] if len(self._open) > levels else ""

    def _enter(self, name: str, element: Any, depth: int) -> None:
        if name in _STORIES:
            if any(said in _SEPARATORS for said in element.attrib.values()):
                self._hidden_from = depth
                return
            self._story = Story()
            self._out = [self._story.passages]
            self._stories["" if name == "body" else _id_of(element)] = self._story
        elif name == "tbl":
            self._settle()
        elif name == "tc":
            self._cells += 1
        else:
            self._out.append([])
        self._carried.append(None)

    def _paragraph(self) -> None:
        carried, self._carried[-1] = self._carried[-1], None
        paragraph = carried or _Paragraph()
        paragraph.kind, paragraph.hidden, paragraph.merged = "", False, False
        self._paragraphs.append(paragraph)

    # Ends ------------------------------------------------------------------------------------------------------------

    def _end(self, name: str, element: Any) -> None:
        if name in {"t", "delText"}:
            self._text(element)
        elif name == "p" and self._paragraphs:
            paragraph = self._paragraphs.pop()
            self._carried[-1] = paragraph if paragraph.merged else None
            if not paragraph.merged:
                self._put(paragraph)
        elif name in _CONTAINERS:
            self._leave(name)
        elif name == "AlternateContent":
            self._chosen.pop()
        elif name == "pPr" and self._cells and self._paragraphs:
            self._paragraphs[-1].kind = self._paragraphs[-1].kind or "body"

    def _leave(self, name: str) -> None:
        self._settle()
        self._carried.pop()
        if name == "tc":
            self._cells -= 1
        elif name == "txbxContent":
            inside = self._out.pop()
            (self._paragraphs[-1].behind if self._paragraphs else self._out[-1]).extend(inside)

    def _close_hidden(self, name: str) -> None:
        """End a container that was entered, and the rest of it left out."""
        if name == "tc":
            self._leave(name)

    def _settle(self) -> None:
        """Put a paragraph that was to go on in another, where there is no other."""
        carried, self._carried[-1] = self._carried[-1], None
        if carried is not None:
            self._put(carried)

    def _put(self, paragraph: _Paragraph) -> None:
        kind = paragraph.kind or ("body" if self._cells else "")
        self._out[-1].append((kind, "".join(paragraph.pieces)))
        self._out[-1] += paragraph.behind

    # What stands in paragraphs ---------------------------------------------------------------------------------------

    def _text(self, element: Any) -> None:
        text = (element.text or "").translate(_BLANKS)
        self._add(text if element.get(_SPACE) == "preserve" else text.strip(" "))

    def _add(self, text: str) -> None:
        inside = self._instructions - (1 if self._fields and self._fields[-1].instruction else 0)
        if self._paragraphs and not self._run_hidden and not inside:
            self._paragraphs[-1].pieces.append(text)

    def _character(self, element: Any) -> None:
        name = name_of(element)
        if self._above(1) == "r" and not (name == "br" and attribute_of(element, "type") in _BREAKS):
            self._add(_CHARACTERS[name])

    def _symbol(self, element: Any) -> None:
        code = attribute_of(element, "char")
        if 0 < len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code):
            point = int(code, 16)
            if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000:
                self._add(chr(point))

    def _field(self, element: Any) -> None:
        kind = attribute_of(element, "fldCharType")
        if kind == "begin":
            self._count += 1
            if self._count not in self._ignored:
                self._fields.append(_Field(self._count))
                self._instructions += 1
        elif kind in {"separate", "end"} and self._fields:
            self._instructions -= self._fields[-1].instruction
            self._fields[-1].instruction = False
            if kind == "end":
                self._fields.pop()

    def _reference(self, element: Any) -> None:
        notes = self._story.footnotes if name_of(element) == "footnoteReference" else self._story.endnotes
        notes.append(_id_of(element))

    # Properties ------------------------------------------------------------------------------------------------------

    def _style(self, element: Any) -> None:
        if self._paragraphs:
            self._paragraphs[-1].kind = self._styles.kind(value(element))
            self._paragraphs[-1].hidden = self._styles.hides(value(element))

    def _level(self, element: Any) -> None:
        if self._paragraphs and is_heading_level(value(element)):
            self._paragraphs[-1].kind = "heading"

    def _numbered(self, element: Any) -> None:
        if self._paragraphs and value(element) != "0":
            self._paragraphs[-1].kind = self._paragraphs[-1].kind or "body"

    def _run_style(self, element: Any) -> None:
        if self._above(2) == "r":
            self._run_hidden = self._run_hidden or self._styles.hides(value(element))

    def _vanish(self, element: Any) -> None:
        if self._above(2) == "r":
            self._run_hidden = is_on(element)

    def _change(self, element: Any) -> None:
        """A tracked change of the end of a paragraph, of a row or of a cell."""
        name, above = name_of(element), self._above(1)
        if name == _REMOVED_CELL[self._tracked]:
            self._hidden_from = self._depth_of("tc")
        elif name not in _REMOVED[self._tracked]:
            return
        elif above == "trPr":
            self._hidden_from = self._depth_of("tr")
        elif above == "rPr" and self._above(2) == "pPr" and self._paragraphs:
            self._paragraphs[-1].merged = True

    def _depth_of(self, name: str) -> int:
        """The depth of the innermost open element of a name; 0 if there is none."""
        return next((len(self._open) - n for n, each in enumerate(reversed(self._open)) if each == name), 0)


def _id_of(element: Any) -> str:
    return attribute_of(element, "id")


_PROPERTIES: Final[Mapping[str, Callable[[Walker, Any], None]]] = {
    **dict.fromkeys(_CHARACTERS, Walker._character),
    **dict.fromkeys(("del", "ins", "moveFrom", "moveTo", "cellDel", "cellIns"), Walker._change),
    "endnoteReference": Walker._reference,
    "fldChar": Walker._field,
    "footnoteReference": Walker._reference,
    "numId": Walker._numbered,
    "outlineLvl": Walker._level,
    "pStyle": Walker._style,
    "rStyle": Walker._run_style,
    "sym": Walker._symbol,
    "vanish": Walker._vanish,
}
_WANTED: Final = frozenset((
    *_PROPERTIES, *_CONTAINERS, *_UNSEEN, "AlternateContent", "Choice", "Fallback", "delText", "p", "pPr", "pPrChange",
    "r", "rPr", "sdtPr", "t", "tr", "trPr",
))  # fmt: skip
"""All elements that mean something here; the others are passed over."""
