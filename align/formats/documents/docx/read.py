"""A Word document to its text: the body in order, then the footnotes and endnotes that it refers to.

Headers, footers, comments, pictures, charts, embedded documents and the numbers of lists are not read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from align.errors import FormatError
from align.formats.archive import Parts
from align.formats.documents.docx.story import Story, Walker
from align.formats.documents.docx.styles import Styles, read_styles
from align.formats.documents.flow import Passages
from align.formats.elements import ended
from align.model import Content, Extracting

__all__ = ["read"]

_MAIN: Final = "word/document.xml"
_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a Word document (``.docx``, ``.docm``, ``.dotx``).

    Args:
        data: The file.
        encoding: Has no meaning: XML tells its own.
        extracting: What becomes of tracked changes, and how much may be unpacked.

    Raises:
        FormatError: It is no Word document, is damaged, unpacks to too much, or a part of it is no XML, is nested
            deeper than 256 elements or declares entities of its own; the error names the part and the line in it.
    """
    del encoding
    how = extracting or Extracting()
    advice = "if you trust the file, raise --max-size"
    parts = Parts(BytesIO(data), "Word document", how.max_size, advice)
    main = _related(parts, "", "officeDocument") or _MAIN
    found = Passages()
    styles = _styles(parts, main)
    body = _stories(parts, main, "document", styles, how.tracked)
    story = body.get("", Story())
    for kind, text in story.passages:
        found.add(text, kind)
    for (plural, singular), ids in zip(_NOTES, (story.footnotes, story.endnotes), strict=True):
        _add_notes(parts, main, (plural, singular), ids, styles, how.tracked, found)
    return found.content()


def _add_notes(
    parts: Parts, main: str, names: tuple[str, str], ids: Sequence[str], styles: Styles, tracked: str, found: Passages
) -> None:
    if not ids:
        return
    path = _related(parts, main, names[0])
    if path is None or path not in parts:
        return
    notes = _stories(parts, path, names[0], styles, tracked)
    for each in dict.fromkeys(ids):
        for kind, text in notes.get(each, Story()).passages:
            found.add(text, "heading" if kind == "heading" else "note")


def _styles(parts: Parts, main: str) -> Styles:
    path = _related(parts, main, "styles")
    if path is None or path not in parts:
        return Styles({})
    try:
        return read_styles(BytesIO(parts.read(path)))
    except FormatError as error:
        raise _within(path, error) from None


def _stories(parts: Parts, path: str, root: str, styles: Styles, tracked: str) -> dict[str, Story]:
    """The stories of a part by their ids; the body's is empty."""
    data = parts.read(path)
    walker = Walker(styles, tracked)
    try:
        stories = walker.walk(BytesIO(data), root)
        if walker.unended:  # fields that never end hide nothing
            stories = Walker(styles, tracked, walker.unended).walk(BytesIO(data), root)
    except FormatError as error:
        raise _within(path, error) from None
    return stories


def _within(path: str, error: FormatError) -> FormatError:
    return FormatError(f"{path} in it: {error.message}", line=error.line)


def _related(parts: Parts, path: str, kind: str) -> str | None:
    """The part that another one names for a kind of relation; what lies outside of the file is never looked at."""
    folder, name = posixpath.split(path)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in parts:
        return None
    try:
        for element in ended(BytesIO(parts.read(relations)), ("Relationships",), "relations", ("Relationship",)):
            found = element.get("Type", "").rpartition("/")[2] == kind and element.get("TargetMode") != "External"
            if found and element.get("Target"):
                return posixpath.normpath(posixpath.join("/", folder, str(element.get("Target")))).lstrip("/")
    except FormatError as error:
        raise _within(relations, error) from None
    return None
