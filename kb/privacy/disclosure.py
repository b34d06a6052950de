"""Tables made safe to show: small cells are hidden, and enough others that nobody can work them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kb.errors import FaultsFound
from kb.privacy.grids import Grid, Mask, Places, Rule
from kb.privacy.ledger import leave
from kb.privacy.links import hide_together, number
from kb.privacy.nests import Nest, nest_faults, nested_sums
from kb.privacy.soundness import PRESETS, rule_faults, table_faults
from kb.privacy.tables import Protected, ProtectedTable, Table
from kb.privacy.waves import Sums, sum_faults, wave_sums

__all__ = ["PRESETS", "Protected", "ProtectedTable", "Table", "protect"]


def protect(
    tables: Mapping[str, Table],
    *,
    smallest: int | str = 5,
    p: float = 10,
    nested: Nest | None = None,
    sums: Sums | None = None,
) -> Protected:
    """Hide every cell and margin with 1 to `smallest` - 1 persons, and what would give them away.

    What is left does not let a reader place a hidden small figure within less than `smallest`, knowing all
    shown cells and margins of all `tables`, that none is negative and where the zeros are. (Where values are
    shown instead of counts: within less than the figure itself, and the largest contribution of a person not
    within `p` per cent where the table gives it.) A line that several tables show is one line to that reader:
    the same labels and figures, a margin of one of them. Tables with the same labels and counts hide the same
    places, for instance hours and their cost.

    `smallest` is a number of persons or the name of one in `PRESETS`. `nested` gives the parts of groups that
    other tables tell of, level by level: {"Oppvekst": ("Barnehage", "Skole")}. `sums` gives the tables that a
    table is the sum of, as both waves of a survey together; a sum of two is recognised. Changes between waves
    are taken from the protected tables, and are hidden where either is. Raises `FaultsFound` with everything
    wrong.
    """
    faults = [fault for name, table in tables.items() for fault in table_faults(name, table)]
    faults += rule_faults(smallest, p)
    if faults:
        raise FaultsFound(faults)
    rule = Rule(PRESETS[smallest] if isinstance(smallest, str) else smallest, p)
    grids = [Grid.of(table, rule) for table in tables.values()]
    masks = hide_together(grids, _sums(list(tables), grids, nested or {}, sums or {}))
    safe = {
        name: _shown(table, grid, mask, rule)
        for (name, table), grid, mask in zip(tables.items(), grids, masks, strict=True)
    }
    leave(tables, safe)
    return Protected(safe, rule.smallest)


def _sums(names: Sequence[str], grids: Sequence[Grid], nested: Nest, sums: Sums) -> list[Places]:
    """Give what adds up between tables; raises `FaultsFound` where it does not."""
    places = number(grids)
    faults = [*nest_faults(grids, places, nested), *sum_faults(names, grids, sums)]
    if faults:
        raise FaultsFound(faults)
    return [*nested_sums(grids, places, nested), *wave_sums(names, grids, places, sums)]


def _shown(table: Table, grid: Grid, mask: Mask, rule: Rule) -> ProtectedTable:
    amounts = np.where(mask, np.nan, grid.amounts)
    index, columns = table.counts.index, table.counts.columns
    return ProtectedTable(
        cells=pd.DataFrame(amounts[:-1, :-1], index=index, columns=columns),
        row_totals=pd.Series(amounts[:-1, -1], index=index),
        column_totals=pd.Series(amounts[-1, :-1], index=columns),
        total=float(amounts[-1, -1]),
        smallest=rule.smallest,
        dominance=None if table.largest is None else rule.p,
        unanimous=rule.unanimous if table.telling else None,
    )
