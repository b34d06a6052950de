"""Counts of a survey: worked by hand, and laws about their bases."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import KbError
from kb.survey import (
    LABELS,
    account,
    against_others,
    base_table,
    bases,
    crosstab,
    joined,
    label,
    likert_block,
    likert_overview,
    nest,
    open_counts,
    read_survey,
    response_rate,
)


@pytest.fixture
def survey(write_survey):
    return read_survey(write_survey())


def test_the_response_rate_counts_those_who_answered_and_those_who_did_not(survey):
    counts = response_rate(survey, "area").counts
    assert list(counts) == ["Svart", "Ikke svart"]
    assert counts.loc["Pleie"].tolist() == [3, 1]
    assert counts.loc["Skole"].tolist() == [2, 2]
    assert response_rate(survey).counts.loc["Alle"].tolist() == [5, 3]


def test_the_response_rate_by_something_only_respondents_told_is_refused(survey):
    with pytest.raises(KbError, match=r"«role» is not known .* Choose one of: area"):
        response_rate(survey, "role")


def test_a_crosstab_counts_answers_and_leaves_dont_know_out(survey):
    counts = crosstab(survey, "need", "area").counts
    assert list(counts) == ["Liten", "Noen", "Stor"]
    assert counts.loc["Pleie"].tolist() == [1, 0, 1]
    assert counts.loc["Skole"].tolist() == [0, 1, 0]


def test_a_background_is_counted_as_a_question_is(survey):
    assert crosstab(survey, "role").counts.loc["Alle"].tolist() == [1, 4]
    assert crosstab(survey, "role", "area").counts.loc["Pleie"].tolist() == [1, 2]


def test_a_category_or_a_group_nobody_is_in_is_counted_as_zero(survey):
    assert crosstab(survey, "moved", "role").counts.loc["Leder"].tolist() == [1, 0]
    assert crosstab(survey, "training", "need").counts.loc["Stor"].tolist() == [0, 0, 0]


def test_with_several_answers_a_person_counts_once_in_each_category(survey):
    assert crosstab(survey, "tools").counts.loc["Alle"].tolist() == [2, 2]
    assert bases(survey, "tools").loc["Alle"].tolist() == [5, 3, 1, 1, 0]


def test_bases_account_for_everybody(survey):
    counts = bases(survey, "need", "area")
    assert list(counts) == ["asked", "answered", "dont_know", "missing", "not_asked"]
    assert counts.loc["Pleie"].tolist() == [3, 2, 1, 0, 0]
    assert counts.loc["Skole"].tolist() == [1, 1, 0, 0, 1]
    assert bases(survey, "why").loc["Alle"].tolist() == [2, 1, 0, 1, 3]
    assert bases(survey, "days").loc["Alle"].tolist() == [5, 2, 0, 3, 0]


def test_bases_in_a_form_to_protect_hold_the_same_numbers(survey):
    table = base_table(survey, "need", "area")
    assert list(table.counts) == ["Svart", "Vet ikke", "Ubesvart", "Ikke spurt"]
    assert table.counts.loc["Pleie"].tolist() == [2, 1, 0, 0]


def test_a_block_gives_a_table_a_question_and_an_overview(survey):
    tables = likert_block(survey, "moved_block", "area")
    assert list(tables) == ["need", "training"]
    assert tables["need"].counts.equals(crosstab(survey, "need", "area").counts)
    overview = likert_overview(survey, "moved_block").counts
    assert overview.loc["Bruk for meg"].tolist() == [1, 1, 1]
    assert overview.loc["I hvor stor grad fikk du opplæring?"].tolist() == [0, 0, 1]


def test_open_answers_are_counted_by_question(survey):
    counts = open_counts(survey, "area").counts
    assert counts.loc["Pleie"].tolist() == [1]
    assert list(counts) == ["Hvorfor?"]
    assert open_counts(survey).counts.to_numpy().tolist() == [[1]]


def test_labels_are_in_the_language_of_the_survey_and_can_be_set(write_survey):
    survey = read_survey(write_survey(), language="en")
    assert list(response_rate(survey, "area").counts.index) == ["Care", "School"]
    assert list(crosstab(survey, "need").counts) == ["Small", "Some", "Large"]
    assert label(survey, "need") == "Needed"
    assert label(survey, "area") == "Område"
    own = replace(LABELS["en"], everyone="Total")
    assert list(crosstab(survey, "need", labels=own).counts.index) == ["Total"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda survey: crosstab(survey, "nead"),
            "There is no «nead» in the codebook. Choose one of: moved, need",
        ),
        (lambda survey: crosstab(survey, "why"), "«why» is a question of type open and has no categories"),
        (lambda survey: crosstab(survey, "need", "tools"), "allows several answers"),
        (lambda survey: bases(survey, "need", "days"), "«days» is a question of type number"),
        (
            lambda survey: likert_block(survey, "x", "area"),
            "no block «x» with questions. Choose one of: moved_block",
        ),
    ],
)
def test_what_cannot_be_counted_is_told(survey, call, words):
    with pytest.raises(KbError) as told:
        call(survey)
    assert words in str(told.value)


def test_a_survey_nobody_has_answered_is_counted_as_zeros(write_survey, small_answers):
    survey = read_survey(write_survey(answers=small_answers.splitlines()[0]))
    assert crosstab(survey, "need", "area").counts.to_numpy().sum() == 0
    assert bases(survey, "tools", "area").to_numpy().sum() == 0
    assert open_counts(survey).counts.to_numpy().sum() == 0
    assert response_rate(survey).counts.loc["Alle"].tolist() == [0, 8]


@st.composite
def routed_answers(draw):
    """Answers that obey the routing of the small codebook."""
    lines = ["id;role;moved;need;training;why;tools;days"]
    for person in draw(st.lists(st.sampled_from("abcdefgh"), unique=True)):
        role = draw(st.sampled_from(["leder", "ansatt"]))
        moved = draw(st.sampled_from(["ja", "nei", ""]))
        need = draw(st.sampled_from(["1", "2", "3", "9", ""])) if moved == "ja" else ""
        training = draw(st.sampled_from(["1", "9", ""])) if moved == "ja" and role == "ansatt" else ""
        why = draw(st.sampled_from(["tekst", ""])) if need in ("1", "2") else ""
        tools = draw(st.sampled_from(["pc", "pc|skjerm", "9", "pc|9", ""]))
        lines.append(f"{person};{role};{moved};{need};{training};{why};{tools};")
    return "\n".join(lines)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=routed_answers())
def test_bases_add_up_to_the_respondents_of_every_group(write_survey, answers):
    survey = read_survey(write_survey(answers=answers))
    for by in ("area", "role"):
        respondents = survey.responses[by].value_counts()
        names = {
            answer.code: answer.nb for b in survey.codebook.background if b.id == by for answer in b.codes
        }
        expected = pd.Series({name: int(respondents.get(code, 0)) for code, name in names.items()})
        for question in survey.codebook.questions:
            counts = bases(survey, question.id, by)
            assert (counts["answered"] + counts["dont_know"] + counts["missing"] == counts["asked"]).all()
            assert (counts["asked"] + counts["not_asked"] == expected).all()
            assert (counts.sum() == bases(survey, question.id).loc["Alle"]).all()
            if question.type in ("single", "likert"):
                assert (crosstab(survey, question.id, by).counts.sum(axis=1) == counts["answered"]).all()


def test_groups_of_two_backgrounds_are_each_with_each(survey):
    counts = crosstab(survey, "moved", ("area", "role")).counts
    assert list(counts.index) == ["Pleie · Leder", "Pleie · Ansatt", "Skole · Leder", "Skole · Ansatt"]
    assert counts["Ja"].tolist() == [1, 2, 0, 1]
    assert nest(survey, "area", "role") == {
        "Pleie": ("Pleie · Leder", "Pleie · Ansatt"),
        "Skole": ("Skole · Leder", "Skole · Ansatt"),
    }
    with pytest.raises(KbError, match="one or two different backgrounds, not of area, area"):
        crosstab(survey, "moved", ("area", "area"))


def test_one_group_stands_beside_all_others(survey):
    counts = against_others(survey, "moved", "area", "plo").counts
    assert list(counts.index) == ["Pleie", "Alle andre"]
    assert counts["Ja"].tolist() == [3, 1]
    with pytest.raises(KbError, match=r"«area» has no group «x»\. Choose one of: plo, skole"):
        against_others(survey, "moved", "area", "x")


def test_the_whole_population_is_accounted_for(survey):
    table = account(survey, "need", "area").counts
    assert list(table) == ["Svart", "Vet ikke", "Ubesvart", "Ikke spurt", "Svarte ikke på undersøkelsen"]
    assert table.loc["Pleie"].tolist() == [2, 1, 0, 0, 1]
    assert table.loc["Skole"].tolist() == [1, 0, 0, 1, 2]
    with pytest.raises(KbError, match="«role» is not known for those who did not respond"):
        account(survey, "need", "role")


def test_a_level_above_is_counted_from_the_level_below(write_survey, small_codebook):
    level = """
[[background]]
id = "directorate"
source = "above"
of = "area"
label = { nb = "Direktørområde" }
codes = [{ code = "alt", nb = "Alt", holds = ["plo", "skole"] }, { code = "tomt", nb = "Tomt" }]

[scales.degree]"""
    survey = read_survey(write_survey(codebook=small_codebook.replace("\n[scales.degree]", level)))
    assert response_rate(survey, "directorate").counts.to_numpy().tolist() == [[5, 3], [0, 0]]
    assert crosstab(survey, "moved", "directorate").counts["Ja"].tolist() == [4, 0]
    assert nest(survey, "directorate", "area") == {"Alt": ("Pleie", "Skole"), "Tomt": ()}


def test_categories_are_joined_and_none_is_lost(survey):
    table = crosstab(survey, "need", "area")
    counts = joined(table, {"Liten eller noen": ["Liten", "Noen"], "Stor": ["Stor"]}).counts
    assert counts.loc["Pleie"].tolist() == [1, 1]
    assert counts.loc["Skole"].tolist() == [1, 0]
    with pytest.raises(KbError, match="Each category must be in one group: see to Noen, Mye"):
        joined(table, {"Liten": ["Liten"], "Stor": ["Stor", "Mye"]})
