"""``align attach`` on the article and on two interviews of our own writing that hold some of its passages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import align
from align.model import SHARED, WAS_BACK_TRANSLATED
from tests.conftest import ROOT
from tests.roundtrip.conftest import edit
from tests.roundtrip.test_merge_command import cells

INTERVIEWS = ("one.txt", "two.txt")
FOUND = {
    "u0001": "人类智能的本质可能就是语言，人的思维可能就是一个语言的过程。",
    "u0006": "所以对我们来说，这是怎么做的问题，而不是为什么做的问题。",
    "u0008": "从商业角度来看，基础研究的投资回报率非常低。",
    "u0012": "从这个角度看，国内合适的候选人就不少。",
    "u0016": "因为整个社会层面的硬核创新太少了，使得他们没有机会被识别出来。",
    "u0027": "所以有些探索是逃不掉的。",
}
ABSENT = {f"u{number:04d}" for number in (*range(20, 24), *range(28, 33))}


@pytest.fixture
def interviews(folder: Path) -> Path:
    """The two interviews beside the sheet."""
    for number, name in enumerate(INTERVIEWS, start=1):
        shutil.copy(ROOT / "seeds" / f"demo-interview-{number}.zh.txt", folder / name)
    return folder


def units(path: str = "work.xlsx") -> dict[str, align.Unit]:
    return {unit.id: unit for unit in align.read(path).units}


def test_passages_are_found_in_any_order_and_nothing_else_is_filled(run, interviews):
    before = Path("work.xlsx").read_bytes()
    dry = run("attach", "work.xlsx", *INTERVIEWS, "--dry-run")
    assert (dry.code, dry.err, Path("work.xlsx").read_bytes()) == (0, "", before)
    done = run("attach", "work.xlsx", *INTERVIEWS)
    assert done.code == 0
    assert done.out.splitlines()[:-1] == dry.out.splitlines()[:-1]
    assert "rows      32 rows: 23 filled, 9 not found" in done.out
    found = units()
    assert {name for name, unit in found.items() if not unit.source} == ABSENT
    assert {name: found[name].source for name in FOUND} == FOUND
    assert all(0.5 <= unit.score <= 1 for unit in found.values() if unit.source)
    assert {unit.source_state for name, unit in found.items() if name not in ABSENT} == {"original"}
    assert Path("work.xlsx~1").read_bytes() == before


def test_the_order_of_the_files_makes_no_difference(run, interviews):
    run("attach", "work.xlsx", *INTERVIEWS, "-o", "a.xlsx")
    run("attach", "work.xlsx", *reversed(INTERVIEWS), "-o", "b.xlsx")
    assert {name: unit.source for name, unit in units("a.xlsx").items()} == {
        name: unit.source for name, unit in units("b.xlsx").items()
    }


def test_two_units_of_one_source_both_get_it_and_say_so(run, interviews):
    run("attach", "work.xlsx", *INTERVIEWS)
    one, other = (units()[name] for name in ("u0010", "u0011"))
    assert one.source == other.source == "但如果看长远，经验就没那么重要，基础能力、创造力和热爱更重要。"
    assert one.comment == other.comment == f"{SHARED}u0010 u0011"
    assert "u0010 target: warning" not in run("check", "work.xlsx").out


def test_what_belongs_to_no_unit_is_listed(run, interviews):
    run("attach", "work.xlsx", *INTERVIEWS)
    rows = cells("work.xlsx", "Source leftovers")[1:]
    left = "".join(str(row[2]) for row in rows)
    for number, name in enumerate(INTERVIEWS, start=1):
        text = (ROOT / "seeds" / f"demo-interview-{number}.zh.txt").read_text("utf-8")
        sources = "".join(unit.source for unit in units().values())
        kept = "".join(text.split())
        assert all(char in left + sources for char in kept if char.isalnum())
        assert any(row[0] == name for row in rows)
    assert "食堂怎么样？" in left
    assert FOUND["u0001"] not in left


def test_attaching_again_writes_nothing(run, interviews):
    run("attach", "work.xlsx", *INTERVIEWS)
    before = Path("work.xlsx").read_bytes()
    again = run("attach", "work.xlsx", *INTERVIEWS)
    assert "nothing to change" in again.out
    assert Path("work.xlsx").read_bytes() == before


def test_a_better_text_updates_what_attach_put_there_and_nothing_else(run, interviews):
    run("attach", "work.xlsx", *INTERVIEWS)
    edit(Path("work.xlsx"), u0008={"source": "这是人写的。"}, u0002={"status": "final"})
    for name in INTERVIEWS:
        text = Path(name).read_text("utf-8")
        Path(name).write_text(
            text.replace("可能", "也许").replace("商业角度", "生意的角度").replace("编织", "织"), "utf-8"
        )
    done = run("attach", "work.xlsx", *INTERVIEWS)
    assert "u0001: updated" in done.out
    assert "u0008: locked (its source was given by a person)" in done.out
    assert "u0002: locked (final)" in done.out
    found = units()
    assert found["u0001"].source == FOUND["u0001"].replace("可能", "也许")
    assert found["u0008"].source == "这是人写的。"
    assert found["u0002"].source == "你以为你在思考，其实你可能是在脑子里编织语言。"


def test_a_back_translation_goes_into_the_comment(run, interviews):
    edit(Path("work.xlsx"), u0001={"source": "人的智能就是语言。", "source_state": "back-translated", "comment": "see"})
    edit(Path("work.xlsx"), u0030={"source": "回译。", "source_state": "back-translated"})
    done = run("attach", "work.xlsx", *INTERVIEWS)
    assert "u0030: not found (its back-translation stays)" in done.out
    found = units()
    assert (found["u0001"].source, found["u0001"].source_state) == (FOUND["u0001"], "original")
    assert found["u0001"].comment == f"see\n{WAS_BACK_TRANSLATED}人的智能就是语言。"
    assert (found["u0030"].source, found["u0030"].source_state) == ("回译。", "back-translated")


def test_the_source_of_a_row_that_a_person_filled_is_given_to_no_other(run, interviews):
    edit(Path("work.xlsx"), u0020={"source": FOUND["u0012"], "source_state": "original"})
    done = run("attach", "work.xlsx", *INTERVIEWS)
    assert "u0020: locked" in done.out
    assert FOUND["u0012"] not in {unit.source for name, unit in units().items() if name != "u0020"}
    assert FOUND["u0012"] not in str(cells("work.xlsx", "Source leftovers"))


def test_a_text_of_something_else_fills_nothing(run, interviews):
    Path("other.txt").write_text("\n".join(f"第{k}天，河水又涨了两米，村里没有人睡觉。" for k in range(40)), "utf-8")
    done = run("attach", "work.xlsx", "other.txt")
    assert "32 not found" in done.out
    assert not any(unit.source for unit in units().values())


def test_json_and_the_record(run, interviews):
    told = json.loads(run("attach", "work.xlsx", *INTERVIEWS, "--json").out)
    assert (told["version"], told["counts"]["filled"], told["written"]) == (1, 23, "work.xlsx")
    row = next(row for row in told["rows"] if row["unit"] == "u0001")
    assert (row["kind"], row["origin"], row["source"]) == ("filled", "one.txt", FOUND["u0001"])
    assert "attach  sources=one.txt,two.txt  23 filled, 9 not found" in run("history", "work.xlsx").out


def test_one_sentence_a_line(run, interviews):
    text = "".join(Path(name).read_text("utf-8") for name in INTERVIEWS)
    lines = [line.strip().removeprefix("答：") for line in text.replace("。", "。\n").split("\n") if line.strip()]
    Path("lines.txt").write_text("\n".join(lines) + "\n", "utf-8")
    run("attach", "work.xlsx", "lines.txt", "--presegmented")
    found = units()
    assert {name: found[name].source for name in FOUND} == FOUND
    assert {name for name, unit in found.items() if not unit.source} == ABSENT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("work.xlsx", "work.xlsx"), "is one of the source texts"),
        (("work.xlsx", "nowhere.txt"), "there is no such file"),
        (("one.txt", "two.txt"), "is no sheet"),
        (("work.xlsx", "empty.txt"), "is empty"),
        (("work.xlsx", "one.txt", "-o", "one.txt"), "is one of the source texts"),
        (("work.xlsx", "one.txt", "-o", "bo.xlsx"), "exists"),
        (("work.xlsx", "one.txt", "--min-score", "2"), "min-score"),
        (("work.xlsx", "bo.xlsx"), "where a text is wanted"),
    ],
)
def test_what_is_refused(run, interviews, arguments, said):
    Path("empty.txt").write_text("", "utf-8")
    before = {path.name: path.read_bytes() for path in interviews.iterdir() if path.is_file()}
    done = run("attach", *arguments)
    assert done.code == 2
    assert said in done.err
    assert {path.name: path.read_bytes() for path in interviews.iterdir() if path.is_file()} == before


def test_text_stays_text(run, interviews):
    hostile = "=1+1 人类智能的本质可能就是<b>语言</b>，人的思维可能就是一个语言的过程。"
    Path("one.txt").write_text(Path("one.txt").read_text("utf-8").replace(FOUND["u0001"], hostile), "utf-8")
    run("attach", "work.xlsx", *INTERVIEWS)
    assert units()["u0001"].source == hostile
