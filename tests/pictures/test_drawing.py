"""Drawings: each kind in each form, the same bytes each time, text as text, nothing from outside."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

pytest.importorskip("matplotlib")

import matplotlib as mpl
from PIL import Image

import align
from align.model import Bitext, Unit
from align.pictures import KINDS, drawing
from align.pictures.drawing import fonts
from align.plotting import plot
from align.text.shown import fitted, printable
from tests.formats.hostile import HOSTILE
from tests.pictures.examples import BEADS, TERMS, example, large, outside
from tests.strategies import bitexts

SVG = "{http://www.w3.org/2000/svg}"
CONTENTS = {"example": example(), "large": large(800), "beads": BEADS}


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in etree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_in_each_form(kind, name):
    if name == "beads" and kind != "alignment":
        pytest.skip("beads have one picture")
    done = plot(CONTENTS[name], kinds=[kind], termbase=TERMS)
    root = etree.fromstring(done.to_svg())
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == done.series[0].title
    assert root.findtext(f"{SVG}desc") == done.series[0].summary
    assert outside(done.to_svg()) == outside(done.to_html()) == []
    assert len(done.to_svg()) < 1_000_000
    with Image.open(io.BytesIO(done.to_png())) as image:
        image.load()
        assert image.format == "PNG"
        assert image.width == 1280
        assert not image.info.keys() & {"Software", "date"}


def test_the_same_bitext_gives_the_same_bytes():
    for name in ("to_png", "to_svg"):
        one, other = (getattr(plot(example(), kinds=["terms"], termbase=TERMS), name)() for _ in range(2))
        assert one == other


def test_settings_of_the_user_change_nothing_and_are_left_alone():
    before = plot(example(), kinds=["lengths"]).to_svg()
    with mpl.rc_context({"axes.grid": True, "font.size": 20, "svg.fonttype": "path"}):
        assert plot(example(), kinds=["lengths"]).to_svg() == before
        assert mpl.rcParams["font.size"] == 20


def test_text_is_text_in_an_svg():
    written = texts(plot(example(), termbase=TERMS).to_svg())
    for text in ("蒸馏 · distillation", "One", "Three", "source (zh), characters", "sure: 1", "unit", "units"):
        assert text in written


def test_numbers_of_the_picture_are_written_beside_it():
    done = plot(large(600), kinds=["alignment"])
    assert {f"{name}: 100" for name in ("sure", "likely", "doubtful", "not scored")} <= {*texts(done.to_svg())}
    assert "one side empty: 200" in texts(done.to_svg())


@pytest.mark.parametrize("part", range(0, len(HOSTILE), 20))
def test_hostile_texts_are_text(part):
    cases = [*HOSTILE.items()][part : part + 20]
    units = [Unit(name, text or "x", text, "original", section=f"{text} ") for name, text in cases]
    bitext = Bitext(tuple(units), "zh", "en", align.Provenance(input=cases[0][1]))
    done = plot(bitext, kinds=["progress"])
    written = texts(done.to_svg())
    assert {fitted(unit.section, 36) for unit in units if unit.section.strip()} <= {*written}
    assert done.to_png()
    page = etree.fromstring(done.to_html(), etree.HTMLParser())
    assert [cell.text for cell in page.xpath("//tbody/tr/th")][:-1] == [
        printable(unit.section, keep="\n\t") if unit.section.strip() else "(no section)" for unit in units
    ]
    assert not page.xpath("//script | //*[@src] | //link")


@pytest.mark.parametrize("text", ["$x_1$", "$", "$$", r"\frac{1}{2}", "<script>alert(1)</script>", "a\nb", "&amp;"])
def test_no_text_is_a_formula_or_mark_up(text):
    bitext = replace(example(), units=tuple(replace(unit, section=text) for unit in example().units))
    assert " ".join(text.split()) in texts(plot(bitext, kinds=["progress"]).to_svg())


@settings(max_examples=3)
@given(bitext=bitexts())
def test_any_bitext_is_drawn(bitext):
    if bitext.units:
        done = plot(bitext, termbase=TERMS)
        etree.fromstring(done.to_svg())
        done.to_png()


def test_ids_on_a_page_differ_and_lead_somewhere():
    page = plot(example(), termbase=TERMS).to_html()
    root = etree.fromstring(page, etree.HTMLParser())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [str(link) for link in root.xpath("//@*[name()='xlink:href']")]
    clips = [str(clip)[4:-1] for clip in root.xpath("//@clip-path")]
    assert links
    assert {link[1:] for link in links} | {clip[1:] for clip in clips} <= set(ids)
    for drawn in root.xpath("//svg"):
        assert drawn.get("role") == "img"
        assert set(drawn.get("aria-labelledby").split()) <= set(ids)


def test_on_a_page_the_ink_is_that_of_the_page():
    inline = drawing.to_inline_svg(plot(example(), kinds=["alignment"]).series[0])
    assert "currentColor" in inline
    assert "#ffffff" not in inline
    assert "#ffffff" in plot(example(), kinds=["alignment"]).to_svg()


def test_the_table_has_the_numbers_and_the_languages():
    page = etree.fromstring(plot(example(), termbase=TERMS).to_html(), etree.HTMLParser())
    (row,) = page.xpath("//table//tr[th[normalize-space()='蒸馏']]")
    assert [cell.text for cell in row] == ["蒸馏", "distillation", "1", "3", "1", "1", "1"]
    assert row[0].get("lang") == "zh"
    assert page.xpath("count(//svg)") == page.xpath("count(//table)") == len(KINDS)


def test_characters_that_no_font_has_are_told(monkeypatch):
    monkeypatch.setattr(fonts, "_candidates", lambda langs: iter(()))
    (note,) = plot(example(), kinds=["terms"], termbase=TERMS).notes()
    assert note.startswith("no font of this machine has 型模蒸馏: ")
    assert plot(example(), kinds=["alignment"]).notes() == ()


@pytest.mark.skipif(not fonts._characters("Noto Sans CJK SC"), reason="Noto Sans CJK is not installed")
@pytest.mark.parametrize(("lang", "family"), [("zh", "SC"), ("zh-TW", "TC"), ("ja", "JP"), ("ko", "KR")])
def test_chinese_characters_look_as_in_their_language(lang, family):
    assert fonts.families_for(["直 and x"], [lang]) == (["DejaVu Sans", f"Noto Sans CJK {family}"], "")


def test_drawings_need_no_window():
    import sys

    plot(example(), termbase=TERMS).to_png()
    assert "matplotlib.pyplot" not in sys.modules
