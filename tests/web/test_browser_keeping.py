"""The page in a real browser: a kill, two tabs, another program; nothing is lost or overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest

import align
from tests.desk.conftest import bitext
from tests.web.browser import Served, Tab, needs_chromium, playwright, serving

pytestmark = [needs_chromium, pytest.mark.slow]


def test_what_was_shown_is_there_after_a_kill(browser, rows):
    served = Served(rows)
    tab = Tab(browser, served.address)
    tab.press("Enter")
    tab.page.keyboard.type(" Kept")
    tab.press("Enter")
    tab.shows("u0001", "target", "Kept")
    tab.press("j", "j", "m")
    tab.has_ids("u0001", "u0002", "u0003")
    served.kill()
    tab.page.close()
    with serving(rows) as again:
        tab = Tab(browser, again)
        tab.has_ids("u0001", "u0002", "u0003")
        tab.shows("u0001", "target", "Kept")
        tab.press("u", "u")
        tab.has_ids("u0001", "u0002", "u0003", "u0004")
        tab.wait("!document.querySelector('tr[data-id=u0001] td.target').textContent.includes('Kept')")
        tab.page.close()


def test_two_tabs_and_one_row(browser, rows):
    with serving(rows) as served:
        context = browser.new_context()
        one, other = Tab(context, served), Tab(context, served)
        other.press("Enter")
        other.page.keyboard.type(" other")
        one.press("Enter")
        one.page.keyboard.type(" one")
        one.press("Enter")
        one.shows("u0001", "target", "one")
        other.press("Enter")
        other.page.wait_for_selector("#clash[open]")
        said = other.page.text_content("#clash table")
        assert "He came. She left. one" in said
        assert "He came. She left. other" in said
        assert align.read(rows).units[0].target != "He came. She left. other"
        other.page.click("#clash [value=theirs]")
        other.shows("u0001", "target", "one")
        one.press("j", "m")
        other.has_ids("u0001", "u0002", "u0004")
        context.close()


def test_a_file_that_changed_on_disk_is_merged_and_told(browser, rows):
    with serving(rows) as served:
        tab = Tab(browser, served)
        held = bitext()
        units = (held.units[0], replace(held.units[1], target="From elsewhere."), *held.units[2:])
        align.write(replace(held, units=units), rows, force=True)
        tab.shows("u0002", "target", "From elsewhere.")
        playwright.expect(tab.page.locator("#told")).to_contain_text("another program")
        tab.page.close()


def test_no_server_outlives_the_tests_that_began_it(rows):
    served = Served(rows)
    served.process.stdin.close()  # as a run of the tests does that is killed
    assert served.process.wait(timeout=30)
    served.end()
