"""Small cells are hidden, nobody can work them out, and everything shown is true."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linprog

from kb.errors import FaultsFound
from kb.privacy.disclosure import Protected, ProtectedTable, Table, protect

# Mostly small numbers, so that most tables need both kinds of hiding.
COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 60))


def count_tables(max_side: int = 5):
    shapes = array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=max_side)
    return shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=COUNTS)).map(pd.DataFrame)


def guarded(counts: pd.DataFrame, **options) -> ProtectedTable:
    return protect({"t": Table(counts)}, **options)["t"]


def interval_of(shown: ProtectedTable, row: int, column: int) -> tuple[float, float]:
    """Attack by brute force: every cell a variable, every shown cell and margin an equation.

    `row` or `column` -1 means the margin.
    """
    cells = shown.cells.to_numpy()
    rows, columns = cells.shape
    places = np.arange(rows * columns).reshape(rows, columns)
    known: list[tuple[np.ndarray, float]] = []
    known += [(places[r, c], cells[r, c]) for r in range(rows) for c in range(columns)]
    known += [(places[r], shown.row_totals.iloc[r]) for r in range(rows)]
    known += [(places[:, c], shown.column_totals.iloc[c]) for c in range(columns)]
    known += [(places, shown.total)]
    left, right = [], []
    for where, amount in known:
        if not np.isnan(amount):
            line = np.zeros(places.size)
            line[np.ravel(where)] = 1
            left.append(line)
            right.append(amount)
    goal = np.zeros(places.size)
    lines = places if row == column == -1 else places[:, column] if row == -1 else places[row]
    goal[np.ravel(lines if -1 in (row, column) else places[row, column])] = 1
    equations = {"A_eq": np.array(left), "b_eq": right} if left else {}
    ends = []
    for sense in (1, -1):
        answer = linprog(sense * goal, bounds=(0, None), **equations)
        assert answer.status in (0, 3)  # solved, or without bound
        ends.append(sense * answer.fun if answer.status == 0 else np.inf)
    return ends[0], ends[1]


def small_places(counts: pd.DataFrame, smallest: int) -> list[tuple[int, int]]:
    numbers = counts.to_numpy()
    wide = np.block([[numbers, numbers.sum(1, keepdims=True)], [numbers.sum(0), numbers.sum()]])
    rows, columns = counts.shape
    places = np.argwhere((wide > 0) & (wide < smallest)).tolist()
    return [(-1 if r == rows else r, -1 if c == columns else c) for r, c in places]


@settings(deadline=None, max_examples=60)
@given(count_tables(), st.sampled_from([3, 5, 10]))
def test_no_small_figure_can_be_placed_within_less_than_the_smallest(counts, smallest):
    shown = guarded(counts, smallest=smallest)
    for row, column in small_places(counts, smallest):
        low, high = interval_of(shown, row, column)
        assert high - low >= smallest - 1e-6, (row, column, low, high)


@settings(deadline=None, max_examples=60)
@given(count_tables())
def test_every_small_figure_is_hidden_and_every_shown_figure_is_true(counts):
    shown = guarded(counts)
    for got, true in (
        (shown.cells.to_numpy(), counts.to_numpy()),
        (shown.row_totals.to_numpy(), counts.sum(axis=1).to_numpy()),
        (shown.column_totals.to_numpy(), counts.sum(axis=0).to_numpy()),
        (np.array([shown.total]), np.array([counts.to_numpy().sum()])),
    ):
        hidden = np.isnan(got)
        assert hidden[(true > 0) & (true < 5)].all()
        assert (got[~hidden] == true[~hidden]).all()
        assert not hidden[true == 0].any()


@settings(deadline=None, max_examples=30)
@given(count_tables())
def test_the_grand_total_is_kept_unless_it_is_small_itself(counts):
    total = counts.to_numpy().sum()
    assert np.isnan(guarded(counts).total) == (0 < total < 5)


@settings(deadline=None)
@given(count_tables().map(lambda counts: counts.where(counts == 0, counts + 4)))
def test_nothing_is_hidden_when_no_figure_is_small(counts):
    shown = guarded(counts)
    assert shown.hidden == 0
    assert shown.cells.equals(counts.astype(float))


def test_a_table_worked_by_hand():
    # The 2 is small. Hiding one more in its row leaves both alone in their columns; a second pair is needed.
    # 6 is the cheapest in its row and 7 in its column; 8 closes the square.
    # The 2 can then be 0 (6 becomes 8, 7 becomes 9, 8 becomes 6) and 8 (6 becomes 0): wide enough.
    counts = pd.DataFrame([[2, 6, 20], [7, 8, 20], [30, 40, 50]], index=list("abc"), columns=list("xyz"))
    shown = guarded(counts)
    hidden = shown.cells.isna()
    assert hidden.to_numpy().tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert shown.row_totals.tolist() == [28, 35, 120]
    assert shown.column_totals.tolist() == [39, 54, 90]
    assert shown.total == 183
    assert shown.hidden == 4
    assert interval_of(shown, 0, 0) == (0, 8)


def test_one_line_of_engaged_staff_hides_the_single_worker_and_one_more():
    shown = guarded(pd.DataFrame([[12, 15, 6, 14, 1, 7, 11]]))
    assert shown.cells.isna().iloc[0].tolist() == [False, False, True, False, True, False, False]
    assert shown.total == 66
    assert shown.hidden == 2


def test_two_small_neighbours_that_sum_to_too_little_take_a_third():
    # 1 + 2 = 3 would place both within three, so hiding the two alone is not enough.
    shown = guarded(pd.DataFrame([[1, 2, 9, 30]]))
    assert shown.cells.isna().iloc[0].tolist() == [True, True, True, False]


def test_a_small_row_total_takes_another_row_total_with_it():
    shown = guarded(pd.DataFrame([[3, 0], [20, 30], [20, 31]]))
    assert np.isnan(shown.row_totals.iloc[0])
    assert shown.row_totals.isna().sum() == 2


def test_a_table_with_a_small_total_hides_everything_but_its_zeros():
    shown = guarded(pd.DataFrame([[3, 0], [0, 1]]))
    assert np.isnan(shown.total)
    assert shown.cells.isna().to_numpy().tolist() == [[True, False], [False, True]]


def test_rows_and_tables_without_anybody_are_shown_as_zero():
    shown = guarded(pd.DataFrame([[0, 0], [9, 8]]))
    assert shown.cells.iloc[0].tolist() == [0, 0]
    assert shown.hidden == 0
    assert guarded(pd.DataFrame([[0, 0]])).total == 0


def test_shares_are_of_the_row_and_empty_where_hidden_or_without_a_base():
    shown = guarded(pd.DataFrame([[20, 60], [0, 0], [2, 38], [6, 34]], index=list("abcd")))
    shares = shown.shares()
    assert shares.loc["a"].tolist() == [0.25, 0.75]
    assert shares.loc["b"].isna().all()
    assert shares.loc["c"].isna().all()


def test_values_are_hidden_where_few_persons_stand_behind_them():
    counts = pd.DataFrame([[2, 10], [10, 10]])
    hours = pd.DataFrame([[400.5, 90.0], [80.0, 70.0]])
    shown = protect({"hours": Table(counts, hours)})["hours"]
    assert np.isnan(shown.cells.iloc[0, 0])
    assert shown.total == 640.5
    low, high = interval_of(shown, 0, 0)
    assert high - low >= 400.5 - 1e-6


@settings(deadline=None, max_examples=40)
@given(st.data(), array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4))
def test_no_small_groups_value_can_be_placed_within_less_than_itself(data, shape):
    counts = pd.DataFrame(data.draw(arrays(np.int64, shape, elements=COUNTS)))
    each = data.draw(arrays(np.float64, shape, elements=st.floats(0.5, 900, width=16)))
    values = counts * each
    shown = protect({"t": Table(counts, values)})["t"]
    for row, column in small_places(counts, 5):
        low, high = interval_of(shown, row, column)
        picked = values if row == -1 else values.iloc[[row]]
        picked = picked if column == -1 else picked.iloc[:, [column]]
        assert high - low >= picked.to_numpy().sum() * (1 - 1e-6)


def test_a_margin_hidden_in_one_table_is_hidden_in_its_twin():
    # The same persons by two questions. Alone, the first table covers the single person in the first row
    # with the fourth row total, the second table with the second.
    first = pd.DataFrame([[1, 0], [9, 5], [6, 7], [3, 11]])
    second = pd.DataFrame([[0, 1], [6, 8], [3, 10], [3, 11]])
    assert not guarded(first).row_totals.isna().equals(guarded(second).row_totals.isna())
    both = protect({"first": Table(first), "second": Table(second)})
    assert both["first"].row_totals.isna().equals(both["second"].row_totals.isna())
    assert both.hidden == both["first"].hidden + both["second"].hidden


def test_a_margin_that_is_a_row_of_another_table_is_hidden_there_too():
    # The overview shows the column totals of q1 as one of its rows; alone it hides others of them.
    by_area = pd.DataFrame([[9, 0, 13, 7], [12, 3, 5, 12], [2, 0, 5, 9]])
    overview = pd.DataFrame([[23, 3, 23, 28], [7, 52, 20, 13]], index=["q1", "q2"])
    assert not guarded(by_area).column_totals.isna().equals(guarded(overview).cells.loc["q1"].isna())
    both = protect({"overview": Table(overview), "q1": Table(by_area)})
    assert both["q1"].column_totals.isna().equals(both["overview"].cells.loc["q1"].isna())


def joint_interval(tables: dict[str, Table], shown: Protected, rows: list[int]) -> tuple[float, float]:
    """Attack two tables of the same rows at once; give the interval of the first table's total of `rows`."""
    sizes = [table.counts.size for table in tables.values()]
    first, second = (
        np.arange(size).reshape(table.counts.shape)
        for size, table in zip(sizes, tables.values(), strict=True)
    )
    second += sizes[0]
    known: list[tuple[np.ndarray, float]] = []
    for places, table in zip((first, second), shown.values(), strict=True):
        known += zip(places.ravel(), table.cells.to_numpy().ravel(), strict=True)
        known += zip(places, table.row_totals, strict=True)
        known += zip(places.T, table.column_totals, strict=True)
        known.append((places.ravel(), table.total))
    left = [np.isin(np.arange(sum(sizes)), where) * 1.0 for where, amount in known if not np.isnan(amount)]
    right = [amount for _, amount in known if not np.isnan(amount)]
    for row in range(len(first)):  # the same persons stand in both
        left.append(
            np.isin(np.arange(sum(sizes)), first[row]) * 1.0 - np.isin(np.arange(sum(sizes)), second[row])
        )
        right.append(0)
    goal = np.isin(np.arange(sum(sizes)), first[rows]) * 1.0
    ends = []
    for sense in (1, -1):
        answer = linprog(sense * goal, A_eq=np.array(left), b_eq=right, bounds=(0, None))
        assert answer.status in (0, 3)
        ends.append(sense * answer.fun if answer.status == 0 else np.inf)
    return ends[0], ends[1]


@settings(deadline=None, max_examples=60)
@given(count_tables(), st.randoms(use_true_random=False))
def test_a_small_group_stays_secret_to_a_reader_of_two_tables_about_it(counts, random):
    shuffled = [random.sample(row, len(row)) for row in counts.to_numpy().tolist()]
    tables = {"one": Table(counts), "two": Table(pd.DataFrame(shuffled))}
    both = protect(tables)
    assert both["one"].row_totals.isna().equals(both["two"].row_totals.isna())
    for row, column in small_places(counts, 5):
        if column == -1:
            every = list(range(len(counts))) if row == -1 else [row]
            low, high = joint_interval(tables, both, every)
            assert high - low >= 5 - 1e-6


def test_hours_and_their_cost_hide_the_same():
    # Alone, the two hide different squares; a reader who knows kroner per hour fills one from the other.
    counts = pd.DataFrame([[6, 9, 9], [6, 7, 2], [9, 6, 6]])
    hours = pd.DataFrame([[300, 270, 450], [60, 280, 100], [90, 120, 60]])
    cost = hours * pd.DataFrame([[100, 100, 100], [500, 100, 500], [500, 100, 500]])
    tables = {"hours": Table(counts, hours), "cost": Table(counts, cost)}
    alone = {name: protect({name: table})[name].cells.isna() for name, table in tables.items()}
    assert not alone["hours"].equals(alone["cost"])
    both = protect(tables)
    assert both["hours"].cells.isna().equals(both["cost"].cells.isna())
    assert both["hours"].row_totals.isna().equals(both["cost"].row_totals.isna())
    low, high = interval_of(both["cost"], 1, 2)
    assert high - low >= 50_000 - 1e-6


@settings(deadline=None, max_examples=40)
@given(st.data(), array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4), st.booleans())
def test_tables_with_the_same_labels_and_counts_hide_the_same(data, shape, turned):
    counts = pd.DataFrame(data.draw(arrays(np.int64, shape, elements=COUNTS))).add_prefix("answer ")
    each = data.draw(arrays(np.float64, (2, *shape), elements=st.floats(0.5, 900, width=16)))
    rows, columns = (data.draw(st.permutations(list(labels))) for labels in (counts.index, counts.columns))
    first, second = counts * each[0], (counts * each[1]).loc[rows, columns]
    persons = counts.loc[rows, columns]
    other = Table(persons.T, second.T) if turned else Table(persons, second)
    both = protect({"first": Table(counts, first), "second": other})
    turned_back = both["second"].transposed() if turned else both["second"]
    assert both["first"].cells.isna().equals(turned_back.cells.loc[counts.index, counts.columns].isna())
    assert both["first"].row_totals.isna().equals(turned_back.row_totals.loc[counts.index].isna())
    for row, column in small_places(counts, 5):
        low, high = interval_of(both["first"], row, column)
        picked = first if row == -1 else first.iloc[[row]]
        picked = picked if column == -1 else picked.iloc[:, [column]]
        assert high - low >= picked.to_numpy().sum() * (1 - 1e-6)


def test_a_margin_is_known_again_when_its_labels_stand_in_another_order():
    first = pd.DataFrame([[1, 0], [9, 5], [6, 7], [3, 11]], index=list("abcd"))
    second = pd.DataFrame([[1, 0], [0, 14], [0, 13], [14, 0]], index=list("abcd")).loc[list("dbca")]
    both = protect({"first": Table(first), "second": Table(second)})
    assert both["first"].row_totals.isna().equals(both["second"].row_totals.loc[first.index].isna())


@settings(deadline=None, max_examples=40)
@given(count_tables(3))
def test_nothing_is_hidden_that_no_small_figure_needs(counts):
    shown = guarded(counts)
    small = small_places(counts, 5)
    for row, column in np.argwhere(shown.cells.isna().to_numpy()).tolist():
        if (row, column) not in small:
            cells = shown.cells.copy()
            cells.iloc[row, column] = counts.iloc[row, column]
            told = replace(shown, cells=cells)
            assert any(np.subtract(*interval_of(told, *place)) > 1e-6 - 5 for place in small)


def test_tables_are_reached_by_name_and_counted():
    both = protect({"a": Table(pd.DataFrame([[1, 6, 8]])), "b": Table(pd.DataFrame([[9, 9]]))}, smallest=4)
    assert list(both) == ["a", "b"]
    assert len(both) == 2
    assert both.smallest == both["a"].smallest == 4
    assert both.hidden == 2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (Table(pd.DataFrame()), "empty"),
        (Table(pd.DataFrame([[1, -2]])), "negative"),
        (Table(pd.DataFrame([[1, 2.5]])), "not whole"),
        (Table(pd.DataFrame([[1, np.nan]])), "empty or infinite"),
        (Table(pd.DataFrame([["a", "b"]])), "not numbers"),
        (Table(pd.DataFrame([[1], [2]], index=["PLO", "PLO"])), "PLO"),
        (Table(pd.DataFrame([[1]]), pd.DataFrame([[1.5]], columns=["x"])), "same labels"),
        (Table(pd.DataFrame([[1]]), pd.DataFrame([[-1.5]])), "negative"),
    ],
)
def test_a_table_that_cannot_be_protected_is_told_why(table, words):
    with pytest.raises(FaultsFound, match=words):
        protect({"t": table})


def test_all_faulty_tables_are_told_at_once():
    with pytest.raises(FaultsFound) as told:
        protect({"a": Table(pd.DataFrame([[-1]])), "b": Table(pd.DataFrame())}, smallest=0)
    assert [fault.file for fault in told.value.faults] == ["a", "b", "protect"]


def test_twelve_areas_by_seven_answers_take_less_than_a_second():
    random = np.random.default_rng(20200615)
    counts = pd.DataFrame(random.poisson(random.choice([1, 3, 8, 40], size=(12, 1)) * np.ones(7)))
    guarded(pd.DataFrame([[1, 9, 9]]))  # the solver is loaded by the first call
    start = time.process_time()
    assert guarded(counts).hidden > 0
    assert time.process_time() - start < 1


def test_six_tables_of_hours_and_cost_take_less_than_three_seconds():
    random = np.random.default_rng(20200615)
    persons = random.choice([2, 4, 9, 30, 150, 400], size=9)
    tables = {}
    for name, parts in (("month", 5), ("role", 3), ("kind", 2)):
        counts = pd.DataFrame([random.multinomial(n, [1 / parts] * parts) for n in persons])
        tables[f"hours per {name}"] = Table(counts, counts * 50.0)
        tables[f"cost per {name}"] = Table(counts, counts * 50 * random.choice([390, 410], size=counts.shape))
    guarded(pd.DataFrame([[1, 9, 9]]))  # the solver is loaded by the first call
    start = time.process_time()
    assert protect(tables).hidden > 0
    assert time.process_time() - start < 3
