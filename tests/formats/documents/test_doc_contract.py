"""What every reader of documents promises, whatever it is given."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError, EncodingError, FormatError
from align.formats import DOCUMENT_READERS
from align.formats.documents.declarations import DOCUMENTS, table
from align.model import BLOCK_KINDS, Content
from align.segmentation import parse
from tests.conftest import ROOT
from tests.formats.documents.papers import MARKED, NAMES, read, written
from tests.strategies import nasty_text

every_document = pytest.mark.parametrize("name", NAMES)
marked = pytest.mark.parametrize("name", MARKED)
moderate = settings(max_examples=60, deadline=None)
TEXTS = ["The vote.", "“We won.” 他们输了。", "It rained & poured [1] *here* _there_ `a` 5 > 4.", "1. One: two."]
FILES = {name: written(name, TEXTS) for name in NAMES}

# What needs no escape in any format, and what stands for mark-up in some.
_words = st.text("abcXYZ019éßя中文字한。，「」“”'\"!?;:()[]{}*_`#~|\\/&<+=.,", min_size=1, max_size=8)
_lines = st.lists(_words, min_size=1, max_size=8).map(" ".join)


def lawful(content: Content) -> None:
    """The laws of spans, of a text and of the document that is made of it."""
    end = 0
    for passage in content.passages or ():
        assert end <= passage.start < passage.end <= len(content.text)
        assert not content.text[end : passage.start].strip()
        assert content.text[passage.start : passage.end].strip() == content.text[passage.start : passage.end]
        assert passage.kind in {"", *BLOCK_KINDS}
        end = passage.end
    assert [offset for offset, _ in content.lines] == sorted({offset for offset, _ in content.lines})
    assert all(line > 0 for _, line in content.lines)
    for newlines in ("paragraph", "wrapped", "line"):
        document = parse(content.text, "en", newlines=newlines, passages=content.passages)
        assert document.text == content.text
        assert all(content.text[each.start : each.end] == each.text for each in document.segments)
        assert "".join("".join(each.text.split()) for each in document.segments) == "".join(content.text.split())


def refused_or_read(data: bytes, name: str) -> None:
    with suppress(AlignError):
        lawful(read(data, name))


@every_document
@moderate
@given(texts=st.lists(_lines, min_size=1, max_size=6))
def test_a_text_in_a_file_is_the_text_that_is_read(name, texts):
    if name == "srt":  # which has no way to say that a tag is none, and joins what has no end
        texts = [text.translate(str.maketrans("<>{\\&", "     ")).strip() + " Ja." for text in texts]
        texts = [" ".join(text.split()) for text in texts]
    if name == "vtt":
        texts = [f"{text} Ja." for text in texts]
    content = read(written(name, texts), name)
    lawful(content)
    assert content.text == "\n".join(texts)
    if name != "txt":
        assert [content.text[each.start : each.end] for each in content.passages] == texts


@every_document
@moderate
@given(texts=st.lists(nasty_text, max_size=5))
def test_any_text_in_a_file_is_read_or_refused(name, texts):
    with suppress(UnicodeEncodeError):
        refused_or_read(written(name, texts), name)


@every_document
@moderate
@given(data=st.binary(max_size=300))
def test_random_bytes_are_refused_or_read(name, data):
    refused_or_read(data, name)


@pytest.mark.parametrize("name", ["docx", "vtt"])
@moderate
@given(data=st.binary(max_size=300))
def test_random_bytes_are_refused_where_the_format_has_a_mark(name, data):
    with pytest.raises((FormatError, EncodingError)):
        read(b"x" + data, name)


@every_document
@moderate
@given(data=st.data())
def test_a_truncated_file_is_refused_or_read(name, data):
    refused_or_read(FILES[name][: data.draw(st.integers(0, len(FILES[name]) - 1))], name)


@every_document
@moderate
@given(data=st.data())
def test_a_file_with_wrong_bytes_is_refused_or_read(name, data):
    whole = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    refused_or_read(bytes(whole), name)


@every_document
def test_a_file_of_another_format_is_refused_or_read_as_text(name):
    for other in NAMES:
        refused_or_read(FILES[other], name)


@pytest.mark.parametrize("name", ["docx", "srt", "vtt"])
def test_a_page_is_refused_where_the_format_has_a_mark(name):
    with pytest.raises(FormatError):
        read(FILES["html"], name)


@pytest.mark.parametrize("name", [name for name in MARKED if name != "docx"])
def test_an_empty_file_holds_no_passages(name):
    for data in (b"", b"\n \n", b"\xef\xbb\xbf"):
        assert read(data, name).passages == ()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docx"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_encoding(name, coding):
    data = ("\ufeff" + FILES[name].decode()).encode(coding)
    assert read(data, name) == read(FILES[name], name)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docx"])
def test_the_encoding_can_be_named(name):
    data = FILES[name].decode().replace("charset=utf-8", "charset=big5").encode("gb18030")
    assert read(data, name, "gb18030") == read(FILES[name], name)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docx"])
def test_bytes_that_are_no_text_name_the_line(name):
    data = FILES[name].replace("他".encode(), b"\xff")
    with pytest.raises(EncodingError) as caught:
        read(data, name)
    assert caught.value.line == 1 + data[: data.index(b"\xff")].count(b"\n")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docx"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(name, end):
    content = read(FILES[name].decode().replace("\n", end).encode(), name)
    assert content.text.splitlines() == read(FILES[name], name).text.splitlines()


@marked
def test_the_lines_of_the_file_are_known(name):
    if name == "docx":
        pytest.skip("a Word document has no lines")
    content = read(FILES[name], name)
    file = FILES[name].decode().splitlines()
    assert len(content.lines) == len(TEXTS)
    for (offset, line), text in zip(content.lines, TEXTS, strict=True):
        assert content.text.startswith(text, offset)
        assert text.split()[1].strip(":.”") in file[line - 1]


@every_document
def test_reading_takes_time_in_proportion_to_the_text(name):
    def took(count: int) -> float:
        data = written(name, [f"Sentence {n} of a longer text, and 中文 too." for n in range(count)])
        times = []
        for _ in range(3):  # the least: what else the machine does at the time only ever adds
            start = process_time()
            read(data, name)
            times.append(process_time() - start)
        return min(times)

    assert took(8_000) < 40 * max(took(1_000), 0.005)


def test_every_reader_is_declared():
    assert set(DOCUMENTS) == set(DOCUMENT_READERS)


def test_the_table_of_the_docs_is_what_is_declared():
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    start, end = "<!-- made by align.formats.documents.declarations.table -->\n", "<!-- end -->"
    begin = page.index(start) + len(start)
    assert page[begin : page.index(end, begin)].splitlines() == table()
