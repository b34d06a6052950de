"""`kb survey` on the sample data and on a small survey: figures as published, nothing small told."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from .running import kb as run

SAMPLE = Path(__file__).parents[2] / "notebooks" / "data" / "survey"


kb = partial(run, "survey")


@pytest.fixture(scope="module")
def summary():
    return json.loads(kb("summary", SAMPLE, "--json").stdout)


def test_the_summary_tells_who_was_asked_and_who_answered(summary):
    assert (summary["sent"], summary["completed"]) == (8880, 6087)
    assert round(summary["response_rate"], 4) == 0.6855


def test_the_summary_tells_roles_with_their_base(summary):
    told = {code: (one["completed"], one["base"]) for code, one in summary["by_role"].items()}
    assert told["leder"] == (442, 6087)
    assert told["tillitsvalgt"] == (397, 6087)
    assert told["verneombud"] == (260, 6087)
    assert round(summary["by_role"]["tillitsvalgt"]["share"], 3) == 0.065


def test_the_summary_tells_areas_with_their_bases(summary):
    areas = summary["by_area"]
    assert len(areas) == 12
    assert sum(one["sent"] for one in areas.values()) == 8880
    assert all(one["completed"] <= one["sent"] for one in areas.values())
    assert areas["plo"]["label"] == "Pleie og omsorg (PLO)"


def test_the_summary_accounts_for_every_question(summary):
    questions = summary["questions"]
    assert (
        questions["information_better"]["answered"],
        questions["infection_control_missing"]["answered"],
    ) == (351, 173)
    assert questions["hms_not_met"]["answered"] is None  # so few of those asked wrote nothing
    assert questions["overall"] | {"type": None} == {
        "type": None,
        "asked": 398,
        "answered": 203,
        "dont_know": 0,
        "missing": 195,
        "not_asked": 5689,
    }


def test_the_summary_for_people_holds_the_same(summary):
    told = kb("summary", SAMPLE, "--language", "nn").stdout
    assert "sent             8880" in told
    assert "Leiar med personalansvar" in told


def test_tables_by_area_are_protected_together():
    told = json.loads(kb("tables", SAMPLE, "--by", "area", "--json").stdout)
    assert told["smallest"] == 5
    assert told["hidden"] > 0
    cells = [cell for table in told["tables"].values() for row in table["rows"] for cell in row["cells"]]
    assert not [cell for cell in cells if cell is not None and 0 < cell < 5]
    rate = told["tables"]["responses"]
    assert (rate["kind"], rate["columns"], rate["total"]) == ("responses", ["Svart", "Ikke svart"], 8880)


def test_tables_for_people_say_what_the_colon_hides():
    told = kb("tables", SAMPLE, "--by", "role").stdout
    assert "Fikk informasjonen jeg trengte (information)" in told
    assert ": hides" in told
    assert "fewer than 5 persons" in told


def test_a_background_that_is_not_there_is_told():
    told = kb("tables", SAMPLE, "--by", "rolle", status=1).stderr
    assert "There is no «rolle» in the codebook." in told


def test_a_folder_without_a_survey_is_told(tmp_path):
    assert "codebook.toml: the file: Is not there." in kb("summary", tmp_path, status=1).stderr


def test_every_fault_of_a_survey_is_told(tmp_path):
    for name in ("codebook.toml", "frame.csv"):
        (tmp_path / name).write_text((SAMPLE / name).read_text(encoding="utf-8"), encoding="utf-8")
    lines = (SAMPLE / "answers.csv").read_text(encoding="utf-8").splitlines()[:4]
    lines[1], lines[2] = lines[1].replace(";ansatt;", ";sjef;"), lines[2].replace(";nei;", ";kanskje;", 1)
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    told = kb("summary", tmp_path, status=1).stderr
    assert "answers.csv: line 2, column role: «sjef» is not one of the codes." in told
    assert "line 3" in told


def test_the_folder_above_may_be_named(summary):
    assert json.loads(kb("summary", SAMPLE.parent, "--json").stdout) == summary
