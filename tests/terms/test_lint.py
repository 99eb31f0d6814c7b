"""The lint of termbases: for each rule what it finds, and what looks alike and is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ArgumentError
from align.formats.termbase_csv import read
from align.terms import layered
from align.terms.lint import RULES, LintContext, run, select_rules
from tests.strategies import nasty_text

HEADER = "concept,lang,term,status,type,case,note\n"


def lint(*layers: str, rules=RULES, found=()):
    """``rule:line`` of what is found in some layers of rows."""
    from dataclasses import replace

    read_layers = [
        [replace(term, path=f"{n}.csv") for term in read((HEADER + rows).encode())] for n, rows in enumerate(layers)
    ]
    context = LintContext(layered(read_layers), [t for layer in read_layers for t in layer], dict(found))
    return run(context, rules)


def places(*layers: str) -> list[str]:
    return [f"{finding.rule}:{finding.line}" for finding in lint(*layers)]


PAIRS = {
    "preferred_twice": [
        ("a,en,agent,,,,\nb,en,agent,,,,\n", 3),
        ("a,en,Agent,,,,\nb,en,agent,,,,\n", 3),
        ("a,zh,代理,,,,\nb,zh,代理,,,,\n", 3),
    ],
    "preferred_several": [("a,en,one,,,,\na,en,two,,,,\n", 3)],
    "preferred_missing": [
        ("a,en,one,,,,\na,zh,一,admitted,,,\n", 3),
        ("a,en,one,deprecated,,,\na,zh,一,,,,\n", 2),
    ],
    "deprecated_preferred": [
        ("a,en,one,,,,\nb,en,other,,,,\nb,en,one,deprecated,,,\n", 4),
        ("a,en,one,,,,\na,en,One,forbidden,,,\n", 3),
    ],
    "acronym_letters": [
        ("a,en,general artificial intelligence,,,,\na,en,AGI,admitted,acronym,exact,\n", 3),
        ("a,en,artificial general intelligence,,,,\na,en,AGX,admitted,acronym,exact,\n", 3),
        ("a,de,Künstliche Intelligenz,,,,\na,de,KX,admitted,acronym,exact,\na,en,x,,,,\n", 3),
    ],
    "near_duplicate": [
        ("a,en,fine-tuning,,,,\na,en,fine tuning,admitted,,,\n", 3),
        ("a,en,fine-tuning,,,,\na,en,finetuning,admitted,,,\n", 3),
        ("a,en,model,,,,\na,en,Model,admitted,,,\n", 3),
        ("a,en,model,,,,\nb,en,models,,,,\n", 3),
        ("a,en,policies,,,,\nb,en,policy,,,,\n", 3),
        ("a,en,LLM,,,exact,\na,en,LLMs,admitted,,exact,\n", 3),
        ("a,fr,réseau neuronal,,,,\na,fr,réseaux neuronaux,admitted,,,\n", 3),
        ("a,es,red neuronal,,,,\na,es,redes neuronales,admitted,,,\n", 3),
        ("a,de,neuronales Netz,,,,\na,de,neuronale Netze,admitted,,,\n", 3),
    ],
    "empty_character": [
        ("a,en,zero\u200bwidth,,,,\n", 2),
        ("a,en,non\u00a0breaking,,,,\n", 2),
        ("a,en,two  spaces,,,,\n", 2),
        ("a,en,soft\u00adhyphen,,,,\n", 2),
        ("a,zh,全角\u3000空格,,,,\n", 2),
        ("a,en,\ufefflate mark,,,,\n", 2),
    ],
    "look_alike": [
        ("a,en,АGI,,,,\n", 2),
        ("a,en,mоdel,,,,\n", 2),
        ("a,en,Αlpha,,,,\n", 2),
        ("a,ru,мoдель,,,,\n", 2),
        ("a,zh,ロ语,,,,\n", 2),
        ("a,zh,⼈工智能,,,,\n", 2),
        ("a,en,ＡＧＩ,,,,\n", 2),
        ("a,en,vitamin А,,,,\n", 2),
        ("a,en,ﬁne-tuning,,,,\n", 2),
    ],
    "mixed_chinese": [
        ("a,zh,强化學習,,,,\n", 2),
        ("a,zh,机器学习,,,,\na,zh,機器學習,admitted,,,\n", 3),
        ("a,zh-Hant,机器学习,,,,\n", 2),
        ("a,zh-CN,機器學習,,,,\n", 2),
    ],
    "reference_dangling": [("a,en,one,,,,see: b\n", 2), ("a,en,one,,,,use: A\n", 2)],
    "reference_circular": [
        ("a,en,one,,,,use: b\nb,en,two,,,,use: a\n", 3),
        ("a,en,one,,,,use: b\nb,en,two,,,,use: c\nc,en,three,,,,use: a\n", 4),
        ("a,en,one,,,,see: a\n", 2),
    ],
}
RIGHT = [
    "a,en,agent,,,,see: b\nb,en,agent,,,,\n",
    "a,en,Polish,,,exact,\nb,en,polish,,,exact,\n",
    "a,en,agent,,,,\nb,de,agent,,,,\n",
    "a,en,one,,,,\na,en,two,admitted,,,\n",
    "a,en-GB,colour,,,,\na,en-US,color,,,,\n",
    "a,en,one,,,,\na,en-US,two,admitted,,,\n",
    "a,en,one,,,,\na,en,One,deprecated,,exact,\n",
    "a,en,fine-tuning,,,,\na,en,finetuning,deprecated,,,\n",
    "a,en,fine-tuning,,,,\na,en,finetuning,admitted,variant,,\n",
    "a,en,artificial general intelligence,,,,\na,en,AGI,admitted,acronym,exact,\n",
    "a,en,large language model,,,,\na,en,LLMs,admitted,acronym,exact,\n",
    "a,en,graphics processing unit,,,,\na,zh,图形处理器,,,,\na,zh,GPU,admitted,acronym,exact,\n",
    "a,de,Künstliche Intelligenz,,,,\na,de,KI,admitted,acronym,exact,\n",
    "a,fr,Organisation des Nations unies,,,,\na,fr,ONU,admitted,acronym,exact,\n",
    "a,en,artificial general intelligence,,,,\na,en,GAI,deprecated,acronym,exact,\n",
    "a,en,Coordinated Universal Time,,,,\na,en,UTC,admitted,acronym,exact,\n",
    "a,en,glass,,,,\nb,en,gla,,,,\n",
    "a,en,news,,,,\nb,en,new,,,exact,see: a\n",
    "a,hi,क्\u200dष,,,,\n",
    "a,fa,می\u200cخواهم,,,,\n",
    "a,en,heart ❤\ufe0f,,,,\n",
    "a,en,naïve Bayes,,,,\n",
    "a,en,TNFα,,,,\n",
    "a,en,Χ² test,,,,\n",
    "a,ru,витамин А,,,,\n",
    "a,el,ΑΒΓ,,,,\n",
    "a,ru,модель,,,,\n",
    "a,ru,РФ,,,,\n",
    "a,ru,SMS-сообщение,,,,\n",
    "a,ja,ロボット,,,,\n",
    "a,zh,卡拉OK,,,,\n",
    "a,zh,人工智能,,,,\na,zh,人工智慧,admitted,,,\n",
    "a,zh-Hans,机器学习,,,,\na,zh-Hant,機器學習,,,,\n",
    "a,zh-TW,機器學習,,,,\na,zh-CN,机器学习,,,,\n",
    "a,zh,台积电,,,,\na,zh,台積電,deprecated,,,\n",
    "a,en,one,,,,see: b\nb,en,two,,,,see: a\n",
    "a,en,one,deprecated,,,use: b\na,en,uno,,,,\nb,en,two,,,,\n",
]


@pytest.mark.parametrize(("rule", "rows", "line"), [(rule, *case) for rule, cases in PAIRS.items() for case in cases])
def test_a_fault_is_found_where_it_stands(rule, rows, line):
    assert f"{rule}:{line}" in places(rows)


@pytest.mark.parametrize("rows", RIGHT)
def test_what_is_right_is_passed_over(rows):
    assert [f for f in places(rows) if not f.startswith("preferred_missing")] == []


def test_every_rule_has_a_case():
    assert {*PAIRS, "layer_conflict", "unused"} == set(RULES)


def test_layers_that_contradict_each_other_are_told_at_the_lower_one():
    (finding,) = lint("a,en,one,,,,\n", "a,en,two,,,,\n")
    assert (finding.path, finding.line, finding.rule) == ("1.csv", 2, "layer_conflict")
    assert finding.message == 'a, en: "one" is preferred in 0.csv:2 and "two" here; the upper layer holds'


def test_terms_that_stand_in_no_text_are_told_in_the_languages_that_were_given():
    rows = "a,en,one,,,,\na,en,two,deprecated,,,\na,de,eins,,,,\nb,en,three,,,,\n"
    found = lint(rows, found={"en": frozenset({("a", "one")})})
    assert [(f.rule, f.line, f.message) for f in found] == [("unused", 5, '"three" stands in none of the texts')]


def test_findings_come_in_the_order_of_layers_and_lines():
    found = lint("a,en,two  x,,,,\na,en,b,,,,\n", "z,en,АGI,,,,\nb,en,one  x,,,,\n")
    assert [(f.path, f.line) for f in found] == [("0.csv", 2), ("0.csv", 3), ("1.csv", 2), ("1.csv", 3)]


def test_a_message_names_what_cannot_be_seen():
    (finding,) = lint("a,en,zero\u200bwidth,,,,\n")
    assert finding.message == '"zero\ufffdwidth" holds U+200B ZERO WIDTH SPACE behind "zero"'


def test_rules_are_selected_by_name():
    assert list(select_rules(["unused", "look_alike"])) == ["look_alike", "unused"]
    assert "unused" not in select_rules(ignore=["unused"])
    with pytest.raises(ArgumentError, match="unknown rule 'nosuch'; known are acronym_letters"):
        select_rules(["nosuch"])


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["en", "zh", "ru"]), nasty_text), max_size=5))
def test_no_text_breaks_a_rule(rows):
    from align.model import Term

    terms = [Term(concept, lang, text, line=2) for concept, lang, text in rows if text]
    run(LintContext(layered([terms]), terms))
