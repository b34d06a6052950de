"""Passages that no theme covers are put together, with the words that mark them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kb.lessons.retrieval.grouping import FEWEST_DOCUMENTS, FEWEST_PASSAGES, marking_words, suggest_groups

WATER = (
    "Vannprøvene fra anlegget viste bakterier, og kommunen sendte kokevarsel til alle abonnenter samme kveld"
)
PLAIN = (
    "Tjenesten fikk god hjelp av andre avdelinger og kunne holde åpent gjennom hele denne perioden likevel"
)


def bank(documents, count=80):
    """A bank whose first eight passages, on water, are far from every theme and near each other."""
    drawn = np.random.default_rng(3).normal(size=(count, 12))
    drawn = 0.2 * drawn + 4 * np.eye(12)[np.where(np.arange(count) < 8, 5, 0)]
    vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    scores = np.full((count, 2), 0.8, np.float32)
    scores[:8] = 0.1
    texts = [f"{WATER if row < 8 else PLAIN}, nummer {row}." for row in range(count)]
    names = [documents[row % len(documents)] if row < 8 else f"d{row}" for row in range(count)]
    return vectors, scores, texts, names


def test_a_group_the_taxonomy_lacks_is_suggested_with_its_words():
    best = suggest_groups(*bank(["a", "b", "c"]))[0]
    assert (sorted(best.passages), best.documents) == (list(range(8)), 3)
    assert "vannprøvene" in best.words or "kokevarsel" in best.words
    assert not {"tjenesten", "hjelp", "og", "nummer"} & set(best.words)
    names = bank(["a", "b", "c"])[3]
    assert sorted(names[row] for row in best.examples) == ["a", "b", "c"]
    assert best.examples[0] == best.passages[0]


def test_one_document_alone_makes_no_group():
    groups = suggest_groups(*bank(["a"]))
    assert not any(0 in group.passages for group in groups)


def test_lines_that_say_nothing_and_texts_told_before_are_not_grouped():
    vectors, scores, texts, names = bank(["a", "b", "c"])
    texts[:4] = ["Side 2 av 3"] * 4
    texts[4:8] = [WATER] * 4
    assert not any(
        set(group.passages) & set(range(8)) - {4} for group in suggest_groups(vectors, scores, texts, names)
    )


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_bank_of_a_few_passages_has_no_groups(count):
    vectors, scores, texts, names = bank(["a", "b"])
    assert suggest_groups(vectors[:count], scores[:count], texts[:count], names[:count]) == []


@given(arrays(np.float32, (24, 4), elements=st.floats(-1, 1, width=16)), st.integers(1, 5))
def test_groups_share_no_passage_and_keep_the_least_sizes(vectors, documents):
    texts = [f"{PLAIN} {row}" for row in range(24)]
    names = [f"d{row % documents}" for row in range(24)]
    given_in = (vectors, vectors[:, :2], texts, names)
    groups = suggest_groups(*given_in)
    rows = [row for group in groups for row in group.passages]
    assert len(rows) == len(set(rows))
    assert all(len(group.passages) >= FEWEST_PASSAGES for group in groups)
    assert all(group.documents >= FEWEST_DOCUMENTS for group in groups)
    assert groups == suggest_groups(*given_in)


def test_a_mark_is_shown_as_its_most_usual_word_and_stands_in_two_documents():
    texts = ["Pumpene sto", "pumpene stanset", "pumpe", "Bilen sto", "Bilen kom", "Bilen gikk"]
    assert marking_words(texts, ["a", "b", "b", "c", "d", "e"], [[0, 1, 2]]) == [("pumpene",)]


def test_no_stop_word_marks_a_group():
    texts = ["og ikkje vatn", "og ikkje vatn", "bil", "båt"]
    assert marking_words(texts, list("abcd"), [[0, 1]]) == [("vatn",)]
