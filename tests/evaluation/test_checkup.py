from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.checkup import REMEDIES, check_up
from kb.evaluation.starting import Template, begin_evaluation
from kb.evaluation.synthesis.labels import ITEMS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SAMPLE = NOTEBOOKS / "data" / "evaluation.toml"


@pytest.fixture(scope="module")
def sample():
    return check_up(SAMPLE)


def test_the_sample_evaluation_lacks_nothing(sample):
    assert sample.notebook == NOTEBOOKS / "04_evaluation.ipynb"
    assert sample.unmet == ()
    assert {item.name: item.figures for item in sample.items}["response_rate"] == (6087 / 8880,)


def test_the_sample_has_twelve_findings_each_of_two_kinds_of_source_over_all_tracks(sample):
    assert len(sample.findings) >= 12
    assert [one.name for one in sample.findings if len(one.kinds) < 2] == []
    assert {one.question for one in sample.findings} == {"E1", "E2", "E3", "E4"}


def test_the_sample_tells_strengths_and_improvements_alike(sample):
    kinds = [one.kind for one in sample.findings]
    assert abs(kinds.count("strength") - kinds.count("improvement")) <= 2


def test_a_new_evaluation_is_told_all_it_lacks(tmp_path):
    plan, notebook = begin_evaluation(tmp_path, Template.DSB)
    done = check_up(plan)
    assert done.notebook == notebook
    assert {item.name for item in done.unmet} == {
        "mandate", "purpose", "questions", "response_rate", "triangulation", "both_sides", "limits",
        "commented_by", "dates", "duties", "evidence",
    }  # fmt: skip


def test_a_plan_without_a_notebook_is_checked_all_the_same(tmp_path):
    plan, notebook = begin_evaluation(tmp_path, Template.DSB)
    notebook.unlink()
    done = check_up(plan)
    assert done.notebook is None
    assert done.findings == ()
    assert done.as_dict()["complete"] is False


def test_a_notebook_whose_findings_nothing_is_held_against_is_told(tmp_path):
    plan, notebook = begin_evaluation(tmp_path, Template.DSB)
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace("lock=", "locked=").replace("hold_prose(", "hold("), encoding="utf-8")
    assert {"approved", "prose"} <= {item.name for item in check_up(plan).unmet}


def test_a_plan_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="cannot be opened"):
        check_up(tmp_path / "evaluation.toml")


def test_every_item_has_words_and_what_can_lack_has_a_remedy(sample):
    names = {item.name for item in sample.items}
    assert names == ITEMS["en"].keys()
    assert names - {"period"} == REMEDIES.keys()
