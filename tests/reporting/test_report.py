"""The page for a client: its numbers, its links, its languages, and nothing from outside."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

import align
from align.errors import AlignError
from align.model import Bitext, Unit
from align.reporting import report, report_file
from tests.formats.hostile import HOSTILE
from tests.pictures.examples import TERMS, example, outside


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "report.html"


def page(bitext: Bitext, out: Path, **how: object) -> html.HtmlElement:
    report(bitext, out, termbase=TERMS, force=True, **how)
    return html.fromstring(out.read_text("utf-8"))


def figures(found: html.HtmlElement) -> dict[str, str]:
    return {div.findtext("dt"): " ".join(div.find("dd").text_content().split()) for div in found.xpath("//dl/div")}


def test_the_page_begins_with_what_matters(out):
    found = page(example(), out)
    issues = [issue for issue in align.check(example(), TERMS) if not issue.suppressed]
    grave = sum(issue.severity != "info" for issue in issues)
    assert figures(found) == {
        "units": "6 3 sections",
        "reviewed or final": "33 % 2 of 6",
        "originals found": "67 % 4 of 6",
        "required terms found": "2 of 4 1 missing, 1 forbidden",
        "errors and warnings": f"{grave} and {len(issues) - grave} for information",
    }


def test_issues_are_those_of_the_checks(out):
    found = page(example(), out)
    issues = [issue for issue in align.check(example(), TERMS) if not issue.suppressed]
    (by_rule,) = found.xpath("//table[caption='Issues by check']")
    counts = {
        row.findtext("th"): sum(int(cell.text) for cell in row.iterfind("td[@class='number']"))
        for row in by_rule.iterfind("tbody/tr")
    }
    assert counts == {name: sum(i.rule == name for i in issues) for name in {i.rule for i in issues}}
    (listed,) = found.xpath("//table[starts-with(caption, 'Errors')]")
    assert len(listed.findall("tbody/tr")) == sum(issue.severity != "info" for issue in issues)


def test_what_is_settled_is_not_told(out):
    units = tuple(replace(unit, comment="ignore: term_forbidden") for unit in example().units)
    assert "term_forbidden" in page(example(), out).text_content()
    found = page(replace(example(), units=units), out)
    assert "term_forbidden" not in [row.text for row in found.xpath("//table[contains(@class, 'issues')]//th")]


def test_links_lead_to_rows_and_ids_differ(out):
    found = page(example(), out)
    ids = found.xpath("//@id")
    links = [link[1:] for link in found.xpath("//a/@href")]
    assert len(ids) == len(set(ids))
    assert {"u3", "issues", "text", "picture-progress"} <= set(links) <= set(ids)


def test_the_texts_stand_side_by_side_with_their_languages(out):
    found = page(replace(example(), target_lang="ar"), out)
    (row,) = found.xpath("//tr[@id='u1']")
    source, target = row.xpath(".//div[@class='text']")
    assert (source.text, source.get("lang"), source.get("dir")) == ("蒸馏让模型更强。", "zh", None)
    assert (target.get("lang"), target.get("dir")) == ("ar", "rtl")


def test_pictures_are_in_it(out):
    pytest.importorskip("matplotlib")
    found = page(example(), out)
    assert [section.get("id") for section in found.xpath("//section[.//svg]")] == [
        "picture-progress",
        "picture-terms",
        "picture-alignment",
        "picture-lengths",
    ]


def test_without_matplotlib_there_are_tables_and_it_says_so(out, monkeypatch):
    monkeypatch.setitem(sys.modules, "align.pictures.drawing", None)
    (note,) = report(example(), out, termbase=TERMS)
    assert note.startswith("the page has tables in place of pictures; pictures need matplotlib; install it: ")
    found = html.fromstring(out.read_text("utf-8"))
    assert not found.xpath("//svg")
    assert len(found.xpath("//section[starts-with(@id, 'picture-')]//table")) == 4


def test_nothing_comes_from_outside(out):
    page(example(), out)
    assert outside(out.read_text("utf-8")) == []
    assert "default-src 'none'" in out.read_text("utf-8")


def test_hostile_texts_are_text(out):
    units = [
        Unit(f"u{number}", text, text, "original", section=text, speaker=text, comment=text)
        for number, text in enumerate(HOSTILE.values())
        if len(text) < 100
    ]
    units.append(Unit('<i onclick="x">', "<script>alert(1)</script>", "</table><script>alert(1)</script>", "original"))
    bitext = Bitext(tuple(units), "zh", "en", align.Provenance(input="<script>alert(1)</script>"))
    found = page(bitext, out, title="</title><script>alert(1)</script>")
    assert found.findtext(".//h1") == "</title><script>alert(1)</script>"
    assert not found.xpath("//script | //img | //link | //i | //*[@src] | //*[@onclick]")
    assert len(found.xpath("//table[@class='bitext']/tbody/tr[td]")) == len(units)


def test_the_same_bitext_gives_the_same_page(out):
    first = etree.tostring(page(example(), out))
    assert etree.tostring(page(example(), out)) == first


def test_the_project_says_which_checks_run(tmp_path, out):
    align.write(example(), tmp_path / "work.jsonl")
    (tmp_path / "align.toml").write_text('[checks]\nselect = ["source_missing"]\n')
    done, _ = report_file(tmp_path / "work.jsonl", out)
    assert set(done.by_rule) == {"source_missing"}


def test_the_command_says_what_the_page_says(run, tmp_path, out):
    align.write(example(), tmp_path / "work.jsonl")
    done = run("report", tmp_path / "work.jsonl", "-o", out, "--title", "First delivery")
    assert done.code == 0, done
    assert done.out.splitlines()[0] == "units                 6 (3 sections)"
    assert html.fromstring(out.read_text("utf-8")).findtext(".//title") == "First delivery"
    again = run("report", tmp_path / "work.jsonl", "-o", out)
    assert (again.code, again.out) == (2, "")
    assert re.fullmatch(r"align: .*report\.html: exists .*\n", again.err)


@pytest.mark.parametrize(("name", "message"), [("report.pdf", "its name should end in .html"), ("x/y.html", "y.html")])
def test_outputs_at_fault_are_refused(name, message, tmp_path):
    with pytest.raises(AlignError, match=message):
        report(example(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_bitext_without_units_is_refused(tmp_path):
    with pytest.raises(AlignError, match="there is nothing to report on"):
        report(Bitext((), "zh", "en"), tmp_path / "x.html")
