"""What a corpus teaches of words is counted in one direction, and is evidence for the aligner in both."""

import pytest

from align.alignment import align_pairs
from align.alignment.counted import UNIT, Counted, count_words
from align.model import Pair, Side, UserLexicon
from tests.alignment.corpus import TEXTS


def texts(langs):
    half = len(TEXTS[langs]) // 2
    return [
        Pair(Side(tuple(s for s, _ in part)), Side(tuple(t for _, t in part)))
        for part in (TEXTS[langs][:half], TEXTS[langs][half:])
    ]


@pytest.mark.parametrize("langs", sorted(TEXTS))
def test_both_directions_count_the_same(langs):
    pairs = texts(langs)
    alignments = align_pairs(pairs, source_lang=langs[0], target_lang=langs[1])
    one = count_words(pairs, alignments, source_lang=langs[0], target_lang=langs[1])
    turned = [pair.turned() for pair in pairs], [alignment.turned() for alignment in alignments]
    other = count_words(*turned, source_lang=langs[1], target_lang=langs[0])
    known, counts = one
    if known == other[0]:  # a dictionary settles the direction
        assert sorted(counts) == sorted(other[1])
    assert counts
    assert all(count.amount > 0 and 1 <= count.documents <= 2 for count in counts)
    uses = {count.source: count.amount for count in counts if not count.target}
    assert all(amount % UNIT == 0 for amount in uses.values())
    assert all(count.source in uses for count in counts)


def test_texts_without_sure_beads_teach_nothing():
    pair = Pair(Side(("a b c",)), Side(()))
    found = align_pairs([pair], source_lang="is", target_lang="fo")
    assert count_words([pair], found, source_lang="is", target_lang="fo") == (("is", "fo"), [])


def test_what_was_counted_speaks_for_beads_in_both_directions():
    source = [f"{word} {word}k" for word in ("alfa", "beta", "gama", "delt")]
    target = [f"{word} {word}x" for word in ("qwer", "tzui", "opas", "dfgh")]
    teacher = Pair(Side(tuple(source)), Side(tuple(target)))
    known = align_pairs([teacher], source_lang="is", target_lang="fo")
    langs, counts = count_words([teacher], known, source_lang="is", target_lang="fo")
    user = UserLexicon(counted=Counted.of(langs, [count._replace(amount=count.amount * 20) for count in counts]))
    crossed = Pair(Side((source[2], source[0])), Side((target[2], target[3], target[0])))
    (found,) = align_pairs([crossed], source_lang="is", target_lang="fo", user_lexicon=user)
    pairs = {(b.source, b.target) for b in found.beads}
    assert ((0,), (0,)) in pairs or ((0,), (0, 1)) in pairs
    assert "user-lexicon" in found.signature


def test_counts_of_other_languages_are_not_looked_at():
    pair = texts(("zh", "en"))[0]
    langs, counts = count_words(
        [pair], align_pairs([pair], source_lang="zh", target_lang="en"), source_lang="zh", target_lang="en"
    )
    wrong = UserLexicon(counted=Counted.of(("xx", "yy"), counts))
    (plain,) = align_pairs([pair], source_lang="zh", target_lang="en")
    (found,) = align_pairs([pair], source_lang="zh", target_lang="en", user_lexicon=wrong)
    assert langs == ("zh", "en")
    assert [b.score for b in found.beads] == [b.score for b in plain.beads]
