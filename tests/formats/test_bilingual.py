"""Bitexts side by side: the table of a Word document, and the page of HTML."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree, html

from align.formats.declarations import losses
from align.model import PLACEHOLDER, Bitext, Unit
from tests.formats.books import bitext_of, example, saving, written
from tests.formats.hostile import HOSTILE
from tests.strategies import bitexts

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("docx", "html")
needs_writer = pytest.mark.skipif(
    shutil.which("soffice") is None or not Path("/usr/lib/libreoffice/program/libswlo.so").exists(),
    reason="LibreOffice Writer is not installed",
)


def document(bitext: Bitext) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written(bitext, "docx"))) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        return etree.fromstring(archive.read("word/document.xml"))


def page(bitext: Bitext) -> html.HtmlElement:
    return html.fromstring(written(bitext, "html"))


def rows(bitext: Bitext, name: str) -> list[list[str]]:
    """The texts of the cells; what stands for a line end is one."""
    if name == "html":
        return [[cell.text_content() for cell in row.iterfind("*")] for row in page(bitext).iter("tr")]
    return [[cell_text(cell) for cell in row.iter(f"{WORD}tc")] for row in document(bitext).iter(f"{WORD}tr")]


def cell_text(cell: etree._Element) -> str:
    marks = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    return "".join(marks.get(part.tag, part.text or "" if part.tag == f"{WORD}t" else "") for part in cell.iter("{*}*"))


@pytest.mark.parametrize("name", FORMATS)
def test_each_unit_is_a_row_below_its_section(name):
    assert rows(example(), name) == [
        ["id", "zh", "en"],
        ["The vote"],
        ["u0001", PLACEHOLDER, "Ann LeeWe won."],
        ["u0002reviewed", "他们输了。", "They lost.Comment: Found."],
        ["u0003initial, source back-translated", "下雨了。", "It rained.Note: Weather."],
    ]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", [case for case in HOSTILE if case != "empty"])
def test_hostile_texts_are_text(name, case):
    text = HOSTILE[case]
    (_, row) = rows(bitext_of(Unit("u1", text, text, "original")), name)
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    ends = "\r\n|[\r\u2028\u2029]" if name == "docx" else "\r\n|\r"
    assert row == ["u1", re.sub(ends, "\n", expected), re.sub(ends, "\n", expected)]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None)
@given(bitext=bitexts())
def test_what_is_not_shown_is_told(name, bitext):
    assert saving(bitext, name) == losses(bitext, name)


@pytest.mark.parametrize("name", FORMATS)
def test_equal_bitexts_are_equal_files(name):
    assert written(example(), name) == written(example(), name)


def test_the_page_has_languages_anchors_and_no_scripts():
    found = page(replace(example(), source_lang="zh-Hans", target_lang="ar"))
    (source, target) = found.xpath("//tr[@id='u0002']//div[@class='text']")
    assert (source.get("lang"), source.get("dir"), target.get("lang"), target.get("dir")) == (
        "zh-Hans",
        None,
        "ar",
        "rtl",
    )
    assert not found.xpath("//script | //@src | //link")
    assert page(bitext_of(Unit('a" onclick="x', "t"))).xpath("//tr[@id]") == []


def test_the_document_has_fonts_and_languages():
    found = document(replace(example(), source_lang="zh-Hant", target_lang="he"))
    fonts = {font.get(f"{WORD}eastAsia") for font in found.iter(f"{WORD}rFonts")}
    langs = {lang.get(f"{WORD}val") for lang in found.iter(f"{WORD}lang")}
    assert fonts == {"PMingLiU", "SimSun"}
    assert langs == {"zh-Hant", "he"}
    assert len(list(found.iter(f"{WORD}tblHeader"))) == 1
    assert list(found.iter(f"{WORD}rtl"))


@needs_writer
def test_libreoffice_opens_the_document(tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(written(example(), "docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], capture_output=True, timeout=180, check=True)
    text = (tmp_path / "x.txt").read_text("utf-8")
    for part in ("The vote", PLACEHOLDER, "他们输了。", "It rained."):
        assert part in text
