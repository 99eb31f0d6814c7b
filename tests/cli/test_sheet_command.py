"""``align sheet`` on the real article: the main job."""

import shutil

import pytest

import align


@pytest.fixture
def sheet(run, article, tmp_path):
    """Runs ``align sheet`` on the article with more arguments; the output is ``x.xlsx`` in an empty folder."""

    def make(*more):
        return run("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", tmp_path / "x.xlsx", *more)

    return make


def test_the_summary_says_what_a_person_wants_to_know(sheet, tmp_path):
    done = sheet()
    assert (done.code, done.err) == (0, "")
    summary = {line.split(maxsplit=1)[0]: line for line in done.out.splitlines()}
    assert "29" in summary["blocks"]
    assert "9 excerpt" in summary["blocks"]
    assert "68 sentences" in summary["blocks"]
    assert "9 excerpts" in summary["rows"]
    assert "32 units" in summary["rows"]
    assert "32 source slots" in summary["rows"]
    assert "concepts" in summary["terms"]
    assert "ai.csv" in summary["terms"] or "glossary" in summary["terms"]
    for count in (" warnings", " info"):
        assert count in summary["issues"]
    assert str(tmp_path / "x.xlsx") in summary["written"]


def test_the_sheet_reads_back_with_an_empty_slot_for_each_sentence(sheet, tmp_path, article_text):
    sheet()
    bitext = align.read(tmp_path / "x.xlsx")
    assert [unit.id for unit in bitext.units] == [f"u{number:04d}" for number in range(1, 33)]
    assert {unit.source_state for unit in bitext.units} == {"missing"}
    assert {unit.source for unit in bitext.units} == {""}
    assert {unit.kind for unit in bitext.units} == {"excerpt"}
    assert (bitext.source_lang, bitext.target_lang) == ("zh", "en")
    assert bitext.next_id == 33
    assert [article_text[unit.start : unit.end] for unit in bitext.units] == [unit.target for unit in bitext.units]


def test_each_unit_has_its_section_and_its_speaker(sheet, tmp_path):
    sheet()
    units = align.read(tmp_path / "x.xlsx").units
    assert list(dict.fromkeys(unit.section for unit in units)) == [
        "DeepSeek's 'long-termism'",
        "Talent and team building",
        "On Innovation",
        "On China's role in AI development",
    ]
    assert {unit.speaker for unit in units} == {"Liang Wenfeng"}
    assert {unit.line for unit in units} == {15, 16, 17, 20, 21, 24, 25, 28, 29}


def test_the_provenance_names_the_tool_the_input_and_its_hash(sheet, tmp_path, article):
    from hashlib import sha256

    sheet()
    origin = align.read(tmp_path / "x.xlsx").provenance
    assert origin.tool == f"translation-align {align.__version__}"
    assert origin.input == article.name
    assert origin.sha256 == sha256(article.read_bytes()).hexdigest()
    assert ("rows", "auto") in origin.options


def test_without_o_the_sheet_stands_beside_the_input(run, article, tmp_path):
    text = tmp_path / "deep" / "liang.txt"
    text.parent.mkdir()
    shutil.copy(article, text)
    assert run("sheet", text, "--source-lang", "zh", "--target-lang", "en").code == 0
    assert sorted(path.name for path in text.parent.iterdir()) == ["liang.txt", "liang.xlsx"]
    assert text.read_bytes() == article.read_bytes()


def test_a_sheet_that_exists_is_never_overwritten_silently(sheet, refused, article, tmp_path):
    sheet()
    err = refused("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", tmp_path / "x.xlsx")
    assert "--force" in err
    assert "x.xlsx" in err


def test_force_overwrites_and_keeps_what_was_there(sheet, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"old")
    assert sheet("--force").code == 0
    assert len(align.read(tmp_path / "x.xlsx").units) == 32
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.history.jsonl", "x.xlsx", "x.xlsx~1"]
    assert (tmp_path / "x.xlsx~1").read_bytes() == b"old"


def test_rows_all_takes_every_sentence_of_the_text(sheet, tmp_path):
    done = sheet("--rows", "all")
    assert "68 units" in done.out
    units = align.read(tmp_path / "x.xlsx").units
    assert len(units) == 68
    assert {unit.kind for unit in units} == {"caption", "note", "body", "heading", "excerpt"}


def test_the_rows_of_the_narration_have_no_speaker(sheet, tmp_path):
    sheet("--rows", "all")
    units = align.read(tmp_path / "x.xlsx").units
    assert {unit.speaker for unit in units if unit.kind != "excerpt"} == {""}


def test_rows_excerpts_needs_an_excerpt(refused, tmp_path):
    text = tmp_path / "plain.txt"
    text.write_text("No block is quoted here.\nNot here either.\n", encoding="utf-8")
    err = refused("sheet", text, "--source-lang", "zh", "--target-lang", "en", "--rows", "excerpts")
    assert "--rows all" in err
    assert "plain.txt" in err


def test_rows_auto_takes_every_block_of_a_text_without_excerpts_and_says_so(run, tmp_path):
    text = tmp_path / "plain.txt"
    text.write_text("No block is quoted here.\nNot here either.\n", encoding="utf-8")
    done = run("sheet", text, "--source-lang", "zh", "--target-lang", "en")
    assert done.code == 0
    assert "2 blocks, 2 units" in done.out.splitlines()[1]
    assert [unit.target for unit in align.read(tmp_path / "plain.xlsx").units] == [
        "No block is quoted here.",
        "Not here either.",
    ]


def test_the_summary_says_excerpts_where_every_block_is_one(run, tmp_path):
    text = tmp_path / "quoted.txt"
    text.write_text('"Innovation requires freedom."\n"It takes time. It takes money."\n', encoding="utf-8")
    done = run("sheet", text, "--source-lang", "zh", "--target-lang", "en")
    assert "2 excerpts, 3 units" in done.out.splitlines()[1]


def test_the_summary_tells_that_there_was_no_glossary(run, tmp_path):
    text = tmp_path / "plain.txt"
    text.write_text("No block is quoted here.", encoding="utf-8")
    done = run("sheet", text, "--source-lang", "zh", "--target-lang", "en")
    assert done.code == 0
    (line,) = [line for line in done.out.splitlines() if line.startswith("terms")]
    assert "no glossary" in line
    assert "--glossary" in line


def test_a_jsonl_file_holds_the_same_bitext_as_the_sheet(sheet, run, article, tmp_path):
    sheet()
    out = tmp_path / "x.jsonl"
    assert run("sheet", article, "--source-lang", "zh", "--target-lang", "en", "-o", out).code == 0
    assert align.read(out) == align.read(tmp_path / "x.xlsx")


def test_the_language_is_taken_from_a_script_that_makes_it_certain(run, tmp_path):
    text = tmp_path / "zh.txt"
    text.write_text("创新需要自由。也需要试错的空间。", encoding="utf-8")
    assert run("sheet", text, "--source-lang", "en").code == 0
    assert align.read(tmp_path / "zh.xlsx").target_lang == "zh"


def test_a_script_of_many_languages_needs_target_lang(refused, article):
    assert "language" in refused("sheet", article, "--source-lang", "zh", "-o", "x.xlsx")


@pytest.mark.parametrize("ending", [".xlsx", ".jsonl"])
def test_a_bitext_written_again_unedited_is_equal(sheet, tmp_path, termbase, ending):
    sheet()
    bitext = align.read(tmp_path / "x.xlsx")
    align.write(bitext, tmp_path / f"y{ending}", termbase=termbase)
    assert align.read(tmp_path / f"y{ending}") == bitext


def test_the_python_face_does_what_the_command_does(sheet, article, tmp_path, glossary):
    sheet("--glossary", glossary)
    done = align.make_sheet(
        article, tmp_path / "y.xlsx", source_lang="zh", target_lang="en", glossary=[glossary], rows="auto"
    )
    assert done.output == tmp_path / "y.xlsx"
    assert align.read(tmp_path / "y.xlsx") == align.read(tmp_path / "x.xlsx")
