"""A sheet follows its text, which changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align.config import Segmenting
from align.errors import ArgumentError
from align.loading import AnyPath, load_document, telling
from align.model import CHANGES, Extracting, UnitChange
from align.roundtrip.kept import Change, load, save
from align.sheet import update
from align.storage import same_file

__all__ = ["UpdateRun", "update_file"]


@dataclass(frozen=True, slots=True)
class UpdateRun:
    """What :func:`update_file` did, for a summary.

    Attributes:
        changes: What became of each unit: those of the text in its order, then those that are gone.
        output: The sheet that was written, or would have been; None if there was nothing to write.
        notes: Sentences that a person should read.
    """

    changes: tuple[UnitChange, ...]
    output: Path | None
    notes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How often each thing happened, in the order of :data:`align.model.CHANGES`."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in CHANGES}


def update_file(
    sheet: AnyPath,
    document: AnyPath,
    output: AnyPath | None = None,
    *,
    glossary: Sequence[AnyPath] = (),
    encoding: str | None = None,
    segmenting: Segmenting | None = None,
    extracting: Extracting | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> UpdateRun:
    """Carry all work in a sheet over to a changed text (:func:`align.sheet.update`).

    Args:
        sheet: The sheet that was kept.
        document: The text as it is now.
        output: Another place for the result; by default the sheet itself is changed, and its former version kept.
        glossary: Files or folders of terms; by default the project's.
        encoding: Of the text, as for :func:`align.text.decoding.decode`.
        segmenting: How to divide the text; by default what the project's ``align.toml`` says.
        extracting: How to take the text out of a document; likewise.
        dry_run: Only say what would be done.
        force: Overwrite ``output``.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    kept = load(sheet)
    if output is not None and (same_file(Path(output), kept.path) or same_file(Path(output), Path(document))):
        raise ArgumentError("is one of the inputs; give another name", path=output)
    text, origin = load_document(
        document, kept.bitext.target_lang, encoding, segmenting=segmenting, extracting=extracting
    )
    with telling(Path(document)):
        updated, changes = update(kept.bitext, text, origin)
    run = UpdateRun(
        tuple(changes), Path(output or kept.path) if updated != kept.bitext or output is not None else None, ()
    )
    if dry_run:
        return run
    change = Change("update", {"text": Path(document).name}, run.counts())
    notes = save(kept, updated, change, output=output, force=force, glossary=glossary, document=text)
    return UpdateRun(run.changes, run.output, tuple(notes))
