import math

import pytest

from kb.errors import KbError
from kb.evaluation.staffing.redeployed import answer_tables, answers_list, beside_moves, employed


def test_areas_are_named_as_in_the_staffing_files(answers, areas):
    assert set(answers["redeployed: need"].counts.index) <= set(areas)
    assert "Pleie og omsorg" in answers["redeployed: need"].counts.index


def test_an_area_that_the_plan_does_not_have_raises(survey):
    with pytest.raises(KbError, match="is not in the plan"):
        answer_tables(
            survey,
            ["need"],
            by="area",
            groups={
                "Alt": [
                    "I svært liten grad",
                    "I liten grad",
                    "I noen grad",
                    "I stor grad",
                    "I svært stor grad",
                ]
            },
            areas=["Skole"],
        )


def test_only_areas_with_both_shown_are_told_and_shares_are_of_shown_answers(shown):
    told = beside_moves(shown, "personer", ["Stor"])
    assert len(told) > 3
    for area, row in told.iterrows():
        assert not math.isnan(shown["personer"].row_totals[area])
        for question in ("need", "induction"):
            table = shown[f"redeployed: {question}"]
            assert (math.isnan(row[question]) and math.isnan(table.cells.loc[area, "Stor"])) or (
                row[question] == table.cells.loc[area, "Stor"] / table.row_totals[area]
            )


def test_an_area_whose_answers_are_all_hidden_is_left_out(shown):
    told = beside_moves(shown, "personer", ["Stor"])
    tables = [shown["redeployed: need"], shown["redeployed: induction"]]
    hidden = [
        area for area in tables[0].cells.index if all(math.isnan(t.cells.loc[area, "Stor"]) for t in tables)
    ]
    assert hidden
    assert not set(hidden) & set(told.index)


def test_people_are_counted_by_area(survey, areas):
    sizes = employed(survey, by="area", areas=areas)
    assert sum(sizes.values()) == 8880


@pytest.mark.parametrize(("language", "head"), [("nb", "Avga"), ("nn", "Gav"), ("en", "Gave")])
def test_the_list_speaks_the_language_of_the_page(shown, language, head):
    told = beside_moves(shown, "personer", ["Stor"])
    block = answers_list(told, {"need": "Q1", "induction": "Q2"}, caption="Liste", language=language)
    assert f">{head}<" in block.html
