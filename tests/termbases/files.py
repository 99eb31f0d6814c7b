"""Termbase files as people and programs may have left them, for Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from align.formats.termbase_csv import COLUMNS
from align.model import CASES, TERM_STATUSES, TERM_TYPES

OTHERS = ("colour", "Zuständig", "url")
NEWLINES = ("\n", "\r\n", "\r")
words = st.sampled_from(
    (
        "AGI",
        "general artificial intelligence",
        "通用人工智能",
        "a,b",
        'the "new" term',
        '"quoted"',
        "x#y",
        "é",
        "o'clock",
        "𠀀",
    )
)
notes = st.sampled_from(("", "a note", "with, comma", 'with "marks"', "two\nlines", "# no comment", "see: AI", "=1+1"))


@dataclass(frozen=True)
class Content:
    """A file: its bytes, and what the rows say by column."""

    data: bytes
    newline: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Any columns in any order, any quotation, comments and blank lines between rows, any line end, a BOM."""
    more = draw(st.lists(st.sampled_from((*COLUMNS[3:], *OTHERS)), unique=True))
    columns = tuple(draw(st.permutations(["concept", "lang", "term", *more])))
    rows = draw(st.lists(rows_of(columns), max_size=6, unique_by=lambda r: (r["concept"], r["lang"], r["term"])))
    newline = draw(st.sampled_from(NEWLINES))
    lines = [*draw(_between), ",".join(columns)]
    for row in rows:
        always = draw(st.booleans())
        lines += [*draw(_between), ",".join(_cell(row[name], newline, always=always) for name in columns)]
    lines += draw(_between)
    text = newline.join(lines) + newline * draw(st.integers(0, 2))
    mark = draw(st.sampled_from(("", "\ufeff")))
    return Content((mark + text).encode(), newline, columns, tuple(rows))


def rows_of(columns: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    """Rows with any values that some columns may have."""
    known = {
        "concept": st.sampled_from(("AGI", "AI", "b", "#c")),
        "lang": st.sampled_from(("en", "zh", "zh-Hant")),
        "term": words,
        "status": st.sampled_from(TERM_STATUSES),
        "type": st.sampled_from(TERM_TYPES),
        "case": st.sampled_from(CASES),
    }
    return st.fixed_dictionaries({name: known.get(name, notes) for name in columns})


_between = st.lists(st.sampled_from(("", "# a comment", "#", '  # with "one mark', "\t")), max_size=2)


def _cell(value: str, newline: str, *, always: bool) -> str:
    if not always and not set(value) & set('",\n') and not value.startswith("#"):
        return value
    return '"' + value.replace('"', '""').replace("\n", newline) + '"'
