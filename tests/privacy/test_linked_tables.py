"""A whole survey's tables: no hidden cell is recovered, and hardly more is hidden than a table at a time needs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pytauargus import protect as protect_by_tau

from kb.privacy.disclosure import Table, protect

SMALL = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 60))


@pytest.fixture(scope="module")
def shown(survey_tables):
    return protect(survey_tables)


def hidden_by_tau(counts: pd.DataFrame, folder: str) -> int:
    """Count what pytauargus hides of one table: fewer than 5, an interval of 30 % on both sides, optimal."""
    rows, columns = np.nonzero(counts.to_numpy())
    times = counts.to_numpy()[rows, columns]
    persons = {
        "row": [f"r{row:02}" for row in np.repeat(rows, times)],
        "column": [f"c{column:02}" for column in np.repeat(columns, times)],
        "one": [1.0] * int(times.sum()),
    }
    done = protect_by_tau(
        persons,
        ["row", "column"],
        response="one",
        safety_rules="FREQ(5,30)",
        suppress="OPT(1)",
        workdir=folder,
    )
    return sum(status in "UM" for status in done.tables[0].status())


def test_a_hundred_and_twenty_tables_hide_at_most_a_quarter_more_than_each_would_need(
    survey_tables, shown, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # it leaves its logs where it is run
    least = sum(
        hidden_by_tau(table.counts, str(tmp_path / str(number)))
        for number, table in enumerate(survey_tables.values())
    )
    assert len(survey_tables) == 120
    assert 1000 < shown.hidden <= 1.25 * least


def test_of_a_hundred_and_twenty_linked_tables_no_hidden_cell_is_recovered(
    survey_tables, shown, reader, lines_told
):
    attacked = reader(shown, lines_told(survey_tables))
    recovered = []
    small = 0
    for name, table in survey_tables.items():
        counts = table.counts
        for row, column in np.argwhere(shown[name].cells.isna().to_numpy()).tolist():
            low, high = attacked.interval([(name, counts.index[row], counts.columns[column])])
            small += counts.iloc[row, column] < 5
            if high - low < (5 - 1e-6 if counts.iloc[row, column] < 5 else 1e-6):
                recovered.append((name, row, column, low, high))
    assert recovered == []
    assert small > 1000


def test_margins_are_kept_where_they_are_not_small_and_nobody_needs_them(survey_tables, shown):
    for name, table in survey_tables.items():
        if not name.startswith(("svar", "grunnlag")):
            assert not shown[name].column_totals.isna()[table.counts.sum() >= 5].any()
        assert shown[name].total == table.counts.to_numpy().sum()


def test_the_same_tables_are_hidden_the_same_each_time(survey_tables):
    some = dict(list(survey_tables.items())[:12])
    first, second = protect(some), protect(some)
    assert all(first[name].cells.equals(second[name].cells) for name in some)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counts=arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(1, 4)), elements=SMALL), data=st.data()
)
def test_an_areas_own_sheet_tells_nothing_that_the_table_of_all_areas_hides(reader, counts, data):
    every = pd.DataFrame(counts)
    chosen = data.draw(st.sets(st.sampled_from(range(len(counts))), min_size=1))
    own = every.loc[sorted(chosen)]
    if data.draw(st.booleans()):
        own = pd.DataFrame([every.loc[0], every.loc[1:].sum()], index=pd.Index([0, 99]))
    told = [([("all", row, c)], [("own", row, c)]) for row in own.index if row != 99 for c in every.columns]
    if 99 in own.index:
        told += [([("all", r, c) for r in every.index[1:]], [("own", 99, c)]) for c in every.columns]
    attacked = reader(protect({"own": Table(own), "all": Table(every)}), told)
    for name, frame in (("own", own), ("all", every)):
        for row, column in np.argwhere((frame > 0) & (frame < 5)).tolist():
            low, high = attacked.interval([(name, frame.index[row], column)])
            assert high - low >= 5 - 1e-6


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counts=arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=SMALL),
    beside=arrays(np.int64, (2, 4), elements=SMALL),
    order=st.randoms(use_true_random=False),
    with_response=st.booleans(),
)
def test_a_question_its_base_and_the_response_tell_nothing_together(
    reader, counts, beside, order, with_response
):
    question = pd.DataFrame(counts)
    base = pd.DataFrame({"answered": question.sum(axis="columns"), "missing": beside[0, : len(counts)]})
    response = pd.DataFrame({"yes": base.sum(axis="columns"), "no": beside[1, : len(counts)]})
    frames = {"question": question, "base": base} | ({"response": response} if with_response else {})
    names = list(frames)
    order.shuffle(names)
    told = [
        ([("question", row, column) for column in question.columns], [("base", row, "answered")])
        for row in question.index
    ]
    if with_response:
        told += [
            ([("base", row, "answered"), ("base", row, "missing")], [("response", row, "yes")])
            for row in question.index
        ]
    attacked = reader(protect({name: Table(frames[name]) for name in names}), told)
    for name, frame in frames.items():
        for row, column in np.argwhere((frame > 0) & (frame < 5)).tolist():
            low, high = attacked.interval([(name, frame.index[row], frame.columns[column])])
            assert high - low >= 5 - 1e-6


STATES = ["Svart", "Vet ikke", "Ubesvart", "Ikke spurt"]


def one_row(counts, columns, about):
    return Table(pd.DataFrame([counts], ["Alle"], columns), about=about)


def test_one_figure_that_tables_about_different_things_share_is_chance():
    shown = protect(
        {
            "other": one_row([388, 365], ["Ja", "Nei"], "motivation"),
            "base": one_row([388, 6, 4, 5689], STATES, "information"),
            "question": one_row([200, 188], ["Ja", "Nei"], "information"),
            "other base": one_row([387, 6, 5, 5689], STATES, "induction"),
        }
    )
    assert {name: table.hidden for name, table in shown.items()} == {
        "other": 0,
        "base": 2,
        "question": 0,
        "other base": 0,
    }


def test_how_many_answered_is_one_figure_in_a_question_and_its_base():
    for state in ([388, 0, 4, 0], [388, 0, 4, 5689]):
        shown = protect(
            {
                "base": one_row(state, STATES, "information"),
                "question": one_row([200, 188], ["Ja", "Nei"], "information"),
            }
        )
        hidden = bool(shown["base"].cells.isna()["Svart"].iloc[0])
        assert bool(np.isnan(shown["question"].total)) == hidden
