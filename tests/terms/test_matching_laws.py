"""Laws of matching, and a slow and obvious matcher that must find the same."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, takewhile

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from align.model import MATCHED_BY, Hit, Term
from align.terms import TermMatcher
from align.text.stems import same_word
from align.text.tokens import tokens
from tests.strategies import nasty_text

LATIN = r"[^\W_一-鿿]"
PIECES = {
    "en": ["AC", "plan", "Plan", "plans", "planned", "organ", "organize", "general", "generals"],
    "zh": ["AC", "强", "化", "学", "习", "强化学习", "plan", "plans", "a1"],
    "de": ["Netz", "Netze", "neuronales", "neuronale", "übersetzen", "Übersetzung", "ＡＣ", "ﬁn", "fin", "Straße"],
    "fr": ["modèle", "modèles", "mode\u0300le", "entraîner", "entraînement", "été", "ÉTÉ"],
}
JOINTS = [" ", "-", "–", " – ", "\u00a0", "\n", "  "]
SIGNS = [".", ", ", "’", "'", "(", "\n\n", "\u00ad", "_", "ACs", "acs", "l'", "planner", "STRASSE"]
SIGNED = st.sampled_from(["AC+", "(AC)", ".AC", "plan!", "AC", "plan AC+", "+AC plan", "强+", "强化"])
SHORT = st.lists(nasty_text.map(lambda text: text[:12]), max_size=5)


@st.composite
def termbases_and_texts(draw, lang):
    words = st.sampled_from(PIECES[lang])
    joined = st.tuples(words, st.lists(st.tuples(st.sampled_from(["", *JOINTS[:3]]), words), max_size=2))
    made = joined.map(lambda parts: parts[0] + "".join(a + b for a, b in parts[1]))
    spelled = draw(st.lists(made, min_size=1, max_size=5, unique=True))
    cases = draw(st.lists(st.sampled_from(["any", "exact", "keep"]), min_size=len(spelled), max_size=len(spelled)))
    terms = [Term(f"c{n}", lang, text, case=case) for n, (text, case) in enumerate(zip(spelled, cases, strict=True))]
    pieces = [*PIECES[lang], *spelled, *JOINTS, *JOINTS, *SIGNS]
    return terms, "".join(draw(st.lists(st.sampled_from(pieces), max_size=14)))


def obvious(terms: list[Term], text: str, lang: str) -> list[tuple[int, int]]:
    """Every stretch of the text against every term; then the longest first, without what overlaps them."""
    spans = {
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, min(len(text), start + 50) + 1)
        if bounded(text, start, end) and any(is_form(term, text[start:end], lang) for term in terms)
    }
    taken: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
    return sorted(taken)


def bounded(text: str, start: int, end: int) -> bool:
    letters = rf"(?:{LATIN}|[\u0300\u00ad])"
    before, behind = text[:start].rstrip("\u00ad")[-1:], text[end:].lstrip("\u00ad")[:1]
    stretch = text[start:end]
    if not re.match(r"[^\W_]", stretch[0]) or not re.match(r"[^\W_]|\u0300", stretch[-1]):
        return False
    return not (re.match(LATIN, stretch[0]) and re.match(letters, before)) and not (
        behind == "\u0300" or (re.match(letters, stretch[-1]) and re.match(letters, behind))
    )


def is_form(term: Term, stretch: str, lang: str) -> bool:
    wanted, found = parts(term.text), parts(stretch)
    if len(wanted) != len(found):
        return False
    inflected = 0
    for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
        last = number == len(wanted) - 1
        if number % 2:
            scripts_meet = (wanted[number - 1] > "一") != (wanted[number + 1] > "一")
            if one != other and not (scripts_meet and {one, other} == {"", " "}):
                return False
        elif one == other or (term.case == "any" and one.casefold() == other.casefold()):
            continue
        elif one.isupper():
            if not last or not is_plural(term, one, other):
                return False
        else:
            inflected += 1
            noun = 0 < number < len(wanted) - 1
            if not is_inflected(term, one, other, lang, noun=noun) or (lang == "en" and inflected > 1):
                return False
    return True


def parts(text: str) -> list[str]:
    """Words and what joins them, by turns."""
    text = text.replace("\u00ad", "")
    found = tokens(text)
    made = [found[0].norm]
    for one, other in pairwise(found):
        gap = text[one.end : other.start].replace("’", "'")
        joint = gap and gap.count("\n") < 2 and not gap.strip(" -–\u00a0\n")
        made += [" " if joint else gap, other.norm]
    return made


def is_plural(term: Term, acronym: str, other: str) -> bool:
    return other == acronym + "s" or (
        term.case == "any" and len(acronym) > 2 and other.lower() == acronym.lower() + "s"
    )


def is_inflected(term: Term, word: str, other: str, lang: str, *, noun: bool) -> bool:
    if term.case == "keep" or not same_word(word, other, lang, noun=noun):
        return False
    if term.case == "exact":
        pairs = zip(word, other, strict=False)
        tail = other[sum(1 for _ in takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs)) :]
        return word.startswith(other[: len(other) - len(tail)]) and tail == tail.lower()
    return lang != "de" or word[0].isupper() == other[0].isupper()


@pytest.mark.parametrize("lang", sorted(PIECES))
@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_what_is_found_is_what_an_obvious_search_finds(lang, data):
    terms, text = data.draw(termbases_and_texts(lang))
    assert [(hit.start, hit.end) for hit in TermMatcher(terms, lang).find(text)] == obvious(terms, text, lang)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(nasty_text.map(lambda text: text[:12]), max_size=5),
    nasty_text,
    st.sampled_from(["en", "zh", "de", "th", "ko"]),
)
def test_hits_are_exact_in_order_and_never_overlap(terms, text, lang):
    made = [Term(f"c{n}", lang, term, case=("any", "exact", "keep")[n % 3]) for n, term in enumerate(terms)]
    matcher = TermMatcher(made, lang)
    hits = matcher.find(text)
    assert all(text[hit.start : hit.end] == hit.text and hit.text for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(set(hit.how) <= set(MATCHED_BY) and (hit.how or hit.text in hit.term.text) for hit in hits)
    nested = matcher.find(text, nested=True)
    assert set(hits) <= set(nested)
    assert len({(hit.start, hit.end) for hit in nested}) == len(nested)


@pytest.mark.parametrize("lang", sorted(PIECES))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_of_all_that_stand_the_longest_are_chosen(lang, data):
    """What is not looked at closely changes nothing; terms with signs reach further than their words."""
    terms, text = data.draw(termbases_and_texts(lang))
    signed = [Term(f"s{n}", lang, spelled) for n, spelled in enumerate(data.draw(st.lists(SIGNED, max_size=3)))]
    matcher = TermMatcher([*terms, *signed], lang)
    text = data.draw(st.lists(SIGNED, max_size=4).map("".join)) + text
    chosen: list[Hit] = []
    for hit in sorted(matcher.find(text, nested=True), key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    assert matcher.find(text) == sorted(chosen, key=lambda hit: hit.start)


@settings(max_examples=100, deadline=None)
@given(nasty_text, st.sampled_from(["any", "exact", "keep"]))
@example("\nab\n\nMr", "any")
@example("\\n\n\n0", "any")
def test_a_term_is_found_in_a_text_that_is_that_term(term, case):
    assume("Cn" not in map(unicodedata.category, term))  # newer letters than Python's are none or some
    hits = TermMatcher([Term("c", "zh", term, case=case)], "zh").find(term)
    letters = [place for place, char in enumerate(term) if char.isalnum()]
    assert bool(hits) == bool(letters)
    assert all(hit.how == () for hit in hits)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), lang=st.sampled_from(sorted(PIECES)))
def test_a_long_text_is_searched_as_its_parts_are(data, lang):
    """Long texts are cut where no term can stand; texts of the same letters beside each other change nothing."""
    terms, text = data.draw(termbases_and_texts(lang))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("align.terms.matching._CHUNK", 7)
        patch.setattr("align.terms.folding._SHORT", 0)
        patch.setattr("align.terms.folding._FEW", 3)
        cut = TermMatcher(terms, lang).find(text)
    assert cut == TermMatcher(terms, lang).find(text)
