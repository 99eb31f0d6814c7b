"""``align texts --vectors`` and ``--encoder``: what is read, what goes together, and what is refused."""

import json
import sys

import numpy as np
import pytest

ENGLISH = "We won. They lost.\n\nIt rained all day, and nobody came to the square.\n"
CHINESE = "我们赢了。他们输了。\n\n整天下雨，没有人来广场。\n"
TEXTS = "texts", "zh.txt", "en.txt", "--target-lang", "en"


@pytest.fixture(autouse=True)
def two_texts(here):
    (here / "zh.txt").write_text(CHINESE, "utf-8")
    (here / "en.txt").write_text(ENGLISH, "utf-8")


@pytest.fixture
def vectors(here):
    """``vectors(name, rows)`` writes vectors of so many rows, and their folder if need be."""

    def write(name, rows, dimensions=6, kind=np.float16):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.random.default_rng(rows).normal(size=(rows, dimensions)).astype(kind))
        return path

    return write


def test_vectors_of_two_texts(run, vectors):
    done = run(*TEXTS, "--vectors", vectors("a.npy", 3), vectors("b.npy", 3, kind=np.float32), "--json")
    assert (done.code, done.err) == (0, "")
    (told,) = json.loads(done.out)["texts"]
    assert " embed zh-en " in told["signature"]
    assert [bead["source"] for bead in told["beads"]] == [[0], [1], [2]]


def test_vectors_and_a_lexicon_and_anchors_go_together(run, vectors, here):
    (here / "words.tsv").write_text("广场\tsquare\n", "utf-8")
    (here / "known.beads").write_text("[0, 1]:[0, 1]\n", "utf-8")
    more = "--lexicon", "words.tsv", "--anchors", "known.beads", "--why"
    plain = run(*TEXTS, *more)
    done = run(*TEXTS, *more, "--vectors", vectors("a.npy", 3), vectors("b.npy", 3))
    assert (done.code, done.out) == (0, plain.out)
    told = run(*TEXTS, "--lexicon", "words.tsv", "--vectors", "a.npy", "b.npy", "--json").out
    assert json.loads(told)["texts"][0]["signature"].endswith(" embed zh-en dictionary user-lexicon")


def test_with_presegmented_every_line_has_a_row(run, refused, vectors, here):
    (here / "zh.txt").write_text(CHINESE.replace("\n\n", "\n"), "utf-8")
    more = "--vectors", vectors("a.npy", 2), vectors("b.npy", 3)
    assert run(*TEXTS, "--presegmented", *more).code == 0
    assert "a.npy: the vectors have 2 rows, where the text has 3 sentences" in refused(*TEXTS, *more)


def test_an_empty_text_has_an_empty_table(run, vectors, here):
    (here / "zh.txt").write_text("", "utf-8")
    done = run(*TEXTS, "--source-lang", "zh", "--vectors", vectors("a.npy", 0), vectors("b.npy", 3))
    assert (done.code, done.out) == (0, "[]:[0]\n[]:[1]\n[]:[2]\n")


def test_vectors_of_two_folders(run, vectors, here):
    for name in ("one", "two"):
        for lang, text in (("zh", CHINESE), ("en", ENGLISH)):
            (here / lang).mkdir(exist_ok=True)
            (here / lang / f"{name}.{lang}.txt").write_text(text, "utf-8")
        vectors(f"va/{name}.npy", 3)
        vectors(f"vb/{name}.npy", 3)
    asked = ["texts", "zh", "en", "--target-lang", "en", "-o", "out", "--vectors", "va"]
    assert run(*asked, "vb").code == 0
    assert sorted(path.name for path in (here / "out").iterdir()) == ["one.beads", "two.beads"]
    (here / "vb" / "two.npy").unlink()
    assert "holds no file for two" in run(*asked, "vb", "--force").err


class Unpickled:
    """Says so if it is made from a pickle."""

    def __reduce__(self):
        return print, ("unpickled",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no NumPy file"),
        (b"hello", "no NumPy file"),
        (b"\x93NUMPY", "no NumPy file"),
        (b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'shape': (9**9,), ".ljust(128), "no NumPy file"),
        (b"PK\x03\x04", "no NumPy file"),
        (np.ones((2, 6)), "2 rows, where the text has 3 sentences"),
        (np.ones((3, 5)), "b.npy: has vectors of 6 dimensions, where those of a.npy have 5"),
        (np.ones(3), "shape (3,)"),
        (np.ones((3, 6), int), "int64"),
        (np.ones((3, 6), complex), "complex128"),
        (np.full((3, 6), np.nan), "no finite number in row 0"),
        (np.full((3, 6), -np.inf), "no finite number in row 0"),
        (np.zeros((3, 6)), "nothing but zeros in 3 of 3 rows"),
        (np.full((3, 6), Unpickled(), object), "no NumPy file"),
        (np.ones(3, [("a", float), ("b", float)]), "a table of floating-point numbers"),
    ],
)
def test_vectors_that_do_not_fit_are_refused(refused, vectors, here, content, said):
    if isinstance(content, bytes):
        (here / "a.npy").write_bytes(content)
    else:
        np.save(here / "a.npy", content, allow_pickle=True)
    vectors("b.npy", 3)
    assert said in refused(*TEXTS, "--vectors", "a.npy", "b.npy")


def test_a_file_that_was_cut_off_is_refused(refused, vectors, here):
    whole = vectors("b.npy", 3).read_bytes()
    (here / "a.npy").write_bytes(whole[:-1])
    assert "a.npy: is no NumPy file of numbers" in refused(*TEXTS, "--vectors", "a.npy", "b.npy")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--aligner", "embed"), "--encoder"),
        (("--aligner", "length", "--vectors", "a.npy", "b.npy"), "length looks at no sentence vectors"),
        (("--aligner", "lexical", "--encoder", "x"), "lexical looks at no sentence vectors"),
        (("--encoder", "x", "--vectors", "a.npy", "b.npy"), "not both"),
        (("--vectors", "a.npy", "c.npy"), "no such file"),
        (("--vectors", "a.npy", "."), "a file is wanted"),
        (("--vectors", "a.npy", "b.npy", "-o", "b.npy", "--to", "beads", "--force"), "one of the inputs"),
    ],
)
def test_vectors_that_are_asked_for_wrongly_are_refused(refused, vectors, more, said):
    vectors("a.npy", 3)
    vectors("b.npy", 3)
    assert said in refused(*TEXTS, *more)


def test_an_encoder_without_its_extra_is_one_sentence(refused, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    assert 'pip install "translation-align[embed]"' in refused(*TEXTS, "--encoder", "sentence-transformers/LaBSE")
