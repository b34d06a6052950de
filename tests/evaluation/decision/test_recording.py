import datetime as dt

import pytest

from kb.errors import FaultsFound
from kb.evaluation.decision.recording import record_decisions
from kb.evaluation.decision.records import Note

YES = {"answer": "yes", "on": "2020-11-16", "by": "Kommunedirektøren"}
NO = {**YES, "answer": "no", "reason": "For dyrt"}


def note(*recommendations):
    told = [
        {
            "priority": number,
            "what": "Behold lageret",
            "why": "Det virket",
            "cost": "Ingen",
            "concerns": ["Alle"],
            "owner": "Lagerleder",
            "findings": [{"name": "lager", "says": "Lageret ga oversikt"}],
            "alternatives": [{"what": "Ikke", "means": "Tapt oversikt"}],
            "lessons": lessons,
            "decision": decision,
        }
        for number, (lessons, decision) in enumerate(recommendations, start=1)
    ]
    return Note.model_validate(
        {
            "title": "Notat",
            "matter": "Lageret",
            "evaluation": "evalueringen",
            "notebook": "e.ipynb",
            "decided_by": "Kommunedirektøren",
            "date": "2020-11-16",
            "recommendations": told,
        }
    )


@pytest.fixture
def bank(make_bank):
    return make_bank({"id": "lager"}, {"id": "skole"})


def test_a_decision_is_put_on_its_lessons_with_the_note_it_is_written_in(bank):
    written = record_decisions(bank, note((["lager"], YES), (["skole"], None)), "decision.toml")
    assert len(written) == 1
    bank.index()
    decision = bank.lesson("lager").decision
    assert (decision.answer, decision.on, decision.note) == ("yes", dt.date(2020, 11, 16), "decision.toml")
    assert bank.lesson("skole").decision is None


def test_recording_twice_changes_nothing(bank):
    told = note((["lager"], NO))
    assert len(record_decisions(bank, told, "decision.toml")) == 1
    assert record_decisions(bank, told, "decision.toml") == []


def test_a_lesson_decided_on_in_two_ways_stops_all(bank):
    with pytest.raises(FaultsFound, match="both yes and no"):
        record_decisions(bank, note((["lager"], YES), (["lager", "skole"], NO)), "decision.toml")
    bank.index()
    assert bank.lesson("skole").decision is None


def test_every_lesson_that_is_gone_is_told(bank):
    with pytest.raises(FaultsFound) as found:
        record_decisions(bank, note((["borte", "lager", "vekk"], YES)), "decision.toml")
    assert [fault.file for fault in found.value.faults] == ["borte", "vekk"]
