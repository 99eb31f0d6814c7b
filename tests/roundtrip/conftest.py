"""The article's sheet, and a hand that works in copies of it as people do."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import align
from tests.conftest import ARTICLE, GLOSSARY

__all__ = ["edit"]


def edit(path: Path, **rows: dict[str, str]) -> Path:
    """Write into cells of a sheet, with openpyxl: ``edit(path, u0001={"comment": "x"})``."""
    book = openpyxl.load_workbook(path, rich_text=True)
    tab = book["Alignment"]
    columns = {cell.value: cell.column for cell in tab[1]}
    places = {tab.cell(number, columns["id"]).value: number for number in range(2, tab.max_row + 1)}
    for unit, cells in rows.items():
        for name, text in cells.items():
            cell = tab.cell(places[unit], columns[name])
            cell.value = text
            cell.data_type = "s"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article, the termbase and a fresh sheet, to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copy(ARTICLE, folder / "article.txt")
    (folder / "glossary").mkdir()
    shutil.copy(GLOSSARY, folder / "glossary")
    align.make_sheet(folder / "article.txt", folder / "work.xlsx", source_lang="zh", target_lang="en")
    return folder


@pytest.fixture
def folder(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: the article, the termbase, ``work.xlsx``, and ``anna.xlsx`` and ``bo.xlsx`` come back."""
    shutil.copytree(fresh, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("anna", "bo"):
        shutil.copy("work.xlsx", f"{name}.xlsx")
    edit(Path("anna.xlsx"), u0001={"source": "甲", "source_state": "original"}, u0002={"comment": "=1+1"})
    edit(Path("bo.xlsx"), u0001={"source": "乙"}, u0003={"status": "final"})
    return tmp_path
