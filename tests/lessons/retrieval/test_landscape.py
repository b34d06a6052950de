"""The landscape tells how themes are covered."""

import numpy as np

from kb.lessons.retrieval.landscape import Coverage, Origin, coverage

ORIGINS = [
    Origin("a", True, ("skole",), 2021),
    Origin("a", True, ("skole",), 2021),
    Origin("b", True, ("skole", "ledelse"), 2023),
    Origin("t", False, (), 2019),
    Origin("u", False, ("lokaler",), None),
]
SCORES = np.array(
    [[0.9, 0.1, 0.0], [0.2, 0.6, 0.0], [0.1, 0.1, 0.0], [0.5, 0.1, 0.0], [0, 0, 0.4]], np.float32
)


def test_a_theme_is_told_by_its_labels_by_its_passages_and_by_its_years():
    assert coverage(["skole", "ledelse"], SCORES[:, :2], ORIGINS) == [
        Coverage("skole", lessons=2, in_lessons=1, in_texts=1, first=2019, last=2023),
        Coverage("ledelse", lessons=1, in_lessons=1, in_texts=0, first=2021, last=2023),
    ]


def test_a_theme_without_a_lesson_is_told_as_unlooked_even_where_a_text_speaks_of_it():
    only = coverage(["lokaler"], SCORES[:, 2:], ORIGINS, floor=0.4)[0]
    assert (only.unlooked, only.in_texts, only.first) == (True, 1, None)


def test_an_empty_bank_has_every_theme_uncovered():
    told = coverage(["skole"], np.zeros((0, 1), np.float32), [])
    assert told == [Coverage("skole", 0, 0, 0, None, None)]
