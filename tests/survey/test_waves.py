"""Two waves of the same survey: what can be compared, and in whose words."""

from __future__ import annotations

import pytest

from kb.errors import KbError
from kb.survey import compared, match_waves, read_survey


@pytest.fixture
def waves(write_survey, small_codebook):
    """Read the small survey twice, the second time with questions that have changed."""
    before = read_survey(write_survey())
    book = (
        small_codebook.replace("I hvor stor grad var det bruk for deg?", "I hvor stor grad trengtes du?")
        .replace('id = "moved"\ntype', 'id = "flyttet"\nwas = "moved"\ntype')
        .replace("moved ==", "flyttet ==")
        .replace(
            '{ code = "skjerm", nb = "Skjerm" }]',
            '{ code = "skjerm", nb = "Skjerm" }, { code = "stol", nb = "Stol" }]',
        )
        .replace('id = "days"', 'id = "weeks"')
    )
    answers = "id;role;flyttet;need;training;why;tools;weeks\na;ansatt;ja;3;3;;pc;\ne;ansatt;nei;;;;;\n"
    return before, read_survey(write_survey(codebook=book, answers=answers))


def test_every_question_is_matched_and_what_changed_is_told(waves):
    before, after = waves
    told = [
        (match.before, match.after, match.likeness) for match in match_waves(before.codebook, after.codebook)
    ]
    assert told == [
        ("moved", "flyttet", "same"),
        ("need", "need", "other wording"),
        ("training", "training", "other routing"),
        ("why", "why", "same"),
        ("tools", "tools", "other scale"),
        ("", "weeks", "new"),
        ("days", "", "gone"),
    ]


def test_two_waves_are_counted_under_the_same_labels(waves):
    earlier, later = compared(*waves, "flyttet", "area")
    assert earlier.counts.loc["Pleie"].tolist() == [3, 0]
    assert later.counts.loc["Pleie"].tolist() == [1, 0]
    assert list(earlier.counts) == list(later.counts) == ["Ja", "Nei"]


def test_what_cannot_be_compared_is_told(waves):
    with pytest.raises(
        KbError, match="«tools» cannot be compared between the two surveys: it is other scale"
    ):
        compared(*waves, "tools")
    with pytest.raises(KbError, match="the later survey has no such question"):
        compared(*waves, "days")
