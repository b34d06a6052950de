import datetime as dt

import pytest

from kb.errors import KbError
from kb.evaluation.actions.register import build_register
from kb.evaluation.actions.selection import Wanted, select


@pytest.fixture
def register(library):
    return build_register(library, dt.date(2026, 11, 28))


def names(register, **wanted):
    return [item.name for item in select(register, Wanted(**wanted)).items]


def test_open_actions_are_told_unless_others_are_asked_for(register):
    assert names(register) == ["lager-igjen/ny-telling", "lager-igjen/varsle", "lager-igjen/3"]
    assert names(register, status="all") == [item.name for item in register.items]
    assert names(register, status="dropped") == ["skole/plan"]


def test_only_the_late_can_be_asked_for_and_then_nothing_else_is_told(register):
    only = select(register, Wanted(overdue=True))
    assert [item.name for item in only.items] == ["lager-igjen/ny-telling"]
    assert only.returned == ()


@pytest.mark.parametrize("owner", ["Kommunalsjef Eiendom", "kommunalsjef for eiendom", "EIENDOM"])
def test_an_owner_is_found_by_a_part_of_the_role_in_any_letters(register, owner):
    assert names(register, owner=owner, status="all") == ["felles-lager/lager"]


def test_what_came_back_is_told_to_those_who_own_a_part_of_it(register):
    assert len(select(register, Wanted(owner="HR-sjef")).returned) == 1
    assert select(register, Wanted(owner="Rektor")).returned == ()
    assert len(select(register, Wanted(lesson="felles-lager")).returned) == 1


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"status": "begun"}, "open, all, planned, started, done, dropped"),
        ({"owner": "Lagersjef"}, "Lagerleder"),
        ({"owner": "§§§"}, "HR-sjef"),
        ({"lesson": "borte"}, "kb index"),
    ],
)
def test_what_no_action_has_is_told_with_what_there_is(register, wanted, told):
    with pytest.raises(KbError, match=told):
        select(register, Wanted(**wanted))
