"""Term matching measured: CPU seconds and memory on 10 MB of English and of Chinese, beside the bare automaton.

``python -m benchmarks.terms [TEXT.en TEXT.zh]`` prints a table. Texts and terms are made by a generator of fixed seed:
words by Zipf's law, terms of one to four words, a term in every other sentence, half of them inflected; in Chinese
terms of two to six characters, and acronyms. With two files the texts are those, repeated up to 10 MB, and the terms
are rows of their words: then every place of the text is within several terms. Each line is a process of its own:
``build`` makes the matcher, ``find`` gives all hits, ``bare`` is one scan of ahocorasick-rs over the lower-cased text
for the lower-cased terms (leftmost-longest, positions only), ``peak`` the memory of the process with text, terms and
hits, and ``start`` what it held of these before.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from itertools import accumulate
from pathlib import Path

from benchmarks import memory

SIZE = 10_000_000
COUNTS = (1_000, 10_000, 100_000)
ONSETS = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "pl")
SYLLABLES = [onset + vowel + coda for onset in ONSETS for vowel in "aeiou" for coda in ("", "n", "r", "l")]


def zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(count)))


def english(terms: list[str], choose: random.Random) -> str:
    words = vocabulary(random.Random(1))
    weights = zipf(len(words))
    sentences, size = [], 0
    while size < SIZE:
        sentence = choose.choices(words, cum_weights=weights, k=choose.randint(8, 30))
        if choose.random() < 0.5:
            term = choose.choice(terms)
            plural = "s" if choose.random() < 0.5 and term[-1] != "s" else ""
            sentence.insert(choose.randrange(len(sentence)), term + plural)
        sentence[len(sentence) // 2] += ","
        text = " ".join(sentence)
        text = text[0].upper() + text[1:] + choose.choice([". ", ". ", ". ", "? ", ".” ", ".\n\n"])
        sentences.append(text)
        size += len(text.encode())
    return "".join(sentences)


def vocabulary(choose: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < 60_000:
        words["".join(choose.choices(SYLLABLES, k=choose.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


def english_terms(count: int) -> list[str]:
    choose = random.Random(2)
    words = vocabulary(random.Random(1))
    terms: dict[str, None] = {}
    while len(terms) < count:
        length = choose.choice((1, 2, 2, 2, 3, 4))
        kind = choose.random()
        if kind < 0.03:
            terms["".join(choose.choices("ABCDEFGHILMNOPRSTU", k=choose.choice((2, 3, 3, 4, 5))))] = None
        else:
            chosen = choose.choices(words[200:] if length == 1 else words, k=length)
            terms[("-" if kind > 0.9 else " ").join(chosen)] = None
    return list(terms)


def chinese(terms: list[str], choose: random.Random) -> str:
    characters = hanzi(random.Random(1))
    weights = zipf(len(characters))
    sentences, size = [], 0
    while size < SIZE:
        sentence = choose.choices(characters, cum_weights=weights, k=choose.randint(10, 40))
        if choose.random() < 0.5:
            sentence.insert(choose.randrange(len(sentence)), choose.choice(terms))
        sentence.insert(len(sentence) // 2, "，")
        sentences.append("".join(sentence) + choose.choice(["。", "。", "！", "？", "。\n"]))
        size += 3 * len(sentences[-1])
    return "".join(sentences)


def hanzi(choose: random.Random) -> list[str]:
    return choose.sample([chr(code) for code in range(0x4E00, 0x9FA5)], 5_000)


def chinese_terms(count: int) -> list[str]:
    choose = random.Random(2)
    characters = hanzi(random.Random(1))
    terms: dict[str, None] = {}
    while len(terms) < count:
        kind = choose.random()
        if kind < 0.05:
            terms["".join(choose.choices("ABCDEFGHILMNOPRSTU", k=choose.choice((2, 3, 3, 4, 5))))] = None
        else:
            terms["".join(choose.choices(characters, k=choose.choice((2, 3, 4, 4, 5, 6))))] = None
    return list(terms)


def taken_from(path: Path, lang: str, count: int) -> tuple[list[str], str]:
    """Terms that are rows of words of a text, and the text itself as often as 10 MB need."""
    text = path.read_text(encoding="utf-8")
    choose = random.Random(3)
    words = text.split() if lang == "en" else []
    terms: dict[str, None] = {}
    for _ in range(40 * count):
        if len(terms) == count:
            break
        length = choose.choice((1, 2, 2, 3, 4))
        at = choose.randrange(len(words or text) - 6)
        term = " ".join(words[at : at + length]) if words else text[at : at + length + 1]
        if term.replace(" ", "").isalpha() and (len(term) > 4 or not words):
            terms[term] = None
    return list(terms), text * (SIZE // len(text.encode()) + 1)


def measure(lang: str, count: int, path: Path | None) -> None:
    from align.model import Term
    from align.terms import TermMatcher

    if path is not None:
        texts, text = taken_from(path, lang, count)
    else:
        texts = english_terms(count) if lang == "en" else chinese_terms(count)
        text = (english if lang == "en" else chinese)(texts, random.Random(4))
    made = [
        Term(f"c{number}", lang, term, case="exact" if term.isupper() else "any") for number, term in enumerate(texts)
    ]
    before = memory.peak()
    start = time.process_time()
    matcher = TermMatcher(made, lang)
    matcher.find(text[:1000])
    built = time.process_time()
    hits = matcher.find(text)
    found = time.process_time()
    peak = memory.peak()
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick([term.lower() for term in texts], matchkind=MatchKind.LeftmostLongest, store_patterns=False)
    lowered = text.lower()
    begun = time.process_time()
    bare = len(automaton.find_matches_as_indexes(lowered))
    scanned = time.process_time()
    print(
        f"{lang} {len(texts):8,} {built - start:7.2f} {found - built:7.2f} {scanned - begun:7.2f}"
        f" {len(hits):10,} {bare:10,} {peak:6.0f} {before:6.0f}"
    )


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]) if len(sys.argv) > 4 else None)
        return
    print("   terms      build    find    bare       hits  bare hits   peak  start  (CPU s, MB)")
    for number, lang in enumerate(("en", "zh")):
        for count in COUNTS:
            paths = sys.argv[1 + number : 2 + number]
            command = [sys.executable, "-m", "benchmarks.terms", "--one", lang, str(count), *paths]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
