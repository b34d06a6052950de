"""Hours are set beside what is usual, for as many days, and the holidays are marked."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from kb.errors import FaultsFound
from kb.privacy.disclosure import protect
from kb.staffing.load.baseline import against, over_time


def rows_of(hours, *, kind="overtid", persons=20, area="PLO"):
    rows = [
        [area, "sykepleier", period, kind, value, value * 400, persons, None]
        for period, value in hours.items()
    ]
    columns = ["område", "rolle", "periode", "type", "timer", "kostnad", "personer", "person"]
    return pd.DataFrame(rows, columns=columns).astype({"person": "str"}).assign(person=pd.Series(dtype="str"))


YEAR = {f"2020-W{week:02}": 70.0 if week < 10 else 210.0 for week in range(6, 18)}


def shown(rows, name="timer overtid", **options):
    return protect(over_time(rows, **options))[name]


def test_an_earlier_period_gives_what_is_usual():
    told = against(shown(rows_of(YEAR)), (date(2020, 2, 3), date(2020, 3, 1))).set_index(
        ["gruppe", "periode"]
    )
    easter = told.loc["PLO", "2020-W15"]
    assert easter[["verdi", "vanlig", "avvik"]].tolist() == pytest.approx([210, 70, 140])
    assert easter["helligdager"] == "skjærtorsdag, langfredag, 1. påskedag"
    assert told.loc["alle"]["grunnlag"].sum() == 4
    assert told.loc[("alle", "2020-W12"), "helligdager"] == ""


def test_without_one_the_quiet_third_does():
    told = against(shown(rows_of(YEAR)))
    assert told.loc[told["grunnlag"], "periode"].unique().tolist() == list(YEAR)[:4]
    assert told.loc[told["grunnlag"], "avvik"].abs().max() == pytest.approx(0)


def test_months_are_compared_by_the_day():
    told = against(
        shown(rows_of({"2020-01": 62.0, "2020-02": 58.0, "2020-03": 310.0})),
        (date(2020, 1, 1), date(2020, 2, 29)),
    )
    march = told[(told["gruppe"] == "alle") & (told["periode"] == "2020-03")].iloc[0]
    assert (march["vanlig"], march["avvik"]) == pytest.approx((62, 248))


def test_what_is_hidden_stays_hidden_beside_the_usual():
    rows = pd.concat([rows_of(YEAR), rows_of(YEAR, area="Helse"), rows_of(YEAR, area="Kultur", persons=3)])
    told = against(shown(rows)).set_index("gruppe")
    assert told.loc["Kultur", ["verdi", "vanlig", "avvik"]].isna().all(axis=None)
    assert told.loc["alle", "verdi"].notna().all()


def test_no_earlier_period_within_the_data_is_a_fault():
    with pytest.raises(FaultsFound):
        against(shown(rows_of(YEAR)), (date(2019, 1, 1), date(2019, 12, 31)))


def test_hours_and_cost_in_are_hours_and_cost_out_by_kind(sample):
    for by in ("område", "rolle"):
        for name, table in over_time(sample.overtime, by=by).items():
            measure, kind = name.split(" ", 1)
            mine = sample.overtime[sample.overtime["type"] == kind]
            assert table.shown.to_numpy().sum() == pytest.approx(mine[measure].sum())
            assert table.shown.sum(axis=1).to_dict() == pytest.approx(
                mine.groupby(by)[measure].sum().to_dict()
            )


def test_the_sample_shows_april_above_the_usual(sample):
    told = against(shown(sample.overtime)).set_index(["gruppe", "periode"])
    assert told.loc[("Pleie og omsorg", "2020-04"), "avvik"] > 2000
    assert told.loc[("alle", "2020-04"), "helligdager"].startswith("skjærtorsdag, langfredag")


def test_the_same_week_in_two_spellings_is_one_column():
    rows = pd.concat([rows_of({"2020-W15": 10.0}), rows_of({"2020-uke 15": 5.0})])
    table = over_time(rows)["timer overtid"]
    assert table.shown.to_dict("list") == {"2020-W15": [15.0]}


def test_a_kind_without_rows_has_no_table_and_a_hidden_base_gives_nothing():
    assert set(over_time(rows_of(YEAR))) == {"timer overtid", "kostnad overtid"}
    told = against(shown(rows_of(YEAR, persons=3)))
    assert np.isnan(told["vanlig"]).all()
