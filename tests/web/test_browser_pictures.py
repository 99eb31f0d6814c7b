"""The pictures on the page in a real browser: of the rows as they are now, under the page's own policy."""

from __future__ import annotations

import sys

import pytest

from tests.desk.conftest import bitext
from tests.web.browser import Tab, needs_chromium, serving

pytestmark = [needs_chromium, pytest.mark.slow]
pytest.importorskip("matplotlib")


def test_pictures_are_of_the_rows_as_they_are_now(tab):
    tab.press("a")
    tab.is_at("u0002")
    tab.press("p")
    tab.page.wait_for_selector("#picture-lengths svg")
    kinds = tab.page.evaluate("[...document.querySelectorAll('#pictures section')].map((part) => part.id)")
    assert kinds == ["picture-progress", "picture-alignment", "picture-lengths", "picture-terms"]
    assert "1 reviewed" in tab.page.text_content("#picture-progress .summary")
    ink = "getComputedStyle(document.querySelector('#pictures svg')).color"
    assert tab.page.evaluate(ink) == tab.page.evaluate("getComputedStyle(document.body).color")
    assert tab.page.locator("#pictures [style]").count() == 0
    tab.press("Escape", "a")
    tab.is_at("u0003")
    tab.page.click("[data-do=pictures]")
    tab.wait("document.querySelector('#picture-progress .summary')?.textContent.includes('2 reviewed')")


def test_a_point_of_the_dot_plot_leads_to_its_row(tab):
    tab.press("p")
    tab.page.wait_for_selector("#picture-alignment svg")
    sizes = [[len(getattr(unit, side)) for unit in bitext().units] for side in ("source", "target")]
    across, up = ((sum(lengths[:2]) + lengths[2] / 2) / sum(lengths) for lengths in sizes)
    tab.page.locator("#picture-alignment svg").scroll_into_view_if_needed()
    field = tab.page.locator("#picture-alignment .field").bounding_box()
    tab.page.mouse.click(field["x"] + across * field["width"], field["y"] + (1 - up) * field["height"])
    tab.is_at("u0003")
    tab.wait("!document.querySelector('#pictures').open")


def test_without_the_extra_it_is_told_how_to_get_it(browser, rows, monkeypatch):
    monkeypatch.setitem(sys.modules, "align.pictures.drawing", None)
    monkeypatch.delattr("align.pictures.drawing", raising=False)
    with serving(rows) as served:
        tab = Tab(browser, served)
        tab.press("p")
        tab.wait("document.querySelector('#pictures').textContent.includes('translation-align[plot]')")
        tab.page.close()
