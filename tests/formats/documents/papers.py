"""Documents made by hand: the least that each format needs around a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from align.formats import DOCUMENT_READERS, load
from align.model import Content, Extracting

NAMES = sorted(DOCUMENT_READERS)
MARKED = [name for name in NAMES if name != "txt"]
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="Level"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="Mine"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of some parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(**targets: str) -> str:
    """The relations of a part: kinds and what they lead to."""
    made = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def docx(body: str, *, footnotes: str = "", endnotes: str = "", head: str = "", **parts: str | bytes) -> bytes:
    """A Word document with a body, and notes, as XML."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(
            styles="styles.xml", footnotes="footnotes.xml", endnotes="endnotes.xml"
        ),
        "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {W}>{endnotes}</w:endnotes>",
    }
    return zipped({**made, **parts})


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _markdown(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def _clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def _srt(texts: Sequence[str]) -> str:
    cues = enumerate(texts, start=1)
    return "".join(f"{n}\n{_clock(2 * n, ',')} --> {_clock(2 * n + 1, ',')}\n{text}\n\n" for n, text in cues)


def _vtt(texts: Sequence[str]) -> str:
    cues = enumerate(texts, start=1)
    made = (f"{_clock(2 * n, '.')} --> {_clock(2 * n + 1, '.')}\n{escape(text)}\n\n" for n, text in cues)
    return "WEBVTT\n\n" + "".join(made)


def written(name: str, texts: Sequence[str]) -> bytes:
    """A file whose passages are some texts of one line each."""
    if name == "docx":
        return docx("".join(map(paragraph, texts)))
    made = {
        "html": lambda: "<!DOCTYPE html>\n<meta charset=utf-8>" + "\n".join(f"<p>{escape(text)}</p>" for text in texts),
        "markdown": lambda: "\n\n".join(map(_markdown, texts)),
        "srt": lambda: _srt(texts),
        "txt": lambda: "\n".join(texts),
        "vtt": lambda: _vtt(texts),
    }[name]()
    return made.encode()


def read(data: bytes, name: str, encoding: str | None = None, **how: Any) -> Content:
    """The text of a document."""
    content: Content = load(DOCUMENT_READERS, name)(data, encoding, Extracting(**how))
    return content


def passages(content: Content) -> list[tuple[str, str]]:
    """Kind and text of each passage."""
    return [(each.kind, content.text[each.start : each.end]) for each in content.passages or ()]
