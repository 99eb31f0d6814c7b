"""A bitext as a Word document: a table of ids, sources and targets whose first row stands on every page."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO, Final

from align.formats.bilingual.shown import Shown, east_asian_font, shown, title_of
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.model import Sheet
from align.text.tags import is_right_to_left
from align.text.xml import attribute, content, fit

__all__ = ["write"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/></Types>'
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_PARTS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_FOOTER: Final = (
    f'{_HEAD}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_STYLES: Final = """{head}<w:styles xmlns:w="{word}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Arial" w:eastAsia="{font}" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>\
</w:rPr></w:rPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Section"><w:name w:val="Section"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Speaker"><w:name w:val="Speaker"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Missing"><w:name w:val="Missing"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:i/><w:color w:val="767676"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:color w:val="666666"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>\
</w:styles>"""
_WIDTHS: Final = (1106, 4550, 4550)  # twentieths of a point; together what A4 has between its margins
_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblW w:w="10206" w:type="dxa"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
    '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr><w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS) + "</w:tblGrid>"
)
_END: Final = (
    '</w:tbl><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
_BREAK: Final = re.compile("(\r\n|[\n\r\u2028\u2029]|\t)")


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write the units of a sheet as rows of a table.

    Returns:
        Sentences on what the table does not show.
    """
    bitext = sheet.bitext
    tally = Tally(DECLARATIONS["docx"])
    langs = (bitext.source_lang, bitext.target_lang)
    rows = [_row([_paragraph(name, "Section") for name in ("id", *langs)], "<w:cantSplit/><w:tblHeader/>", "E7E7E7")]
    for unit in shown(bitext, tally):
        if unit.section:
            rows.append(_across(unit.section))
        rows.append(_row(_cells(unit, langs), "<w:cantSplit/>"))
    body = [_paragraph(title_of(bitext), "Title"), _TABLE, *rows, _END]
    font = next((east_asian_font(lang) for lang in langs if east_asian_font(lang) != "SimSun"), "SimSun")
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/_rels/document.xml.rels": _PARTS,
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{"".join(body)}',
        "word/styles.xml": _STYLES.format(head=_HEAD, word=_WORD, font=font),
        "word/footer1.xml": _FOOTER,
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name)  # of one date, so that equal bitexts are equal files
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, text.encode())
    return [*tally.notes(), *aside_notes(bitext, "docx")]


def _cells(unit: Shown, langs: tuple[str, str]) -> list[str]:
    first = _paragraph(unit.id, "Small") + (_paragraph(unit.states, "Small") if unit.states else "")
    source = _paragraph(unit.source, "Missing") if unit.is_missing else _paragraph(unit.source, "", langs[0])
    speaker = _paragraph(unit.speaker, "Speaker", langs[1]) if unit.speaker else ""
    remarks = "".join(_paragraph(remark, "Small") for remark in unit.remarks)
    return [first, source, speaker + _paragraph(unit.target, "", langs[1]) + remarks]


def _row(cells: list[str], properties: str, shade: str = "") -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{cell}</w:tc>'
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def _across(section: str) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:gridSpan w:val="3"/><w:shd w:val="clear" w:color="auto" w:fill="F3F3F3"/></w:tcPr>'
        f"{_paragraph(section, 'Section')}</w:tc></w:tr>"
    )


def _paragraph(text: str, style: str, lang: str = "") -> str:
    """A paragraph in a style, its text in a language; line ends and tabs are what they are in Word."""
    rtl = bool(lang) and is_right_to_left(lang)
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += "<w:bidi/>" if rtl else ""
    font = f'<w:rFonts w:eastAsia="{east_asian_font(lang)}"/>' if lang else ""
    tag = attribute(lang)
    name = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>' if lang else ""
    run = f"<w:rPr>{font}{'<w:rtl/>' if rtl else ''}{name}</w:rPr>" if lang else ""
    pieces = "".join(
        ("<w:tab/>" if piece == "\t" else "<w:br/>")
        if _BREAK.fullmatch(piece)
        else f'<w:t xml:space="preserve">{content(fit(piece))}</w:t>'
        for piece in _BREAK.split(text)
        if piece
    )
    return f"<w:p><w:pPr>{said}</w:pPr><w:r>{run}{pieces}</w:r></w:p>"
