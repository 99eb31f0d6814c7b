"""``align convert``: from one format into another, with what is lost."""

import json

import pytest

import align
from align.model import Code, Unit
from tests.formats.books import bitext_of

BITEXT = bitext_of(
    Unit("u1", "We won.", "我们赢了。", "original", note="N", target_codes=(Code(0, "alone", "1", "<br/>"),)),
    Unit("u2", "They lost."),
)


@pytest.fixture
def files(here):
    align.write(BITEXT, "in.jsonl")
    (here / "in.beads").write_text("[0, 1]:[0]\n[2]:[1]\n", encoding="utf-8")
    return here


def test_what_out_cannot_hold_is_told(run, files):
    done = run("convert", "in.jsonl", "out.tmx")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "align: note: 1 unit without both a source and a target cannot be held and is left out",
        "align: 2 units converted from jsonl to tmx",
    ]
    assert align.read("out.tmx").units == BITEXT.units[:1]


def test_nothing_is_told_where_nothing_is_lost(run, files):
    done = run("convert", "in.jsonl", "again", "--to", "jsonl")
    assert done.err == "align: 2 units converted from jsonl to jsonl\n"
    assert (files / "again").read_bytes() == (files / "in.jsonl").read_bytes()


def test_a_dry_run_writes_nothing(run, files):
    done = run("convert", "in.jsonl", "out.xlsx", "--dry-run", "--json")
    assert json.loads(done.out) == {
        "version": 1,
        "written": False,
        "units": 2,
        "from": "jsonl",
        "to": "xlsx",
        "files": ["out.xlsx"],
        "lost": ["codes of 1 unit cannot be held"],
    }
    assert not (files / "out.xlsx").exists()


def test_alignments_are_converted_too(run, files):
    assert run("convert", "in.beads", "out.ladder").code == 0
    assert (files / "out.ladder").read_text("utf-8") == "0\t0\t0\n2\t1\t0\n3\t2\t0\n"
    assert run("convert", "out.ladder", "out.beads").code == 0
    assert (files / "out.beads").read_bytes() == (files / "in.beads").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in.beads", "out.tmx"), "in.beads: holds beads and no texts; it can be written as beads, intertext, ladder"),
        (("in.jsonl", "out.beads"), "in.jsonl: holds units and no beads; it can be written as"),
        (("in.jsonl", "in.jsonl", "--force"), "is one of the inputs"),
        (("in.jsonl", "out.doc"), "out.doc: cannot be written: its name should end in"),
        (("in.jsonl", "out", "--to", "wordperfect"), "unknown format 'wordperfect'; known are"),
        (("in.jsonl", "out.tmx", "--from", "wordperfect"), "unknown format 'wordperfect'; known are"),
        (("in.jsonl", "out.tmx", "--from", "tmx"), "in.jsonl:1: not XML"),
        (("in.jsonl", "out.tmx", "--source-lang", "zh"), "in.jsonl: tells its languages itself"),
        (("lost.jsonl", "out.tmx"), "lost.jsonl: there is no such file"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(run, files, arguments, said):
    done = run("convert", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sorted(path.name for path in files.iterdir()) == ["in.beads", "in.jsonl"]


def test_a_file_that_exists_is_not_overwritten(run, files):
    (files / "out.tmx").write_text("work", encoding="utf-8")
    assert run("convert", "in.jsonl", "out.tmx").code == 2
    assert (files / "out.tmx").read_text("utf-8") == "work"
    assert run("convert", "in.jsonl", "out.tmx", "--force").code == 0


def test_a_provenance_that_is_lost_is_told(run, here):
    (here / "in.txt").write_text("We won.\n", encoding="utf-8")
    assert run("sheet", "in.txt", "-o", "in.jsonl", "--source-lang", "zh", "--target-lang", "en").code == 0
    assert "align: note: the provenance cannot be held\n" in run("convert", "in.jsonl", "out.csv").err
    assert "provenance" not in run("convert", "in.jsonl", "out.po").err
