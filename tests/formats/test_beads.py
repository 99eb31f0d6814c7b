"""Bead files: ours, gold standards, Vecalign's; and what is none."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import AlignError, EncodingError, FormatError
from align.formats.beads import read, write
from align.loading import load_alignment
from align.model import Alignment, Bead

sides = st.lists(st.integers(0, 10**8), max_size=4, unique=True).map(sorted).map(tuple)
alignments = st.lists(st.builds(Bead, sides, sides), max_size=6).map(tuple).map(Alignment)


def parsed(text: str | bytes) -> tuple[Bead, ...]:
    return read(io.BytesIO(text.encode() if isinstance(text, str) else text)).beads


def written(alignment: Alignment) -> str:
    stream = io.BytesIO()
    assert write(alignment, stream) == []
    return stream.getvalue().decode()


@given(alignments)
def test_what_was_written_is_read(alignment):
    assert parsed(written(alignment)) == alignment.beads


def test_a_line_looks_like_the_gold_standards():
    alignment = Alignment((Bead((0, 1), (0,), 0.9), Bead((), (1,)), Bead((2,), ())))
    assert written(alignment) == "[0, 1]:[0]\n[]:[1]\n[2]:[]\n"


@pytest.mark.parametrize(
    "text",
    [
        "[0,1]:[2]",
        " [ 0 , 1 ] : [ 2 ] ",
        "\n\n[0, 1]:[2]\n\n",
        "[0, 1]:[2]\r\n",
        "\ufeff[0, 1]:[2]",
        "[1, 0]:[2]",
        "[0, 1]:[2]:0.123456",
        "[0, 1]:[2]: 1e-3",
        "[0, 1]:[2]:nan",
    ],
)
def test_spaces_blank_lines_and_the_costs_of_vecalign_do_no_harm(text):
    assert parsed(text) == (Bead((0, 1), (2,)),)


def test_an_empty_file_holds_no_beads():
    assert parsed("") == parsed("\n \n") == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("0:0", "no bead"),
        ("[0]:[0", "no bead"),
        ("[0]", "no bead"),
        ("[0]:[0] [1]:[1]", "no bead"),
        ("[[0]]:[0]", "no bead"),
        ("__import__('os').system('true')", "no bead"),
        ("[__import__('os')]:[0]", "no index"),
        ("[-1]:[0]", "'-1' is no index"),
        ("[0,]:[0]", "'' is no index"),
        ("[0.5]:[0]", "no index"),
        ("[٣]:[0]", "no index"),
        ("[1 2]:[0]", "no index"),
        ("[" + "9" * 5000 + "]:[0]", "no index"),
        ("[0, 0]:[0]", "twice"),
        ("[0]:[0]:good", "no number"),
        ("[0]:[0]:", "no number"),
    ],
)
def test_a_broken_line_is_named(line, said):
    with pytest.raises(FormatError, match=said) as refused:
        parsed(f"[0]:[0]\n\n{line}\n")
    assert refused.value.line == 3


@given(st.binary(max_size=60))
def test_random_bytes_are_refused_or_read(data):
    with suppress(EncodingError, FormatError):
        parsed(data)


@pytest.mark.parametrize("hostile", ["[" * 10**6, "[0" + " " * 10**6 + "x]:[0]", "[0]:[0]" + " " * 10**6 + "x"])
def test_hostile_lines_are_refused_at_once(hostile):
    with pytest.raises(FormatError):
        parsed(hostile)


def test_a_bead_of_a_million_sentences_is_read():
    indices = tuple(range(10**6))
    assert parsed(f"{list(indices)}:[0]") == (Bead(indices, (0,)),)


def test_a_file_that_is_neither_beads_nor_ladder_is_told_so(tmp_path):
    path = tmp_path / "x.beads"
    path.write_text("\nWe won.\n", encoding="utf-8")
    with pytest.raises(AlignError, match=r"x\.beads:2: is no alignment"):
        load_alignment(path)
