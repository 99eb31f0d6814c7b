"""Text to blocks to sentences, with exact spans. Pure: text in, :class:`~align.model.Document` out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from align.errors import ArgumentError
from align.model import NEWLINES, Block, Document, Passage, RuleFile, Segment
from align.segmentation.blocks import block_spans
from align.segmentation.engine import sentence_spans
from align.segmentation.languages import known_languages, rules_for
from align.segmentation.structure import structure
from align.text.lines import LineIndex

__all__ = ["known_languages", "parse", "segments"]


def segments(
    text: str,
    lang: str = "und",
    *,
    newlines: str = "paragraph",
    whole_quotations: bool = False,
    abbreviations: Iterable[str] = (),
    rules: RuleFile | None = None,
) -> list[Segment]:
    """The sentences of a text: those of :func:`parse`, without asking what each block is.

    Takes and raises what :func:`parse` does.
    """
    divide = _divider(text, lang, newlines, abbreviations, rules, whole_quotations=whole_quotations)
    found: list[Segment] = []
    for start, end in block_spans(text, newlines):
        found += [Segment(first, last, text[first:last]) for first, last in divide(start, end)]
    return found


def _divider(
    text: str,
    lang: str,
    newlines: str,
    abbreviations: Iterable[str],
    rules: RuleFile | None,
    *,
    whole_quotations: bool,
) -> Callable[[int, int], list[tuple[int, int]]]:
    """What finds the sentences between two offsets of a text."""
    if newlines not in NEWLINES:
        raise ArgumentError(f"newlines {newlines!r} is none of {', '.join(NEWLINES)}")
    if newlines == "line":
        return lambda start, end: [(start, end)]
    if rules is not None:
        from align.segmentation.srx import compile_rules, srx_spans  # here: few runs bring rules of their own

        compiled = compile_rules(rules, lang)
        return lambda start, end: srx_spans(text, start, end, compiled)
    own = rules_for(lang)
    if abbreviations:
        own = own.with_abbreviations(abbreviations)
    return lambda start, end: sentence_spans(text, start, end, own, whole_quotations=whole_quotations)


def parse(
    text: str,
    lang: str = "und",
    *,
    newlines: str = "paragraph",
    whole_quotations: bool = False,
    abbreviations: Iterable[str] = (),
    rules: RuleFile | None = None,
    passages: Sequence[Passage] | None = None,
) -> Document:
    """Blocks and sentences of a text.

    Args:
        text: Any text.
        lang: BCP 47 tag; the rules of a language that has no file are those that hold anywhere (``und``).
        newlines: What a new line means: ``paragraph``, ``wrapped`` or ``line``, see
            :func:`align.segmentation.blocks.block_spans`. With ``line`` every line is one sentence.
        whole_quotations: Never divide inside a quotation.
        abbreviations: Further abbreviations that never end a sentence, with or without their full stop.
        rules: SRX rules that tell where sentences end, in place of the language's own.
        passages: What mark-up sets apart in the text, in order; what lies between is white space. No block goes beyond
            one, ``newlines`` tells what a new line inside of it means, and what a passage is or who says it is taken
            from it. None for a plain text, whose lines have to tell.

    Returns:
        The document. Its segments and the white space between them give the text back code point by code point.

    Raises:
        ArgumentError: ``newlines`` is none of the three.
    """
    divide = _divider(text, lang, newlines, abbreviations, rules, whole_quotations=whole_quotations)
    found = list(_pieces(text, newlines, passages))
    texts = [text[start:end] for start, end, _ in found]
    parts = structure(texts, rules_for(lang), [passage.kind for _, _, passage in found])
    lines = LineIndex(text)
    blocks = []
    section = ""
    for (start, end, passage), part in zip(found, parts, strict=True):
        if part.kind == "heading":
            section = text[start:end]
        blocks.append(
            Block(
                kind=part.kind,
                line=lines.locate(start)[0],
                start=start,
                end=end,
                segments=tuple([Segment(s, e, text[s:e]) for s, e in divide(start, end)]),
                section="" if part.kind == "heading" else section,
                speaker=passage.speaker or part.speaker,
                label=part.label,
                quotes=part.quotes,
            )
        )
    return Document(text=text, lang=lang, blocks=tuple(blocks))


def _pieces(text: str, newlines: str, passages: Sequence[Passage] | None) -> Iterator[tuple[int, int, Passage]]:
    """The spans of the blocks, and the passage that each stands in."""
    for passage in passages if passages is not None else [Passage(0, len(text))]:
        for start, end in block_spans(text[passage.start : passage.end], newlines):
            yield passage.start + start, passage.start + end, passage
