"""``align segment --rules`` and ``--export-rules``: SRX in and out."""

from __future__ import annotations

import pytest

SRX = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="no"/>
  <body>
    <languagerules>
      <languagerule languagerulename="semicolons">
        <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule>
    </languagerules>
    <maprules><languagemap languagepattern=".*" languagerulename="semicolons"/></maprules>
  </body>
</srx>
"""


@pytest.fixture
def text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("It rained; we stayed. They left; so be it.\n", encoding="utf-8")
    (tmp_path / "own.srx").write_text(SRX, encoding="utf-8")
    return path


def test_rules_of_ones_own_take_the_place_of_the_languages(run, text):
    done = run("segment", text, "--lang", "en", "--rules", "own.srx")
    assert done.out == "It rained;\nwe stayed. They left;\nso be it.\n"


def test_align_toml_may_name_them(run, text):
    (text.parent / "align.toml").write_text('[segmentation]\nrules = "own.srx"\n')
    assert run("segment", text, "--lang", "en").out.count("\n") == 3


def test_a_sheet_follows_them(run, text):
    done = run("sheet", text, "--source-lang", "zh", "--target-lang", "en", "--rules", "own.srx")
    assert "3 units" in done.out


@pytest.mark.parametrize("lang", ["en", "zh", "de", "und"])
def test_exported_rules_divide_alike(run, text, lang):
    assert run("segment", "--lang", lang, "--export-rules", "out.srx").code == 0
    own = run("segment", text, "--lang", lang)
    assert run("segment", text, "--lang", lang, "--rules", "out.srx").out == own.out


def test_an_export_overwrites_nothing_unless_told(run, text):
    done = run("segment", "--lang", "en", "--export-rules", "own.srx")
    assert (done.code, "--force" in done.err) == (2, True)
    assert (text.parent / "own.srx").read_text(encoding="utf-8") == SRX
    assert run("segment", "--lang", "en", "--export-rules", "own.srx", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--rules", "none.srx"], "no such file"),
        (["--rules", "a.txt"], "holds no segmentation rules"),
        (["--rules", "bad.srx"], "bad.srx:1"),
        (["--export-rules", "out.srx"], "--lang"),
        (["--export-rules", "out.txt", "--lang", "en"], "should end in .srx"),
        (["--export-rules", "out.srx", "--lang", "xx"], "no language tag"),
    ],
)
def test_faults_are_one_line(run, text, arguments, says):
    (text.parent / "bad.srx").write_text("<srx>", encoding="utf-8")
    done = run("segment", text, *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err
