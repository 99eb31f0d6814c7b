"""The page in Debian's Chromium, served by the real command."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Self

import pytest

from align.desk import keeping, open_desk
from align.web.server import prepare

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium here (Debian: apt-get install chromium)"
)


_WATCHED = """
import os, sys, threading
def watch():
    sys.stdin.read()
    os._exit(1)
threading.Thread(target=watch, daemon=True).start()
from align.cli import main
main(sys.argv[1:])
"""
"""The command, which ends when its standard input does: with the tests that began it, however these end."""


class Served:
    """A run of ``align serve`` in a process of its own."""

    def __init__(self, path: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WATCHED, "serve", str(path), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        told = []
        for line in self.process.stdout:
            told.append(line)
            found = re.match(r"address +(\S+)", line)
            if found:
                self.address = found[1]
                return
        said = self.process.stderr.read()
        self.end()
        raise AssertionError(f"align serve did not begin: {told} {said}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()
        self._shut()

    def end(self) -> str:
        """End it as Ctrl+C does; what it said on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=60)
            return self.process.stderr.read()
        finally:
            self.process.kill()
            self.process.wait()
            self._shut()

    def _shut(self) -> None:
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


@contextmanager
def serving(path: Path, glossary: Sequence[Path] = ()) -> Iterator[str]:
    """The page of a file, served in this process; its address."""
    desk = open_desk(path, glossary=glossary, who="me")
    server, listening, address = prepare(desk)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    with keeping(desk):
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()
    desk.close()


@contextmanager
def chromium(**options: object) -> Iterator[object]:
    """A browser."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


class Tab:
    """A page in the browser, as its user sees it; faults of its scripts fail the test."""

    def __init__(self, browser: object, address: str, width: int = 1440, **options: object) -> None:
        self.page = browser.new_page(**options)
        if not options:
            self.page.set_viewport_size({"width": width, "height": 900})
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("dialog", lambda dialog: (self.faults.append("a dialog of the browser"), dialog.dismiss()))
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready]")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not {"409", "422"} & {*text.split()}:  # these are answers, too
            self.faults.append(text)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds; the page's own policy forbids it to evaluate texts itself."""
        for _ in range(1200):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never came true: {condition}; the rows are {self.ids()[:20]}, at {self.current()}")

    def current(self) -> str:
        """The id of the current row."""
        return self.page.evaluate("document.querySelector('#rows tr.current')?.dataset.id ?? ''")

    def is_at(self, unit_id: str) -> None:
        """Wait until a row is the current one."""
        self.wait(f"document.querySelector('#rows tr.current')?.dataset.id === '{unit_id}'")

    def cell(self, unit_id: str, name: str) -> str:
        """What a cell shows."""
        return self.page.text_content(f"#rows tr[data-id='{unit_id}'] td.{name}")

    def shows(self, unit_id: str, name: str, text: str) -> None:
        """Wait until a cell shows a text."""
        cell = self.page.locator(f"#rows tr[data-id='{unit_id}'] td.{name}")
        playwright.expect(cell).to_contain_text(text, timeout=15_000)

    def ids(self) -> list[str]:
        """The rows that are shown, in order."""
        return self.page.evaluate("[...document.querySelectorAll('#rows tbody tr')].map((row) => row.dataset.id)")

    def has_ids(self, *ids: str) -> None:
        """Wait until just these rows are shown."""
        wanted = ",".join(ids)
        self.wait(f"[...document.querySelectorAll('#rows tbody tr')].map((r) => r.dataset.id).join() === '{wanted}'")
