"""The notebooks run, and what is saved in them is what they print."""

from __future__ import annotations

import ast
import warnings

import pytest

pytest.importorskip("nbmake")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

import align
from tests.notebooks import NOTEBOOKS, rerun, saved, shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_saved_is_what_a_run_gives(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the kernel's client are not ours
        assert shown(rerun(path)) == shown(saved(path)), "run python -m tests.notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_the_public_face_is_used(path):
    code = "\n".join(cell.source for cell in saved(path).cells if cell.cell_type == "code")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("align"):
            assert node.module == "align"
            assert {alias.name for alias in node.names} <= set(align.__all__)
        if isinstance(node, ast.Import):
            assert not [alias.name for alias in node.names if alias.name.startswith("align.")]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "align":
            assert node.attr in align.__all__


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_path_of_a_machine_is_saved(path):
    assert not [word for word in ("/tmp", "/home", "/Users", "shared/") if word in path.read_text("utf-8")]
