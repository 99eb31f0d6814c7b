"""What formats declare to hold: what comes back of a unit, what is told, and the table of the docs."""

from dataclasses import replace

import pytest

from align.formats.declarations import HOLDINGS, Declaration, Tally, held, losses, table
from align.model import Code, Conflict, Leftover, Unit
from tests.conftest import ROOT
from tests.formats.books import bitext_of

FULL = Unit(
    "u1", "t", "s", "back-translated", "final", "S", "P", "N", "C", 0.5, "note", 1, 2, 3, 4,
    (Code(0, "alone"),), (Code(1, "alone"),),
)  # fmt: skip


def test_the_table_of_the_docs_is_what_the_formats_declare():
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    start, end = "<!-- made by align.formats.declarations.table -->\n", "<!-- end -->"
    assert page[page.index(start) + len(start) : page.index(end)].splitlines() == table()


@pytest.mark.parametrize("name", [name for name in HOLDINGS if name != "ids"])
def test_what_is_not_held_is_told_and_goes(name):
    tally = Tally(Declaration("a format", frozenset(HOLDINGS) - {name}))
    found = tally.take(FULL)
    plain = Unit("u1", "t", "s", "original")
    for field in Unit.__dataclass_fields__:
        assert getattr(found, field) == getattr(plain if field in HOLDINGS[name] else FULL, field)
    assert tally.notes() == [f"{name} of 1 unit cannot be held"]


def test_a_unit_without_a_side_that_is_needed_is_told():
    tally = Tally(Declaration("a format", frozenset(HOLDINGS), needs="target"))
    assert [tally.take(unit) for unit in (Unit("a", ""), Unit("b", " \n", "s"), Unit("c", "t"))] == [
        None,
        None,
        Unit("c", "t"),
    ]
    assert tally.notes() == ["2 units without a target cannot be held and are left out"]


def test_what_was_put_aside_is_told_where_it_is_not_held():
    bitext = bitext_of(
        Unit("u1", "t", "s"),
        gone=(replace(FULL, id="u2"),),
        conflicts=(Conflict("u1", "source", "s", "r", "b"),),
        leftovers=(Leftover("a", 1, "x"),),
        seen=("u1 source 1 2",),
    )
    assert losses(bitext, "tmx") == [
        "units that are gone (1) cannot be held",
        "conflicts (1) cannot be held",
        "leftovers (1) cannot be held",
    ]
    assert losses(bitext, "xlsx") == ["codes of 1 unit cannot be held"]
    assert held(bitext, "jsonl") == bitext


def test_characters_that_xml_does_not_allow_are_told():
    bitext = bitext_of(
        Unit("u1", "a\x00b", "\ud800", note="\uffff\x1f\t\n\r", target_codes=(Code(0, "alone", "", "\x01"),))
    )
    found = held(bitext, "tmx").units[0]
    assert (found.target, found.source, found.note) == ("a\ufffdb", "\ufffd", "\ufffd\ufffd\t\n\r")
    assert found.target_codes[0].data == "\ufffd"
    assert losses(bitext, "tmx") == ["characters that XML does not allow became U+FFFD in 1 unit"]
