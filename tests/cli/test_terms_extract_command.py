"""``align terms extract``, and its sheet taken in."""

from __future__ import annotations

import json

import openpyxl
import pytest

from align import Bitext, Unit, write

ROWS = "concept,lang,term,status,type,case,note,source\nAGI,en,artificial general intelligence,preferred,full,any,,\n"
TEXT = "An artificial general intelligence (AGI).\nA human-like artificial intelligence (AGI) met Ada Byron.\n"


@pytest.fixture
def terms(tmp_path):
    (tmp_path / "glossary").mkdir()
    path = tmp_path / "glossary" / "g.csv"
    path.write_text(ROWS, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_candidates_are_listed_with_places_and_what_is_known(run, terms):
    done = run("terms", "extract", "a.txt", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert [line.split("  ")[0] for line in done.out.splitlines()] == ["acronym"] * 3 + ["name"]
    assert done.out.splitlines()[0].endswith("a.txt:1  known: AGI, preferred")
    assert done.out.splitlines()[2].endswith("a.txt:2  its letters do not spell AGI")
    done = run("terms", "extract", "a.txt", "--new", "--kind", "acronym,name", "--min-count", "2")
    assert [line.split()[4] for line in done.out.splitlines()] == ["AGI", "human-like"]  # what belongs to it as well


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_a_reviewed_sheet_is_taken_in(run, terms, tmp_path, name):
    done = run("terms", "extract", "a.txt", "-o", name)
    assert (done.out, done.err) == ("", "align: 4 candidates, 1 of them known already\n")
    path = tmp_path / name
    if name == "r.csv":
        text = path.read_text("utf-8-sig").replace("\n,AGI,en,AGI,", "\nkeep,AGI,en,AGI,")
        text = text.replace("\n,Ada-Byron,en,Ada Byron,", "\nedit,Byron,en,Ada Lovelace,")
        path.write_text(text, encoding="utf-8")
    else:
        book = openpyxl.load_workbook(path)
        tab = book["review"]
        tab["A3"], tab["A5"], tab["B5"], tab["D5"] = "keep", "edit", "Byron", "Ada Lovelace"
        book.save(path)
    done = run("terms", "import", name)
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith("+")][1:] == [
        "+AGI,en,AGI,admitted,acronym,exact,,a.txt:1",
        "+Byron,en,Ada Lovelace,preferred,name,exact,,a.txt:2",
    ]
    assert f"align: note: {name}: rows that are not taken: 1 without a decision, 1 known already\n" in done.err
    assert run("terms", "lint").code == 0
    found = json.loads(run("terms", "extract", "a.txt", "--json").out)["candidates"]
    assert {one["text"]: one["known"] for one in found}["AGI"] == "AGI, admitted"


@pytest.mark.parametrize("name", ["b.jsonl", "b.xlsx", "b.xlf", "b.tmx"])
def test_pairs_come_from_bitexts(run, terms, tmp_path, name):
    sentences = [("强化学习好", "Reinforcement learning pays."), ("强化学习难", "Reinforcement learning is hard.")]
    sentences += [("猫在睡觉", "A cat sleeps.")] * 12
    if name == "b.tmx":
        units = "".join(
            f'<tu><tuv xml:lang="zh"><seg>{a}</seg></tuv><tuv xml:lang="en"><seg>{b}</seg></tuv></tu>\n'
            for a, b in sentences
        )
        text = f'<tmx version="1.4"><header srclang="zh"/><body>\n{units}</body></tmx>'
        (tmp_path / name).write_text(text, encoding="utf-8")
        place = "b.tmx:2"
    else:
        units = tuple(Unit(f"u{n}", b, a, "original") for n, (a, b) in enumerate(sentences))
        write(Bitext(units, "zh", "en"), tmp_path / name)
        place = f"{name}:u0"
    found = json.loads(run("terms", "extract", name, "--kind", "pair", "--json").out)["candidates"]
    two = [one for one in found if one["text"] in {"强化学习", "reinforcement learning"}]
    assert [(one["lang"], one["concept"], one["places"][0]) for one in two] == [
        ("zh", "reinforcement-learning", place),
        ("en", "reinforcement-learning", place),
    ]
    assert two[0]["example"] == "强化学习好 ‖ Reinforcement learning pays."


def test_without_a_termbase_nothing_is_known(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = json.loads(run("terms", "extract", "a.txt", "--json").out)["candidates"]
    assert {one["known"] for one in found} == {""}


def test_a_text_without_terms_offers_none(run, terms, tmp_path):
    (tmp_path / "b.txt").write_text("He is here.\n", encoding="utf-8")
    done = run("terms", "extract", "b.txt")
    assert (done.code, done.out, done.err) == (0, "", "align: 0 candidates, 0 of them known already\n")


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("a.txt", "-o", "out.doc"), "out.doc: a review sheet is called .csv or .xlsx"),
        (("a.txt", "-o", "there.csv"), "there.csv: exists"),
        (("nosuch.txt",), "nosuch.txt: there is no such file"),
        (("a.txt", "--kind", "noun"), "unknown kind 'noun'; known are acronym, term, name, pair"),
        (("a.txt", "--lang", "x!"), "no language tag"),
        (("bad.tmx",), "bad.tmx:1: not XML: "),
    ],
)
def test_what_cannot_be_done_is_refused(refused, terms, tmp_path, args, reason):
    for name in ("there.csv", "bad.tmx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert reason in refused("terms", "extract", *args)
