"""Termbases compared concept by concept, and three versions of one merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import ArgumentError
from align.formats.termbase_edit import Patch, TermbaseFile
from align.loading import AnyPath, telling, termbase_files
from align.model import Term
from align.storage import replacing
from align.termbases.changes import Change, change_of, save
from align.termbases.layers import read_layer
from align.terms.comparing import ConceptDifference, Key, Rows, compare
from align.terms.editing import Places
from align.terms.merging import PREFERRED, Conflict, Merged, merge

__all__ = ["MergeRun", "compare_files", "merge_files", "save_merge"]


def compare_files(old: AnyPath, new: AnyPath) -> list[ConceptDifference]:
    """What two termbases, each a file or a folder, say differently.

    Raises:
        AlignError: A file cannot be read, or a row of it is broken.
    """
    return compare(_rows(old), _rows(new))


def _rows(path: AnyPath) -> Rows:
    """The rows of a file, or of all files of a folder; the uppermost file that has a term counts."""
    found: dict[Key, dict[str, str]] = {}
    for file in termbase_files([path]):
        for key, row in read_layer(file).file.rows().items():
            found.setdefault(key, row)
    return found


@dataclass(frozen=True, slots=True)
class MergeRun:
    """A merge that is planned.

    Attributes:
        change: The change of our file.
        conflicts: What needs a person.
        messages: The same as sentences, with file and line.
    """

    change: Change
    conflicts: tuple[Conflict, ...]
    messages: tuple[str, ...]


def merge_files(base: AnyPath, ours: AnyPath, theirs: AnyPath, *, prefer: str = "ours") -> MergeRun:
    """Plan to bring into our file what others changed in theirs, since both were as a third.

    Our file keeps its order, its comments and its form; comments that are new in theirs come in.

    Args:
        base: The file that both began with.
        ours: Our file.
        theirs: Theirs.
        prefer: ``ours`` or ``theirs``: the side that stands where the two contradict each other.

    Raises:
        AlignError: A file cannot be read, a row of it is broken, or theirs has a column that ours has not.
    """
    if prefer not in {"ours", "theirs"}:
        raise ArgumentError(f"{prefer!r} is none of ours, theirs")
    old, layer, their = (read_layer(Path(path)) for path in (base, ours, theirs))
    merged = merge(old.file.rows(), layer.file.rows(), their.file.rows(), prefer_theirs=prefer == "theirs")
    lines = {key: term.line for key, term in zip(layer.file.rows(), layer.file.terms, strict=True)}
    with telling(layer.path):
        file = _rewritten(layer.file, merged)
        file = _with_comments(file, old.file, layer.file, their.file)
        change = change_of([layer], layer, file.text, strict=False)
    messages = tuple(_message(conflict, layer.path, lines, prefer) for conflict in merged.conflicts)
    return MergeRun(change, tuple(merged.conflicts), messages)


def save_merge(run: MergeRun, output: AnyPath | None = None, *, force: bool = False) -> None:
    """Write a merge over our file, or to another.

    Args:
        run: The merge.
        output: Where to; by default our file.
        force: Overwrite ``output``.

    Raises:
        AlignError: A file exists or cannot be written, or ours was changed meanwhile.
    """
    if output is None:
        save(run.change)
        return
    with replacing(Path(output), force=force) as stream:
        stream.write(run.change.new)


def _rewritten(file: TermbaseFile, merged: Merged) -> TermbaseFile:
    """Our file with the rows that are changed, gone and new; one step after the other, since their places touch."""
    numbers = {key: number for number, key in enumerate(file.rows())}
    file = _done(file, [patch for key, fields in merged.changed.items() for patch in file.change(numbers[key], fields)])
    file = _done(file, [file.remove(numbers[key]) for key in merged.removed])
    places = Places(file.terms)
    rows = [(places.of(Term(*key, status=row["status"])), row) for key, row in merged.added.items()]
    return _done(file, [file.insert(place, row) for place, row in rows])


def _with_comments(file: TermbaseFile, *versions: TermbaseFile) -> TermbaseFile:
    """A file with the comments that are new in theirs, each before the term that it stands before there."""
    base, ours, theirs = (Counter(comment for comment, _ in version.comments()) for version in versions)
    new = (theirs - base) - (ours - base)
    numbers = {key: number for number, key in enumerate(file.rows())}
    keys, found, known = list(versions[-1].rows()), versions[-1].comments(), set(_places(versions[0]))
    chosen = []
    # Of comments that are alike those are new that stand where the base has none.
    for index, place in sorted(enumerate(_places(versions[-1])), key=lambda one: one[1] in known):
        if new[place[0]]:
            new[place[0]] -= 1
            chosen.append(index)
    patches = []
    for comment, before in (found[index] for index in sorted(chosen)):
        number = next((numbers[key] for key in keys[before:] if key in numbers), len(numbers))
        patches.append(file.note(number, comment))
    return _done(file, patches)


def _places(file: TermbaseFile) -> list[tuple[str, Key | None]]:
    """Each comment with the key of the term that follows it."""
    keys = [*file.rows(), None]
    return [(comment, keys[number]) for comment, number in file.comments()]


def _done(file: TermbaseFile, patches: Sequence[Patch]) -> TermbaseFile:
    return TermbaseFile(file.encode(file.apply(patches))) if patches else file


def _message(conflict: Conflict, path: Path, lines: Mapping[Key, int], prefer: str) -> str:
    """A conflict as a sentence."""
    concept, lang, text = conflict.key
    place = f"{path}:{lines[conflict.key]}" if conflict.key in lines else str(path)
    was = "" if conflict.base is None else f' (was "{conflict.base}")'
    if conflict.column == PREFERRED:
        said = f'"{conflict.ours}" is preferred in ours and "{conflict.theirs}" in theirs{was}'
        return f"{place}: {concept}, {lang}: {said}; that of {prefer} stays preferred"
    if conflict.column:
        said = f'{conflict.column} is "{conflict.ours}" in ours and "{conflict.theirs}" in theirs{was}'
    elif conflict.theirs is None:
        said = f'it is changed in ours ("{conflict.ours}") and removed in theirs'
    else:
        said = f'it is removed in ours and changed in theirs ("{conflict.theirs}")'
    return f'{place}: {concept}, {lang}, "{text}": {said}; {prefer} stands'
