"""The main job: import, the article's sheet as a whole process, and a sheet of 10,000 units.

``python -m pytest benchmarks`` prints CPU seconds (not wall time) a round; look at the medians.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import align
from benchmarks.conftest import ARTICLE, children_cpu


@pytest.mark.benchmark(group="processes", timer=children_cpu)
def test_python_alone(benchmark):
    """What every process below pays before it begins."""
    benchmark.pedantic(subprocess.run, args=([sys.executable, "-c", "pass"],), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="processes", timer=children_cpu)
def test_import_align(benchmark):
    benchmark.pedantic(subprocess.run, args=([sys.executable, "-c", "import align"],), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="processes", timer=children_cpu)
def test_sheet_of_the_article(benchmark, tmp_path):
    command = [sys.executable, "-m", "align", "sheet", str(ARTICLE), "--source-lang", "zh", "--target-lang", "en"]
    command += ["-o", str(tmp_path / "sheet.xlsx"), "--force"]
    benchmark.pedantic(
        subprocess.run,
        args=(command,),
        kwargs={"check": True, "stdout": subprocess.DEVNULL, "cwd": ARTICLE.parent.parent},
        rounds=5,
        warmup_rounds=1,
    )


@pytest.mark.benchmark(group="10,000 units", timer=time.process_time)
def test_write_with_terms_and_checks(benchmark, ten_thousand, termbase, tmp_path):
    path = tmp_path / "big.xlsx"
    benchmark.pedantic(
        align.write,
        args=(ten_thousand, path),
        kwargs={"termbase": termbase, "force": True},
        rounds=5,
        warmup_rounds=1,
    )


@pytest.mark.benchmark(group="10,000 units", timer=time.process_time)
def test_read(benchmark, ten_thousand, termbase, tmp_path):
    path = tmp_path / "big.xlsx"
    align.write(ten_thousand, path, termbase=termbase)
    assert benchmark.pedantic(align.read, args=(path,), rounds=5, warmup_rounds=1) == ten_thousand


def test_peak_memory(ten_thousand, tmp_path, capsys):
    """Peak memory of a process that reads and writes the 10,000 units, in MB (Linux)."""
    path = tmp_path / "big.jsonl"
    align.write(ten_thousand, path)
    glossary = Path(ARTICLE.parent.parent, "glossary")
    for what, code in {
        "write": f"align.write(align.read({str(path)!r}), {str(tmp_path / 'big.xlsx')!r}, "
        f"termbase=align.load_termbase([{str(glossary)!r}]))",
        "read": f"align.read({str(tmp_path / 'big.xlsx')!r})",
    }.items():
        done = subprocess.run(
            [sys.executable, "-c", f"import align; from benchmarks import memory; {code}; print(round(memory.peak()))"],
            capture_output=True,
            text=True,
            check=True,
        )
        with capsys.disabled():
            print(f"\npeak memory, {what} 10,000 units: {done.stdout.strip()} MB")
