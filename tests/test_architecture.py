"""The house as drawn: imports point down, public names exist, the package is light and whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import align
import align.model
from align import errors, formats
from tests.conftest import ROOT

PACKAGE = ROOT / "align"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)
HEAVY = (
    "pandas",
    "openpyxl",
    "matplotlib",
    "nltk",
    "sacremoses",
    "numpy",
    "lxml",
    "click",
    "langcodes",
    "opencc",
    "python_calamine",
)


def python(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_imports_point_down_and_rooms_do_not_know_each_other():
    pytest.importorskip("importlinter")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contract_names_every_room():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = {room.strip() for layer in contract["contracts"][0]["layers"] for room in layer.split("|")}
    rooms = {
        f"align.{path.stem}" for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert rooms - {"align.__init__"} == named


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_exists(name):
    module = import_module(name)
    assert module.__doc__, "a module says what it is for"
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), public
    assert len(set(getattr(module, "__all__", ()))) == len(getattr(module, "__all__", ()))


@pytest.mark.parametrize("name", MODULES)
def test_what_another_module_imports_is_public(name):
    tree = ast.parse(Path(import_module(name).__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("align."):
            module = import_module(node.module)
            for alias in node.names:
                if hasattr(module, "__all__") and f"{node.module}.{alias.name}" not in MODULES:
                    assert alias.name in module.__all__, f"{name} takes {alias.name} from {node.module}"


@pytest.mark.parametrize("name", align.__all__)
def test_every_name_of_the_package_resolves(name):
    value = getattr(align, name)
    assert isinstance(value, str) or value.__name__ == name
    assert name in dir(align)


def test_an_unknown_name_of_the_package_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        align.nonsense  # noqa: B018


@pytest.mark.parametrize("package", [align, align.model], ids=["align", "align.model"])
def test_the_public_names_of_a_lazy_package_are_there(package):
    assert [name for name in package.__all__ if getattr(package, name, None) is None] == []


def test_importing_the_package_loads_nothing_heavy():
    loaded = python(f"import sys, align; print([name for name in {HEAVY!r} if name in sys.modules])")
    assert loaded == "[]"


def test_dividing_a_text_loads_neither_sheets_nor_stemmers():
    heavy = ("pandas", "openpyxl", "nltk", "sacremoses", "numpy", "lxml")
    code = f"import sys, align; align.segment('A. B.', 'en'); print([n for n in {heavy!r} if n in sys.modules])"
    assert python(code) == "[]"


def test_the_tree_of_errors_is_as_drawn():
    drawn = set(re.findall(r"^[│├└─ ]*(\w+Error)  ", errors.__doc__, re.MULTILINE))
    assert drawn == set(errors.__all__)
    assert all(issubclass(getattr(errors, name), errors.AlignError) for name in drawn)


@pytest.mark.parametrize(
    "registry",
    [
        "DOCUMENT_READERS",
        "TERMBASE_READERS",
        "GLOSSARY_READERS",
        "GLOSSARY_REMAINDERS",
        "GLOSSARY_WRITERS",
        "REVIEW_WRITERS",
        "READERS",
        "WRITERS",
        "ALIGNMENT_READERS",
        "ALIGNMENT_WRITERS",
        "NOTICES",
        "PARTS",
        "PART_OUTPUTS",
        "PART_READERS",
        "PART_WRITERS",
    ],
)
def test_every_format_of_a_registry_can_be_loaded(registry):
    known = getattr(formats, registry)
    for name in known:
        assert callable(formats.load(known, name))


@pytest.mark.parametrize(
    "path",
    [
        "py.typed",
        "segmentation/languages/und.toml",
        "segmentation/languages/en.toml",
        "segmentation/languages/zh.toml",
        "formats/tables/columns.toml",
        "formats/xlsx/howto.toml",
        "terms/lint/look_alikes.toml",
        "terms/extraction/closed_class.toml",
        "terms/lint/plurals.toml",
        "text/acronyms.toml",
        "checks/data/acronyms.toml",
    ],
)
def test_a_data_file_is_in_the_package(path):
    assert files("align").joinpath(path).is_file()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.toml")), ids=lambda path: path.name)
def test_every_table_is_valid(path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_prints_or_reaches_the_network(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    } | {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    listening = {"socket"} if path == PACKAGE / "web" / "server.py" else set()
    assert not imported & ({"urllib", "http", "socket", "requests", "httpx", "ftplib"} - listening)
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in calls
    if path.relative_to(PACKAGE).parts[0] not in {"storage.py", "project.py", "cli"}:
        assert "open" not in calls
