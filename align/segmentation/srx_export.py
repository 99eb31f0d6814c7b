"""The built-in rules of a language, said in SRX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from align.model import BreakRule, RuleFile, RuleSet
from align.segmentation.languages import NEVER, NUMBER, SOMETIMES, USUALLY, Rules, language_data, rules_for
from align.segmentation.quotations import CLOSING

__all__ = ["export_rules"]

_BOUNDARY: Final = r"""(?:(?<![^\s"'“”‘’«»„(\[{（「『—–\-/])|(?<=\p{Ll}{2}\.)(?=\p{Lu}))"""
_INITIALS: Final = r"\p{L}" + r"(?:-?\.-?\p{L}" * 4 + ")?" * 4  # Java looks back at no group that repeats


def export_rules(lang: str) -> RuleFile:
    """The built-in rules of a language, as far as SRX can say them, so that other tools segment alike.

    The expressions are those that ICU and Java share, and look back over at most 200 characters. (Java ignores
    case in ASCII only: there abbreviations of other scripts are found as they are written.) SRX cannot say, and the
    file therefore does not hold:

    * where a quotation opens and closes: which straight mark does which, quotations that are nested or longer than
      200 characters, and the option to keep a quotation whole;
    * lists that run on in one line (``1) one 2) two``), only the marker that a block begins with;
    * that a writer begins sentences with small letters, so a full stop before one never ends a sentence;
    * nested brackets, and ones longer than 200 characters;
    * which new lines end a block: tools that use the file decide that themselves.

    Run by :func:`align.segmentation.srx.srx_spans`, on blocks as :func:`align.segmentation.parse` finds them, the same
    sentences come out in 40 of 41 English and 22 of 23 Chinese golden cases, in all 29 lines of the article (68
    sentences, either language), and in the development halves of UD in 96 % of the paragraphs of EWT (nearly all
    others have writers without capitals), 99 % of GUM and 99 % of both Chinese GSD.

    Args:
        lang: BCP 47 tag; a language without a file of its own has the rules that hold anywhere.
    """
    rules = rules_for(lang)
    table = language_data(rules.lang)
    name: str = table["name"]
    sentence = {**language_data("und")["sentence"], **table.get("sentence", {})}
    pattern = ".*" if rules.lang == "und" else "".join(f"[{c.upper()}{c}]" for c in rules.lang) + "([-_].*)?"
    said = [BreakRule(before, after, breaks) for breaks, before, after in _said(rules, sentence)]
    return RuleFile(cascade=False, maps=((pattern, name),), sets=(RuleSet(name, tuple(said)),))


def _said(rules: Rules, sentence: Mapping[str, str]) -> Iterator[tuple[bool, str, str]]:
    """Whether a rule breaks, what stands before the place, and what behind it."""
    spaced, unspaced, closer = (_members(sentence[key]) for key in ("spaced", "unspaced", "closers"))
    quote = _members("".join(char for char in sentence["closers"] if char in CLOSING))
    mark = f"[{spaced}{unspaced}]"
    any_end, spaced_end = (f"[{which}][{spaced}{unspaced}{closer}]{{0,9}}" for which in (spaced + unspaced, spaced))
    yield False, r"^\s*[•◦▪*·]?\s?(?:\p{Nd}{1,2}|[a-z])(?:\.\)|[.)])", r"\s"
    yield False, r"^\s*(?:\p{Lu}|[IVXLC]{1,6})\.", r"\s"
    for opening, closing in ((re.escape(o), re.escape(c)) for o, c in rules.whole.items()):
        yield False, mark, f"[^{opening}{closing}]{{0,200}}{closing}"
        alone = (
            "" if opening in "《〈" else rf"(?<=[^\s{spaced}{unspaced}{closer}]{opening}[^{opening}{closing}]{{1,200}})"
        )
        yield False, f"{alone}{mark}{closing}", ""
    for opening, closing in (("“", "”"), ("「", "」"), ("『", "』"), ('"', '"')):
        inside = rf"[^{opening}{closing}]"
        yield False, rf"(?<=\p{{Lo}}{opening}{inside}{{0,9}}){mark}{closing}", r"\p{Lo}"
        yield (
            False,
            rf"(?<=[^\s.!?…。！？]\s?(?<![\p{{L}}\p{{N}}_]){opening}{inside}{{0,200}}){mark}",
            rf"{inside}{{0,200}}{closing}(?:\s*[,;，；]|\s+\p{{Ll}})",
        )
    yield False, any_end, r"\s*[,;:，；：、]"
    if rules.reporting is not None:
        yield False, f"{mark}[{closer}]{{0,4}}[{quote}][{closer}]{{0,4}}", rf"\s*{rules.reporting.pattern}"
    yield False, f"{mark}[{closer}]{{0,4}}[{quote}][{closer}]{{0,4}}", r"\s*\([^()\n]{1,80}\)\."
    yield False, any_end, r"\s*[-–—―][-–—―\s]{0,9}\p{Ll}"
    yield False, f"[{spaced}][{spaced}{unspaced}{closer}]{{0,9}}[{closer}]", r"\s+\p{Ll}"
    yield False, f"(?<![?؟])[{spaced.replace(_members('?'), '').replace('؟', '')}]", r"\s+(?!https?://|www\.)\p{Ll}"
    yield False, mark, r"[ \u00A0\u202F][»›”](?:\s|$)"
    yield True, f"{mark}[ \\u00A0\\u202F][»›”]", r"\s"
    yield False, f"{mark}[{closer}]{{0,9}}", r"\s*(?:\[\p{Nd}{1,3}\])+(?:\s|$)"
    yield True, f"{mark}[{closer}]{{0,9}}\\s?(?:\\[\\p{{Nd}}{{1,3}}\\]){{1,9}}", r"\s"
    yield False, r"\.", r"[ \u00A0]\.(?![\p{L}\p{N}_.])"
    yield False, r"(?<!\.[ \u00A0])\.[ \u00A0]\.(?:[ \u00A0]\.)?", r"\s"
    yield from _words_said(rules)
    for marks in (r"\?", "[.!?]{2,9}"):
        yield True, marks, r"[A-Z]|(?=\p{L})[\u2E80-\uFFFF]"
    yield True, f"[{unspaced}][{unspaced}{spaced}{closer}]{{0,9}}", rf"\s+\S|[^\s{spaced}{unspaced}{closer},;:，；：、]"
    yield True, spaced_end, r"\s"


def _words_said(rules: Rules) -> Iterator[tuple[bool, str, str]]:
    """The rules about a full stop behind an abbreviation, an initial or an ordinal."""
    starters = "|".join(_word(word) for word in sorted(rules.starters))
    starts = rf"(?!\p{{L}}\.)(?:{starters})"
    opens = rf"\s+[\"'“‘«„(\[¿¡]*{starts}"
    for kind, after in ((NEVER, r"\s"), (NUMBER, r"\s+\(?\p{Nd}")):
        yield False, _abbreviation(rules, kind), after
    usually = _abbreviation(rules, USUALLY)
    months = "|".join(_word(month) for month in sorted(rules.months))
    if months:
        yield False, usually, rf"\s+(?:{months})"
    yield True, usually, r"\s"
    sometimes = _abbreviation(rules, SOMETIMES, _INITIALS)
    yield True, sometimes, opens
    yield False, sometimes, r"\s"
    if rules.ordinal:
        ordinal = rf"\.(?<={_BOUNDARY}(?:\p{{Nd}}{{1,3}}|[IVXLC]{{1,6}})\.)"
        if months:
            yield False, ordinal, rf"\s+(?:{months})"
        yield True, ordinal, opens
        yield False, ordinal, r"\s"
    titles = "|".join(_word(w) for w, kind in rules.abbreviations.items() if kind & NEVER and w[0].isupper())
    joined = r"\.(?<=[\p{L}\p{N}]{2}\.)(?<![@/]\S{0,40}\.)(?<!www\.\S{0,40}\.)"
    yield True, joined, rf"(?=\p{{L}}[\p{{L}} ])(?:{starts}|{titles})"


def _abbreviation(rules: Rules, kind: int, other: str = "") -> str:
    """What matches an abbreviation of a kind and its full stop; one in small letters is meant in any case."""
    of_kind = [word for word, kinds in rules.abbreviations.items() if kinds & kind]
    exact = "|".join(re.escape(word) for word in of_kind if word != word.lower())
    small = [word for word in of_kind if word == word.lower()]
    differ = "|".join(
        re.escape(word)
        for word, kinds in rules.abbreviations.items()
        if word != word.lower() and word.lower() in small and not kinds & kind
    )
    unless = f"(?!(?:{differ})\\.)" if differ else ""
    any_case = f"{unless}(?i:{'|'.join(map(re.escape, small))})" if small else ""
    return rf"\.(?<={_BOUNDARY}(?:{'|'.join(filter(None, (exact, any_case, other)))})\.)"


def _word(word: str) -> str:
    """What matches a word, and no longer one; an elided article is before any other."""
    said = re.escape(word).replace("'", "['’]")
    return said if word.endswith("'") else rf"{said}(?!['’]?[\p{{L}}\p{{N}}])"


def _members(characters: str) -> str:
    """Characters as members of a set."""
    return "".join(f"\\{char}" if char.isascii() else char for char in dict.fromkeys(characters))
