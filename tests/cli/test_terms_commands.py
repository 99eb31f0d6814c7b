"""``align terms list`` and ``align terms find``."""

import json

import pytest

import align


@pytest.fixture
def listed(run, glossary):
    """``listed("--lang", "zh")``: the terms of the project's glossary, as JSON."""

    def terms(*more):
        done = run("terms", "list", "--glossary", glossary, "--json", *more)
        assert (done.code, done.err) == (0, "")
        return json.loads(done.out)["terms"]

    return terms


def test_the_list_has_one_term_a_line(run, glossary, termbase):
    done = run("terms", "list", "--glossary", glossary)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == len(list(termbase.terms))
    assert lines[0].split() == ["AGI", "en", "artificial", "general", "intelligence", "preferred", "full", "any"]


def test_the_columns_stand_in_line_under_chinese_terms_too(run, glossary):
    from align.text.widths import display_width

    lines = run("terms", "list", "--glossary", glossary, "--lang", "zh").out.splitlines()
    statuses = (" preferred ", " admitted ", " deprecated ", " forbidden ")
    assert len({display_width(line[: line.index(s)]) for line in lines for s in statuses if s in line}) == 1


def test_json_holds_every_field(listed, termbase):
    terms = listed()
    assert len(terms) == len(list(termbase.terms))
    assert terms[0]["concept"] == "AGI"
    assert terms[0]["text"] == "artificial general intelligence"
    assert terms[0]["definition"]
    assert terms[0]["line"] == 2


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "ZH", "zh_CN"])
def test_terms_can_be_filtered_by_language(listed, tag):
    terms = listed("--lang", tag)
    assert {term["lang"] for term in terms} == {"zh"}
    assert "通用人工智能" in {term["text"] for term in terms}


def test_terms_can_be_filtered_by_status(listed):
    terms = listed("--status", "deprecated")
    assert {term["status"] for term in terms} == {"deprecated"}
    assert "general artificial intelligence" in {term["text"] for term in terms}


def test_filters_add_up(listed):
    terms = listed("--lang", "zh", "--status", "deprecated")
    assert {(term["lang"], term["status"]) for term in terms} == {("zh", "deprecated")}


def test_a_language_that_no_term_has_gives_an_empty_list(listed, run, glossary):
    assert listed("--lang", "fr") == []
    assert run("terms", "list", "--glossary", glossary, "--lang", "fr").out == ""


def test_the_glossary_of_the_working_directory_is_the_default(run, tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "g.csv").write_text("concept,lang,term\nRL,en,reinforcement learning\n")
    assert run("terms", "list").out.split() == ["RL", "en", "reinforcement", "learning", "preferred", "full", "any"]


@pytest.fixture
def hits(run, article, glossary):
    done = run("terms", "find", article, "--glossary", glossary, "--json")
    assert done.code == 0
    return json.loads(done.out)["hits"]


def test_every_hit_stands_where_it_says(hits, article_text):
    lines = article_text.split("\n")
    for hit in hits:
        line, column = map(int, hit["place"].split(":"))
        assert lines[line - 1][column - 1 :].startswith(hit["text"])


def test_the_words_for_agi_are_found_with_their_status(hits):
    found = [(int(hit["place"].split(":")[0]), hit["text"], hit["status"]) for hit in hits if hit["concept"] == "AGI"]
    assert found == [
        (11, "general artificial intelligence", "deprecated"),
        (11, "AGI", "admitted"),
        (14, "artificial general intelligence", "preferred"),
        (14, "AGI", "admitted"),
        (15, "AGI", "admitted"),
        (16, "General artificial intelligence", "deprecated"),
    ]


def test_each_term_of_the_first_three_concepts_is_found(hits):
    assert {hit["concept"] for hit in hits} >= {"AGI", "SFT", "RL", "large-language-model", "basic-research"}


def test_a_person_sees_place_context_and_concept(run, article, glossary):
    done = run("terms", "find", article, "--glossary", glossary)
    assert done.code == 0
    (line,) = [line for line in done.out.splitlines() if "[supervised fine-tuning]" in line]
    assert line.startswith(f"{article}:5:")
    assert "without relying on [supervised fine-tuning] (SFT)" in line
    assert line.endswith("→ SFT")
    assert any("→ AGI, deprecated" in line for line in done.out.splitlines())


def test_a_text_without_terms_has_no_hits(run, tmp_path, glossary):
    path = tmp_path / "x.txt"
    path.write_text("Nothing of the kind.", encoding="utf-8")
    done = run("terms", "find", path, "--glossary", glossary)
    assert (done.code, done.out) == (0, "")
    assert json.loads(run("terms", "find", path, "--glossary", glossary, "--json").out)["hits"] == []


def test_terms_are_found_in_a_chinese_text(run, tmp_path, glossary):
    path = tmp_path / "x.txt"
    path.write_text("他们用强化学习训练大语言模型。", encoding="utf-8")
    done = run("terms", "find", path, "--glossary", glossary, "--json")
    assert [(hit["place"], hit["text"]) for hit in json.loads(done.out)["hits"]] == [
        ("1:4", "强化学习"),
        ("1:8", "训练"),
        ("1:10", "大语言模型"),
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".jsonl"])
def test_hits_in_a_bitext_name_unit_and_side(run, tmp_path, glossary, ending):
    path = tmp_path / f"x{ending}"
    unit = align.Unit("u0001", "RL is hard.", source="强化学习很难。", source_state="original")
    align.write(align.Bitext((unit,), "zh", "en"), path)
    done = run("terms", "find", path, "--glossary", glossary, "--json")
    assert [(hit["place"], hit["text"]) for hit in json.loads(done.out)["hits"]] == [
        ("u0001 source", "强化学习"),
        ("u0001 target", "RL"),
    ]


def test_a_text_may_be_given_instead_of_a_file(run, glossary):
    done = run("terms", "find", "RL and AGI, 强化学习", "--glossary", glossary, "--lang", "en")
    assert done.code == 0
    assert [line.split("→")[0].strip() for line in done.out.splitlines()] == [
        "1:1                                      [RL] and AGI, 强化学习",
        "1:8                               RL and [AGI], 强化学习",
    ]
    chinese = run("terms", "find", "他们用强化学习", "--glossary", glossary, "--json")
    (hit,) = json.loads(chinese.out)["hits"]
    assert (hit["path"], hit["place"], hit["text"], hit["concept"]) == (None, "1:4", "强化学习", "RL")


@pytest.mark.parametrize("name", ["missing.txt", "folder/missing"])
def test_what_looks_like_a_file_must_be_one(run, glossary, name):
    done = run("terms", "find", name, "--glossary", glossary)
    assert (done.code, done.out) == (2, "")
    assert name in done.err


def test_a_hit_in_json_says_where_and_by_what(run, glossary):
    done = run("terms", "find", "The large-language Models.", "--glossary", glossary, "--lang", "en", "--json")
    (hit,) = json.loads(done.out)["hits"]
    assert hit["context"][hit["start"] : hit["end"]] == hit["text"] == "large-language Models"
    assert hit["how"] == ["case", "spelling", "inflection"]


@pytest.fixture
def bitext(tmp_path):
    units = (
        align.Unit("u0001", "RL is hard.", source="强化学习很难。", source_state="original"),
        align.Unit("u0002", "We like RL."),
    )
    path = tmp_path / "x.jsonl"
    align.write(align.Bitext(units, "zh", "en"), path)
    return path


def test_a_hit_in_a_bitext_is_shown_with_the_other_side(run, glossary, bitext):
    lines = run("terms", "find", bitext, "--glossary", glossary).out.splitlines()
    assert [line.replace(f"{bitext}:", "").split("→")[0].split() for line in lines] == [
        ["u0001", "source", "[强化学习]很难。"],
        ["target:", "[RL]", "is", "hard."],
        ["u0001", "target", "[RL]", "is", "hard."],
        ["source:", "[强化学习]很难。"],
        ["u0002", "target", "We", "like", "[RL]."],
        ["source:", "(empty)"],
    ]


def test_both_sides_are_in_the_json(run, glossary, bitext):
    done = run("terms", "find", bitext, "--glossary", glossary, "--json")
    hit = json.loads(done.out)["hits"][0]
    assert (hit["side"], hit["context"], hit["other"]) == ("source", "强化学习很难。", "RL is hard.")
    assert hit["other_hits"] == [{"text": "RL", "start": 0, "end": 2, "status": "admitted"}]


def test_a_long_other_side_is_cut_around_its_hit(run, glossary, tmp_path):
    path = tmp_path / "x.jsonl"
    unit = align.Unit("u0001", "word " * 60 + "RL" + " word" * 60, source="强化学习", source_state="original")
    align.write(align.Bitext((unit,), "zh", "en"), path)
    line = run("terms", "find", path, "--glossary", glossary).out.splitlines()[1]
    assert "target: …" in line
    assert "word [RL] word" in line
    assert len(line) < 160 + len(str(path))


def test_hits_can_be_narrowed_to_a_concept_and_widened_to_nested_ones(run, glossary):
    text = "artificial general intelligence and RL"
    arguments = ("terms", "find", text, "--glossary", glossary, "--lang", "en", "--json")
    found = [hit["concept"] for hit in json.loads(run(*arguments, "--nested").out)["hits"]]
    assert found[0] == "AGI"
    assert "RL" in found
    assert len(found) >= 2
    assert [hit["concept"] for hit in json.loads(run(*arguments, "--concept", "RL").out)["hits"]] == ["RL"]


def test_traditional_chinese_is_found_where_asked(run, glossary):
    arguments = ("terms", "find", "用強化學習訓練", "--glossary", glossary, "--json")
    assert json.loads(run(*arguments).out)["hits"] == []
    assert json.loads(run(*arguments, "--any-script").out)["hits"][0]["how"] == ["script"]
