"""Acronyms and what a text says they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.context import Context
from align.model import Issue
from align.text.acronyms import expansions, initials_of, is_irregular
from align.text.stems import phrase_key

__all__ = ["acronym_expansion"]


def acronym_expansion(context: Context) -> Iterator[Issue]:
    """The initials of a phrase do not spell the acronym in brackets behind it.

    Acronyms of one letter a word, with inner letters (``deoxyribonucleic acid (DNA)``), hyphens (``fine-tuning``) and
    skipped function words (``Academy of Sciences``) fit. So does any expansion that the termbase prefers or admits.
    """
    lang = context.bitext.target_lang
    known = {
        (acronym.text, phrase_key(form.text, lang))
        for concept in context.termbase.concepts
        for acronym in concept.terms
        if acronym.type == "acronym"
        for form in concept.terms
        if form.status in {"preferred", "admitted"}
    }
    for unit in context.units:
        for found in expansions(unit.target):
            if found.fits or is_irregular(found.acronym) or (found.acronym, phrase_key(found.text, lang)) in known:
                continue
            initials = initials_of(found.text)
            yield Issue(
                rule="acronym_expansion",
                severity="warning",
                message=f'the initials of "{found.text}" are {initials}, which does not spell {found.acronym}',
                unit=unit.id,
                side="target",
                start=found.start,
                end=found.end,
            )
