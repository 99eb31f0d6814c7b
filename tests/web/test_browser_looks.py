"""The page in a real browser: hostile texts, all scripts, many rows, and access for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

import align
from tests.desk.conftest import bitext
from tests.web.browser import Tab, needs_chromium, serving

pytestmark = [needs_chromium, pytest.mark.slow]


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


def opened(browser, tmp_path, langs, source, target, texts=()):
    """A tab with a row in two languages, and the style of its cells."""
    held = replace(bitext(), source_lang=langs[0], target_lang=langs[1])
    units = (replace(held.units[0], source=source, target=target), *(replace(u, **dict(texts)) for u in held.units[1:]))
    path = tmp_path / "rows.jsonl"
    align.write(replace(held, units=units), path)
    return path


def style(tab, side, name, unit="u0001"):
    return tab.page.evaluate(f"getComputedStyle(document.querySelector('tr[data-id={unit}] td.{side}')).{name}")


def test_texts_from_right_to_left(browser, tmp_path):
    path = opened(browser, tmp_path, ("ar", "he"), "DeepSeek جاء. ثم ذهب.", "הוא בא.")
    with serving(path) as served:
        tab = Tab(browser, served)
        for side, lang in (("source", "ar"), ("target", "he")):
            assert style(tab, side, "direction") == "rtl"
            assert style(tab, side, "writingMode") == "horizontal-tb"
            assert tab.page.get_attribute(f"tr[data-id=u0001] td.{side}", "lang") == lang
        assert style(tab, "target", "direction", "u0004") == "ltr"  # it is in English
        tab.press("Enter")
        assert tab.page.evaluate("getComputedStyle(document.querySelector('td.target textarea')).direction") == "rtl"
        tab.press("Escape", "s")
        cut = "getComputedStyle(document.querySelector('#split [name=source]')).direction"
        tab.wait(f"{cut} === 'rtl'")
        tab.page.close()
        assert not tab.faults


def test_texts_in_columns(browser, tmp_path):
    path = opened(browser, tmp_path, ("mn-Mong", "en"), "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌ ᠂ ᠡᠷᠲᠡ ᠤᠷᠢᠳᠠ", "Mongolian script, long ago")
    with serving(path) as served:
        tab = Tab(browser, served)
        assert style(tab, "source", "writingMode") == "vertical-lr"
        assert style(tab, "target", "writingMode") == "horizontal-tb"
        box = tab.page.locator("tr[data-id=u0001] td.source").bounding_box()
        row = tab.page.locator("tr[data-id=u0001]").bounding_box()
        assert box["height"] <= row["height"] + 1
        tab.press("ArrowLeft", "Enter")
        written = "getComputedStyle(document.querySelector('td.source textarea')).writingMode"
        assert tab.page.evaluate(written) == "vertical-lr"
        tab.page.keyboard.type(" ᠡᠷᠲᠡ")
        tab.press("Enter")
        tab.shows("u0001", "source", "ᠤᠷᠢᠳᠠ ᠡᠷᠲᠡ")
        tab.page.close()
        assert not tab.faults


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 720])
def test_a_machine_finds_nothing_serious_that_shuts_people_out(browser, rows, glossary, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with serving(rows, [glossary]) as served:
        # The page's own policy lets no script of others in, such as the one that looks at it.
        context = browser.new_context(bypass_csp=True, color_scheme=scheme)
        tab = Tab(context, served, width)
        for state in ((), ("Enter",), ("Escape", "w"), ("?",), ("Escape", "r"), ("Escape", "p")):
            tab.press(*state)
            tab.page.wait_for_selector("#pictures svg" if "p" in state else "#panel h2")
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
