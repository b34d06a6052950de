import datetime as dt

import pytest
from banks import TAXONOMY, lesson_text
from pydantic import ValidationError

from kb.errors import FaultsFound
from kb.lessons.bank.changes import Action, done_on
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.validation import validate

DAY = dt.date


def action(**fields):
    return Action.model_validate({"what": "Telle", "owner": "Lagerleder", "status": "done", **fields})


def validated(**fields):
    text = lesson_text(**fields)
    front = read_front_matter(text, "a.md")
    return validate(front, text[front.body_start :], "a.md", TAXONOMY)


def faults_of(**fields):
    with pytest.raises(FaultsFound) as caught:
        validated(**fields)
    return [str(fault) for fault in caught.value.faults]


def test_the_bare_key_on_which_yaml_reads_as_true_is_known():
    lesson = validated(
        actions="\n  - {what: Telle, owner: Lagerleder, status: started, progress: [{on: 2020-05-01, note: Halvt}]}"
    )
    assert lesson.actions[0].last.on == DAY(2020, 5, 1)


@pytest.mark.parametrize(("written", "answer"), [("yes", "yes"), ('"no"', "no"), ("no", "no")])
def test_a_bare_yes_and_no_are_answers(written, answer):
    decision = validated(decision=f"{{answer: {written}, on: 2020-05-01, by: HAMU, reason: Dyrt}}").decision
    assert (decision.answer, decision.by) == (answer, "HAMU")


@pytest.mark.parametrize("answer", ["partly", "no"])
def test_an_answer_other_than_yes_needs_a_reason(answer):
    (told,) = faults_of(decision=f"{{answer: {answer}, on: 2020-05-01, by: HAMU}}")
    assert f"field decision: the answer {answer} needs a reason" in told


def test_every_fault_of_actions_and_decision_is_told_at_once_with_its_line():
    actions = """
  - {what: Telle, owner: Lagerleder, status: begun, id: 2x}
  - {what: Måle, owner: Lagerleder, status: done, progress: [{on: i går, note: x}]}
  - {what: Veie, owner: Lagerleder, status: done, start: 2021-02-01, due: 2021-01-01}"""
    told = faults_of(actions=actions, decision="{answer: maybe, on: 2020-05-01, by: HAMU}")
    assert [line.split(": ")[1] for line in told] == [
        "line 15, field actions.0.id",
        "line 15, field actions.0.status",
        "line 16, field actions.1.progress.0.on",
        "line 17, field actions.2",
        "line 18, field decision.answer",
    ]


def test_two_actions_with_one_id_are_told():
    one = "{id: telle, what: Telle, owner: Lagerleder, status: planned}"
    assert "two actions have the id 'telle'" in faults_of(actions=f"[{one}, {one}]")[0]


@pytest.mark.parametrize("reference", ["Telle", "a/b/c", "/telle", "telle/", "2"])
def test_a_reference_that_no_action_can_have_is_told(reference):
    with pytest.raises(ValidationError, match="depends_on"):
        action(depends_on=[reference])


def test_an_action_is_done_when_its_last_note_says_else_when_it_was_due_or_started():
    notes = [{"on": "2020-06-01", "note": "Gjort"}, {"on": "2020-05-01", "note": "I gang"}]
    assert action(progress=notes, due="2020-09-01").done_on == DAY(2020, 6, 1)
    assert action(due="2020-09-01", start="2020-04-01").done_on == DAY(2020, 9, 1)
    assert action(start="2020-04-01").done_on == DAY(2020, 4, 1)
    assert action().done_on is None
    assert action(status="dropped", due="2020-09-01").done_on is None


def test_the_last_note_of_a_day_is_the_one_written_last():
    notes = [{"on": "2020-06-01", "note": "først"}, {"on": "2020-06-01", "note": "sist"}]
    assert action(progress=notes).last.note == "sist"


def test_a_change_is_made_when_the_last_of_its_actions_is_done():
    assert done_on([action(due="2020-09-01"), action(due="2020-03-01"), action(status="planned")]) == DAY(
        2020, 9, 1
    )
    assert done_on([action(status="planned")]) is None
