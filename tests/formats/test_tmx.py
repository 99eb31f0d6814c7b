"""TMX: pairs of two languages, whatever the tool that wrote it, and what other tools make of ours."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings

from align.errors import FormatError
from align.formats.declarations import held
from align.formats.tmx import read as tmx
from align.model import Code, Unit
from tests.formats.books import bitext_of, read, saving, written
from tests.formats.clients import complaints, needs_omegat, needs_xmllint, translated
from tests.strategies import coded_bitexts

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


def memory(*units: str, header: str = 'srclang="en"') -> bytes:
    return f'<tmx version="1.4"><header {header}/><body>{"".join(units)}</body></tmx>'.encode()


def unit(source: str, target: str, inside: str = "", attributes: str = "") -> str:
    return (
        f'<tu {attributes}>{inside}<tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="fr"><seg>{target}</seg></tuv></tu>'
    )


CODED = [
    ('a<ph x="1">&lt;br/></ph>b', "ab", (Code(1, "alone", "1", "<br/>"),)),
    ("a<ph/>", "a", (Code(1, "alone"),)),
    ("a<ut>{f1}</ut>b", "ab", (Code(1, "alone", "", "{f1}"),)),
    (
        '<bpt i="7" x="1" type="bold">&lt;b></bpt>a<ept i="7">&lt;/b></ept>',
        "a",
        (Code(0, "open", "1", "<b>", "bold"), Code(1, "close", "1", "</b>")),
    ),
    ('<bpt i="7">B</bpt>a<ept i="7"/>', "a", (Code(0, "open", "7", "B"), Code(1, "close", "7"))),
    ('a<it pos="begin" x="2">B</it>b', "ab", (Code(1, "open", "2", "B"),)),
    ('a<it pos="End" x="2">B</it>b', "ab", (Code(1, "close", "2", "B"),)),
    ('a <hi type="x-em">b</hi> c', "a b c", (Code(2, "open", "hi1", "", "x-em"), Code(3, "close", "hi1"))),
    (
        "<hi>a<hi>b</hi></hi>",
        "ab",
        (Code(0, "open", "hi1"), Code(1, "open", "hi2"), Code(2, "close", "hi2"), Code(2, "close", "hi1")),
    ),
    ('a<ph>&lt;a title="<sub>Home</sub>"></ph>b', "ab", (Code(1, "alone", "", '<a title="Home">'),)),
    ("a<!-- b --><?c d?>e", "ae", ()),
    ("a<![CDATA[<b>]]>", "a<b>", ()),
]


@pytest.mark.parametrize(("segment", "text", "codes"), CODED, ids=[case[0] for case in CODED])
def test_inline_codes_stand_beside_the_text(segment, text, codes):
    found = tmx.read(BytesIO(memory(unit(segment, "x")))).units[0]
    assert (found.source, found.source_codes) == (text, codes)


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-CN", "zh_CN", "ZH-cn"])
@pytest.mark.parametrize("wanted", ["zh", "zh-Hans", "zh-CN", "zh_CN"])
def test_every_way_to_write_a_language_means_it(tag, wanted):
    data = SAMPLE.format(lang="xml:lang", encoding="UTF-8").replace('"ZH"', f'"{tag}"').encode()
    assert list(tmx.pairs(BytesIO(data), wanted, "en")) == EXPECTED


def test_of_two_varieties_that_of_the_very_tag_is_taken():
    data = memory(
        '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh-TW"><seg>b</seg></tuv>'
        '<tuv xml:lang="zh-CN"><seg>c</seg></tuv></tu>'
    )
    assert list(tmx.pairs(BytesIO(data), "en", "zh-CN")) == [("a", "c")]
    assert list(tmx.pairs(BytesIO(data), "zh-TW", "zh-CN")) == [("b", "c")]
    assert tmx.read(BytesIO(data), ("zh-CN", "en")).units[0].source == "c"


def test_a_language_that_is_not_in_the_file_is_an_error_that_names_those_that_are():
    with pytest.raises(FormatError, match="nothing in de; its languages are en, fr"):
        tmx.read(BytesIO(memory(unit("a", "b"))), ("de", None))


def test_ids_and_notes_of_others_are_kept_and_an_id_that_stands_twice_is_given_once():
    rows = [unit("a", "b", "<note>One.</note><note>Two.</note>", 'tuid="x"'), unit("c", "d", "", 'tuid="x"')]
    found = tmx.read(BytesIO(memory(*rows, unit("e", "f")))).units
    assert [each.id for each in found] == ["x", "x-2", "u0003"]
    assert found[0].note == "One.\nTwo."


def test_a_variant_without_a_language_is_an_error_that_names_the_line():
    data = b'<tmx version="1.4">\n<header srclang="en"/>\n<body><tu>\n<tuv><seg>a</seg></tuv></tu></body></tmx>'
    with pytest.raises(FormatError, match="lacks its xml:lang") as caught:
        tmx.read(BytesIO(data))
    assert caught.value.line == 4


@pytest.mark.parametrize(
    "prop", ['score">high', 'score">7', 'status">done', 'block">x', 'id">{', 'id">' + "[" * 9000, 'kind">poem']
)
def test_a_property_of_ours_that_is_broken_is_named_by_line(prop):
    data = memory("\n", unit("a", "b", f'<prop type="x-align:{prop}</prop>'))
    with pytest.raises(FormatError) as caught:
        tmx.read(BytesIO(data))
    assert caught.value.line == 2


WRITTEN = bitext_of(
    Unit("a & b\n", "Nous avons gagné. ", " We won.", "original", "final", "S", "P", "N\r\n", "C", 0.5, "note", 1, 2),
    Unit("plain", "Ils ont perdu <b>tout</b>.", "They lost <b>all</b>.", "original"),
    Unit("no target", "", "They lost."),
    Unit("no source", "Il pleuvait."),
    Unit("blank", " \n", "x"),
    Unit("coded", "Il pleut.", "It rains.", "original", source_codes=(Code(0, "open", "hi1"), Code(2, "close", "hi1"))),
)  # fmt: skip


def test_what_is_written_is_what_other_tools_take():
    text = written(WRITTEN, "tmx").decode()
    assert "<hi" not in text
    assert "<seg></seg>" not in text
    assert "<seg/>" not in text
    assert text.count("<tu ") == 3
    assert "<seg>We won.</seg>" in text
    assert "&lt;b&gt;all&lt;/b&gt;" in text
    assert '<bpt i="1" x="1"></bpt>It<ept i="1"></ept> rains.' in text
    assert saving(WRITTEN, "tmx") == ["3 units without both a source and a target cannot be held and are left out"]


@needs_xmllint
@given(bitext=coded_bitexts())
@settings(max_examples=25, deadline=None)
def test_what_is_written_is_valid_by_the_published_dtd(shared, tmp_path_factory, bitext):
    dtd = shared / "eval" / "schemas" / "tmx" / "tmx14.dtd"
    folder = tmp_path_factory.mktemp("dtd")
    for each in (bitext, WRITTEN):
        assert complaints("--dtdvalid", dtd, data=written(each, "tmx"), folder=folder) == ""


@needs_omegat
def test_omegat_finds_what_was_written(tmp_path):
    units = (
        *WRITTEN.units[:2],
        Unit("c", "Il pleut.", "It rains.", "original", target_codes=(Code(3, "alone", "1", "<br/>"),)),
    )
    data = written(replace(WRITTEN, units=units, source_lang="en", target_lang="fr"), "tmx")
    text = translated(tmp_path, "a.txt", b"We won.\n\nThey lost <b>all</b>.\n\nIt rains.\n", data)
    assert text.decode() == "Nous avons gagné.\n\nIls ont perdu <b>tout</b>.\n\nIl pleut.\n"


def test_the_samples_of_other_tools_are_read_and_come_back(shared):
    files = sorted((shared / "eval" / "formats" / "tmx").rglob("*.tmx"))
    assert files
    for path in files:
        bitext = tmx.read(BytesIO(path.read_bytes()))
        assert read(written(bitext, "tmx"), "tmx").units == held(bitext, "tmx").units, path.name
