import datetime as dt

import pytest

from kb.evaluation.actions.returns import came_back
from kb.lessons.bank.records import Lesson
from kb.lessons.base.store import Entry
from kb.lessons.retrieval.recurrence import Recurrence


def lesson(name, began, status="validated", done=None):
    action = {"what": "W", "owner": "O", "status": "done" if done else "planned", "due": done}
    return Lesson.model_validate(
        {
            "id": name,
            "title": name,
            "kind": "improvement",
            "status": status,
            "event": "E",
            "period": {"from": began},
            "area": {"direktørområde": "D"},
            "themes": ["skole"],
            "actions": [action],
            "applies_when": "W",
            "review_by": "2027-01-01",
            "language": "nb",
        }
    )


def told(*lessons):
    entries = [
        Entry(one.id, one.kind, one.id, one.title, str(one.period.start), None, (), one.status, ())
        for one in lessons
    ]
    return came_back([Recurrence(tuple(entries))], {one.id: one for one in lessons})


def test_a_lesson_identified_again_after_its_change_came_back():
    (back,) = told(lesson("a", "2020-03-01", "implemented", "2020-09-01"), lesson("b", "2022-06-01"))
    assert [(one.id, one.done_on, one.in_vain) for one in back.occasions] == [
        ("a", dt.date(2020, 9, 1), True),
        ("b", None, False),
    ]
    assert (back.latest.id, back.settled, back.lessons) == ("b", False, {"a", "b"})


@pytest.mark.parametrize("again", ["2020-06-01", "2020-09-01"])
def test_what_happened_before_the_change_or_on_its_day_is_no_sign_against_it(again):
    assert told(lesson("a", "2020-03-01", "implemented", "2020-09-01"), lesson("b", again)) == []


@pytest.mark.parametrize("status", ["identified", "validated", "action_agreed", "rejected"])
def test_a_lesson_whose_change_was_never_made_has_not_come_back(status):
    assert told(lesson("a", "2020-03-01", status, "2020-09-01"), lesson("b", "2022-06-01")) == []


def test_a_lesson_of_which_no_day_is_known_has_not_come_back():
    assert told(lesson("a", "2020-03-01", "implemented"), lesson("b", "2022-06-01")) == []


def test_it_is_settled_when_the_last_change_was_seen_to_work():
    first = lesson("a", "2020-03-01", "verified", "2020-09-01")
    (back,) = told(first, lesson("b", "2022-06-01", "verified", "2023-01-01"))
    assert back.settled
    assert not back.latest.in_vain


def test_those_not_settled_are_first_and_of_them_the_most_often():
    def chained(letter, *statuses):
        years = ("2020", "2022", "2024")
        return [
            lesson(f"{letter}{year}", f"{year}-03-01", status, f"{year}-09-01")
            for year, status in zip(years, statuses, strict=False)
        ]

    chains = [
        chained("a", "implemented", "verified"),
        chained("b", "implemented", "validated"),
        chained("c", "implemented", "implemented", "validated"),
    ]
    lessons = {one.id: one for chain in chains for one in chain}
    entries = {
        name: Entry(name, one.kind, name, name, str(one.period.start), None, (), one.status, ())
        for name, one in lessons.items()
    }
    found = [Recurrence(tuple(entries[one.id] for one in chain)) for chain in chains]
    assert [one.latest.id for one in came_back(found, lessons)] == ["c2024", "b2022", "a2022"]


def test_lessons_that_the_base_no_longer_holds_are_passed_over():
    one = lesson("a", "2020-03-01", "implemented", "2020-09-01")
    gone = Entry("b", "improvement", "b", "b", "2022-01-01", None, (), "validated", ())
    known = Entry("a", "improvement", "a", "a", "2020-03-01", None, (), "implemented", ())
    assert came_back([Recurrence((known, gone))], {"a": one}) == []
