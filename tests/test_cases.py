"""Labelled cases: read, run, scored; and the developer sample of ``shared/eval/qa``."""

from __future__ import annotations

import json

import pytest

from align.cases import load_cases, run_cases, score_cases
from align.checking import select_checks
from align.errors import FormatError

FAULT = {
    "id": "a1",
    "check": "spacing",
    "source_lang": "zh",
    "target_lang": "en",
    "source": "好。",
    "target": "Very  good.",
    "expect": "flag",
}
CLEAN = {**FAULT, "id": "a2", "target": "Very good.", "expect": "pass"}


@pytest.fixture
def file(tmp_path):
    def write(*rows: object):
        path = tmp_path / "cases.jsonl"
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
        return path

    return write


def test_faults_and_clean_cases_are_counted_by_family(file):
    missed = {**FAULT, "id": "a3", "target": "Good."}
    alarmed = {**CLEAN, "id": "a4", "check": "end_punct", "target": "It is  good"}
    scores = score_cases(run_cases(load_cases(file(FAULT, CLEAN, missed, alarmed))))
    assert scores["summary"] == {
        "cases": 4,
        "faults": 2,
        "found": 1,
        "recall": 0.5,
        "clean": 2,
        "clean_flagged": 1,
        "clean_flagged_rate": 0.5,
    }
    assert scores["families"]["spacing"] == {"faults": 2, "found": 1, "recall": 0.5, "clean": 1, "false_alarms": 0}
    assert scores["families"]["end_punct"]["false_alarms"] == 1
    assert [row["id"] for row in scores["missed"]] == ["a3"]
    assert [(row["id"], row["rules"]) for row in scores["flagged"]] == [("a4", ["end_punct", "spacing"])]


def test_only_the_segment_itself_counts_and_not_its_context(file):
    case = {**CLEAN, "context": [{"source": "坏。", "target": "Very  bad."}]}
    assert score_cases(run_cases(load_cases(file(case))))["summary"]["clean_flagged"] == 0


def test_an_empty_source_is_an_empty_slot(file):
    (case,) = load_cases(file({**FAULT, "source": None}))
    assert (case.bitext.units[-1].source, case.bitext.units[-1].source_state) == ("", "missing")


def test_the_glossary_becomes_a_termbase(file):
    entry = {"source": "幻方", "target": "High-Flyer", "admitted": ["HF"], "forbidden": ["Magic Square"], "dnt": False}
    (case,) = load_cases(file({**CLEAN, "glossary": [entry]}))
    assert [(term.text, term.status, term.case) for term in case.termbase.terms] == [
        ("幻方", "preferred", "any"),
        ("High-Flyer", "preferred", "any"),
        ("HF", "admitted", "exact"),
        ("Magic Square", "forbidden", "any"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "is a JSON object"),
        ({**FAULT, "target": None}, "no text 'target'"),
        ({**FAULT, "expect": "maybe"}, "flag or pass"),
        ({**FAULT, "context": "x"}, "context is no list"),
        ({**FAULT, "context": [{"target": 3}]}, "target a text"),
        ({**FAULT, "glossary": [{"source": 1, "target": "x"}]}, "is no text"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_its_number(file, row, said):
    path = file(CLEAN, row)
    with pytest.raises(FormatError, match=said) as error:
        load_cases(path)
    assert (error.value.path, error.value.line) == (str(path), 2)


def test_a_file_without_cases_is_an_error(file):
    with pytest.raises(FormatError, match="no case"):
        load_cases(file(""))


def test_the_command_prints_a_table_and_json(run, file):
    path = file(FAULT, CLEAN)
    done = run("check", "--cases", path)
    assert (done.code, done.err) == (0, "")
    assert "recall 1 of 1 (100.0 %); clean cases with a warning or an error 0 of 1 (0.0 %)" in done.out
    assert json.loads(run("check", "--cases", path, "--json").out)["summary"]["recall"] == 1.0


def test_cases_and_files_do_not_go_together(run, file):
    done = run("check", "--cases", file(FAULT), "x.txt")
    assert (done.code, done.out) == (2, "")
    assert run("check").code == 2


def test_the_developer_sample_is_judged_as_labelled(shared):
    """All families that there are checks of: no miss, and no alarm at a clean case."""
    outcomes = run_cases(load_cases(shared / "eval" / "qa" / "qa_dev.jsonl"))
    known = select_checks()
    assert len(outcomes) == 40
    wrong = [o.case.id for o in outcomes if o.case.check in known and o.named != o.case.fault]
    assert wrong == []
    assert [(o.case.id, o.grave) for o in outcomes if not o.case.fault and o.grave] == []
