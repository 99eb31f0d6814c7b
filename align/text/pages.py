"""Pages of HTML that need nothing else: what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from align.text.shown import printable
from align.text.tags import is_right_to_left

__all__ = ["as_text", "language_attributes", "page"]

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1a; --paper: #fff; --line: #bbb; --soft: #595959; --head: #eee; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #181818; --line: #484848; --soft: #a8a8a8; --head: #2a2a2a; }
}
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #bbb; --soft: #444; --head: #eee; } }
body { font: 15px/1.5 "Source Sans 3", "Noto Sans", "Helvetica Neue", Arial, sans-serif; margin: 2em auto;
  max-width: 75em; padding: 0 1em; color: var(--ink); background: var(--paper); }
:lang(zh) { font-family: "Noto Sans", Arial, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
:lang(zh-Hant), :lang(zh-TW), :lang(zh-HK) { font-family: "Noto Sans", Arial, "Noto Sans CJK TC",
  "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
:lang(ja) { font-family: "Noto Sans", Arial, "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
:lang(ko) { font-family: "Noto Sans", Arial, "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; }
h1 { font-size: 1.4em; overflow-wrap: anywhere; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
}
"""


def page(title: str, parts: Iterable[str], style: str = "") -> Iterator[str]:
    """A page, piece by piece: it loads nothing and runs nothing, follows the reader's light or dark, and prints on A4.

    Args:
        title: What it is called; any text.
        parts: What stands below the title, as HTML.
        style: Its own style sheet; ``--ink``, ``--paper``, ``--line``, ``--soft`` and ``--head`` are colours.
    """
    name = as_text(title)
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{name}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    )
    yield from parts
    yield "</body>\n</html>\n"


def language_attributes(lang: str) -> str:
    """What an element says of the language of its text and of its direction, after a space."""
    return f' lang="{as_text(lang)}"' + (' dir="rtl"' if is_right_to_left(lang) else "")


def as_text(text: str) -> str:
    """Any text as text on a page, without what would turn its direction around."""
    return escape(printable(text, keep="\n\t"))
