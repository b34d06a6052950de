"""The sample data's figures as facts: the published ones, by name, and small ones hidden when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.figures import read_data_facts
from kb.evaluation.reconciling.facts import by_name
from kb.evaluation.reconciling.reconciler import reconcile

DATA = Path(__file__).parents[3] / "notebooks" / "data"


@pytest.fixture(scope="module")
def facts():
    return by_name(read_data_facts(DATA))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("survey.sent", 8880),
        ("survey.completed", 6087),
        ("survey.role.leder", 442),
        ("survey.role.tillitsvalgt", 397),
        ("survey.role.verneombud", 260),
        ("survey.hms_not_met.base", 29),
        ("survey.information_better.base", 351),
        ("survey.infection_control_missing.base", 173),
        ("survey.overall.base", 203),
        ("staffing.recruitment.2020-03.recruited", 100),
        ("staffing.recruitment.2020-03.engaged", 66),
        ("staffing.recruitment.2020-03.engaged.leger", 15),
        ("staffing.recruitment.2020-07.engaged", 22),
        ("staffing.overtime.hours", 35_593),
        ("staffing.overtime.pleie-og-omsorg.hours", 20_786),
        ("staffing.overtime.tjenesteleder", 21),
        ("staffing.overtime.avdelingsleder", 59),
        ("staffing.redeployed.across", 327),
    ],
)
def test_the_published_figures_are_facts(facts, name, value):
    assert facts[name].value == value


def test_shares_know_the_counts_they_are_made_of(facts):
    assert facts["survey.role.tillitsvalgt.share"].counts == (397, 6087)
    assert round(facts["survey.response_rate"].value, 3) == 0.685
    assert round(facts["survey.overall.answered"].value, 2) == 0.51
    assert round(facts["staffing.overtime.pleie-og-omsorg.hours.share"].value, 3) == 0.584
    assert round(facts["staffing.overtime.cost"].value, -5) == 14_500_000


def test_small_figures_are_hidden_when_asked():
    shown = by_name(read_data_facts(DATA, smallest=5))
    assert shown["staffing.recruitment.2020-03.engaged.helsefagarbeidere"].hidden
    assert shown["survey.sent"].value == 8880
    assert not any(
        fact.value is not None and 0 < fact.value < 5 for fact in shown.values() if fact.unit == "persons"
    )


def test_a_summary_of_the_data_agrees_but_for_the_share_that_is_rounded_wrongly(facts):
    text = """# Spørreundersøkelsen

Undersøkelsen ble sendt til 8 880 medarbeidere, og 6 087 fullførte (69 %). Av dem som svarte, var 442 ledere med
personalansvar (7 %), 397 tillitsvalgte (6 %) og 260 verneombud (4 %).

# Bemanning

66 av de 100 som ble rekruttert, ble engasjert. Det ble ført 35 593 timer overtid, som kostet 14,5 mill. kr. I Pleie og
omsorg ble det ført 20 786 timer overtid (58 %). 327 ble omdisponert på tvers av områdene.
"""
    judged = reconcile(text, list(facts.values()))
    assert [one.number.text for one in judged if one.flagged] == ["6 %"]
    assert sum(one.verdict == "agrees" for one in judged) >= 14


def test_one_part_of_the_data_may_stand_alone():
    assert all(fact.name.startswith("survey.") for fact in read_data_facts(DATA / "survey"))
    assert all(fact.name.startswith("staffing.") for fact in read_data_facts(DATA / "staffing"))


def test_a_folder_without_data_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="Holds no survey and no staffing files"):
        read_data_facts(tmp_path)


def test_the_faults_of_both_parts_are_told_at_once(tmp_path):
    for part, file in (("survey", "codebook.toml"), ("staffing", "needs.csv")):
        (tmp_path / part).mkdir()
        (tmp_path / part / file).write_text("x", encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        read_data_facts(tmp_path)
    assert {"codebook.toml", "needs.csv"} <= {fault.file for fault in found.value.faults}
