"""Work in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

__all__ = ["mapping"]


@contextmanager
def mapping(jobs: int, chunk: int = 1) -> Iterator[Callable[..., Iterable[Any]]]:
    """``map``, in several processes if there is work for several.

    Args:
        jobs: How many processes may work at once; below 2 the work is done in this one.
        chunk: Tasks that are handed to a process at once, >= 1.
    """
    if jobs < 2:
        yield map
        return
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield lambda function, *tasks: pool.map(function, *tasks, chunksize=chunk)
