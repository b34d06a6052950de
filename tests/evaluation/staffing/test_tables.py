"""One call protects all tables, and no table gives away what another hides."""

import math

import pytest

from kb.evaluation.staffing.tables import measure
from kb.privacy.disclosure import protect


def test_the_golden_figures_are_all_shown(shown):
    assert shown["besatt per område"].column_totals["besatt"] == 388
    assert shown["timer per type"].total == 35_593
    assert round(shown["kostnad per type"].total / 1e6, 1) == 14.5
    share = shown["timer per type"].row_totals["Pleie og omsorg"] / shown["timer per type"].total
    assert f"{100 * share:.1f}" == "58.4"
    assert shown["engasjert 2020-03-12/2020-06-01"].total == 66
    assert shown["ledere"].row_totals.to_dict() == {"tjenesteleder": 21, "avdelingsleder": 59}


def test_every_shown_cell_has_enough_behind_it_or_none(measured, answers, shown):
    for name, table in {**measured.tables, **answers}.items():
        seen = table.counts[shown[name].cells.notna()]
        assert not ((seen > 0) & (seen < 5)).to_numpy().any(), name


def test_the_positions_of_a_competence_are_hidden_in_all_tables_or_in_none(shown):
    """Filled and empty are told by fill, by reasons and by what was lost: one hidden is hidden everywhere."""
    filled, reasons, lost = shown["besatt per kompetanse"], shown["årsaker"], shown["tapt per kompetanse"]
    hidden = [name for name in filled.cells.index if math.isnan(filled.cells.loc[name, "ubesatt"])]
    assert hidden
    for name in hidden:
        assert math.isnan(lost.cells.loc[name, "besatt"])
        assert name not in reasons.row_totals.index or math.isnan(reasons.row_totals[name])


def test_the_weeks_add_up_to_no_more_than_is_shown(shown):
    """What was lost a week is counted by first day and what was filled by day registered: neither is the other's."""
    for name in ("besatt per uke", "tapt per uke"):
        table = shown[name]
        alone = table.cells.isna().sum(axis="columns")
        known = table.row_totals.notna()
        assert not ((alone == 1) & known).any(), name


def test_a_source_cannot_be_found_by_taking_the_others_from_all(measured, shown):
    parts = [shown[f"klarering: {source}"] for source in measured.sources]
    for step in shown["klarering"].cells.index:
        for column in ("ferdig", "venter"):
            hidden = sum(math.isnan(part.cells.loc[step, column]) for part in parts)
            assert hidden != 1


def test_two_separate_calls_would_have_told_what_the_one_hides(measured):
    alone = protect({"only": measured.tables["tapt per kompetanse"]})["only"]
    together = measured.protect()["tapt per kompetanse"]
    assert alone.hidden <= together.hidden


@pytest.mark.parametrize("name", ["overtime", "recruitment"])
def test_files_without_rows_have_no_tables_of_them(staffing, rules, name):
    from dataclasses import replace

    empty = replace(staffing, **{name: getattr(staffing, name)[:0]})
    tables = measure(empty, rules=rules).tables
    assert not [
        one for one in tables if one.startswith("timer overtid" if name == "overtime" else "engasjert")
    ]
