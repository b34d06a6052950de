"""The sample staffing files come out the same every time, and those in the repository are they."""

from __future__ import annotations

import importlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "notebooks" / "data" / "staffing"
FILES = {"needs.csv", "resources.csv", "clearances.csv", "assignments.csv", "overtime.csv"}
FILES |= {"recruitment.csv", "absence.csv"}


def test_the_recipe_writes_the_same_bytes_again(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    importlib.import_module("sample_staffing").write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in DATA.iterdir()}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (DATA / path.name).read_bytes(), f"{path.name}: run make_sample_data.py"


def test_all_files_are_explained_and_said_to_be_made_up():
    explained = (DATA / "LES-MEG.md").read_text(encoding="utf-8")
    assert "syntetiske" in explained
    assert {path.name for path in DATA.glob("*.csv")} == FILES
    assert all(f"`{name}`" in explained for name in FILES)


def test_first_shifts_begin_the_assignments_of_those_who_were_cleared(sample):
    shifts = sample.clearances[sample.clearances["steg"] == "første vakt"].set_index("ressurs")["ferdig"]
    starts = sample.assignments.dropna(subset="ressurs").groupby("ressurs")["fra"].min()
    assert starts.equals(shifts.loc[starts.index].rename("fra"))
