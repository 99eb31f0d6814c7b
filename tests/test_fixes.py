"""``align check --fix``: shown first, written only with ``--write``, never in confirmed units."""

from __future__ import annotations

import codecs
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import align
from align.fixes import plan_fixes
from align.inspecting import Checked
from align.model import Bitext, Issue, Unit

TEXT = "Er kam nicht.\r\n\r\nThey trained the the model  in a hour.\r\n"
FIXED = "Er kam nicht.\r\n\r\nThey trained the model in an hour.\r\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_dry_run_shows_what_would_change_and_changes_nothing(run, file):
    done = run("check", file, "--lang", "en", "--fix")
    assert done.code == 0
    assert "- They trained the the model  in a hour.\n+ They trained the model in an hour.\n" in done.out
    assert "3 fixes in 1 unit; nothing was written" in done.out
    assert file.read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_writing_keeps_every_other_byte(run, file, mark, encoding):
    file.write_bytes(mark + TEXT.encode(encoding))
    assert run("check", file, "--lang", "en", "--fix", "--write").code == 0
    assert file.read_bytes() == mark + FIXED.encode(encoding)
    again = run("check", file, "--lang", "en", "--fix", "--write")
    assert again.out == "no certain fixes\n"


def test_an_encoding_that_was_named_is_kept(run, file):
    text = "Ä café  is here.\n"
    file.write_bytes(text.encode("cp1252"))
    run("check", file, "--lang", "en", "--encoding", "cp1252", "--fix", "--write")
    assert file.read_bytes() == text.replace("  ", " ").encode("cp1252")


def test_confirmed_units_are_left_alone(run, tmp_path):
    path = tmp_path / "x.jsonl"
    units = tuple(
        Unit(f"u{number}", f"It took  a hour in {number}.", status=status)
        for number, status in enumerate(("initial", "translated", "reviewed", "final"))
    )
    align.write(Bitext(units, "zh", "en", next_id=5), path)
    done = run("check", path, "--fix", "--write", "--json")
    assert json.loads(done.out)["written"] is True
    assert [unit.target for unit in align.read(path).units] == [
        "It took an hour in 0.",
        "It took an hour in 1.",
        "It took  a hour in 2.",
        "It took  a hour in 3.",
    ]


def test_what_a_comment_tells_to_ignore_is_not_fixed(run, tmp_path):
    path = tmp_path / "x.jsonl"
    align.write(Bitext((Unit("u1", "It is  so.", comment="fine; ignore: spacing"),), "zh", "en", next_id=2), path)
    assert run("check", path, "--fix").out == "no certain fixes\n"
    done = run("check", path)
    assert (done.code, done.out) == (0, "no issues found; 1 known or ignored\n")


def test_write_alone_is_refused(run, file):
    assert run("check", file, "--write").code == 2


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.none() | st.text(max_size=3)), max_size=6),
)
def test_fixes_never_overlap_and_touch_nothing_else(text, edits):
    issues = tuple(
        Issue("some_rule", "warning", "x", "u", "target", min(a, b, len(text)), min(max(a, b), len(text)), fix=fix)
        for a, b, fix in edits
    )
    for fixed in plan_fixes(Checked(None, Bitext((Unit("u", text),), "zh", "en"), issues)):
        spans = [(issue.start, issue.end) for issue in fixed.issues]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        expected, place = "", 0
        for issue in fixed.issues:
            expected += text[place : issue.start] + issue.fix
            place = issue.end
        assert fixed.target == expected + text[place:]
