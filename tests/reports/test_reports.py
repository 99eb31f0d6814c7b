"""Reports: issues as people and programs read them."""

import json

import pytest

from align.model import Bitext, Issue, Unit
from align.reports import issues_to_json, issues_to_text
from align.reports.text import excerpt


def report(text, start, end, severity="warning", line=0):
    bitext = Bitext((Unit("u1", text),), "zh", "en")
    issue = Issue("some_rule", severity, "something is wrong", "u1", "target", start, end, line, line and start + 1)
    return [("x.txt", bitext, [issue])]


def test_a_text_gives_line_and_column_and_a_sheet_unit_and_side():
    assert issues_to_text(report("A text.", 2, 6, line=4)).startswith(
        "x.txt:4:3: warning: something is wrong [some_rule]"
    )
    assert issues_to_text(report("A text.", 2, 6)).startswith("x.txt:u1 target: warning: ")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "no issues found"),
        ({"error": 1}, "1 error"),
        ({"error": 2, "warning": 1, "info": 2}, "2 errors, 1 warning, 2 info"),
    ],
)
def test_the_last_line_counts_by_severity_the_gravest_first(counts, said):
    files = [file for severity, count in counts.items() for file in report("A text.", 0, 1, severity) * count]
    assert issues_to_text(files).splitlines()[-1] == said


@pytest.mark.parametrize(
    ("text", "start", "end", "under"),
    [
        ("A text.", 2, 6, "  ^^^^"),
        ("强化学习很难。", 2, 4, "    ^^^^"),
        ("a\tb\nc", 2, 3, "  ^"),
        ("e\u0301a", 2, 3, " ^"),
        ("A text.", 7, 7, "       ^"),
        ("", 0, 0, "^"),
    ],
)
def test_the_span_is_underlined_by_its_width(text, start, end, under):
    shown, marks = excerpt(text, start, end)
    assert marks == f"    {under}"
    assert shown.startswith("    ")


def test_a_long_text_is_shown_around_the_span_only():
    shown, marks = excerpt("a " * 500 + "HERE" + " b" * 500, 1000, 1004)
    assert len(shown) < 120
    assert shown.count("…") == 2
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_a_long_span_is_cut_and_keeps_the_report_short():
    shown, marks = excerpt("x" * 5000, 0, 5000)
    assert len(shown) < 130
    assert len(marks) < 130


@pytest.mark.parametrize("char", ["\x1b", "\r", "\x07", "\u202e", "\u2028", "\x9b", "\ud800"])
def test_nothing_in_a_text_can_move_the_cursor(char):
    shown, _ = excerpt(f"a{char}b", 0, 3)
    assert char not in shown
    assert len(shown.splitlines()) == 1


def test_json_holds_every_field_and_the_words():
    found = json.loads(issues_to_json(report("强化学习", 1, 3)))
    assert found["issues"] == [
        {
            "path": "x.txt",
            "rule": "some_rule",
            "severity": "warning",
            "message": "something is wrong",
            "unit": "u1",
            "side": "target",
            "start": 1,
            "end": 3,
            "line": 0,
            "column": 0,
            "fix": None,
            "related": [],
            "suppressed": "",
            "text": "化学",
            "fingerprint": found["issues"][0]["fingerprint"],
        }
    ]
    assert found["summary"] == {"files": 1, "error": 0, "warning": 1, "info": 0, "suppressed": 0}


def test_json_is_ascii_so_that_any_pipe_carries_it():
    assert issues_to_json(report("强化\ud800学习", 0, 5)).isascii()


def test_json_of_no_file_is_whole_too():
    assert json.loads(issues_to_json([])) == {
        "version": 2,
        "issues": [],
        "summary": {"files": 0, "error": 0, "warning": 0, "info": 0, "suppressed": 0},
    }
