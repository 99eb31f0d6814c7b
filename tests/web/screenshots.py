"""Makes the pictures of the review page in ``docs/``: ``python -m tests.web.screenshots``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from align.project import make_sheet
from align.roundtrip import attach_files
from tests.conftest import ARTICLE, GLOSSARY, ROOT
from tests.web.browser import Tab, chromium, serving


def main() -> None:
    """Write a light and a dark picture."""
    with TemporaryDirectory() as folder, chromium() as browser:
        sheet = Path(folder) / "interview.xlsx"
        make_sheet(ARTICLE, sheet, source_lang="zh", target_lang="en", glossary=[GLOSSARY])
        attach_files(sheet, sorted((ROOT / "seeds").glob("demo-*.zh.txt")), glossary=[GLOSSARY])
        with serving(sheet, [GLOSSARY]) as address:
            for scheme, name in (("light", "review.png"), ("dark", "review-dark.png")):
                context = browser.new_context(color_scheme=scheme)
                tab = Tab(context, address)
                tab.page.set_viewport_size({"width": 1280, "height": 720})
                tab.press("j", "j")
                tab.page.wait_for_timeout(800)
                tab.page.screenshot(path=ROOT / "docs" / name)
                context.close()


if __name__ == "__main__":
    main()
