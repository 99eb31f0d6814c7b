"""Encoders: from this machine alone, asked once, and refused in one sentence where there is none."""

import sys

import numpy as np
import pytest

import align
from align.encoder import encode, load_encoder
from align.errors import ArgumentError, InputError

GERMAN = ["Der Hund schläft.", "Es regnet.", "Die Katze frisst."]
FRENCH = ["Le chien dort.", "Il pleut.", "Le chat mange."]


class Letters:
    """Encodes a sentence by how often it holds each letter; counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def encode(self, sentences):
        self.asked += 1
        return [[1.0, *(sentence.lower().count(chr(97 + k)) for k in range(26))] for sentence in sentences]


def test_an_encoder_is_asked_once_for_all_texts():
    encoder = Letters()
    found = encode(encoder, [GERMAN, [], FRENCH[:1]])
    assert [rows.shape for rows in found] == [(3, 27), (0, 27), (1, 27)]
    assert {rows.dtype for rows in found} == {np.dtype(np.float32)}
    assert found[0][1].tolist() == [1.0, *("es regnet.".count(chr(97 + k)) for k in range(26))]
    assert encoder.asked == 1


def test_empty_texts_need_no_encoder():
    assert [rows.shape for rows in encode(Letters(), [[], []])] == [(0, 1), (0, 1)]
    assert encode(Letters(), []) == []


def test_half_characters_do_not_reach_the_encoder():
    (found,) = encode(Letters(), [["a\ud800"]])
    assert found[0, 1] == 1.0


@pytest.mark.parametrize("answer", [np.ones((2, 4)), np.ones(3)])
def test_an_encoder_that_gives_something_else_is_refused(answer):
    class Strange:
        def encode(self, sentences):
            return answer

    with pytest.raises(InputError, match="for 3 sentences"):
        encode(Strange(), [GERMAN])


def test_align_texts_takes_an_encoder_or_vectors():
    langs = {"source_lang": "de", "target_lang": "fr"}
    vectors = encode(Letters(), [GERMAN, FRENCH])
    by_encoder = align.align_texts(GERMAN, FRENCH, encoder=Letters(), **langs)
    by_vectors = align.align_texts(GERMAN, FRENCH, vectors=(vectors[0], vectors[1]), **langs)
    assert by_encoder == by_vectors
    assert " embed " in by_encoder.signature
    assert " lexical " in align.align_texts(GERMAN, FRENCH, **langs).signature


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"aligner": "embed"}, "--vectors"),
        ({"aligner": "lexical", "encoder": Letters()}, "lexical looks at no sentence vectors"),
        ({"vectors": (np.ones((3, 2)), np.ones((3, 2))), "encoder": Letters()}, "not both"),
        ({"vectors": (np.ones((3, 2)), np.ones((2, 2)))}, "target vectors have 2 rows"),
    ],
)
def test_what_does_not_go_together_is_refused(more, said):
    with pytest.raises(ArgumentError, match=said):
        align.align_texts(GERMAN, FRENCH, source_lang="de", target_lang="fr", **more)


def test_a_missing_package_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ArgumentError, match=r'pip install "translation-align\[embed\]"'):
        load_encoder("some/model")


@pytest.mark.parametrize("name", ["/nowhere/at/all", "a b", "../x/y", "\0", __file__])
def test_what_cannot_be_a_model_is_refused_before_anything_is_loaded(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match="no such folder"):
        load_encoder(name)
    with pytest.raises(ArgumentError, match="has no name"):
        load_encoder("")


# With sentence-transformers, where it is installed -------------------------------------------------------------------


@pytest.fixture
def offline(monkeypatch):
    """Whatever asks for a network fails the test."""
    import socket

    def refuse(*_args, **_more):
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.filterwarnings("ignore")
def test_a_model_in_a_folder_is_loaded_without_a_network(tmp_path, offline):
    library = pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(GERMAN + FRENCH, trainers.WordLevelTrainer(special_tokens=["[UNK]"]))
    model = library.SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu")
    model.save(str(tmp_path / "model"), create_model_card=False)
    found = align.align_texts(GERMAN, FRENCH, source_lang="de", target_lang="fr", encoder=tmp_path / "model")
    assert " embed " in found.signature
    (tmp_path / "model" / "modules.json").write_text("[]")
    with pytest.raises(InputError, match="holds no encoder that can be loaded"):
        load_encoder(tmp_path / "model")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["nobody/has-this-model", "nor-this"])
def test_a_model_that_is_not_here_is_not_downloaded(name, offline):
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    with pytest.raises(InputError, match="none is downloaded unasked"):
        load_encoder(name)
