"""All tables by one background, with small groups in one row."""

from __future__ import annotations

import pandas as pd
import pytest

from kb.privacy.disclosure import protect
from kb.survey import crosstab, read_survey
from kb.survey.codebook import Codebook
from kb.survey.importing import Survey
from kb.survey.tabling import all_tables, small_groups

SIZES = {"a": 40, "b": 30, "c": 2, "d": 0, "e": 1, "f": 6}


@pytest.fixture
def survey(write_survey):
    return read_survey(write_survey())


@pytest.fixture
def uneven():
    """Make a survey of areas of uneven size, answered by turns."""
    codes = [{"code": code, "nb": code.upper()} for code in SIZES]
    book = {
        "title": {"nb": "T"},
        "key": "id",
        "background": [{"id": "area", "source": "frame", "label": {"nb": "O"}, "codes": codes}],
        "scales": {"s": {"answers": [{"code": "1", "nb": "Nei"}, {"code": "2", "nb": "Ja"}]}},
        "questions": [{"id": "q", "type": "single", "scale": "s", "wording": {"nb": "Q"}}],
    }
    areas = [code for code, size in SIZES.items() for _ in range(size)]
    frame = pd.DataFrame({"id": list(map(str, range(len(areas)))), "area": areas}, dtype="str")
    return Survey(
        Codebook.model_validate(book), frame, frame.assign(q=[str(1 + n % 2) for n in range(len(areas))])
    )


def test_every_question_has_its_answers_and_its_bases(survey):
    tables = all_tables(survey, "area")
    assert [name for name, one in tables.items() if one.kind == "answers"] == [
        "moved",
        "need",
        "training",
        "tools.1",
        "tools.2",
    ]
    assert [name for name, one in tables.items() if one.kind == "bases"] == [
        f"{question.id}.bases" for question in survey.codebook.questions
    ]
    assert tables["need"].table.counts.equals(crosstab(survey, "need", "area").counts)
    assert tables["tools.1"].title == "Hva har du hjemme?: PC"
    assert "responses" in tables
    assert "responses" not in all_tables(survey, "role")


def test_small_groups_are_one_row_that_is_no_small_group_itself(uneven):
    assert small_groups(uneven, "area", 5) == [
        "E",
        "C",
        "F",
    ]  # 1 and 2 are 3 together, so 6 is taken with them
    table = all_tables(uneven, "area", smallest=5)["q"].table.counts
    assert list(table.index) == ["A", "B", "D", "Små grupper samlet (3)"]
    assert table.to_numpy().sum() == sum(SIZES.values())
    assert table.loc["Små grupper samlet (3)"].sum() == 9


def test_without_small_groups_nothing_is_put_together(uneven):
    assert small_groups(uneven, "area", 1) == []
    assert list(all_tables(uneven, "area")["q"].table.counts.index) == ["A", "B", "C", "D", "E", "F"]


def test_tables_with_small_groups_in_one_row_hide_little(uneven):
    tables = all_tables(uneven, "area", smallest=5)
    shown = protect({name: one.table for name, one in tables.items()}, smallest=5)
    assert not shown["q"].row_totals.isna().any()
