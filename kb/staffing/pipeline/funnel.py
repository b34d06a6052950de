"""The funnel of each source: how far those registered came, and where most fell away."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from kb.privacy.disclosure import ProtectedTable, Table
from kb.staffing.pipeline.clearing import FIRST_SHIFT, done_days, first_shifts, known_until, needed_steps
from kb.staffing.records import SOURCES, STEPS, Staffing

_UNWILLING = "ikke villig"
_LEFT = {step: f"uten {step}" for step in STEPS}
_REGISTERED, _WILLING = "registrert", "villig"
ALL = "alle"


@dataclass(frozen=True, slots=True)
class Drop:
    """Where most of a source fell away, and how many; more than one stage where they tie.

    No stage and NaN where nobody fell away, or where hidden cells may hold more.
    """

    stages: tuple[str, ...]
    persons: float


def funnel(staffing: Staffing, *, as_of: pd.Timestamp | None = None) -> Table:
    """Count the persons registered by source (rows) and how far they came by `as_of` (columns).

    Everybody stands in one column, so that rows and columns add up: `ikke villig`, then `uten` the first step
    of their source's that is not done, and last those who have had their first shift (the step, or an
    assignment). Who has had it is through, whatever the files say of the steps before.
    """
    day = known_until(staffing, as_of)
    stopped = _stopped(staffing, day)
    sources = staffing.resources.set_index("id")["kilde"]
    counts = pd.crosstab(sources, stopped.reindex(sources.index))
    rows = [source for source in SOURCES if source in counts.index]
    return Table(counts.reindex(index=rows, columns=[_UNWILLING, *_LEFT.values(), FIRST_SHIFT], fill_value=0))


def reached(shown: ProtectedTable) -> pd.DataFrame:
    """Give how many reached each stage, by source and for `alle`, from the protected table of `funnel`.

    Columns are `registrert`, `villig` and each step. NaN where it can be worked out neither from those who
    fell away before nor from those who came further.
    """
    cells, registered = _with_all(shown)
    lost = cells.drop(columns=FIRST_SHIFT)
    before = lost.cumsum(axis="columns", skipna=False).rsub(registered, axis="index")
    after = cells.iloc[:, :0:-1].cumsum(axis="columns", skipna=False).iloc[:, ::-1]
    stages = before.fillna(after.set_axis(lost.columns, axis="columns"))
    return pd.concat([registered, stages], axis="columns").set_axis(
        [_REGISTERED, _WILLING, *STEPS], axis="columns"
    )


def stages(shown: ProtectedTable) -> ProtectedTable:
    """Give the stages as rows and how many of all sources reached each, from the protected table of `funnel`.

    Nothing adds up here: those who reached a stage reached all before it.
    """
    came: pd.Series[float] = reached(shown).T[ALL]
    return replace(
        shown,
        cells=came.to_frame("personer"),
        row_totals=came,
        column_totals=pd.Series({"personer": came.iloc[0]}),
        total=float(came.iloc[0]),
    )


def biggest_drops(shown: ProtectedTable) -> dict[str, Drop]:
    """Name where most persons fell away, by source and for `alle`, from the protected table of `funnel`."""
    cells, registered = _with_all(shown)
    return {str(source): _drop(cells.loc[source], float(registered[source])) for source in cells.index}


def _with_all(shown: ProtectedTable) -> tuple[pd.DataFrame, pd.Series[float]]:
    """Give the cells and their row totals with one more row for all."""
    cells = pd.concat([shown.cells, shown.column_totals.to_frame(ALL).T])
    return cells, pd.concat([shown.row_totals, pd.Series({ALL: shown.total})])


def _drop(cells: pd.Series[float], registered: float) -> Drop:
    lost = cells.drop(FIRST_SHIFT)
    most = float(lost.max())
    hidden = registered - cells.sum()
    if not (most > 0 and (hidden < most or not cells.isna().any())):
        return Drop((), float("nan"))
    return Drop(tuple(str(stage) for stage in lost.index[lost == most]), most)


def _stopped(staffing: Staffing, day: pd.Timestamp) -> pd.Series[str]:
    """Give the column each person stands in."""
    left = needed_steps(staffing) & done_days(staffing, day).isna()
    stopped = pd.Series(_LEFT[FIRST_SHIFT], index=left.index)
    for step in reversed(STEPS[:-1]):
        stopped = stopped.mask(left[step], _LEFT[step])
    unwilling = staffing.resources.set_index("id")["villig"] == "nei"
    worked = first_shifts(staffing, day).notna()
    return stopped.mask(unwilling, _UNWILLING).mask(worked, FIRST_SHIFT)
