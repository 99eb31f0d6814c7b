"""``align eval``: two files or two folders, against gold."""

import json

import pytest

GOLD = "[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[2, 3]\n"
AUTO = "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[]\n[4]:[2, 3]\n"


@pytest.fixture
def files(tmp_path):
    """``files(name, text)`` writes a file, and its folder if need be."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_two_files_are_scored(run, files):
    done = run("eval", files("gold.beads", GOLD), files("auto.beads", AUTO))
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "documents 1",
        "beads     3 gold, 3 found",
        "strict    P 0.6667  R 0.6667  F1 0.6667",
        "lax       P 1.0000  R 1.0000  F1 1.0000",
        "1-1       P 0.5000  R 1.0000  F1 0.6667  1 gold bead, 2 found",
        "1-2       P 1.0000  R 1.0000  F1 1.0000  1 gold bead, 1 found",
        "2-1       P 0.0000  R 0.0000  F1 0.0000  1 gold bead, 0 found",
    ]


def test_json_holds_the_same_numbers(run, files):
    done = run("eval", files("gold.beads", GOLD), files("auto.beads", AUTO), "--json")
    found = json.loads(done.out)
    assert (found["version"], found["documents"]) == (1, 1)
    assert found["strict"] == {"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3, "gold": 3, "found": 3}
    assert found["lax"]["f1"] == 1
    assert set(found["types"]) == {"1-1", "1-2", "2-1"}


def test_a_ladder_is_known_by_its_content(run, files):
    ladder = "0\t0\n1\t1\n3\t2\n4\t2\n5\t4\n"
    done = run("eval", files("gold.align", GOLD), files("auto.txt", ladder))
    assert "F1 1.0000" in done.out.splitlines()[2]


def test_folders_are_paired_up_to_the_first_dot_and_summed(run, files):
    for name in ("a", "b"):
        files(f"gold/{name}.zh-en.align", GOLD)
        files(f"auto/{name}.beads", AUTO)
    files("auto/.hidden", "nothing")
    done = run("eval", "gold", "auto")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == ["documents 2", "beads     6 gold, 6 found"]


def test_an_empty_alignment_finds_nothing(run, files):
    done = run("eval", files("gold.beads", GOLD), files("auto.beads", ""))
    assert done.out.splitlines()[2] == "strict    P 0.0000  R 0.0000  F1 0.0000"


def test_the_numbers_are_those_of_the_shared_scorer(run, shared):
    gold = shared / "eval" / "alignment" / "mac-dev" / "gold"
    done = run("eval", gold, gold)
    assert "documents 6" in done.out
    assert "1337 gold, 1337 found" in done.out


def test_a_missing_partner_is_told(refused, files):
    files("gold/a.align", GOLD)
    files("gold/b.align", GOLD)
    files("auto/a.align", AUTO)
    assert "auto: holds no file for gold/b.align" in refused("eval", "gold", "auto").replace("\\", "/")
    assert "auto: holds no file for gold/b.align" in refused("eval", "auto", "gold").replace("\\", "/")


def test_two_files_of_one_name_are_told(refused, files):
    for name in ("gold/a.align", "gold/a.beads", "auto/a.align"):
        files(name, GOLD)
    assert "a.align and a.beads" in refused("eval", "gold", "auto")


def test_a_file_and_a_folder_are_refused(refused, files):
    files("gold/a.align", GOLD)
    assert "two files or two folders" in refused("eval", "gold", files("auto.align", AUTO))
    assert "two files or two folders" in refused("eval", "gold", "nowhere")


def test_an_empty_folder_is_refused(refused, files, tmp_path):
    files("gold/a.align", GOLD)
    (tmp_path / "auto").mkdir()
    assert "holds no files" in refused("eval", "gold", "auto")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"We won.\n", ":1: is no alignment"),
        (b"[0]:[0]\n[1]\n", ":2: is no bead"),
        (b"0\t0\n1\n", ":2: is no rung"),
        (b"\xff\xfe\xff", "auto.beads"),
        (b"PK\x03\x04", "zip"),
        (b"\x00\x01\x02" * 100, "binary"),
    ],
)
def test_what_is_no_alignment_is_refused(refused, files, tmp_path, data, said):
    (tmp_path / "auto.beads").write_bytes(data)
    assert said in refused("eval", files("gold.beads", GOLD), "auto.beads")


@pytest.mark.parametrize("name", ["nowhere", "", "x" * 300, "a\0b"])
def test_a_file_that_is_not_there_is_refused(refused, files, name):
    gold = files("gold.beads", GOLD)
    refused("eval", gold, name)
    refused("eval", name, gold)
