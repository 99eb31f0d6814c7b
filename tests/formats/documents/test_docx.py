"""Word documents: packages that are damaged, or made to do harm, and what stands in parts of their own."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import warnings
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from align.errors import FormatError
from tests.formats.documents.papers import W, docx, paragraph, passages, read, relations, zipped

NOTES = (
    '<w:{0} w:id="-1" w:type="separator"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:{0}>'
    '<w:{0} w:id="1"><w:p><w:r><w:t>First.</w:t></w:r></w:p><w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:{0}>'
    '<w:{0} w:id="2"><w:p><w:r><w:t>Second.</w:t></w:r></w:p></w:{0}>'
    '<w:{0} w:id="3"><w:p><w:r><w:t>Of nobody.</w:t></w:r></w:p></w:{0}>'
)


def mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_follow_the_body_in_the_order_of_their_marks():
    body = (
        f"<w:p><w:r><w:t>One.</w:t></w:r>{mark('endnote', 1)}{mark('footnote', 2)}</w:p>"
        f"<w:p><w:r><w:t>Two.</w:t></w:r>{mark('footnote', 1)}{mark('footnote', 2)}{mark('footnote', 99)}</w:p>"
    )
    data = docx(body, footnotes=NOTES.format("footnote"), endnotes=NOTES.format("endnote"))
    assert passages(read(data, "docx")) == [
        ("", "One."),
        ("", "Two."),
        ("note", "Second."),
        ("note", "First."),
        ("note", "And more."),
        ("note", "First."),
        ("note", "And more."),
    ]


@pytest.mark.parametrize(("tracked", "notes"), [("accepted", []), ("original", [("note", "Second.")])])
def test_a_note_whose_mark_is_removed_goes_with_it(tracked, notes):
    body = f"<w:p><w:r><w:t>One.</w:t></w:r><w:del>{mark('footnote', 2)}</w:del></w:p>"
    data = docx(body, footnotes=NOTES.format("footnote"))
    assert passages(read(data, "docx", tracked=tracked)) == [("", "One."), *notes]


def test_parts_are_found_by_their_relations():
    parts = {
        "_rels/.rels": relations(officeDocument="/Text/Main.XML"),
        "text/main.xml": f"<w:document {W}><w:body>{paragraph('Here.')}</w:body></w:document>",
    }
    assert read(zipped(parts), "docx").text == "Here."


def test_parts_of_strict_documents_are_known_too():
    archive = ZipFile(BytesIO(docx(paragraph("Strict."))))
    parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
    }
    assert read(zipped(strict), "docx").text == "Strict."


def test_a_document_without_styles_and_relations_is_read():
    body = f"<w:document {W}><w:body>{paragraph('Bare.')}</w:body></w:document>"
    assert read(zipped({"word/document.xml": body}), "docx").text == "Bare."


BODY = f"<w:document {W}><w:body>{paragraph('&b;')}</w:body></w:document>".replace("&amp;b;", "&b;")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x05\x06" + bytes(18), "there is no word/document.xml in it"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old format, or has a password"),
        (b"plain text", "no Word document"),
        (zipped({"readme": "hello"}), "there is no word/document.xml in it"),
        (
            zipped({"content.xml": "<office/>", "mimetype": "application/vnd.oasis.opendocument.text"}),
            "no word/document",
        ),
        (zipped({"word/document.xml": ""}), "word/document.xml in it: not XML"),
        (zipped({"word/document.xml": "<document><body>"}), "word/document.xml in it: not XML"),
        (zipped({"word/document.xml": "<workbook/>"}), "the first element must be document"),
        (docx("", **{"word/styles.xml": "<styles>"}), "word/styles.xml in it: not XML"),
        (docx("", **{"word/_rels/document.xml.rels": "<no/>"}), "document.xml.rels in it: not relations"),
        (docx("", **{"_rels/.rels": relations(officeDocument="../../../etc/passwd")}), "there is no etc/passwd in it"),
        (docx("", **{"_rels/.rels": relations(officeDocument="file:///etc/passwd")}), "no file:/etc/passwd in it"),
        (docx("", head='<!DOCTYPE w [<!ENTITY b "x">]>'), "declares entities"),
        (zipped({"word/document.xml": f'<!DOCTYPE w:document [<!ENTITY b "x">]>{BODY}'}), "declares entities"),
        (zipped({"word/document.xml": f'<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>{BODY}'}), "declares"),
        (zipped({"word/document.xml": BODY}), "Entity 'b' not defined"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "Excessive depth"),
        (docx("<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100), "Excessive depth"),
        (docx(paragraph("x" * 11_000_000)), "word/document.xml in it: not XML"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_word_document_is_refused_with_the_reason(data, said):
    with pytest.raises(FormatError) as caught:
        read(data, "docx")
    assert said in str(caught.value)


def test_the_line_in_the_part_is_named():
    with pytest.raises(FormatError) as caught:
        read(docx("\n\n<w:p></w:q>"), "docx")
    assert caught.value.line == 3


def test_an_external_part_is_never_fetched():
    outside = relations(footnotes="http://localhost:1/x", styles="x").replace(
        'Target="http', 'TargetMode="External" Target="http'
    )
    body = f"<w:p><w:r><w:t>One.</w:t></w:r>{mark('footnote', 1)}</w:p>"
    assert read(docx(body, **{"word/_rels/document.xml.rels": outside}), "docx").text == "One."


def test_two_parts_of_one_name_are_refused():
    stream = BytesIO(docx(paragraph("One.")))
    with ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("WORD/./document.xml", f"<w:document {W}><w:body>{paragraph('Two.')}</w:body></w:document>")
    with pytest.raises(FormatError, match="is in it twice"):
        read(stream.getvalue(), "docx")


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = docx(paragraph("One."), **{"../../evil.txt": "x", "/abs.txt": "x", "a\\..\\..\\b.txt": "x"})
    assert read(data, "docx").text == "One."
    assert list(tmp_path.iterdir()) == []


def test_a_zip_bomb_is_refused_before_it_is_unpacked_and_the_limit_can_be_raised():
    data = docx(paragraph("One.") + f"<!--{' ' * (3 << 20)}-->")
    with pytest.raises(FormatError, match=r"unpacks to 3 MB, where 1 MB are allowed.*raise --max-size"):
        read(data, "docx", max_size=1)
    assert read(data, "docx", max_size=4).text == "One."


def test_an_archive_that_lies_about_its_sizes_is_refused():
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}>{' ' * 5_000_000}</w:document>")
    data, size = stream.getvalue(), len(f"<w:document {W}></w:document>") + 5_000_000
    with pytest.raises(FormatError, match="no Word document that can be read"):
        read(data.replace(struct.pack("<L", size), struct.pack("<L", 100)), "docx", max_size=1)


BOMB = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from align.errors import FormatError
from align.formats.documents.docx.read import read
try:
    print("read", len(read(sys.stdin.buffer.read()).text))
except FormatError as error:
    print("refused", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
@pytest.mark.parametrize("times", [1_500_000, 30_000_000], ids=["within the limit", "beyond it"])
def test_a_document_of_nothing_but_tags_does_not_take_all_memory(times):
    done = subprocess.run(
        [sys.executable, "-c", BOMB], input=docx("<w:p/>" * times), capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-300:]
    assert done.stdout.startswith(b"read 0" if times < 10_000_000 else b"refused")


SAMPLES = {
    "768-2.docx": "The first run.Inside the ins revision.The last run.",
    "Deli.docx": "The slow red fox is dead.",
    "Document-with-soft-linebreaks.docx": "First line\nsecond line.",
    "OutOfTheTextBox.docx": "Text outside the box.\nText inside the box.",
    "document-revision-information-stripping.docx": (
        "before Paragraph\nCell 00\nCell 11 Cell 21\nParagraph after\nParagraph one\nParagraph two"
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_of_another_tool_is_read(name, shared):
    path = shared / "eval" / "formats" / "docx" / name
    if not path.is_file():
        pytest.skip(f"evaluation data absent: there is no {path}")
    assert read(path.read_bytes(), "docx").text == SAMPLES[name]


def test_every_document_of_other_tools_is_read(shared):
    files = sorted((shared / "eval" / "formats" / "docx").glob("*.docx"))
    if not files:
        pytest.skip("evaluation data absent: there are no documents")
    for path in files:
        for tracked in ("accepted", "original"):
            assert read(path.read_bytes(), "docx", tracked=tracked).passages is not None


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Writes a page as another program's document."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(page: str, to: str) -> bytes:
        (folder / "page.html").write_text(page, encoding="utf-8")
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--infilter=HTML (StarWriter)", "--convert-to", to, "--outdir", str(folder / "out")]
        done = subprocess.run(
            [*command, str(folder / "page.html")], capture_output=True, text=True, timeout=120, check=False
        )
        made = folder / "out" / f"page.{to.partition(':')[0]}"
        if not made.is_file():
            pytest.skip(f"LibreOffice Writer is not installed: {done.stderr[-100:]}")
        return made.read_bytes()

    return convert


PAGE = """<html><body><h1>The vote</h1><p>We <b>won</b>.<br>They lost.</p><ul><li>one</li><li>two</li></ul>
<table><tr><td>a</td><td>b</td></tr></table><p>他们输了。</p></body></html>"""


@pytest.mark.parametrize(("to", "name"), [("docx:MS Word 2007 XML", "docx"), ("html", "html")])
def test_what_libreoffice_writes_is_read(office, to, name):
    assert passages(read(office(PAGE, to), name)) == [
        ("heading", "The vote"),
        ("", "We won.\nThey lost."),
        ("body", "one"),
        ("body", "two"),
        ("body", "a"),
        ("body", "b"),
        ("", "他们输了。"),
    ]
