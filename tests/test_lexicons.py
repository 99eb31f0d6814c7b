"""What a user knows of two languages is read from many kinds of files, whichever way round they stand."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import align
from align.alignment import align_pairs
from align.alignment.scoring import score
from align.errors import AlignError
from align.model import Alignment, Bead, Bitext, Pair, Provenance, Side, Unit

ENTRIES = {"钱": "money", "朋友": "friend"}
DICTIONARIES = {
    "words.tsv": "# mine\n钱\tmoney\n朋友\tfriend\n",
    "words.tab": "钱\tmoney\r\n朋友\tfriend\r\n",
    "words.txt": "\ufeff钱\tmoney\n\n朋友\tfriend\n",
    "words.csv": "钱,money\n朋友,friend\n",
    "words.dic": "money @ 钱\nfriend @ 朋友\n",
}
BITEXT = Bitext(
    (
        Unit("1", "Money talks.", "钱会说话。", source_state="original", status="final"),
        Unit("2", "An empty slot is no knowledge."),
        Unit("3", "“A, B” & <C>", "“甲，乙”和<丙>", source_state="original", status="final"),
    ),
    "zh",
    "en",
    Provenance(align.__version__),
)
KNOWN = (("钱会说话。", "Money talks."), ("“甲，乙”和<丙>", "“A, B” & <C>"))
BITEXTS = ("memory.tmx", "memory.xlf", "sheet.xlsx", "bitext.jsonl")


def load_both(*paths, **how):
    return align.load_lexicon(paths, source_lang=how.pop("source_lang", "zh"), target_lang="en", **how)


def written(path, bitext=BITEXT):
    """A file that holds a bitext."""
    align.write(bitext, path)
    return path


@pytest.mark.parametrize("name", DICTIONARIES)
def test_a_dictionary_of_any_form(tmp_path, name):
    path = tmp_path / name
    path.write_text(DICTIONARIES[name], "utf-8", newline="")
    found = load_both(path)
    assert {source: target for source, target, _ in found.entries} == ENTRIES
    assert not found.sentences


@pytest.mark.parametrize("name", BITEXTS)
def test_the_full_units_of_a_bitext(tmp_path, name):
    assert set(load_both(written(tmp_path / name)).sentences) == set(KNOWN)


@pytest.mark.parametrize("name", BITEXTS)
def test_a_bitext_the_other_way_round(tmp_path, name):
    turned = replace(
        BITEXT,
        units=tuple(replace(unit, source=unit.target, target=unit.source) for unit in BITEXT.units if unit.source),
        source_lang="en",
        target_lang="zh",
    )
    assert set(load_both(written(tmp_path / name, turned)).sentences) == set(KNOWN)


@pytest.mark.parametrize("name", BITEXTS)
def test_a_bitext_of_other_languages_is_refused(tmp_path, name):
    path = written(tmp_path / name)
    with pytest.raises(AlignError, match=r"is in zh and en, where de and en|holds nothing in both de and en") as caught:
        align.load_lexicon([path], source_lang="de", target_lang="en")
    assert str(path) in str(caught.value)


def test_regions_and_scripts_of_a_language_are_that_language(tmp_path):
    path = written(tmp_path / "memory.xlf", replace(BITEXT, source_lang="zh-Hans-CN", target_lang="en-GB"))
    assert set(load_both(path).sentences) == set(KNOWN)


def test_several_files_add_up_and_what_stands_twice_counts_once(tmp_path):
    (tmp_path / "a.tsv").write_text(DICTIONARIES["words.tsv"], "utf-8")
    memory = written(tmp_path / "a.tmx")
    found = load_both(tmp_path / "a.tsv", memory, written(tmp_path / "b.xlf"))
    assert set(found.sentences) == set(KNOWN)
    assert len(found.sentences) == len(KNOWN)
    assert len(found.entries) == len(ENTRIES)


def test_an_old_encoding_is_named(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_bytes(DICTIONARIES["words.tab"].encode("gb18030"))
    assert {source for source, _, _ in load_both(path, encoding="gb18030").entries} == set(ENTRIES)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("words.tsv", b"a\tb\nalone\n", "words.tsv:2: "),
        ("words.pdf", b"%PDF", "is no dictionary, bitext or translation memory"),
        ("memory.tmx", b"<tmx", "memory.tmx"),
        ("sheet.xlsx", b"PK\x03\x04", "sheet.xlsx"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AlignError) as caught:
        load_both(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def invented(seed, sentences=60):
    """Two texts of invented words, in sentences of one length, of which some are not translated; and the words."""
    chance = random.Random(seed)
    words = {f"s{chance.randrange(10**6):06x}": f"t{chance.randrange(10**6):06x}" for _ in range(4_000)}
    source = [[chance.choice([*words]) for _ in range(6)] for _ in range(sentences)]
    target: list[str] = []
    beads = []
    for number, line in enumerate(source):
        if chance.random() < 0.25:
            beads.append(Bead((number,), ()))
            continue
        beads.append(Bead((number,), (len(target),)))
        told = [words[word] for word in line]
        chance.shuffle(told)
        target.append(" ".join(told) + ".")
    return [" ".join(line) + "." for line in source], target, beads, words


def test_a_dictionary_of_a_language_that_none_comes_with_finds_what_the_text_does_not_teach(tmp_path):
    source, target, beads, words = invented(1)
    path = tmp_path / "words.tsv"
    path.write_text("".join(f"{a}\t{b}\n" for a, b in words.items()), "utf-8")
    pair = Pair(Side(tuple(source)), Side(tuple(target)))
    known = align.load_lexicon([path], source_lang="is", target_lang="fo")
    f1 = []
    for lexicon in (None, known):
        (found,) = align_pairs([pair], source_lang="is", target_lang="fo", user_lexicon=lexicon)
        f1.append(score([(Alignment(tuple(beads)), found)]).strict.f1)
    assert f1[0] < 0.5
    assert f1[1] > 0.75
