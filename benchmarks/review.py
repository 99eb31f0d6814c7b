"""How fast the review page is, in a real browser: ``python -m benchmarks.review [ROWS]``.

It prints medians: how long from the request to the first row on the screen and to all rows in the page, how long
from a key to the picture that shows what it did, log on the disk included, and how long from an edit in the log to the
finished file, of JSON Lines and of a sheet.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

import align
from align.desk import log_of
from align.model import Bitext, Unit
from tests.web.browser import CHROMIUM, Served, Tab, chromium

_PAIRS: Final = (
    ("在谈到长期目标时，他说通用人工智能可能是下一个最难的挑战之一，而这首先是一个怎么做的问题，不是为什么做的问题。",
     "Speaking of long-term goals, he said that artificial general intelligence might be one of the hardest challenges "
     "to come, and that it was first of all a question of how, not of why."),
    ("如果追求短期目标，找有现成经验的人是对的；但如果看长远，经验就没那么重要。",
     "If you pursue short-term goals, it is right to look for people with experience; in the long run, experience "
     "matters less than skills, creativity and passion."),
    ("我们不认为事后都是不可逆的。", "We do not believe that what has happened cannot be undone."),
)  # fmt: skip
_LAPS: Final = """
window.laps = []; let begun = 0, done = false;
const painted = (tell) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = tell;
  channel.port2.postMessage(0);
});
addEventListener("keydown", (event) => { begun = event.timeStamp; }, true);
new MutationObserver(() => {
  if (!done && document.querySelector("#rows tbody tr")) {
    done = true;
    painted(() => { window.first = performance.now(); });
  } else if (begun && done && document.body.dataset.ready) {
    const from = begun;
    begun = 0;
    painted(() => window.laps.push(performance.now() - from));
  }
}).observe(document, { subtree: true, childList: true, attributes: true });
"""
_KEYS: Final = {
    "next row": ("j",),
    "accept": ("a",),
    "undo": ("u",),
    "redo": ("Shift+U",),
    "next unconfirmed": ("n",),
    "next doubtful": ("d",),
    "merge": ("m", "u"),
    "insert": ("i", "u"),
    "move a sentence": ("Alt+ArrowDown", "u"),
    "to the end": ("End", "Home"),
}
_TIMES: Final = 9


def bitext(count: int) -> Bitext:
    """Rows that wrap on the screen."""
    pairs = ((f"{number}：{source}", f"{number}. {target}") for number in range(1, count + 1)
             for source, target in (_PAIRS[number % len(_PAIRS)],))  # fmt: skip
    units = (
        Unit(f"u{number}", target, source, "original", score=0.3 + number % 70 / 100)
        for number, (source, target) in enumerate(pairs, start=1)
    )
    return Bitext(tuple(units), "zh", "en", next_id=count + 1)


def main(count: int = 10_000) -> None:
    """Measure and print."""
    if CHROMIUM is None:
        sys.exit("there is no chromium here (Debian: apt-get install chromium)")
    with TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "rows.jsonl"
        align.write(bitext(count), path)
        print(f"{count} rows; medians of {_TIMES} in milliseconds")
        with Served(path) as served:
            _opening(browser, served.address, count)
            _keys(browser, served.address)
            _writing(browser, served.address, path)
        sheet = Path(folder) / "rows.xlsx"
        align.write(bitext(count), sheet)
        with Served(sheet) as served:
            _writing(browser, served.address, sheet)


def _opening(browser: Any, address: str, count: int) -> None:
    first, all_of_them = [], []
    for _ in range(_TIMES):
        tab = _tab(browser, address)
        first.append(tab.page.evaluate("window.first"))
        wanted = min(count, 20_000)
        tab.wait(f"document.querySelectorAll('#rows tbody tr').length >= {wanted if count <= wanted else 100}")
        all_of_them.append(tab.page.evaluate("performance.now()"))
        tab.page.close()
    print(f"{'to the first row':<20}{median(first):8.0f}")
    print(f"{'to all rows':<20}{median(all_of_them):8.0f}")


def _keys(browser: Any, address: str) -> None:
    tab = _tab(browser, address)
    _settled(tab)
    for name, keys in _KEYS.items():
        laps = []
        for _ in range(_TIMES):
            for number, key in enumerate(keys):
                tab.page.evaluate("window.laps.length = 0")
                tab.press(key)
                tab.wait("window.laps.length > 0")
                if number == 0:
                    laps.append(tab.page.evaluate("window.laps[0]"))
                tab.page.wait_for_timeout(120)
        print(f"{name:<20}{median(laps):8.0f}")
    tab.page.close()


def _settled(tab: Tab) -> None:
    """Wait until what comes by itself has come: the other rows, and what the checks find."""
    tab.wait("[...document.querySelectorAll('#rows tbody')].every((body) => body.rows.length)")
    tab.wait("document.querySelector('#progress span').textContent")
    tab.wait("!document.getElementById('saved').textContent.includes('checking')")


def _writing(browser: Any, address: str, path: Path) -> None:
    tab = _tab(browser, address)
    tab.press("a")
    tab.wait("document.getElementById('saved').textContent.startsWith('written')")
    laps = []
    for _ in range(_TIMES):
        tab.page.wait_for_timeout(1000)
        held = path.stat().st_ino
        tab.press("a")
        for _ in range(4000):
            if path.stat().st_ino != held:
                break
            tab.page.wait_for_timeout(5)
        done = datetime.now(UTC)
        edits = (json.loads(line) for line in log_of(path).read_bytes().splitlines())
        made = [told["when"] for told in edits if "do" in told]
        laps.append(1000 * (done - datetime.fromisoformat(made[-1])).total_seconds())
    print(f"{f'written {path.suffix}':<20}{median(laps):8.0f}   at most {max(laps):.0f}")
    tab.page.close()


def _tab(browser: Any, address: str) -> Tab:
    page = browser.new_context()
    page.add_init_script(_LAPS)
    return Tab(page, address)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
