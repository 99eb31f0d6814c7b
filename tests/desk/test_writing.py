"""What is written again and again is what would be written anew."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from align.checking import Checking
from align.desk.writing import Writer, written
from align.model import Bitext, Term, Termbase
from align.project import inspected_sheet
from align.review.changes import State
from align.review.inspection import Inspector
from tests.review.edits import done, filled, steps

TERMS = Termbase.from_terms(
    (
        Term("mill", "en", "mill", definition="where flour is made"),
        Term("mill", "zh", "磨坊"),
        Term("mill", "en", "milne", status="forbidden"),
        Term("dam", "en", "dam", definition="what holds water"),
    )
)
SAID = ("A mill.", "A milne by the dam.", "No dam.", "")


def parts(data: bytes) -> dict[str, bytes]:
    """A workbook without the times in it."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def saying(bitext: Bitext) -> Bitext:
    """The rows, with terms in them."""
    said = (replace(unit, target=unit.target + SAID[n % len(SAID)]) for n, unit in enumerate(bitext.units))
    return replace(bitext, units=tuple(said), source_lang="zh", target_lang="en")


@settings(max_examples=8)
@given(filled.map(saying), st.lists(steps(), max_size=4))
def test_a_file_in_which_little_changed_is_the_same_as_one_made_anew(bitext, edits):
    paths, checking, state = (Path("rows.xlsx"), Path("rows.jsonl")), Checking(), State(bitext)
    inspector = Inspector(bitext, TERMS, checking)
    writers = [Writer(path, inspector, bitext) for path in paths]
    for edit in (None, *edits):
        if edit is not None:
            done(state, edit)
        now = state.bitext()
        sheet, issues = inspected_sheet(now, TERMS, checking, None)
        shown = [issue for issue in issues if not issue.suppressed]
        again, lines = (writer.content(now, shown) for writer in writers)
        assert parts(again) == parts(written(sheet, paths[0])[0])
        assert lines == written(sheet, paths[1])[0]
