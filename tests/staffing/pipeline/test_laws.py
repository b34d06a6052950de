"""Laws of the room over random files: what adds up, and what a slow and plain count gives too."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.staffing.pipeline.clearing import cleared_days, known_until
from kb.staffing.pipeline.filling import position_days, time_to_fill
from kb.staffing.pipeline.funnel import funnel
from kb.staffing.pipeline.reasons import REASONS, unfilled
from kb.staffing.pipeline.steps import steps, steps_by_source
from kb.staffing.records import SOURCES, STEPS, Staffing

DAYS = st.integers(0, 20).map(lambda days: date(2020, 4, 1) + timedelta(days=days))
SKILLS = st.sampled_from(["lege", "vert"])
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
def span(draw, open_end=True):
    """Draw a first and a last day, the last sometimes not there."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return first, None if open_end and draw(st.booleans()) else last


@st.composite
def staffings(draw) -> Staffing:
    """Draw small files that keep the rules of kb.staffing.consistency."""
    needs, people, clearances, work = [], [], [], []
    for n in range(draw(st.integers(0, 4))):
        (first, last), (registered, day) = draw(span()), draw(span(open_end=False))
        positions = draw(st.integers(1, 4))
        filled = draw(st.integers(0, positions))
        place = (draw(st.sampled_from(["A", "B"])), "sted", draw(SKILLS))
        needs.append((f"B{n}", *place, positions, first, last, registered, filled, day if filled else None))
    for n in range(draw(st.integers(1, 6))):
        source, willing = draw(st.sampled_from(SOURCES[:2])), draw(st.sampled_from(["ja", "ja", "nei"]))
        people.append(
            (f"R{n}", source, draw(SKILLS), *draw(span()), "A" if source == "intern" else None, willing)
        )
        begun = draw(st.sets(st.sampled_from(STEPS)))
        clearances += [(f"R{n}", step, *draw(span())) for step in sorted(begun)]
        if draw(st.integers(0, 3)) == 0:
            work.append((f"O{n}", f"R{n}", None, None, "A", "sted", *draw(span()), None, None))
    frames = {"needs": needs, "resources": people, "clearances": clearances, "assignments": work}
    read = {name: pd.DataFrame(rows, columns=COLUMNS[name].split()) for name, rows in frames.items()}
    for name, dates in DATES.items():
        read[name][dates] = read[name][dates].apply(pd.to_datetime).astype("datetime64[us]")
    return Staffing(**read, overtime=pd.DataFrame(), recruitment=pd.DataFrame())


def plain_reason(staffing: Staffing, need: pd.Series, position: int, day: pd.Timestamp) -> str:
    """Find the reason of one empty position by asking of every person and day."""
    last = day if pd.isna(need["til"]) else min(need["til"], day)
    period = set(pd.date_range(need["fra"], last))
    cleared = cleared_days(staffing, day)
    found = [0] * 5
    for person in staffing.resources.itertuples():
        end = day if pd.isna(person.ledig_til) else person.ledig_til
        available = period & set(pd.date_range(person.ledig_fra, end))
        work = staffing.assignments[staffing.assignments["ressurs"] == person.id]
        busy = {d for a in work.itertuples() for d in pd.date_range(a.fra, day if pd.isna(a.til) else a.til)}
        asked = (
            person.kompetanse == need["kompetanse"],
            bool(available),
            person.villig == "ja",
            cleared[person.id] <= need["fra"],
            bool(available - busy),
        )
        for level in range(5):
            found[level] += all(asked[: level + 1])
    for level in range(5):
        if found[level] < position:
            return REASONS[level]
    filled_late = need["besatt_dato"] > need["fra"] and need["besatt_dato"] <= day
    return REASONS[5] if need["meldt"] > need["fra"] or filled_late else REASONS[6]


@settings(max_examples=40, deadline=None)
@given(staffings(), DAYS)
def test_reasons_are_those_of_asking_for_each_position(staffing, as_of):
    day, expected = pd.Timestamp(as_of), dict.fromkeys(REASONS, 0)
    for _, need in staffing.needs.iterrows():
        filled = need["besatt"] if need["besatt_dato"] <= day else 0
        if need["meldt"] <= day and need["fra"] <= day:
            for position in range(1, need["stillinger"] - filled + 1):
                expected[plain_reason(staffing, need, position, day)] += 1
    for by in ("kompetanse", "område"):
        assert unfilled(staffing, by, as_of=day).counts.sum().to_dict() == expected


@settings(max_examples=40, deadline=None)
@given(staffings(), DAYS)
def test_position_days_are_those_of_counting_every_day(staffing, as_of):
    day, filled, empty = pd.Timestamp(as_of), 0, 0
    for _, need in staffing.needs[staffing.needs["meldt"] <= day].iterrows():
        for date_ in pd.date_range(need["fra"], day if pd.isna(need["til"]) else min(need["til"], day)):
            here = need["besatt"] if need["besatt_dato"] <= date_ else 0
            filled, empty = filled + here, empty + need["stillinger"] - here
    for by in ("uke", "område", "kompetanse"):
        table = position_days(staffing, by, as_of=day)
        assert table.values.sum().tolist() == [filled, empty]
        assert (table.counts <= table.values).all(axis=None)


@settings(max_examples=40, deadline=None)
@given(staffings())
def test_everybody_stands_in_the_funnel_once(staffing):
    counts = funnel(staffing).counts
    assert counts.sum(axis=1).to_dict() == staffing.resources["kilde"].value_counts().to_dict()


@settings(max_examples=40, deadline=None)
@given(staffings(), DAYS, DAYS)
def test_more_are_done_and_cleared_as_days_pass(staffing, one, other):
    early, late = (pd.Timestamp(day) for day in sorted((one, other)))
    before, after = steps(staffing, as_of=early).counts.counts, steps(staffing, as_of=late).counts.counts
    assert (before["ferdig"] <= after["ferdig"]).all()
    assert (before.sum(axis=1) <= after.sum(axis=1)).all()
    known = cleared_days(staffing, early).dropna()
    assert (cleared_days(staffing, late)[known.index] <= known).all()


@settings(max_examples=40, deadline=None)
@given(staffings())
def test_the_parts_add_up_to_the_whole(staffing):
    every = steps(staffing).counts.counts
    parts = [part.counts.counts for part in steps_by_source(staffing).values()]
    assert (every == sum(parts, every * 0)).all(axis=None)
    registered = staffing.needs[staffing.needs["meldt"] <= known_until(staffing)]
    for by in ("alle", "område", "kompetanse"):
        assert time_to_fill(staffing, by).counts.counts.to_numpy().sum() == registered["stillinger"].sum()
