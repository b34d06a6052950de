"""No hidden number can be read from a chart: it is drawn from what may be shown, and from nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts import (
    bars,
    columns_over_time,
    dots_between,
    flow_matrix,
    likert_bars,
    lines_over_time,
    sankey,
    small_multiples,
)

WORDS = {"title": "Tittel", "alt": "Hva som vises.", "base": "Andel av dem som svarte"}
COLUMNS = ["a", "b", "c", "d"]
MONTHS = ["2020-01", "2020-02", "2020-03"]


def spread(table):
    """Give an interval for each row around its share, that of a hidden row from its raw numbers."""
    share = table.shares()["a"].fillna(table.cells.attrs["raw"]["a"] / 1000)
    return pd.DataFrame({"low": share - 0.01, "high": share + 0.01})


KINDS = {
    "bars": lambda table: bars(table, **WORDS),
    "bars of shares": lambda table: bars(table, share_of="a", **WORDS),
    "bars with intervals": lambda table: bars(table, share_of="a", intervals=spread(table), **WORDS),
    "likert": lambda table: likert_bars(table, sum_label="sum", **WORDS),
    "likert beside": lambda table: likert_bars(table, dont_know="d", neutral="beside", **WORDS),
    "likert excluded": lambda table: likert_bars(table, dont_know="d", neutral="excluded", **WORDS),
    "columns": lambda table: columns_over_time(table, **WORDS),
    "lines": lambda table: lines_over_time(table, **WORDS),
    "lines of shares": lambda table: lines_over_time(table, shares=True, **WORDS),
    "panels": lambda table: small_multiples(table, **WORDS),
    "panels of shares": lambda table: small_multiples(table, shares=True, **WORDS),
    "matrix": lambda table: flow_matrix(table, **WORDS),
    "sankey": lambda table: sankey(table, **WORDS),
    "dots": lambda table: dots_between(table, table.transposed().transposed(), waves=("1", "2"), **WORDS),
}


def shown(numbers, mask):
    """Hide cells and margins of numbers whose margins are as given; the raw numbers go along, to tempt."""
    raw = pd.DataFrame(numbers[:-1, :-1], index=MONTHS, columns=COLUMNS)
    seen = np.where(mask, np.nan, numbers)
    cells = pd.DataFrame(seen[:-1, :-1], index=MONTHS, columns=COLUMNS)
    cells.attrs["raw"] = raw
    return ProtectedTable(
        cells=cells,
        row_totals=pd.Series(seen[:-1, -1], index=MONTHS),
        column_totals=pd.Series(seen[-1, :-1], index=COLUMNS),
        total=float(seen[-1, -1]),
        smallest=5,
    )


def grid(rows, columns):
    return st.lists(
        st.lists(st.integers(0, 400), min_size=columns, max_size=columns), min_size=rows, max_size=rows
    )


def with_margins(cells):
    inner = np.array(cells, dtype=float)
    wide = np.column_stack([inner, inner.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None)
@given(
    cells=grid(3, 4),
    secrets=grid(4, 5),
    mask=st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=4, max_size=4),
)
def test_what_is_hidden_leaves_no_trace_in_a_chart(kind, cells, secrets, mask):
    numbers, hidden = with_margins(cells), np.array(mask)
    others = np.where(hidden, np.array(secrets, dtype=float), numbers)
    pages = []
    for version in (numbers, others):
        try:
            pages.append(KINDS[kind](shown(version, hidden))._repr_html_())
        except KbError as error:
            pages.append(str(error))
    assert pages[0] == pages[1]
