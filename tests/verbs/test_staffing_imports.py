"""`kb staffing import` and `mapping`: from an export to files that `check` and `summary` read."""

from __future__ import annotations

import json
from functools import partial

import pytest

from .running import kb as run

ROWS = "Avdeling;Ansattnr;Stilling;Dato;Timer;Beløp\nPLO;1;lege;16.03.2020;7,5;3000\nPLO;2;lege;17.03.2020;2;900\n"
MAPPING = """
[[source]]
to = "overtime"
file = "overtid.csv"
[source.fields]
"område" = "Avdeling"
rolle = "Stilling"
periode = { column = "Dato", as = "week" }
type = { value = "overtid" }
timer = "Timer"
kostnad = "Beløp"
person = "Ansattnr"
"""


kb = partial(run, "staffing")


@pytest.fixture
def exports(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "overtid.csv").write_text(ROWS, encoding="windows-1252")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return folder


@pytest.fixture
def mapping(exports):
    return exports / "mapping.toml"


def test_an_export_becomes_files_that_check_and_summary_read(mapping, tmp_path):
    done = kb("import", mapping, "--to", tmp_path / "ours")
    assert "overtime.csv: 2 rows." in done.stdout
    assert "2 persons stand behind pseudonyms; the key is not kept." in done.stdout
    assert kb("check", tmp_path / "ours").stdout == "No faults.\n"
    assert (
        json.loads(kb("summary", tmp_path / "ours", "--json").stdout)["overtime"]["hours"] is None
    )  # two persons


def test_a_dry_run_tells_the_same_and_writes_nothing(mapping, tmp_path):
    told = kb("import", mapping, "--to", tmp_path / "ours", "--dry-run").stdout
    assert "overtime.csv: 2 rows." in told
    assert told.endswith("Nothing was written.\n")
    assert not (tmp_path / "ours").exists()


def test_the_account_is_one_json_object(mapping, tmp_path):
    told = json.loads(kb("import", mapping, "--to", tmp_path / "ours", "--json").stdout)
    assert told["rows"] == {"overtime": 2}
    assert told["persons"] == 2
    assert len(told["written"]) == 6
    assert "overtid.csv: 2 rows read." in told["told"]


def test_the_exports_may_lie_elsewhere(mapping, exports, tmp_path):
    moved = tmp_path / "other.toml"
    moved.write_text(MAPPING, encoding="utf-8")
    assert "Is not there" in kb("import", moved, "--to", tmp_path / "ours", status=1).stderr
    kb("import", moved, "--to", tmp_path / "ours", "--from", exports)
    assert (tmp_path / "ours" / "overtime.csv").is_file()


def test_what_stands_there_is_overwritten_only_when_said(mapping, exports, tmp_path):
    kb("import", mapping, "--to", tmp_path / "ours")
    (exports / "overtid.csv").write_text(ROWS + "PLO;3;lege;17.03.2020;2;900\n", encoding="utf-8")
    assert "hold something else already" in kb("import", mapping, "--to", tmp_path / "ours", status=1).stderr
    kb("import", mapping, "--to", tmp_path / "ours", "--replace")


def test_faults_are_counted_and_nothing_is_written(mapping, exports, tmp_path):
    (exports / "overtid.csv").write_text(ROWS.replace("7,5", "syv").replace("900", "mye"), encoding="utf-8")
    told = kb("import", mapping, "--to", tmp_path / "ours", status=1).stderr
    assert told.endswith("2 faults.\n")
    assert "overtid.csv: line 2, column Timer: «syv» is no value for timer." in told
    assert not (tmp_path / "ours").exists()


def test_a_mapping_is_drafted_from_a_file(exports):
    told = kb("mapping", exports / "overtid.csv").stdout
    assert 'to = "overtime"' in told
    assert 'person = "Ansattnr"' in told


def test_ready_mappings_are_listed_and_written():
    names = kb("mapping", "--ready").stdout.split()
    assert "gat-ressursplan" in names
    assert kb("mapping", "--ready", names[0]).stdout.startswith("#")
    assert "There is no mapping «sap»" in kb("mapping", "--ready", "sap", status=1).stderr


def test_a_mapping_of_nothing_is_refused():
    assert "No export was named" in kb("mapping", status=1).stderr


def test_faults_of_absence_are_listed_by_check(mapping, tmp_path):
    kb("import", mapping, "--to", tmp_path / "ours")
    wrong = "område;rolle;uke;type;personer;dager\nPLO;lege;uke 12;sykmelding;4;3\n"
    (tmp_path / "ours" / "absence.csv").write_text(wrong, encoding="utf-8")
    told = kb("check", tmp_path / "ours", status=1).stderr
    assert "absence.csv: line 2, column uke: Is not a week. Write an ISO week as 2020-W12." in told
