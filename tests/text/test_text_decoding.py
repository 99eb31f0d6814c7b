"""Bytes to text: what was encoded comes back, what is no text is refused with a reason."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from align.errors import ArgumentError, EncodingError
from align.text.decoding import coding_of, decode
from tests.strategies import nasty_text

moderate = settings(max_examples=150, deadline=None)
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@moderate
@given(text=nasty_text)
def test_utf_8_comes_back(text):
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode("utf-8", "surrogatepass"), "utf-8") == text


@moderate
@given(text=nasty_text)
def test_utf_8_with_a_mark_comes_back_unasked(text):
    assert decode(codecs.BOM_UTF8 + text.encode("utf-8", "surrogatepass")) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("asked", [None, "utf-16", "same"])
@moderate
@given(text=nasty_text)
def test_utf_16_with_a_mark_comes_back(encoding, asked, text):
    data = text.encode(encoding, "surrogatepass")
    assume(data.decode(encoding, "surrogatepass") == text)  # two halves of a pair make one character
    assume(not text.startswith("\0"))  # with a mark before it this is UTF-32's mark
    assert decode(MARKS[encoding] + data, encoding if asked == "same" else asked) == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-32"])
@moderate
@given(text=nasty_text)
def test_an_encoding_asked_for_comes_back(encoding, text):
    text = text.encode("utf-8", "replace").decode("utf-8")
    assert decode(text.encode(encoding), encoding) == text


@pytest.mark.parametrize(
    ("text", "encoding"), [("梁文锋", "gb18030"), ("梁文鋒", "big5"), ("カナ", "shift_jis"), ("déjà", "cp1252")]
)
def test_a_legacy_encoding_works_by_name(text, encoding):
    assert decode(text.encode(encoding), encoding) == text


def test_plain_text_needs_no_encoding():
    assert decode("Größe, 大小\r\n".encode()) == "Größe, 大小\r\n"
    assert decode(b"") == ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 a}", "RTF"),
        (bytes(range(32)) * 20, "binary"),
        ("plain words here".encode("utf-16-le"), "utf-16-le"),
        ("plain words here".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_what_is_no_text_is_named(data, says):
    with pytest.raises(EncodingError, match=says):
        decode(data)


def test_a_wrong_byte_is_told_with_its_line_and_what_would_fit():
    with pytest.raises(EncodingError, match="gb18030") as caught:
        decode(b"one\ntwo\n" + "智能".encode("gb18030"))
    assert caught.value.line == 3
    assert "0xD6" in str(caught.value)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_as_an_editor_counts_them(end):
    with pytest.raises(EncodingError) as caught:
        decode(b"one" + end + b"two" + end + b"\xff")
    assert caught.value.line == 3


def test_a_wrong_byte_in_the_encoding_asked_for_is_an_error():
    with pytest.raises(EncodingError, match="ASCII"):
        decode("é".encode(), "ascii")


@pytest.mark.parametrize("name", ["klingon", "", "utf-99", "rot13", "base64", "utf-8\0", "日本語", "hex", "../x"])
def test_an_unknown_encoding_is_an_error_of_the_argument(name):
    with pytest.raises(ArgumentError, match="unknown encoding"):
        decode(b"abc", name)


@pytest.mark.parametrize("name", ["idna", "punycode", "utf-7", "unicode_escape", "cp037", "hz", "iso2022_jp"])
@pytest.mark.parametrize("data", [b"\xff\xfe\x80", b"xn--\xff", b"\\q\\x", b"+~"])
def test_no_encoding_fails_in_another_way(name, data):
    with suppress(EncodingError, ArgumentError):
        assert isinstance(decode(data, name), str)


@moderate
@given(text=nasty_text)
def test_random_text_is_text_or_refused(text):
    data = text.encode("utf-8", "surrogatepass")
    for junk in (data, data[1:], data[:-1], b"\x80" + data, data[::-1]):
        with suppress(EncodingError):
            assert isinstance(decode(junk), str)


@settings(max_examples=200, deadline=None)
@given(
    text=nasty_text,
    encoding=st.sampled_from(
        [None, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "gb18030"]
    ),
)
def test_a_text_is_put_back_into_the_bytes_that_it_was_read_from(text, encoding):
    data = text.encode(encoding or "utf-8", "replace")
    try:
        read = decode(data, encoding)
    except EncodingError:
        return
    codec, errors, mark = coding_of(data, encoding)
    assert mark + read.encode(codec, errors) == data
