import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.survey.opentext import find_themes, group_table, suggest_groups

PARKING = ["parkering bil plass", "bil parkering", "plass bil parkering bil"] * 7
COFFEE = ["kaffe mat", "mat kaffe kaffe", "mat mat kaffe"] * 7
COVERED = ["munnbind smitte", "turnus vikar"] * 10


@pytest.fixture(scope="session")
def suggested(embed, describing, answers):
    def suggest(texts, order=None):
        given_answers = answers(texts)
        turned = given_answers.iloc[order] if order else given_answers
        return suggest_groups(turned, find_themes(turned, describing, embed), embed)

    return suggest


def test_answers_that_no_theme_covers_are_grouped_with_the_words_that_mark_them(suggested):
    groups = suggested(PARKING + COFFEE + COVERED)
    assert {frozenset(group.words) for group in groups} == {
        frozenset({"parkering", "bil", "plass"}),
        frozenset({"kaffe", "mat"}),
    }
    assert [group.persons for group in groups] == [21, 21]
    assert all(0.8 < group.cohesion <= 1 for group in groups)


def test_groups_and_the_rest_add_up_to_the_answers_without_a_theme(suggested, embed, describing, answers):
    texts = [*PARKING, *COFFEE, *COVERED, "[navn]"]
    table = group_table(suggested(texts), find_themes(answers(texts), describing, embed))
    assert table.counts.loc["ingen tema"].sum() == len(PARKING) + len(COFFEE) + 1
    assert table.counts.loc["ingen tema", "andre svar"] == 1


def test_answers_with_a_theme_are_in_no_group(suggested):
    told = {one for group in suggested(PARKING + COVERED) for one in group.respondents}
    assert told == {f"r{at}" for at in range(len(PARKING))}


def test_a_group_below_the_smallest_is_not_suggested(suggested):
    assert suggested(PARKING[:4] + COVERED * 3) == []
    assert suggested(COVERED) == []


def test_a_word_that_few_use_marks_no_group(suggested):
    texts = [f"{PARKING[0]} regnskog", *PARKING[1:], *COFFEE, *COVERED]
    groups = suggested(texts)
    assert groups
    assert not any("regnskog" in group.words for group in groups)


@settings(max_examples=8)
@given(order=st.permutations(range(len(PARKING + COFFEE + COVERED))))
def test_the_order_of_the_answers_changes_no_group(suggested, order):
    texts = PARKING + COFFEE + COVERED
    assert suggested(texts, order) == suggested(texts)
