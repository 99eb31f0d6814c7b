"""The page in a real browser: every key, two tabs, a kill, hostile texts, many rows, and access for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

import align
from tests.desk.conftest import bitext
from tests.web.browser import Served, Tab, chromium, needs_chromium, playwright, serving

pytestmark = [needs_chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    align.write(bitext(), path)
    return path


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(
        "concept,lang,term,status,definition\ncome,zh,来,preferred,to arrive\ncome,en,arrive,preferred,\n"
        "come,en,appear,forbidden,\n",
        "utf-8",
    )
    return path


@pytest.fixture
def tab(browser, rows, glossary):
    with serving(rows, [glossary]) as served:
        opened = Tab(browser, served)
        yield opened
        opened.page.close()
        assert not opened.faults


def target(rows, place):
    return align.read(rows).units[place].target


# Keys ----------------------------------------


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


# What must not be lost or overwritten ----------------------------------------


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


# What texts may hold, and how many ----------------------------------------


def test_hostile_texts_show_as_texts(browser, tmp_path):
    hostile = (
        "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> &amp; =1+1 \u202eabc"
    )
    held = bitext()
    units = tuple(
        replace(u, target=hostile, source=hostile, speaker=hostile, section=hostile, note=hostile, comment=hostile)
        for u in held.units
    )
    path = tmp_path / "rows.jsonl"
    align.write(replace(held, units=units), path)
    with serving(path) as served:
        tab = Tab(browser, served)
        tab.page.wait_for_selector("#panel h2")
        assert tab.cell("u0001", "target") == hostile
        tab.press("Enter")
        assert tab.page.input_value("td.target textarea") == hostile
        tab.page.keyboard.type("x")
        tab.press("Enter")
        tab.shows("u0001", "target", "abcx")
        tab.press("r")
        tab.page.fill("[name=find]", "abc")
        tab.page.fill("[name=put]", hostile)
        tab.press("Enter")
        tab.page.wait_for_selector("#replace .preview td")
        tab.press("Escape")
        assert tab.page.title() != "taken"
        assert tab.page.locator("#rows script, #rows img, #panel img, dialog img").count() == 0
        tab.page.close()
        assert not tab.faults
    assert align.read(path).units[0].target == hostile + "x"


def test_directions_and_languages(browser, tmp_path):
    held = replace(bitext(), source_lang="ar", target_lang="he")
    units = (replace(held.units[0], source="جاء. ثم ذهب.", target="הוא בא."), *held.units[1:])
    path = tmp_path / "rows.jsonl"
    align.write(replace(held, units=units), path)
    with serving(path) as served:
        tab = Tab(browser, served)
        style = "getComputedStyle(document.querySelector('tr[data-id=u0001] td.source')).direction"
        assert tab.page.evaluate(style) == "rtl"
        assert tab.page.get_attribute("tr[data-id=u0001] td.target", "lang") == "he"
        tab.page.close()


def test_ten_thousand_rows(browser, tmp_path):
    path = tmp_path / "rows.jsonl"
    align.write(bitext(10_000), path)
    with serving(path) as served:
        tab = Tab(browser, served)
        tab.wait("document.querySelectorAll('#rows tbody tr').length === 10000")
        tab.press("End")
        tab.is_at("u10000")
        tab.wait(
            "(() => { const box = document.querySelector('tr.current').getBoundingClientRect();"
            " return box.top > 0 && box.bottom < innerHeight; })()"
        )
        tab.press("Home", "m")
        tab.wait("document.querySelectorAll('#rows tbody tr').length === 9999")
        tab.wait("document.querySelector('tr[data-id=u10000] th').textContent === '9999'")
        tab.page.close()
        assert not tab.faults
    assert len(align.read(path).units) == 9_999


def test_more_rows_than_a_browser_takes_come_as_they_are_looked_at(browser, tmp_path):
    path = tmp_path / "rows.jsonl"
    align.write(bitext(20_100), path)
    with serving(path) as served:
        tab = Tab(browser, served)
        tab.press("End")
        tab.is_at("u20100")
        tab.press("g")
        tab.page.fill("#goto input", "10050")
        tab.press("Enter")
        tab.is_at("u10050")
        tab.press("m")
        tab.wait("!document.querySelector('tr[data-id=u10051]')")
        tab.press("j")
        tab.is_at("u10052")
        assert tab.page.locator("#rows tbody tr").count() < 5_000
        tab.press("/")
        tab.page.keyboard.type("u19999")
        tab.has_ids("u19999")
        tab.page.close()
        assert not tab.faults


# Access ----------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 720])
def test_a_machine_finds_nothing_serious_that_shuts_people_out(browser, rows, glossary, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with serving(rows, [glossary]) as served:
        # The page's own policy lets no script of others in, such as the one that looks at it.
        context = browser.new_context(bypass_csp=True, color_scheme=scheme)
        tab = Tab(context, served, width)
        for state in ((), ("Enter",), ("Escape", "w"), ("?",), ("Escape", "r")):
            tab.press(*state)
            tab.page.wait_for_selector("#panel h2")
            found = axe.run(tab.page).response["violations"]
            grave = [
                (each["id"], each["nodes"][0]["html"][:150])
                for each in found
                if each["impact"] in {"serious", "critical"}
            ]
            assert not grave, state
        context.close()


def test_focus_is_always_visible_and_keys_reach_all(browser, rows):
    with serving(rows) as served:
        tab = Tab(browser, served)
        tab.page.evaluate("document.activeElement.blur()")
        seen = set()
        for _ in range(70):
            tab.press("Tab")
            outside, html, style, width = tab.page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e === document.body, e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)];"
                " })()"
            )
            if outside:
                continue
            assert style != "none", html
            assert width >= 1, html
            seen.add(html)
        assert len(seen) > 20
        tab.page.close()
