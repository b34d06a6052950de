"""Lessons that came back, made ready for a chart."""

import datetime as dt

import pytest

from kb.evaluation import returning
from kb.evaluation.returning import after_change, occasion_names, recurrence_rows, told_in_years

LANGUAGES = ("nb", "nn", "en")
DONE = "\n  - {what: Lage en mal, owner: HR-sjef, due: 2020-09-01, status: done}"
AGAIN = {
    "id": "lager-igjen",
    "title": "Lageret mangla att då flaumen kom",
    "period": "{from: 2022-06-01, to: 2022-06-30}",
    "identified_before": "[felles-lager]",
}


@pytest.fixture
def rows(make_bank):
    def made(first, **last):
        bank = make_bank({"id": "felles-lager", "status": first, "actions": DONE}, {**AGAIN, **last})
        return recurrence_rows(bank.recurring(), bank)

    return made


def test_a_lesson_is_told_by_its_last_title_status_and_page(rows):
    (row,) = rows("implemented")
    assert (row.label, row.now, row.language) == (AGAIN["title"], "identifisert", "nn")
    assert row.address == "laeringspunkter/lager-igjen.html"
    assert row.happened == (dt.date(2020, 3, 12), dt.date(2022, 6, 1))


def test_a_change_that_was_made_stands_between_and_what_follows_came_after_it(rows):
    (row,) = rows("implemented")
    assert (row.done, row.again) == ((dt.date(2020, 9, 1),), (dt.date(2022, 6, 1),))
    assert after_change([row]) == [row]


def test_a_change_that_the_status_does_not_tell_of_was_not_made(rows):
    (row,) = rows("action_agreed")
    assert (row.done, row.again) == ((), ())
    assert after_change([row]) == []


def test_a_draft_has_no_page_to_lead_to(rows):
    (row,) = rows("implemented", status="draft")
    assert row.address == ""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "«Lageret mangla att då flaumen kom»: 2020 og 2022, tiltak gjort 2020."),
        ("nn", "«Lageret mangla att då flaumen kom»: 2020 og 2022, tiltak gjort 2020."),
        ("en", "“Lageret mangla att då flaumen kom”: 2020 and 2022, action done 2020."),
    ],
)
def test_years_are_told_in_a_sentence(rows, language, told):
    assert told_in_years(rows("implemented"), language=language) == told


def test_marks_are_named_in_three_languages():
    names = [occasion_names(language=language) for language in LANGUAGES]
    assert names[0].again == "Identifisert igjen etter tiltaket"
    assert all(all(one) for one in names)
    assert [tuple(words) for words in (returning.OCCASIONS, returning.IN_YEARS, returning.AND)] == [
        LANGUAGES
    ] * 3
