import math

import pytest

from kb.evaluation.claims.answers import survey_number
from kb.evaluation.claims.figures import evidence_tables, open_figures
from kb.evaluation.claims.records import Gone
from kb.evaluation.claims.staffing import staffing_number

HIGH = ("4", "5")


def test_a_share_of_answers_is_that_of_the_data(figures, survey):
    number = survey_number(figures, "information", HIGH, name="informed")
    given = survey.responses["information"]
    base = given.isin(["1", "2", "3", "4", "5"]).sum()
    assert (number.name, number.form, number.of) == ("informed", "percent", base)
    assert math.isclose(number.value, given.isin(HIGH).sum() / base)


@pytest.mark.parametrize("group", ["plo", "PLO", "Pleie og omsorg (PLO)"])
def test_answers_and_groups_go_by_code_or_label(figures, group):
    by_code = survey_number(figures, "information", HIGH, ("area", group))
    by_label = survey_number(figures, "information", ("I stor grad", "I svært stor grad"), ("area", "plo"))
    assert by_code.value == by_label.value
    assert by_code.about == ("Pleie og omsorg",)


@pytest.mark.parametrize(
    ("asked", "group", "value", "base"),
    [
        ("response_rate", None, 6087 / 8880, "8\u00a0880 sendt"),
        ("response_rate", ("area", "plo"), 1262 / 2150, "2\u00a0150 sendt"),
        ("role.leder", None, 442, ""),
        ("overall.base", None, 203, ""),
    ],
)
def test_a_fact_of_the_survey_is_taken_by_its_name(figures, asked, group, value, base):
    number = survey_number(figures, asked, (), group)
    assert (number.value, number.base) == (value, base)


@pytest.mark.parametrize(
    ("asked", "value", "form"),
    [
        ("overtime.plo", 20_786, "integer"),
        ("overtime.pleie-og-omsorg.hours", 20_786, "integer"),
        ("overtime.plo.hours.share", 20_786 / 35_593, "percent"),
        ("overtime.hours", 35_593, "integer"),
        ("needs.fill_rate", 388 / 471, "percent"),
        ("needs.sykepleier-natt.fill_rate", 17 / 40, "percent"),
        ("redeployed.across", 327, "integer"),
        ("recruitment.2020-03.engaged", 66, "integer"),
    ],
)
def test_a_staffing_figure_is_taken_by_its_name_and_areas_by_their_code(figures, asked, value, form):
    number = staffing_number(figures, asked)
    assert math.isclose(number.value, value)
    assert (number.form, number.kind) == (form, "staffing")
    assert number.what != asked  # it is told in words


@pytest.mark.parametrize(
    ("take", "asked", "problem", "remedy"),
    [
        (staffing_number, "overtime.barnehage", "is hidden: too few persons", "larger group"),
        (staffing_number, "needs.lege.filled", "is hidden", "larger group"),
        (staffing_number, "needs.sykepleiere", "have no figure", "Did you mean needs.sykepleier.filled"),
        (survey_number, "hms_not_met.base", "is hidden", "larger group"),
        (survey_number, "svarprosent", "have no figure", ""),
    ],
)
def test_a_hidden_or_unknown_figure_is_refused(figures, take, asked, problem, remedy):
    refused = take(figures, asked)
    assert isinstance(refused, Gone)
    assert problem in refused.problem
    assert remedy in refused.remedy


@pytest.mark.parametrize(
    ("question", "answers", "group", "problem", "remedy"),
    [
        ("information", ("9",), None, "has no answer 9", "1 (I svært liten grad)"),
        ("hms_not_met", ("1",), None, "no closed question", "by its id"),
        ("borte", ("1",), None, "no closed question", "by its id"),
        ("information", ("4",), ("area", "mars"), "not among the protected tables", "has no group “mars”"),
        ("induction", ("4",), ("area", "plo"), "not among the protected tables", 'by={"induction": "area"}'),
    ],
)
def test_answers_questions_and_groups_that_are_not_there_are_told(
    figures, question, answers, group, problem, remedy
):
    refused = survey_number(figures, question, answers, group)
    assert isinstance(refused, Gone)
    assert problem in refused.problem
    assert remedy in refused.remedy


def test_figures_that_were_not_protected_are_no_evidence(survey, staffing):
    bare = open_figures(survey, staffing, None)
    for refused in (survey_number(bare, "information", HIGH), staffing_number(bare, "overtime.hours")):
        assert isinstance(refused, Gone)
        assert "among the protected tables" in refused.problem
        assert "evidence_tables" in refused.remedy


def test_without_a_survey_its_figures_are_gone():
    refused = survey_number(open_figures(None, None, None), "information", HIGH)
    assert "there is none" in refused.problem


@pytest.mark.parametrize(
    ("question", "answers"), [("information", HIGH), ("overall", HIGH), ("staffing_leaders", ("ja",))]
)
def test_a_question_alone_gives_the_favourable_end_of_its_scale(figures, question, answers):
    alone, named = survey_number(figures, question), survey_number(figures, question, answers)
    assert (alone.value, alone.what, alone.key) == (named.value, named.what, named.key)


def test_a_question_without_a_good_end_must_name_its_answers(figures):
    refused = survey_number(figures, "redeployed")
    assert "has no good end" in refused.problem
    assert "ja (Ja), nei (Nei)" in refused.remedy


def test_evidence_tables_are_of_what_there_is_and_by_each_background(survey):
    assert evidence_tables() == {}
    by = evidence_tables(survey, by={"information": ("area", "role")})
    assert {"facts: answers information by area", "facts: answers information by role"} <= by.keys()
