"""Documents and what is read of them, as people can see it: ``golden/FORMAT.txt``.

A case is a title, the document (of Word, its body), and its passages: kind (``-`` where mark-up does not tell),
speaker, line of the file, and the text, in which ⏎ stands for the end of a line.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.formats.documents.papers import docx, read

FOLDER = Path(__file__).parent / "golden"
CASES = [
    pytest.param(path.stem, title, given, expected.splitlines(), id=f"{path.stem}: {title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for title, given, expected in re.findall(
        r"^=== (.*)\n((?:.*\n)*?)---\n((?:[-a-z]+ .*\| .*\n)+)", path.read_text("utf-8"), re.MULTILINE
    )
]


def test_every_case_is_run():
    titles = sum(path.read_text("utf-8").count("\n=== ") + 1 for path in FOLDER.glob("*.txt"))
    assert len(CASES) == titles


@pytest.mark.parametrize(("name", "title", "given", "expected"), CASES)
def test_passages_are_those_that_people_see(name, title, given, expected):
    data = docx(given.replace("\n", "")) if name == "docx" else given.encode()
    content = read(data, name, tracked="original" if "the original" in title else "accepted")
    shown = []
    for each in content.passages:
        line = max((mark for mark in content.lines if mark[0] <= each.start), default=(0, 0))[1]
        words = [each.kind or "-", f"({each.speaker})" if each.speaker else "", f"@{line}" if line else ""]
        text = content.text[each.start : each.end].replace("\n", "⏎")
        shown.append(f"{' '.join(filter(None, words))} | {text}")
    assert shown == expected
