"""Laws of segmentation, over texts that break things."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given, settings

from align.model import BLOCK_KINDS
from align.segmentation import parse
from align.sheet import build_bitext
from tests.strategies import nasty_text

langs = pytest.mark.parametrize("lang", ["und", "en", "zh"])
moderate = settings(max_examples=120, deadline=None)


def blank(text: str) -> bool:
    return not text or text.isspace()


@langs
@moderate
@given(text=nasty_text)
@example(text="。\x1f0")
@example(text="A. \x1cB")
def test_a_span_gives_its_text(lang, text):
    document = parse(text, lang)
    assert document.text == text
    for segment in document.segments:
        assert segment.end > segment.start
        assert text[segment.start : segment.end] == segment.text
        assert segment.text == segment.text.strip()


@langs
@moderate
@given(text=nasty_text)
@example(text="a.\x1cB c.\x1d\x1eD")
@example(text='"A. B."\r\n\u2028“C. D.”\x85\x0bE')
def test_segments_and_gaps_tile_the_text(lang, text):
    end = 0
    for segment in parse(text, lang).segments:
        assert segment.start >= end
        assert blank(text[end : segment.start])
        end = segment.end
    assert blank(text[end:])


@langs
@moderate
@given(text=nasty_text)
def test_blocks_are_in_order_and_hold_their_segments(lang, text):
    end = 0
    for block in parse(text, lang).blocks:
        assert end <= block.start < block.end <= len(text)
        assert blank(text[end : block.start])
        assert block.kind in BLOCK_KINDS
        assert block.segments
        assert block.segments[0].start == block.start
        assert block.segments[-1].end == block.end
        assert (block.quotes is not None) == (block.kind == "excerpt")
        end = block.end
    assert blank(text[end:])


@langs
@pytest.mark.parametrize("rows", ["auto", "all"])
@moderate
@given(text=nasty_text)
@example(text='" "')
@example(text='"."')
@example(text='"A. "')
@example(text="“ ”\n“ A. ”")
def test_a_unit_is_a_stretch_of_the_text(lang, rows, text):
    document = parse(text, lang)
    bitext = build_bitext(document, "zh", rows)
    end = 0
    for unit in bitext.units:
        assert end <= unit.start < unit.end
        assert text[unit.start : unit.end] == unit.target
        assert unit.target == unit.target.strip()
        assert unit.source == ""
        assert unit.source_state == "missing"
        end = unit.end
    assert len({unit.id for unit in bitext.units}) == len(bitext.units)


@moderate
@given(text=nasty_text)
def test_only_labels_enclosing_quotation_marks_and_spaces_are_left_out_of_units(text):
    document = parse(text, "en")
    for number, block in enumerate(document.blocks, start=1):
        units = [unit for unit in build_bitext(document, "zh", "all").units if unit.block == number]
        left_out = "".join(
            text[start:end]
            for start, end in zip(
                [block.start, *(unit.end for unit in units)],
                [*(unit.start for unit in units), block.end],
                strict=True,
            )
        )
        assert "".join(left_out.split()) == "".join([*block.label.split(), *(block.quotes or ())])


@moderate
@given(text=nasty_text)
def test_a_line_number_is_that_of_an_editor(text):
    for block in parse(text, "en").blocks:
        before = text[: block.start].replace("\r\n", "\n").replace("\r", "\n")
        assert block.line == before.count("\n") + 1


LONG_RUNS = [
    ".",
    '"',
    "(",
    "“",
    "a.",
    'a." ',
    "U.S. ",
    " ",
    "说。”",
    "\n",
    "Mr. ",
    "（",
    "《",
    "NAME said: ",
    "Liang said ",
]


@pytest.mark.parametrize("piece", LONG_RUNS)
def test_time_grows_no_faster_than_a_long_run_of_one_thing(piece):
    text = piece * 30_000
    began = process_time()
    for lang in ("en", "zh"):
        assert parse(text, lang).text == text
    assert process_time() - began < 1.5  # a tenth of it where time is linear


@pytest.mark.parametrize("line", ["Liang said:\n", "Excerpts of an interview with Liang below.\n", "Plain words.\n"])
def test_time_grows_no_faster_than_the_number_of_lines(line):
    text = line * 4_000
    began = process_time()
    assert len(parse(text, "en").blocks) == 4_000
    assert process_time() - began < 1.5  # a tenth of it where time is linear
