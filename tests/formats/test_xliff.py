"""XLIFF: what is read of other tools' files, what is refused and why, and what other tools make of ours."""

import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings

from align.errors import AlignError, FormatError
from align.formats.xliff.read import notices
from align.formats.xliff.read import read as read_any
from align.model import Bitext, Code, Unit
from tests.formats.books import bitext_of, written
from tests.formats.clients import complaints, needs_jing, needs_omegat, needs_xmllint, translated
from tests.strategies import coded_bitexts

BOTH = pytest.mark.parametrize("name", ["xliff12", "xliff2"])


def old(units: str, attributes: str = 'source-language="en" target-language="fr"') -> bytes:
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="a" datatype="x" {attributes}>'
        f"<body>{units}</body></file></xliff>"
    ).encode()


def new(inside: str, attributes: str = 'srcLang="en" trgLang="fr"', version: str = "2.0") -> bytes:
    space = "2.2" if version == "2.2" else "2.0"
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:{space}" version="{version}" {attributes}>\n'
        f"{inside}\n</xliff>"
    ).encode()


def unit(segments: str, before: str = "") -> bytes:
    return new(f'<file id="f1">\n<unit id="u1">{before}\n{segments}\n</unit></file>')


def segment(source: str, target: str = "", attributes: str = "") -> str:
    return f"<segment {attributes}><source>{source}</source>{f'<target>{target}</target>' if target else ''}</segment>"


def read(data: bytes) -> Bitext:
    return read_any(BytesIO(data))


# Reading -------------------------------------------------------------------------------------------------------------


def test_segments_of_version_2_are_units_with_states_and_notes():
    notes = '<notes><note>For you.</note><note category="comment">Done.</note></notes>'
    found = read(
        unit(
            segment("One.", "Un.", 'id="s1" state="final"')
            + "<ignorable><source> </source></ignorable>"
            + segment("Two."),
            notes,
        )
    )
    assert (found.source_lang, found.target_lang) == ("en", "fr")
    one, two = found.units
    assert (one.id, one.source, one.target, one.status, one.note, one.comment) == (
        *("u1/s1", "One.", "Un.", "final", "For you.", "Done."),
    )
    assert (two.id, two.source, two.target, two.status, two.note) == ("u1/2", "Two.", "", "initial", "")


def test_segments_of_version_1_are_units_with_states_and_notes():
    found = read(
        old(
            '<trans-unit id="a"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="1">One.</mrk> '
            '<mrk mtype="seg" mid="2">Two.</mrk></seg-source>'
            '<target state="signed-off"><mrk mtype="seg" mid="1">Un.</mrk>'
            '</target><note>N</note></trans-unit><trans-unit id="b" approved="yes"><source>x</source><target>y</target>'
            '<note from="translator">C</note></trans-unit><trans-unit id="b"><source>z</source><target/></trans-unit>'
            '<trans-unit id="c" translate="no"><source><x id="1"/></source></trans-unit>'
        )
    ).units
    assert [(u.id, u.source, u.target, u.status, u.note, u.comment) for u in found] == [
        ("a/1", "One.", "Un.", "reviewed", "N", ""),
        ("a/2", "Two.", "", "initial", "", ""),
        ("b", "x", "y", "final", "", "C"),
        ("b-2", "z", "", "initial", "", ""),
    ]


def test_segments_of_sdlxliff_have_states_of_their_own():
    marks = "".join(f'<mrk mtype="seg" mid="{number}">Text.</mrk>' for number in (1, 2, 3))
    found = read(
        old(
            f'<trans-unit id="a"><source>x</source><seg-source>{marks}</seg-source>'
            f'<target state="signed-off">{marks}</target>'
            '<sdl:seg-defs xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><sdl:seg id="1" conf="Draft"/>'
            '<sdl:seg id="2" conf="ApprovedSignOff"/><sdl:seg id="3" conf="Unheard"/></sdl:seg-defs></trans-unit>'
        )
    ).units
    assert [u.status for u in found] == ["initial", "final", "reviewed"]


CODES_1 = [
    ('a<g id="1" ctype="bold">b</g>', "ab", (Code(1, "open", "1", "", "bold"), Code(2, "close", "1"))),
    (
        '<bpt id="1" rid="7">&lt;b></bpt>a<ept id="2" rid="7">&lt;/b></ept>',
        "a",
        (Code(0, "open", "1", "<b>"), Code(1, "close", "1", "</b>")),
    ),
    ('<bx id="1"/>a<ex id="1"/>', "a", (Code(0, "open", "1"), Code(1, "close", "1"))),
    ('<it id="1" pos="open">&lt;b></it>a', "a", (Code(0, "open", "1", "<b>"),)),
    ('a<x id="1" equiv-text="{0}"/>b', "ab", (Code(1, "alone", "1", "{0}"),)),
    ('a<ph id="1" ctype="x-tab">&lt;a t="<sub>T</sub>"></ph>', "a", (Code(1, "alone", "1", '<a t="T">', "tab"),)),
    ('a <mrk mtype="term">b</mrk>', "a b", ()),
]
CODES_2 = [
    (
        'a<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">b</pc>',
        "ab",
        (Code(1, "open", "1", "<b>", "bold"), Code(2, "close", "1", "</b>")),
    ),
    (
        '<sc id="1" dataRef="d1"/>a<ec startRef="1" dataRef="d2"/>',
        "a",
        (Code(0, "open", "1", "<b>"), Code(1, "close", "1", "</b>")),
    ),
    ('a<ec id="1" isolated="yes"/>', "a", (Code(1, "close", "1"),)),
    ('a<ph id="1" type="image"/>', "a", (Code(1, "alone", "1", "", "image"),)),
    ('a<cp hex="0001"/><mrk id="m" type="term">b</mrk>', "a\x01b", ()),
]


@pytest.mark.parametrize(("content", "text", "codes"), CODES_1, ids=[case[0] for case in CODES_1])
def test_codes_of_version_1_stand_beside_the_text(content, text, codes):
    found = read(old(f'<trans-unit id="a"><source>{content}</source></trans-unit>')).units[0]
    assert (found.source, found.source_codes) == (text, codes)


@pytest.mark.parametrize(("content", "text", "codes"), CODES_2, ids=[case[0] for case in CODES_2])
def test_codes_of_version_2_stand_beside_the_text(content, text, codes):
    data = '<originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>'
    found = read(unit(segment(content), data)).units[0]
    assert (found.source, found.source_codes) == (text, codes)


def test_a_lacking_source_language_is_an_error_that_names_the_unit():
    data = old('<trans-unit id="u7"><source>a</source></trans-unit>', "")
    with pytest.raises(FormatError, match="unit u7 has no source language; give --source-lang"):
        read(data)
    assert read_any(BytesIO(data), ("en", "fr")).target_lang == "fr"


def test_of_version_2_2_people_are_told():
    data = new(f'<file id="f"><unit id="u">{segment("a")}</unit></file>', version="2.2")
    assert read(data).units[0].source == "a"
    assert "XLIFF 2.2" in notices(BytesIO(data))[0]
    assert notices(BytesIO(unit(segment("a")))) == []


# What version 2 does not allow ---------------------------------------------------------------------------------------

NO_MOVE = 'canCopy="no" canDelete="no"'
PAIRS = {
    "hex": ('<cp hex="0002"/>', '<cp hex="0041"/>', "character is wanted that XML cannot hold"),
    "two ids": ('<ph id="1"/><ph id="2"/>', '<ph id="1"/><ph id="1"/>', "id '1' stands twice"),
    "end code": ('<sc id="1"/><ec startRef="1"/>', '<ec startRef="1"/><sc id="1"/>', "no start code before it"),
    "lone start": ('<sc id="1" isolated="yes"/>', '<sc id="1"/>', "no end code behind it"),
    "isolated": ('<ec id="1" isolated="yes"/>', '<ec id="1"/>', "id if it is isolated, else a startRef"),
    "dir": ('<ec id="1" isolated="yes" dir="ltr"/>', '<sc id="1"/><ec startRef="1" dir="ltr"/>', "has no dir"),
    "hints": (
        '<sc id="1" canCopy="no"/><ec startRef="1" canCopy="no"/>',
        '<sc id="1" canCopy="no"/><ec startRef="1"/>',
        "canCopy of the end code of '1' differs",
    ),
    "marker": ('<sm id="1" type="a:b"/><em startRef="1"/>', '<sm id="1" type="a:b"/>', "no end marker"),
    "data": ('<ph id="1" dataRef="d1"/>', '<ph id="1" dataRef="d9"/>', "names no data of its unit"),
    "both data": (
        '<pc id="1" dataRefStart="d1" dataRefEnd="d1">a</pc>',
        '<pc id="1" dataRefStart="d1">a</pc>',
        "both dataRefStart and dataRefEnd",
    ),
    "subtype": (
        '<ph id="1" type="fmt" subType="xlf:lb"/>',
        '<ph id="1" type="ui" subType="xlf:lb"/>',
        "does not go with",
    ),
    "no type": ('<ph id="1" type="ui" subType="a:b"/>', '<ph id="1" subType="a:b"/>', "needs a type"),
    "copy": ('<ph id="1"/><ph id="2" copyOf="1"/>', '<ph id="1"/><ph id="2" copyOf="3"/>', "names no code"),
    "copied data": (
        '<ph id="1"/><ph id="2" copyOf="1"/>',
        '<ph id="1" dataRef="d1"/><ph id="2" copyOf="1"/>',
        "has data",
    ),
    "reorder": (
        f'<ph id="1" canReorder="firstNo" {NO_MOVE}/>',
        '<ph id="1" canReorder="firstNo"/>',
        "canDelete to be no",
    ),
    "sequence": (
        f'<ph id="1" canReorder="firstNo" {NO_MOVE}/><ph id="2" canReorder="no" {NO_MOVE}/>',
        f'<ph id="1"/><ph id="2" canReorder="no" {NO_MOVE}/>',
        "no code with canReorder firstNo",
    ),
    "comment": ('<mrk id="1" type="comment" value="x">a</mrk>', '<mrk id="1" type="comment">a</mrk>', "value or a ref"),
    "note": (
        '<mrk id="1" type="comment" ref="#n=n1">a</mrk>',
        '<mrk id="1" type="comment" ref="#n=n2">a</mrk>',
        "no note",
    ),
    "far note": (
        '<mrk id="1" type="comment" ref="#/f=f1/u=u1/n=n1">a</mrk>',
        '<mrk id="1" type="comment" ref="#f=f2/u=u1/n=n1">a</mrk>',
        "no note",
    ),
    "fragment": (
        '<mrk id="1" type="a:b" ref="#f=f1/u=u1">a</mrk>',
        '<mrk id="1" type="a:b" ref="#u=u1/f=f1">a</mrk>',
        "no fragment",
    ),
    "subflow": ('<ph id="1" subFlows="u1"/>', '<ph id="1" subFlows="u9"/>', "names no unit"),
    "value": ('<ph id="1" canCopy="no"/>', '<ph id="1" canCopy="maybe"/>', "yes or no is wanted"),
    "element": ("<ph id='1'/>", "<b>a</b>", "may not hold the element b"),
    "attribute": (
        '<mrk id="1" type="a:b" xmlns:m="m" m:x="1">a</mrk>',
        '<ph id="1" xmlns:m="m" m:x="1"/>',
        "attribute x of another",
    ),
    "style": (
        '<ec id="1" isolated="yes" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" fs:fs="b"/>',
        '<sc id="1"/><ec startRef="1" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" fs:fs="b"/>',
        "attribute fs of another",
    ),
}
BEFORE = '<notes><note id="n1">n</note></notes><originalData><data id="d1">d</data></originalData>'


@pytest.mark.parametrize("case", PAIRS)
def test_an_inline_element_that_is_not_allowed_is_named_with_its_line(case):
    good, bad, said = PAIRS[case]
    assert len(read(unit(segment(f"\n{good}"), BEFORE)).units) == 1
    with pytest.raises(FormatError, match=said) as caught:
        read(unit(segment(f"\n{bad}"), BEFORE))
    assert caught.value.line == 5


DOCUMENTS = {
    "no target language": (
        new(f'<file id="f"><unit id="u">{segment("a", "b")}</unit></file>', 'srcLang="en"'),
        "no trgLang",
    ),
    "no source language": (new(f'<file id="f"><unit id="u">{segment("a")}</unit></file>', ""), "lacks its srcLang"),
    "no tag": (
        new(f'<file id="f"><unit id="u">{segment("a")}</unit></file>', 'srcLang="e n"'),
        "a language tag is wanted",
    ),
    "other language": (unit('<segment><source xml:lang="de">a</source></segment>'), "language of a source is de"),
    "state": (unit(segment("a", attributes='state="final"')), "whose state is final needs a target"),
    "no segment": (unit("<ignorable><source>a</source></ignorable>"), "unit lacks its segment"),
    "no source": (unit("<segment/>"), "segment lacks its source"),
    "two sources": (unit("<segment><source>a</source><source>b</source></segment>"), "one source only"),
    "target first": (unit("<segment><target>a</target><source>b</source></segment>"), "stands too late"),
    "notes late": (unit(segment("a") + "<notes><note>n</note></notes>"), "notes stands too late in unit"),
    "text": (unit(segment("a") + "text"), "text stands in unit"),
    "id": (new(f'<file id="f"><unit id="/u">{segment("a")}</unit></file>'), "id of unit is '/u'"),
    "two units": (
        new(f'<file id="f"><unit id="u">{segment("a")}</unit><unit id="u">{segment("a")}</unit></file>'),
        "stands twice",
    ),
    "two files": (new(f'<file id="f"><unit id="u">{segment("a")}</unit></file>' * 2), "id 'f' of a file stands twice"),
    "skeleton": (
        new(f'<file id="f"><skeleton/><unit id="u">{segment("a")}</unit></file>'),
        "either an href or content",
    ),
    "order": (unit(segment("a", "b").replace("<target>", '<target order="2">')), "beyond the number of segments"),
    "two orders": (
        unit(segment("a", "b") + segment("c", "d").replace("<target>", '<target order="1">')),
        "two targets have the order 1",
    ),
    "deleted": (unit(segment('<ph id="1" canDelete="no"/>', "b")), "may not be deleted"),
    "moved": (
        unit(
            segment(
                f'<ph id="1" canReorder="firstNo" {NO_MOVE}/><ph id="2" canReorder="no" {NO_MOVE}/>',
                f'<ph id="2" canReorder="firstNo" {NO_MOVE}/><ph id="1" canReorder="no" {NO_MOVE}/>',
            )
        ),
        "stands elsewhere in the target",
    ),
    "other code": (unit(segment('<ph id="1"/>', '<sc id="1" isolated="yes"/>')), "belongs to something else"),
    "extension": (new('<m:x xmlns:m="m"/>'), "xliff may not hold the element x of another name space"),
    "extension ids": (
        unit(segment("a"), '<m:x xmlns:m="m" id="1"/><m:x xmlns:m="m" id="1"/>'),
        "extension stands twice",
    ),
    "version": (new("<file/>", version="2.7"), "does not go with the name space"),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_document_that_is_not_allowed_is_refused_with_the_reason(case):
    data, said = DOCUMENTS[case]
    with pytest.raises(FormatError, match=said) as caught:
        read(data)
    assert caught.value.line


def refused(folder):
    files = sorted(folder.glob("*.xlf"))
    assert files
    found = {}
    for path in files:
        try:
            read(path.read_bytes())
        except FormatError as error:
            found[path.name] = str(error)
    return files, found


def test_every_invalid_core_file_of_the_published_suite_is_refused(shared):
    files, found = refused(shared / "eval" / "formats" / "xliff2" / "oasis-2.1" / "core-invalid")
    assert [path.name for path in files if path.name not in found] == []


@pytest.mark.parametrize(
    "folder",
    ["oasis-2.1/core-valid", "oasis-2.1/core-in-out", "oasis-2.1/modules-valid", "oasis-2.2", "okapi", "omegat"],
)
def test_every_valid_file_of_version_2_is_read(shared, folder):
    assert refused(shared / "eval" / "formats" / "xliff2" / folder)[1] == {}


def test_the_samples_of_version_1_are_read_and_come_back(shared):
    files = sorted(path for path in (shared / "eval" / "formats" / "xliff12").rglob("*") if path.is_file())
    assert files
    for path in files:
        if path.name == "invalid_xml_entity.xlf":  # is no XML
            with pytest.raises(FormatError, match="not XML"):
                read(path.read_bytes())
            continue
        bitext = read(path.read_bytes())
        again = read(written(bitext, "xliff12"))
        assert [(u.id, u.source, u.target) for u in again.units] == [(u.id, u.source, u.target) for u in bitext.units]


# Writing -------------------------------------------------------------------------------------------------------------


def example() -> Bitext:
    bold = (Code(0, "open", "1", "<b>", "bold"), Code(2, "close", "1", "</b>"))
    return bitext_of(
        Unit(
            "u1",
            "Nous avons gagné.",
            "We <won> & left.",
            "original",
            "final",
            "S",
            "P",
            "N",
            "C\r\n",
            0.5,
            "note",
            1,
            2,
        ),
        Unit("no target", "", "They lost.", "original", "initial"),
        Unit("no source", "Il pleuvait."),
        Unit("empty", "", status="reviewed"),
        Unit(
            "coded",
            "Il pleut fort.",
            "It rains hard.",
            "original",
            source_codes=(*bold, Code(8, "alone", "2", "<br/>", "lb")),
            target_codes=(*bold, Code(8, "alone", "2", "<br/>", "lb"), Code(9, "close", "3", "</i>")),
        ),
    )


@BOTH
def test_codes_and_fields_come_back(name):
    assert read(written(example(), name)) == example()


@BOTH
def test_an_unfilled_target_is_not_written(name):
    text = written(example(), name).decode()
    assert text.count("<target") == 3
    assert "<target/>" not in text
    assert "<target></target>" not in text


def schema_complaints(name, data, shared, folder):
    schemas = shared / "eval" / "schemas"
    if name == "xliff12":
        return complaints("--schema", schemas / "xliff12" / "xliff-core-1.2-strict.xsd", data=data, folder=folder)
    return complaints("--schema", schemas / "xliff21" / "xliff_core_2.0.xsd", data=data, folder=folder)


@needs_xmllint
@BOTH
@given(bitext=coded_bitexts())
@settings(max_examples=20, deadline=None)
def test_what_is_written_is_valid_by_the_published_schema(shared, tmp_path_factory, name, bitext):
    folder = tmp_path_factory.mktemp("xsd")
    for each in (bitext, example()):
        assert schema_complaints(name, written(each, name), shared, folder) == ""


@needs_jing
def test_version_2_is_valid_by_all_published_rules(shared, tmp_path):
    path = tmp_path / "x.xlf"
    path.write_bytes(written(example(), "xliff2"))
    rules = shared / "eval" / "schemas" / "xliff21" / "xliff_2_advanced_validation.nvdl"
    done = subprocess.run(["jing", str(rules), str(path)], capture_output=True, text=True, timeout=240, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@needs_omegat
def test_omegat_translates_our_targets_and_keeps_what_it_does_not_know(tmp_path):
    """OmegaT's own filter for XLIFF translates what stands in a target: here the source, and a translation."""
    copied = Unit("u1", "We won.", "We won.", "original", "initial", note="N", section="S")
    units = (copied, Unit("u2", "", "They left.", "original", "initial"), *example().units[4:])
    bitext = replace(bitext_of(*units), source_lang="en", target_lang="fr")
    memory = replace(bitext, units=(replace(copied, target="Nous avons gagné."),))
    data = translated(tmp_path, "a.xlf", written(bitext, "xliff12"), written(memory, "tmx"))
    assert read(data).units == (replace(copied, target="Nous avons gagné."), *units[1:])


ATTACKS = {
    "billion laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xliff version="1.2">&b;</xliff>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="1.2">&a;</xliff>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;]><xliff version="1.2"/>',
    "deep": "<xliff>" + "<g>" * 100_000,
    "torn": '<xliff version="1.2"><file',
    "other root": "<tmx/>",
    "other version": '<xliff version="3.0"/>',
    "undefined entity": '<xliff><file source-language="en"><trans-unit><source>&a;</source></trans-unit></file>'
    "</xliff>",
    "undefined entity in a note": '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff><file source-language="en"><body>'
    '<trans-unit id="1"><source>a</source><note>a &a; b</note></trans-unit></body></file></xliff>',
    "undefined entity in version 2": '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff version="2.0" srcLang="en" '
    'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="u"><segment><source>&a;</source></segment>'
    "</unit></file></xliff>",
}


@pytest.mark.parametrize("case", [case for case in ATTACKS if case.startswith("undefined")])
def test_an_undefined_entity_is_named_wherever_it_stands(case):
    with pytest.raises(FormatError, match=r"(?i)entity ('a'|&a;) (is )?not defined"):
        read(ATTACKS[case].encode())


@pytest.mark.parametrize("case", ATTACKS)
def test_hostile_files_are_refused_with_a_line(case):
    with pytest.raises(AlignError) as caught:
        read(ATTACKS[case].encode())
    assert caught.value.line
