"""HTML and XHTML: the text that a browser shows.

Parsed by libxml2's HTML parser (lxml), which repairs what is not well-formed; nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from align.errors import ArgumentError, FormatError
from align.formats.documents.flow import Passages
from align.formats.documents.html.page import Page, too_deep
from align.model import Content, Extracting
from align.text.decoding import decode
from align.text.xml import fit

__all__ = ["gather", "read"]

_HEAD: Final = 4096
_CHARSET: Final = re.compile(
    rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_OWN_DTD: Final = re.compile(r"<!doctype[^>\[]*\[", re.IGNORECASE)
_TAG: Final = re.compile(r"""<[a-zA-Z](?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*""")
_VALUE: Final = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_LONG_TAG: Final = 20_000
_MOST_ATTRIBUTES: Final = 5_000
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What browsers take some names of encodings for (WHATWG Encoding, section 4.2).
_LABELS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254", "shift_jis": "cp932",
    "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8", "utf8": "utf-8",
}  # fmt: skip


def read(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a page.

    The encoding is the one that is named, or that a byte order mark tells, or the page itself, or UTF-8.

    Raises:
        FormatError: It declares entities of its own, or is nested deeper than 2,000 elements; the error names the line.
        EncodingError: As for :func:`align.text.decoding.decode`.
    """
    del extracting
    text = decode(data, encoding or _declared(data))
    if _OWN_DTD.search(text[:_HEAD]):
        raise FormatError("the file declares entities or elements of its own; remove them from its DOCTYPE", line=1)
    found = Passages()
    gather(text, found)
    return found.content()


def _declared(data: bytes) -> str | None:
    """The encoding that a page names, as Python knows it; None where it names none that is known."""
    match = None if data.startswith(_BYTE_ORDER_MARKS) else _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    name = _LABELS.get(name, name)
    try:
        decode(b"", name)
    except ArgumentError:
        return None
    return None if name == "utf-8" else name


def gather(text: str, found: Passages, kind: str = "", line: int = 1) -> None:
    """Add the passages of a page, or of a part of one.

    Args:
        text: The page.
        found: Where they are added.
        kind: What they are where the page does not tell, as in :class:`align.model.Passage`.
        line: The line of the file on which the text begins.

    Raises:
        FormatError: It is nested too deeply, or cannot be parsed; the error names the line.
    """
    if not text.strip():
        return
    _refuse_endless_tag(text, line)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(fit(text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not HTML: {error.msg}", line=line) from None
    for entry in parser.error_log:  # the parser goes on after these, without what follows
        if entry.level == etree.ErrorLevels.FATAL:
            if "depth" in entry.message:
                raise too_deep(entry.line + line - 1)
            said = " ".join(entry.message.split())
            raise FormatError(f"not HTML that can be read: {said}", line=entry.line + line - 1)
    if root is not None:
        Page(found, kind, line - 1).walk(root)


def _refuse_endless_tag(text: str, line: int) -> None:
    """Refuse a tag of more attributes than any page has: the parser compares each with all others."""
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONG_TAG and len(_VALUE.sub(" ", tag[0]).split()) > _MOST_ATTRIBUTES:
            said = f"not HTML that can be read: a tag has more than {_MOST_ATTRIBUTES:,} attributes"
            raise FormatError(said, line=line + text.count("\n", 0, tag.start()))
