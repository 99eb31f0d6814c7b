"""A bitext as a page of HTML, source and target side by side: one file, no scripts, made to be printed too."""

from __future__ import annotations

import re
from html import escape
from typing import BinaryIO, Final

from align.formats.bilingual.shown import Shown, is_right_to_left, shown, title_of
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.model import Sheet
from align.text.xml import fit

__all__ = ["write"]

_ANCHOR: Final = re.compile(r"[A-Za-z][A-Za-z0-9._:-]{0,100}")
_STYLE: Final = """
body { font: 15px/1.5 "Source Sans 3", "Noto Sans", "Helvetica Neue", Arial, sans-serif; margin: 2em auto;
  max-width: 75em; padding: 0 1em; color: #1a1a1a; background: #fff; }
:lang(zh) { font-family: "Noto Sans", Arial, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
:lang(zh-Hant), :lang(zh-TW), :lang(zh-HK) { font-family: "Noto Sans", Arial, "Noto Sans CJK TC",
  "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
:lang(ja) { font-family: "Noto Sans", Arial, "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
:lang(ko) { font-family: "Noto Sans", Arial, "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; }
h1 { font-size: 1.3em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #bbb; padding: .4em .6em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; }
th.id { width: 5.5em; }
td.id { color: #666; font-size: .8em; }
td.id a { color: inherit; text-decoration: none; }
tr:target td { background: #fff6d6; }
th.section { background: #f6f6f6; }
.text { white-space: pre-wrap; }
.missing { color: #777; font-style: italic; }
.speaker { font-weight: 600; }
.remark, .states { color: #666; font-size: .85em; white-space: pre-wrap; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  table { width: calc(100% - 1px); }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr.section { break-after: avoid; }
  thead th, th.section { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet as rows of a table.

    Returns:
        Sentences on what the page does not show.
    """
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["html"])
    sides = [_attributes(lang) for lang in (bitext.source_lang, bitext.target_lang)]
    title = _text(title_of(bitext))
    stream.write(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{_STYLE}</style>\n'
        f'</head>\n<body>\n<h1>{title}</h1>\n<table>\n<thead><tr><th class="id">id</th>'
        f"<th>{_text(bitext.source_lang)}</th><th>{_text(bitext.target_lang)}</th></tr></thead>\n<tbody>\n".encode()
    )
    stream.writelines(_row(row, sides).encode() for row in shown(bitext, tally))
    stream.write(b"</tbody>\n</table>\n</body>\n</html>\n")
    return [*tally.notes(), *aside_notes(bitext, "html")]


def _row(row: Shown, sides: list[str]) -> str:
    head = f'<tr class="section"><th class="section text" colspan="3">{_text(row.section)}</th></tr>\n'
    name = _text(row.id)
    anchor = f' id="{name}"' if _ANCHOR.fullmatch(row.id) else ""
    shown_id = f'<a href="#{name}">{name}</a>' if anchor else name
    missing = " missing" if row.is_missing else ""
    speaker = f'<div class="speaker">{_text(row.speaker)}</div>' if row.speaker else ""
    remarks = "".join(f'<div class="remark">{_text(remark)}</div>' for remark in row.remarks)
    states = f'<div class="states">{_text(row.states)}</div>' if row.states else ""
    return (
        f'{head if row.section else ""}<tr{anchor}><td class="id">{shown_id}{states}</td>'
        f'<td><div class="text{missing}"{"" if missing else sides[0]}>{_text(row.source)}</div></td>'
        f'<td>{speaker}<div class="text"{sides[1]}>{_text(row.target)}</div>{remarks}</td></tr>\n'
    )


def _attributes(lang: str) -> str:
    return f' lang="{_text(lang)}"{" dir=" + chr(34) + "rtl" + chr(34) if is_right_to_left(lang) else ""}'


def _text(text: str) -> str:
    return escape(fit(text)).replace("\r\n", "\n").replace("\r", "\n")
