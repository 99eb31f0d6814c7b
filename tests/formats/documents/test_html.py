"""Pages: encodings that they name, and what no parser should be given."""

from __future__ import annotations

from time import process_time

import pytest

from align.errors import FormatError
from tests.formats.documents.papers import read


@pytest.mark.parametrize(
    ("head", "coding", "text"),
    [
        ("<meta charset=gb2312>", "gb18030", "创新需要自由，镕"),
        ("<meta charset='GBK'/>", "gbk", "创新需要自由"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Big5">', "big5", "創新需要自由"),
        ("<meta name=x content=y><meta charset=shift_jis>", "cp932", "自由が必要です"),
        ("<meta charset=iso-8859-1>", "cp1252", "“Ärger” – €"),
        ("<meta charset=ks_c_5601-1987>", "cp949", "한국어"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251", "Свобода"),
        ("<meta charset=utf-16>", "utf-8", "创新"),
        ("<meta charset=no-such-thing>", "utf-8", "创新"),
        ("<meta charset=utf-8>", "utf-8", "创新"),
        ("", "utf-8", "创新"),
        ("<meta charset=gbk>", "utf-8-sig", "创新"),
        ("<meta charset=gbk>", "utf-16", "创新"),
    ],
)
def test_a_page_names_its_encoding(head, coding, text):
    assert read(f"{head}<p>{text}</p>".encode(coding), "html").text == text


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        ("\n" + "<div>" * 3_000, 2, "nested deeper than 2,000 elements"),
        ("\n\n<p " + " ".join(f"a{n}=b" for n in range(20_000)) + ">x", 3, "more than 5,000 attributes"),
        ("<p \" " + " ".join(f"a{n}='<'" for n in range(20_000)) + ">x", 1, "more than 5,000 attributes"),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>", 1, "declares entities"),
    ],
)  # fmt: skip
def test_a_page_that_would_take_forever_is_refused(page, line, said):
    start = process_time()
    with pytest.raises(FormatError, match=said) as caught:
        read(page.encode(), "html")
    assert caught.value.line == line
    assert process_time() - start < 5


def test_a_long_attribute_is_none_of_many():
    picture = f'<img src="data:image/png;base64,{"A" * 300_000}" title="{"a b " * 30_000}"><p>Text.'
    assert read(picture.encode(), "html").text == "Text."


def test_elements_may_be_nested_as_deep_as_pages_are():
    assert read(("<div>" * 1_000 + "deep" + "</div>" * 1_000 + "<p>after").encode(), "html").text == "deep\nafter"


def test_what_a_browser_repairs_is_read():
    assert (
        read(b"<p>One <b>two <i>three</b> four</i></p></div>five<td>six", "html").text
        == "One two three four\nfive\nsix"
    )


def test_characters_that_xml_does_not_allow_are_replaced():
    assert read("<p>a\x00b\x01c\ufffe".encode(), "html").text == "a\ufffdb\ufffdc\ufffd"
