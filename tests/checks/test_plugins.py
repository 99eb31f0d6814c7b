"""Checks of other packages: a distribution that is really installed, in a folder of its own on the path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKS = '''
from align.checks import of_unit
from align.model import Issue


@of_unit
def shouting(context):
    """A target shouts.

    Why:
        Nobody likes to be shouted at.

    Severity:
        info
    """
    for pair in context.pairs:
        if pair.target.isupper():
            yield pair.whole("shouting", "info", "the target shouts")


def longest(context):
    """The longest target of the document; it does not say how far it looks."""
    longest = max(context.units, key=lambda unit: len(unit.target))
    yield Issue("longest", "info", "none is longer", longest.id, "target", 0, len(longest.target))


def broken(context):
    """Fails on every text."""
    yield from [][0]


'''
POINTS = """[align.checks]
shouting = own_checks:shouting
longest = own_checks:longest
broken = own_checks:broken
absent = own_checks:absent
no_module = no_such_module:check
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with a distribution in it: a module, and the metadata that an installer writes."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "own_checks.py").write_text(CHECKS, encoding="utf-8")
    info = folder / "own_checks-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-checks\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    (info / "RECORD").write_text("own_checks.py,,\n", encoding="utf-8")
    return folder


@pytest.fixture
def check(installed, tmp_path):
    """Runs ``align check`` over a text in a process that has the distribution on its path."""

    def run(*args: str, text: str = "STOP IT.\nAll is well here, and calm.\n") -> subprocess.CompletedProcess[str]:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        path = os.pathsep.join([str(installed), str(Path(__file__).parents[2])])
        return subprocess.run(
            [sys.executable, "-m", "align", "check", "text.txt", "--lang", "en", *args],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def found(done: subprocess.CompletedProcess[str]) -> list[tuple[str, int, str]]:
    assert not done.stderr, done.stderr
    return [(issue["rule"], issue["line"], issue["text"]) for issue in json.loads(done.stdout)["issues"]]


def test_a_check_of_another_package_runs_and_is_selected_by_its_name(check):
    assert found(check("--select", "shouting", "--json")) == [("shouting", 1, "STOP IT.")]
    assert found(check("--select", "longest", "--json")) == [("longest", 2, "All is well here, and calm.")]


def test_it_runs_beside_the_others_and_is_left_out_by_its_name(check):
    rest = "broken,absent,no_module"
    done = check("--ignore", rest, "--json")
    assert {"shouting", "longest"} <= {rule for rule, _, _ in found(done)}
    assert "shouting" not in {rule for rule, _, _ in found(check("--ignore", f"{rest},shouting", "--json"))}


def test_its_docstring_is_what_reports_say_of_it(check):
    (run,) = json.loads(check("--select", "shouting", "--format", "sarif").stdout)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "A target shouts."
    assert rule["defaultConfiguration"]["level"] == "note"


def test_an_unknown_name_lists_it_among_the_known(check):
    done = check("--select", "shoutin")
    assert done.returncode == 2
    assert "shouting" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("broken", "the check broken of own_checks:broken failed: IndexError: list index out of range"),
        ("absent", "the check absent of own_checks:absent cannot be loaded"),
        ("no_module", "the check no_module of no_such_module:check cannot be loaded: No module named 'no_such_module'"),
    ],
)
def test_one_that_fails_is_one_sentence(check, name, said):
    done = check("--select", name)
    assert done.returncode == 2
    assert not done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
