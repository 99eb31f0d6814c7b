"""Bitexts of several files: Moses pairs and InterText."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings

from align.errors import AlignError, ArgumentError, FormatError
from align.formats import ALIGNMENT_READERS, ALIGNMENT_WRITERS, PART_OUTPUTS, PART_READERS, PART_WRITERS, PARTS, load
from align.formats.declarations import held, losses
from align.formats.intertext import outputs as intertext_outputs
from align.formats.intertext import read, read_beads
from align.formats.moses import outputs, parts
from align.model import Alignment, Bead, Bitext, Sheet, Unit
from align.text.joints import joined
from tests.formats.books import bitext_of, example
from tests.formats.hostile import HOSTILE
from tests.strategies import bitexts

NAMES = sorted(PART_WRITERS)
HEAD = "<linkGrp toDoc='x.en.xml' fromDoc='x.zh.xml'>"


def through(bitext: Bitext, name: str) -> tuple[Bitext, list[str]]:
    """A bitext written into files and read again, and what was told."""
    names = load(PART_OUTPUTS, name)("x.xml" if name == "intertext" else "x", bitext.source_lang, bitext.target_lang)
    streams = [io.BytesIO() for _ in names]
    notes = load(PART_WRITERS, name)(Sheet(bitext, ()), streams, names)
    files = dict(zip(names, (stream.getvalue() for stream in streams), strict=True))
    first = names[0]
    chosen, langs = load(PARTS, name)(first, files[first], list(files), (None, None))
    return load(PART_READERS, name)([io.BytesIO(files[each]) for each in chosen], langs), notes


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=80, deadline=None)
@given(bitext=bitexts())
def test_what_was_written_is_read(name, bitext):
    found, notes = through(bitext, name)
    assert found == held(bitext, name)
    assert notes == losses(bitext, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_come_back(name, case):
    text = HOSTILE[case]
    bitext = bitext_of(Unit("u1", text, text), Unit("u2", "t", text), Unit("u3", text, "s"))
    assert through(bitext, name)[0] == held(bitext, name)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_lost_is_told(name):
    assert through(example(), name)[1] == losses(example(), name)
    assert "status of 2 units cannot be held" in losses(example(), name)
    assert losses(bitext_of(Unit("u1", "a\nb")), name)[0].startswith("line ends, tabs and white space")


# Moses ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "siblings", "langs", "expected"),
    [
        ("x.zh", ["x.zh", "x.en", "y.de"], (None, None), ("x.zh", "x.en")),
        ("x.zh", ["x.zh", "x.en", "x.de"], (None, "de"), ("x.zh", "x.de")),
        ("x", ["x.zh", "x.en"], ("en", None), ("x.en", "x.zh")),
        ("x", ["x.zh", "x.en"], (None, "zh"), ("x.en", "x.zh")),
        ("x", ["x.zh_CN", "x.en_US"], ("zh-Hans", "en"), ("x.zh_CN", "x.en_US")),
        ("x.tok.zh", ["x.tok.zh", "x.tok.en", "x.en"], (None, None), ("x.tok.zh", "x.tok.en")),
    ],
)
def test_the_two_files_of_a_pair_are_found(name, siblings, langs, expected):
    assert parts(name, None, siblings, langs)[0] == expected


@pytest.mark.parametrize(
    ("name", "siblings", "langs"),
    [
        ("x.zh", ["x.zh"], (None, None)),
        ("x", ["x.zh", "x.en"], (None, None)),
        ("x.zh", ["x.zh", "x.en", "x.de"], (None, None)),
        ("x", ["x.zh", "x.en"], ("de", "fr")),
        ("x.txt", ["x.txt", "x.en"], (None, None)),
    ],
)
def test_a_pair_that_is_none_is_told(name, siblings, langs):
    with pytest.raises(FormatError, match="a Moses pair is two files of one name"):
        parts(name, None, siblings, langs)


@pytest.mark.parametrize("langs", [("zh", "zh"), ("../x", "en"), ("zh", "a/b"), ("zh", "")])
@pytest.mark.parametrize("names", [outputs, intertext_outputs])
def test_languages_that_are_no_part_of_a_name_are_refused(names, langs):
    with pytest.raises(ArgumentError):
        names("x", *langs)


# InterText -----------------------------------------------------------------------------------------------------------


def links(*targets: str, head: str = HEAD) -> io.BytesIO:
    said = "".join(f"<link type='1-1' xtargets='{target}' status='man'/>\n" for target in targets)
    return io.BytesIO(f"<?xml version='1.0' encoding='utf-8'?>\n{head}\n{said}</linkGrp>".encode())


def text(*paragraphs: tuple[str, ...], lang: str = "") -> io.BytesIO:
    said = "".join(
        f"<p id='{p}'>" + "".join(f"\n<s id='{p}:{n}'>{one}</s>" for n, one in enumerate(paragraph, 1)) + "</p>\n"
        for p, paragraph in enumerate(paragraphs, 1)
    )
    return io.BytesIO(f"<text{f' lang={lang!r}' if lang else ''}>{said}</text>".encode())


def test_links_name_targets_before_sources():
    assert read_beads(links("1:1;1:1 1:2", "1:2 1:3;1:3", ";1:4", "1:4;")).beads == (
        Bead((0, 1), (0,)),
        Bead((2,), (1, 2)),
        Bead((3,), ()),
        Bead((), (3,)),
    )


def test_ids_of_paragraphs_are_counted_through():
    assert read_beads(links("1:1;1:1", "2:1;1:2", "2:2 10:1;2:1")).beads == (
        Bead((0,), (0,)),
        Bead((1,), (1,)),
        Bead((2,), (2, 3)),
    )


def test_beads_become_links_and_beads_again():
    alignment = Alignment((Bead((0, 1), (0,)), Bead((2,), ()), Bead((3,), (1,))))
    stream = io.BytesIO()
    assert load(ALIGNMENT_WRITERS, "intertext")(alignment, stream) == []
    assert "<link type='1-2' xtargets='1:1;1:1 1:2' status='man'/>" in stream.getvalue().decode()
    assert load(ALIGNMENT_READERS, "intertext")(io.BytesIO(stream.getvalue())) == alignment


def test_links_with_their_texts_are_units():
    found = read(
        [
            links("1:1 1:2;1:1", "1:3;2:1"),
            text(("我们赢了。",), ("他们输了。", "下雨了。")),
            text(("We", "<hi>won</hi>.\n  Yes.", "They lost."), lang="en"),
        ],
        (None, None),
    )
    assert (found.source_lang, found.target_lang) == ("zh", "en")
    assert [(unit.source, unit.target) for unit in found.units] == [
        ("我们赢了。", "We won. Yes."),
        ("他们输了。", "They lost."),
        ("下雨了。", ""),
    ]


def test_sentences_that_no_link_names_stay_where_they_are():
    found = read([links("1:2;1:2"), text(("一", "二", "三")), text(("One", "Two"))], ("zh", "en"))
    assert [(unit.source, unit.target) for unit in found.units] == [("一", ""), ("", "One"), ("二", "Two"), ("三", "")]


def test_a_lacking_language_names_the_sentence():
    with pytest.raises(FormatError, match="the sentence 1:1 is in; give --source-lang"):
        read([links("1:1;1:1"), text(("Un",)), text(("One",))], (None, None))


@pytest.mark.parametrize(
    ("stream", "said", "line"),
    [
        (links("1:1"), "a link without xtargets", 3),
        (links("1:1;a"), "'a' is no id of a sentence", 3),
        (links("1:1;1:1", f"1:{'9' * 30};1:1"), "is no id of a sentence", 4),
        (io.BytesIO(b"<text/>"), "not InterText: the first element must be linkGrp", 1),
        (io.BytesIO(b"<linkGrp>"), "not XML", 1),
        (io.BytesIO(b""), "not", 1),
        (io.BytesIO(b"<!DOCTYPE linkGrp [<!ENTITY a 'b'>]><linkGrp>&a;</linkGrp>"), "declares entities", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_line(stream, said, line):
    with pytest.raises(FormatError, match=said) as caught:
        read_beads(stream)
    assert caught.value.line == line


def test_a_sentence_that_is_not_there_is_told():
    with pytest.raises(FormatError, match="the target has no sentence 1:7") as caught:
        read([links("1:1;1:1", "1:7;1:2"), text(("一", "二")), text(("One",))], ("zh", "en"))
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [(["一。", "二。"], "一。二。"), (["One.", "Two."], "One. Two."), (["一。", "One."], "一。 One."), ([], "")],
)
def test_sentences_are_put_together_as_their_script_does(sentences, expected):
    assert joined(sentences) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"<a>", b"\x00" * 100], ids=["empty", "half", "xml", "zeros"])
def test_bytes_that_are_none_of_it_are_one_error_or_read(name, data):
    with suppress(AlignError):
        load(PART_READERS, name)([io.BytesIO(data)] * (3 if name == "intertext" else 2), ("zh", "en"))


def test_the_samples_of_other_tools_are_read(shared):
    files = [
        path for path in (shared / "eval" / "formats" / "intertext").rglob("*.xml") if b"linkGrp" in path.read_bytes()
    ]
    assert files
    for path in files:
        beads = read_beads(io.BytesIO(path.read_bytes()))
        assert len(beads.beads) == path.read_bytes().count(b"<link "), path


@pytest.mark.parametrize(
    ("names", "langs"),
    [
        (("t.bo.xml", "t.zh_CN.xml"), ("bo", "zh-CN")),
        (("t.bo.xml", "t.cn.xml"), ("bo", None)),  # no language: the text will tell
        (("old.xml", "t.new.xml"), (None, None)),
    ],
)
def test_the_names_of_the_texts_tell_their_languages(names, langs):
    links = f"<linkGrp toDoc='{names[1]}' fromDoc='{names[0]}'></linkGrp>".encode()
    assert load(PARTS, "intertext")("t.xml", links, names, (None, None)) == (("t.xml", *names), langs)
    assert load(PARTS, "intertext")("t.xml", links, names, ("de", "fr"))[1] == ("de", "fr")
