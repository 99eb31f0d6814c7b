"""Random jobs, kills and damaged files for a long time: nothing is lost, and nothing leaks.

``ALIGN_SOAK=1800 python -m pytest -m slow tests/corpus/test_soak.py`` goes on for 30 minutes.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pandas
import psutil
import pytest

from align.corpus.job import align_corpus
from tests.corpus.conftest import tree, write_corpus
from tests.corpus.processes import Running, cluster, command, until

SECONDS = float(os.environ.get("ALIGN_SOAK", "0"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SECONDS, reason="ALIGN_SOAK says for how many seconds")]
DAMAGE = (b"", b"\xff\xfe\xd8", b"\x00" * 50, b"PK\x03\x04 no more", b" \n \n")
MOST = 60 * 2**20  # bytes that a worker may grow by after its first jobs


def damaged(manifest: Path, chance: random.Random) -> set[str]:
    """Damage some documents; the ids of those that cannot be read any more."""
    gone = set()
    for number in chance.sample(range(8), chance.randint(0, 3)):
        path = manifest.parent / f"{number}.{chance.choice(['de', 'fr'])}"
        if chance.random() < 0.3:
            path.unlink()
        else:
            path.write_bytes(chance.choice(DAMAGE))
        gone.add(f"d{number}")
    return gone


def killed_until_done(manifest: Path, out: Path, chance: random.Random) -> None:
    """Run the command, kill it or its workers at random moments, until it ends well."""
    kills = chance.randint(1, 4)
    while True:
        with command(manifest, out, "--workers", 2) as run:
            wanted = chance.randint(0, 12)
            reached = kills and until(lambda n=wanted: len(list(out.glob("documents/*.parquet"))) >= n, run.process)
            if reached and run.process.poll() is None:
                kills -= 1
                victims = run.workers()
                if victims and chance.random() < 0.5:
                    for process in chance.sample(victims, chance.randint(1, len(victims))):
                        process.kill()
                else:
                    run.kill()
                    continue
            code, _, err = run.end()
        assert (code, err) == (0, "")
        return


def held(workers: Running) -> tuple[int, int]:
    """Memory and open files of all workers."""
    alive = workers.workers()
    return max(p.memory_info().rss for p in alive), max(p.num_fds() for p in alive)


def test_random_jobs_lose_nothing_and_leak_nothing(tmp_path):
    chance = random.Random(SECONDS)
    end, rounds, first = time.monotonic() + SECONDS, 0, None
    with cluster(tmp_path, 2) as (scheduler, workers, address):
        while time.monotonic() < end or rounds < 3:
            folder = tmp_path / str(rounds)
            manifest = write_corpus(folder / "texts", chance.randint(8, 24), sentences=chance.randint(4, 10))
            gone = damaged(manifest, chance)
            how = {"presegmented": True, "batch_bytes": 4 * 1024}
            align_corpus([manifest], folder / "wanted", scheduler=address, **how)
            killed_until_done(manifest, folder / "out", chance)
            assert tree(folder / "out") == tree(folder / "wanted")
            assert set(pandas.read_parquet(folder / "out" / "errors.parquet").id) == gone
            rounds += 1
            if rounds == 3:
                first = (*held(workers), psutil.Process().num_fds(), psutil.Process(scheduler.process.pid).num_fds())
        last = (*held(workers), psutil.Process().num_fds(), psutil.Process(scheduler.process.pid).num_fds())
    assert first is not None
    assert last[0] - first[0] < MOST, (first, last)
    assert all(after - before < 16 for before, after in zip(first[1:], last[1:], strict=True)), (first, last)
