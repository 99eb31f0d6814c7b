"""Consistency checks. Pure: a bitext with its term hits in, issues out.

A check is one function from a :class:`~align.checks.context.Context` to issues; it becomes known by its line in
:data:`CHECKS`. By :func:`of_unit` or :func:`of_document` it says how far it looks, so that a document of any size can
be checked while it is read. Its docstring is its documentation: what is wrong, why, how grave, what can be set, and
examples that fail and pass (:mod:`align.checks.documentation` reads them). Other packages add theirs by the entry
point group ``align.checks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from align.checks.acronyms import acronym_expansion, acronym_redefined, acronym_undefined, acronym_unused
from align.checks.addresses import url_mismatch
from align.checks.carried import merge_conflict, stale
from align.checks.case import capitalization, case_variant, heading_case
from align.checks.characters import bad_character, fullwidth_in_latin, halfwidth_in_cjk
from align.checks.codes import newline_mismatch, placeholder_mismatch, tag_mismatch
from align.checks.context import CJK, Check, Context, Survey
from align.checks.crossed import same_source_different_target, same_target_different_source
from align.checks.dates import date_style_mix
from align.checks.doubles import hyphen_variant, name_variant
from align.checks.duplicates import duplicate_segment
from align.checks.ends import end_punct
from align.checks.lengths import length_ratio, sentence_count
from align.checks.numbers import date_mismatch, number_format, number_mismatch, unit_mismatch
from align.checks.options import OPTIONS, Option
from align.checks.pairs_of_marks import bracket_unpaired, quote_unpaired
from align.checks.quotes import quote_style, quote_style_mix
from align.checks.required import do_not_translate, term_case, term_forbidden, term_missing
from align.checks.scopes import of_document, of_unit
from align.checks.script_spacing import cjk_latin_spacing
from align.checks.spacing import fr_spacing, spacing
from align.checks.spelling import spelling
from align.checks.styles import dash_style, tense_of_reporting
from align.checks.terms import term_inconsistent
from align.checks.untranslated import source_missing, target_empty, target_same_as_source, untranslated_residue
from align.checks.variants import variant_spelling
from align.checks.words import article_a_an, grammar, repeated_word
from align.model import Issue

__all__ = ["CHECKS", "CJK", "OPTIONS", "Check", "Context", "Option", "Survey", "of_document", "of_unit", "run"]

CHECKS: Final[Mapping[str, Check]] = {
    # Terms and acronyms.
    "acronym_expansion": acronym_expansion,
    "acronym_redefined": acronym_redefined,
    "acronym_undefined": acronym_undefined,
    "acronym_unused": acronym_unused,
    "do_not_translate": do_not_translate,
    "term_case": term_case,
    "term_forbidden": term_forbidden,
    "term_inconsistent": term_inconsistent,
    "term_missing": term_missing,
    # Both sides.
    "end_punct": end_punct,
    "length_ratio": length_ratio,
    "newline_mismatch": newline_mismatch,
    "placeholder_mismatch": placeholder_mismatch,
    "same_source_different_target": same_source_different_target,
    "same_target_different_source": same_target_different_source,
    "sentence_count": sentence_count,
    "source_missing": source_missing,
    "tag_mismatch": tag_mismatch,
    "target_empty": target_empty,
    "target_same_as_source": target_same_as_source,
    "untranslated_residue": untranslated_residue,
    "url_mismatch": url_mismatch,
    # Numbers, by value.
    "date_mismatch": date_mismatch,
    "date_style_mix": date_style_mix,
    "number_format": number_format,
    "number_mismatch": number_mismatch,
    "unit_mismatch": unit_mismatch,
    # The translation alone.
    "article_a_an": article_a_an,
    "bad_character": bad_character,
    "bracket_unpaired": bracket_unpaired,
    "capitalization": capitalization,
    "cjk_latin_spacing": cjk_latin_spacing,
    "fr_spacing": fr_spacing,
    "fullwidth_in_latin": fullwidth_in_latin,
    "grammar": grammar,
    "halfwidth_in_cjk": halfwidth_in_cjk,
    "quote_style": quote_style,
    "quote_unpaired": quote_unpaired,
    "repeated_word": repeated_word,
    "spacing": spacing,
    "spelling": spelling,
    # The document against itself.
    "case_variant": case_variant,
    "dash_style": dash_style,
    "duplicate_segment": duplicate_segment,
    "heading_case": heading_case,
    "hyphen_variant": hyphen_variant,
    "name_variant": name_variant,
    "quote_style_mix": quote_style_mix,
    "tense_of_reporting": tense_of_reporting,
    "variant_spelling": variant_spelling,
    # The round trip of a sheet.
    "merge_conflict": merge_conflict,
    "stale": stale,
}

_IGNORED: Final = re.compile(r"\bignore:\s*([\w-]+(?:\s*,\s*[\w-]+)*)", re.IGNORECASE)


def run(
    context: Context, checks: Mapping[str, Check] = CHECKS, severities: Mapping[str, str] | None = None
) -> list[Issue]:
    """The issues that some checks find, in the order of the text.

    Args:
        context: What is checked.
        checks: The checks, by name.
        severities: Severities that a project sets, by name of the check, in place of what the checks say.

    Returns:
        The issues; those that the unit's comment tells to ignore (``ignore: rule, rule``) are marked as suppressed.
    """
    order = {unit.id: number for number, unit in enumerate(context.units)}
    ignored = {unit.id: _ignored(unit.comment) for unit in context.units if "gnore" in unit.comment}
    issues = []
    for name, check in checks.items():
        severity = (severities or {}).get(name)
        for issue in check(context):
            changed = replace(issue, severity=severity) if severity else issue
            if name in ignored.get(issue.unit, ()):
                changed = replace(changed, suppressed="comment")
            issues.append(changed)
    return sorted(
        issues, key=lambda issue: (order[issue.unit], issue.side == "target", issue.start, issue.end, issue.rule)
    )


def _ignored(comment: str) -> frozenset[str]:
    return frozenset(
        name.strip().replace("-", "_") for match in _IGNORED.finditer(comment) for name in match[1].lower().split(",")
    )
