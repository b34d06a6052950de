"""`kb reconcile` holds a text against the sample data, and fails when a figure is flagged."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from kb.cli import main

DATA = Path(__file__).parents[2] / "notebooks" / "data"
GOOD = "Undersøkelsen ble sendt til 8 880, og 6 087 fullførte (69 %).\n"
BAD = "Av dem som svarte, var 397 av 6 087 tillitsvalgte (6 %).\n"


def kb(*arguments, status=0):
    done = CliRunner().invoke(main, ["reconcile", *map(str, arguments), "--data", str(DATA)])
    assert done.exit_code == status, done.output
    return done


@pytest.fixture
def text(tmp_path):
    def write(content):
        (tmp_path / "tekst.md").write_text(content, encoding="utf-8")
        return tmp_path / "tekst.md"

    return write


def test_a_text_that_agrees_with_the_data_passes(text):
    told = kb(text(GOOD)).stdout
    assert "tekst.md: line 1: 8 880: agrees with survey.sent" in told
    assert "0 flagged of 3 numbers" in told


def test_a_share_rounded_wrongly_is_flagged_with_its_counts(text):
    told = kb(text(GOOD + BAD), status=1).stdout
    assert "line 2: 6 %: 397 of 6,087 is 6.5%, rounded 7%" in told


def test_json_tells_every_number_with_its_place_and_verdict(text):
    content = GOOD + BAD
    told = json.loads(kb(text(content), "--json", status=1).stdout)
    assert told["flagged"] == 1
    assert [content[one["start"] : one["end"]] for one in told["numbers"]] == [
        one["number"] for one in told["numbers"]
    ]
    assert told["numbers"][0]["fact"] == "survey.sent"
    assert {one["verdict"] for one in told["numbers"]} <= {"agrees", "differs", "inconsistent"}


def test_a_notebook_is_read_cell_by_cell(tmp_path):
    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("x = 1"), nbformat.v4.new_markdown_cell(BAD)]
    )
    nbformat.write(node, tmp_path / "utkast.ipynb")
    assert "utkast.ipynb: cell 2, line 1: 6 %" in kb(tmp_path / "utkast.ipynb", status=1).stdout


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "tekst.docx").write_bytes(b"x")
    done = kb(tmp_path / "tekst.docx", status=1)
    assert "Save the text as .md, .txt or .ipynb." in done.stderr
