"""``align plot``: what it reads and writes, and what it refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

import align
from align import formats
from align.cli.plot import KINDS as OFFERED
from align.formats import WRITERS
from align.pictures import KINDS
from align.plotting import PLOT_FORMATS
from tests.pictures.examples import example

READ = sorted(formats.READERS.keys() & WRITERS.keys() - {"xliff2"})
SUFFIXES = {name: suffix for suffix, name in formats.SUFFIXES.items()}


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "work.jsonl"
    align.write(example(), path)
    return path


def test_the_kinds_that_are_offered_are_those_that_there_are():
    assert OFFERED == KINDS


@pytest.mark.parametrize("name", READ)
def test_any_bitext_is_drawn(name, run, tmp_path):
    path = tmp_path / f"work{SUFFIXES[name]}"
    align.write(example(), path)
    langs = ["--source-lang", "zh", "--target-lang", "en"] if name in {"csv", "tsv", "po"} else []
    done = run("plot", path, "-o", "out.svg", "--kind", "lengths", *langs)
    assert done.code == 0, done
    assert done.out.startswith("lengths   ")
    assert Path("out.svg").read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize(("name", "text"), [("x.beads", "[0, 1]:[0]\n[2]:[]\n"), ("x.ladder", "0\t0\t0\n2\t1\t0.9\n")])
def test_beads_are_drawn(name, text, run):
    Path(name).write_text(text)
    done = run("plot", name, "-o", "out.html")
    assert done.code == 0, done
    assert done.out.splitlines()[0].startswith("alignment ")


@pytest.mark.parametrize("form", PLOT_FORMATS)
def test_the_ending_tells_the_form(form, run, sheet):
    done = run("plot", sheet, "-o", f"out.{form.upper()}", "--kind", "progress")
    assert done.code == 0, done
    begins = {"png": b"\x89PNG", "svg": b"<svg ", "html": b"<!DOCTYPE html>"}
    assert Path(f"out.{form.upper()}").read_bytes().startswith(begins[form])


def test_the_glossary_of_the_project_is_used(run, sheet, tmp_path):
    (tmp_path / "glossary").mkdir()
    rows = "concept,lang,term,status,pos,type,case,definition,note,source\n"
    rows += "model,en,model,preferred,,full,any,,,\nmodel,zh,模型,preferred,,full,any,,,\n"
    (tmp_path / "glossary" / "g.csv").write_text(rows, encoding="utf-8")
    done = run("plot", sheet, "-o", "out.svg", "--kind", "terms")
    assert done.out.splitlines()[0] == (
        "terms     1 concept of the glossary, used 2 times. Required by the sources: 1; found 1, missing 0."
        " Forms that must not be used: 0."
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("-o", "out.pdf"), "out.pdf: its name should end in .png or .svg or .html"),
        (("-o", "out"), "out: its name should end in .png or .svg or .html"),
        (("-o", "out.svg", "--kind", "terms"), "there is no picture terms of it: no term of a glossary stands in it"),
        (("-o", "out.svg", "--kind", "pie"), "'pie' is not one of 'progress', 'alignment', 'lengths', 'terms'"),
        ((), "Missing option '-o'"),
        (("-o", "missing/out.svg"), "missing/out.svg: "),
    ],
)
def test_arguments_at_fault_are_refused(args, message, refused, sheet):
    assert message in refused("plot", sheet, *args)


def test_files_at_fault_are_refused(refused, run, sheet):
    assert "no-such.jsonl: there is no such file" in refused("plot", "no-such.jsonl", "-o", "out.svg")
    assert "is no bitext and no alignment" in refused("plot", "text.docx", "-o", "out.svg")
    Path("empty.beads").write_text("")
    assert "there is nothing in it to make a picture of" in refused("plot", "empty.beads", "-o", "out.svg")
    Path("old.svg").write_text("mine")
    assert "exists" in refused("plot", sheet, "-o", "old.svg")
    assert run("plot", sheet, "-o", "old.svg", "--kind", "progress", "--force").code == 0


def test_without_matplotlib_it_says_what_to_install(refused, sheet, monkeypatch):
    monkeypatch.setitem(sys.modules, "align.pictures.drawing", None)
    said = refused("plot", sheet, "-o", "out.svg")
    assert said == 'align: pictures need matplotlib; install it: pip install "translation-align[plot]"\n'


def test_what_a_png_cannot_show_is_told(run, sheet, monkeypatch):
    from align.pictures.drawing import fonts

    monkeypatch.setattr(fonts, "_candidates", lambda langs: iter(()))
    text = sheet.read_text("utf-8").replace('"One"', '"一"')
    sheet.write_text(text, encoding="utf-8")
    done = run("plot", sheet, "-o", "out.png", "--kind", "progress")
    assert done.code == 0
    assert done.err.startswith("align: note: no font of this machine has 一: ")
    assert run("plot", sheet, "-o", "out.svg", "--kind", "progress").err == ""
