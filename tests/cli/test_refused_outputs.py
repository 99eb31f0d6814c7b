"""Outputs that cannot be written: said before any work is done, with nothing half-written."""

import os
from pathlib import Path

import pytest

import align


@pytest.fixture
def sheet_to(refused, article):
    """``sheet_to(output)`` runs ``align sheet`` on the article, which must be refused; returns the one line."""
    return lambda output: refused("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", output)


@pytest.mark.parametrize("name", ["x", "x.pdf", "x.xls", "x.ods", "x.txt", "x.xlsx.bak"])
def test_an_ending_that_is_no_format(sheet_to, name):
    err = sheet_to(name)
    assert ".xlsx" in err
    assert ".jsonl" in err


def test_the_ending_may_be_in_capitals(run, article, tmp_path):
    args = ("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", tmp_path / "X.XLSX")
    assert run(*args).code == 0
    assert len(align.read(tmp_path / "X.XLSX").units) == 32


def test_a_missing_folder(sheet_to, tmp_path):
    err = sheet_to(tmp_path / "nowhere" / "x.xlsx")
    assert "folder" in err
    assert "nowhere" in err


def test_a_path_below_a_file(sheet_to, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    sheet_to(tmp_path / "file" / "x.xlsx")


def test_a_directory(sheet_to, tmp_path):
    (tmp_path / "x.xlsx").mkdir()
    assert "directory" in sheet_to(tmp_path / "x.xlsx")


def test_a_directory_even_with_force(refused, article, tmp_path):
    (tmp_path / "x.xlsx").mkdir()
    refused("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", tmp_path / "x.xlsx", "--force")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write into every folder")
def test_a_folder_that_is_read_only(sheet_to, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    try:
        assert "read-only" in sheet_to(folder / "x.xlsx")
    finally:
        folder.chmod(0o700)


def test_a_name_too_long_for_the_file_system(sheet_to, tmp_path):
    sheet_to(tmp_path / ("x" * 300 + ".xlsx"))


def test_an_empty_name(sheet_to):
    sheet_to("")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_itself(sheet_to, tmp_path):
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    sheet_to(tmp_path / "loop.xlsx")


@pytest.mark.skipif(os.name == "nt", reason="Windows counts names in UTF-16 units")
def test_the_longest_chinese_name_that_the_file_system_takes_is_taken(run, article, tmp_path):
    output = tmp_path / ("长" * 83 + "a.xlsx")
    assert len(os.fsencode(output.name)) == 255
    done = run("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", output)
    assert (done.code, done.err) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_input_itself(refused, tmp_path, force):
    text = tmp_path / "text.txt"
    text.write_text("Innovation requires freedom.", encoding="utf-8")
    assert "text.txt" in refused("sheet", text, "--source-lang", "zh", "--target-lang", "en", "-o", text, *force)


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_the_input_itself_under_another_name_even_with_force(refused, tmp_path, link):
    text = tmp_path / "text.txt"
    text.write_text("Innovation requires freedom.", encoding="utf-8")
    link(tmp_path / "x.xlsx", text)
    args = ("sheet", text, "--source-lang", "zh", "--target-lang", "en", "-o", tmp_path / "x.xlsx", "--force")
    assert "input" in refused(*args)


def test_a_text_without_an_ending_gets_its_sheet_beside_it(run, tmp_path):
    text = tmp_path / "text"
    text.write_text("Innovation requires freedom.", encoding="utf-8")
    assert run("sheet", text, "--source-lang", "zh", "--target-lang", "en").code == 0
    assert len(align.read(tmp_path / "text.xlsx").units) == 1


def test_the_output_is_refused_before_the_glossary_is_read(sheet_to, tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "g.csv").write_text("no,term,base\n")
    (tmp_path / "x.xlsx").write_bytes(b"old")
    assert "--force" in sheet_to(tmp_path / "x.xlsx")
