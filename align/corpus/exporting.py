"""``align corpus export``: the beads of a corpus as translation memories, in shards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from align.corpus.folders import manifest_of
from align.corpus.parts import PART_FOLDER, batches_of
from align.errors import ArgumentError
from align.formats.tmx.write import write_units
from align.loading import AnyPath
from align.model import Bitext, Provenance, Unit
from align.storage import check_folder, check_output, make_folder, replacing

__all__ = ["Exported", "export"]

_COLUMNS: Final = ("id", "bead", "source", "target", "score", "source_lang", "target_lang")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported.

    Attributes:
        files: The shards.
        units: Units in them.
        left_out: Beads with an empty side.
        notes: Sentences on what the format does not hold.
    """

    files: tuple[Path, ...]
    units: int
    left_out: int
    notes: tuple[str, ...]


def export(folder: AnyPath, output: AnyPath, *, shard: int = 100_000, force: bool = False) -> Exported:
    """Write the beads of a finished corpus as TMX; shards are filled in order, those of each pair of languages apart.

    Args:
        folder: What :func:`align.corpus.job.align_corpus` or :func:`align.corpus.filtering.filter_corpus` wrote.
        output: The folder of the shards, which is made.
        shard: Units of a shard, >= 1.
        force: Overwrite shards that are there.

    Raises:
        AlignError: It is no finished corpus, or a shard cannot be written.
    """
    if shard < 1:
        raise ArgumentError(f"a shard of {shard} units is too small")
    folder, output = Path(folder), Path(output)
    told = manifest_of(folder)
    there = check_folder(output)
    files: list[Path] = []
    notes: dict[str, None] = {}
    units = 0
    for langs in sorted(told["counts"]["languages"]):
        waiting = _units(folder, told, langs)
        for number in range(1, 10**9):
            first = next(waiting, None)
            if first is None:
                break
            path = output / f"{langs.replace(' ', '-')}-{number:05d}.tmx"
            if there:
                check_output(path, force=force)
            make_folder(output)
            counted = _Counted(chain((first,), islice(waiting, shard - 1)))
            with replacing(path, force=force) as stream:
                notes.update(dict.fromkeys(write_units(_head(told, langs), counted, stream)))
            files.append(path)
            units += counted.many
    return Exported(tuple(files), units, told["counts"]["beads"] - units, tuple(notes))


class _Counted:
    """Units, counted as they go by."""

    def __init__(self, units: Iterator[Unit]) -> None:
        self._units, self.many = units, 0

    def __iter__(self) -> Iterator[Unit]:
        for unit in self._units:
            self.many += 1
            yield unit


def _head(told: Mapping[str, Any], langs: str) -> Bitext:
    source, target = langs.split(" ")
    return Bitext((), source, target, Provenance(told["tool"], "", "", (("plan", told["plan"]),)))


def _units(folder: Path, told: Mapping[str, Any], langs: str) -> Iterator[Unit]:
    """The beads of two languages that have both sides."""
    wanted = langs.split(" ")
    for part in told["parts"]:
        for batch in batches_of(folder / PART_FOLDER / part["name"], _COLUMNS):
            for row in batch.to_pylist():
                if (
                    [row["source_lang"], row["target_lang"]] == wanted
                    and row["source"].strip()
                    and row["target"].strip()
                ):
                    yield Unit(
                        id=f"{row['id']}:{row['bead']}",
                        target=row["target"],
                        source=row["source"],
                        source_state="original",
                        score=row["score"],
                    )
