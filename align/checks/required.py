"""Terms of the glossary in the translation: those that must be there, and those that must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from align.checks.context import CJK, Context
from align.checks.scopes import of_document, of_unit
from align.checks.tables import table
from align.checks.terms import Renderings
from align.model import Hit, Issue, Place, Term
from align.text.patterns import lazily
from align.text.stems import same_word, stem
from align.text.tags import same_language

__all__ = ["do_not_translate", "term_case", "term_forbidden", "term_missing"]

_COMPOUNDING: Final = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "fi", "is", "hu", "et"})
_WORD: Final = lazily(r"[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)?")


def _by_concept(context: Context) -> Mapping[str, list[Term]]:
    """The terms of the target language that may be used, by concept."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in context.termbase.terms:
        if term.allowed and same_language(term.lang, context.bitext.target_lang):
            found[term.concept].append(term)
    return found


@of_unit
def term_missing(context: Context) -> Iterator[Issue]:
    """A term of the glossary stands in the source, and none of its translations in the target.

    Preferred and admitted forms count, inflected and derived ones too, and inside longer words where the language
    compounds. Where a forbidden form or other capitals are used instead, that is said by ``term_forbidden`` and
    ``term_case``.

    Why:
        One concept has one name in a text, the one that was agreed on.

    Severity:
        warning

    Fails:
        term: 蒸馏 = distillation
        zh-en: 蒸馏让小模型更强。 | Purification makes small models stronger.

    Passes:
        term: 大语言模型 = large language model; also LLM
        zh-en: 这些大语言模型很贵。 | These LLMs are expensive.
    """
    if not context.source_hits:
        return
    allowed = _by_concept(context)
    for pair in context.bilingual:
        hits = context.hits_in(context.source_hits, pair)
        if not hits:
            continue
        used = {hit.term.concept for hit in context.hits_in(context.loose_hits, pair)}
        used |= {hit.term.concept for hit in context.hits_in(context.target_hits, pair)}
        if all(hit.term.concept in used for hit in hits):
            continue
        spans: dict[tuple[int, int], list[Hit]] = defaultdict(list)
        for hit in hits:
            spans[hit.start, hit.end].append(hit)
        said: set[str] = set()
        for hit in hits:
            concept = hit.term.concept
            if hit.term.case == "keep" or concept in used or concept in said or concept not in allowed:
                continue
            if any(term.concept in used for term in _namesakes(context, hit)) or _present(
                pair.target, allowed[concept], context.lang
            ):
                continue
            said.add(concept)
            names = " or ".join(f'"{term.text}"' for term in allowed[concept][:3])
            message = f'"{hit.text}" is not translated as {names}'
            yield Issue(
                "term_missing", "warning", message, pair.unit.id, "source", hit.start, hit.end,
                related=(Place(pair.unit.id, "target", 0, len(pair.target)),),
            )  # fmt: skip


def _namesakes(context: Context, hit: Hit) -> list[Term]:
    """The terms of other concepts that are spelled like the one that was found."""
    return [
        t for t in context.termbase.terms if t.text == hit.term.text and t.lang == hit.term.lang and t is not hit.term
    ]


def _present(text: str, terms: Sequence[Term], lang: str) -> bool:
    """Whether a term is there in a form that the matcher does not know: derived, compounded, or irregular."""
    folded = text.casefold()
    found = [match[0].removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(folded)]
    return any(_is_there(term, folded, found, lang) for term in terms)


def _is_there(term: Term, text: str, found: Sequence[str], lang: str) -> bool:
    wanted = term.text.casefold()
    if lang in CJK:
        return wanted in text
    if lang in _COMPOUNDING and len(wanted) >= 5 and wanted[: max(5, len(wanted) - 2)] in text:
        return True
    parts = [match[0] for match in _WORD.finditer(wanted)]
    if term.case == "any" and len(parts) == 1 and any(_derived(word, parts[0], lang) for word in found):
        return True
    if term.case == "any" and len(parts) > 1:
        joined = "".join(parts)
        closed = len(joined) > 7 and joined in text.replace(" ", "").replace("-", "")
        return closed or _row(found, parts, lang)
    if len(parts) != 1 or len(wanted) < 4 or not term.text[0].isupper() or term.type in {"acronym", "abbreviation"}:
        return False
    stem_ = wanted[:-1]  # China, Chinese
    return any(word.startswith(stem_) and len(word) <= len(wanted) + 4 and word != wanted for word in found)


def _row(found: Sequence[str], parts: Sequence[str], lang: str) -> bool:
    """Whether forms of all words of a term stand in a row, in any order, with at most two others between."""
    for start in range(len(found)):
        window = list(found[start : start + len(parts) + 2])
        if all(any(_form(word, part, lang) for word in window) for part in parts):
            return True
    return False


def _form(word: str, part: str, lang: str) -> bool:
    irregular = table("irregular").get(lang, {})
    return (
        same_word(word, part, lang)
        or irregular.get(word, word) == irregular.get(part, part)
        or stem(word, lang) == stem(part, lang)
    )


def _derived(word: str, part: str, lang: str) -> bool:
    """Whether two words are of one family: distilled and distillation, but not purification."""
    if _form(word, part, lang):
        return True
    common = 0
    for a, b in zip(word, part, strict=False):
        if a != b:
            break
        common += 1
    return common >= 5 and common * 10 >= 6 * max(len(word), len(part))


@of_document(Renderings)
def term_forbidden(context: Context) -> Iterator[Issue]:
    """A form that the glossary forbids stands in the translation.

    Found in any letter case and inflected, source or no source; where the source is known and has no term of the
    concept, other words may be meant and nothing is said. Inside a longer term that is allowed it passes. A
    deprecated form is information, and left to ``term_inconsistent`` where the document mixes forms.

    Why:
        Somebody settled that this form is wrong.

    Severity:
        error; info for deprecated forms

    Fails:
        term: 幻方 = High-Flyer; never Magic Square
        en: Their big-data magic square fund grew.

    Passes:
        term: 代理 = agent; never proxy
        zh-en: 他通过服务器上网。 | He goes online through a proxy.
    """
    if all(term.allowed for term in context.termbase.terms):
        return
    hits_of = context.loose_hits or context.target_hits
    preferred = {concept: terms[0].text for concept, terms in _by_concept(context).items() if terms}
    deprecated = any(term.status == "deprecated" for term in context.termbase.terms)
    mixed = context.survey(Renderings).mixed if deprecated else {}
    has_source = {
        term.concept for term in context.termbase.terms if same_language(term.lang, context.bitext.source_lang)
    }
    for pair in context.pairs:
        hits = context.hits_in(hits_of, pair)
        bad = [
            h
            for h in hits
            if h.term.status == "forbidden" or (h.term.status == "deprecated" and h.term.concept not in mixed)
        ]
        if not bad:
            continue
        good = [hit for hit in hits if hit.term.allowed]
        in_source = {hit.term.concept for hit in context.hits_in(context.source_hits, pair)}
        taken: list[Hit] = []
        for hit in bad:
            if any(
                h.start <= hit.start
                and hit.end <= h.end
                and (h.end - h.start > hit.end - hit.start or h.text == h.term.text)
                for h in good
            ):
                continue
            if any(t.start < hit.end and hit.start < t.end for t in taken):
                continue
            if (
                context.source_hits
                and pair.source
                and hit.term.concept in has_source
                and hit.term.concept not in in_source
            ):
                continue
            if hit.term.case != "any" and hit.text != hit.term.text and not _same_shape(hit):
                continue
            taken.append(hit)
            instead = preferred.get(hit.term.concept)
            advice = f'; use "{instead}"' if instead else ""
            severity = "error" if hit.term.status == "forbidden" else "info"
            related = tuple(
                Place(pair.unit.id, "source", h.start, h.end)
                for h in context.hits_in(context.source_hits, pair)
                if h.term.concept == hit.term.concept
            )
            message = f'"{hit.text}" is {hit.term.status} by the glossary{advice}'
            yield Issue(
                "term_forbidden", severity, message, pair.unit.id, "target", hit.start, hit.end, related=related
            )


def _same_shape(hit: Hit) -> bool:
    """Whether a term of several words differs in its capitals only: one of a single word may be another word then."""
    return " " in hit.text.strip() and hit.text.casefold() == hit.term.text.casefold()


@of_unit
def term_case(context: Context) -> Iterator[Issue]:
    """A term whose capitals matter is written with others.

    A capital at the beginning of a sentence and words in capitals throughout pass, and so does a common word that
    happens to be spelled like a name (*meta-analysis* beside *Meta*) unless the source has the term.

    Why:
        Names and brands have one spelling.

    Severity:
        warning

    Fails:
        keep: DeepSeek
        zh-en: DeepSeek发布了模型。 | Deepseek released a model.

    Passes:
        keep: DeepSeek
        zh-en: DeepSeek发布了模型。 | DeepSeek released a model.
    """
    if not context.loose_hits or all(term.case == "any" for term in context.termbase.terms):
        return
    for pair in context.pairs:
        hits = context.hits_in(context.loose_hits, pair)
        loose = [h for h in hits if h.term.case != "any" and h.term.allowed]
        if not loose:
            continue
        in_source = {hit.term.concept for hit in context.hits_in(context.source_hits, pair)}
        exact = [hit for hit in hits if hit.text == hit.term.text or hit.term.case == "any"]
        for hit in loose:
            found, term = hit.text, hit.term.text
            if found == term or found.casefold() != term.casefold() or found.isupper():
                continue
            if any(e.start <= hit.start and hit.end <= e.end for e in exact):
                continue
            if found[0] == term[0].upper() and found[1:] == term[1:] and _begins(pair.target, hit.start):
                continue
            inner = any(map(str.isupper, term[1:]))
            if hit.term.concept not in in_source and not (inner and not (found.islower() and term.isupper())):
                continue
            if pair.target[hit.start - 1 : hit.start] in tuple("/@._") or pair.target[hit.end : hit.end + 2][
                :1
            ] in tuple("/@_"):
                continue
            yield pair.issue(
                "term_case", "warning", f'"{found}" is written "{term}" by the glossary', hit.start, hit.end, fix=term
            )


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"“‘'«„([*")
    return not before or before[-1] in ".!?:…\n"


@of_unit
def do_not_translate(context: Context) -> Iterator[Issue]:
    """A name that is to be kept as it is stands in the source, and not in the translation.

    It must stand there letter for letter; inside a longer word or with an ending of the language (*PyTorch's*) it does.

    Why:
        Product names, commands and codes work only as they are.

    Severity:
        error; info where only its capitals differ

    Fails:
        keep: PyTorch
        zh-en: PyTorch是开源的。 | Py Torch is open source.

    Passes:
        keep: PyTorch
        zh-en: PyTorch是开源的。 | PyTorch's source is open.
    """
    if not context.source_hits or all(term.case != "keep" for term in context.termbase.terms):
        return
    allowed = _by_concept(context)
    for pair in context.bilingual:
        said: set[str] = set()
        for hit in context.hits_in(context.source_hits, pair):
            if hit.term.case != "keep" or hit.term.concept in said:
                continue
            wanted = [term.text for term in allowed.get(hit.term.concept, ())] or [hit.term.text]
            if any(_stands(pair.target, text) for text in (*wanted, hit.text)):
                continue
            said.add(hit.term.concept)
            if any(
                h.term.concept == hit.term.concept and h.text.casefold() == h.term.text.casefold()
                for h in context.hits_in(context.loose_hits, pair)
            ):
                severity, note = "info", "its capitals differ"
            else:
                severity, note = "error", "it is to be kept"
            message = f'"{hit.text}" does not stand in the translation as it is; {note}'
            yield Issue(
                "do_not_translate", severity, message, pair.unit.id, "source", hit.start, hit.end,
                related=(Place(pair.unit.id, "target", 0, len(pair.target)),),
            )  # fmt: skip


def _stands(text: str, term: str) -> bool:
    """Whether a term stands in a text and is no part of another word; endings may follow."""
    start = text.find(term)
    while start >= 0:
        before = text[start - 1 : start]
        after = text[start + len(term) : start + len(term) + 1]
        inside = before.isascii() and before.isalnum() and term[0].isalnum()
        longer = after.isascii() and after.isalnum() and after.islower() and after != "s"
        if not inside and not longer:
            return True
        start = text.find(term, start + 1)
    return False
