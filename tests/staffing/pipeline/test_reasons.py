"""Why positions stood empty, each reason by a need of its own."""

from __future__ import annotations

import pandas as pd
import pytest

from kb.privacy.disclosure import protect
from kb.staffing.pipeline.reasons import REASONS, told_reasons, unfilled

HEADERS = {
    "needs": "id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato\n",
    "resources": "id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig\n",
    "clearances": "ressurs;steg;startet;ferdig\n",
    "assignments": "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n",
}
NURSE = "R1;NAV;sykepleier;2020-04-01;2020-05-31;;ja\n"
CLEARED = "R1;politiattest;2020-04-01;2020-04-05\n"
NEED = "B1;PLO;Solbakken;sykepleier;1;2020-04-10;2020-04-20;2020-04-08;0;\n"
DAY = pd.Timestamp("2020-05-15")


@pytest.fixture
def reasons(staffing_with):
    """Count the reasons of small files, as a dictionary of those that are there."""

    def count(needs=NEED, resources=NURSE, clearances=CLEARED, assignments="", **how) -> dict[str, int]:
        rows = {"needs": needs, "resources": resources, "clearances": clearances, "assignments": assignments}
        staffing = staffing_with(**{name: HEADERS[name] + text for name, text in rows.items()})
        counts = unfilled(staffing, **{"as_of": DAY, **how}).counts.sum()
        return counts[counts > 0].to_dict()

    return count


def test_nobody_registered_with_the_competence(reasons):
    assert reasons(resources=NURSE.replace("sykepleier", "vert")) == {"mangler kompetansen": 1}


def test_a_competence_may_be_covered_by_another(reasons):
    needs = NEED.replace("sykepleier", "sykepleier natt")
    assert reasons(needs) == {"mangler kompetansen": 1}
    assert reasons(needs, covers={"sykepleier natt": ["sykepleier"]}) == {"ikke koblet": 1}


def test_nobody_available_on_any_day_of_the_need(reasons):
    before, after = "2020-04-01;2020-04-09", "2020-04-21;2020-05-31"
    for window in (before, after):
        nurse = NURSE.replace("2020-04-01;2020-05-31", window)
        assert reasons(resources=nurse) == {"ikke ledig i perioden": 1}
    last_day_only = NURSE.replace("2020-04-01;2020-05-31", "2020-04-20;")
    assert reasons(resources=last_day_only) == {"ikke koblet": 1}


def test_nobody_willing(reasons):
    assert reasons(resources=NURSE.replace(";ja", ";nei")) == {"ikke villig": 1}


def test_nobody_cleared_by_the_first_day(reasons):
    assert reasons(clearances=CLEARED.replace("04-05", "04-11")) == {"ikke klarert i tide": 1}
    assert reasons(clearances=CLEARED.replace("2020-04-05", "")) == {"ikke klarert i tide": 1}
    assert reasons(clearances=CLEARED.replace("04-05", "04-10")) == {"ikke koblet": 1}


def test_everybody_at_work_elsewhere(reasons):
    work = "O1;R1;;;PLO;Lia;2020-04-05;{};;\n"
    assert reasons(assignments=work.format("2020-04-20")) == {"i andre oppdrag": 1}
    assert reasons(assignments=work.format("")) == {"i andre oppdrag": 1}
    assert reasons(assignments=work.format("2020-04-19")) == {"ikke koblet": 1}
    two = work.format("2020-04-14") + "O2;R1;;;PLO;Lia;2020-04-15;2020-04-30;;\n"
    assert reasons(assignments=two) == {"i andre oppdrag": 1}


def test_a_need_registered_or_filled_after_it_began(reasons):
    assert reasons(NEED.replace("04-08", "04-11")) == {"meldt eller besatt for sent": 1}
    half = "B1;PLO;Solbakken;sykepleier;2;2020-04-10;2020-04-20;2020-04-08;1;2020-04-{}\n"
    assert reasons(half.format("12")) == {"meldt eller besatt for sent": 1}
    assert reasons(half.format("10")) == {"ikke koblet": 1}
    not_known_yet = reasons(half.format("12"), as_of=pd.Timestamp("2020-04-11"))
    assert not_known_yet == {"mangler kompetansen": 1, "ikke koblet": 1}


def test_the_first_reason_counts(reasons):
    nurse = NURSE.replace("2020-04-01;2020-05-31", "2020-06-01;").replace(";ja", ";nei")
    assert reasons(NEED.replace("04-08", "04-11"), nurse, "") == {"ikke ledig i perioden": 1}


def test_each_position_of_a_need_asks_for_a_person_of_its_own(reasons):
    people = NURSE + NURSE.replace("R1", "R2").replace(";ja", ";nei") + NURSE.replace("R1", "R3")
    found = reasons(NEED.replace(";1;", ";5;"), people, CLEARED + "R3;politiattest;2020-04-01;\n")
    assert found == {
        "mangler kompetansen": 2,
        "ikke villig": 1,
        "ikke klarert i tide": 1,
        "ikke koblet": 1,
    }


def test_needs_that_are_filled_or_have_not_begun_have_no_reason(reasons):
    assert reasons(NEED.replace(";0;", ";1;2020-04-09")) == {}
    assert reasons(as_of=pd.Timestamp("2020-04-09")) == {}
    assert reasons(as_of=pd.Timestamp("2020-04-10")) == {"ikke koblet": 1}


def test_the_sample_has_a_reason_for_every_empty_position(sample):
    table = unfilled(sample)
    assert table.counts.columns.tolist() == list(REASONS)
    assert table.counts.to_numpy().sum() == 83
    assert table.counts.loc["sykepleier natt", "mangler kompetansen"] == 23
    areas = unfilled(sample, "område")
    assert (areas.counts.sum() == table.counts.sum()).all()
    shown = protect({"competence": table, "area": areas})
    assert shown["competence"].total == 83


def test_files_without_rows_have_no_empty_positions(only_headers):
    assert unfilled(only_headers).counts.empty


def test_what_the_unit_itself_told_counts_its_empty_positions(staffing_with):
    head = HEADERS["needs"].replace("besatt_dato", "besatt_dato;årsak")
    need = "B1;PLO;Solbakken;sykepleier;5;2020-04-10;2020-04-20;2020-04-08;2;2020-04-11;ikke svar\n"
    other = "B2;PLO;Solbakken;vert;1;2020-04-10;2020-04-20;2020-04-08;0;;for sent\n"
    untold = "B3;PLO;Solbakken;lege;1;2020-04-10;2020-04-20;2020-04-08;0;;\n"
    table = told_reasons(staffing_with(needs=head + need + other + untold))
    assert table.counts.loc["sykepleier"].to_dict() == {"for sent": 0, "ikke svar": 3}
    assert table.counts.to_numpy().sum() == 4


def test_where_it_told_nothing_there_is_no_table(sample):
    assert told_reasons(sample) is None
