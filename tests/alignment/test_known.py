"""A user's dictionary and translation memory are evidence for the aligner."""

import random

import pytest

from align.alignment import align_pairs
from align.errors import FormatError
from align.formats import dictionary
from align.model import Pair, Side, UserLexicon
from tests.alignment.corpus import CHINESE_ENGLISH

PAIR = Pair(Side(tuple(s for s, _ in CHINESE_ENGLISH)), Side(tuple(t for _, t in CHINESE_ENGLISH)))


def beads(user_lexicon):
    found = align_pairs([PAIR], source_lang="zh", target_lang="en", user_lexicon=user_lexicon)
    return [str(bead) for bead in found[0].beads]


def test_an_empty_lexicon_changes_nothing():
    assert beads(UserLexicon()) == beads(None)


def test_the_order_of_entries_does_not_matter():
    entries = [("钱", "money", 1.0), ("人工智能", "artificial intelligence", 1.0), ("朋友", "friend", 2.0)]
    shuffled = random.Random(1).sample(entries, len(entries))
    assert beads(UserLexicon(entries=tuple(entries))) == beads(UserLexicon(entries=tuple(shuffled)))


def test_a_memory_of_the_texts_themselves_finds_every_pair():
    memory = UserLexicon(sentences=tuple(CHINESE_ENGLISH))
    assert beads(memory) == [f"[{k}]:[{k}]" for k in range(len(CHINESE_ENGLISH))]


def test_dictionaries_of_three_forms_say_the_same():
    expected = [("钱", "money")]
    for read, data in (
        (dictionary.read_tsv, "# a comment\n钱\tmoney\n"),
        (dictionary.read_csv, "钱,money\n"),
        (dictionary.read_hunalign, "money @ 钱\n"),
    ):
        assert [entry[:2] for entry in read(data.encode())] == expected


def test_a_row_of_one_column_is_refused_with_its_line():
    with pytest.raises(FormatError) as caught:
        dictionary.read_tsv(b"a\tb\nc\n")
    assert caught.value.line == 2
