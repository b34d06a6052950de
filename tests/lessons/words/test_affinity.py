"""Themes are told by meaning, by what people have labelled, and by the themes' own words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kb.lessons.bank.themes import Theme
from kb.lessons.words.affinity import (
    build_compass,
    labels_of,
    theme_texts,
    theme_vectors,
    themes_of,
)

TAXONOMY = {
    "skole": Theme(
        "skole", {"nb": "Skole", "nn": "Skule", "en": "School"}, "Undervisning.", ("hjemmeskole",)
    ),
    "ledelse": Theme(
        "ledelse",
        {"nb": "Ledelse", "nn": "Leiing", "en": "Leadership"},
        "Ledere.",
        ("felles ledelse", "leiar"),
    ),
    "lokaler": Theme("lokaler", {"nb": "Lokaler", "nn": "Lokale", "en": "Premises"}, "Bygg.", ()),
}
AXES = np.eye(3, 6, dtype=np.float32)


def passages(count=60, noise=0.3, seed=1):
    """Passages around the three axes in turn, unit length."""
    drawn = AXES[np.arange(count) % 3] + noise * np.random.default_rng(seed).normal(size=(count, 6))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


def affinities(themes, vectors, labels=None, evidence=None):
    """Score a whole bank, themes by their number."""
    names = [str(number) for number in range(len(themes))]
    return build_compass(names, themes, vectors, labels).passages(vectors, evidence)


def test_a_theme_is_embedded_as_its_list_its_description_and_each_of_its_words():
    assert theme_texts(TAXONOMY)["ledelse"] == (
        "Ledelse: felles ledelse, leiar",
        "Ledelse\nLedere.",
        "felles ledelse",
        "leiar",
    )
    assert theme_texts(TAXONOMY)["lokaler"][2:] == ("Lokaler", "Lokale", "Premises")


def test_every_text_is_embedded_once_and_a_theme_gets_one_vector_of_unit_length():
    asked = []

    def embed(texts):
        asked.extend(texts)
        return np.array([[len(text), 1, 0] for text in texts], dtype=np.float32)

    vectors = theme_vectors(TAXONOMY, embed)
    assert len(asked) == len(set(asked))
    assert (vectors.shape, vectors.dtype) == ((3, 3), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_the_theme_a_passage_is_nearest_to_scores_highest():
    scores = affinities(AXES, passages())
    assert (scores.argmax(axis=1) == np.arange(60) % 3).mean() > 0.95


def test_a_likeness_that_all_themes_share_tells_nothing():
    shared = np.array([0, 0, 0, 5, 0, 0], dtype=np.float32)
    assert affinities(AXES + shared, passages()) == pytest.approx(affinities(AXES, passages()), abs=1e-5)


def test_labelled_passages_draw_a_theme_towards_what_people_mean_by_it():
    vectors = np.tile(np.eye(6, dtype=np.float32)[3:5], (80, 1))  # two sorts that no theme's text tells of
    labels = np.zeros((160, 3), dtype=bool)
    labels[:100:2, 1] = True
    before, after = affinities(AXES, vectors), affinities(AXES, vectors, labels)
    assert before[150, 1] == pytest.approx(before[151, 1])
    assert after[150, 1] > after[151, 1] + 0.2


def test_words_of_the_theme_lift_its_score_and_no_other():
    evidence = np.zeros((60, 3), dtype=np.float32)
    evidence[7, 2] = 1
    plain, lifted = affinities(AXES, passages()), affinities(AXES, passages(), evidence=evidence)
    assert lifted[7, 2] > plain[7, 2]
    lifted[7, 2] = plain[7, 2]
    assert (lifted == plain).all()


def test_labels_of_unknown_themes_are_passed_over():
    assert labels_of(TAXONOMY, [("lokaler", "ukjent"), ()]).tolist() == [[False, False, True], [False] * 3]


def test_a_query_is_told_its_theme():
    compass = build_compass(list(TAXONOMY), AXES, passages())
    assert themes_of(compass.themes, compass.query(AXES[1]))[0][0] == "ledelse"


def test_themes_are_listed_from_the_floor_up_the_best_first():
    scores = np.array([0.4, 0.1, 0.9], dtype=np.float32)
    assert themes_of(["a", "b", "c"], scores, 0.3) == [("c", 0.9), ("a", 0.4)]


@pytest.mark.parametrize(("themes", "count"), [(0, 4), (1, 4), (3, 0), (3, 1)])
def test_a_bank_too_small_to_compare_is_scored_all_the_same(themes, count):
    scores = affinities(AXES[:themes], passages(4)[:count])
    assert scores.shape == (count, themes)
    assert np.isfinite(scores).all()


@given(arrays(np.float32, (7, 6), elements=st.floats(-1, 1, width=32)), st.permutations(range(7)))
def test_scores_lie_between_0_and_1_and_do_not_depend_on_the_order_of_the_passages(vectors, order):
    scores = affinities(AXES, vectors)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert affinities(AXES, vectors[order]) == pytest.approx(scores[order], abs=0.02)
