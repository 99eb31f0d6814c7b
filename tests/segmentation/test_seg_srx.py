"""Segmentation by SRX rules, and the built-in rules said in SRX."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
import regex
from hypothesis import example, given, settings

from align.errors import AlignError, FormatError
from align.formats.srx import read, write
from align.model.rules import BreakRule, RuleFile, RuleSet
from align.segmentation import parse
from align.segmentation.srx import compile_rules, srx_spans
from align.segmentation.srx_export import export_rules
from align.text.icu import python_pattern
from tests.segmentation.test_seg_golden import cases
from tests.strategies import nasty_text

NO, YES = False, True
PLAIN = (YES, r"[.?!]+", r"\s")


def one_set(*rules: tuple[bool, str, str]) -> RuleFile:
    return file_of({"A": rules}, [(".*", "A")])


def file_of(sets, maps, *, cascade: bool = False) -> RuleFile:
    return RuleFile(
        cascade=cascade,
        maps=tuple(maps),
        sets=tuple(
            RuleSet(name, tuple(BreakRule(before, after, breaks) for breaks, before, after in rules))
            for name, rules in sets.items()
        ),
    )


def segments(text: str, rules: RuleFile, lang: str = "en") -> list[str]:
    return [text[start:end] for start, end in srx_spans(text, 0, len(text), compile_rules(rules, lang))]


def test_a_break_and_its_exceptions():
    rules = one_set((NO, r"\bMr\.", r"\s"), (NO, r"[Ee]tc\.", r"\s+\p{Ll}"), PLAIN)
    assert segments("Mr. A left. Pens, etc. are here. Pens, etc. Why?", rules) == [
        "Mr. A left.",
        "Pens, etc. are here.",
        "Pens, etc.",
        "Why?",
    ]


def test_the_first_rule_that_matches_decides():
    text = "Dr. No. Yes."
    exception = (NO, r"Dr\.", r"\s")
    assert segments(text, one_set(exception, PLAIN)) == ["Dr. No.", "Yes."]
    assert segments(text, one_set(PLAIN, exception)) == ["Dr.", "No.", "Yes."]
    assert segments(text, one_set((YES, r"\.", " N"), exception, PLAIN)) == ["Dr.", "No.", "Yes."]


def test_a_cascade_has_the_rules_of_every_map_that_matches():
    sets = {"english": [(NO, r"Mr\.", r"\s")], "default": [PLAIN]}
    maps = [("en.*", "english"), (".*", "default")]
    text = "Mr. A left. So did I."
    assert segments(text, file_of(sets, maps, cascade=True)) == ["Mr. A left.", "So did I."]
    assert segments(text, file_of(sets, maps, cascade=False)) == [text]
    assert segments(text, file_of(sets, maps), "de") == ["Mr.", "A left.", "So did I."]
    assert segments(text, file_of(sets, maps[::-1], cascade=True)) == ["Mr.", "A left.", "So did I."]


@pytest.mark.parametrize(("lang", "matches"), [("en", True), ("EN-us", True), ("eng", False), ("x-en", False)])
def test_a_map_matches_a_whole_tag_in_any_case(lang, matches):
    rules = file_of({"A": [PLAIN]}, [("en(-.*)?", "A")])
    assert len(segments("A. B.", rules, lang)) == 1 + matches


def test_a_language_without_a_map_has_no_rules():
    assert segments(" A. B. ", file_of({"A": [PLAIN]}, [("en", "A")]), "de") == ["A. B."]


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        ([(NO, r"\Qa.b.\E", ""), PLAIN], "a.b. c axb. d", ["a.b. c axb.", "d"]),
        ([(YES, r"\x{3002}+", "")], "一。二。。三", ["一。", "二。。", "三"]),
        ([(YES, r"[\p{Po}-[,]]", r"\h")], "a, b. c", ["a, b.", "c"]),
        ([(YES, "", r"\n")], "a\nb\n\nc", ["a", "b", "c"]),
        ([(YES, r"(\w)\1", r"\s")], "aa b cc d", ["aa", "b cc", "d"]),
        ([(NO, r"(\w)\1\.", ""), PLAIN], "aa. b. c", ["aa. b.", "c"]),
        ([(NO, r"(?i)MR\.", ""), PLAIN], "mr. a. b", ["mr. a.", "b"]),
        ([(NO, r"^\s*[0-9]+\.", r"\s"), PLAIN], "1. a. 2. b", ["1. a.", "2.", "b"]),
        ([(YES, r"a|\.", r"\s")], "a b. c", ["a", "b.", "c"]),
        ([(YES, r"(?i)x\.?", r"\s")], "X b x. c", ["X", "b x.", "c"]),
        ([(YES, r"(\.)?", r"\s")], "a b", ["a", "b"]),
        ([(YES, "(a)b*+", "c")], "abbcac", ["abb", "ca", "c"]),
        ([(YES, "", "")], "ab c", ["a", "b", "c"]),
        ([(NO, "", ""), PLAIN], "a. b.", ["a. b."]),
        ([], "a. b.", ["a. b."]),
    ],
)
def test_expressions(rules, text, expected):
    assert segments(text, one_set(*rules)) == expected


def test_a_rule_sees_no_further_than_the_block():
    compiled = compile_rules(one_set((YES, r"^b\.", r"\s")), "en")
    assert srx_spans("a. b. c. d", 3, 8, compiled) == [(3, 5), (6, 8)]


def test_rules_made_by_a_program_are_checked_as_those_of_a_file():
    with pytest.raises(FormatError, match=r"no regular expression"):
        compile_rules(one_set((YES, "(", "")), "en")
    with pytest.raises(FormatError, match=r"no rules 'B'"):
        compile_rules(file_of({"A": [PLAIN]}, [(".*", "B")]), "en")


def places_one_by_one(text: str, rules: RuleFile) -> list[int]:
    """What the standard says, word for word: at every place the rules in order."""
    (rule_set,) = rules.sets
    found = []
    for rule in rule_set.rules:
        before, after = python_pattern(rule.before), python_pattern(rule.after)
        if rule.breaks:
            places = {match.end() for match in regex.finditer(f"(?:{before})(?={after})", text, regex.V1)}
        else:
            exception = regex.compile(f"(?<={before})(?={after})", regex.V1)
            places = {place for place in range(len(text) + 1) if exception.match(text, place)}
        found.append((rule.breaks, places))
    return [
        place for place in range(1, len(text)) if next((breaks for breaks, places in found if place in places), False)
    ]


OTHERS = one_set(
    (NO, r"(?i)mr\.", r"\s"),
    (YES, r"[.?!…]+[\"”’)]*", r"\s+\S"),
    (NO, r"\b\p{L}\.", ""),
    (YES, r"[。！？][」』”]{0,3}", r"[^」』”，]"),
    (YES, r"(?:a|b\.)?\.?", r"\n"),
    (YES, r"[^\w\s]-?&?\)", ""),
    (YES, r"(?i)d", r"\."),
    (YES, r"[-—:]+[\"' :]*", r"\s*\w"),
    (YES, r"\w+\.?", r"[.。]"),
)


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
@example(text="a. -) B. Mr. D. ")
@pytest.mark.parametrize(
    ("lang", "rules"), [("xx", OTHERS), ("en", export_rules("en")), ("zh", export_rules("zh"))], ids=["xx", "en", "zh"]
)
def test_the_fast_way_finds_what_the_slow_one_does(lang, rules, text):
    cuts = [0, *places_one_by_one(text, rules), len(text)]
    slow = [text[a:b].strip() for a, b in pairwise(cuts)]
    assert segments(text, rules, lang) == [piece for piece in slow if piece]


@settings(max_examples=100, deadline=None)
@given(text=nasty_text)
@example(text="a.\x1cB c.\x1d\x1eD")
@pytest.mark.parametrize("lang", ["en", "zh", "de"])
def test_spans_and_white_space_tile_the_text(lang, text):
    end = 0
    for first, last in srx_spans(text, 0, len(text), compile_rules(export_rules(lang), lang)):
        assert end <= first < last
        assert not text[end:first].strip()
        assert text[first:last] == text[first:last].strip()
        end = last
    assert not text[end:].strip()


@pytest.fixture(scope="module")
def samples(shared):
    files = sorted((shared / "eval" / "formats" / "srx").rglob("*.srx"))
    return [path for path in files if path.name != "invalid.srx"] or pytest.skip("no sample of SRX")


@pytest.mark.parametrize("lang", ["en", "de", "ja", "pl", "zh-Hant-TW"])
def test_every_real_file_segments_a_text(lang, samples, article_text):
    for path in samples:
        compiled = compile_rules(read(path.read_bytes()), lang)
        for text in (article_text, "「こんにちは。」これは日本語です。Mr. A ist z. B. hier.\nJa? Nein!"):
            spans = srx_spans(text, 0, len(text), compiled)
            assert "".join(text[a:b] for a, b in spans).split() or not text
            assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split()), path


@pytest.mark.parametrize("char", [*'.。?！")）] a说(（“-1:\n', ". ", "A.", '." '])
def test_a_long_run_of_one_thing_takes_little_time(char, samples):
    text = char * (20_000 // len(char))
    files = [export_rules("en"), export_rules("zh"), *(read(path.read_bytes()) for path in samples)]
    for number, rules in enumerate(files):
        began = process_time()
        srx_spans(text, 0, len(text), compile_rules(rules, "en"))
        assert process_time() - began < 20, number  # ten times what the slowest takes: a guard against hanging


@pytest.mark.slow
def test_a_rule_that_takes_too_long_is_named(monkeypatch):
    monkeypatch.setattr("align.segmentation.srx._TIMEOUT", 0.3)
    bad = r"(?:a|aa|a\w)+(?:b|c)"
    for rules in (one_set(PLAIN, (YES, "", bad)), one_set((NO, "x", ""), (NO, "", rf"\s{bad}"), PLAIN)):
        with pytest.raises(AlignError, match=r"takes too long") as error:
            segments(". " + "a" * 20_000, rules)
        assert "aa" in str(error.value)


# What the built-in engine does and exported rules do too, but for the cases that SRX cannot say.
NOT_SAID: dict[str, set[str]] = {"en": {"# A writer without capitals."}, "zh": {"# 一行之内的编号。"}}


@pytest.mark.parametrize(
    ("lang", "rule", "text", "sentences"), [case for case in cases() if case.values[0] in NOT_SAID]
)
def test_exported_rules_agree_with_the_golden_file(lang, rule, text, sentences):
    rules = read(write(export_rules(lang)))
    agrees = segments(text, rules, lang) == [line[2:] for line in sentences]
    assert agrees == (rule not in NOT_SAID[lang])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_exported_rules_agree_on_every_line_of_the_article(lang, article_text):
    compiled = compile_rules(export_rules(lang), lang)
    blocks = parse(article_text, lang).blocks
    assert len(blocks) == 29
    for block in blocks:
        built_in = [(segment.start, segment.end) for segment in block.segments]
        assert srx_spans(article_text, block.start, block.end, compiled) == built_in


@pytest.mark.parametrize(
    ("lang", "maps"),
    [("en", ["en", "EN-us", "en_GB"]), ("zh-Hant", ["zh", "zh-Hans-CN"]), ("xx", ["de", "fr", "und"])],
)
def test_exported_rules_are_mapped_to_their_language(lang, maps):
    rules = export_rules(lang)
    assert all(compile_rules(rules, tag).parts for tag in maps)
    assert bool(compile_rules(rules, "eng").parts) == (lang == "xx")
