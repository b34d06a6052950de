"""Both waves of a survey together tell nothing that each of them hides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from kb.errors import FaultsFound
from kb.privacy.disclosure import Table, protect

SMALL = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 60))


@st.composite
def waves(draw, number=2):
    shape = draw(array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4))
    drawn = [draw(arrays(np.int64, shape, elements=SMALL)) for _ in range(number)]
    frames = {str(2020 + year): pd.DataFrame(counts) for year, counts in enumerate(drawn)}
    return frames | {"alle": sum(frames.values())}


def told_of(frames: dict[str, pd.DataFrame]) -> list:
    whole = frames["alle"]
    parts = [name for name in frames if name != "alle"]
    cells = [(row, column) for row in whole.index for column in whole.columns]
    return [([(part, *cell) for part in parts], [("alle", *cell)]) for cell in cells]


def assert_safe(reader, frames: dict[str, pd.DataFrame]) -> None:
    for name, counts in frames.items():
        for row in counts.index:
            for column in counts.columns:
                if 0 < counts.loc[row, column] < 5:
                    low, high = reader.interval([(name, row, column)])
                    assert high - low >= 5 - 1e-6, (name, row, column, low, high)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames=waves())
def test_a_sum_of_two_waves_is_recognised_and_gives_neither_away(reader, frames):
    shown = protect({name: Table(counts) for name, counts in frames.items()})
    assert_safe(reader(shown, told_of(frames)), frames)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames=waves(3))
def test_a_sum_of_three_waves_gives_none_away_when_it_is_declared(reader, frames):
    tables = {name: Table(counts) for name, counts in frames.items()}
    shown = protect(tables, sums={"alle": [name for name in frames if name != "alle"]})
    assert_safe(reader(shown, told_of(frames)), frames)


def test_a_hidden_cell_of_one_wave_is_not_both_less_the_other():
    # Alone, the second wave and the sum hide nothing, and 12 - 10 = 2.
    first = pd.DataFrame([[2, 30, 9], [9, 40, 20], [8, 25, 30]])
    second = pd.DataFrame([[10, 20, 30], [20, 30, 40], [30, 40, 50]])
    tables = {"2020": Table(first), "2021": Table(second), "begge": Table(first + second)}
    apart = {name: protect({name: table})[name].cells for name, table in tables.items()}
    assert np.isnan(apart["2020"].loc[0, 0])
    assert (apart["begge"] - apart["2021"]).loc[0, 0] == 2
    shown = protect(tables)
    assert np.isnan((shown["begge"].cells - shown["2021"].cells).loc[0, 0])


def test_changes_taken_from_protected_tables_are_hidden_where_either_wave_is():
    first, second = pd.DataFrame([[2, 30], [9, 40], [8, 9]]), pd.DataFrame([[10, 20], [20, 30], [30, 40]])
    shown = protect({"2020": Table(first), "2021": Table(second)})
    change = shown["2021"].cells - shown["2020"].cells
    assert change.isna().equals(shown["2020"].cells.isna() | shown["2021"].cells.isna())


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        ({"b": ("a", "c")}, "no table c"),
        ({"b": ()}, "sum of nothing"),
        ({"b": ("a", "a")}, "do not add up"),
        ({"b": ("a", "other")}, "Rows or columns differ"),
    ],
)
def test_sums_that_are_none_are_told(sums, words):
    frame = pd.DataFrame([[10, 20], [30, 40]])
    tables = {"a": Table(frame), "b": Table(frame + 1), "other": Table(frame.add_prefix("x"))}
    with pytest.raises(FaultsFound, match=words):
        protect(tables, sums=sums)
