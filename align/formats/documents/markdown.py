"""Markdown: CommonMark with tables, strike-through, footnotes and a front matter, by markdown-it-py.

Mark-up leaves no trace; HTML inside is read as HTML. The front matter, the marks of footnotes and pictures are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from align.errors import FormatError
from align.formats.documents.flow import Flow, Passages
from align.model import Content, Extracting
from align.text.decoding import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["read"]

_DEEPEST: Final = 64
_KINDS: Final = {
    "heading_open": "heading",
    "blockquote_open": "excerpt",
    "list_item_open": "body",
    "th_open": "body",
    "td_open": "body",
    "dt_open": "body",
    "dd_open": "body",
    "footnote_open": "note",
}
_CLOSED: Final = frozenset(name.replace("_open", "_close") for name in _KINDS)
_ALERT: Final = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
_TASK: Final = re.compile(r"\[[ xX]\]\s+")
_BREAK_TAG: Final = re.compile(r"<br\b", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)


def read(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a Markdown file.

    Raises:
        FormatError: Lists or quotations are nested deeper than 64 levels of mark-up; the error names the line.
        EncodingError: As for :func:`align.text.decoding.decode`.
    """
    del extracting
    tokens = _parser().parse(decode(data, encoding))
    found = Passages()
    kinds = [""]
    notes: dict[int, int] = {}
    line = 1
    for number, token in enumerate(tokens):
        if token.map:
            line = token.map[0] + 1
        elif token.type == "footnote_open":  # one that stands in the text has the line of its mark
            line = notes.get(token.meta["id"], line)
        if token.level >= _DEEPEST - 1:  # what is nested deeper is left out by the parser
            raise FormatError("is nested too deeply to be read as Markdown", line=line)
        if token.type in _KINDS:
            kinds.append(_kind(token.type, kinds[-1], tokens[number + 1 : number + 3]))
        elif token.type in _CLOSED:
            kinds.pop()
        elif token.type == "inline":
            _inline(token, line, found, kinds[-1], item=tokens[number - 2].type == "list_item_open")
            notes.update(_note_lines(token.children or [], line))
        elif token.type in {"fence", "code_block"}:
            flow = Flow()
            flow.add_as_is(token.content, line + (token.type == "fence"))
            text, lines = flow.take()
            found.add(text, kinds[-1] or ("body" if token.type == "fence" else ""), lines=lines)
        elif token.type == "html_block":
            from align.formats.documents.html.read import gather  # here: most files hold no HTML

            gather(token.content, found, kinds[-1], line)
    return found.content()


def _kind(opening: str, outer: str, inside: Sequence[Token]) -> str:
    """What the passages in a block are: a note stays one, and so does a quotation; an alert is a note."""
    own = _KINDS[opening]
    if own == "excerpt" and any(token.type == "inline" and _ALERT.match(token.content) for token in inside):
        return "note"
    return outer if own == "body" and outer in {"note", "excerpt"} else own


def _inline(token: Token, line: int, found: Passages, kind: str, *, item: bool) -> None:
    flow = Flow()
    for text, place in _texts(token.children or [], line):
        if text is None:
            flow.end_line()
        else:
            flow.add(text, place)
    text, lines = flow.take()
    mark = (_TASK.match(text) if item else None) or (_ALERT.match(text) if kind == "note" else None)
    if mark is not None:
        text = " " * mark.end() + text[mark.end() :]
    found.add(text, kind, lines=lines)


def _texts(tokens: Sequence[Token], line: int) -> Iterator[tuple[str | None, int]]:
    """The texts of a paragraph with their lines; None where a line ends."""
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content, line
        elif token.type in {"softbreak", "hardbreak"}:
            yield ("\n" if token.type == "softbreak" else None), line
            line += 1
        elif token.type == "html_inline" and _BREAK_TAG.match(token.content):
            yield None, line
        if token.type in {"code_inline", "html_inline"}:
            line += token.content.count("\n")


def _note_lines(tokens: Sequence[Token], line: int) -> Iterator[tuple[int, int]]:
    """The numbers of the footnotes whose marks stand in a paragraph, and the lines of the marks."""
    for token in tokens:
        if token.type == "footnote_ref":
            yield token.meta["id"], line
        line += token.type in {"softbreak", "hardbreak"}
