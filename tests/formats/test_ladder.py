"""Ladders: rungs between beads."""

import io

import pytest
from hypothesis import given

from align.errors import ArgumentError, FormatError
from align.formats.ladder import read, read_rungs, write
from align.loading import load_alignment
from align.model import Alignment, Bead
from tests.alignment.texts import tilings


def parsed(text: str) -> tuple[Bead, ...]:
    return read(io.BytesIO(text.encode())).beads


def written(alignment: Alignment) -> str:
    stream = io.BytesIO()
    assert write(alignment, stream) == []
    return stream.getvalue().decode()


@given(tilings())
def test_what_was_written_is_read(beads):
    assert parsed(written(Alignment(tuple(beads)))) == tuple(beads)


def test_rungs_lie_between_beads_and_carry_the_score_of_the_next():
    alignment = Alignment((Bead((0, 1), (0,), 0.5), Bead((), (1,), 0.25), Bead((2,), (2,))))
    assert written(alignment) == "0\t0\t0.5\n2\t1\t0.25\n2\t2\t0\n3\t3\t0\n"


def test_a_ladder_of_hunalign_is_read():
    text = "0\t0\t0.3\n1\t1\t-0.3\r\n3\t2\t1.72\n\n3 3 0\n3\t3\t0\n"
    assert parsed(text) == (Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((), (2,)))


def test_a_first_rung_that_is_left_out_is_the_foot_of_the_ladder():
    assert parsed("1\t2\n") == (Bead((0,), (0, 1)),)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("0\t0\n2\t2\n1\t3\n", 3, "before the one above"),
        ("0\t0\nx\t1\n", 2, "no rung"),
        ("0\t0\n1\n", 2, "no rung"),
        ("0\t0\n-1\t1\n", 2, "no rung"),
        ("0\t0\n1\t1\tgood\n", 2, "no rung"),
        ("0\t0\n1\t1\t1\t1\n", 2, "no rung"),
        ("0\t0\n999999999\t1\n", 2, "more than 100000 sentences"),
        ("0\t0\n" + "9" * 5000 + "\t1\n", 2, "no rung"),
        ("1" + " " * 10**6 + "x", 1, "no rung"),
    ],
)
def test_a_broken_rung_is_named(text, line, said):
    with pytest.raises(FormatError, match=said) as refused:
        parsed(text)
    assert refused.value.line == line


@pytest.mark.parametrize(
    "beads", [(Bead((1,), (0,)), Bead((0,), (1,))), (Bead((1,), (1,)),), (Bead((0,), (0,)), Bead((1,), (2,)))]
)
def test_beads_that_cross_or_leave_sentences_out_are_no_ladder(beads):
    with pytest.raises(ArgumentError, match="ladder"):
        written(Alignment(beads))


def test_rungs_alone_need_no_order():
    assert read_rungs(io.BytesIO(b"5\t6\n1\t2\n")) == [(5, 6), (1, 2)]


def test_the_content_tells_a_ladder_whatever_its_name(tmp_path):
    path = tmp_path / "x.beads"
    path.write_text("\n0\t0\t1\n1\t1\t1\n", encoding="utf-8")
    assert load_alignment(path).beads == (Bead((0,), (0,)),)
