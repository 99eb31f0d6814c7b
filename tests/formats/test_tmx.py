"""TMX as a translation memory: pairs of two languages, whatever the tool that wrote it."""

from io import BytesIO

import pytest

from align.errors import FormatError
from align.formats.tmx import read as tmx

SAMPLE = (
    '<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">'
    '<header srclang="zh"/><body><tu><tuv {lang}="ZH"><seg>我们<ph x="1">X</ph>不缺钱。</seg></tuv>'
    '<tuv {lang}="EN-us"><seg>We do <hi>not</hi> lack money.</seg></tuv></tu></body></tmx>'
)
EXPECTED = [("我们不缺钱。", "We do not lack money.")]


@pytest.mark.parametrize("lang", ["xml:lang", "lang"])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_pairs_of_two_languages(lang, encoding):
    data = SAMPLE.format(lang=lang, encoding=encoding).encode(encoding)
    assert list(tmx.pairs(BytesIO(data), "zh-Hans", "en")) == EXPECTED
    assert list(tmx.pairs(BytesIO(data), "en", "zh")) == [pair[::-1] for pair in EXPECTED]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"<html/>",
        SAMPLE.format(lang="lang", encoding="UTF-8").encode()[:200],
        b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body><tu><tuv lang="en"><seg>&a;</seg></tuv></tu></body></tmx>',
    ],
)
def test_what_is_no_tmx_is_refused(data):
    with pytest.raises(FormatError):
        list(tmx.pairs(BytesIO(data), "zh", "en"))
