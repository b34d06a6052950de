"""How well the labelled texts are read; the floors lie below what was measured."""

from pathlib import Path

import pytest

from kb.intake.documents import read_original
from kb.intake.genres import read_genre

TEXTS = Path(__file__).parents[3] / "lessons" / "texts"
BANK = {"artikler": "article", "blogg": "blog", "soknader": "application"}

FLOORS = {"application": 0.97, "status": 0.97, "blog": 0.95, "article": 0.96, "hr": 0.95}


HELD_BACK = 0.75  # of all values in the texts that were never tuned on


@pytest.mark.parametrize("genre", FLOORS)
def test_the_fields_of_a_genre_are_read_right(scores, scoring, genre):
    assert (
        scoring.accuracy([one for one in scores if one.genre == genre and not one.held_back]) >= FLOORS[genre]
    )


def test_texts_that_were_never_tuned_on_are_read_well_enough(scores, scoring):
    assert scoring.accuracy([one for one in scores if one.held_back]) >= HELD_BACK


def test_nearly_every_labelled_text_is_of_the_genre_it_was_written_as(scores):
    wrong = [(one.genre, one.text, one.wrong) for one in scores if one.field == "genre" and not one.right]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(("folder", "genre"), BANK.items())
def test_the_texts_of_the_bank_are_of_the_genre_of_their_folder(folder, genre):
    texts = sorted((TEXTS / folder).glob("*.md"))
    assert texts
    assert {read_genre(read_original(text, text.name)).genre for text in texts} == {genre}


def test_texts_in_bokmaal_nynorsk_and_english_are_told_apart(scores):
    assert all(one.right for one in scores if one.field == "language")


def test_a_field_that_is_read_and_not_there_counts_against_the_reading(scoring, document):
    reading = read_genre(document("# Status flom", "- Varslingen fungerte"), genre="status")
    (found,) = (
        one for one in scoring.score("status", "01", reading, {"positives": []}) if one.field == "positives"
    )
    assert (found.right, found.told, found.wrong) == (0, 1, ("Varslingen fungerte",))


def test_what_is_missed_counts_against_the_reading(scoring, document):
    reading = read_genre(document("# Status flom", "- Alt som vanlig"), genre="status")
    (found,) = (
        one for one in scoring.score("status", "01", reading, {"tracks": ["A", "B"]}) if one.field == "tracks"
    )
    assert (found.right, found.told, found.missed) == (0, 2, ("A", "B"))
