"""Every format of a report: valid by its schema, whole for any text, and telling the same issues."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from lxml import etree

from align.model import Bitext, Issue, Place, Rule, Unit
from align.reports import REPORTS, fingerprints
from tests.conftest import GLOSSARY

jsonschema = pytest.importorskip("jsonschema")

HOSTILE = "<b>&\"'%0A::error::\x1b[31m\ud800\u202e]]>\n=1+1 ${x} 文"


def issue(text, *, line=3, severity="warning", suppressed="", fix=None):
    return Issue(
        "some_rule", severity, f"it is wrong: {text}", "u1", "target", 0, len(text), line, line and 1,
        fix=fix, related=(Place("u1", "source", 0, 1),), suppressed=suppressed,
    )  # fmt: skip


def report(form, text="A text.", path="a folder/x,:y.txt", rules=None, **more):
    bitext = Bitext((Unit("u1", text, source="文"),), "zh", "en")
    return REPORTS[form]([(path, bitext, [issue(text, **more)]), ("clean.txt", bitext, [])], rules)


CASES = [
    {},
    {"line": 0},
    {"severity": "error", "fix": "x"},
    {"severity": "info", "suppressed": "comment"},
    {"suppressed": "baseline"},
    {"text": HOSTILE, "path": HOSTILE, "fix": HOSTILE},
]


@pytest.fixture(scope="module")
def sarif_schema(shared):
    return json.loads((shared / "eval" / "schemas" / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("more", CASES)
def test_sarif_is_valid_by_its_schema(sarif_schema, more):
    rules = {"some_rule": Rule("some_rule", "What.", "Why.", "error"), "other": Rule("other")}
    found = json.loads(report("sarif", rules=rules, **more))
    jsonschema.validate(found, sarif_schema)
    (result,) = found["runs"][0]["results"]
    assert found["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "some_rule"


def test_sarif_says_suppressions_fixes_and_fingerprints():
    (result,) = json.loads(report("sarif", suppressed="baseline", fix="x"))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external"}]
    assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["alignIssue/v1"])
    change = result["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"]["uri"] == "a%20folder/x%2C%3Ay.txt"
    assert change["replacements"][0]["insertedContent"] == {"text": "x"}


@pytest.mark.parametrize("more", CASES)
def test_json_is_valid_by_its_schema(more):
    schema = json.loads((files("align.reports") / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(report("json", **more)), schema)


@pytest.mark.parametrize("more", CASES)
def test_junit_is_well_formed_and_counts_right(more):
    root = etree.fromstring(report("junit", **more).encode("utf-8"))
    first, second = root.findall("testsuite")
    assert int(first.get("tests")) == len(first.findall("testcase")) == 1
    assert int(first.get("failures")) == len(first.findall(".//failure"))
    assert int(first.get("skipped")) == len(first.findall(".//skipped"))
    assert [case.get("name") for case in second] == ["no issues"]


@pytest.mark.parametrize("more", CASES)
def test_github_commands_are_one_line_each(more):
    lines = report("github", **more).split("\n")
    assert lines.pop() == ""
    assert len(lines) == (0 if more.get("suppressed") else 1)
    for line in lines:
        head, _, message = line.partition(" file=")
        assert head in {"::error", "::warning", "::notice"}
        assert message.count("::") >= 1
        assert "\r" not in line


@pytest.mark.parametrize("more", CASES)
def test_the_page_needs_nothing_else_and_holds_text_as_text(more):
    page = report("html", **more)
    root = etree.HTML(page)
    assert root.xpath("//*[@src or @href]") == []
    assert len(root.xpath("//tbody/tr")) == 1
    assert len(root.xpath("//script")) == 1
    assert "<b>" not in page
    assert page.encode("utf-8", "strict")


def test_fingerprints_survive_moves_and_tell_equal_issues_apart():
    one = Bitext((Unit("u1", "A  b."),), "zh", "en")
    other = Bitext((Unit("u7", "New."), Unit("u9", "A  b."), Unit("u10", "A  b.")), "zh", "en")
    first = fingerprints("x/y.txt", one, [Issue("r", "info", "m", "u1", "target", 1, 3, 4, 2)])
    moved = fingerprints(
        "z/y.txt", other, [Issue("r", "error", "n", unit, "target", 1, 3, 9, 2) for unit in ("u9", "u10")]
    )
    assert first[0] == moved[0]
    assert moved[0] != moved[1]


def test_a_baseline_marks_what_is_known_and_drops_nothing(run, article, tmp_path):
    known = tmp_path / "known.json"
    run("check", article, "--glossary", GLOSSARY, "--select", "grammar", "--json", "-o", known)
    done = run("check", article, "--glossary", GLOSSARY, "--select", "grammar,acronym_expansion", "--baseline", known)
    assert done.code == 1
    assert done.out.count("[grammar] (known)") == 2
    assert done.out.splitlines()[-1] == "2 warnings; 2 known or ignored"
    assert run("check", article, "--glossary", GLOSSARY, "--select", "grammar", "--baseline", known).code == 0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"issues": [1]}', '{"issues": [{}]}'])
def test_what_is_no_baseline_is_refused(run, article, tmp_path, content):
    path = tmp_path / "known.json"
    path.write_text(content)
    done = run("check", article, "--baseline", path)
    assert (done.code, done.out) == (2, "")
    assert "is no report with fingerprints" in done.err


@pytest.mark.parametrize("form", REPORTS)
def test_the_command_writes_each_format_into_a_file(run, article, tmp_path, form):
    path = tmp_path / "report"
    assert run("check", article, "--glossary", GLOSSARY, "--format", form, "-o", path).out == ""
    assert path.stat().st_size > 100
    again = run("check", article, "--format", form, "-o", path)
    assert (again.code, "exists" in again.err) == (2, True)


def test_two_formats_at_once_are_refused(run, article):
    assert run("check", article, "--json", "--format", "sarif").code == 2
