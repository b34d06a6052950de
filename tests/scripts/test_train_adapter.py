"""The query adapter's training learns what was planted, from a folder as it would be given."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import numpy as np
import pytest

from kb.lessons.models.tokens import PASSAGE, QUERY

SCRIPTS = Path(__file__).parents[2] / "scripts"
SIZE, DOCUMENTS = 16, 60
TOPICS = ("sykehjem", "barnehage", "beredskap", "bemanning", "opplæring", "innkjøp", "kommunikasjon")


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(SCRIPTS)
    return importlib.import_module


@pytest.fixture
def corpus(tmp_path):
    """A folder of made-up text in the form of the real one."""
    folder = tmp_path / "corpus"
    (folder / "samnorsk").mkdir(parents=True)
    for name in ("nn", "nb"):
        (folder / "samnorsk" / f"reduction.{name}.txt").write_text(
            "sjukeheim => sykehjem\n", encoding="utf-8"
        )
    chance = np.random.default_rng(3)
    made = [" ".join(chance.choice(TOPICS, 5)) for _ in range(DOCUMENTS)]
    body = "ble øvet i kommunen, og alle fikk vite det i tide. "
    texts = [f"# Om {own} {place}\n" + f"{own} {body}" * 3 for place, own in enumerate(made)]
    write(folder / "gov_nob.jsonl", [{"text": text} for text in texts])
    write(folder / "gov_nno.jsonl", [])
    laws = [
        {"law": f"lov {place}", "title": f"Krav om {own}", "text": f"{own} " * 4}
        for place, own in enumerate(made)
    ]
    write(folder / "laws.jsonl", laws)
    phrases = [
        {"nb": f"{own} er vedtatt nå {place}", "en": f"granted {place}"} for place, own in enumerate(made)
    ]
    write(folder / "pairs_pensjonsbrev.jsonl", phrases)
    write(folder / "pairs_smittestopp.jsonl", [])
    (folder / "pairs_tatoeba_en.tsv").write_text("nob\tHei\tHi\nnno\tEg òg\tMe too\n", encoding="utf-8")
    return folder


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def plant(folder, pairs):
    """Give each passage a vector, and its queries that vector turned, as if a model had told them."""
    chance = np.random.default_rng(5)
    turn = np.linalg.qr(chance.normal(size=(SIZE, SIZE)))[0]
    passages = {pair.passage: chance.normal(size=SIZE) for pair in pairs}
    told = {PASSAGE + text: vector for text, vector in passages.items()}
    told |= {QUERY + pair.query: passages[pair.passage] @ turn for pair in pairs}
    (folder / "fp32").mkdir(parents=True)
    (folder / "fp32" / "texts.json").write_text(json.dumps(list(told)), encoding="utf-8")
    vectors = np.stack(list(told.values()))
    np.save(folder / "fp32" / "vectors.npy", vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def share_found(matrix, kind):
    turned = kind.queries.numpy() + kind.queries.numpy() @ matrix
    found = (turned @ kind.passages.numpy().T).argmax(axis=1)
    return (kind.keys[found, 1] == kind.keys[:, 1]).mean()


def test_a_folder_of_text_teaches_the_matrix_what_was_planted(corpus, tmp_path, scripts):
    adapter, searches = scripts("train_adapter"), scripts("train_searches")
    pairs = searches.make_searches(corpus, 0)
    assert {pair.kind for pair in pairs} == {"heading", "law", "en", "keyword"}
    plant(tmp_path / "told", pairs)
    teacher = scripts("train_teacher").Teacher(tmp_path / "told")
    recipe = adapter.Recipe(steps=300, rate=2e-2, sharpness=10, decay=1e-3)
    adapter.train_adapter(corpus, tmp_path / "matrix.npy", teacher, recipe)
    matrix = np.load(tmp_path / "matrix.npy").astype(np.float32)
    assert matrix.shape == (SIZE, SIZE)
    laws = adapter.read_kind([pair for pair in pairs if pair.kind == "law"], teacher)
    assert share_found(np.zeros_like(matrix), laws) < 0.3
    assert share_found(matrix, laws) > 0.9


def test_the_same_folder_and_seed_give_the_same_pairs_and_matrix(corpus, tmp_path, scripts):
    adapter, searches = scripts("train_adapter"), scripts("train_searches")
    pairs = searches.make_searches(corpus, 0)
    assert searches.make_searches(corpus, 0) == pairs
    plant(tmp_path / "told", pairs)
    kinds = [adapter.read_kind(pairs, scripts("train_teacher").Teacher(tmp_path / "told"))]
    first, again = (adapter.fit(kinds, adapter.Recipe(steps=5)) for _ in range(2))
    assert np.array_equal(first, again)


def test_another_pair_of_the_same_passage_is_no_wrong_answer(scripts):
    torch, adapter = scripts("torch"), scripts("train_adapter")
    same = torch.nn.functional.normalize(torch.ones(2, SIZE), dim=1)
    loss = {
        passages: adapter.finding_loss(
            torch.zeros(SIZE, SIZE),
            adapter.Kind(same, same, np.array([[0, passages[0]], [1, passages[1]]])),
            adapter.Recipe(),
            np.random.default_rng(0),
        ).item()
        for passages in ((0, 0), (0, 1))
    }
    assert loss[0, 0] == pytest.approx(0)
    assert loss[0, 1] == pytest.approx(np.log(2))


def test_what_tests_are_made_of_is_held_aside(corpus, scripts):
    held = scripts("search_sets").is_held_aside
    texts = scripts("train_texts")
    laws = {row["law"] for row in texts.read_laws(corpus)}
    phrases = [row["nb"] for row in texts.read_phrases(corpus)]
    assert 0 < len(laws) < DOCUMENTS
    assert 0 < len(phrases) < DOCUMENTS
    assert not any(held(name) for name in [*laws, *phrases])
    assert texts.read_sentences(corpus) == [("Eg òg", "Me too")]


def test_a_passage_is_asked_for_by_the_thesauruss_other_words(scripts):
    searches, queries = scripts("train_searches"), scripts("train_queries")
    words = queries.Words(["sykehus"], {})
    asked = {searches.say_otherwise("på sykehus", words, queries.Chance(seed)) for seed in range(30)}
    assert "sykehus" not in asked
    assert {"sjukehus", "hospital trust"} <= asked
    assert searches.say_otherwise("zzzz", words, queries.Chance(0)) == ""
