"""When a person was cleared and had the first shift."""

from __future__ import annotations

import pandas as pd

from kb.staffing.pipeline.clearing import cleared_days, first_shifts, needed_steps

RESOURCES = """id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig
R1;NAV;vert;2020-04-01;;;ja
R2;NAV;vert;2020-04-01;;;ja
R3;NAV;vert;2020-04-01;;;ja
R4;vikarbyrå;vert;2020-04-03;;;ja
R5;NAV;vert;2020-04-01;;;ja
"""
CLEARANCES = """ressurs;steg;startet;ferdig
R1;politiattest;2020-04-01;2020-04-08
R1;tilgang;2020-04-01;2020-04-05
R2;politiattest;2020-04-01;2020-04-04
R3;tilgang;2020-04-01;
R3;første vakt;2020-04-02;2020-04-06
"""
ASSIGNMENTS = """id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad
O1;R3;;;PLO;Solbakken;2020-04-05;;;
O2;R5;;;PLO;Solbakken;2020-04-09;;;
O3;R5;;;PLO;Solbakken;2020-04-07;2020-04-08;;
"""
DAY = pd.Timestamp("2020-04-30")


def test_cleared_is_who_is_through_all_steps_of_the_source(staffing_with):
    staffing = staffing_with(resources=RESOURCES, clearances=CLEARANCES, assignments=ASSIGNMENTS)
    needed = needed_steps(staffing)
    assert needed.loc["R5", ["politiattest", "tilgang"]].all()
    assert not needed.loc["R5", ["arbeidsavtale", "registrering"]].any()
    assert not needed.loc["R4"].any()
    days = cleared_days(staffing, DAY).dt.strftime("%d.%m")
    assert days["R1"] == "08.04"
    assert pd.isna(days["R2"])  # access was never begun
    assert days["R3"] == "05.04"  # worked before the steps were done
    assert days["R4"] == "03.04"  # the agency has no steps here
    assert days["R5"] == "07.04"


def test_the_first_shift_is_that_of_the_step_or_of_an_assignment(staffing_with):
    staffing = staffing_with(resources=RESOURCES, clearances=CLEARANCES, assignments=ASSIGNMENTS)
    shifts = first_shifts(staffing, DAY).dt.strftime("%d.%m")
    assert shifts["R3"] == "05.04"  # an assignment before the step was noted
    assert shifts["R5"] == "07.04"
    assert shifts.notna().sum() == 2


def test_what_comes_later_is_not_known_yet(staffing_with):
    staffing = staffing_with(resources=RESOURCES, clearances=CLEARANCES, assignments=ASSIGNMENTS)
    early = pd.Timestamp("2020-04-06")
    assert cleared_days(staffing, early).notna().sum() == 2
    assert first_shifts(staffing, early).dropna().index.tolist() == ["R3"]
