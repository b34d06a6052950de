import pytest
from banks import TAXONOMY, lesson_text

from kb.errors import FaultsFound
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.records import Lesson
from kb.lessons.bank.validation import validate

DONE = "{what: Telle, owner: Lagerleder, status: done, due: 2020-09-01}"
PROOF = "{document: Telling, passage: Svinn, on: 2020-10-01}"


def told(**fields):
    text = lesson_text(**fields)
    front = read_front_matter(text, "a.md")
    try:
        validate(front, text[front.body_start :], "a.md", TAXONOMY)
    except FaultsFound as found:
        return [str(fault) for fault in found.faults]
    return []


def verified(actions=f"[{DONE}]", proofs=f"[{PROOF}]", **fields):
    return told(
        status="verified", verification="Svinnet falt.", actions=actions, verified_by=proofs, **fields
    )


def test_a_lesson_whose_change_was_made_and_then_seen_to_work_is_verified():
    assert verified() == []


def test_a_verified_lesson_names_its_evidence():
    (fault,) = verified(proofs=None)
    assert "field verified_by: is missing; status verified needs it" in fault


def test_evidence_from_before_the_change_does_not_verify_it():
    (fault,) = verified(proofs="[{document: Telling, passage: Svinn, on: 2020-08-31}]")
    assert "line 16, field verified_by: tells of 2020-08-31 at the latest" in fault
    assert "before the last action was done (2020-09-01)" in fault


def test_evidence_of_the_day_it_was_done_counts_and_so_does_one_later_among_earlier_ones():
    assert verified(proofs="[{document: Øvelse, passage: Funn, on: 2020-09-01}]") == []
    assert verified(proofs=f"[{{document: Før, passage: Svinn, on: 2020-01-01}}, {PROOF}]") == []


def test_a_progress_note_tells_better_than_the_due_date_when_it_was_done():
    late = (
        "{what: Telle, owner: L, status: done, due: 2020-09-01, progress: [{on: 2021-01-01, note: Ferdig}]}"
    )
    assert "before the last action was done (2021-01-01)" in verified(actions=f"[{late}]")[0]


@pytest.mark.parametrize("status", ["implemented", "verified"])
@pytest.mark.parametrize("how", ["planned", "started"])
def test_a_change_with_an_open_action_is_not_made(status, how):
    actions = f"[{DONE}, {{what: Måle, owner: Lagerleder, status: {how}}}]"
    faults = told(status=status, actions=actions, verification="x", verified_by=f"[{PROOF}]")
    assert [fault.partition(". ")[0] for fault in faults] == [
        f"a.md: line 14, field actions.1.status: is {how}, but the lesson is {status}"
    ]


def test_a_change_whose_actions_were_all_dropped_was_not_made():
    (fault,) = told(status="implemented", actions="[{what: Måle, owner: Lagerleder, status: dropped}]")
    assert "nothing was changed" in fault


def test_a_dropped_action_beside_one_that_is_done_hinders_nothing():
    assert told(status="implemented", actions=f"[{DONE}, {{what: Måle, owner: L, status: dropped}}]") == []


def test_an_action_waits_for_one_of_its_lesson_or_of_another_by_full_name():
    actions = (
        "[{id: telle, what: T, owner: L, status: done}, "
        "{id: maale, what: M, owner: L, status: planned, depends_on: [telle, annen-lesson/ting]}]"
    )
    assert told(actions=actions) == []


@pytest.mark.parametrize(
    ("name", "problem"), [("borte", "this lesson has no action 'borte'"), ("maale", "waits for itself")]
)
def test_an_action_that_waits_for_none_of_its_lesson_is_told(name, problem):
    actions = f"\n  - {{id: maale, what: M, owner: L, status: planned, depends_on: [{name}]}}"
    (fault,) = told(actions=actions)
    assert f"line 15, field actions.0.depends_on.0: {problem}" in fault


def test_what_an_older_base_holds_of_a_lesson_can_still_be_read():
    stored = {
        "id": "a",
        "title": "A",
        "kind": "strength",
        "status": "verified",
        "event": "E",
        "period": {"from": "2020-01-01", "to": None},
        "area": {"direktørområde": "D", "kommunalsjefområde": None, "tjenestested": None},
        "themes": ["skole"],
        "sources": [{"document": "D", "passage": "P"}],
        "actions": [{"what": "W", "owner": "O", "start": None, "due": None, "status": "done"}],
        "identified_before": [],
        "applies_when": "W",
        "review_by": "2027-01-01",
        "language": "nb",
        "verification": "V",
        "reason": None,
    }
    lesson = Lesson.model_validate(stored)
    assert (lesson.verified_by, lesson.decision, lesson.actions[0].depends_on) == ([], None, [])
