"""Dask does batches, on a cluster of this machine or one that runs already; few of them wait at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import islice
from secrets import token_hex
from time import monotonic
from typing import Any, Final, TypeVar

from align.corpus.extra import library
from align.errors import ArgumentError, InputError

__all__ = ["Cluster", "connected"]

_AHEAD: Final = 256  # most batches that the scheduler knows of beside those at work
_GLANCE: Final = 2.0  # seconds after which workers are counted again
_PATIENCE: Final = 20.0  # seconds that Dask has to start workers of ours again
_ROUNDS: Final = 3  # how often a task must have cost several workers until it is to blame

Task = TypeVar("Task")
Done = TypeVar("Done")


class Cluster:
    """Workers that tasks can be given to.

    Args:
        client: A client of Dask.
        address: Where the scheduler is, for messages.
        local: The cluster where its workers are started by us, and how many there should be.
    """

    def __init__(self, client: Any, address: str, local: tuple[Any, int] | None = None) -> None:
        self._client, self._address, self._local = client, address, local
        self._whole = monotonic()
        self._seen, self._many = float("-inf"), 1

    @property
    def dashboard(self) -> str:
        """Address of Dask's page about the run, or empty."""
        if find_spec("bokeh") is None:
            return ""
        try:
            return str(self._client.dashboard_link or "")
        except KeyError:  # a scheduler without a page
            return ""

    def map(
        self,
        function: Callable[[Task], Done],
        tasks: Iterable[Task],
        rescue: Callable[[Task], Task] | None = None,
    ) -> Iterator[Done]:
        """The results of tasks, in the order in which they are done.

        Args:
            function: What is done with a task; workers import it.
            tasks: The tasks, which are asked for as there is room.
            rescue: Gives for a task over which workers are lost another one in its place.

        Raises:
            AlignError: What the function raised; or the scheduler is gone; or workers are lost over a task.
        """
        waiting = iter(tasks)
        known: dict[Any, tuple[Task, bool]] = {}
        try:
            while True:
                threads = self._threads()
                for task in islice(waiting, max(threads + min(threads * 3, _AHEAD) - len(known), 0)):
                    known[self._submit(function, task)] = task, False
                if not known:
                    return
                for future in self._ended(list(known)):
                    task, rescued = known.pop(future)
                    error = self._error(future)
                    if error is None:
                        with self._reaching():  # perhaps the result is lost with its worker, and is waited for
                            done = future.result()
                        yield done
                    elif _is_loss(error) and rescue is not None and not rescued:
                        known[self._submit(function, rescue(task))] = task, True
                    else:
                        raise error
        finally:
            for future in known:
                future.release()

    def survives(self, function: Callable[[Task], object], task: Task) -> bool:
        """Whether workers live through a task; some are lost if not. Others may have been lost over other tasks.

        Raises:
            AlignError: What the function raised; or the scheduler is gone.
        """
        for _ in range(_ROUNDS):
            future = self._submit(function, task)
            self._ended([future])
            error = self._error(future)
            if error is None:
                return True
            if not _is_loss(error):
                raise error
        return False

    def _ended(self, futures: Sequence[Any]) -> list[Any]:
        """Wait until some have ended; which."""
        distributed = library("distributed")
        while True:
            found = [future for future in futures if future.done()]
            if found:
                return found
            try:
                with self._client.as_current():
                    distributed.wait(list(futures), timeout=_GLANCE, return_when="FIRST_COMPLETED")
            except TimeoutError:
                self._threads()
            except distributed.CancelledError:
                continue

    def _submit(self, function: Callable[[Task], object], task: Task) -> Any:
        return self._client.submit(function, task, key=f"align-{token_hex(8)}", pure=False)

    def _error(self, future: Any) -> BaseException | None:
        """What went wrong with a task that has ended, or None."""
        if future.status == "cancelled":
            return self._gone()
        if future.status == "error":
            error: BaseException = future.exception()
            return error
        return None

    def _gone(self) -> InputError:
        said = f"the scheduler at {self._address} is gone; what is done is kept: give the same command again"
        return InputError(said)

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Errors of a connection that is lost are told as such."""
        try:
            yield
        except (OSError, library("distributed").CancelledError):
            raise self._gone() from None

    def _threads(self) -> int:
        """How many tasks can be done at once, at least 1; workers may come and go."""
        if monotonic() - self._seen > _GLANCE:
            with self._reaching():
                many = sum(self._client.nthreads().values())
            self._many, self._seen = max(many, 1), monotonic()
            if self._local is not None:
                self._replace(*self._local, many)
        return self._many

    def _replace(self, cluster: Any, wanted: int, many: int) -> None:
        """Start workers in place of those that Dask has given up: it does so if they are lost while they start."""
        if many >= wanted:
            self._whole = monotonic()
        elif monotonic() - self._whole > _PATIENCE:
            cluster.scale(len(cluster.worker_spec) + wanted - many)
            self._whole = monotonic()


def _is_loss(error: BaseException) -> bool:
    """Whether workers were lost over a task."""
    return isinstance(error, library("distributed").scheduler.KilledWorker)


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
            scheme, parted, _ = scheduler.partition("://")
            if parted and scheme not in library("distributed.comm.registry").backends:  # Dask would never end
                said = f"there is no Dask scheduler that answers at {scheduler}; addresses look like tcp://node7:8786"
                raise ArgumentError(said)
            try:
                client = stack.enter_context(distributed.Client(scheduler, set_as_default=False))
            except (OSError, ValueError) as error:
                said = f"there is no Dask scheduler that answers at {scheduler}: {' '.join(str(error).split())}"
                raise ArgumentError(said) from None
        yield Cluster(client, scheduler or cluster.scheduler_address, None if scheduler else (cluster, workers))
