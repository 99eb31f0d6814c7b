"""A rule about acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from align.model import FULL_FORMS, Term
from align.terms.lint.context import LintContext
from align.text.acronyms import shares_initials, spells
from align.text.scripts import script_counts
from align.text.tags import primary, same_language

__all__ = ["acronym_letters"]

_ALPHABETS: Final = frozenset({"Latin", "Cyrillic", "Greek", "Armenian"})


def acronym_letters(context: LintContext) -> Iterator[tuple[Term, str]]:
    """The letters of an acronym do not come from any full form of its concept.

    Full forms of all languages count, for an acronym is often that of another language. The rule is silent if the
    concept has no full form in the acronym's language and alphabet, on acronyms that are to be avoided anyway, and on
    those that look borrowed: not English, no English full form there, and few initials shared.
    """
    for concept in context.termbase.concepts:
        forms = [term for term in concept.terms if term.type in FULL_FORMS and term.allowed]
        for term in concept.terms:
            if term.type != "acronym" or not term.allowed:
                continue
            letters = _plural_less(term.text)
            own = [form for form in forms if same_language(form.lang, term.lang) and _alphabet(form.text, letters)]
            if own and not any(spells(form.text, letters) for form in forms) and not _borrowed(letters, own, forms):
                yield term, f'the letters of "{term.text}" do not come from "{own[0].text}" ({own[0].place})'


def _plural_less(acronym: str) -> str:
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def _alphabet(form: str, acronym: str) -> bool:
    """Whether both are in the same alphabet."""
    scripts = script_counts(acronym).keys()
    return len(scripts) == 1 and scripts <= _ALPHABETS and script_counts(form).keys() >= scripts


def _borrowed(acronym: str, own: Sequence[Term], forms: Sequence[Term]) -> bool:
    if any(primary(form.lang) == "en" for form in forms):
        return False
    return not any(shares_initials(form.text, acronym) for form in own)
