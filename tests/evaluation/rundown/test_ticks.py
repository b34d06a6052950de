import datetime as dt

import pytest

from kb.errors import FaultsFound
from kb.evaluation.rundown.matching import run_down
from kb.evaluation.rundown.recording import record_ticks
from kb.evaluation.rundown.sections import pasted
from kb.evaluation.rundown.ticks import read_ticks, write_ticks

PLAN = '# Plan "A"\n\n## Utstyr\n\nMunnbind ligger på felles lager.\n'
LAGER = {"id": "felles-lager", "title": 'Ett felles "lager" ga oversikt over munnbind'}


@pytest.fixture
def bank(make_bank, unrelated):
    return make_bank(*unrelated, {**LAGER, "title": "'Ett felles \"lager\" ga oversikt over munnbind'"})


@pytest.fixture
def ticks(bank, tmp_path):
    return write_ticks(run_down(bank, pasted(PLAN)), tmp_path / "ticks.toml")


def answer(file, **values):
    text = file.read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"')
    file.write_text(text, encoding="utf-8")
    return read_ticks(file)


def test_an_empty_list_is_read_back_with_every_lesson(ticks):
    told = read_ticks(ticks)
    assert told.plan == 'Plan "A"'
    assert [(one.avsnitt, one.lesson, one.svar) for one in told.punkt] == [("Utstyr", "felles-lager", "")]


def test_a_list_with_answers_is_not_written_over(bank, ticks):
    with pytest.raises(FaultsFound, match="may hold answers"):
        write_ticks(run_down(bank, pasted(PLAN)), ticks)


def test_what_must_be_done_becomes_an_action_once(bank, ticks):
    told = answer(
        ticks, svar="må gjøres noe", hva="Telle lageret: alt", ansvarlig="Lagerleder", frist="2027-01-31"
    )
    assert [path.name for path in record_ticks(bank, told)] == ["2020-06-15-felles-lager.md"]
    assert record_ticks(bank, told) == []
    bank.index()
    (action,) = bank.lesson("felles-lager").actions
    assert (action.what, action.owner, action.due) == (
        "Telle lageret: alt",
        "Lagerleder",
        dt.date(2027, 1, 31),
    )


def test_what_is_used_or_not_relevant_changes_no_lesson(bank, ticks):
    assert record_ticks(bank, answer(ticks, svar="brukes")) == []


def test_something_to_do_without_owner_and_task_is_told_for_both(ticks):
    with pytest.raises(FaultsFound) as found:
        answer(ticks, svar="må gjøres noe")
    assert [fault.place for fault in found.value.faults] == ["punkt 1, hva", "punkt 1, ansvarlig"]


def test_an_answer_that_is_none_is_refused(ticks):
    with pytest.raises(FaultsFound, match="svar"):
        answer(ticks, svar="kanskje")


def test_a_lesson_that_is_gone_stops_all(bank, ticks):
    told = answer(ticks, svar="må gjøres noe", hva="Telle", ansvarlig="Lagerleder")
    gone = told.punkt[0].model_copy(update={"lesson": "borte"})
    with pytest.raises(FaultsFound, match="borte"):
        record_ticks(bank, told.model_copy(update={"punkt": [*told.punkt, gone]}))
    bank.index()
    assert bank.lesson("felles-lager").actions == []
