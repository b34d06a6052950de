import json
import math
import os
import tempfile

import pandas as pd
import pytest

from kb.privacy.disclosure import Table, protect
from kb.privacy.ledger import LEDGER, Hidden, hidden_of, kept_ledger, read_ledger
from kb.reports.checks.gate import Watch, check_page
from kb.reports.page.notebooks import run

COUNTS = pd.DataFrame(
    [[3, 40], [20, 30], [25, 50]], index=["Eiendom", "Helse", "Skole"], columns=["nei", "ja"]
)
NOTEBOOK = """
import pandas as pd
from kb.privacy.disclosure import Table, protect
counts = pd.DataFrame([[3, 40], [20, 30], [25, 50]], index=["Eiendom", "Helse", "Skole"], columns=["nei", "ja"])
safe = protect({"answers": Table(counts)})
"""


@pytest.fixture
def ledger(monkeypatch):
    with kept_ledger() as file:
        monkeypatch.setenv(LEDGER, str(file))
        yield file


def test_every_hidden_figure_is_left_with_its_labels_and_shares(ledger):
    shown = protect({"answers": Table(COUNTS)})
    mark, *left = hidden_of(read_ledger(ledger))
    assert (mark.shown, math.isnan(mark.value)) == (shown["answers"].fingerprint, True)
    assert len(left) == shown.hidden
    first = next(figure for figure in left if (figure.row, figure.column) == ("Eiendom", "nei"))
    assert first == Hidden(
        "answers",
        "Eiendom",
        "nei",
        3,
        (3 / 168, 3 / 48, 3 / 43),
        ("Eiendom", "Helse", "Skole"),
        ("nei", "ja"),
    )
    cells = shown["answers"].cells
    inner = {(figure.row, figure.column): figure.value for figure in left if figure.row and figure.column}
    assert inner == {
        (row, column): COUNTS.loc[row, column]
        for row in COUNTS.index
        for column in COUNTS.columns
        if pd.isna(cells.loc[row, column])
    }


def test_values_are_left_with_the_persons_behind_them(ledger):
    protect({"hours": Table(COUNTS, COUNTS * 7.5)})
    told = {figure.value for figure in hidden_of(read_ledger(ledger)) if figure.row == "Eiendom"}
    assert {3, 22.5} <= told


def test_without_a_ledger_nothing_is_left_and_with_one_it_goes(monkeypatch, tmp_path):
    monkeypatch.delenv(LEDGER, raising=False)
    monkeypatch.chdir(tmp_path)
    protect({"answers": Table(COUNTS)})
    with kept_ledger() as file:
        assert read_ledger(file) == []
        monkeypatch.setenv(LEDGER, str(file))
        protect({"answers": Table(COUNTS)})
        assert read_ledger(file)
    assert not file.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_figure_left_in_a_notebooks_run_is_found_on_its_page(ledger, write_cells, tmp_path):
    node = run(write_cells(tmp_path / "a.ipynb", NOTEBOOK))
    told = json.loads(json.dumps(read_ledger(ledger)))
    assert "Eiendom" not in json.dumps(node.metadata)
    page = "<main><h1>T</h1><div data-cell='2'><p>I Eiendom svarte {} nei.</p></div></main>"
    watch = Watch(hidden=hidden_of(told))
    (fault,) = check_page(page.format("tre"), notebook="a.ipynb", watch=watch)
    assert (fault.file, fault.place) == ("a.ipynb", "cell 2")
    assert check_page(page.format("få"), notebook="a.ipynb", watch=watch) == []


@pytest.fixture
def write_cells():
    import nbformat

    def write(path, *sources):
        nbformat.write(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in sources]), path
        )
        return path

    return write


def test_the_ledger_of_a_killed_run_is_swept_by_the_next_and_that_of_a_living_one_is_not(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, living, other = (tmp_path / name for name in ("kb-hidden-a", "kb-hidden-b", "another"))
    for folder in (killed, living, other):
        folder.mkdir()
        (folder / "hidden.jsonl").write_text("{}", encoding="utf-8")
    for folder in (killed, other):
        os.utime(folder, (0, 0))
    with kept_ledger() as ledger:
        assert not killed.exists()
        assert living.is_dir()
        assert other.is_dir()
        assert ledger.parent.is_dir()
    assert not ledger.parent.exists()
