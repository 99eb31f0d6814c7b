"""What the tests of the commands share: an empty working directory, and the law of refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).resolve().parents[2] / "glossary" / "ai.csv"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each command runs in an empty folder of its own, with no glossary near it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def glossary() -> Path:
    return GLOSSARY


COMMANDS: dict[str, Callable[[object], list[object]]] = {
    "sheet": lambda path: ["sheet", path, "--source-lang", "zh", "--target-lang", "en"],
    "segment": lambda path: ["segment", path],
    "check": lambda path: ["check", path],
    "terms-find": lambda path: ["terms", "find", path, "--glossary", GLOSSARY],
}


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> Callable[[object], list[object]]:
    """Each command that reads a text, as a function from the text's path to arguments."""
    return COMMANDS[request.param]


def _tree(folder: Path) -> dict[str, tuple[bytes | None, int]]:
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else None,
            path.lstat().st_mtime_ns if path.is_file() else 0,
        )
        for path in folder.rglob("*")
    }


@pytest.fixture
def refused(run, tmp_path):
    """``refused("check", path)`` runs a command that must fail, by the law, and returns its one line.

    The law: exit code 2, exactly one line on standard error that begins with ``align: ``, nothing on standard output,
    and no file in the folder made, changed or left half-written.
    """

    def check(*args: object) -> str:
        before = _tree(tmp_path)
        done = run(*args)
        assert done.code == 2, done
        assert done.out == ""
        assert done.err.startswith("align: ")
        assert done.err.endswith("\n")
        assert len(done.err.splitlines()) == 1, done.err
        assert "Traceback" not in done.err
        assert _tree(tmp_path) == before
        return done.err

    return check
