from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kb.evaluation.synthesis.selection import Candidate, list_candidates, select


def lesson(name, event="pandemi", area="skole", year="2020", theme="skole", kind="strength", times=1):
    values = {"event": (event,), "area": (area,), "year": (year,), "theme": (theme,), "kind": (kind,)}
    return Candidate(name, name, values, times)


VALUES = st.sampled_from(["a", "b", "c"])
LESSONS = st.lists(
    st.builds(lesson, st.uuids().map(str), VALUES, VALUES, VALUES, VALUES, VALUES, st.integers(1, 3)),
    max_size=12,
    unique_by=lambda one: one.id,
)


def values(lessons):
    return {(facet, value) for one in lessons for facet, told in one.facets.items() for value in told}


def names(lessons):
    return [one.id for one in lessons]


def test_an_old_lesson_of_another_event_is_taken_before_a_new_one_of_an_event_that_is_told():
    new = [lesson(f"ny-{n}", event="storm", year="2023") for n in range(3)]
    old = lesson("gammel", year="2020")
    assert names(select([*new, old], 2).taken) == ["gammel", "ny-0"]


def test_both_kinds_come_in_before_more_of_one():
    strengths = [lesson(f"a{n}", times=2) for n in range(3)]
    other = lesson("b", kind="improvement")
    assert "b" in names(select([*strengths, other], 2).taken)


def test_between_equals_the_one_identified_more_often_is_taken():
    assert names(select([lesson("a"), lesson("b", times=3)], 1).taken) == ["b"]


def test_a_lesson_left_out_is_told_with_what_nobody_taken_tells_of_and_the_one_most_like_it():
    taken, twin, other = lesson("a", times=2), lesson("b"), lesson("c", theme="vann", year="2022")
    selection = select([taken, twin, other], 1)
    assert names(selection.taken) == ["a"]
    left = {one.lesson.id: one for one in selection.left_out}
    assert (left["b"].uncovered, left["b"].nearest) == ((), "a")
    assert left["c"].uncovered == (("theme", "vann"), ("year", "2022"))


@given(LESSONS, st.integers(0, 12), st.randoms())
def test_the_order_of_the_lessons_does_not_matter(lessons, most, shuffler):
    shuffled = lessons.copy()
    shuffler.shuffle(shuffled)
    assert select(lessons, most) == select(shuffled, most)


@given(LESSONS, st.integers(0, 12))
def test_every_lesson_is_taken_or_left_out_once(lessons, most):
    selection = select(lessons, most)
    told = [*names(selection.taken), *(one.lesson.id for one in selection.left_out)]
    assert sorted(told) == sorted(names(lessons))
    assert len(selection.taken) == min(most, len(lessons))


@given(LESSONS, st.integers(1, 12))
def test_more_room_keeps_those_that_were_taken(lessons, most):
    assert (
        names(select(lessons, most).taken)
        == names(select(lessons, most - 1).taken) + (names(select(lessons, most).taken)[most - 1 :])
    )


@given(LESSONS, st.integers(1, 6), st.integers(1, 100))
def test_the_age_of_the_lessons_does_not_matter(lessons, most, years):
    aged = [
        replace(one, facets=one.facets | {"year": tuple(f"{value}+{years}" for value in one.facets["year"])})
        for one in lessons
    ]
    assert names(select(lessons, most).taken) == names(select(aged, most).taken)


@given(LESSONS, st.integers(1, 6))
def test_a_left_out_lesson_that_covers_nothing_new_is_never_taken_over_one_that_does(lessons, most):
    selection = select(lessons, most)
    missing = {value for one in selection.left_out for value in one.uncovered}
    assert missing == values(one.lesson for one in selection.left_out) - values(selection.taken)


def test_lessons_of_one_report_do_not_crowd_out_another():
    same = [
        replace(lesson(f"a{n}"), facets=lesson("a").facets | {"source": ("rapport",)}, times=2)
        for n in range(3)
    ]
    other = replace(lesson("b"), facets=lesson("b").facets | {"source": ("blogg",)})
    assert "b" in names(select([*same, other], 2).taken)


def test_drafts_and_rejected_lessons_are_no_candidates(make_bank, unrelated):
    bank = make_bank(
        {"id": "felles-lager"},
        {"id": "utkast", "status": "draft"},
        {"id": "avvist", "status": "rejected", "reason": "Feil."},
        *unrelated,
    )
    assert names(list_candidates(bank)) == ["felles-lager", "skole-0", "skole-1", "skole-2"]
    (one,) = [lesson for lesson in list_candidates(bank) if lesson.id == "felles-lager"]
    assert one.facets == {
        "event": ("Koronapandemien 2020–2022",),
        "source": ("Logg",),
        "area": ("Pleie og omsorg",),
        "year": ("2020",),
        "theme": ("smittevern",),
        "kind": ("strength",),
    }
    assert list_candidates(bank, event="Flom") == []
