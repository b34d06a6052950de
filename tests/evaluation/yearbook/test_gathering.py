import datetime as dt

import pytest

from kb.errors import KbError
from kb.evaluation.yearbook.gathering import gather_year

BLOG = (
    "# Året\n\nVi lånte bort utstyr i mars. Hva vil du ta vare på?\n\nNå er det jul. Må det en krise til?\n"
)
DONE = "[{what: Telle, owner: Lagerleder, due: 2021-02-01, status: done}]"


@pytest.fixture
def bank(make_bank):
    decision = '{answer: "yes", on: 2021-03-01, by: Kommunedirektøren}'
    return make_bank(
        {
            "id": "lager",
            "file": "2020-06-15-lager.md",
            "status": "implemented",
            "actions": DONE,
            "decision": decision,
        },
        {"id": "lager-igjen", "file": "2021-05-02-lager-igjen.md", "identified_before": "[lager]"},
        {"id": "utkast", "file": "2021-06-01-utkast.md", "status": "draft"},
        texts=[
            ("blogg/2020-12-18-aaret.md", BLOG),
            ("status/2020-05-26-status.md", "# Status\n\nHvem vet?\n"),
        ],
    )


def test_a_lesson_belongs_to_the_year_in_which_it_was_identified(bank):
    assert [(day, one.id) for day, one in gather_year(bank, 2020).lessons] == [
        (dt.date(2020, 6, 15), "lager")
    ]
    assert [one.id for _, one in gather_year(bank, 2021).lessons] == ["lager-igjen"]  # a draft is none yet


def test_a_year_has_what_was_decided_and_done_in_it_whenever_the_lesson_came(bank):
    assert [one.id for one in gather_year(bank, 2021).decided] == ["lager"]
    assert [action.what for _, action in gather_year(bank, 2021).done] == ["Telle"]
    assert gather_year(bank, 2020).decided == ()


def test_what_was_identified_again_comes_back_in_the_later_year(bank):
    assert gather_year(bank, 2020).returned == ()
    (group,) = gather_year(bank, 2021).returned
    assert group.times == 2


def test_open_questions_are_those_of_the_years_blog_texts(bank):
    told = [(one.text, one.path) for one in gather_year(bank, 2020).questions]
    assert [text for text, _ in told] == ["Hva vil du ta vare på?", "Må det en krise til?"]
    assert {path for _, path in told} == {"lessons/texts/blogg/2020-12-18-aaret.md"}


def test_a_year_with_nothing_names_those_that_have_something(bank):
    with pytest.raises(KbError, match=r"nothing of 1999\. It has 2020, 2021"):
        gather_year(bank, 1999)


def test_a_year_is_told_as_plain_values(bank):
    told = gather_year(bank, 2021).as_dict()
    assert told["came_back"] == [["lager", "lager-igjen"]]
    assert told["decided"][0]["answer"] == "yes"
