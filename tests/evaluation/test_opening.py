import shutil
from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.claims.records import Gone
from kb.evaluation.opening import open_evaluation
from kb.evaluation.starting import Template, begin_evaluation

DATA = Path(__file__).parents[2] / "notebooks" / "data"


@pytest.fixture
def plan(tmp_path):
    file, _ = begin_evaluation(tmp_path / "e", Template.DSB)
    return file


def test_data_that_are_not_there_are_named_and_the_rest_is_opened(plan, make_bank):
    bank = make_bank({})
    opened = open_evaluation(plan, library=bank, smallest=5)
    assert (opened.survey, opened.staffing, opened.response_rate) == (None, None, None)
    assert [source.kind for source in opened.missing] == ["survey", "staffing"]
    assert "Spørreundersøkelse (survey); Bemanningstall (staffing)." in opened.data_note()._repr_html_()
    assert isinstance(opened.evidence.survey("response_rate"), Gone)
    assert [entry.id for entry in opened.entries()] == ["felles-lager"]


def test_the_data_of_a_plan_are_read_protected_and_give_evidence(plan, make_bank):
    for part in ("survey", "staffing"):
        shutil.copytree(DATA / part, plan.parent / part)
    opened = open_evaluation(plan, library=make_bank({}), smallest=5, by={"information": "area"})
    assert opened.missing == ()
    assert "Alle dataene i planen er lest." in opened.data_note()._repr_html_()
    assert opened.response_rate == 6087 / 8880
    assert opened.evidence.survey("information", "4", "5", area="plo").of == 1122
    assert isinstance(opened.evidence.staffing("overtime.barnehage"), Gone)  # hidden
    opened.evidence.finding(
        "{information} fikk det.",
        kind="strength",
        question="E2",
        evidence=[opened.evidence.survey("information", "4", "5")],
    )
    assert opened.answered == 1


def test_data_with_faults_are_told(plan, make_bank):
    (plan.parent / "survey").mkdir()
    (plan.parent / "survey" / "codebook.toml").write_text("key = 1", encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"codebook\.toml"):
        open_evaluation(plan, library=make_bank({}), smallest=5)
