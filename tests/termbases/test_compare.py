"""Files compared and merged: ours keeps its form, and no comment of theirs is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError, ArgumentError
from align.formats.termbase_edit import TermbaseFile
from align.termbases.compare import compare_files, merge_files, save_merge
from tests.termbases.files import contents

HEADER = "concept,lang,term,status,note\n"
BASE = HEADER + "# one\na,en,x,preferred,\nb,en,y,preferred,\nc,en,z,preferred,\n"


@pytest.fixture
def merged(tmp_path):
    """``merged(base, ours, theirs)``: the text of ours after the merge, and the conflicts as sentences."""

    def run(base, ours, theirs, **more):
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        done = merge_files(*(tmp_path / f"{name}.csv" for name in ("base", "ours", "theirs")), **more)
        return done.change.new.decode(), [m.removeprefix(str(tmp_path) + "/") for m in done.messages]

    return run


def test_rows_go_come_and_change_where_they_stand(merged):
    theirs = HEADER + "# one\na,en,x,preferred,new\nc,en,z,preferred,\nc,de,zett,preferred,\nd,en,w,preferred,\n"
    ours = BASE.replace("\n", "\r\n").replace("b,en,y", '"b",en,y')
    assert merged(BASE, ours, theirs) == (
        theirs.replace("\n", "\r\n").replace(
            "c,en,z,preferred,\r\nc,de,zett,preferred,", "c,de,zett,preferred,\r\nc,en,z,preferred,"
        ),
        [],
    )


def test_comments_that_are_new_in_theirs_come_in_before_their_term(merged):
    theirs = BASE.replace("b,en", "# two\n# one\nb,en") + "# the end\n"
    text, told = merged(BASE, BASE.replace("a,en,x,preferred,", "a,en,x,preferred,ours"), theirs)
    assert text == theirs.replace("a,en,x,preferred,", "a,en,x,preferred,ours")
    assert told == []
    assert merged(BASE, theirs, theirs)[0] == theirs


def test_a_comment_of_a_row_that_is_gone_stays(merged):
    assert merged(BASE, BASE, BASE.replace("# one\na,en,x,preferred,\n", ""))[0] == BASE.replace(
        "a,en,x,preferred,\n", ""
    )


def test_conflicts_are_told_with_file_and_line(merged):
    ours = BASE.replace("a,en,x,preferred,", "a,en,x,preferred,ours").replace("b,en,y,preferred,\n", "")
    theirs = BASE.replace("a,en,x,preferred,", "a,en,x,preferred,theirs").replace(
        "b,en,y,preferred,", "b,en,y,preferred,n"
    )
    text, told = merged(BASE, ours, theirs)
    assert text == ours
    assert told == [
        'ours.csv:3: a, en, "x": note is "ours" in ours and "theirs" in theirs (was ""); ours stands',
        'ours.csv: b, en, "y": it is removed in ours and changed in theirs ("concept b, lang en, '
        'term y, status preferred, type full, case any, note n"); ours stands',
    ]
    text, told = merged(BASE, ours, theirs, prefer="theirs")
    assert text == theirs
    assert told[0].endswith("; theirs stands")


def test_two_new_preferred_terms_leave_one(merged):
    base = HEADER + "a,en,x,preferred,\n"
    ours, theirs = (base.replace("x,preferred", "x,admitted") + f"a,en,{n},preferred,\n" for n in ("ours", "theirs"))
    text, told = merged(base, ours, theirs)
    assert (
        text
        == ours.replace("a,en,ours", "a,en,ours").replace("a,en,x,admitted,\n", "a,en,x,admitted,\n")
        + "a,en,theirs,admitted,\n"
    )
    assert told == [
        'ours.csv: a, en: "ours" is preferred in ours and "theirs" in theirs (was "x"); that of ours stays preferred'
    ]


def test_a_column_that_ours_has_not_is_refused(merged):
    with pytest.raises(AlignError, match="there is no column colour in it"):
        merged(BASE, BASE, "concept,lang,term,colour\na,en,x,red\n")
    with pytest.raises(ArgumentError, match="'us' is none of ours, theirs"):
        merged(BASE, BASE, BASE, prefer="us")


def test_columns_of_their_own_are_merged_too(merged):
    base = "concept,lang,term,Colour\na,en,x,red\n"
    assert merged(base, base, base.replace("red", "blue"))[0] == base.replace("red", "blue")


def test_a_merge_is_written_over_ours_or_elsewhere(tmp_path):
    paths = [tmp_path / f"{name}.csv" for name in ("base", "ours", "theirs")]
    for path in paths:
        path.write_text(BASE, encoding="utf-8")
    paths[2].write_text(BASE + "d,en,w,preferred,\n", encoding="utf-8")
    run = merge_files(*paths)
    save_merge(run, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8") == paths[2].read_text("utf-8")
    assert paths[1].read_text("utf-8") == BASE
    with pytest.raises(AlignError, match="--force"):
        save_merge(run, tmp_path / "out.csv")
    save_merge(run)
    assert paths[1].read_text("utf-8") == paths[2].read_text("utf-8")
    with pytest.raises(AlignError, match="changed by somebody else"):
        save_merge(run)


def test_a_folder_is_compared_as_one_termbase(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(HEADER + "a,en,x,preferred,\n", encoding="utf-8")
    (tmp_path / "two" / "b.csv").write_text(HEADER + "a,en,x,admitted,\nb,en,y,preferred,\n", encoding="utf-8")
    assert [(one.concept, one.kind) for one in compare_files(tmp_path / "one", tmp_path / "two")] == [("b", "added")]


@settings(max_examples=60, deadline=None)
@given(contents(), st.data())
def test_what_only_they_did_is_done(tmp_path_factory, content, data):
    folder = tmp_path_factory.mktemp("merge")
    base = TermbaseFile(content.data)
    gone = data.draw(st.sets(st.integers(0, max(0, len(content.rows) - 1)))) if content.rows else set()
    left = TermbaseFile(base.encode(base.apply([base.remove(index) for index in gone])))
    new = {"concept": "new", "lang": "en", "term": "new"}
    theirs = left.encode(left.apply([left.insert(data.draw(st.integers(-1, len(left.terms) - 1)), new)]))
    for name, held in (("base", content.data), ("ours", content.data), ("theirs", theirs)):
        (folder / name).write_bytes(held)
    run = merge_files(folder / "base", folder / "ours", folder / "theirs")
    after = TermbaseFile(run.change.new)
    assert after.rows() == TermbaseFile(theirs).rows()
    assert sorted(comment for comment, _ in after.comments()) == sorted(comment for comment, _ in base.comments())
    assert run.conflicts == ()
