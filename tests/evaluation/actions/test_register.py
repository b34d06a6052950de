import datetime as dt

import pytest

from kb.errors import KbError
from kb.evaluation.actions.accounts import account
from kb.evaluation.actions.register import Waiting, build_register

TODAY = dt.date(2026, 11, 28)


@pytest.fixture
def register(library):
    return build_register(library, TODAY)


def named(register, name):
    return next(item for item in register.items if item.name == name)


def test_the_late_are_first_then_the_open_by_due_date_then_the_closed(register):
    assert [item.name for item in register.items] == [
        "lager-igjen/ny-telling",
        "lager-igjen/varsle",
        "lager-igjen/3",
        "felles-lager/lager",
        "felles-lager/2",
        "skole/plan",
    ]


def test_an_action_is_late_from_the_day_after_its_due_date(library):
    def late(day):
        return named(build_register(library, day), "lager-igjen/ny-telling").days_late

    assert [late(dt.date(2026, 10, day)) for day in (1, 2, 30)] == [0, 1, 29]
    assert not late(dt.date(2026, 9, 30))


def test_an_action_without_a_due_date_and_one_that_is_closed_are_never_late(library):
    late = build_register(library, dt.date(2099, 1, 1)).overdue
    assert {item.name for item in late} == {"lager-igjen/ny-telling", "lager-igjen/varsle"}


def test_an_action_waits_for_all_it_depends_on_that_is_not_done(register):
    item = named(register, "lager-igjen/varsle")
    assert item.blocked
    assert item.waits_for == (
        Waiting("lager-igjen/ny-telling", "Telle hver mandag", "started"),
        Waiting("skole/plan", "Lage plan", "dropped"),
    )
    assert not named(register, "lager-igjen/ny-telling").blocked


def test_rejected_lessons_are_left_out(register):
    assert "dyrt" not in {item.lesson.id for item in register.items}


def test_actions_of_a_lesson_that_came_back_are_marked(register):
    assert {item.lesson.id for item in register.items if item.came_back} == {"felles-lager", "lager-igjen"}


def test_without_a_knowledge_base_the_remedy_is_told(library):
    library.database.unlink()
    with pytest.raises(KbError, match="kb index"):
        build_register(library, TODAY)


def test_the_account_tells_all_of_it_in_plain_values(register):
    told = account(register)
    late, waiting = told["actions"][:2]
    assert told["today"] == "2026-11-28"
    assert (late["overdue"], late["days_late"], late["due"]) == (True, 58, "2026-10-01")
    assert late["progress"] == [{"on": "2026-09-01", "note": "Halve lageret er talt"}]
    assert late["lesson"]["decision"]["answer"] == "partly"
    assert late["lesson"]["path"] == "lessons/entries/b.md"
    assert [one["status"] for one in waiting["waits_for"]] == ["started", "dropped"]
    (back,) = told["came_back"]
    assert [(one["id"], one["done_on"], one["in_vain"]) for one in back["occasions"]] == [
        ("felles-lager", "2020-10-01", True),
        ("lager-igjen", None, False),
    ]
