"""``align convert`` between formats of several files and others."""

from __future__ import annotations

import pytest

import align
from align.formats import PART_WRITERS
from align.model import Unit
from tests.formats.books import bitext_of
from tests.formats.test_parts import links, text

NAMES = sorted(PART_WRITERS)
PAIR = bitext_of(
    Unit("u0001", "We won.", "我们赢了。", "original"),
    Unit("u0002", "They lost.", "他们输了。", "original"),
)


@pytest.mark.parametrize("name", NAMES)
def test_convert_there_and_back(run, here, name):
    align.write(PAIR, "in.jsonl")
    out = "x.zh.en.xml" if name == "intertext" else "x.zh"
    done = run("convert", "in.jsonl", out, "--to", name)
    assert done.code == 0, done.err
    assert run("convert", out, "back.jsonl", "--from", name).err.endswith(f"2 units converted from {name} to jsonl\n")
    assert align.read("back.jsonl").units == PAIR.units
    again = run("convert", "in.jsonl", out, "--to", name)
    assert (again.code, "exists" in again.err) == (2, True)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_where_one_file_exists(run, here, name):
    align.write(PAIR, "in.jsonl")
    last = here / ("x.en.xml" if name == "intertext" else "x.en")
    last.write_text("work", encoding="utf-8")
    assert run("convert", "in.jsonl", "x.zh.en.xml" if name == "intertext" else "x", "--to", name).code == 2
    assert sorted(path.name for path in here.iterdir()) == ["in.jsonl", last.name]
    assert last.read_text("utf-8") == "work"


@pytest.mark.parametrize("name", NAMES)
def test_a_dry_run_writes_nothing(run, here, name):
    align.write(PAIR, "in.jsonl")
    assert run("convert", "in.jsonl", "x", "--to", name, "--dry-run").code == 0
    assert [path.name for path in here.iterdir()] == ["in.jsonl"]


def test_a_moses_pair_as_other_programs_see_it(run, here):
    align.write(PAIR, "in.jsonl")
    assert run("convert", "in.jsonl", "corpus", "--to", "moses").code == 0
    assert (here / "corpus.zh").read_bytes() == "我们赢了。\n他们输了。\n".encode()
    assert (here / "corpus.en").read_bytes() == b"We won.\nThey lost.\n"


def test_files_of_different_lengths_are_refused(run, here):
    (here / "x.zh").write_text("一\n二\n", encoding="utf-8")
    (here / "x.en").write_text("One\n", encoding="utf-8")
    done = run("convert", "x.zh", "x.jsonl", "--from", "moses")
    assert (done.code, "the source has 2 lines and the target 1" in done.err) == (2, True)


def test_texts_are_found_beside_the_links_and_nowhere_else(run, here):
    (here / "x.zh.en.xml").write_bytes(
        links("1:1;1:1", head="<linkGrp toDoc='../../e.xml' fromDoc='C:\\x\\f.xml'>").getvalue()
    )
    done = run("convert", "x.zh.en.xml", "x.jsonl", "--from", "intertext")
    assert (done.code, done.err) == (
        2,
        "align: x.zh.en.xml:1: the text f.xml or x.zh.xml is not beside it; without its texts it can become beads\n",
    )
    assert run("convert", "x.zh.en.xml", "x.beads", "--from", "intertext").code == 0
    assert (here / "x.beads").read_text("utf-8") == "[0]:[0]\n"
    (here / "x.zh.xml").write_bytes(text(("一",)).getvalue())
    (here / "e.xml").write_bytes(text(("One",)).getvalue())
    assert run("convert", "x.zh.en.xml", "x.jsonl", "--from", "intertext", "--target-lang", "en").code == 0
    assert align.read("x.jsonl").units[0].target == "One"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_is_not_written_over(run, here, name):
    align.write(PAIR, "in.jsonl")
    out = "x.zh.en.xml" if name == "intertext" else "x.zh"
    assert run("convert", "in.jsonl", out, "--to", name).code == 0
    before = (here / out).read_bytes()
    done = run("convert", out, "back.tmx" if name == "intertext" else out, "--from", name, "--to", "tmx", "--force")
    assert done.code == (0 if name == "intertext" else 2)
    assert (here / out).read_bytes() == before
