"""The bound, its explanation, its words and the what-if, on files small enough to count by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.privacy.disclosure import protect
from kb.staffing.hindsight import wording
from kb.staffing.hindsight.explaining import FILLED, LOSSES, REACHABLE, hindsight, lost, missing
from kb.staffing.hindsight.pool import CLEARABLE, paces, people
from kb.staffing.hindsight.whatif import sensitivity, what_if

NEEDS = """id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato
B1;PLO;Solbakken;sykepleier;2;2020-04-01;2020-04-10;2020-03-28;0;
B2;PLO;Solbakken;sykepleier;1;2020-04-11;2020-04-20;2020-03-30;0;
B3;PLO;Solbakken;lege;1;2020-04-11;2020-04-20;2020-03-30;0;
"""
RESOURCES = """id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig
R1;vikarbyrå;sykepleier;2020-03-20;;;ja
R2;vikarbyrå;sykepleier;2020-03-20;;;ja
"""
CLEARANCES = """ressurs;steg;startet;ferdig
R1;tilgang;2020-03-21;2020-03-23
R2;tilgang;2020-04-12;2020-04-14
"""


@pytest.fixture
def two_nurses(staffing_with):
    work = "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n"
    return staffing_with(needs=NEEDS, resources=RESOURCES, clearances=CLEARANCES, assignments=work)


def test_one_person_takes_needs_one_after_the_other(two_nurses):
    found = hindsight(two_nurses)
    assert (found.needed, found.filled, found.most, found.rate) == (4, 0, 2, 0.5)


def test_each_loss_stands_where_it_happened(two_nurses):
    counts = lost(hindsight(two_nurses), "kompetanse").counts
    assert counts.loc["sykepleier"].to_dict() == {FILLED: 0, REACHABLE: 2} | dict.fromkeys(LOSSES, 0) | {
        "ikke klarert i tide": 1
    }
    assert counts.loc["lege", "mangler kompetansen"] == 1
    assert lost(hindsight(two_nurses)).counts.index.tolist() == ["2020-W14", "2020-W15"]


def test_the_missing_competence_is_named(two_nurses):
    assert missing(hindsight(two_nurses)).counts["mangler kompetansen"].to_dict() == {"lege": 1}


def test_who_could_have_been_cleared_in_time_counts_in_the_second_case(two_nurses):
    assert paces(two_nurses) == {"vikarbyrå": 2}
    assert (people(two_nurses)[CLEARABLE] - people(two_nurses)["ledig"]).tolist() == [2, 2]
    assert hindsight(two_nurses, CLEARABLE).most == 3


def test_a_quicker_clearance_and_a_doctor_would_have_filled_the_rest(two_nurses):
    assert what_if(two_nurses, days=12).most == 3
    assert what_if(two_nurses, days=13).most == 2
    assert what_if(two_nurses, more={"lege": 1}).most == 3
    grid = sensitivity(two_nurses, "lege", days=[12, 13], more=[0, 1])
    assert grid.to_numpy().tolist() == [[0.75, 1.0], [0.5, 0.75]]
    with pytest.raises(KbError, match="negative"):
        what_if(two_nurses, more={"lege": -1})


def test_one_competence_may_cover_another(two_nurses):
    covers = {"lege": ["lege", "sykepleier"]}
    assert hindsight(two_nurses, CLEARABLE, covers=covers).most == 4


def test_files_without_rows_have_a_bound_of_nothing(only_headers):
    found = hindsight(only_headers)
    assert (found.needed, found.most, found.needs.empty) == (0, 0, True)
    assert lost(found).counts.empty


def test_the_sample_has_its_figures_and_tables_that_can_be_protected(sample):
    found = hindsight(sample)
    assert (found.needed, found.filled, found.most) == (471, 388, 414)
    assert hindsight(sample, CLEARABLE).most == 423
    assert missing(found).counts["mangler kompetansen"].to_dict() == {"sykepleier natt": 23}
    assert protect({"uke": lost(found), "kompetanse": lost(found, "kompetanse")}).hidden > 0


def test_a_bound_is_said_to_be_one_in_three_languages(two_nurses):
    found = hindsight(two_nurses)
    for language, words in (("nb", "øvre grense"), ("nn", "øvre grense"), ("en", "upper bound")):
        assert words in wording.bound_sentence(found, language)
        assert all(wording.loss_sentence(name, language) for name in (*LOSSES, REACHABLE))
    with pytest.raises(KbError, match="no language"):
        wording.bound_sentence(found, "se")


def test_every_word_stands_in_all_languages():
    words = tomllib.loads(Path(wording.__file__).with_name("words.toml").read_text(encoding="utf-8"))
    assert {tuple(sorted(said)) for said in words.values()} == {("en", "nb", "nn")}


def test_none_of_the_days_is_the_clearance_as_it_was(two_nurses):
    grid = sensitivity(two_nurses, "lege", days=[None, 13], more=[0])
    assert grid.iloc[0, 0] == what_if(two_nurses).rate
    assert grid.index.tolist() == [None, 13]
