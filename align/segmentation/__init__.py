"""Text to blocks to sentences, with exact spans. Pure: text in, :class:`~align.model.Document` out."""

from __future__ import annotations

from collections.abc import Iterable

from align.errors import ArgumentError
from align.model import Block, Document, Segment
from align.segmentation.blocks import NEWLINES, block_spans
from align.segmentation.engine import sentence_spans
from align.segmentation.languages import Rules, known_languages, rules_for
from align.segmentation.structure import structure
from align.text.lines import LineIndex

__all__ = ["NEWLINES", "known_languages", "parse", "segments"]


def segments(
    text: str,
    lang: str = "und",
    *,
    newlines: str = "paragraph",
    whole_quotations: bool = False,
    abbreviations: Iterable[str] = (),
) -> list[Segment]:
    """The sentences of a text: those of :func:`parse`, without asking what each block is.

    Takes and raises what :func:`parse` does.
    """
    rules = _rules(lang, newlines, abbreviations)
    found: list[Segment] = []
    for start, end in block_spans(text, newlines):
        if newlines == "line":
            found.append(Segment(start, end, text[start:end]))
        else:
            spans = sentence_spans(text, start, end, rules, whole_quotations=whole_quotations)
            found += [Segment(first, last, text[first:last]) for first, last in spans]
    return found


def _rules(lang: str, newlines: str, abbreviations: Iterable[str]) -> Rules:
    if newlines not in NEWLINES:
        raise ArgumentError(f"newlines {newlines!r} is none of {', '.join(NEWLINES)}")
    rules = rules_for(lang)
    return rules.with_abbreviations(abbreviations) if abbreviations else rules


def parse(
    text: str,
    lang: str = "und",
    *,
    newlines: str = "paragraph",
    whole_quotations: bool = False,
    abbreviations: Iterable[str] = (),
) -> Document:
    """Blocks and sentences of a text.

    Args:
        text: Any text.
        lang: BCP 47 tag; the rules of a language that has no file are those that hold anywhere (``und``).
        newlines: What a new line means: ``paragraph``, ``wrapped`` or ``line``, see
            :func:`align.segmentation.blocks.block_spans`. With ``line`` every line is one sentence.
        whole_quotations: Never divide inside a quotation.
        abbreviations: Further abbreviations that never end a sentence, with or without their full stop.

    Returns:
        The document. Its segments and the white space between them give the text back code point by code point.

    Raises:
        ArgumentError: ``newlines`` is none of the three.
    """
    rules = _rules(lang, newlines, abbreviations)
    spans = list(block_spans(text, newlines))
    texts = [text[start:end] for start, end in spans]
    lines = LineIndex(text)
    blocks = []
    section = ""
    for (start, end), part in zip(spans, structure(texts, rules), strict=True):
        if part.kind == "heading":
            section = text[start:end]
        if newlines == "line":
            sentences = [(start, end)]
        else:
            sentences = sentence_spans(text, start, end, rules, whole_quotations=whole_quotations)
        blocks.append(
            Block(
                kind=part.kind,
                line=lines.locate(start)[0],
                start=start,
                end=end,
                segments=tuple([Segment(s, e, text[s:e]) for s, e in sentences]),
                section="" if part.kind == "heading" else section,
                speaker=part.speaker,
                label=part.label,
                quotes=part.quotes,
            )
        )
    return Document(text=text, lang=lang, blocks=tuple(blocks))
