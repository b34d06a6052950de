"""How far those registered came, and where most fell away."""

from __future__ import annotations

import math

import pandas as pd

from kb.privacy.disclosure import ProtectedTable, Table, protect
from kb.staffing.pipeline.funnel import biggest_drops, funnel, reached, stages


def test_everybody_stands_where_they_stopped(small):
    counts = funnel(small).counts
    assert counts.index.tolist() == ["intern", "frivillig", "vikarbyrå"]
    assert counts.loc["frivillig", "ikke villig"] == 1
    assert counts["første vakt"].tolist() == [1, 0, 1]  # R2 waits for access, and works
    assert counts.to_numpy().sum() == 3


def test_an_earlier_day_has_fewer_through(small):
    counts = funnel(small, as_of=pd.Timestamp("2020-03-26")).counts
    assert counts.loc["intern", "uten første vakt"] == 1
    assert counts.loc["vikarbyrå", "uten tilgang"] == 1
    counts = funnel(small, as_of=pd.Timestamp("2020-03-25")).counts
    assert counts.loc["intern", "uten politiattest"] == 1


def test_the_funnel_of_the_sample(sample):
    table = funnel(sample)
    assert table.counts.loc["frivillig"].tolist() == [244, 14, 32, 0, 0, 24, 26]
    assert table.counts.sum(axis=1).to_dict() == sample.resources["kilde"].value_counts().to_dict()
    shown = protect({"funnel": table})["funnel"]
    stages = reached(shown)
    assert stages.loc["frivillig"].tolist() == [340, 96, 82, 50, 50, 50, 26]
    assert stages.loc["alle", ["registrert", "villig", "første vakt"]].tolist() == [848, 587, 458]
    assert biggest_drops(shown)["frivillig"].stages == ("ikke villig",)


def table(*rows: list[int]) -> Table:
    columns = ["ikke villig", "uten politiattest", "uten arbeidsavtale", "uten registrering", "uten tilgang"]
    columns += ["uten første vakt", "første vakt"]
    return Table(pd.DataFrame(rows, index=["intern", "frivillig"][: len(rows)], columns=columns))


def test_stages_count_down_to_the_first_shift():
    shown = protect({"f": table([10, 20, 0, 0, 5, 5, 60], [10, 5, 0, 0, 10, 15, 60])})["f"]
    assert reached(shown).loc["intern"].tolist() == [100, 90, 70, 70, 70, 65, 60]
    assert reached(shown).loc["alle"].tolist() == [200, 180, 155, 155, 155, 140, 120]
    drops = biggest_drops(shown)
    assert (drops["intern"].stages, drops["intern"].persons) == (("uten politiattest",), 20)
    assert drops["alle"].stages == ("uten politiattest",)


def test_drops_that_tie_are_all_named():
    drop = biggest_drops(protect({"f": table([0, 20, 0, 0, 20, 5, 60])})["f"])["intern"]
    assert drop.stages == ("uten politiattest", "uten tilgang")


def with_hidden(*row: float) -> ProtectedTable:
    """Give a protected table of one source with 99 registered, where NaN is hidden."""
    cells = table([0] * 7).counts.astype(float)
    cells.loc["intern"] = row
    return ProtectedTable(cells, pd.Series({"intern": 99.0}), cells.loc["intern"], 99.0, smallest=5)


def test_a_drop_that_hidden_cells_may_hold_is_not_named():
    nan = math.nan
    drop = biggest_drops(with_hidden(7, nan, 0, 0, nan, 5, 60))["intern"]  # 27 are hidden
    assert drop.stages == ()
    assert math.isnan(drop.persons)
    drop = biggest_drops(with_hidden(7, nan, 0, 0, nan, 20, 60))["intern"]  # 12 are hidden
    assert drop.stages == ("uten første vakt",)


def test_a_stage_is_told_from_either_side_of_what_is_hidden():
    stages = reached(with_hidden(7, math.nan, 0, 0, math.nan, 20, 60)).loc["intern"]
    assert stages[["registrert", "villig"]].tolist() == [99, 92]
    assert stages[["politiattest", "arbeidsavtale", "registrering"]].isna().all()
    assert stages[["tilgang", "første vakt"]].tolist() == [80, 60]


def test_nobody_falling_away_is_no_drop():
    drop = biggest_drops(protect({"f": table([0, 0, 0, 0, 0, 0, 60])})["f"])["intern"]
    assert drop.stages == ()
    assert math.isnan(drop.persons)


def test_the_stages_of_all_sources_fall_from_the_registered_to_the_first_shift(sample):
    shown = protect({"funnel": funnel(sample)})["funnel"]
    rows = stages(shown).row_totals
    assert rows.index[0] == "registrert"
    assert rows.index[-1] == "første vakt"
    assert rows.is_monotonic_decreasing
    assert rows.iloc[0] == len(sample.resources)
