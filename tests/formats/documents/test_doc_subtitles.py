"""Subtitles: what is refused, and with which line."""

import pytest

from align.errors import FormatError
from tests.formats.documents.papers import read


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("srt", "plain words\n", 1),
        ("srt", "\n\n1\nplain words\n\n00:00:01,000 --> 00:00:02,000\nx\n", 4),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:0x --> 00:00:02,000\ny\n", 6),
        ("srt", "1\n-->\n", 2),
        ("vtt", "00:01.000 --> 00:02.000\nx\n", 1),
        ("vtt", "WEBVTTX\n\n00:01.000 --> 00:02.000\nx\n", 1),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\nsoon --> later\ny\n", 6),
    ],
)
def test_what_is_none_is_refused_with_the_line(name, text, line):
    with pytest.raises(FormatError) as caught:
        read(text.encode(), name)
    assert caught.value.line == line


@pytest.mark.parametrize("name", ["srt", "vtt"])
def test_only_numbers_are_no_text(name):
    head = "WEBVTT\n\n" if name == "vtt" else "1\n"
    assert read(f"{head}00:01.000 --> 00:02.000\n\n2\n".encode(), name).text in {"", "2"}


def test_cues_are_joined_up_to_a_limit():
    cues = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nword{' end.' if n > 50 else ''}\n\n" for n in range(60)
    )
    parts = read(cues.encode(), "srt").passages
    assert 3 < len(parts) < 15
