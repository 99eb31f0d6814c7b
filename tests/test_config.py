"""``align.toml``: settled once for all commands, and every fault of it told."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.config import Segmenting, load_glossary, load_segmenting
from align.errors import FormatError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_hold(folder):
    assert load_segmenting() == Segmenting("paragraph", "split", ())


def test_the_file_is_read(folder):
    (folder / "align.toml").write_text('[segmentation]\nnewlines = "wrapped"\nabbreviations = ["Anl."]\n')
    assert load_segmenting() == Segmenting("wrapped", "split", ("Anl.",))


def test_the_file_is_found_above_the_document(folder, monkeypatch):
    (folder / "align.toml").write_text('[segmentation]\nquotations = "whole"\n')
    (folder / "texts").mkdir()
    document = folder / "texts" / "a.txt"
    monkeypatch.chdir("/")
    assert load_segmenting(document).quotations == "whole"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[segmentation", "is no TOML"),
        ("segmentation = 3", "is no table"),
        ("[segmentation]\nnewline = 'line'", "knows no newline"),
        ("[segmentation]\nnewlines = 'poem'", "'poem' is none of paragraph, wrapped, line"),
        ("[segmentation]\nquotations = 1", "1 is none of split, whole"),
        ("[segmentation]\nabbreviations = 'Abb.'", "no list of texts"),
    ],
)
def test_a_fault_is_told_with_the_path(folder, content, says):
    (folder / "align.toml").write_text(content)
    with pytest.raises(FormatError, match=says) as error:
        load_segmenting()
    assert error.value.path == "align.toml"


def test_the_commands_follow_it(folder, run):
    (folder / "align.toml").write_text('[segmentation]\nnewlines = "wrapped"\nabbreviations = ["Anl."]\n')
    (folder / "a.txt").write_text("See Anl. Drei in\nthe file. It is short.\n")
    assert run("segment", "a.txt", "--lang", "en").out == "See Anl. Drei in the file.\nIt is short.\n"
    assert run("segment", "a.txt", "--lang", "en", "--newlines", "line").out == (
        "See Anl. Drei in\n\nthe file. It is short.\n"
    )
    assert "2 units" in run("sheet", "a.txt", "--source-lang", "zh", "--target-lang", "en").out


def test_the_layers_of_the_termbase_lie_beside_the_file(folder):
    (folder / "align.toml").write_text('[terms]\nglossary = ["project.csv", "../domain.csv"]\n')
    assert load_glossary() == (Path("project.csv"), Path("../domain.csv"))
    (folder / "texts").mkdir()
    assert load_glossary(folder / "texts" / "a.txt") == (Path("project.csv"), Path("../domain.csv"))
    (folder / "align.toml").write_text("")
    assert load_glossary() == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[terms]\nglossaries = []", r"\[terms\] knows no glossaries; it knows glossary"),
        ("[terms]\nglossary = 'a.csv'", "glossary is no list of paths"),
        ("[terms]\nglossary = [1]", "glossary is no list of paths"),
        ("[terms]\nglossary = ['']", "glossary is no list of paths"),
        ("terms = 3", "terms is no table"),
    ],
)
def test_a_fault_in_the_layers_is_told(folder, content, says):
    (folder / "align.toml").write_text(content)
    with pytest.raises(FormatError, match=says):
        load_glossary()
