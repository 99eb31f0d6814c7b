"""Sheets that went through LibreOffice: what people get back from a colleague who does not use Excel.

Skipped where LibreOffice (``soffice``) is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import python_calamine

import align
from align.model import Bitext, Unit
from align.roundtrip import merge_files
from tests.roundtrip.conftest import edit

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

HOSTILE = {
    "formula": "=1+1",
    "dangerous formula": '=HYPERLINK("http://example.com","x")',
    "plus": "+41 44 123",
    "minus": "-5 degrees",
    "at": "@SUM(A1)",
    "apostrophe": "'quoted",
    "error": "#N/A",
    "another error": "#REF!",
    "zeros": "0003",
    "exponent": "1E5",
    "long number": "12345678901234567890",
    "decimal": "1.50",
    "truth": "TRUE",
    "nothing": "NULL",
    "date": "2025-01-20",
    "another date": "1/2/2025",
    "time": "15:00",
    "percent": "30%",
    "control characters": "a\x01b\x08c\x0bd\x1fe",
    "escape": "_x0041_",
    "half an escape": "_x00",
    "lone surrogates": "a\ud800b\udc00c",
    "NUL": "a\0b",
    "no characters": "a\ufffeb\uffffc",
    "CR LF": "one\r\ntwo\rthree\nfour",
    "line feeds at the ends": "\n\nin between\n",
    "very long": "强化 learning " * 4000,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 1️⃣",
    "bidi": "\u202eevil\u202c \u2067עברית\u2069 \u200f",
    "tabs": "\ta\t\tb\t",
    "leading spaces": "   a   b   ",
    "no-break spaces": "\u00a0a\u00a0\u3000",
    "line separators": "a\u2028b\u2029c\u0085d",
    "soft hyphen": "a\u00adb\u200bc\ufeffd",
    "markup": "<b>&amp; &lt; ]]> <!-- -->",
    "combining": "e\u0301 é",
    "placeholder": "[source missing]!",
}


def convert(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice opens, computes and saves it, with a profile of its own."""
    profile, out = folder / "profile", folder / "out"
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (out / path.name).exists(), done
    return out / path.name


def differences(one: Bitext, other: Bitext) -> dict[str, tuple[str, str]]:
    """What differs, field by field and cut short: a diff of 40,000 characters helps nobody."""
    return {
        f"{a.id} {name}": (ascii(getattr(a, name))[:80], ascii(getattr(b, name))[:80])
        for a, b in zip(one.units, other.units, strict=True)
        for name in Unit.__dataclass_fields__
        if getattr(a, name) != getattr(b, name)
    }


def there_and_back(texts: dict[str, str], folder: Path) -> tuple[Bitext, Bitext]:
    """A bitext with the texts in every field that people fill, and what comes back of it."""
    units = tuple(
        Unit(f"u{n:04d}", text, source=text, source_state="original", comment=text, note=name, section=name)
        for n, (name, text) in enumerate(texts.items(), start=1)
    )
    bitext = Bitext(units, "zh", "en", next_id=len(units) + 1)
    path = folder / "hostile.xlsx"
    align.write(bitext, path)
    return bitext, align.read(convert(path, folder))


def test_hostile_text_comes_back_equal(tmp_path):
    bitext, found = there_and_back(HOSTILE, tmp_path)
    assert differences(bitext, found) == {}
    assert (found.source_lang, found.target_lang, found.next_id) == ("zh", "en", bitext.next_id)
    assert found.provenance == bitext.provenance


def test_text_of_the_worst_length_comes_back_equal(tmp_path):
    bitext, found = there_and_back({"emoji": "😀" * 17_000, "controls": "\x01" * 33_000, "_x": "_x" * 17_000}, tmp_path)
    assert differences(bitext, found) == {}


def test_escapes_that_share_an_underscore_come_back_equal(tmp_path):
    bitext, found = there_and_back({"escaped": "_x005F_x0041_", "row": "_x0041_x0042_x0043_"}, tmp_path)
    assert differences(bitext, found) == {}


@pytest.fixture
def sheet(article, tmp_path):
    path = tmp_path / "sheet.xlsx"
    glossary = [article.parents[1] / "glossary"]
    align.make_sheet(article, path, source_lang="zh", target_lang="en", glossary=glossary)
    return path


def progress(path: Path) -> dict[str, list[object]]:
    """The rows of the Progress tab by their first cell, as computed."""
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_name("Progress").to_python()
    return {str(row[0]): list(row[1:]) for row in rows if row and row[0]}


def test_the_articles_sheet_comes_back_equal_with_its_progress_computed(sheet, tmp_path):
    converted = convert(sheet, tmp_path)
    assert align.read(converted) == align.read(sheet)
    counts = progress(converted)
    assert counts["all"][0] == 32
    assert counts["slots filled"][:2] == [0, 0]
    assert counts["source_state: missing"][:2] == [32, 1]
    assert counts["status: translated"][0] == 32
    assert counts["status: final"][0] == 0
    assert counts["On Innovation"][:2] == [6, 0]
    assert counts["DeepSeek's 'long-termism'"][:2] == [8, 0]


def test_progress_follows_a_slot_that_is_filled(sheet, tmp_path):
    book = openpyxl.load_workbook(sheet, rich_text=True)
    tab = book["Alignment"]
    columns = {cell.value: cell.column for cell in tab[1]}
    tab.cell(2, columns["source"]).value = "人类智能的本质可能就是语言。"
    tab.cell(2, columns["source_state"]).value = "original"
    tab.cell(2, columns["status"]).value = "reviewed"
    book.save(sheet)
    converted = convert(sheet, tmp_path)
    counts = progress(converted)
    assert counts["slots filled"][0] == 1
    assert counts["source_state: original"][0] == 1
    assert counts["source_state: missing"][0] == 31
    assert counts["status: reviewed"][0] == 1
    first = align.read(converted).units[0]
    assert (first.source, first.source_state, first.status) == ("人类智能的本质可能就是语言。", "original", "reviewed")
    assert counts[first.section][:2] == [8, 1]


def test_a_sheet_that_libreoffice_saved_merges_with_nothing_but_the_edits(sheet, tmp_path):
    (tmp_path / "back").mkdir()
    sent = tmp_path / "back" / "back.xlsx"
    shutil.copy(sheet, sent)
    edit(sent, u0002={"source": "=1+1", "source_state": "original", "comment": "_x0041_ #N/A 0003"})
    back = convert(sent, tmp_path)
    run = merge_files(sheet, [back])
    assert {kind: number for kind, number in run.merging.counts().items() if number} == {"unchanged": 31, "applied": 1}
    unit = align.read(sheet).units[1]
    assert (unit.source, unit.source_state, unit.comment) == ("=1+1", "original", "_x0041_ #N/A 0003")


def test_the_hostile_list_comes_back_unchanged_by_id_and_a_merge_puts_frozen_panes_back(tmp_path):
    units = tuple(
        Unit(f"u{n:04d}", text, source=text, source_state="original", comment=text, note=name, section=name)
        for n, (name, text) in enumerate(HOSTILE.items(), start=1)
    )
    path = tmp_path / "hostile.xlsx"
    align.write(Bitext(units, "zh", "en", next_id=len(units) + 1), path)
    back = convert(path, tmp_path)
    run = merge_files(path, [back])
    assert run.merging.counts()["unchanged"] == len(units)
    assert run.output is None
    merge_files(back, [path], tmp_path / "again.xlsx")
    assert differences(align.read(path), align.read(tmp_path / "again.xlsx")) == {}
    assert openpyxl.load_workbook(tmp_path / "again.xlsx")["Alignment"].freeze_panes == "C2"
