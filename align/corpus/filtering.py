"""``align corpus filter``: a corpus without the beads that some rules drop, in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from align.corpus import rules
from align.corpus.folders import LOCK, check, manifest_of, prepare, write_manifest
from align.corpus.parts import PART_FOLDER, columns_of, parquet_bytes, write_whole
from align.corpus.repeats import Repeats
from align.corpus.results import Counts, counts_of
from align.errors import ArgumentError
from align.loading import AnyPath
from align.storage import locked, make_folder, same_file
from align.version import TOOL

__all__ = ["Filtered", "filter_corpus"]

_LOOKED_AT: Final = ("source", "target", "score", "source_lang", "target_lang")
_Rule = Callable[[rules.Columns], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a filter did.

    Attributes:
        out: The folder of what is left.
        before: Beads that were looked at.
        dropped: For each rule in order how many of the beads that were left it dropped.
        counts: What is left.
    """

    out: Path
    before: int
    dropped: tuple[tuple[str, int], ...]
    counts: Counts


def filter_corpus(
    folder: AnyPath,
    out: AnyPath,
    *,
    two_sided: bool = False,
    min_score: float | None = None,
    length_ratio: float | None = None,
    language: bool = False,
    duplicates: bool = False,
    force: bool = False,
) -> Filtered:
    """Copy a corpus without the beads that rules drop; what is filtered is not touched.

    Args:
        folder: A finished corpus, filtered before or not.
        out: The folder of what is left, which is made.
        two_sided: Drop beads with an empty side.
        min_score: Drop beads of less confidence.
        length_ratio: Drop beads one of whose sides is more than so many times longer than is usual beside the other in
            this corpus, > 1; those with an empty side too.
        language: Drop beads with a text that is in the script of another language.
        duplicates: Drop beads whose two texts stood before, among those that the other rules leave.
        force: Begin anew where the folder holds something else that was filtered.

    Raises:
        AlignError: No rule is given or its value is at fault; or a folder is.
    """
    folder, out = Path(folder), Path(out)
    if length_ratio is not None and not length_ratio > 1:
        raise ArgumentError(f"a ratio of lengths of {length_ratio:g} leaves nothing; give one above 1")
    if min_score is not None and not 0 <= min_score <= 1:
        raise ArgumentError(f"confidences lie between 0 and 1, not at {min_score:g}")
    told = manifest_of(folder)
    if same_file(folder, out):
        raise ArgumentError("is what is to be filtered; give another folder", path=out)
    paths = [folder / PART_FOLDER / part["name"] for part in told["parts"]]
    found: list[tuple[str, float | bool, _Rule]] = []
    if two_sided:
        found.append(("both sides", True, rules.both_sides))
    if min_score is not None:
        found.append(("min score", min_score, lambda columns: rules.min_score(columns, min_score)))
    if length_ratio is not None:
        usual = _usual(paths)
        found.append(("length ratio", length_ratio, lambda columns: rules.length_ratio(columns, length_ratio, usual)))
    if language:
        found.append(("language", True, rules.right_language))
    if not found and not duplicates:
        raise ArgumentError("give a rule: --min-score, --both-sides, --length-ratio, --language or --duplicates")
    given = {name: value for name, value, _ in found} | ({"duplicates": True} if duplicates else {})
    plan = {
        "version": 1,
        "tool": TOOL,
        "filtered": told["plan"],
        "rules": given,
        "plan": sha256(json.dumps([TOOL, told["plan"], given], sort_keys=True).encode()).hexdigest(),
    }
    check(out, plan["plan"], force=force)
    make_folder(out)
    with locked(out / LOCK):
        prepare(out, plan, clear=check(out, plan["plan"], force=force), folders=(PART_FOLDER,))
        masks, dropped = _masks(paths, found, out, duplicates=duplicates)
        counts, parts = _written(paths, masks, out)
        write_manifest(out, {**plan, "dropped": dropped, "counts": asdict(counts), "parts": parts})
    return Filtered(out, told["counts"]["beads"], tuple(dropped.items()), counts)


def _columns(path: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = columns_of(path, _LOOKED_AT).to_pydict()
    return found


def _usual(paths: Sequence[Path]) -> dict[tuple[str, str], float]:
    """For each two languages how many target code points stand beside a source code point, in beads with two sides."""
    sums: dict[tuple[str, str], NDArray[np.int64]] = {}
    for path in paths:
        columns = _columns(path)
        here, there = rules.lengths(columns)
        for number, langs in enumerate(zip(columns["source_lang"], columns["target_lang"], strict=True)):
            total = sums.setdefault(langs, np.zeros(2, np.int64))
            if here[number] and there[number]:
                total += (here[number], there[number])
    return {langs: float(total[1] / total[0]) if total.all() else 1.0 for langs, total in sums.items()}


def _masks(
    paths: Sequence[Path], found: Sequence[tuple[str, Any, _Rule]], out: Path, *, duplicates: bool
) -> tuple[list[NDArray[np.uint8]], dict[str, int]]:
    """For each part which rows stay, as bits; and how many rows each rule dropped."""
    dropped = {name: 0 for name, _, _ in found} | ({"duplicates": 0} if duplicates else {})
    masks = []
    with _scratch(out / ".align-scratch") as scratch:
        repeats = Repeats(scratch) if duplicates else None
        for number, path in enumerate(paths):
            columns = _columns(path)
            mask = np.ones(len(columns["source"]), bool)
            for name, _, rule in found:
                stays = mask & rule(columns)
                dropped[name] += int(mask.sum() - stays.sum())
                mask = stays
            if repeats is not None:
                repeats.add(number, columns, np.flatnonzero(mask))
            masks.append(np.packbits(mask))
        for number, rows in repeats.found() if repeats is not None else ():
            bits = np.unpackbits(masks[number])
            bits[rows] = 0
            masks[number] = np.packbits(bits)
            dropped["duplicates"] += len(rows)
    return masks, dropped


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty folder for a while; what a run left in it that was killed is deleted."""
    rmtree(folder, ignore_errors=True)
    make_folder(folder)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _written(
    paths: Sequence[Path], masks: Sequence[NDArray[np.uint8]], out: Path
) -> tuple[Counts, list[dict[str, Any]]]:
    """Write what stays; what was counted in it, and its parts."""
    counts, parts = Counts(), []
    for path, mask in zip(paths, masks, strict=True):
        table = columns_of(path)
        left = table.filter(np.unpackbits(mask, count=table.num_rows).astype(bool))
        data = parquet_bytes(left)
        write_whole(out / PART_FOLDER / path.name, data)
        counts.add(counts_of(left.to_pydict()))
        parts.append({"name": path.name, "rows": left.num_rows, "bytes": len(data), "sha256": sha256(data).hexdigest()})
    return counts, parts
