"""The page in a real browser: every key does what it says."""

from __future__ import annotations

import pytest

import align
from tests.web.browser import needs_chromium, playwright

pytestmark = [needs_chromium, pytest.mark.slow]


def target(rows, place):
    return align.read(rows).units[place].target


def test_keys_that_move(tab):
    assert tab.current() == "u0001"
    for key, there in (("j", "u0002"), ("ArrowDown", "u0003"), ("k", "u0002"), ("ArrowUp", "u0001"), ("End", "u0004"),
                       ("Home", "u0001"), ("d", "u0002"), ("d", "u0003"), ("Shift+D", "u0002"), ("n", "u0003"),
                       ("Shift+N", "u0002"), ("x", "u0003"), ("z", "u0004"), ("Shift+X", "u0003"), ("Shift+Z", "u0004"),
                       ("PageUp", "u0001"), ("PageDown", "u0004")):  # fmt: skip
        tab.press(key)
        tab.is_at(there)
    tab.press("ArrowLeft")
    assert tab.page.evaluate("document.activeElement.className") == "source"
    tab.press("ArrowRight")
    assert tab.page.evaluate("document.activeElement.className") == "target"
    tab.press("g")
    tab.page.fill("#goto input", "2")
    tab.press("Enter")
    tab.is_at("u0002")
    tab.press("Shift+ArrowDown")
    assert tab.page.locator("tr.marked").count() == 2


def test_keys_that_decide(tab, rows):
    tab.press("a")
    tab.shows("u0001", "state", "reviewed")
    tab.is_at("u0002")
    tab.press("4")
    tab.shows("u0002", "state", "final")
    tab.press("1")
    tab.shows("u0002", "state", "initial")
    tab.press("2", "o")
    tab.shows("u0002", "state", "back-translated")
    tab.press("3")
    tab.shows("u0002", "state", "reviewed")
    for _ in range(5):
        tab.press("u")
    tab.shows("u0002", "state", "translated")
    tab.press("Control+z")
    tab.shows("u0001", "state", "translated")
    tab.press("Shift+U")
    tab.shows("u0001", "state", "reviewed")
    tab.press("u")
    tab.shows("u0001", "state", "translated")
    tab.press("Control+y")
    tab.shows("u0001", "state", "reviewed")
    tab.press("Shift+A")
    tab.page.fill("#accept-above input", "0.35")
    tab.press("Enter")
    tab.page.wait_for_selector("#accept-above .preview b")
    tab.page.click("#accept-above [value=ok]")
    tab.shows("u0002", "state", "reviewed")
    assert "translated" in tab.cell("u0003", "state")


def test_a_certain_fix_at_one_key(tab, rows):
    tab.press("x")
    tab.is_at("u0003")
    tab.page.wait_for_selector("#panel [data-fix]")
    tab.press("f")
    tab.shows("u0003", "target", "The end is near.")
    tab.wait(
        "![...document.querySelectorAll('tr[data-id=u0003] .issue')].some((mark) => mark.textContent === 'spacing')"
    )


def test_keys_that_write(tab, rows):
    tab.press("Enter")
    tab.page.keyboard.type(" Once")
    tab.press("Shift+Enter")
    tab.page.keyboard.type("more")
    tab.press("Enter")
    tab.shows("u0001", "target", "He came. She left. Once\nmore")
    tab.press("e")
    tab.page.keyboard.type("never kept")
    tab.press("Escape")
    assert "never" not in tab.cell("u0001", "target")
    tab.press("Enter")
    tab.page.keyboard.type("!")
    tab.press("Tab")
    tab.page.wait_for_selector("td.source textarea")
    tab.page.keyboard.type("们")
    tab.press("Control+Enter")
    tab.shows("u0001", "source", "他来了。们")
    tab.shows("u0001", "state", "reviewed")
    tab.is_at("u0002")
    tab.wait("document.getElementById('saved').textContent.startsWith('written')")
    assert target(rows, 0) == "He came. She left. Once\nmore!"


def test_one_key_inserts_the_preferred_term(tab):
    tab.page.wait_for_selector("#panel [data-insert]")
    tab.press("Alt+1")
    tab.press("Enter")
    tab.shows("u0001", "target", "left.arrive")
    tab.page.hover("tr[data-id=u0001] td.source .term")
    playwright.expect(tab.page.locator("#card")).to_contain_text("to arrive")
    playwright.expect(tab.page.locator("#card")).to_contain_text("not appear")


def test_a_comment(tab):
    tab.press("c")
    tab.wait("document.activeElement.dataset.field === 'comment'")
    tab.page.keyboard.type("ask the author")
    tab.press("Escape")
    tab.shows("u0001", "marks", "ask the author")


def test_keys_that_shape(tab):
    tab.press("Alt+ArrowDown")
    tab.shows("u0002", "target", "She left. Nobody knew why.")
    tab.press("u", "Home", "j", "Alt+ArrowUp")
    tab.shows("u0001", "target", "She left. Nobody knew why.")
    tab.has_ids("u0001", "u0002", "u0003", "u0004")
    tab.press("u", "Home", "m")
    tab.has_ids("u0001", "u0003", "u0004")
    assert tab.page.locator("tr[data-id=u0003] th").text_content() == "2"
    tab.press("u")
    tab.has_ids("u0001", "u0002", "u0003", "u0004")
    tab.press("Home", "j")
    tab.is_at("u0002")
    tab.press("Shift+M")
    tab.has_ids("u0001", "u0003", "u0004")
    tab.press("u", "Home", "s")
    tab.page.wait_for_selector("#split[open]")
    tab.press("Enter")
    tab.has_ids("u0001", "u0005", "u0002", "u0003", "u0004")
    tab.shows("u0005", "target", "She left.")
    assert tab.page.locator("tr[data-id=u0004] th").text_content() == "5"
    tab.press("u")
    tab.has_ids("u0001", "u0002", "u0003", "u0004")
    tab.press("i")
    tab.has_ids("u0001", "u0006", "u0002", "u0003", "u0004")
    tab.is_at("u0006")
    tab.press("Delete")
    tab.has_ids("u0001", "u0002", "u0003", "u0004")
    tab.press("Home", "Shift+I")
    tab.has_ids("u0007", "u0001", "u0002", "u0003", "u0004")


def test_splitting_where_one_writes(tab):
    tab.press("Enter", "Home")
    for _ in range(9):
        tab.press("ArrowRight")
    tab.press("Alt+Enter")
    tab.has_ids("u0001", "u0005", "u0002", "u0003", "u0004")
    tab.shows("u0005", "target", "She left.")


def test_search_and_replace_in_one_column(tab, rows):
    tab.press("r")
    tab.page.fill("[name=find]", "e")
    tab.page.fill("[name=put]", "<b>")
    tab.page.check("#replace [name=case]")
    tab.press("Enter")
    playwright.expect(tab.page.locator("#replace .preview")).to_contain_text("in 4 rows")
    tab.press("Enter")
    tab.shows("u0001", "target", "H<b> cam<b>. Sh<b> l<b>ft.")
    tab.press("u")
    tab.shows("u0001", "target", "He came. She left.")


def test_rows_are_aligned_anew_after_a_preview(tab):
    tab.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+R")
    tab.page.click("#realign [value=preview]")
    playwright.expect(tab.page.locator("#realign .preview")).to_contain_text("She left.", timeout=15_000)
    tab.page.click("#realign [value=ok]")
    tab.shows("u0002", "target", "She left.")
    assert "She" not in tab.cell("u0001", "target")


def test_why_a_bead_was_made(tab):
    tab.press("w")
    playwright.expect(tab.page.locator("#why")).to_contain_text("lexical", timeout=15_000)
    tab.press("z", "w")
    playwright.expect(tab.page.locator("#why")).to_contain_text("side of this row is empty", timeout=15_000)


def test_filters_and_search(tab):
    tab.press("/")
    tab.page.keyboard.type("nobody")
    tab.has_ids("u0002")
    tab.page.click("text=All rows")
    tab.has_ids("u0001", "u0002", "u0003", "u0004")
    tab.page.select_option("[name=issue]", "spacing")
    tab.has_ids("u0003")
    tab.press("Escape", "m")
    tab.page.click("text=All rows")
    tab.has_ids("u0001", "u0002", "u0003")


def test_the_keys_are_told(tab):
    tab.press("?")
    assert tab.page.is_visible("#keys")
    said = tab.page.text_content("#keys")
    assert "accept the row" in said


def test_the_mouse(tab):
    tab.page.click("tr[data-id=u0003] td.source")
    tab.is_at("u0003")
    tab.page.dblclick("tr[data-id=u0003] td.target")
    tab.page.keyboard.type("!")
    tab.page.click("tr[data-id=u0001] td.target")
    tab.is_at("u0001")
    tab.shows("u0003", "target", "!")
    tab.page.click("[data-do=accept]")
    tab.shows("u0001", "state", "reviewed")
    tab.page.select_option("#panel [data-field=status]", "final")
    tab.wait("document.querySelectorAll('#rows tr.final').length === 1")
