"""``align texts``: two files or two folders, aligned and written."""

import json

import pytest

import align

ENGLISH = "We won. They lost.\n\nIt rained all day, and nobody came to the square.\n"
CHINESE = "我们赢了。他们输了。\n\n整天下雨，没有人来广场。\n"


@pytest.fixture
def files(tmp_path):
    """``files(name, text)`` writes a file, and its folder if need be."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


@pytest.fixture
def texts(run, files):
    """Runs ``align texts`` on two small texts with more arguments."""

    def make(*more, source=CHINESE, target=ENGLISH):
        return run("texts", files("zh.txt", source), files("en.txt", target), "--target-lang", "en", *more)

    return make


def units(path):
    return align.read(path).units


def test_beads_are_printed(texts):
    done = texts("--aligner", "length")
    assert (done.code, done.err) == (0, "")
    assert done.out == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"


def test_a_ladder_is_printed(texts):
    done = texts("--to", "ladder")
    assert [line.split("\t")[:2] for line in done.out.splitlines()] == [["0", "0"], ["1", "1"], ["2", "2"], ["3", "3"]]


def test_the_texts_are_printed_side_by_side(texts):
    head, *rows = texts("--to", "tsv").out.splitlines()
    assert head.split("\t")[3:6] == ["source", "source_state", "target"]
    assert [row.split("\t")[3:6:2] for row in rows[:2]] == [["我们赢了。", "We won."], ["他们输了。", "They lost."]]
    assert json.loads(texts("--to", "jsonl").out.splitlines()[1])["source"] == "我们赢了。"


@pytest.mark.parametrize("name", ["x.xlsx", "x.jsonl"])
def test_a_bitext_is_written(texts, tmp_path, name):
    done = texts("-o", name, "--aligner", "length")
    assert (done.code, done.err) == (0, "")
    bitext = align.read(tmp_path / name)
    assert (bitext.source_lang, bitext.target_lang, bitext.next_id) == ("zh", "en", 4)
    assert [unit.id for unit in bitext.units] == ["u0001", "u0002", "u0003"]
    assert [unit.source for unit in bitext.units] == ["我们赢了。", "他们输了。", "整天下雨，没有人来广场。"]
    assert {(unit.source_state, unit.status, unit.kind) for unit in bitext.units} == {
        ("original", "translated", "body")
    }
    assert [(unit.block, unit.line) for unit in bitext.units] == [(1, 1), (1, 1), (2, 3)]
    assert [ENGLISH[unit.start : unit.end] for unit in bitext.units] == [unit.target for unit in bitext.units]
    assert all(0 < unit.score <= 1 for unit in bitext.units)
    assert bitext.provenance.input == "en.txt"
    assert dict(bitext.provenance.options)["source"] == "zh.txt"
    assert "length" in dict(bitext.provenance.options)["aligner"]


def test_the_summary_says_what_a_person_wants_to_know(texts, tmp_path):
    summary = {line.split(maxsplit=1)[0]: line for line in texts("-o", "x.beads").out.splitlines()}
    assert "1 pair, 3 source sentences, 3 target sentences" in summary["texts"]
    assert "3 (3 1-1)" in summary["beads"]
    assert "on average" in summary["sure"]
    assert summary["written"] == "written   x.beads"
    assert (tmp_path / "x.beads").read_text() == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"


def test_the_format_is_that_of_to_whatever_the_name(texts, tmp_path):
    texts("-o", "x.beads", "--to", "ladder")
    assert (tmp_path / "x.beads").read_text().startswith("0\t0\t")


def test_json_tells_all(texts):
    found = json.loads(texts("--json").out)
    assert found["version"] == 1
    (done,) = found["texts"]
    assert (done["name"], done["source_lang"], done["target_lang"], done["written"]) == ("zh", "zh", "en", None)
    assert [(bead["source"], bead["target"]) for bead in done["beads"]] == [([n], [n]) for n in range(3)]
    assert "translation-align" in done["signature"]


def test_terms_and_checks_are_shown(run, files, tmp_path, glossary):
    zh, en = files("zh.txt", "开源很重要。\n开源很重要。\n"), files("en.txt", "Open source matters.\n" * 2)
    args = ("--target-lang", "en", "--glossary", glossary, "--presegmented", "--to", "tsv")
    row = run("texts", zh, en, *args).out.splitlines()[1].split("\t")
    assert any("开源" in cell and "=" in cell for cell in row), row
    done = run("texts", zh, en, "-o", "x.xlsx", "--target-lang", "en", "--glossary", glossary)
    assert "ai.csv" in done.out


# Sentences that are divided already -----------------------------------------------------------------------------------


def test_every_line_is_a_sentence_and_an_empty_one_too(texts):
    done = texts("--presegmented", source="一。\n\n三。四。\n", target="One.\n\nThree. Four.\n")
    beads = [json.loads("[" + line.replace("]:[", "],[") + "]") for line in done.out.splitlines()]
    assert sorted(index for source, _ in beads for index in source) == [0, 1, 2]
    assert sorted(index for _, target in beads for index in target) == [0, 1, 2]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_line_end_at_the_end_adds_no_sentence(texts, end):
    done = texts("--presegmented", source="一。" + end, target="One." + end)
    assert done.out == "[0]:[0]\n"


def test_a_unit_of_an_empty_line_is_a_slot(texts, tmp_path, files):
    anchors = files("a.beads", "[0]:[0]\n[1]:[]\n[]:[1]\n[2]:[2]\n")
    texts("--presegmented", "--anchors", anchors, "-o", "x.jsonl", source="一。\n二。\n三。\n", target="1.\n2.\n3.\n")
    found = units(tmp_path / "x.jsonl")
    assert ("二。", "", "original", "initial") in [(u.source, u.target, u.source_state, u.status) for u in found]
    assert ("", "2.", "missing", "translated") in [(u.source, u.target, u.source_state, u.status) for u in found]


def test_joined_sentences_get_a_space_or_nothing(texts, tmp_path, files):
    anchors = files("a.beads", "[0, 1]:[0, 1]\n")
    texts(
        "--presegmented",
        "--anchors",
        anchors,
        "-o",
        "x.jsonl",
        source="他说。\n“我来。”\n",
        target="He said.\nI come.\n",
    )
    assert [(u.source, u.target) for u in units(tmp_path / "x.jsonl")] == [("他说。“我来。”", "He said. I come.")]


def test_neighbours_in_a_block_keep_what_stands_between_them(texts, tmp_path, files):
    anchors = files("a.beads", "[0, 1]:[0, 1]\n")
    texts("--anchors", anchors, "-o", "x.jsonl", source="我们赢了。 他们输了。\n", target="We won.  They lost.\n")
    assert [(u.source, u.target) for u in units(tmp_path / "x.jsonl")] == [
        ("我们赢了。 他们输了。", "We won.  They lost.")
    ]


def test_presegmented_texts_are_not_divided(refused, files):
    args = ("--presegmented", "--newlines", "wrapped")
    assert "--newlines" in refused("texts", files("a", "a"), files("b", "b"), *args)


# What is known beforehand ---------------------------------------------------------------------------------------------


def test_confirmed_beads_come_back(texts, files):
    done = texts("--anchors", files("a.beads", "[0, 1]:[0]\n"))
    assert done.out.splitlines()[0] == "[0, 1]:[0]"


def test_anchors_are_boundaries(texts, files):
    done = texts("--anchors", files("a.tsv", "2\t1\n"), "--to", "ladder")
    assert ["2", "1"] in [line.split("\t")[:2] for line in done.out.splitlines()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[9]:[0]\n", "lies outside"),
        ("9\t0\n", "lies outside"),
        ("[0]:[1]\n[1]:[0]\n", "contradict"),
        ("[0, 2]:[0]\n", "no run"),
        ("one\ttwo\n", "a.beads:1: is no alignment"),
    ],
)
def test_wrong_anchors_are_refused(refused, files, text, said):
    zh, en, anchors = files("zh.txt", CHINESE), files("en.txt", ENGLISH), files("a.beads", text)
    err = refused("texts", zh, en, "--target-lang", "en", "--anchors", anchors)
    assert said in err
    assert "a.beads" in err


def test_a_machine_translation_has_a_line_for_each_sentence(texts, refused, files):
    mt = files("mt.txt", "We won.\nThey lost.\nIt rained.\n")
    assert texts("--mt", mt).out == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"
    short = files("short.txt", "We won.\n")
    err = refused("texts", "zh.txt", "en.txt", "--target-lang", "en", "--mt", short)
    assert "short.txt: has 1 lines" in err
    assert "3 sentences" in err


# Empty and one-sided texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("presegmented", [(), ("--presegmented",)])
@pytest.mark.parametrize(
    ("source", "target", "beads"),
    [("", "", ""), ("", "We won.\n", "[]:[0]\n"), ("我们赢了。\n", "", "[0]:[]\n")],
)
def test_empty_texts_are_aligned(texts, tmp_path, presegmented, source, target, beads):
    done = texts(*presegmented, source=source, target=target)
    assert (done.code, done.err, done.out) == (0, "", beads)
    for name in ("x.xlsx", "x.jsonl", "x.tsv", "x.ladder"):
        assert texts("-o", name, *presegmented, source=source, target=target).code == 0
    assert len(units(tmp_path / "x.jsonl")) == beads.count("\n")


def test_a_text_of_blank_lines_has_no_sentence(texts):
    assert texts(source="\n \n\n").out == "[]:[0]\n[]:[1]\n[]:[2]\n"


# Folders --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folders(files):
    """Two folders of three texts each, one of them empty."""
    for name, source, target in (("01", CHINESE, ENGLISH), ("02", "我们赢了。\n", "We won.\n"), ("03", "", "")):
        files(f"zh/{name}.zh.txt", source)
        files(f"en/{name}.en.txt", target)
    return "zh", "en", "--target-lang", "en"


def test_folders_are_paired_up_to_the_first_dot(run, folders, tmp_path):
    done = run("texts", *folders, "-o", "out")
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["01.beads", "02.beads", "03.beads"]
    assert (tmp_path / "out" / "02.beads").read_text() == "[0]:[0]\n"
    assert "3 pairs, 4 source sentences, 4 target sentences" in done.out
    assert run("eval", "out", "out").code == 0


@pytest.mark.parametrize("to", ["beads", "ladder", "jsonl", "tsv"])
def test_several_processes_write_the_same(run, folders, tmp_path, to):
    run("texts", *folders, "-o", "one", "--to", to)
    done = run("texts", *folders, "-o", "two", "--to", to, "--jobs", 2)
    assert (done.code, done.err) == (0, "")
    for name in ("01", "02", "03"):
        one, two = (tmp_path / folder / f"{name}.{to}" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_translations_and_anchors_come_in_folders(run, refused, folders, files, tmp_path):
    files("anchors/01.beads", "[0, 1]:[0]\n")
    for name, text in (("01", "We won.\nThey lost.\nIt rained.\n"), ("02", "We won.\n")):
        files(f"mt/{name}.en", text)
    err = refused("texts", *folders, "-o", "out", "--mt", "mt")
    assert "mt: holds no file for 03" in err
    files("mt/03.en", "")
    assert run("texts", *folders, "-o", "out", "--mt", "mt", "--anchors", "anchors").code == 0
    assert (tmp_path / "out" / "01.beads").read_text().startswith("[0, 1]:[0]\n")
    files("anchors/77.beads", "")
    err = refused("texts", *folders, "-o", "out2", "--anchors", "anchors")
    assert "77.beads: belongs to none" in err
    assert "a folder is wanted" in refused("texts", *folders, "-o", "out2", "--anchors", "anchors/01.beads")
    assert "a file is wanted" in refused("texts", "zh/01.zh.txt", "en/01.en.txt", "--mt", "mt")


def test_a_missing_partner_is_told(refused, folders, tmp_path):
    (tmp_path / "en" / "02.en.txt").unlink()
    assert "en: holds no file for zh/02.zh.txt" in refused("texts", *folders, "-o", "out").replace("\\", "/")


def test_folders_need_a_folder_to_write_into(refused, folders, files):
    assert "-o" in refused("texts", *folders)
    assert "a folder is wanted" in refused("texts", *folders, "-o", files("out", "x"))
    assert "no folder" in refused("texts", *folders, "-o", "nowhere/out")


def test_nothing_is_written_if_one_file_is_in_the_way(run, refused, folders, files):
    files("out/02.beads", "mine")
    assert "02.beads: exists" in refused("texts", *folders, "-o", "out")
    assert run("texts", *folders, "-o", "out", "--force").code == 0


def test_nothing_is_written_if_one_text_is_broken(refused, folders, files):
    files("zh/02.zh.txt", b"\xff\xff\xff")
    refused("texts", *folders, "-o", "out")
    refused("texts", *folders, "-o", "out", "--jobs", 2)


def test_texts_of_two_languages_in_a_folder_are_told(refused, folders, files):
    files("zh/02.zh.txt", "우리는 이겼다.\n")
    err = refused("texts", *folders, "-o", "out")
    assert "seems to be ko" in err
    assert "--source-lang" in err


# Refusals -------------------------------------------------------------------------------------------------------------


def test_a_language_that_the_script_leaves_open_is_asked_for(refused, files):
    zh, en = files("zh.txt", CHINESE), files("en.txt", ENGLISH)
    assert "en.txt: the language cannot be told from the script alone; name it with --target-lang" in refused(
        "texts", zh, en
    )
    assert "--source-lang" in refused("texts", en, zh)
    assert "language tag" in refused("texts", zh, en, "--target-lang", "english!")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--aligner", "magic"), "unknown aligner 'magic'"),
        (("--jobs", "0"), "--jobs"),
        (("--to", "docx"), "--to"),
        (("--to", "xlsx"), "-o"),
        (("-o", "x.pdf"), ".xlsx"),
        (("-o", "nowhere/x.beads"), "folder"),
        (("-o", ".", "--to", "beads"), "directory"),
        (("-o", "x" * 300 + ".beads"), ""),
        (("-o", "zh.txt", "--to", "beads"), "one of the inputs"),
        (("-o", "zh.txt", "--to", "beads", "--force"), "one of the inputs"),
        (("-o", "en.txt", "--to", "beads", "--force"), "one of the inputs"),
        (("--glossary", "nowhere.csv"), "nowhere.csv"),
        (("--glossary", "x" * 300), "name too long"),
        (("--mt", "nowhere"), "nowhere"),
        (("--anchors", "nowhere"), "nowhere"),
        (("--encoding", "klingon"), "klingon"),
        (("--rules", "nowhere.srx"), "nowhere.srx"),
    ],
)
def test_what_cannot_be_done_is_refused(refused, files, args, said):
    assert said in refused("texts", files("zh.txt", CHINESE), files("en.txt", ENGLISH), "--target-lang", "en", *args)


@pytest.mark.parametrize("name", ["nowhere", "", "x" * 300, "a\0b", "folder"])
def test_a_text_that_is_not_there_is_refused(refused, files, tmp_path, name):
    (tmp_path / "folder").mkdir()
    en = files("en.txt", ENGLISH)
    refused("texts", name, en, "--target-lang", "en")
    refused("texts", en, name, "--source-lang", "en")


@pytest.mark.parametrize("data", [b"\xff\xfe\xfd", b"PK\x03\x04", b"\x89PNG", b"\x00\x01\x02\x03" * 50])
@pytest.mark.parametrize("presegmented", [(), ("--presegmented",)])
def test_what_is_no_text_is_refused(refused, files, data, presegmented):
    refused("texts", files("zh.txt", CHINESE), files("en.txt", data), "--target-lang", "en", *presegmented)


def test_a_file_that_exists_is_kept(texts, refused, files, tmp_path):
    files("x.beads", "mine")
    err = refused("texts", files("zh.txt", CHINESE), files("en.txt", ENGLISH), "--target-lang", "en", "-o", "x.beads")
    assert "--force" in err
    assert texts("-o", "x.beads", "--force").code == 0
    assert (tmp_path / "x.beads").read_text() != "mine"


# The Python face ------------------------------------------------------------------------------------------------------


def test_texts_and_lists_of_sentences_are_aligned():
    alignment = align.align_texts(CHINESE, ENGLISH, target_lang="en", aligner="length")
    assert [str(bead) for bead in alignment.beads] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    sentences = ["我们赢了。", "他们输了。", "整天下雨，没有人来广场。"]
    assert align.align_texts(sentences, ENGLISH, target_lang="en", aligner="length").beads == alignment.beads


def test_what_is_known_is_kept():
    bead = align.Bead((0, 1), (0,))
    alignment = align.align_texts(CHINESE, ENGLISH, target_lang="en", confirmed=[bead], aligner="length")
    assert bead in alignment.beads
    with pytest.raises(align.AlignError, match="outside"):
        align.align_texts(CHINESE, ENGLISH, target_lang="en", anchors=[(9, 9)])


def test_an_open_language_is_asked_for():
    with pytest.raises(align.AlignError, match="target_lang"):
        align.align_texts(CHINESE, ENGLISH)
    assert align.align_texts("", "").beads == ()
