"""What many tests share: the article, the termbase, a way to run the command, and the shared evaluation data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import align
from align.cli import main

# On a busy machine any example may take long, which says nothing of the software.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "seeds" / "cgtn-liang-wenfeng-deepseek.txt"
GLOSSARY = ROOT / "glossary" / "ai.csv"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def article() -> Path:
    """The real article."""
    return ARTICLE


@pytest.fixture(scope="session")
def article_text() -> str:
    """Its text, every character."""
    return ARTICLE.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def termbase() -> align.Termbase:
    """The project's own termbase."""
    return align.load_termbase([GLOSSARY])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the project; tests that want it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"evaluation data absent: there is no {SHARED}")
    return SHARED


@dataclass(frozen=True)
class Ran:
    """A finished run of the command."""

    code: int
    out: str
    err: str


class Runner:
    """Runs the command in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *args: object) -> Ran:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as exit_info:
            main([str(arg) for arg in args])
        captured = self._capsys.readouterr()
        code = exit_info.value.code
        return Ran(code if isinstance(code, int) else 0 if code is None else 1, captured.out, captured.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """``run("check", path)`` runs ``align check PATH``."""
    return Runner(capsys)
