"""Words: numbers by value, the longest word that is known, stems."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.words import Words, key_function, sentence_keys
from tests.alignment import one_by_one
from tests.strategies import PIECES

LANGUAGES = ("zh", "en", "de", "fr", "ar", "ne", "yi", "tr", "th", "ja", "und")
SECTIONS = ("", "万", "亿")
UNITS = ("", "十", "百", "千")
DIGITS = "零一二三四五六七八九"
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
POWERS = {"": 1, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def keys(text, lang, known=()):
    """The keys of one sentence."""
    (found,) = sentence_keys([text], lang, known)
    return found


def chinese(number):
    """A number below 10 ** 12 as it is written out: 10,305 is 一万零三百零五."""
    written, zero = "", False
    for section in (2, 1, 0):
        here = number // 10 ** (4 * section) % 10**4
        text = ""
        for place in (3, 2, 1, 0):
            digit = here // 10**place % 10
            if digit:
                text += ("零" if zero else "") + DIGITS[digit] + UNITS[place]
            zero = (zero or not digit) and not digit and bool(written or text)
        written += text + (SECTIONS[section] if here else "")
    return written


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "二十万一千", ["#201000"]),
        ("zh", "一亿二千万", ["#120000000"]),
        ("zh", "一億二千萬", ["#120000000"]),
        ("zh", "一万亿", ["#1000000000000"]),
        ("zh", "十五", ["#15"]),
        ("zh", "两百三十", ["#230"]),
        ("zh", "兩百三十", ["#230"]),
        ("zh", "二〇二五年", ["#2025", "年"]),
        ("zh", "一个", ["一", "个"]),
        ("zh", "有1,200人", ["有", "#1200", "人"]),
        ("zh", "１２３", ["#123"]),
        ("en", "thirty-two", ["#32"]),
        ("en", "Thirty two", ["#32"]),
        ("en", "1,200", ["#1200"]),
        ("en", "twelve hundred", ["#1200"]),
        ("en", "forty thousand", ["#40000"]),
        ("en", "ten, eleven", ["#10", "#11"]),
        ("en", "one", ["one"]),
        ("en", "twenty-two three thirteen four", ["#22", "three", "#13", "four"]),
        ("de", "1.200.000", ["#1200000"]),
        ("de", "007", ["#7"]),
        ("de", "000", ["#0"]),
    ],
)
def test_numbers_by_value(lang, text, expected):
    assert keys(text, lang) == expected


def test_ten_thousand_times_ten_thousand():
    assert keys("四万万", "zh") == ["#400000000"]


@given(st.integers(11, 10**12 - 1))
def test_chinese_numbers(number):
    written = chinese(number)
    assert keys(written, "zh") == ([f"#{number}"] if len(written) > 1 else [written])
    traditional = written.replace("万", "萬").replace("亿", "億")
    assert keys(traditional, "zh") == keys(written, "zh")


@given(st.integers(2, 9), st.integers(0, 9), st.sampled_from(sorted(POWERS)), st.sampled_from((" ", "-", "  ")))
def test_english_numbers(tens, ones, power, between):
    text = TENS[tens - 2] + (between + ONES[ones - 1] if ones else "") + (f" {power}" if power else "")
    assert keys(f"with {text} friends", "en") == ["with", f"#{(tens * 10 + ones) * POWERS[power]}", "friend"]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "1" * 5000), ("zh", "一" * 5000), ("zh", "万亿" * 700), ("en", "ten" + " million" * 800)]
)
def test_absurd_numbers_do_no_harm(lang, text):
    assert keys(text, lang)


@given(st.text("天地玄黄宇宙", max_size=20), st.sets(st.text("天地玄黄宇宙", min_size=1, max_size=9), max_size=8))
def test_the_longest_word_that_is_known(run, known):
    found = keys(run, "zh", known)
    assert "".join(found) == run
    place = 0
    for word in found:
        fits = [end for end in range(place + 2, len(run) + 1) if end - place <= 8 and run[place:end] in known]
        assert len(word) == (max(fits) - place if fits else 1)
        place += len(word)


def test_words_of_eight_characters_are_known_and_longer_ones_are_not():
    for length, many in ((8, 1), (9, 9)):
        word = "天地玄黄宇宙洪荒日"[:length]
        assert len(keys(word, "zh", {word})) == many


def test_a_numeral_is_a_number_though_its_first_sign_is_part_of_a_word():
    assert keys("三十年", "zh", {"十年"}) == ["#30", "年"]
    assert keys("一心一意", "zh", {"一心一意"}) == ["一心一意"]


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("en", ["go", "goes", "went", "gone", "going", "Went"]),
        ("en", ["take", "takes", "took", "taken"]),
        ("en", ["man", "men"]),
        ("en", ["house", "houses", "HOUSES"]),
        ("de", ["Haus", "Hause", "Häuser"]),
        ("fr", ["maison", "maisons"]),
        ("xx", ["telefon", "telefonu", "telefonem"]),
    ],
)
def test_forms_of_a_word_have_one_key(lang, forms):
    assert len({key_function(lang)(form) for form in forms}) == 1


@given(
    st.lists(st.text(st.characters()) | st.lists(st.sampled_from(PIECES)).map("".join), max_size=4),
    st.sampled_from(LANGUAGES),
)
def test_any_text_has_keys_and_none_is_empty(texts, lang):
    found = sentence_keys(texts, lang)
    assert len(found) == len(texts)
    assert all(word for words in found for word in words)


@settings(max_examples=300)
@given(
    st.lists(
        st.lists(
            st.sampled_from((*"天地三十一万字๓ไทย,. -1é#", "twenty", "ten ", "One", "million", "12", "1,234"))
        ).map("".join)
        | st.text(max_size=12),
        max_size=5,
    ),
    st.sampled_from(LANGUAGES),
    st.sets(st.text("天地三十一字", min_size=2, max_size=9), max_size=6),
)
def test_all_at_once_as_one_by_one(texts, lang, known):
    assert sentence_keys(texts, lang, known) == [one_by_one.keys(text, lang, known) for text in texts]


@pytest.mark.parametrize(("lang", "word"), [("ar", "\u064b"), ("yi", "\u05b0"), ("ne", "छ")])
def test_what_a_stemmer_takes_away_is_its_own_key(lang, word):
    assert keys(word, lang) == [word]


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=5), max_size=8), st.data())
def test_words_as_a_table(sentences, data):
    words = Words.of(sentences)
    flat = [word for sentence in sentences for word in sentence]
    assert len(words) == len(sentences)
    assert words.types == tuple(dict.fromkeys(flat))
    assert [words.types[k] for k in words.ids] == flat
    assert words.counts.tolist() == [len(sentence) for sentence in sentences]
    assert words.frequencies.tolist() == [flat.count(word) for word in words.types]
    if sentences:
        starts = sorted({0} | data.draw(st.sets(st.integers(0, len(sentences) - 1))))
        joined = [
            list(chain.from_iterable(sentences[a:b]))
            for a, b in zip(starts, [*starts[1:], len(sentences)], strict=True)
        ]
        merged = words.merged(np.array(starts))
        again = Words.of(joined)
        assert (merged.types, merged.ids.tolist(), merged.offsets.tolist()) == (
            again.types,
            again.ids.tolist(),
            again.offsets.tolist(),
        )
