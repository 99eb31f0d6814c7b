"""The first of two passes: the words of the whole corpus are counted, batch by batch, and added up as a tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from align.alignment.counted import count_words
from align.corpus.counting import COUNT_FOLDER, LEXICON, Merge, count_path, is_counted, merge, write_counts
from align.corpus.parts import Batch
from align.corpus.running import Cluster
from align.corpus.settings import Settings
from align.corpus.work import Ready, aligned, read_batch, termbase, user_lexicon
from align.model import Alignment
from align.storage import is_folder, list_files, make_folder

__all__ = ["count_batch", "forget_counts", "is_learned", "learn_lexicon"]

_FAN: Final = 8  # tables that are added up at once


def is_learned(settings: Settings) -> bool:
    """Whether there is nothing to count, or all was counted before."""
    return not settings.learn or is_counted(Path(settings.out, LEXICON), settings.plan)


def learn_lexicon(
    cluster: Cluster,
    settings: Settings,
    batches: int,
    batch: Callable[[int], Batch],
    rescue: Callable[[Batch], Batch],
    step: Callable[[], None],
) -> None:
    """Count the words of all batches, and write the lexicon; counts that an earlier run left are used.

    Args:
        cluster: Who counts.
        settings: The run.
        batches: How many batches there are.
        batch: Gives a batch by its number.
        rescue: As for :meth:`align.corpus.running.Cluster.map`.
        step: Is called when a batch was counted.
    """
    out = Path(settings.out)
    make_folder(out / COUNT_FOLDER)
    missing = [number for number in range(batches) if not is_counted(count_path(out, 0, number), settings.plan)]
    for _ in cluster.map(partial(count_batch, settings), map(batch, missing), rescue):
        step()
    level, many = 0, batches
    while many > 1 or level == 0:
        groups = [range(start, min(start + _FAN, many)) for start in range(0, many, _FAN)]
        tasks = [_merge(out, level, number, group, last=len(groups) == 1) for number, group in enumerate(groups)]
        for _ in cluster.map(partial(merge, settings.plan), tasks):
            pass
        level, many = level + 1, len(groups)


def _merge(out: Path, level: int, number: int, group: Sequence[int], *, last: bool) -> Merge:
    parts = tuple(str(count_path(out, level, part)) for part in group)
    return Merge(parts, str(out / LEXICON if last else count_path(out, level + 1, number)), last)


def forget_counts(out: Path) -> None:
    """Delete the counts that have become the lexicon."""
    folder = out / COUNT_FOLDER
    if is_folder(folder):
        for path in list_files(folder):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()


def count_batch(settings: Settings, batch: Batch) -> int:
    """Align the documents of a batch and write how often their words stand beside each other; its number."""
    ready, faults = read_batch(settings, batch)
    groups: dict[tuple[str, str], list[tuple[Ready, Alignment]]] = {}
    for pair, alignment in aligned(settings, ready, faults, first=True):
        groups.setdefault(pair.langs, []).append((pair, alignment))
    counted = [
        count_words(
            [pair.pair for pair, _ in group],
            [alignment for _, alignment in group],
            source_lang=langs[0],
            target_lang=langs[1],
            terms=tuple(termbase(settings.glossary).terms),
            user_lexicon=user_lexicon(settings, langs, first=True),
        )
        for langs, group in groups.items()
    ]
    write_counts(count_path(Path(settings.out), 0, batch.number), settings.plan, counted)
    return batch.number
