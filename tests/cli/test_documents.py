"""Documents in the commands that take a text: the article, lines of issues, tracked changes, refusals."""

from __future__ import annotations

import json
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

import align
from align.loading import load_document
from tests.formats.documents.papers import docx, paragraph, written

FORMATS = {"docx": "docx", "htm": "html", "html": "html", "md": "markdown", "markdown": "markdown", "DOCX": "docx"}


def as_headings(name: str, document: align.Document) -> bytes:
    """A document with the headings of another one marked up as such, and all else as it stands."""
    texts = [(block.kind == "heading", document.text[block.start : block.end]) for block in document.blocks]
    if name == "docx":
        style = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>'
        return docx("".join(paragraph(text).replace("<w:p>", style if head else "<w:p>") for head, text in texts))
    if name == "html":
        rows = (f"<{tag}>{escape(text)}</{tag}>" for head, text in texts for tag in ["h2" if head else "p"])
        return ("<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>\n" + "\n".join(rows)).encode()
    plain = (written("markdown", [text]).decode() for _, text in texts)
    return "\n\n".join(f"## {text}" if head else text for (head, _), text in zip(texts, plain, strict=True)).encode()


@pytest.mark.parametrize("rows", ["excerpts", "all"])
@pytest.mark.parametrize("ending", FORMATS)
def test_the_units_of_the_article_are_those_of_its_text(run, article, glossary, tmp_path, ending, rows):
    document, _ = load_document(article, "en")
    made = tmp_path / f"article.{ending}"
    made.write_bytes(as_headings(FORMATS[ending], document))
    options = ("--source-lang", "zh", "--target-lang", "en", "--rows", rows, "--glossary", glossary)
    first = run("sheet", article, *options, "-o", tmp_path / "text.xlsx")
    second = run("sheet", made, *options, "-o", tmp_path / "document.xlsx")
    assert (first.code, second.code) == (0, 0)
    assert first.out.splitlines()[:4] == second.out.splitlines()[:4]
    one, other = align.read(tmp_path / "text.xlsx"), align.read(tmp_path / "document.xlsx")
    fields = ("id", "target", "section", "speaker", "kind", "block", "start", "end")
    assert [[getattr(unit, name) for name in fields] for unit in one.units] == [
        [getattr(unit, name) for name in fields] for unit in other.units
    ]


CHANGED = docx(
    paragraph("“They are here.”")
    + '<w:p><w:r><w:t xml:space="preserve">We </w:t></w:r><w:del><w:r><w:delText>lost</w:delText></w:r></w:del>'
    "<w:ins><w:r><w:t>won</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
)


@pytest.fixture
def changed(tmp_path):
    path = tmp_path / "changed.docx"
    path.write_bytes(CHANGED)
    return path


@pytest.mark.parametrize(("options", "said"), [((), "We won."), (("--tracked", "original"), "We lost.")])
def test_tracked_changes_are_accepted_unless_the_original_is_asked_for(run, changed, tmp_path, options, said):
    assert run("segment", changed, "--lang", "en", *options).out == f"“They are here.”\n\n{said}\n"
    sheet = ("sheet", changed, "--source-lang", "zh", "--target-lang", "en", "--rows", "all", *options)
    assert run(*sheet).code == 0
    assert [unit.target for unit in align.read(tmp_path / "changed.xlsx").units] == ["They are here.", said]
    done = run("texts", changed, changed, "--source-lang", "en", "--target-lang", "en", "--to", "tsv", *options)
    assert done.code == 0
    assert said in done.out
    assert run("check", changed, "--lang", "en", *options).code == 0
    (tmp_path / "g.csv").write_text(f"concept,lang,term\nx,en,{said.split()[1].strip('.')}\n")
    assert "2:4" in run("terms", "find", changed, "--glossary", "g.csv", *options).out


def test_a_sheet_knows_that_it_holds_the_original_and_follows_the_accepted_text(run, changed, tmp_path):
    made = ("--source-lang", "zh", "--target-lang", "en", "--rows", "all", "--tracked", "original")
    assert run("sheet", changed, *made).code == 0
    first = align.read(tmp_path / "changed.xlsx")
    assert first.provenance.options == (("tracked", "original"), ("rows", "all"))
    assert "nothing to change" in run("update", "changed.xlsx", changed, "--tracked", "original").out
    assert run("update", "changed.xlsx", changed).code == 0
    second = align.read(tmp_path / "changed.xlsx")
    assert [unit.target for unit in second.units] == ["They are here.", "We won."]
    assert second.units[0].id == first.units[0].id
    assert "tracked" not in dict(second.provenance.options)


def test_a_project_can_settle_what_becomes_of_tracked_changes(run, changed, tmp_path):
    (tmp_path / "align.toml").write_text('[documents]\ntracked = "original"\n')
    assert "We lost." in run("segment", changed, "--lang", "en").out
    assert "We won." in run("segment", changed, "--lang", "en", "--tracked", "accepted").out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("colour = 1", "knows no colour"),
        ('tracked = "some"', "'some' is none of accepted, original"),
        ("max_size = 0", "no number of megabytes"),
        ("max_size = true", "no number of megabytes"),
    ],
)
def test_a_wrong_setting_is_refused(run, changed, tmp_path, table, said):
    (tmp_path / "align.toml").write_text(f"[documents]\n{table}\n")
    done = run("segment", changed, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_document_that_unpacks_to_much_is_refused_until_the_limit_is_raised(run, tmp_path):
    (tmp_path / "big.docx").write_bytes(docx(paragraph("One.") + f"<!--{' ' * (2 << 20)}-->"))
    done = run("segment", "big.docx", "--lang", "en", "--max-size", "1")
    assert done.code == 2
    assert "big.docx: word/document.xml in it unpacks to 2 MB" in done.err
    assert "--max-size" in done.err
    assert run("segment", "big.docx", "--lang", "en", "--max-size", "3").out == "One.\n"
    assert run("segment", "big.docx", "--lang", "en").code == 0


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.md", "# Head\n\nWe *really*\nwon won.\n", "a.md:4: "),
        ("a.md", "# Head\n\nWe won.\nThey *lost*\nlost.\n", "a.md:4: "),
        ("a.html", "<h1>Head</h1>\n\n<p>We\nwon won.</p>\n", "a.html:4: "),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nWe won won.\n", "a.srt:3: "),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We won won.\n", "a.vtt:4: "),
        ("a.txt", "Head\n\nWe won won.\n", "a.txt:3:4: "),
    ],
)
def test_issues_know_the_line_of_the_file(run, tmp_path, name, text, place):
    (tmp_path / name).write_text(text)
    options = ("check", name, "--lang", "en", "--select", "repeated_word")
    done = run(*options)
    assert done.code == 1
    assert done.out.startswith(place)
    for form in ("json", "sarif", "junit", "github", "html"):
        assert run(*options, "--format", form).code == 1
    region = json.loads(run(*options, "--format", "sarif").out)["runs"][0]["results"][0]["locations"][0]
    assert region["physicalLocation"]["region"]["startLine"] == int(place.split(":")[1])


def test_offsets_in_json_count_in_the_text_that_is_given_with_them(run, tmp_path):
    (tmp_path / "a.md").write_text("# Head\n\nWe **won**. They\nlost.\n")
    (file,) = json.loads(run("segment", "a.md", "--lang", "en", "--json").out)["files"]
    assert file["text"] == "Head\nWe won. They lost."
    for block in file["blocks"]:
        for segment in block["segments"]:
            assert file["text"][segment["start"] : segment["end"]] == segment["text"]
    assert [(block["kind"], block["line"]) for block in file["blocks"]] == [("heading", 1), ("body", 3)]


def test_speakers_of_subtitles_are_those_of_the_sheet(run, tmp_path):
    cues = ["00:01.000 --> 00:02.000\n<v Ann Lee>We won,", "00:02.000 --> 00:03.000\n<v Ann Lee>they lost."]
    (tmp_path / "a.vtt").write_text("\n\n".join(["WEBVTT", *cues]))
    assert run("sheet", "a.vtt", "--source-lang", "zh", "--target-lang", "en").code == 0
    (unit,) = align.read(tmp_path / "a.xlsx").units
    assert (unit.target, unit.speaker, unit.line) == ("We won, they lost.", "Ann Lee", 4)


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.docx"])
def test_fixes_are_shown_and_never_written_into_a_document(run, tmp_path, name):
    data = written({"a.md": "markdown", "a.html": "html", "a.docx": "docx"}[name], ["We won won."])
    (tmp_path / name).write_bytes(data)
    options = ("check", name, "--lang", "en", "--select", "repeated_word", "--fix")
    shown = run(*options)
    assert "+ We won." in shown.out
    done = run(*options, "--write")
    assert done.code == 2
    assert done.err.startswith(f"align: {name}: is no plain text and only read")
    assert (tmp_path / name).read_bytes() == data


def test_a_presegmented_document_has_a_sentence_a_passage(run, tmp_path):
    for name, texts in (("a.md", ["One. Two.", "Three."]), ("b.html", ["Eins. Zwei.", "Drei."])):
        (tmp_path / name).write_bytes(written("markdown" if name == "a.md" else "html", texts))
    done = run("texts", "a.md", "b.html", "--source-lang", "en", "--target-lang", "de", "--presegmented")
    assert done.out == "[0]:[0]\n[1]:[1]\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 torn"),
        ("a.docx", b"plain"),
        ("a.html", b"<p>\xff\xfe\xff"),
        ("a.html", b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;"),
        ("a.html", b"<div>" * 3000 + b"x"),
        ("a.md", b"> " * 300 + b"x"),
        ("a.srt", b"no subtitles"),
        ("a.vtt", b"no subtitles"),
        ("a.vtt", b""),
        ("a.html", b"<script>only</script>"),
    ],
)
def test_a_document_at_fault_is_one_sentence(command, run, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    done = run(*command(name))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"align: {name}:")
    assert done.err.count("\n") == 1


def test_a_workbook_that_unpacks_to_much_is_refused_until_the_limit_is_raised(run, tmp_path):
    book = Workbook()
    book.active.append(["en", "zh"])
    book.active.append(["One.", "一。"])
    book.save(tmp_path / "pairs.xlsx")
    with ZipFile(tmp_path / "pairs.xlsx", "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/padding.bin", bytes(70 << 20))
    done = run("convert", "pairs.xlsx", "pairs.jsonl")
    assert done.code == 2
    assert "unpacks to 70 MB" in done.err
    assert "--max-size" in done.err
    assert run("convert", "pairs.xlsx", "pairs.jsonl", "--max-size", "60").code == 2
    assert run("convert", "pairs.xlsx", "pairs.jsonl", "--max-size", "80").code == 0
    assert run("convert", "pairs.xlsx", "other.jsonl").code == 2  # raised for that command alone
