from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.plan import read_plan
from kb.staffing.records import read_staffing

SAMPLE = Path(__file__).parents[2] / "notebooks" / "data" / "evaluation.toml"


def test_the_sample_plan_has_the_three_tracks_and_both_duties():
    plan = read_plan(SAMPLE)
    assert list(plan.tracks) == [
        "Elever og undervisning",
        "Samhandling mellom ansatte",
        "Samhandling mellom skole og hjem",
    ]
    assert ["§ 8" in plan.duties[0].rule, "§ 9" in plan.duties[1].rule] == [True, True]


def test_every_wrong_key_is_told_at_once(tmp_path):
    text = (
        SAMPLE.read_text(encoding="utf-8")
        .replace("mandate =", "mandat =")
        .replace("2020-03-12", '"i fjor"', 1)
    )
    (tmp_path / "evaluation.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsFound) as caught:
        read_plan(tmp_path / "evaluation.toml")
    assert {fault.place for fault in caught.value.faults} == {"mandate", "mandat", "from"}


@pytest.mark.parametrize("content", [b"title = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_told(tmp_path, content):
    (tmp_path / "evaluation.toml").write_bytes(content)
    with pytest.raises(FaultsFound, match="cannot be read"):
        read_plan(tmp_path / "evaluation.toml")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="cannot be opened"):
        read_plan(tmp_path / "evaluation.toml")


def test_the_sample_staffing_files_name_only_the_areas_of_the_plan():
    staffing = read_staffing(SAMPLE.parent / "staffing", areas=read_plan(SAMPLE).areas)
    assert set(staffing.overtime["område"]) <= set(read_plan(SAMPLE).areas)


@pytest.mark.parametrize("notebook", ["02_staffing", "04_evaluation"])
def test_the_notebooks_hold_the_staffing_files_against_those_areas(notebook):
    source = (SAMPLE.parents[1] / f"{notebook}.ipynb").read_text(encoding="utf-8")
    assert "areas=plan.areas" in source
