import math

import pandas as pd
import pytest

from kb.evaluation.staffing.weeks import WHOLE, what_happened


def test_every_line_is_of_a_protected_table(shown):
    table = what_happened(shown, until=pd.Timestamp("2020-06-21")).cells
    assert table.index[0] == "2020-W12"
    assert table.index[-1] == "2020-W25"
    people = shown["personer per kanal og uke"].cells.loc["intern omdisponering"]
    assert table["omdisponerte"].equals(people[table.index].rename("omdisponerte"))
    asked = shown["besatt per uke"].row_totals
    for week in table.index:
        told = asked.get(week, 0.0)
        assert table.loc[week, "meldt i uka"] == told or math.isnan(told)


def test_what_is_hidden_in_a_table_is_hidden_on_the_axis(shown):
    table = what_happened(shown).cells
    hidden = shown["besatt per uke"].row_totals
    assert table.loc[hidden.index[hidden.isna()], "meldt i uka"].isna().all()


def test_the_hours_of_months_are_shared_out_over_their_days_and_none_is_lost(shown):
    table = what_happened(shown).cells
    months = shown["timer overtid"].column_totals
    inside = table["overtid"].sum() * WHOLE
    assert inside == pytest.approx(months.sum(), rel=0.2)  # the first days of March lie before the axis
    april = table.loc["2020-W16", "overtid"] * WHOLE
    assert april == pytest.approx(months["2020-04"] / 30 * 7, abs=WHOLE)


def test_without_absence_those_hired_stand_in(shown):
    less = type(shown)({name: shown[name] for name in shown if "fravær" not in name}, shown.smallest)
    assert "nye ansatte" in what_happened(less).cells
    assert "fravær" in what_happened(shown).cells
