"""How far checks look: what is found stretch by stretch, and in files of any size, is what is found in the whole."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import streaming
from align.checking import select_checks
from align.checks import CHECKS, Survey, run
from align.checks.scopes import of_document, of_unit, passes, surveys_of
from align.finding import Finder
from align.inspecting import check_stream
from align.model import Bitext, Conflict, Row, Sheet, Term, Termbase, Unit
from tests.conftest import GLOSSARY

TERMS = Termbase.from_terms(
    [
        Term("model", "zh", "模型"),
        Term("model", "en", "model"),
        Term("agent", "zh", "智能体"),
        Term("agent", "en", "AI agent"),
        Term("agent", "en", "intelligent agent", status="deprecated"),
        Term("agent", "en", "intelligent body", status="forbidden"),
        Term("keep", "zh", "DeepSeek", case="keep"),
        Term("keep", "en", "DeepSeek", case="keep"),
    ]
)
PAIRS = [
    ("模型很强。", "The model is strong."),
    ("模型很强。", "The model is powerful."),
    ("智能体来了。", "The intelligent body came."),
    ("智能体来了。", "The AI agent (AIA) came."),
    ("", "Reinforcement learning (RL) works—and it is dear."),
    ("", "Later reinforcement learning was slow - and dear."),
    ("", "We use RLHF on January 5, 2024."),
    ("", "On 6 January 2024 Deepseek said that it works."),
    ("DeepSeek说的。", "DeepSeek says that the colour is gray."),
    ("他说：“好。", '"One, he said. "Two," she said.'),
    ("他说：‘是。’”", "It's “three,” they said. (They went"),
    ("", "an agenda for innovation with talent."),
    ("", "home.) Wang Xiaoming met Xiaoming Wang; Tsinghua or Tsing Hua."),
    ("", "a long sentence of twelve words stands here and stands here twice"),
    ("", "A long sentence of twelve words stands here and stands here twice"),
    ("12", "They rely on fine-tuning. They rely on fine tuning."),
    ("", "The  Artificial Intelligence of Hangzho, the artificial intelligence."),
    ("", "He had 3,000. wenfeng and Wenfeng Liang."),
    ("空", ""),
    ("智能体。", "An intelligent agent."),
    ("营收上涨了。", "Revenue rose by five percent."),
    ("公司裁掉了很多老员工。", "Revenue rose by five percent."),
    ("", "Wang Xiaoming left."),
    ("", "Then Xiaoming Wang came."),
    ("", "Their Inovation was on the agenda."),
    ("他走了。", "he left."),
    ("", "It was «big."),
]
HEADINGS = ["Innovation and Talent", "The agenda of our innovation", "On Talent and Innovation"]
KINDS = ("body", "body", "body", "heading", "excerpt")


def document(seed: int, size: int) -> Bitext:
    """A text that gives every check of the document something to say, some of it in blocks of several units."""
    random = Random(seed)
    units, block = [], 0
    for number in range(size):
        source, target = random.choice(PAIRS)
        kind = random.choice(KINDS)
        if kind == "heading":
            source, target = "", random.choice(HEADINGS)
        block += random.random() < 0.6
        units.append(
            Unit(
                f"u{number}", target, source=source, kind=kind,
                block=block if random.random() < 0.7 else 0, line=number + 1,
            )
        )  # fmt: skip
    return Bitext(tuple(units), "zh", "en")


def stretched(bitext: Bitext, most: int) -> list[tuple[Unit, ...]]:
    """A bitext in stretches of so many units and those that share a block with the last."""
    stretches: list[list[Unit]] = []
    for unit in bitext.units:
        if stretches and (len(stretches[-1]) < most or (unit.block and unit.block == stretches[-1][-1].block)):
            stretches[-1].append(unit)
        else:
            stretches.append([unit])
    return [tuple(stretch) for stretch in stretches]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("most", [1, 3, 20])
def test_stretch_by_stretch_the_same_is_found_as_in_the_whole(seed, most):
    bitext = document(seed, 60)
    finder = Finder(TERMS, "zh", "en")
    surveys: dict[type[Survey], Survey] = {}

    def contexts():
        first = position = 0
        before = None
        for stretch in stretched(bitext, most):
            context = finder.context(
                replace(bitext, units=stretch), surveys=surveys, first=first, first_position=position, before=before
            )
            yield context
            first, position, before = first + len(stretch), position + len(context.pairs), stretch[-1]

    for kinds in passes(CHECKS.values()):
        taken = [kind() for kind in kinds]
        for context in contexts():
            for survey in taken:
                survey.see(context)
        for survey in taken:
            survey.end()
        surveys.update((type(survey), survey) for survey in taken)
    found = [issue for context in contexts() for issue in run(context)]
    assert found == run(finder.context(bitext))


def test_that_document_gives_most_checks_something_to_say():
    rules = {issue.rule for seed in range(12) for issue in run(Finder(TERMS, "zh", "en").context(document(seed, 60)))}
    of_the_document = {name for name, rule in CHECKS.items() if surveys_of(rule)}
    assert of_the_document - rules <= {"cjk_latin_spacing", "quote_style"}


def test_every_check_says_how_far_it_looks():
    assert [name for name, rule in CHECKS.items() if surveys_of(rule) is None] == []


def test_a_survey_comes_after_those_that_it_needs():
    class First(Survey): ...

    class Second(Survey):
        needs = (First,)

    class Third(Survey):
        needs = (Second, First)

    plain = of_unit(lambda context: iter(()))
    far = of_document(Third)(lambda context: iter(()))
    assert passes([plain, far]) == [[First], [Second], [Third]]
    assert passes([plain, lambda context: iter(())]) == []


@pytest.fixture
def small(monkeypatch):
    """Files of any size are taken for large, and stretches are short."""
    monkeypatch.setattr(streaming, "LARGE", 1)
    monkeypatch.setattr(streaming, "_UNITS", 7)


@pytest.mark.parametrize("form", ["jsonl", "tmx"])
@pytest.mark.parametrize("report", ["text", "json", "sarif", "junit", "github", "html"])
def test_a_file_is_reported_alike_whole_and_as_a_stream(run, tmp_path, monkeypatch, form, report):
    from align import formats

    bitext = document(5, 80)
    unit = bitext.units[3]
    if form == "jsonl":
        conflict = Conflict(unit.id, "target", unit.target, "otherwise", "back.xlsx")
        bitext = replace(bitext, conflicts=(conflict,), gone=(Unit("u900", "Gone."),))
    path = tmp_path / f"text.{form}"
    with path.open("wb") as stream:
        formats.load(formats.WRITERS, form)(Sheet(bitext, (Row(),) * len(bitext.units)), stream)
    arguments = ["check", path, "--glossary", GLOSSARY, "--format", report]
    whole = run(*arguments)
    monkeypatch.setattr(streaming, "LARGE", 1)
    monkeypatch.setattr(streaming, "_UNITS", 7)
    streamed = run(*arguments)
    assert streamed == whole
    assert whole.code == 1
    assert ("came back otherwise" in whole.out) == (form == "jsonl")
    known = tmp_path / "known.json"
    run("check", path, "--glossary", GLOSSARY, "--json", "-o", known)
    assert run(*arguments, "--baseline", known).code == 0


def test_only_large_files_are_streamed_and_only_by_checks_that_say_how_far_they_look(tmp_path, small, monkeypatch):
    path = tmp_path / "text.jsonl"
    path.write_text('{"align": 1, "source_lang": "zh", "target_lang": "en"}\n{"id": "u1", "target": "A."}\n')
    rules = select_checks()
    assert check_stream(path, Termbase(), rules) is not None
    assert check_stream(path, Termbase(), {**rules, "other": lambda context: iter(())}) is None
    monkeypatch.setattr(streaming, "LARGE", 1000)
    assert check_stream(path, Termbase(), rules) is None


HEAD = {"align": 1, "source_lang": "zh", "target_lang": "en"}


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, {"id": "u1", "target": "A."}, {"id": "u2", "target": "B."}, {"id": "u1", "target": "C."}],
        [HEAD, {"id": "u1", "target": "A."}, {"id": "u2"}],
        [HEAD, {"id": "u1", "target": "A."}, {"conflict": {"unit": "u1"}}],
        [{"align": 2}, {"id": "u1", "target": "A."}],
        [{"align": 1}, {"id": "u1", "target": "A."}],
        [HEAD, {"id": "u1", "target": "A.", "score": 7}],
    ],
)
def test_a_broken_file_is_told_alike_whole_and_as_a_stream(run, tmp_path, monkeypatch, lines):
    path = tmp_path / "text.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    whole = run("check", path)
    monkeypatch.setattr(streaming, "LARGE", 1)
    streamed = run("check", path)
    assert streamed == whole
    assert whole.code == 2
    assert not whole.out


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 5))
def test_no_stretch_divides_a_block(blocks, most):
    units = [Unit(f"u{number}", "A.", block=block) for number, block in enumerate(blocks)]
    before, streaming._UNITS = streaming._UNITS, most
    try:
        stretches = list(streaming._stretches(iter(units)))
    finally:
        streaming._UNITS = before
    assert [unit for stretch in stretches for unit in stretch] == units
    for one, other in pairwise(stretches):
        assert not one[-1].block or one[-1].block != other[0].block
        assert len(one) >= most
