"""Tables of counted words: written part by part, added up, and loaded as what the corpus taught.

A row says how often a pair of words, or a source word alone, was used, and in how many documents; its languages stand
in the direction in which the aligner looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from align.alignment.counted import Count, Counted
from align.corpus.extra import library
from align.corpus.parts import columns_of, metadata_of, parquet_bytes, write_whole
from align.errors import FormatError
from align.text.tags import primary

__all__ = ["COUNT_FOLDER", "LEXICON", "Merge", "count_path", "counted_of", "is_counted", "merge", "write_counts"]

COUNT_FOLDER: Final = "counts"
LEXICON: Final = "lexicon.parquet"
_KEYS: Final = ("source_lang", "target_lang", "source", "target")
_WORD: Final = _KEYS[:3]
_SUMS: Final = ("amount", "documents")
_MOST: Final = 500_000  # rows that are kept when tables are added up: memory grows with them
_SHARED: Final = 2  # documents that must use a word: a single one has nobody to teach


class Merge(NamedTuple):
    """Tables that are to be added up.

    Attributes:
        parts: Their paths.
        path: Where the sum is written.
        last: Whether it is the last one, which becomes the lexicon.
    """

    parts: tuple[str, ...]
    path: str
    last: bool


def count_path(folder: Path, level: int, number: int) -> Path:
    """Where counts are while they are added up: of batches at level 0, of sums above."""
    return folder / COUNT_FOLDER / f"counts-{level}-{number:06d}.parquet"


def write_counts(path: Path, plan: str, counted: Iterable[tuple[tuple[str, str], Sequence[Count]]]) -> None:
    """Write the counts of a batch, languages by languages."""
    rows = [(*langs, *count) for langs, counts in counted for count in counts]
    columns = zip(*rows, strict=True) if rows else ((),) * (len(_KEYS) + len(_SUMS))
    arrow = library("pyarrow")
    kinds = [arrow.string()] * len(_KEYS) + [arrow.int64()] * len(_SUMS)
    arrays = [arrow.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)]
    _write(arrow.table(arrays, [*_KEYS, *_SUMS]), path, plan)


def merge(plan: str, task: Merge) -> str:
    """Add tables up and write the sum; the words that are used least go where there are too many.

    Returns:
        Where it was written.
    """
    arrow, compute = library("pyarrow"), library("pyarrow.compute")
    whole = arrow.concat_tables([columns_of(Path(part)).replace_schema_metadata(None) for part in task.parts])
    summed = whole.group_by(list(_KEYS), use_threads=False).aggregate([(name, "sum") for name in _SUMS])
    table = summed.select([*_KEYS, *(f"{name}_sum" for name in _SUMS)]).rename_columns([*_KEYS, *_SUMS])
    if task.last:
        alone = compute.and_(compute.equal(table["target"], ""), compute.greater_equal(table["documents"], _SHARED))
        words = table.filter(alone).select(list(_WORD))
        table = table.join(words, list(_WORD), join_type="left semi", use_threads=False)
    keys = [(name, "ascending") for name in _KEYS]
    if table.num_rows > _MOST:
        table = table.sort_by([("amount", "descending"), *keys]).slice(0, _MOST)
    _write(table.sort_by(keys), Path(task.path), plan)
    return task.path


def _write(table: Any, path: Path, plan: str) -> None:
    write_whole(path, parquet_bytes(table, {"plan": plan}))


def is_counted(path: Path, plan: str) -> bool:
    """Whether a table of counts is there, made by this plan."""
    return path.is_file() and (metadata_of(path) or {}).get("plan") == plan


@lru_cache(maxsize=4)
def counted_of(folder: str, plan: str, langs: tuple[str, str]) -> Counted | None:
    """What a corpus taught of two languages, in either direction, loaded once by each worker; None if nothing.

    Args:
        folder: The folder of the results.
        plan: Digest of the plan.
        langs: Languages of source and target.

    Raises:
        FormatError: There is no lexicon of that plan.
    """
    path = Path(folder, LEXICON)
    if not is_counted(path, plan):
        raise FormatError("is not the lexicon of this run; give the same command again", path=path)
    compute = library("pyarrow.compute")
    table = columns_of(path)
    for one, other in (langs, langs[::-1]):
        here = compute.and_(
            compute.equal(table["source_lang"], primary(one)), compute.equal(table["target_lang"], primary(other))
        )
        rows = table.filter(here).select(["source", "target", *_SUMS])
        if rows.num_rows:
            return Counted.of((primary(one), primary(other)), list(map(Count, *rows.to_pydict().values())))
    return None
