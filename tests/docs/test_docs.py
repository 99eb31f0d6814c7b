"""Every code block and command of README.md and docs/ is run, and prints what the page says."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BEGIN, END
from benchmarks.contests import CONTESTS
from tests.conftest import ROOT
from tests.docs.checks_page import PAGE, section

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INSTALLING = {"README.md": 2, "CONTRIBUTING.md": 1}


def blocks(page: Path, kind: str) -> list[str]:
    return [match[2] for match in BLOCK.finditer(page.read_text("utf-8")) if match[1] == kind]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the pages work with, as the working directory."""
    for name in ("seeds", "glossary"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.xlsx"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_says(page: Path, project: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for block in blocks(page, "console"):
        for command, expected in sessions(block):
            done = subprocess.run(
                ["bash", "-c", command],
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                cwd=project,
                env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
            )
            assert matches(expected, done.stdout), f"{page.name}: $ {command}\nprinted:\n{done.stdout}"


def sessions(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def matches(expected: str, printed: str) -> bool:
    """Whether an output is as expected, where ``...`` stands for anything, over several lines on a line of its own."""
    pattern = "".join(
        r"(?:.*\n)*" if line == "...\n" else re.escape(line).replace(r"\.\.\.", ".*")
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_give_what_the_page_says(page: Path, project: Path) -> None:
    parser, flags = doctest.DocTestParser(), doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(page, "pycon"), start=1):
        runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
        test = parser.get_doctest(block, names, f"{page.name} block {number}", str(page), 0)
        runner.run(test, clear_globs=False)
        names.update(test.globs)
        assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_block_escapes_the_tests(page: Path) -> None:
    """Only drawings and the installing commands, which CI runs, are not run here."""
    kinds = [match[1] for match in BLOCK.finditer(page.read_text("utf-8"))]
    assert set(kinds) <= {"console", "pycon", "sh", ""}
    assert kinds.count("sh") == INSTALLING.get(page.name, 0)
    assert kinds.count("") <= (page.name == "architecture.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_list_of_checks_is_what_their_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(section()), "run python -m tests.docs.checks_page"


def test_the_table_of_peers_has_a_row_for_every_contender() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    table = text[text.index(BEGIN) + len(BEGIN) : text.index(END)]
    rows = [[cell.strip() for cell in line.strip("|").split("|")][:3] for line in table.splitlines()[2:] if "|" in line]
    assert rows == [[contest.area, contest.title, name] for contest in CONTESTS for name in contest.contenders]
