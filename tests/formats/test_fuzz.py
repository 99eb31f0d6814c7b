"""Damaged files for every registered reader; see :mod:`tests.formats.fuzz`."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.formats.fuzz import readers

INPUTS = 300


def fuzz(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.formats.fuzz", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=1200, check=False
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
def test_damaged_files_are_read_or_refused_in_one_sentence(tmp_path):
    done = fuzz(tmp_path, str(INPUTS))
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(done.stdout.splitlines()) == len(readers())


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed (extra fuzz)")
def test_inputs_that_reach_other_code_are_read_or_refused_too(tmp_path):
    done = fuzz(tmp_path, "--atheris", "20000")
    assert done.returncode == 0, done.stderr[-3000:]
