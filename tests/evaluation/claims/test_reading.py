import pytest

from kb.errors import FaultsFound
from kb.evaluation.claims.reading import find_notebook, read_findings

FINDING = """belegg.finding(
    "Det gikk.",
    name="gikk",
    kind="strength",
    question="E1",
    about=["Elever"],
    evidence=[belegg.survey("a", "4"), belegg.lesson("b"), belegg.passage("c#d"), *more],
)"""


def test_a_finding_is_read_with_its_question_and_kinds_of_source(notebook):
    one, other = read_findings(
        notebook("x = 1", f"{FINDING}\nfinding('To.', kind='improvement', evidence=[])")
    )
    assert (one.cell, one.name, one.kind, one.question, one.about) == (
        2,
        "gikk",
        "strength",
        "E1",
        ("Elever",),
    )
    assert one.kinds == ("lesson", "survey", "text")
    assert (other.name, other.statement, other.kinds) == ("cell 2", "To.", ())


def test_a_passage_of_a_lesson_counts_as_a_lesson(notebook):
    (one,) = read_findings(notebook(FINDING), lessons=["b", "c"])
    assert one.kinds == ("lesson", "survey")


@pytest.mark.parametrize("source", ["if:", "%matplotlib inline", "'" * 3, "finding()", "finding(*a, **b)"])
def test_a_cell_that_cannot_be_read_is_passed_over_or_bare(notebook, source):
    assert all(one.kinds == () for one in read_findings(notebook(source)))


@pytest.mark.parametrize("content", [b"", b"{}", b'{"cells": [1]}', b'{"cells": 3}', b"\xff"])
def test_a_file_that_is_no_notebook_is_told(tmp_path, content):
    (tmp_path / "a.ipynb").write_bytes(content)
    with pytest.raises(FaultsFound, match="is no notebook"):
        read_findings(tmp_path / "a.ipynb")


def test_a_missing_notebook_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="cannot be opened"):
        read_findings(tmp_path / "a.ipynb")


def test_the_notebook_of_a_plan_is_the_one_that_opens_evidence_with_it(notebook, tmp_path):
    plan = tmp_path / "data" / "evaluation.toml"
    plan.parent.mkdir()
    notebook("read_plan('data/evaluation.toml')", name="1.ipynb")
    assert find_notebook(plan) is None
    own = notebook("read_plan('data/evaluation.toml')", "Evidence(library=bank)", name="2.ipynb")
    assert find_notebook(plan) == own
