"""Subtitles, SubRip (SRT) and WebVTT: what is said, joined to sentences where it goes on from cue to cue.

Own code and no library: the well-kept ones (webvtt-py, pysubs2) do not tell the lines that cues stand on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from align.errors import FormatError
from align.formats.documents.flow import Flow, Passages
from align.model import Content, Extracting
from align.text.decoding import decode
from align.text.lines import split_lines

__all__ = ["read_srt", "read_vtt"]

_STAMP: Final = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING: Final = re.compile(rf"\s*({_STAMP})\s*-->\s*({_STAMP})(?:\s.*)?")
_INDEX: Final = re.compile(r"\s*\d+\s*")
_SRT_TAG: Final = re.compile(
    r"</?(?:b|i|u|s|font|em|strong|span|c|v|ruby|rt)(?:[\s.=][^<>\n]*)?/?>|\{\\[^{}\n]*\}", re.IGNORECASE
)
_VTT_TAG: Final = re.compile(r"<rt(?:[.\s][^<>]*)?>[^<]*(?:</rt>)?|<[^<>\n]*>")
_VOICE: Final = re.compile(r"<v(?:\.[^<>\s]*)?\s+([^<>\n]*)>|(</v>)")
_CLOCK: Final = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_REFERENCE: Final = re.compile(r"&(?:amp|lt|gt|nbsp|quot|lrm|rlm|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LINE_BREAK: Final = re.compile(r"\\[Nn]|<br\s*/?>", re.IGNORECASE)
_DASH: Final = re.compile(r"[-–—‐]\s?\S")
_FINAL: Final = re.compile(r"(?:[.!?…。！？｡।؟:：]|--|—)[\"'”’»」』)\]）】]*$")
_TRAILS_OFF: Final = re.compile(r"(?:\.\.+|…+)[\"'”’»」』]*$")
_GOES_ON: Final = re.compile(r"(?:\.\.+|…+)?\s*[^\W\d_]")
_FULL_STOP: Final = re.compile(r"[^.][.。｡।][\"'”’»」』)\]）】]*$")
_SOUND_BEGINS: Final = frozenset("[(（【♪♫#*")
_SOUND_ENDS: Final = frozenset("])）】♪♫#*")
_TAIL: Final = 60
_LEAST_SHARE: Final = 0.1
_LONGEST_GAP: Final = 5.0
_MOST_CUES: Final = 25


@dataclass(slots=True)
class _Said:
    """What one speaker says in a cue: its lines with their numbers in the file, and when, in seconds."""

    speaker: str
    begin: float
    end: float
    lines: list[tuple[str, int]] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.lines[0][0].lstrip()

    @property
    def tail(self) -> str:
        return self.lines[-1][0].rstrip()[-_TAIL:]

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound or a song, ``[door closes]``, and nothing that is said."""
        return self.first[:1] in _SOUND_BEGINS and self.tail[-1:] in _SOUND_ENDS


def read_srt(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a SubRip file.

    Raises:
        FormatError: There is text outside of a cue, or a timing cannot be read; the error names the line.
        EncodingError: As for :func:`align.text.decoding.decode`.
    """
    del extracting
    lines = list(enumerate(split_lines(decode(data, encoding)), start=1))
    said: list[_Said] = []
    begin = _next_timing(lines, 0)
    outside = next((n for n, line in lines[:begin] if line.strip() and not _INDEX.fullmatch(line)), None)
    if outside is not None:
        raise FormatError("is no SubRip: there is text before the first timing (00:00:01,000 --> ...)", line=outside)
    if begin == len(lines) and lines and any(line.strip() for _, line in lines):
        raise FormatError("is no SubRip: there is no timing in it (00:00:01,000 --> ...)", line=1)
    while begin < len(lines):
        following = _next_timing(lines, begin + 1)
        end = following
        if following < len(lines) and end - 1 > begin and _INDEX.fullmatch(lines[end - 1][1]):
            end -= 1
        cue = [(_SRT_TAG.sub("", line), number) for number, line in lines[begin + 1 : end]]
        said += _turns([(*_times(lines[begin][1]), "", cue)])
        begin = following
    return _content(said)


def read_vtt(data: bytes, encoding: str | None = None, extracting: Extracting | None = None) -> Content:
    """The text of a WebVTT file; comments, styles and regions are no text.

    Raises:
        FormatError: It does not begin with ``WEBVTT``, or a timing cannot be read; the error names the line.
        EncodingError: As for :func:`align.text.decoding.decode`.
    """
    del extracting
    text = decode(data, encoding)
    lines = list(enumerate(split_lines(text), start=1))
    if not text.strip():
        return Content("", ())
    if not re.match(r"WEBVTT(?:\s|$)", text):
        raise FormatError("is no WebVTT: its first line must begin with WEBVTT", line=1)
    rolling = _CLOCK.search(text) is not None
    said: list[_Said] = []
    before: list[str] = []
    begin = _next_timing(lines, 1)
    while begin < len(lines):
        end = begin + 1
        while end < len(lines) and lines[end][1].strip() and "-->" not in lines[end][1]:
            end += 1
        cue = lines[begin + 1 : end]
        if rolling:  # captions that roll up: a line is shown again above the next one
            plain = [_VTT_TAG.sub("", line).strip() for _, line in cue]
            cue = [pair for pair, shown in zip(cue, plain, strict=True) if shown not in before[-2:]]
            before = [shown for shown in plain if shown]
        said += _turns(_voices(cue, *_times(lines[begin][1])))
        begin = _next_timing(lines, end)
    return _content(said)


def _next_timing(lines: Sequence[tuple[int, str]], begin: int) -> int:
    """The index of the next line that holds a timing, or behind the last line."""
    for index in range(begin, len(lines)):
        number, line = lines[index]
        if "-->" in line:
            if not _TIMING.fullmatch(line):
                raise FormatError("is no timing that can be read, such as 00:00:01,000 --> 00:00:02,500", line=number)
            return index
    return len(lines)


def _times(line: str) -> tuple[float, float]:
    match = _TIMING.fullmatch(line)
    if match is None:
        return 0.0, 0.0
    seconds = []
    for stamp in match.groups():
        total = 0.0
        for part in stamp.replace(",", ".").split(":"):
            total = total * 60 + float(part)
        seconds.append(total)
    return seconds[0], seconds[1]


_Voiced = tuple[float, float, str, list[tuple[str, int]]]


def _voices(cue: Sequence[tuple[int, str]], begin: float, end: float) -> list[_Voiced]:
    """The lines of a cue by who says them, without tags."""
    parts: list[_Voiced] = [(begin, end, "", [])]
    for number, line in cue:
        place = 0
        for match in _VOICE.finditer(line):
            parts[-1][3].append((line[place : match.start()], number))
            place = match.end()
            parts.append((begin, end, " ".join(unescape(match[1] or "").split()), []))
        parts[-1][3].append((line[place:], number))
    return [(b, e, speaker, [(_VTT_TAG.sub("", text), n) for text, n in lines]) for b, e, speaker, lines in parts]


def _turns(parts: Sequence[_Voiced]) -> Iterator[_Said]:
    """What is said in a cue; a line that begins with a dash is a turn of its own."""
    for begin, end, speaker, lines in parts:
        said = _Said(speaker, begin, end)
        for raw, number in lines:
            for line in _LINE_BREAK.split(_REFERENCE.sub(lambda match: unescape(match[0]), raw.replace("\\h", " "))):
                if not line.strip():
                    continue
                if said.lines and _DASH.match(line.strip()):
                    yield said
                    said = _Said(speaker, begin, end)
                said.lines.append((line, number))
        if said.lines:
            yield said


def _content(said: Sequence[_Said]) -> Content:
    """Passages: what goes on in the next cue is one, so that a sentence over several cues is whole.

    Only where the writer ends sentences with full stops can it be told what goes on; elsewhere each cue is a passage.
    """
    stops = sum(_FULL_STOP.search(part.tail) is not None for part in said)
    stopped = stops >= _LEAST_SHARE * len(said)
    found = Passages()
    flow = Flow()
    cues = 0
    for number, part in enumerate(said):
        for text, line in part.lines:
            flow.add(text + "\n", line)
        cues += 1
        following = said[number + 1] if number + 1 < len(said) else None
        if following is None or not stopped or cues >= _MOST_CUES or not _goes_on(part, following):
            text, lines = flow.take()
            found.add(text, "body", part.speaker, lines)
            cues = 0
    return found.content()


def _goes_on(part: _Said, following: _Said) -> bool:
    if part.speaker != following.speaker or not -1 <= following.begin - part.end <= _LONGEST_GAP:
        return False
    if _DASH.match(following.first) or part.is_sound or following.is_sound:
        return False
    if _TRAILS_OFF.search(part.tail):
        match = _GOES_ON.match(following.first)
        return match is not None and match[0][-1].islower()
    return _FINAL.search(part.tail) is None
