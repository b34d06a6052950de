import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.errors import FaultsFound, KbError
from kb.reports.page.notebooks import read_notebook, run


def test_a_notebook_runs_in_its_own_folder_with_this_interpreter(tmp_path, write_notebook):
    path = write_notebook(
        tmp_path / "a.ipynb", [("code", "import os, sys\nprint(os.getcwd())\nprint(sys.executable)")]
    )
    node = run(path)
    assert node.cells[0].outputs[0].text.splitlines() == [str(tmp_path), sys.executable]
    assert node.metadata["kb"]["notebook"] == "a.ipynb"


def test_a_notebook_runs_where_an_event_loop_is_running_already(tmp_path, write_notebook):
    path = write_notebook(tmp_path / "a.ipynb", [("code", "1 + 1")])

    async def inside():
        return run(path)

    # In a thread of its own: a browser kept open by other tests has a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        node = thread.submit(lambda: asyncio.run(inside())).result()
    assert node.cells[0].outputs[0].data["text/plain"] == "2"


def test_a_failed_cell_and_the_warnings_before_it_are_told_with_notebook_and_cell(tmp_path, write_notebook):
    cells = [
        ("markdown", "# Tittel"),
        ("code", "import warnings\nwarnings.warn('for gammelt')"),
        ("code", "x = 1\n1 / 0"),
        ("code", "y = 2"),
    ]
    with pytest.raises(FaultsFound) as raised:
        run(write_notebook(tmp_path / "01_survey.ipynb", cells))
    warning, failure = raised.value.faults
    assert (warning.file, warning.place) == ("01_survey.ipynb", "cell 2 (import warnings)")
    assert "warning" in warning.problem
    assert failure.place == "cell 3 (x = 1)"
    assert failure.problem == "The cell failed. ZeroDivisionError: division by zero"


def test_an_error_of_ours_is_told_in_full(tmp_path, write_notebook):
    source = (
        "from kb.errors import Fault, FaultsFound\n"
        "raise FaultsFound([Fault('a.csv', 'line 2', 'No area.', 'Give one.'), Fault('a.csv', 'line 9', 'X.', 'Y.')])"
    )
    with pytest.raises(FaultsFound) as raised:
        run(write_notebook(tmp_path / "a.ipynb", [("code", source)]))
    assert "a.csv: line 2: No area. Give one.\na.csv: line 9: X. Y." in str(raised.value)


def test_a_cell_that_takes_too_long_is_told(tmp_path, write_notebook):
    with pytest.raises(FaultsFound, match="more than 1 seconds"):
        run(write_notebook(tmp_path / "a.ipynb", [("code", "import time\ntime.sleep(60)")]), timeout=1)


def test_a_python_that_stops_is_told(tmp_path, write_notebook):
    with pytest.raises(FaultsFound, match="Python stopped"):
        run(write_notebook(tmp_path / "a.ipynb", [("code", "import os\nos._exit(1)")]))


@pytest.mark.parametrize("content", ["not json", "{}", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5}'])
def test_a_file_that_is_no_notebook_is_told(tmp_path, content):
    (tmp_path / "a.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(KbError, match="is no notebook"):
        read_notebook(tmp_path / "a.ipynb")


def test_a_notebook_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(KbError, match="There is no notebook"):
        read_notebook(tmp_path / "a.ipynb")
