"""SRX files: real ones, ours, and hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align.errors import FormatError
from align.formats.srx import read, write
from align.model.rules import BreakRule, RuleFile, RuleSet
from align.segmentation.srx_export import export_rules
from align.text.icu import python_pattern

INVALID = "invalid.srx"


def srx(rules: str = "<rule/>", maps: str = "", *, before: str = "", version: str = "2.0", name: str = "A") -> bytes:
    maps = maps or f'<languagemap languagepattern=".*" languagerulename="{name}"/>'
    return (
        f'{before}<srx xmlns="http://www.lisa.org/srx20" version="{version}">\n'
        '<header segmentsubflows="yes" cascade="no"/>\n<body><languagerules>\n'
        f'<languagerule languagerulename="A">\n{rules}\n</languagerule></languagerules>\n'
        f"<maprules>\n{maps}\n</maprules></body></srx>"
    ).encode()


@pytest.fixture(scope="module")
def samples(shared):
    files = sorted((shared / "eval" / "formats" / "srx").rglob("*.srx"))
    if not files:
        pytest.skip("no sample of SRX")
    return files


@pytest.fixture(scope="module")
def schema(shared):
    path = shared / "eval" / "schemas" / "srx" / "srx20.xsd"
    if not path.is_file():
        pytest.skip("the schema of SRX is absent")
    text = path.read_bytes()
    start = text.index(b"<xs:import")
    end = text.index(b"/>", start) + 2  # it refers to a file on the network, and to nothing in it
    return etree.XMLSchema(etree.fromstring(text[:start] + text[end:]))


def test_every_real_file_is_read_and_written_back_as_it_was(samples, schema):
    for path in samples:
        if path.name == INVALID:
            continue
        rules = read(path.read_bytes())
        assert rules.maps, path
        assert all(rule_set.rules for rule_set in rules.sets), path
        written = write(rules)
        assert read(written) == rules, path
        schema.assertValid(etree.fromstring(written))


def test_the_invalid_one_is_refused(samples):
    (path,) = [path for path in samples if path.name == INVALID]
    with pytest.raises(FormatError, match=r"not SRX 2\.0"):
        read(path.read_bytes())


@pytest.mark.parametrize("lang", ["en", "zh", "de", "und"])
def test_exported_rules_are_valid(lang, schema):
    rules = export_rules(lang)
    written = write(rules)
    assert read(written) == rules
    schema.assertValid(etree.fromstring(written))


patterns = st.sampled_from(["", r"\.", " ", r"[.?!]+", r"\s", "<&>\"'", "\r\n\t", "\U00020000", r"\Q[(\E"])
rule_files = st.builds(
    RuleFile,
    cascade=st.booleans(),
    maps=st.lists(st.tuples(st.sampled_from([".*", "[Ee][Nn].*", "zh\n"]), st.just("A")), min_size=1).map(tuple),
    sets=st.lists(st.builds(BreakRule, patterns, patterns, st.booleans()), min_size=1, max_size=5).map(
        lambda rules: (RuleSet("A", tuple(rules)),)
    ),
    subflows=st.booleans(),
)


@given(rules=rule_files)
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_back(rules):
    assert read(write(rules)) == rules


@pytest.mark.parametrize(
    "rules",
    [
        RuleFile(cascade=False, maps=(), sets=(RuleSet("A", (BreakRule("", "", breaks=True),)),)),
        RuleFile(cascade=False, maps=((".*", "A"),), sets=(RuleSet("A", ()),)),
        RuleFile(cascade=False, maps=((".*", "A"),), sets=(RuleSet("A", (BreakRule("\0", "", breaks=True),)),)),
    ],
    ids=["no maps", "no rules", "NUL"],
)
def test_what_no_file_can_hold_is_refused(rules):
    with pytest.raises(FormatError):
        write(rules)


def test_a_rule_knows_its_line_and_breaks_unless_it_says_no():
    (rules,) = read(srx('<rule/>\n<rule break="no"><beforebreak>a<!-- b -->c</beforebreak></rule>')).sets
    assert rules.rules == (BreakRule("", "", breaks=True), BreakRule("ac", "", breaks=False))
    assert [rule.line for rule in rules.rules] == [5, 6]


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
BILLION = f'<!DOCTYPE srx [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>'
REFUSED = {
    "empty": (b"", "not XML", 1),
    "text": (b"Hello.", "not XML", 1),
    "another root": (b"<tmx version='2.0'/>", "not SRX", 1),
    "another version": (srx(version="3.0"), "not SRX", 1),
    "no header": (b'<srx version="2.0"><body/></srx>', "no header", 1),
    "unknown rules": (srx(name="B"), "no rules 'B'", 8),
    "broken expression": (srx("<rule/>\n<rule><afterbreak>(a</afterbreak></rule>"), r"'\(a'", 6),
    "broken set": (srx("<rule><beforebreak>[a</beforebreak></rule>"), "no regular expression", 5),
    "unknown property": (srx(r"<rule><beforebreak>\p{Nonsense}</beforebreak></rule>"), "unknown property", 5),
    "fuzzy": (srx("<rule><beforebreak>a{e}</beforebreak></rule>"), "quantifier", 5),
    "recursion": (srx("<rule><beforebreak>a(?R)</beforebreak></rule>"), "no regular expression", 5),
    "broken map": (srx(maps='<languagemap languagepattern="(" languagerulename="A"/>'), "language map", 8),
    "break": (srx('<rule break="maybe"/>'), "break must be yes or no", 5),
    "element": (srx("<rule><beforebreak>a<b/></beforebreak></rule>"), "more than", 5),
    "twice": (srx('<rule/></languagerule><languagerule languagerulename="A"><rule/>'), "twice", 5),
    "billion laughs": (srx("<rule><beforebreak>&j;</beforebreak></rule>", before=BILLION), None, None),
    "external entity": (
        srx("<rule><beforebreak>&x;</beforebreak></rule>", before='<!DOCTYPE srx [<!ENTITY x SYSTEM "/etc/passwd">]>'),
        "of its own",
        1,
    ),
    "unused entity": (srx(before='<!DOCTYPE srx [<!ENTITY x "y">]>'), "of its own", 1),
    "undefined entity": (
        srx("<rule><beforebreak>&x;</beforebreak></rule>", before='<!DOCTYPE srx SYSTEM "srx.dtd">'),
        None,
        5,
    ),
    "deep": (b"<srx version='2.0'>" + b"<a>" * 100_000, "not XML", 1),
    "encoding": (b'<?xml version="1.0" encoding="none"?><srx/>', "not XML", 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_or_hostile_file_is_one_error_with_its_line(name):
    data, said, line = REFUSED[name]
    with pytest.raises(FormatError, match=said) as error:
        read(data)
    assert error.value.line == line if line else error.value.line


def test_a_truncated_file_is_refused_wherever_it_is_cut():
    data = srx()
    assert read(data)
    for end in range(len(data) - 1):
        with pytest.raises(FormatError):
            read(data[:end])


@given(data=st.binary() | st.binary().map(lambda data: srx()[:200] + data) | st.text().map(lambda t: srx(t)[:]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    try:
        assert read(data).sets
    except FormatError as error:
        if not error.line:
            pytest.fail(f"no line in {error}")


@pytest.mark.parametrize("data", [srx().decode().encode("utf-16"), b"\xef\xbb\xbf" + srx()], ids=["UTF-16", "BOM"])
def test_other_encodings(data):
    assert read(data) == read(srx())


@pytest.mark.parametrize(
    ("icu", "python"),
    [
        (r"\Q.[(\E+", r"\.\[\(+"),
        (r"[\Q]-\E]", r"[\]\-]"),
        (r"\Qa", r"\U00000061"),
        (r"\x{3002}\u3002\xff61", r"\U00003002\U00003002\U0000ff61"),
        (r"\uD840\uDC00", r"\U00020000"),
        (r"\x41\0101\cA", r"\U00000041\U00000041\U00000001"),
        ("[a-z-[b]&[^c]]", "[a-z--[b]&&[^c]]"),
        ("[[a]&&[b]]", "[[a]&&[b]]"),
        ("[a|b~]", r"[a\|b\~]"),
        ("[]a]", r"[\]a]"),
        (r"(a)(?<n>b)(?:c)(?<!d)", "(?:a)(?:b)(?:c)(?<!d)"),
        (r"(a)\1(?<n>b)\k<n>", r"(a)\1(?P<n>b)(?P=n)"),
        ("(?i)a(?iu-s:b)(?d)c", "(?i)a(?i-s:b)c"),
        (r"a++b{2,3}c*?\pL", r"a++b{2,3}c*?\p{L}"),
        (r"\.[noauto]", r"\."),
        (r"\h\z", r"[\t\p{Zs}]\Z"),
    ],
)
def test_expressions_of_icu(icu, python):
    assert python_pattern(icu) == python


@pytest.mark.parametrize(
    "pattern", ["(", ")", "a)(b", "[", "\\", r"\y", "a{", "(?x)a", "(?|a)", r"[\b]", r"\x{110000}"]
)
def test_what_icu_would_refuse(pattern):
    with pytest.raises(ValueError, match=r"."):
        python_pattern(pattern)
