"""`kb facts`: a table by kind for people, and every fact as JSON."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from kb.console import Verbs
from kb.verbs.facts import facts

TEXT = """# Status

Kari Nordmann og kriseledelsen i Fjordvik kommune møttes 11. mars. Fjordvik kommune hadde ca. 14 vikarer.

## Undersøkelsen

69 % fullført = 6087. Overtiden var 35 593 timer og kostet 14,5 mill. kr, inntil 90 timer hver.
"""


@click.group(cls=Verbs)
def kb():
    """Stand in for the command line."""


kb.add_command(facts)


def run(*arguments, status=0):
    done = CliRunner().invoke(kb, ["facts", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "status.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_facts_are_listed_by_kind_with_place_and_passage(file):
    lines = run(file, "--date", "2020-05-26").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "Dates (1)",
        "Counts (2)",
        "Hours (2)",
        "Money (1)",
        "Shares (1)",
        "Organisations (2)",
        "9 facts in status.md, taken to be written 2020-05-26.",
    ]
    assert any(
        "2020-03-11 (year inferred)" in line and "line 3" in line and "Status" in line for line in lines
    )
    assert any("about 14 vikarer" in line for line in lines)
    assert any("69 % fullført (6087)" in line and "Undersøkelsen" in line for line in lines)
    assert any("Fjordvik kommune (2 times)" in line for line in lines)


def test_no_person_is_shown(file):
    assert "Nordmann" not in run(file).stdout + run(file, "--json").stdout


def test_json_has_every_fact_with_its_place(file):
    told = json.loads(run(file, "--json").stdout)
    assert told["file"] == "status.md"
    assert told["date"] is None
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in told["facts"])
    money = next(one for one in told["facts"] if one["kind"] == "money")
    assert (money["value"], money["line"], money["passage"]["heading"]) == (14_500_000, 7, "Undersøkelsen")


def test_a_file_that_is_not_there_is_told_with_its_remedy(tmp_path):
    assert "cannot be opened" in run(tmp_path / "none.md", status=1).stderr


def test_a_date_that_is_none_is_refused(file):
    assert "2020-13-01" in run(file, "--date", "2020-13-01", status=2).stderr
