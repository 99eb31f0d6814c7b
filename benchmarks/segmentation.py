"""Segmentation measured: accuracy on the evaluation data beside the project, speed against the peers installed.

``python -m benchmarks.segmentation [DATA]`` prints two tables. DATA is a folder that holds ``segmentation/`` and
``alignment/`` (default: ``../shared/eval``); without it only speed is measured, on the project's own texts. Speed is
the median of five rounds in million characters a CPU second, on one thread, after a warm-up. Peers (pysbd, sentencex,
blingfire, Punkt) are measured in the same run if they can be imported.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import align

ROOT = Path(__file__).resolve().parent.parent
GOLDEN_TEXTS = ROOT / "tests" / "segmentation" / "golden"
ROUNDS = 5
SIZE = 1_000_000
SLOW = 50_000


def squash(text: str) -> str:
    return "".join(text.split())


def rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def accuracy(data: Path) -> None:
    right, total = Counter(), Counter()
    for row in rows(data / "golden_dev.jsonl"):
        name = "golden rules, English" if row["lang"] == "en" else "golden rules, other languages"
        found = [squash(segment.text) for segment in align.segment(row["text"], row["lang"])]
        total[name] += 1
        right[name] += found == [squash(sentence) for sentence in row["sentences"]]
    for row in rows(data / "seed_article.jsonl"):
        found = [squash(segment.text) for segment in align.segment(row["text"], "en")]
        total["the article, lines"] += 1
        right["the article, lines"] += found == [squash(sentence) for sentence in row["sentences"]]
    for name, count in total.items():
        print(f"{name:32} {right[name]} of {count}")
    hits, said, wanted = Counter(), Counter(), Counter()
    for row in rows(data / "ud_dev.jsonl"):
        gold = set(row["ends"])
        last = max(gold)
        found = {segment.end for segment in align.segment(row["text"], row["lang"])}
        gold.discard(last)
        found = {end for end in found if end != last and end < len(row["text"].rstrip())}
        name = row["treebank"]
        hits[name] += len(found & gold)
        said[name] += len(found)
        wanted[name] += len(gold)
    for name, count in wanted.items():
        precision, recall = hits[name] / said[name], hits[name] / count
        print(f"{name:32} F1 of inner ends {200 * precision * recall / (precision + recall):.2f}")


def sample(lang: str, data: Path) -> str:
    """Paragraphs of about 500 characters, a million in all: of the novels in the data, else of our own texts."""
    novels = sorted((data / "alignment" / "mac-dev").glob(f"*/*.{lang}"))
    if novels:
        joint = "" if lang == "zh" else " "
        lines = [line for novel in novels for line in novel.read_text(encoding="utf-8").splitlines()]
        size = 500 // (sum(map(len, lines)) // len(lines))
        text = "\n".join(joint.join(lines[start : start + size]) for start in range(0, len(lines), size))
    elif lang == "en":
        text = (ROOT / "seeds" / "cgtn-liang-wenfeng-deepseek.txt").read_text(encoding="utf-8")
    else:
        cases = (GOLDEN_TEXTS / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
        sentences = [line[2:] for line in cases if line.startswith("> ")]
        text = "\n".join("".join(sentences[start : start + 12]) for start in range(0, len(sentences), 12))
    return "\n".join([text] * (SIZE // len(text) + 1))


PEERS: dict[str, Callable[[Any, str], Callable[[str], object]]] = {
    "pysbd": lambda module, lang: module.Segmenter(language=lang, clean=False).segment,
    "sentencex": lambda module, lang: lambda text: list(module.segment(lang, text)),
    "blingfire": lambda module, _: module.text_to_sentences_and_offsets,
    "nltk.tokenize.punkt": lambda module, _: module.PunktSentenceTokenizer().tokenize,
}
"""How each peer divides a text, given its module and a language."""


def peers(lang: str) -> Iterator[tuple[str, Callable[[str], object]]]:
    yield "align", lambda text: align.segment(text, lang)
    for name, make in PEERS.items():
        try:
            yield name, make(importlib.import_module(name), lang)
        except ImportError:
            print(f"{lang} {name:28} not installed")


def speed(data: Path) -> None:
    for lang in ("en", "zh"):
        text = sample(lang, data)
        for name, segment in peers(lang):
            part = text
            segment(text[:1000])
            start = time.process_time()
            segment(text[:SLOW])
            if time.process_time() - start > 1:
                part = text[:SLOW]
            rates = []
            for _ in range(ROUNDS):
                start = time.process_time()
                segment(part)
                rates.append(len(part) / (time.process_time() - start) / 1e6)
            print(f"{lang} {name:28} {statistics.median(rates):8.2f} million characters a CPU second")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "eval"
    print(f"translation-align {align.__version__}, Python {sys.version.split()[0]}")
    if folder.is_dir():
        accuracy(folder / "segmentation")
    else:
        print(f"no evaluation data: there is no {folder}")
    speed(folder)
