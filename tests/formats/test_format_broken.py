"""Files that are not what their names promise: one clear error, never another exception."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError, ArgumentError, EncodingError, FormatError
from align.formats import READERS, SUFFIXES, WRITERS, format_of, load
from align.model import Bitext
from tests.formats.books import TWO_WAY, example, opened, read, saved, units_tab, written

every_format = pytest.mark.parametrize("name", TWO_WAY)
moderate = settings(max_examples=80, deadline=None)
FILES = {name: written(example(), name) for name in TWO_WAY}


def refused_or_read(data: bytes, name: str) -> None:
    with suppress(FormatError, EncodingError):
        assert isinstance(read(data, name), Bitext)


@every_format
def test_an_empty_file_is_refused(name):
    with pytest.raises(FormatError):
        read(b"", name)


@every_format
@moderate
@given(data=st.binary(max_size=200))
def test_random_bytes_are_refused(name, data):
    with pytest.raises((FormatError, EncodingError)):
        read(data, name)


@every_format
@moderate
@given(data=st.data())
def test_a_truncated_file_is_refused_or_read(name, data):
    whole = FILES[name]
    refused_or_read(whole[: data.draw(st.integers(0, len(whole) - 1))], name)


@every_format
@moderate
@given(data=st.data())
def test_a_file_with_a_wrong_byte_is_refused_or_read(name, data):
    whole = bytearray(FILES[name])
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    refused_or_read(bytes(whole), name)


@every_format
def test_the_file_of_another_format_is_refused(name):
    for other in TWO_WAY:
        if READERS[other] != READERS[name]:
            with pytest.raises((FormatError, EncodingError)):
                read(FILES[other], name)


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in files.items():
            archive.writestr(path.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(),
        zipped(readme="hello"),
        zipped(**{"[Content_Types].xml": "<Types/>"}),
        zipped(**{"xl__workbook.xml": "<workbook>"}),
        zipped(**{"xl__workbook.xml": "<workbook><sheets/></workbook>", "xl___rels__workbook.xml.rels": "<a/>"}),
        zipped(**{"content.xml": "<office/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        b"PK\x05\x06" + bytes(18),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["empty", "text", "types", "torn", "no sheets", "ods", "end only", "old excel"],
)
def test_a_zip_that_is_no_workbook_is_refused(data):
    with pytest.raises(FormatError):
        read(data, "xlsx")


def rezipped(data: bytes, change) -> bytes:
    """A zip archive with each member's content passed through a function."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return stream.getvalue()


@pytest.mark.parametrize("member", zipfile.ZipFile(io.BytesIO(FILES["xlsx"])).namelist())
@pytest.mark.parametrize(
    "content", [b"", b"<", b"\xff\xfe\x00", b"<a><b></a>"], ids=["empty", "torn", "binary", "crossed"]
)
def test_a_workbook_with_a_damaged_part_is_refused_or_read(member, content):
    refused_or_read(rezipped(FILES["xlsx"], lambda name, old: content if name == member else old), "xlsx")


FAR_OFF = """
import resource, sys
from io import BytesIO
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from align.errors import FormatError
from align.formats.xlsx.read import read
try:
    read(BytesIO(sys.stdin.buffer.read()))
except FormatError as error:
    print("refused:", error)
else:
    print("read")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
def test_a_cell_at_the_far_corner_does_not_take_all_memory():
    book = opened(example())
    units_tab(book).cell(1_048_576, 16_384).value = "x"
    done = subprocess.run(
        [sys.executable, "-c", FAR_OFF], input=saved(book), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[:300]
    assert done.stdout.startswith((b"read", b"refused"))


def lines(**changes: str) -> bytes:
    """The example with some lines (named ``l1`` and so on) replaced."""
    rows = FILES["jsonl"].decode().splitlines()
    for name, content in changes.items():
        rows[int(name[1:]) - 1] = content
    return ("\n".join(rows) + "\n").encode()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"l3": '{"id": "u1", "target": '}, 3),
        ({"l3": "plain words"}, 3),
        ({"l3": "[1, 2]"}, 3),
        ({"l3": "null"}, 3),
        ({"l4": '{"id": "u9"}'}, 4),
        ({"l4": '{"target": "text"}'}, 4),
        ({"l4": '{"id": "", "target": "text"}'}, 4),
        ({"l4": '{"id": 7, "target": "text"}'}, 4),
        ({"l4": '{"id": "u9", "target": null}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "status": "done"}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "source_state": "found"}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "kind": "poem"}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "block": "1"}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "block": 1.5}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "score": true}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "score": "high"}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "score": 7}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "score": -0.1}'}, 4),
        ({"l4": '{"id": "u9", "target": "t", "score": NaN}'}, 4),
        ({"l4": '{"id": "u0001", "target": "twice"}'}, 4),
        ({"l4": "[" * 100_000}, 4),
        ({"l1": "{}"}, 1),
        ({"l1": '{"align": 99, "source_lang": "zh", "target_lang": "en"}'}, 1),
        ({"l1": '{"align": 1, "target_lang": "en"}'}, 1),
        ({"l1": '{"align": 1, "source_lang": "zh", "target_lang": "en", "next_id": "many"}'}, 1),
        ({"l1": '{"align": 1, "source_lang": "zh", "target_lang": "en", "next_id": 1e999}'}, 1),
        ({"l1": '{"align": 1, "source_lang": "zh", "target_lang": "en", "next_id": null}'}, 1),
        ({"l1": '{"align": 1, "source_lang": "zh", "target_lang": "en", "options": 5}'}, 1),
        ({"l1": '{"align": 1, "source_lang": "zh", "target_lang": "en", "options": [["a"]]}'}, 1),
        ({"l2": '{"gone": "x"}'}, 2),
        ({"l2": '{"gone": {"id": "u9"}}'}, 2),
        ({"l2": '{"conflict": {"unit": "u1", "field": "kind", "ours": "", "theirs": "", "origin": ""}}'}, 2),
        ({"l2": '{"leftover": {"origin": "a", "line": 1.5, "text": "b"}}'}, 2),
    ],
    ids=lambda value: next(iter(value.values()))[:80] if isinstance(value, dict) else "",
)
def test_a_broken_line_of_json_is_named(changes, line):
    with pytest.raises(FormatError) as caught:
        read(lines(**changes), "jsonl")
    assert caught.value.line == line


def test_bytes_that_are_not_utf_8_are_named_by_line():
    with pytest.raises(EncodingError) as caught:
        read(lines(l3="X").replace(b"X", b"\xff"), "jsonl")
    assert caught.value.line == 3


def test_json_lines_may_have_blank_lines_a_mark_and_fields_of_later_versions():
    rows = [json.loads(line) for line in FILES["jsonl"].decode().splitlines()]
    rows[1]["colour"] = "red"
    data = "\ufeff" + "\r\n\r\n".join(json.dumps(row) for row in rows)
    assert read(data.encode(), "jsonl") == example()


def test_json_lines_keep_what_git_can_diff():
    text = FILES["jsonl"].decode()
    assert len(text.splitlines()) == 4
    assert "他们输了。" in text
    assert '"note"' not in text.splitlines()[1]


@pytest.mark.parametrize("registry", [READERS, WRITERS])
def test_an_unknown_format_lists_the_known_ones(registry):
    with pytest.raises(ArgumentError, match=r"jsonl, .*xlsx"):
        load(registry, "wordperfect")


def test_the_name_of_a_file_tells_its_format():
    assert format_of("a/B.XLSX") == "xlsx"
    assert format_of("a.jsonl") == "jsonl"
    assert format_of("a.doc") is None
    assert {READERS[name] for name in SUFFIXES.values() if name in READERS} >= {READERS[name] for name in TWO_WAY}
    assert issubclass(FormatError, AlignError)
