import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import HIDDEN, POSITIONS, tiny_weights, write_tiny_model

from kb.errors import KbError
from kb.lessons.models.embedding import SentenceTransformerEmbedder
from kb.lessons.models.encoder import POSITIONS as POSITIONS_FILE
from kb.lessons.models.encoder import TOKENIZER, WORDS, Encoder, write_encoder
from kb.lessons.models.tokens import LONGEST, PASSAGE, QUERY, tidy

LONG = "beredskap og opplæring " * 300
TEXTS = ["", "å", "bemanning under pandemien", "Ukjent Tegn 42", LONG, LONG[:700], "kort: ja"]
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzæøå :Q7", max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("encoder")
    write_encoder(tiny_weights(), made)
    return made


@pytest.fixture(scope="module")
def encoder(folder):
    return Encoder(folder)


@pytest.fixture(scope="module")
def torch(tmp_path_factory):
    return SentenceTransformerEmbedder(write_tiny_model(tmp_path_factory.mktemp("torch") / "tiny-e5", {}))


def likeness(one, other):
    return (one * other).sum(axis=-1)


def test_vectors_are_torchs_own(encoder, torch):
    ours = encoder.encode([PASSAGE + tidy(text) for text in TEXTS])
    assert likeness(ours, torch.documents(TEXTS)).min() > 0.99999
    ours = encoder.encode([QUERY + tidy(text, 2000) for text in TEXTS])
    assert likeness(ours, np.array([torch.query(text) for text in TEXTS])).min() > 0.99999


@given(st.lists(LETTERS, max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_texts_vector_is_its_own_whatever_stands_beside_it(encoder, texts):
    together = encoder.encode(texts)
    assert (together.shape, together.dtype) == ((len(texts), HIDDEN), np.float32)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    for vector, text in zip(together, texts, strict=True):
        assert likeness(vector, encoder.encode([text])[0]) > 0.999999


@given(st.lists(LETTERS, min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_in_int8_too_and_to_the_last_bit(folder, texts):
    rounded = Encoder(folder, "int8")
    alone = np.concatenate([rounded.encode([text]) for text in texts])
    assert np.array_equal(rounded.encode(texts), alone)


def test_int8_is_near_and_not_the_same(folder, encoder):
    near = likeness(Encoder(folder, "int8").encode(TEXTS), encoder.encode(TEXTS))
    assert 0.99 < near.min() < 0.999999


def test_a_text_is_cut_at_the_models_longest(encoder):
    word = "ab" * (LONGEST - 3)  # with `<s>`, a space and `</s>` more than there is room for
    assert POSITIONS == LONGEST
    assert np.array_equal(encoder.encode([word]), encoder.encode([word + "cd" * 5000]))


def test_progress_tells_texts_done_of_all(encoder):
    told = []
    encoder.encode(["a" * length for length in range(20)], lambda *step: told.append(step))
    assert told == [(8, 20), (16, 20), (20, 20)]


def test_no_texts_give_no_vectors(encoder):
    told = []
    assert encoder.encode([], lambda *step: told.append(step)).shape == (0, HIDDEN)
    assert told == []


def test_the_table_of_words_is_mapped_and_not_read(encoder):
    assert isinstance(encoder._words, np.memmap)


@pytest.mark.parametrize("name", ["fp32.onnx", TOKENIZER, WORDS, POSITIONS_FILE])
@pytest.mark.parametrize("content", [None, b"", b"broken"])
def test_a_folder_with_a_file_gone_or_broken_is_told_with_the_remedy(tmp_path, name, content):
    write_encoder(tiny_weights(), tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(KbError, match=r"cannot be opened: .+\nDelete the folder and run `kb model get`"):
        Encoder(tmp_path)


def test_the_tokenizer_is_plain_json(folder):
    assert json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))["model"]["type"] == "Unigram"
