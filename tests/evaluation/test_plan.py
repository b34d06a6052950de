from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.plan import read_plan
from kb.staffing.records import read_staffing

SAMPLE = Path(__file__).parents[2] / "notebooks" / "data" / "evaluation.toml"


def test_the_sample_plan_has_the_three_tracks_staffing_and_both_duties():
    plan = read_plan(SAMPLE)
    assert list(plan.tracks) == [
        "Elever og undervisning",
        "Samhandling mellom ansatte",
        "Samhandling mellom skole og hjem",
        "Bemanning",
    ]
    assert plan.unfilled() == []
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


OLD = """
title = "Evaluering"
event = "Flom"
from = 2023-08-01
to = 2023-08-10
mandate = "M"
purpose = "P"
sources = ["Loggen"]
limits = ["L"]
commented_by = ["HAMU"]

[[questions]]
id = "E1"
track = "Drift"
text = "Holdt driften?"

[[duties]]
rule = "§ 8"
how = "Slik."
"""


def read(tmp_path, text):
    file = tmp_path / "evaluation.toml"
    file.write_text(text, encoding="utf-8")
    return read_plan(file)


def test_a_plan_from_before_there_were_tracks_dates_and_data_is_still_read(tmp_path):
    plan = read(tmp_path, OLD)
    assert (list(plan.tracks), plan.groups, plan.data, plan.dates.draft) == (["Drift"], [], [], None)
    assert plan.folder_of("survey") is None


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("to = 2023-08-10", "to = 2023-07-10", "is before from"),
        ('sources = ["Loggen"]', 'sources = ["Loggen"]\ntracks = ["Varsling"]', "not among tracks"),
        (
            "[[duties]]",
            '[[questions]]\nid = "E1"\ntrack = "Drift"\ntext = "To?"\n[[duties]]',
            "Two questions are called E1",
        ),
        (
            "[[duties]]",
            "[dates]\ndraft = 2023-10-01\nhearing = 2023-09-01\n[[duties]]",
            "hearing .* before draft",
        ),
        ("[[duties]]", '[[data]]\nname = "A"\nkind = "tull"\n[[duties]]', "data.0.kind"),
    ],
)
def test_a_plan_that_does_not_fit_together_is_told(tmp_path, before, after, problem):
    with pytest.raises(FaultsFound, match=problem):
        read(tmp_path, OLD.replace(before, after))


def test_what_is_to_be_filled_in_is_named_by_its_key(tmp_path):
    text = (
        OLD.replace('"M"', '"(fyll ut: hvem)"')
        .replace('["L"]', '["Ja", "(fyll ut)"]')
        .replace('"Slik."', '"(fyll ut)"')
    )
    assert read(tmp_path, text).unfilled() == ["mandate", "limits.1", "duties.0.how"]
