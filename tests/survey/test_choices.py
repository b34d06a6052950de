"""Several answers, own words and numbers, worked by hand."""

from __future__ import annotations

import pytest

from kb.errors import KbError
from kb.privacy.disclosure import protect
from kb.survey import amounts, choice_overview, choices, open_counts, open_overview, read_survey


@pytest.fixture
def survey(write_survey, small_answers):
    return read_survey(
        write_survey(answers=small_answers.replace("f;ansatt;ja;2;9;;;", "f;ansatt;ja;2;9;;pc|9;4"))
    )


def test_every_option_has_the_same_base_of_persons(survey):
    tables = choices(
        survey, "tools", "area"
    )  # a: pc and screen, b: pc, c: don't know, e: screen, f: pc (and 9)
    assert list(tables) == ["PC", "Skjerm"]
    assert tables["PC"].counts.loc["Pleie"].tolist() == [2, 0]
    assert tables["PC"].counts.loc["Skole"].tolist() == [1, 1]
    assert tables["Skjerm"].counts.loc["Pleie"].tolist() == [1, 1]
    assert list(tables["PC"].counts) == ["Valgt", "Ikke valgt"]
    sums = [table.counts.sum(axis="columns").tolist() for table in tables.values()]
    assert sums == [[2, 2], [2, 2]]


def test_an_overview_has_a_row_an_option(survey):
    counts = choice_overview(survey, "tools").counts
    assert counts.loc["PC"].tolist() == [3, 1]
    assert counts.loc["Skjerm"].tolist() == [2, 2]


def test_numbers_are_added_up_with_the_persons_behind(survey):
    table = amounts(survey, "days", "area")
    assert table.counts.iloc[:, 0].tolist() == [2, 1]
    assert table.values.iloc[:, 0].tolist() == [3.5, 4.0]
    assert protect({"days": table}, smallest=1)["days"].cells.iloc[:, 0].tolist() == [3.5, 4.0]


def test_open_answers_are_counted_with_those_who_wrote_nothing(survey):
    assert open_counts(survey, "area").counts.iloc[:, 0].tolist() == [1, 0]
    assert open_overview(survey).counts.loc["Hvorfor?"].tolist() == [1, 1]


def test_a_question_of_another_type_is_refused(survey):
    with pytest.raises(KbError, match="«need» allows one answer only"):
        choices(survey, "need")
    with pytest.raises(KbError, match="«need» is no question of type number"):
        amounts(survey, "need")
