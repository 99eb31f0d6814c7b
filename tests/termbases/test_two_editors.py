"""Real processes that edit one termbase at once, and processes that are killed: no row is lost, no file is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from align.formats.termbase_csv import read
from align.termbases.changes import save
from align.termbases.edit import add
from align.termbases.layers import open_layers

START = "concept,lang,term\n" + "".join(f"c{n},en,term {n}\n" for n in range(50))


def command(*args: str, code: str | None = None) -> list[str]:
    return [sys.executable, *(["-m", "align", "terms"] if code is None else ["-c", code]), *args]


@pytest.fixture
def termbase(tmp_path: Path) -> Path:
    path = tmp_path / "g.csv"
    path.write_text(START, encoding="utf-8")
    return path


def test_of_editors_at_once_each_keeps_its_row_or_is_told(termbase: Path) -> None:
    editors = [
        subprocess.Popen(
            command("add", f"n{number}", "en", f"new {number}", "--glossary", str(termbase)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(5)
    ]
    told = [(editor.communicate(timeout=120)[1], editor.returncode) for editor in editors]
    kept = {term.concept for term in read(termbase.read_bytes())}
    assert {f"c{n}" for n in range(50)} <= kept
    assert any(code == 0 for _, code in told)
    for number, (message, code) in enumerate(told):
        assert code in {0, 2}
        assert (f"n{number}" in kept) == (code == 0)
        assert code == 0 or "try again" in message
    assert [path.name for path in termbase.parent.iterdir()] == ["g.csv"]


def test_a_row_that_another_process_adds_between_reading_and_writing_is_not_lost(termbase: Path) -> None:
    layers, _ = open_layers([termbase])
    change = add(layers, {"concept": "ours", "lang": "en", "term": "ours"})
    subprocess.run(command("add", "theirs", "en", "theirs", "--glossary", str(termbase)), check=True, timeout=120)
    with pytest.raises(Exception, match="was changed by somebody else meanwhile"):
        save(change)
    assert {"theirs"} == {term.concept for term in read(termbase.read_bytes())} - {f"c{n}" for n in range(50)}


KILLED = """
import os, signal, sys
from pathlib import Path
from align.cli import main

def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "before the file is replaced":
    Path.replace = die
elif sys.argv[1] == "while it is written":
    os.fsync = die
else:
    replace = Path.replace
    Path.replace = lambda *args: (replace(*args), die())
main(sys.argv[2:])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("when", ["while it is written", "before the file is replaced", "after that"])
def test_a_killed_run_leaves_the_old_file_or_the_new_one(termbase: Path, when: str) -> None:
    args = ("terms", "add", "new", "en", "new", "--glossary", str(termbase))
    done = subprocess.run(command(when, *args, code=KILLED), capture_output=True, timeout=120, check=False)
    assert done.returncode == -9
    if when == "after that":
        assert termbase.read_text("utf-8") == START + "new,en,new\n"
        return
    assert termbase.read_text("utf-8") == START
    assert (termbase.parent / ".g.csv.align-lock").exists()  # whose owner is gone: the next run takes it over
    subprocess.run(command(*args[1:]), check=True, timeout=120)
    assert termbase.read_text("utf-8") == START + "new,en,new\n"
