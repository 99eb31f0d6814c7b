"""``align segment``: blocks and sentences of texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    json_option,
    lang_option,
    segmenting_of,
    segmenting_options,
)
from align.cli.output import say, tell

if TYPE_CHECKING:
    from align.model import Document, Segment

__all__ = ["segment"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1)
@lang_option
@encoding_option
@segmenting_options
@extracting_options
@click.option("--export-rules", metavar="FILE.srx", help="Write the rules of --lang as SRX for other tools instead.")
@click.option("--force", is_flag=True, help="Overwrite the file of --export-rules if it exists.")
@json_option
def segment(
    files: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    newlines: str | None,
    quotations: str | None,
    rules: str | None,
    tracked: str | None,
    max_size: int | None,
    export_rules: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Print the sentences of texts, one a line, with a blank line between blocks."""
    if export_rules is not None:
        _export(export_rules, lang, force=force)
        return
    if not files:
        raise click.MissingParameter(param_type="argument", param_hint="FILE...")
    from align.loading import load_document
    from align.segmentation import known_languages
    from align.text.tags import primary

    documents = []
    for path in files:
        how = segmenting_of(path, newlines, quotations, rules)
        taken = extracting_of(path, tracked, max_size)
        document, _ = load_document(path, lang, encoding, fallback="und", segmenting=how, extracting=taken)
        documents.append((path, document))
    for path, document in documents:
        if primary(document.lang) not in known_languages():
            said = "the language is not known" if document.lang == "und" else f"there are no rules for {document.lang}"
            hint = "" if lang else "; give --lang"
            tell(f"note: {path}: {said}; rules of the script are used{hint}")
    if as_json:
        shown = [_as_json(path, document) for path, document in documents]
        say(json.dumps({"version": 1, "files": shown}, indent=1))
        return
    blocks = ["\n".join(map(_on_one_line, block.segments)) for _, document in documents for block in document.blocks]
    say("\n\n".join(blocks))


def _export(path: str, lang: str | None, *, force: bool) -> None:
    from align.project import export_rules

    if lang is None:
        raise click.UsageError("--export-rules needs --lang, for example en")
    export_rules(lang, path, force=force)
    say(f"written   {path}")


def _on_one_line(segment: Segment) -> str:
    return " ".join(segment.text.splitlines())


def _as_json(path: str, document: Document) -> dict[str, Any]:
    return {
        "path": path,
        "lang": document.lang,
        **({"text": document.text} if document.extracted else {}),  # what the offsets count in
        "blocks": [
            {
                "kind": block.kind,
                "line": block.line,
                "start": block.start,
                "end": block.end,
                "section": block.section,
                "speaker": block.speaker,
                "label": block.label,
                "segments": [{"start": s.start, "end": s.end, "text": s.text} for s in block.segments],
            }
            for block in document.blocks
        ],
    }
