"""The command as a process of its own: exit codes, streams that break, and what stays on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

SCRIPTS = Path(sysconfig.get_path("scripts"))
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX descriptors")


def spawn(*args: object, code: str | None = None, **more):
    """Run ``python -m align`` (or a piece of Python) and wait for it."""
    env = {**os.environ, **more.pop("env", {})}
    start = ["-m", "align"] if code is None else ["-c", code]
    more.setdefault("stdout", subprocess.PIPE)
    command = [sys.executable, *start, *map(str, args)]
    return subprocess.run(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=env, timeout=60, **more)


@pytest.mark.parametrize("name", ["align", "talign"])
def test_the_command_is_installed_under_both_names(name):
    script = next(SCRIPTS.glob(f"{name}*"), None)
    assert script is not None, f"there is no {name} in {SCRIPTS}"
    done = subprocess.run([script, "--version"], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"align, version ")


def test_exit_codes_are_those_of_the_design(article, tmp_path):
    assert spawn("check", article, "--fail-on", "never").returncode == 0
    assert spawn("check", article).returncode == 1
    missing = spawn("check", tmp_path / "missing.txt")
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr.startswith(b"align: ")
    assert missing.stderr.count(b"\n") == 1


@POSIX
@pytest.mark.parametrize("args", [("list",), ("list", "--json")], ids=["text", "json"])
def test_a_reader_that_goes_away_is_no_fault(glossary, args):
    read, write = os.pipe()
    os.close(read)
    try:
        done = spawn("terms", *args, "--glossary", glossary, stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_under_the_output_is_said_in_one_line(glossary):
    with Path("/dev/full").open("wb") as full:
        done = spawn("terms", "list", "--glossary", glossary, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"align: ")
    assert done.stderr.count(b"\n") == 1


@POSIX
def test_a_closed_standard_output_is_no_traceback(glossary):
    shell = f'"{sys.executable}" -m align terms list --glossary "{glossary}" >&-'
    done = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, timeout=60, check=False)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_text_that_the_terminal_cannot_show_is_escaped(glossary, encoding):
    done = spawn("terms", "list", "--glossary", glossary, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u901a\u7528\u4eba\u5de5\u667a\u80fd" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_error_about_a_chinese_name_is_escaped_too(tmp_path, encoding):
    done = spawn("check", tmp_path / "缺.txt", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 2
    assert rb"\u7f3a.txt" in done.stderr


SHEET = ("--source-lang", "zh", "--target-lang", "en")


@POSIX
@pytest.mark.parametrize("name", ["x.xlsx", "x.jsonl"])
def test_a_disk_that_fills_up_leaves_the_old_file_whole(article, tmp_path, name):
    import resource

    output, scratch = tmp_path / name, tmp_path / "scratch"
    output.write_bytes(b"old")
    scratch.mkdir()
    done = spawn(
        "sheet",
        article,
        *SHEET,
        "--force",
        "-o",
        output,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        env={"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(scratch)},
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0].startswith("align: ")
    assert b"Traceback" not in done.stderr
    assert output.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scratch", name]


@POSIX
def test_a_run_that_is_killed_leaves_the_old_file_whole(tmp_path):
    output = tmp_path / "x.xlsx"
    output.write_bytes(b"old")
    code = """
import os, signal, sys
from pathlib import Path
from align.storage import replacing
with replacing(Path(sys.argv[1]), force=True) as stream:
    stream.write(b"half of the new file")
    stream.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert spawn(output, code=code).returncode == -9
    assert output.read_bytes() == b"old"


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, align; print(*sorted({'pandas', 'openpyxl', 'nltk', 'sacremoses', 'click'} & set(sys.modules)))"
    done = spawn(code=code)
    assert (done.returncode, done.stdout.strip()) == (0, b"")
