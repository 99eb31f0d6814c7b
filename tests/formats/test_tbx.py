"""TBX: what is written is valid and comes back; what others write is read, in both versions and both styles."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align.errors import AlignError, ArgumentError, FormatError
from align.formats.tbx.categories import concept_of, id_of
from align.formats.tbx.read import left_out, read, read_terms
from align.formats.tbx.write import write, write_martif
from align.model import CASES, TERM_STATUSES, TERM_TYPES, Term, Termbase
from tests.conftest import SHARED
from tests.formats.clients import needs_jing, needs_xmllint
from tests.formats.hostile import HOSTILE
from tests.strategies import nasty_text

WRITERS = {"3": write, "2": write_martif}
SCHEMAS = SHARED / "eval" / "schemas"
SAMPLES = sorted((SHARED / "eval" / "formats" / "tbx").rglob("*.tbx"))
every_version = pytest.mark.parametrize("version", WRITERS)
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not here (../shared)")

V3 = """\
<?xml version="1.0" encoding="{encoding}"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc>
<p>By hand</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="{id}">
  {entry}
</conceptEntry></body></text></tbx>
"""


def v3(entry: str, name: str = "c1", encoding: str = "UTF-8") -> bytes:
    return V3.format(entry=entry, id=name, encoding=encoding).encode(encoding)


def lang(body: str, tag: str = "en") -> str:
    return f'<langSec xml:lang="{tag}">{body}</langSec>'


def written(termbase: Termbase, version: str) -> tuple[bytes, list[str]]:
    stream = BytesIO()
    told = WRITERS[version](termbase, stream)
    return stream.getvalue(), told


def terms_of(data: bytes) -> list[Term]:
    return [term for terms in read(data) for term in terms]


# What is written comes back.


def stripped(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts.map(str.strip)


hostile = stripped(st.one_of(nasty_text, st.sampled_from(["status: forbidden", "case: keep", "note: x", "type: name"])))


@st.composite
def termbases(draw: st.DrawFn, texts: st.SearchStrategy[str] = hostile) -> Termbase:
    terms = st.builds(
        Term,
        texts.filter(bool),
        st.sampled_from(["en", "zh", "pt-BR", "zh-Hant"]),
        texts.filter(bool),
        st.sampled_from(TERM_STATUSES),
        st.one_of(texts, st.sampled_from(["noun", "proper noun", "properNoun", "other", "verb"])),
        st.sampled_from(TERM_TYPES),
        st.sampled_from(CASES),
        definition=texts,
        note=texts,
        source=texts,
    )
    rows = draw(st.lists(terms, min_size=1, max_size=6, unique_by=lambda t: (t.concept, t.lang, t.text)))
    if draw(st.booleans()):
        rows = [Term("same", *(getattr(t, n) for n in Term.__dataclass_fields__ if n != "concept")) for t in rows]
        rows = list({(t.lang, t.text): t for t in rows}.values())
    return Termbase.from_terms(rows)


clean = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")) | st.just("_"), max_size=12)


def by_language(termbase: Termbase) -> list[Term]:
    """The terms as TBX orders them: those of one language together."""
    found = []
    for concept in termbase.concepts:
        langs = list(dict.fromkeys(term.lang for term in concept.terms))
        found += sorted(concept.terms, key=lambda term: langs.index(term.lang))
    return found


@every_version
@settings(max_examples=150, deadline=None)
@given(termbase=termbases(stripped(clean)))
def test_what_was_written_is_read(version, termbase):
    data, told = written(termbase, version)
    assert terms_of(data) == by_language(termbase)
    assert told == []
    assert left_out(data) == []


def held(text: str) -> str:
    """A text as XML can hold it."""
    kept = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in text
    )
    return " ".join(filter(None, kept.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" "))).strip()


@every_version
@settings(max_examples=100, deadline=None)
@given(termbase=termbases())
def test_what_cannot_be_held_is_told(version, termbase):
    data, told = written(termbase, version)
    found = terms_of(data)
    assert [(t.concept, t.lang, t.status, t.type, t.case) for t in found] == [
        (t.concept, t.lang, t.status, t.type, t.case) for t in by_language(termbase)
    ]
    texts = ("text", "definition", "note", "source")
    assert [[getattr(t, n) for n in texts] for t in found] == [
        [held(getattr(t, n)) for n in texts] for t in by_language(termbase)
    ]
    changed = {
        (t.concept, t.lang, t.text)
        for t in termbase.terms
        for n in (*texts, "pos")
        if held(getattr(t, n)) != getattr(t, n)
    }
    assert bool(told) == bool(changed)
    for concept, tag, text in changed:
        assert any(note.startswith(f'{concept}, {tag}, "{text}"') for note in told)


@every_version
@pytest.mark.parametrize("case", [case for case in HOSTILE if HOSTILE[case].strip()])
def test_hostile_text_comes_back_or_is_told(version, case):
    text = HOSTILE[case].strip()
    termbase = Termbase.from_terms([Term(text, "en", text, definition=text, note=text, source=text)])
    data, told = written(termbase, version)
    (term,) = terms_of(data)
    assert term.concept == text
    assert {term.text, term.definition, term.note, term.source} == {held(text)}
    assert bool(told) == (held(text) != text)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(["_", "x", "0041", "_x0041_", "é", "1", "-", ".", "A", "😀", "\ud800", "中"]), min_size=1)
)
def test_every_concept_has_an_id_of_its_own_that_xml_allows(parts):
    concept = "".join(parts)
    name = id_of(concept)
    assert concept_of(name) == concept
    assert etree.fromstring(f'<!DOCTYPE a [<!ATTLIST a id ID #IMPLIED>]><a id="{name}"/>').get("id") == name


@pytest.mark.parametrize("name", ["_x0041_", "_x110000_", "eid-Oracle-67", "_xZZZZ_"])
def test_the_id_that_another_program_gave_stays(name):
    assert concept_of(name) == name


def test_what_has_no_category_is_a_marked_note():
    term = Term("c", "en", "GAI", "forbidden", "proper noun", "name", "keep", note="Not AGI.")
    data, _ = written(Termbase.from_terms([term]), "3")
    section = etree.fromstring(data).find(".//{*}termSec")
    assert [(etree.QName(e).localname, e.get("type"), e.text) for e in section] == [
        ("term", None, "GAI"),
        ("termNote", "partOfSpeech", "noun"),
        ("termNote", "administrativeStatus", "deprecatedTerm-admn-sts"),
        ("termNote", "termType", "fullForm"),
        ("note", None, "status: forbidden"),
        ("note", None, "type: name"),
        ("note", None, "case: keep"),
        ("note", None, "part of speech: proper noun"),
        ("note", None, "Not AGI."),
    ]


def test_without_terms_there_is_no_file():
    with pytest.raises(ArgumentError, match="holds no terms"):
        written(Termbase(), "3")


# What is written is valid.

HARD = Termbase.from_terms(
    [
        Term("36 Kr", "en", "36Kr", "forbidden", "proper noun", "name", "keep", "A company.", "status: x", "a.txt:1"),
        Term("36 Kr", "en", "Kr & <b>", "deprecated", "noun", "short", "exact", "Second.", "]]>", "https://a.example/"),
        Term("36 Kr", "zh-Hant", "36氪", "admitted", "particle", "variant"),
        Term("_x0041_", "und", "\u202eab\x01c\ud800", "preferred", "", "acronym", "any", "1\n2", "a  b"),
    ]
)


def validated(tmp_path, data: bytes, *command: str) -> None:
    path = tmp_path / "x.tbx"
    path.write_bytes(data)
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "Unable to locate" not in line]
    assert (done.returncode, said) == (0, [])


@needs_schemas
@settings(max_examples=40, deadline=None)
@given(termbase=termbases() | st.just(HARD))
def test_version_3_is_valid_by_the_grammar(termbase):
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "tbx3" / "TBXcoreStructV03.rng"))
    schema.assertValid(etree.fromstring(written(termbase, "3")[0]))


@needs_schemas
@settings(max_examples=40, deadline=None)
@given(termbase=termbases() | st.just(HARD))
def test_version_2_is_valid_by_the_dtd(termbase):
    dtd = etree.DTD(str(SCHEMAS / "tbx2" / "TBXcoreStructV02.dtd"))
    dtd.assertValid(etree.fromstring(written(termbase, "2")[0]))


@needs_schemas
@needs_jing
@pytest.mark.parametrize("schema", ["TBXcoreStructV03.rng", "TBX-Basic_DCA.sch"])
def test_version_3_is_valid_by_jing(tmp_path, schema):
    validated(tmp_path, written(HARD, "3")[0], "jing", str(SCHEMAS / "tbx3" / schema))


@needs_schemas
@needs_xmllint
def test_version_2_is_valid_by_xmllint(tmp_path):
    dtd = str(SCHEMAS / "tbx2" / "TBXcoreStructV02.dtd")
    validated(tmp_path, written(HARD, "2")[0], "xmllint", "--noout", "--nonet", "--dtdvalid", dtd)


# What others write is read.


def test_every_category_that_a_term_can_hold_is_read():
    term = (
        "<termSec><term>AGI</term><termNote type='partOfSpeech'>noun</termNote><termNoteGrp><termNote type="
        "'administrativeStatus'>supersededTerm-admn-sts</termNote><note>by whom</note></termNoteGrp><termNote type="
        "'termType'>acronym</termNote><descripGrp><descrip type='context'>An AGI.</descrip><admin type='source'>b"
        "</admin></descripGrp><note>One\n\t\tnote.</note><note>case: keep</note><admin type='source'>a"
        "</admin></termSec>"
    )
    data = v3(
        "<descrip type='subjectField'>AI</descrip><note>Of all.</note>"
        + lang(
            "<descripGrp><descrip type='definition'>A <hi>machine</hi>.<ph/></descrip></descripGrp>"
            + term
            + "<termSec><term>A</term></termSec>"
        )
    )
    first, second = terms_of(data)
    assert first == Term(
        "c1", "en", "AGI", "deprecated", "noun", "acronym", "keep", "A machine.", "Of all.; One note.", "a"
    )
    assert (second, second.line) == (Term("c1", "en", "A"), 6)
    lost = "subjectField (1), note of administrativeStatus (1), context (1), source of context (1)"
    assert left_out(data) == [f"what has no place in a termbase is not taken: {lost}"]


def test_categories_may_be_elements():
    data = (
        b'<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="urn:min"><text>'
        b'<body><conceptEntry id="c"><min:subjectField>x</min:subjectField><langSec xml:lang="EN_us"><termSec><term>GRB'
        b"</term><min:partOfSpeech>noun</min:partOfSpeech><min:administrativeStatus>admittedTerm-admn-sts"
        b"</min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"
    )
    assert terms_of(data) == [Term("c", "en-US", "GRB", "admitted", "noun", "acronym", "exact")]
    assert left_out(data) == ["what has no place in a termbase is not taken: subjectField (1)"]


MARTIF = """\
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<!-- a comment -->
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry>
  <descrip type="definition">In it.</descrip>
  <langSet xml:lang="en"><ntig><termGrp><term>bill acceptor</term><termNote type="partOfSpeech">properNoun</termNote>
    <termNote type="termType">phrase</termNote></termGrp><descrip type="context">Takes bills.</descrip></ntig></langSet>
  <langSet xml:lang="fr"><tig><term>accepteur</term><termNote type="usageStatus">deprecated</termNote></tig>
    <tig><term> </term></tig></langSet>
</termEntry>
<termEntry id="e2"><langSet xml:lang="en"><tig><term>bill acceptor</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_martif_is_read():
    first, second = read(MARTIF.encode())
    assert first == (
        Term("", "en", "bill acceptor", pos="proper noun", definition="In it."),
        Term("", "fr", "accepteur", "deprecated"),
    )
    assert second == (Term("e2", "en", "bill acceptor"),)
    assert left_out(MARTIF.encode()) == [
        "what has no place in a termbase is not taken: context (1), termType phrase (1), a term without text (1)"
    ]


def test_as_a_termbase_every_concept_has_a_name_and_no_term_stands_twice():
    data = MARTIF.replace('id="e2"', 'id="bill-acceptor"').replace("accepteur<", "accepteur</term><term>accepteur<")
    assert [(t.concept, t.text, t.line) for t in read_terms(data.encode())] == [
        ("bill-acceptor-2", "bill acceptor", 7),
        ("bill-acceptor-2", "accepteur", 9),
        ("bill-acceptor", "bill acceptor", 12),
    ]


def test_without_statuses_the_first_of_a_language_is_preferred():
    def section(text, status=""):
        note = f"<termNote type='administrativeStatus'>{status}</termNote>" if status else ""
        return f"<termSec><term>{text}</term>{note}</termSec>"

    data = v3(
        lang(section("a") + section("b"))
        + lang(section("c") + section("d", "preferredTerm-admn-sts"), "de")
        + lang(section("e", "deprecatedTerm-admn-sts") + section("f", "legalTerm-admn-sts"), "fr")
    )
    assert [(t.text, t.status) for t in terms_of(data)] == [
        ("a", "preferred"),
        ("b", "admitted"),
        ("c", "admitted"),
        ("d", "preferred"),
        ("e", "deprecated"),
        ("f", "preferred"),
    ]
    assert left_out(data)[0].endswith(": administrativeStatus legalTerm-admn-sts (1)")


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
def test_the_encoding_is_what_the_file_declares(encoding):
    data = v3(lang("<termSec><term>café</term></termSec>"), encoding=encoding)
    assert [t.text for t in terms_of(data)] == ["café"]


GOOD = lang("<termSec><term>AGI</term></termSec>")
BOMB = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "not XML: ", 1),
        (b"\x00\x01\x02", "not XML: ", 1),
        (b"<html/>", "not TBX: the first element must be tbx or martif", 1),
        (v3(GOOD)[:-100], "not XML: ", 5),
        (v3(GOOD).replace(b"</term>", b"</trem>"), "not XML: Opening and ending tag mismatch: term line 5 and trem", 5),
        (v3(GOOD).replace(b"<tbx ", b'<!DOCTYPE tbx [<!ENTITY a "b">]><tbx ', 1), "declares entities", 1),
        (v3(GOOD).replace(b"<tbx ", b"<!DOCTYPE tbx [<!ELEMENT a ANY>]><tbx ", 1), "declares entities", 1),
        (v3(GOOD).replace(b"<tbx ", f'<!DOCTYPE tbx [<!ENTITY a0 "x">{BOMB}]><tbx '.encode(), 1), "declares ent", 1),
        (
            v3(GOOD).replace(b"<tbx ", b'<!DOCTYPE tbx [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><tbx ', 1),
            "declares entities|not XML",
            None,
        ),
        (
            v3(GOOD.replace("AGI", "&a;")).replace(b"<tbx ", b'<!DOCTYPE tbx SYSTEM "nowhere.dtd"><tbx ', 1),
            "the entity &a; is not defined",
            5,
        ),
        (v3(GOOD.replace("AGI", "&a;")), "not XML: Entity 'a' not defined", 5),
        (v3("<a>" * 300 + "</a>" * 300), "not XML: Excessive depth", 5),
        (v3(GOOD.replace(' xml:lang="en"', "")), "a langSec lacks its xml:lang", 5),
        (v3(lang("<termSec><term>a</term></termSec>", "e n")), "'e n' is no language tag", 5),
        (v3(GOOD).replace(b"UTF-8", b"UTF-99"), "not XML: ", None),
        (v3(GOOD).replace(b"AGI", b"\xff"), "not XML: ", 5),
    ],
)
@pytest.mark.parametrize("function", [read, read_terms, left_out])
def test_what_is_no_tbx_is_refused_with_its_line(data, reason, line, function):
    with pytest.raises(FormatError, match=reason) as caught:
        function(data)
    assert line is None or caught.value.line == line


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=30), st.integers(0, 700), st.integers(0, 40))
def test_damaged_files_are_read_or_refused(junk, at, cut):
    data = v3(GOOD + lang("<note>x</note><termSec><term>b</term></termSec>", "zh"))
    data = data[:at] + junk + data[at + cut :]
    with suppress(AlignError):
        assert all(term.text for term in terms_of(data))


# Files of other programs.


@pytest.mark.skipif(not SAMPLES, reason="the samples are not here (../shared)")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_is_read(path):
    data = path.read_bytes()
    if path.name.startswith("poorly_formed"):
        with pytest.raises(FormatError, match="not XML: ") as caught:
            read(data)
        assert caught.value.line
        return
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    texts = [" ".join(term.text.split()) for term in etree.fromstring(data, parser).iter("{*}term")]
    assert sorted(term.text for term in terms_of(data)) == sorted(filter(None, texts))
    termbase = Termbase.from_terms(read_terms(data))
    for version in WRITERS:
        again, told = written(termbase, version)
        assert (terms_of(again), told) == (by_language(termbase), [])
