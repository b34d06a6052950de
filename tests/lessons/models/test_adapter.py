import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.models import adapter
from kb.lessons.models.adapter import LEARNED, adapt
from kb.lessons.models.embedding import DEFAULT, open_embedder
from kb.lessons.models.encoder import Encoder
from kb.lessons.models.tokens import PASSAGE, QUERY

SIZE = 384
ASKED = "omdisponering av tilsette til sjukeheim"


def unit(seed):
    vector = np.random.default_rng(seed).normal(size=SIZE).astype(np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture
def learned(tmp_path, monkeypatch):
    """Puts another matrix in the place of the learned one."""

    def put(matrix):
        np.save(tmp_path / "matrix.npy", matrix.astype(np.float16))
        monkeypatch.setattr(adapter, "LEARNED", tmp_path / "matrix.npy")
        adapter._learned.cache_clear()

    yield put
    adapter._learned.cache_clear()


@given(st.integers(0, 2**32 - 1))
def test_an_adapted_query_has_unit_length(seed):
    adapted = adapt(unit(seed))
    assert (adapted.shape, adapted.dtype) == ((SIZE,), np.float32)
    assert np.linalg.norm(adapted) == pytest.approx(1, abs=1e-5)


def test_a_matrix_of_zeros_leaves_the_query_as_it_is(learned):
    learned(np.zeros((SIZE, SIZE)))
    assert adapt(unit(1)) == pytest.approx(unit(1), abs=1e-6)


def test_the_query_goes_half_the_way_to_where_the_matrix_takes_it(learned):
    first, second = np.eye(SIZE, dtype=np.float32)[:2]
    learned(np.outer(first, second - first))  # takes the first axis to the second
    assert adapt(first) == pytest.approx((first + second) / 2**0.5, abs=1e-3)


def test_the_learned_matrix_is_small_and_whole():
    matrix = np.load(LEARNED)
    assert (matrix.shape, matrix.dtype) == ((SIZE, SIZE), np.float16)
    assert np.isfinite(matrix).all()
    assert 0 < np.abs(matrix).max() < 1


@pytest.mark.model
def test_the_default_models_queries_are_adapted_and_its_documents_are_not(model_folder):
    embedder, encoder = open_embedder(DEFAULT, cache=model_folder.parent), Encoder(model_folder)
    query, document = encoder.encode([QUERY + ASKED, PASSAGE + ASKED])
    assert embedder.query(ASKED) @ adapt(query) > 0.9995
    assert embedder.query(ASKED) @ query < 0.995
    assert embedder.documents([ASKED])[0] == pytest.approx(document, abs=1e-5)
