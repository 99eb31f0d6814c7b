"""Text to blocks to sentences, with exact spans. Pure: text in, :class:`~align.model.Document` out."""

from __future__ import annotations

from align.model import Block, Document, Segment
from align.segmentation.blocks import block_kinds, block_spans, enclosing_quotes
from align.segmentation.engine import sentence_spans
from align.segmentation.languages import known_languages, rules_for
from align.segmentation.speakers import attribute
from align.text.lines import LineIndex

__all__ = ["known_languages", "parse"]


def parse(text: str, lang: str = "und") -> Document:
    """Blocks and sentences of a text, each line a block.

    Args:
        text: Any text.
        lang: BCP 47 tag; the rules of a language that has no file are those that hold anywhere (``und``).

    Returns:
        The document. Its segments and the white space between them give the text back code point by code point.
    """
    rules = rules_for(lang)
    spans = list(block_spans(text))
    texts = [text[start:end] for start, end in spans]
    kinds = block_kinds(texts, rules)
    speakers = attribute(list(zip(kinds, texts, strict=True)), rules)
    lines = LineIndex(text)
    blocks = []
    section = ""
    for (start, end), block, kind, speaker in zip(spans, texts, kinds, speakers, strict=True):
        if kind == "heading":
            section = block
        blocks.append(
            Block(
                kind=kind,
                line=lines.locate(start)[0],
                start=start,
                end=end,
                segments=tuple(Segment(s, e, text[s:e]) for s, e in sentence_spans(text, start, end, rules)),
                section="" if kind == "heading" else section,
                speaker=speaker,
                quotes=enclosing_quotes(block) if kind == "excerpt" else None,
            )
        )
    return Document(text=text, lang=lang, blocks=tuple(blocks))
