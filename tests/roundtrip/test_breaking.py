"""Nothing is lost when things break: runs are killed, disks are full, folders read-only, sheets open, runs at once."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import align
from align.backups import KEPT, add_record, keep_version, read_records, version
from align.roundtrip import merge_files
from tests.roundtrip.conftest import edit

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor these signals")


def forked(job: Callable[[], object]) -> int:
    """A process of its own that does a job."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            job()
            code = 0
        finally:
            os._exit(code)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def merged() -> object:
    return merge_files("work.xlsx", ["anna.xlsx", "bo.xlsx"])


def start(folder: Path, old: bytes) -> None:
    """The folder as it was before any run."""
    for path in folder.glob("*work*"):
        if path.is_file():
            path.unlink()
    for path in folder.glob(".*work*"):
        path.unlink()
    Path("work.xlsx").write_bytes(old)


def check_whole(folder: Path, old: bytes) -> bool:
    """The sheet is the old or the new one, and the next run does the rest; whether it was the old one."""
    now = Path("work.xlsx").read_bytes()
    if now != old:
        assert align.read("work.xlsx").units[0].source == "甲"
        assert version(Path("work.xlsx"), 1).read_bytes() == old
        assert [record["command"] for record in read_records(Path("work.xlsx"))] == ["merge"]
    assert ended(forked(merged)) == 0
    assert align.read("work.xlsx").units[0].source == "甲"
    assert version(Path("work.xlsx"), 1).read_bytes() == old
    assert not version(Path("work.xlsx"), 2).exists()
    left = [path.name for path in folder.iterdir() if path.name.startswith(".") and path.name != ".align-keep"]
    assert [name for name in left if name.endswith("lock")] == []
    return now == old


def test_killed_at_any_moment_the_old_sheet_is_whole_or_the_new_one(folder):
    old = Path("work.xlsx").read_bytes()
    began = time.monotonic()
    assert ended(forked(merged)) == 0
    whole = time.monotonic() - began
    chance = random.Random(7)
    killed = 0
    for _ in range(40):
        start(folder, old)
        pid = forked(merged)
        time.sleep(chance.uniform(0, 1.1 * whole))  # the moment of a kill, and no waiting for anything
        os.kill(pid, signal.SIGKILL)
        killed += ended(pid) == -signal.SIGKILL
        check_whole(folder, old)
    assert killed >= 10


def test_killed_before_and_after_each_step_on_the_disk(folder):
    """Each call that changes the folder, in turn, is the last that the process makes, or the first that it does not."""
    old = Path("work.xlsx").read_bytes()
    for after in (False, True):
        number, outcomes = 0, set()
        while True:
            number += 1
            start(folder, old)

            def dying(number=number, after=after):
                calls = iter(range(1, 10_000))

                def counted(function):
                    def call(*args, **more):
                        last = next(calls) == number
                        if last and not after:
                            os.kill(os.getpid(), signal.SIGKILL)
                        try:
                            return function(*args, **more)
                        finally:
                            if last:
                                os.kill(os.getpid(), signal.SIGKILL)

                    return call

                for name in ("fsync", "rename", "replace", "unlink", "ftruncate"):
                    setattr(os, name, counted(getattr(os, name)))
                merged()

            code = ended(forked(dying))
            outcomes.add(check_whole(folder, old))
            if code == 0:
                break
        assert number > 4
        assert outcomes == {True, False}


def limited(size: int) -> None:
    """No file may grow beyond a size, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    merged()


@pytest.mark.parametrize("size", [0, 10, 5_000, 15_000, 20_000, 21_000])
def test_a_full_disk_leaves_the_old_sheet(folder, size):
    old = Path("work.xlsx").read_bytes()

    def job():
        try:
            limited(size)
        except align.AlignError as error:
            os._exit(3 if "cannot be read or written" in str(error) else 4)

    assert ended(forked(job)) == 3
    assert Path("work.xlsx").read_bytes() == old
    assert list(read_records(Path("work.xlsx"))) == []
    check_whole(folder, old)


def test_a_record_that_has_no_room_is_left_as_it_was(folder):
    old = Path("work.xlsx").read_bytes()
    Path("work.history.jsonl").write_bytes(b'{"command": "x"}\n' * 5)
    before = Path("work.history.jsonl").read_bytes()

    def job():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, len(before) + 10))
        try:
            add_record(Path("work.xlsx"), {"command": "one that has no room"})
        except align.AlignError:
            os._exit(3)

    assert ended(forked(job)) == 3
    assert Path("work.history.jsonl").read_bytes() == before
    assert Path("work.xlsx").read_bytes() == old


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(run, folder):
    folder.chmod(0o500)
    try:
        done = run("merge", "work.xlsx", "anna.xlsx")
    finally:
        folder.chmod(0o700)
    assert (done.code, done.err) == (2, "align: work.xlsx: cannot be written: its folder is read-only\n")


@pytest.mark.parametrize(
    ("lock", "content", "program"),
    [
        (".~lock.work.xlsx#", b",anna,host,25.11.2026 10:00,file:///home/anna;", "LibreOffice"),
        (".~lock.work.xlsx#", b"Anna Li,anna,host,25.11.2026 10:00,file:///home/anna;", "LibreOffice (Anna Li)"),
        ("~$work.xlsx", b"\x04Anna", "Excel"),
    ],
)
def test_a_sheet_that_is_open_elsewhere_is_not_changed(run, folder, lock, content, program):
    old = Path("work.xlsx").read_bytes()
    Path(lock).write_bytes(content)
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert done.code == 2
    assert done.err == (
        f"align: work.xlsx: is open in {program}; close it there first,"
        f" or delete {lock} beside it if it is not open any more\n"
    )
    assert Path("work.xlsx").read_bytes() == old
    assert run("merge", "work.xlsx", "anna.xlsx", "--dry-run").code == 0
    assert run("merge", "work.xlsx", "anna.xlsx", "-o", "new.xlsx").code == 0


def test_a_returned_sheet_that_is_open_is_read_with_a_note(run, folder):
    Path("~$anna.xlsx").write_bytes(b"")
    done = run("merge", "work.xlsx", "anna.xlsx")
    assert done.code == 0
    assert "anna.xlsx is open in Excel; what is not saved there is not read" in done.err


def test_two_runs_at_once_lose_nothing(folder):
    """Each of many runs at once either takes its own work in, or ends with an error and can be run again."""
    copies = []
    for number in range(4):
        copy = folder / f"copy{number}.xlsx"
        shutil.copy("work.xlsx", copy)
        copies.append(edit(copy, **{f"u001{number}": {"comment": f"from {number}"}}))
    waiting = list(copies)
    rounds = 0
    while waiting:
        rounds += 1
        assert rounds < 10
        runs = [
            subprocess.Popen([sys.executable, "-m", "align", "merge", "work.xlsx", path], stderr=subprocess.PIPE)
            for path in waiting
        ]
        said = [run.communicate()[1].decode() for run in runs]
        codes = [run.returncode for run in runs]
        for text, code in zip(said, codes, strict=True):
            assert code in (0, 2), text
            assert code == 0 or "changed by" in text
        waiting = [path for path, code in zip(waiting, codes, strict=True) if code]
    units = {unit.id: unit for unit in align.read("work.xlsx").units}
    for number in range(4):
        assert units[f"u001{number}"].comment == f"from {number}"
    assert len(list(read_records(Path("work.xlsx")))) == 4


def test_former_versions_move_up_and_a_gap_is_filled_first(tmp_path):
    path = tmp_path / "x.xlsx"
    for number in range(KEPT + 3):
        keep_version(path, str(number).encode())
    assert [version(path, n).read_text() for n in range(1, KEPT + 1)] == ["7", "6", "5", "4", "3"]
    version(path, 2).unlink()
    keep_version(path, b"8")
    assert [version(path, n).read_text() for n in range(1, KEPT + 1)] == ["8", "7", "5", "4", "3"]
    keep_version(path, b"8")
    assert version(path, 2).read_text() == "7"


def test_a_line_that_was_left_half_written_spoils_no_other(tmp_path):
    path = tmp_path / "x.xlsx"
    add_record(path, {"command": "a", "text": "中\ud800"})
    with (tmp_path / "x.history.jsonl").open("ab") as stream:
        stream.write(b'{"command": "b')
    add_record(path, {"command": "c"})
    assert [record["command"] for record in read_records(path)] == ["a", "c"]
