"""The golden files, one a language: each case a rule, an input and its sentences.

A paragraph is a case: ``# the rule``, then the input on one line, then one line ``> sentence`` a sentence. Lines that
begin with ``;`` are for the reader.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from align.segmentation import parse

FOLDER = Path(__file__).parent / "golden"


def cases():
    for path in sorted(FOLDER.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in paragraph.splitlines() if line and not line.startswith(";")]
            if lines:
                rule, text, *sentences = lines
                yield pytest.param(path.stem, rule, text, sentences, id=f"{path.stem}-{rule.lstrip('# ')}")


@pytest.mark.parametrize(("lang", "rule", "text", "sentences"), list(cases()))
def test_sentences_are_as_in_the_golden_file(lang, rule, text, sentences):
    assert rule.startswith("# "), "a case begins with its rule"
    assert sentences, "a case has sentences"
    assert all(line.startswith("> ") for line in sentences)
    assert [segment.text for segment in parse(text, lang).segments] == [line[2:] for line in sentences]


def test_a_rule_stands_once_in_its_file():
    rules = [(case.values[0], case.values[1]) for case in cases()]
    assert len(set(rules)) == len(rules)
