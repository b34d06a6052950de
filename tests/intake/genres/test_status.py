"""Points that are good and hard, tracks and plans."""

import pytest

from kb.intake.genres import read_genre
from kb.intake.genres.polarity import marks, without_signs

GOOD = [
    "Nettbrettene har fungert 😊",
    "Planene våre er gull verdt",
    "Samarbeidet har vært fruktbart",
    "Fewer delays 👍",
]
HARD = [
    "Vi har ikke tilstrekkelig med sengeplasser",
    "Krevende sommer",
    "Loggen fungerte ikkje utan nett",
    "Nødstrøm manglet :-(",
    "Crews are worn out",
]
NEITHER = ["14 brukere flyttet", "Ingen avvik meldt", "Det er møte på tirsdag"]


@pytest.mark.parametrize("point", GOOD)
def test_a_good_point_is_known(point):
    assert marks(point) == {"good"}


@pytest.mark.parametrize("point", HARD)
def test_a_hard_point_is_known(point):
    assert marks(point) == {"hard"}


@pytest.mark.parametrize("point", NEITHER)
def test_a_point_that_says_neither_is_neither(point):
    assert marks(point) == frozenset()


def test_a_point_may_be_both():
    assert marks("Krevende å flytte, men morsomt å lykkes") == {"good", "hard"}


def test_a_sign_decides_before_words():
    assert marks("Ansatte savner kantina 😊") == {"good"}


def test_signs_are_dropped_from_what_is_told():
    assert without_signs("Vi bygger om på en uke 😊 :-)") == "Vi bygger om på en uke"


def test_the_heading_decides_where_a_point_is_silent():
    assert marks("Én leder på stedet", "Hva gikk bra?") == {"good"}
    assert marks("Nye nettbrett", "Hva er vanskelig?") == {"hard"}


def test_as_many_tracks_are_kept_as_the_text_says(document):
    lines = [
        "# Status",
        "# Skole",
        "- Arbeidet evalueres etter to spor",
        "- Elever",
        "- Skole/hjem",
        "- Tid på planer",
    ]
    reading = read_genre(document(*lines), genre="status")
    assert [one.text for one in reading.tracks] == ["Elever", "Skole/hjem"]
    assert [one.text for one in reading.planned] == ["Arbeidet evalueres etter to spor"]


def test_a_survey_that_was_held_is_not_planned(document):
    reading = read_genre(
        document("# Status", "# Nå", "- Undersøkelsen er avsluttet", "# Videre", "- Ny undersøkelse i mai")
    )
    assert [one.text for one in reading.planned] == ["Ny undersøkelse i mai"]


def test_numbers_of_headings_are_dropped(document):
    reading = read_genre(document("# Status flom", "# 2 Oppvekst", "- Skolen er åpen"), genre="status")
    assert [section.heading for section in reading.sections] == ["Oppvekst"]
