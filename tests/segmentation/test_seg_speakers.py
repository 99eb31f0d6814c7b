"""Who speaks in an excerpt: only where the text itself tells."""

from __future__ import annotations

import pytest

from align.segmentation import parse

EN = '"We started with nothing. It was hard."'
ZH = "“我们从零开始。很难。”"


def speakers(text: str, lang: str) -> list[str]:
    return [block.speaker for block in parse(text, lang).blocks if block.kind == "excerpt"]


@pytest.mark.parametrize(
    ("announcement", "name"),
    [
        ("Below are excerpts from an interview with Ann Lee.", "Ann Lee"),
        ("Here are extracts of our conversation with Ann Lee.", "Ann Lee"),
        ("Ann Lee gave a long interview last week. These are excerpts.", "Ann Lee"),
        ("Ann Lee has granted interviews to nobody else. Below are excerpts of them.", "Ann Lee"),
        ("We interviewed Ann Lee in May. Excerpts follow below.", "Ann Lee"),
        ("The following excerpts are from Ann Lee's interview.", "Ann Lee"),
    ],
)
def test_an_announcement_names_the_speaker_of_all_excerpts_behind_it(announcement, name):
    assert speakers(f"{announcement}\n{EN}\nThen she paused for a while.\n{EN}\n", "en") == [name, name]


def test_the_announcement_may_use_a_part_of_a_name_that_the_text_gives_whole():
    text = f"Ann Lee runs a mill in the north.\nBelow are excerpts from an interview with Lee.\n{EN}\n"
    assert speakers(text, "en") == ["Ann Lee"]


@pytest.mark.parametrize(
    "announcement",
    [
        "以下是采访摘录。梁山近日接受了本报的采访。",
        "以下内容摘自对梁山的采访。",
    ],
)
def test_a_chinese_announcement_names_the_speaker(announcement):
    assert speakers(f"{announcement}\n{ZH}\n", "zh") == ["梁山"]


@pytest.mark.parametrize("verb", ["said", "says", "told us", "explained", "added"])
def test_a_lead_in_names_the_speaker_of_the_next_excerpt_only(verb):
    text = f"Bob Ray {verb} this:\n{EN}\nNobody answered him for a while.\n{EN}\n"
    assert speakers(text, "en") == ["Bob Ray", ""]


@pytest.mark.parametrize("opening", ["Then ", "But ", "In May, ", "After the vote Mayor "])
def test_a_word_that_opens_the_lead_in_is_no_part_of_the_name(opening):
    assert speakers(f"{opening}Bob Ray said:\n{EN}\n", "en") in (["Bob Ray"], [""], ["Mayor Bob Ray"])


@pytest.mark.parametrize("pronoun", ["He", "She", "They"])
def test_a_pronoun_is_no_name(pronoun):
    assert speakers(f"Nobody spoke for a while.\n{pronoun} said:\n{EN}\n", "en") == [""]


def test_a_chinese_lead_in_names_the_speaker():
    assert speakers(f"会议结束后，李四说：\n{ZH}\n", "zh") == ["李四"]


def test_the_nearer_word_counts():
    text = f"Below are excerpts from an interview with Ann Lee.\n{EN}\nHer partner Bob Ray said:\n{EN}\n"
    assert speakers(text, "en") == ["Ann Lee", "Bob Ray"]


@pytest.mark.parametrize(
    "announcement",
    [
        "Below are excerpts from an interview with Ann Lee and an interview with Bob Ray.",
        "Ann Lee gave an interview. Bob Ray gave an interview. Below are excerpts.",
        "Below are excerpts from an interview.",
        "We spoke with many people in the town about it.",
        "Ann Lee is a person of few words and many deeds.",
        "In an interview with Ann Lee the paper asked about the mill.",
    ],
)
def test_without_one_name_announced_the_speaker_stays_empty(announcement):
    assert speakers(f"{announcement}\n{EN}\n", "en") == [""]


@pytest.mark.parametrize("lead_in", ["他说：", "会上有人说：", "她表示："])
def test_a_chinese_pronoun_is_no_name(lead_in):
    assert speakers(f"{lead_in}\n{ZH}\n", "zh") == [""]


@pytest.mark.parametrize(
    "announcement", ["以下是采访摘录。", "以下为访谈节选。", "下面是本报采访的实录。", "以下是对话内容。"]
)
def test_a_chinese_announcement_without_a_name_leaves_the_speaker_empty(announcement):
    assert speakers(f"{announcement}\n{ZH}\n", "zh") == [""]


def test_two_names_in_chinese_leave_the_speaker_empty():
    assert speakers(f"以下是对梁山的采访和对李四的采访。\n{ZH}\n", "zh") == [""]


def test_a_text_of_another_language_has_no_speakers():
    assert speakers(f"Below are excerpts from an interview with Ann Lee.\n{EN}\n", "und") == [""]


def test_only_excerpts_have_speakers():
    document = parse(f"Below are excerpts from an interview with Ann Lee.\nShe said:\nHe left.\n{EN}\n", "en")
    assert all(not block.speaker for block in document.blocks if block.kind != "excerpt")
