"""Dask does batches, on a cluster of this machine or one that runs already; few of them wait at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import islice
from secrets import token_hex
from time import monotonic
from typing import Any, Final, TypeVar

from align.corpus.extra import library
from align.errors import ArgumentError, InputError

__all__ = ["Cluster", "connected"]

_AHEAD: Final = 4  # batches for each worker that the scheduler knows of
_GLANCE: Final = 2.0  # seconds after which workers are counted again
_TRIES: Final = 3  # how often a batch may be given to workers that are lost over it, each time to several

Task = TypeVar("Task")
Done = TypeVar("Done")


class Cluster:
    """Workers that tasks can be given to.

    Args:
        client: A client of Dask.
        address: Where the scheduler is, for messages.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._seen, self._many = float("-inf"), 1

    @property
    def dashboard(self) -> str:
        """Address of Dask's page about the run, or empty."""
        return str(self._client.dashboard_link or "") if find_spec("bokeh") is not None else ""

    def map(self, function: Callable[[Task], Done], tasks: Iterable[Task]) -> Iterator[Done]:
        """The results of tasks, in the order in which they are done.

        Raises:
            AlignError: What the function raised; or the scheduler is gone; or workers are lost over one task again and
                again.
        """
        distributed = library("distributed")
        waiting = iter(tasks)
        known: dict[Any, tuple[Task, int]] = {}
        queue = distributed.as_completed(loop=self._client.loop)

        def give(task: Task, tries: int) -> None:
            future = self._client.submit(function, task, key=f"batch-{token_hex(8)}", pure=False)
            known[future] = task, tries
            queue.add(future)

        try:
            while True:
                room = self._threads() * _AHEAD - len(known)
                for task in islice(waiting, max(room, 0)):
                    give(task, 1)
                if not known:
                    return
                future = next(queue)
                task, tries = known.pop(future)
                if future.status == "finished":
                    yield future.result()
                    continue
                error = future.exception() if future.status == "error" else None
                if isinstance(error, distributed.scheduler.KilledWorker) and tries < _TRIES:
                    give(task, tries + 1)
                else:
                    raise self._told(error, task)
        except OSError:
            raise self._told(None, None) from None
        finally:
            for future in known:
                future.release()

    def _threads(self) -> int:
        """How many tasks can be done at once, at least 1; workers may come and go."""
        if monotonic() - self._seen > _GLANCE:
            self._many, self._seen = max(sum(self._client.nthreads().values()), 1), monotonic()
        return self._many

    def _told(self, error: BaseException | None, task: object) -> BaseException:
        if error is None:
            said = f"the scheduler at {self._address} is gone; what is done is kept: give the same command again"
            return InputError(said)
        if isinstance(error, library("distributed").scheduler.KilledWorker):
            said = f"workers are lost again and again over {task}; what is done is kept"
            return InputError(said)
        return error


@contextmanager
def connected(
    scheduler: str | None, workers: int, *, processes: bool = True, dashboard: bool = False
) -> Iterator[Cluster]:
    """A cluster, for a while.

    Args:
        scheduler: Address of a scheduler that runs; without it workers are started on this machine.
        workers: How many, of one thread each, >= 1.
        processes: Whether each of them is a process.
        dashboard: Whether Dask's page about the run is offered by a cluster that is started here.

    Raises:
        ArgumentError: There is no scheduler at the address.
    """
    distributed = library("distributed")
    with ExitStack() as stack:
        stack.enter_context(distributed.utils.silence_logging_cmgr(logging.CRITICAL))
        if scheduler is None:
            cluster = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=processes,
                    host="127.0.0.1",
                    protocol="tcp",
                    scheduler_port=0,
                    dashboard_address="127.0.0.1:0",  # None would take a port that others may have
                    scheduler_kwargs={"dashboard": dashboard},
                    silence_logs=logging.CRITICAL,
                )
            )
            client = stack.enter_context(distributed.Client(cluster, set_as_default=False))
        else:
            try:
                client = stack.enter_context(distributed.Client(scheduler, set_as_default=False))
            except (OSError, ValueError) as error:
                said = f"there is no Dask scheduler that answers at {scheduler}: {' '.join(str(error).split())}"
                raise ArgumentError(said) from None
        yield Cluster(client, scheduler or cluster.scheduler_address)
