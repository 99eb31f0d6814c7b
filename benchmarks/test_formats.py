"""A million units of TMX written and read: CPU seconds and the most memory of the whole process.

``python -m pytest benchmarks/test_formats.py`` prints both; each run is a process of its own.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys, time
from align.model import Bitext, Unit
from align.formats.tmx.read import read_units
from align.formats.tmx.write import write_units
from benchmarks import memory
path, job, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
began = time.process_time()
if job == "write":
    units = (
        Unit(f"u{n:07d}", f"Last year we bought ten thousand cards; many did not understand why. {n}",
             f"去年我们买了一万张显卡，很多人不理解。{n}", "original")
        for n in range(number)
    )
    with open(path, "wb") as stream:
        write_units(Bitext((), "zh", "en"), units, stream)
else:
    with open(path, "rb") as stream:
        assert sum(1 for _ in read_units(stream, "zh", "en")) == number
print(time.process_time() - began, memory.peak())
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, number: int) -> tuple[str, float, float]:
    path = str(tmp_path_factory.mktemp("tmx") / "big.tmx")
    return (path, *run(path, "write", number))


@pytest.fixture(scope="session")
def number(request: pytest.FixtureRequest) -> int:
    return 10_000 if request.config.getoption("benchmark_disable") else 1_000_000


def run(path: str, job: str, number: int) -> tuple[float, float]:
    command = [sys.executable, "-c", PROGRAM, path, job, str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    sys.stdout.write(f"\n{job} {number:,} units: {seconds:.1f} CPU s, {megabytes:.0f} MB\n")
    return seconds, megabytes


def test_a_million_units_are_written(written: tuple[str, float, float]) -> None:
    _, seconds, megabytes = written
    assert seconds <= 10
    assert megabytes < 60


def test_a_million_units_are_read(written: tuple[str, float, float], number: int) -> None:
    seconds, megabytes = run(written[0], "read", number)
    assert seconds <= 15
    assert megabytes < 60
