"""`kb staffing` on the sample data: the published figures, and every fault of the files."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from .running import kb as run

SAMPLE = Path(__file__).parents[2] / "notebooks" / "data" / "staffing"


kb = partial(run, "staffing")


@pytest.fixture(scope="module")
def summary():
    return json.loads(kb("summary", SAMPLE, "--json").stdout)


def test_recruitment_is_told_by_period_and_category(summary):
    spring, summer = summary["recruitment"].values()
    assert (spring["recruited"], spring["engaged"], summer["engaged"]) == (100, 66, 22)
    assert spring["engaged_by_category"]["Sykepleiere"] == 12
    assert spring["engaged_by_category"]["Helsefagarbeidere"] is None  # one person


def test_overtime_is_told_in_hours_and_kroner(summary):
    told = summary["overtime"]
    assert told["hours"] == 35_593
    assert round(told["cost"], -5) == 14_500_000
    assert round(told["cost_per_hour"]) == 407
    assert told["by_area"]["Pleie og omsorg"]["hours"] == 20_786
    assert round(told["by_area"]["Pleie og omsorg"]["share"], 3) == 0.584
    assert told["leaders"] == {"tjenesteleder": 21, "avdelingsleder": 59}


def test_redeployment_and_needs_are_told(summary):
    assert summary["redeployment"] == {"across": 327, "within": 71}
    needs = summary["needs"]
    assert needs["filled"] <= needs["positions"]
    assert needs["fill_rate"] == pytest.approx(needs["filled"] / needs["positions"])


def test_days_of_every_step_are_told_and_the_slowest_named(summary):
    days = summary["clearance"]["days"]
    assert list(days) == ["politiattest", "arbeidsavtale", "registrering", "tilgang", "første vakt"]
    assert all(one["p90"] >= one["median"] for one in days.values())
    assert summary["clearance"]["slowest"] == ["politiattest"]


def test_the_most_that_the_pool_could_have_filled_is_a_bound(summary):
    bound = summary["hindsight"]
    assert bound["filled"] == summary["needs"]["filled"]
    assert (
        bound["filled"] <= bound["most_by_cleared"] <= bound["most_by_clearable_in_time"] <= bound["needed"]
    )


def test_the_summary_for_people_tells_hidden_figures_as_a_colon():
    told = kb("summary", SAMPLE).stdout
    assert "Helsefagarbeidere" in told
    assert [line.split()[-1] for line in told.splitlines() if "Helsefagarbeidere" in line] == [":"]


def test_files_without_faults_are_told_so():
    assert kb("check", SAMPLE).stdout == "No faults.\n"


def test_every_fault_of_all_files_is_told(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "staffing")
    needs = tmp_path / "staffing" / "needs.csv"
    lines = needs.read_text(encoding="utf-8").splitlines()
    fields = lines[1].split(";")
    fields[4] = "mange"
    needs.write_text("\n".join([lines[0], ";".join(fields), *lines[2:]]), encoding="utf-8")
    (tmp_path / "staffing" / "recruitment.csv").unlink()
    told = kb("check", tmp_path / "staffing", status=1).stderr
    assert "needs.csv: line 2, column stillinger: «mange» is not a whole number." in told
    assert "recruitment.csv: the file: Is not there." in told


def test_the_folder_above_may_be_named(summary):
    assert json.loads(kb("summary", SAMPLE.parent, "--json").stdout) == summary
