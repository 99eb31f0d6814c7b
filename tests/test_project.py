"""Where the rooms meet: what is found by itself, and what the Python face promises."""

from __future__ import annotations

from pathlib import Path

import pytest

import align
from align.checking import select_checks
from align.errors import ArgumentError, FileAccessError, FormatError, InputError, LanguageTagError
from align.loading import find_glossary, load_document

ROW = "concept,lang,term\nRL,en,reinforcement learning\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project ``p`` with a glossary and a text deep in it, and an empty working directory elsewhere."""
    (tmp_path / "p" / "glossary").mkdir(parents=True)
    (tmp_path / "p" / "glossary" / "g.csv").write_text(ROW)
    (tmp_path / "p" / "pyproject.toml").write_text("")
    (tmp_path / "p" / "a" / "b").mkdir(parents=True)
    (tmp_path / "p" / "a" / "b" / "x.txt").write_text("A text.")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path


def test_the_glossary_is_found_above_the_document(tree):
    assert find_glossary(tree / "p" / "a" / "b" / "x.txt") == (tree / "p" / "glossary",)


def test_the_glossary_of_the_working_directory_comes_first(tree, monkeypatch):
    monkeypatch.chdir(tree / "p")
    assert find_glossary(tree / "p" / "a" / "b" / "x.txt") == (Path("glossary"),)
    assert find_glossary() == (Path("glossary"),)


@pytest.mark.parametrize("mark", [".git", "pyproject.toml", "align.toml"])
def test_the_search_ends_at_the_edge_of_a_project(tree, mark):
    (tree / "p" / "a" / mark).write_text("")
    assert find_glossary(tree / "p" / "a" / "b" / "x.txt") == ()


def test_a_folder_without_csv_files_is_no_glossary(tree):
    (tree / "p" / "a" / "glossary").mkdir()
    assert find_glossary(tree / "p" / "a" / "b" / "x.txt") == (tree / "p" / "glossary",)


def test_there_may_be_no_glossary(tree):
    assert find_glossary() == ()


def test_files_and_folders_make_one_termbase(tree):
    more = tree / "more.csv"
    more.write_text("concept,lang,term\nRL,zh,强化学习\nSFT,zh,监督微调\n", encoding="utf-8")
    found = align.load_termbase([tree / "p" / "glossary", more])
    assert [concept.id for concept in found.concepts] == ["RL", "SFT"]
    assert [term.text for term in found["RL"].terms] == ["reinforcement learning", "强化学习"]


def test_no_file_makes_an_empty_termbase():
    assert align.load_termbase([]).concepts == ()


def test_a_folder_without_a_termbase_is_an_error(tmp_path):
    with pytest.raises(FileAccessError):
        align.load_termbase([tmp_path])


def test_segment_gives_exact_spans(article_text):
    segments = align.segment(article_text, "en")
    assert len(segments) == 68
    assert all(article_text[s.start : s.end] == s.text for s in segments)


def test_segment_refuses_what_is_no_language():
    with pytest.raises(LanguageTagError):
        align.segment("A text.", "english")


def test_segment_of_nothing_is_nothing():
    assert align.segment("") == []


def test_a_document_knows_where_it_comes_from(tree):
    from hashlib import sha256

    document, origin = load_document(tree / "p" / "a" / "b" / "x.txt", "en")
    assert (document.text, document.lang) == ("A text.", "en")
    assert (origin.input, origin.sha256) == ("x.txt", sha256(b"A text.").hexdigest())


def test_a_language_is_never_guessed_from_latin_letters(tree):
    with pytest.raises(ArgumentError, match="language"):
        load_document(tree / "p" / "a" / "b" / "x.txt")
    assert load_document(tree / "p" / "a" / "b" / "x.txt", fallback="und")[0].lang == "und"


def test_writing_refuses_before_it_touches_anything(tmp_path):
    bitext = align.Bitext((align.Unit("u0001", "A text."),), "zh", "en")
    with pytest.raises(FormatError, match=r"\.jsonl"):
        align.write(bitext, tmp_path / "x.odt")
    with pytest.raises(FormatError, match=r"\.xlsx"):
        align.read(tmp_path / "x.odt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".xlsx", ".jsonl"])
def test_an_empty_bitext_comes_back(tmp_path, ending):
    bitext = align.Bitext((), "zh", "en", next_id=7)
    align.write(bitext, tmp_path / f"x{ending}")
    assert align.read(tmp_path / f"x{ending}") == bitext


def test_write_overwrites_only_by_force(tmp_path):
    bitext = align.Bitext((align.Unit("u0001", "A text."),), "zh", "en")
    align.write(bitext, tmp_path / "x.jsonl")
    with pytest.raises(InputError, match="exists"):
        align.write(bitext, tmp_path / "x.jsonl")
    align.write(bitext, tmp_path / "x.jsonl", force=True)
    assert align.read(tmp_path / "x.jsonl") == bitext


def test_checks_can_be_chosen_by_name():
    known = list(select_checks())
    assert {"acronym_expansion", "duplicate_segment", "term_inconsistent"} <= set(known)
    assert list(select_checks(["duplicate_segment"])) == ["duplicate_segment"]
    assert list(select_checks(ignore=["duplicate_segment"])) == [name for name in known if name != "duplicate_segment"]
    assert select_checks(["duplicate_segment"], ["duplicate_segment"]) == {}
    with pytest.raises(ArgumentError, match="acronym_expansion, acronym_redefined"):
        select_checks(["nothing"])


def test_the_public_names_are_all_there():
    assert all(getattr(align, name) is not None for name in align.__all__)
    assert set(align.__all__) <= set(dir(align))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = align.nothing
