"""Laws of the bound over random files, and against a search through all plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.staffing.hindsight.bounds import fill_most
from kb.staffing.hindsight.explaining import FILLED, LOSSES, REACHABLE, hindsight, lost
from kb.staffing.hindsight.pool import CLEARABLE, CLEARED
from kb.staffing.hindsight.whatif import what_if
from kb.staffing.records import SOURCES, STEPS, Staffing

COVERS = {"vert": ["vert", "lege"]}
SKILLS = st.sampled_from(["lege", "vert"])
AREAS = st.sampled_from(["A", "B"])
DATES = {
    "needs": ["fra", "til", "meldt", "besatt_dato"],
    "resources": ["ledig_fra", "ledig_til"],
    "clearances": ["startet", "ferdig"],
    "assignments": ["fra", "til"],
}
COLUMNS = {
    "needs": "id område tjenestested kompetanse stillinger fra til meldt besatt besatt_dato",
    "resources": "id kilde kompetanse ledig_fra ledig_til hjemmeområde villig",
    "clearances": "ressurs steg startet ferdig",
    "assignments": "id ressurs person fra_område til_område tjenestested fra til timer kostnad",
}


@st.composite
def span(draw):
    """Draw a first and a last day, the last sometimes not there."""
    days = sorted(date(2020, 4, 1) + timedelta(days=draw(st.integers(0, 12))) for _ in range(2))
    return days[0], None if draw(st.booleans()) else days[1]


@st.composite
def staffings(draw) -> Staffing:
    """Draw small files in which some of the pool were placed where a need was."""
    needs, people, clearances, work = [], [], [], []
    for n in range(draw(st.integers(0, 6))):
        first, last = draw(span())
        positions = draw(st.integers(1, 3))
        filled = draw(st.integers(0, positions))
        place = (draw(AREAS), "sted", draw(SKILLS))
        needs.append((f"B{n}", *place, positions, first, last, first, filled, first if filled else None))
    for n in range(draw(st.integers(1, 6))):
        source = draw(st.sampled_from(SOURCES[:2]))
        home, willing = (
            draw(AREAS) if source == "intern" else None,
            draw(st.sampled_from(["ja", "ja", "nei"])),
        )
        people.append((f"R{n}", source, draw(SKILLS), *draw(span()), home, willing))
        steps = draw(st.sets(st.sampled_from(STEPS), max_size=2))
        clearances += [(f"R{n}", step, *draw(span())) for step in sorted(steps)]
        if draw(st.booleans()):
            work.append((f"O{n}", f"R{n}", None, None, draw(AREAS), "sted", *draw(span()), None, None))
    frames = {"needs": needs, "resources": people, "clearances": clearances, "assignments": work}
    read = {name: pd.DataFrame(rows, columns=COLUMNS[name].split()) for name, rows in frames.items()}
    for name, dates in DATES.items():
        read[name][dates] = read[name][dates].apply(pd.to_datetime).astype("datetime64[us]")
    return Staffing(**read, overtime=pd.DataFrame(), recruitment=pd.DataFrame())


@st.composite
def cases(draw):
    """Draw needs and persons as the programme gets them, days as small numbers."""
    day, skill = st.integers(0, 5), st.sampled_from("xy")
    needs, persons = [], []
    for _ in range(draw(st.integers(1, 5))):
        first, last = sorted((draw(day), draw(day)))
        positions = draw(st.integers(1, 2))
        needs.append((draw(skill), draw(AREAS), first, last, positions, 0))
    for _ in range(draw(st.integers(1, 4))):
        first, last = sorted((draw(day), draw(day)))
        persons.append((draw(skill), draw(AREAS), first, draw(st.sampled_from([last, 99]))))
    asked = pd.DataFrame(needs, columns=["kompetanse", "område", "første", "siste", "plasser", "pool"])
    return asked, pd.DataFrame(persons, columns=["kompetanse", "hjem", "klar", "slutt"])


def searched(needs: pd.DataFrame, persons: pd.DataFrame, covers: dict[str, list[str]]) -> tuple[int, int]:
    """Try every plan: the most positions filled, and of those plans the most filled from the own area."""
    rows = needs.itertuples()
    places = sorted((n.første, n.siste, n.kompetanse, n.område) for n in rows for _ in range(n.plasser))
    people = [(p.kompetanse, p.hjem, p.klar, p.slutt) for p in persons.itertuples()]

    @cache
    def best(place: int, free: tuple[int, ...]) -> tuple[int, int]:
        if place == len(places):
            return 0, 0
        first, last, wanted, area = places[place]
        found = best(place + 1, free)
        for at, (own, home, ready, end) in enumerate(people):
            able = own in covers.get(wanted, [wanted]) and max(ready, free[at]) <= first and last <= end
            if able:
                filled, near = best(place + 1, (*free[:at], last + 1, *free[at + 1 :]))
                found = max(found, (filled + 1, near + (home == area)))
        return found

    return best(0, (0,) * len(people))


@settings(max_examples=200, deadline=None)
@given(cases(), st.sampled_from([{}, {"x": ["x", "y"]}]))
def test_the_plan_is_as_good_as_the_best_of_all_plans(case, covers):
    plan = fill_most(*case, covers)
    assert (plan["fylt"].sum(), plan["nær"].sum()) == searched(*case, covers)
    assert (plan["fylt"] <= case[0]["plasser"]).all()


@settings(max_examples=30, deadline=None)
@given(staffings(), st.sampled_from([None, COVERS]))
def test_no_more_is_filled_than_the_bound_and_what_is_lost_adds_up(staffing, covers):
    for case in (CLEARED, CLEARABLE):
        found = hindsight(staffing, case, covers=covers)
        assert found.filled <= found.most <= found.needed
        for by in ("uke", "kompetanse", "område"):
            counts = lost(found, by).counts
            empty = found.needs.groupby(by)["stillinger"].sum() - counts[FILLED]
            assert (counts >= 0).all(axis=None)
            assert (counts[[REACHABLE, *LOSSES]].sum(axis=1) == empty).all()
        reachable = lost(found).counts[REACHABLE].sum()
        assert reachable - found.swapped == found.most - found.filled


@settings(max_examples=20, deadline=None)
@given(staffings(), st.integers(0, 8), st.integers(0, 3))
def test_a_larger_pool_and_a_shorter_clearance_never_lower_the_bound(staffing, days, more):
    found = hindsight(staffing).most
    quick = what_if(staffing, days=days, more={"lege": more}).most
    assert found <= hindsight(staffing, CLEARABLE).most
    assert found <= what_if(staffing, days=days).most <= quick
    assert quick <= what_if(staffing, days=max(days - 2, 0), more={"lege": more + 1}).most


@settings(max_examples=20, deadline=None)
@given(staffings(), st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(staffing, seed):
    names = ("needs", "resources", "clearances", "assignments")
    mixed = replace(staffing, **{n: getattr(staffing, n).sample(frac=1, random_state=seed) for n in names})
    one, other = hindsight(staffing, CLEARABLE), hindsight(mixed, CLEARABLE)
    pd.testing.assert_frame_equal(one.needs, other.needs)
    assert (one.most, one.near) == (other.most, other.near)
