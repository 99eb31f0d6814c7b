"""``align segment``, and what all commands have in common."""

import json

import pytest


def test_the_article_gives_its_68_sentences_in_29_blocks(run, article, shared):
    done = run("segment", article, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    blocks = done.out.rstrip("\n").split("\n\n")
    assert len(blocks) == 29
    gold = [
        json.loads(line) for line in (shared / "eval/segmentation/seed_article.jsonl").read_text("utf-8").splitlines()
    ]
    assert [block.split("\n") for block in blocks] == [case["sentences"] for case in gold]


def test_json_gives_blocks_and_exact_spans(run, article, article_text):
    done = run("segment", article, "--lang", "en", "--json")
    assert (done.code, done.err) == (0, "")
    report = json.loads(done.out)
    assert report["version"] == 1
    (file,) = report["files"]
    assert (file["path"], file["lang"], len(file["blocks"])) == (str(article), "en", 29)
    for number, block in enumerate(file["blocks"], start=1):
        assert block["line"] == number
        for segment in block["segments"]:
            assert article_text[segment["start"] : segment["end"]] == segment["text"]
    assert sum(len(block["segments"]) for block in file["blocks"]) == 68
    assert [b["line"] for b in file["blocks"] if b["kind"] == "excerpt"] == [15, 16, 17, 20, 21, 24, 25, 28, 29]


def test_several_texts_come_one_after_the_other(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"This is {name}. It is short.", encoding="utf-8")
    done = run("segment", tmp_path / "a.txt", tmp_path / "b.txt", "--lang", "en")
    assert done.out == "This is a.\nIt is short.\n\nThis is b.\nIt is short.\n"


def test_the_language_of_chinese_is_certain(run, tmp_path):
    path = tmp_path / "zh.txt"
    path.write_text("创新需要自由。也需要试错的空间。", encoding="utf-8")
    done = run("segment", path)
    assert (done.code, done.err) == (0, "")
    assert done.out == "创新需要自由。\n也需要试错的空间。\n"


def test_a_language_that_is_not_certain_is_told_beside_the_result(run, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("Innovation requires freedom.", encoding="utf-8")
    done = run("segment", path)
    assert (done.code, done.out) == (0, "Innovation requires freedom.\n")
    assert done.err.startswith("align: note: ")
    assert "--lang" in done.err


@pytest.mark.parametrize(
    "args",
    [("--help",), ("-h",), *((c, "--help") for c in ("sheet", "segment", "check", "terms")), ("terms", "find", "-h")],
)
def test_help_is_printed_and_is_no_fault(run, args):
    done = run(*args)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: align")


@pytest.mark.parametrize("args", [(), ("terms",)])
def test_without_a_command_the_help_is_shown_as_an_error(run, args):
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert "Commands:" in done.err
    assert "Traceback" not in done.err


def test_the_version_is_that_of_the_package(run):
    import align

    assert run("--version").out == f"align, version {align.__version__}\n"
