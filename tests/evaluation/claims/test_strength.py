import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evaluation.claims.records import Gone, Number, Quote
from kb.evaluation.claims.strength import FEW, MANY, weigh

SURVEY = Number("a", 0.5, "svarte", "answers.csv", of=400, kind="survey")
OTHER_QUESTION = Number("b", 0.7, "svarte", "answers.csv", of=300, kind="survey")
STAFFING = Number("c", 120, "stillinger", "needs.csv", kind="staffing")
LESSON = Quote("t", "Konklusjon", "lessons/entries/x.md", "…", document="x", status="validated")
DRAWN = Quote(
    "t",
    "Konklusjon",
    "lessons/entries/y.md",
    "…",
    document="y",
    status="identified",
    drawn_from=("texts/a/z.md",),
)
TEXT = Quote("z", "Hva", "lessons/texts/a/z.md", "…", document="lessons/texts/a/z.md")
DRAFT = Quote("t", "Konklusjon", "lessons/entries/w.md", "…", document="w", status="draft")
PIECES = [SURVEY, OTHER_QUESTION, STAFFING, LESSON, DRAWN, TEXT, DRAFT, Gone("v", "borte.", "Finn den.")]


@pytest.mark.parametrize(
    ("evidence", "against", "grade"),
    [
        ([SURVEY, STAFFING, LESSON], [], "strong"),
        ([SURVEY, STAFFING, LESSON], [DRAWN], "medium"),  # somebody speaks against it
        ([SURVEY, STAFFING], [], "medium"),  # two sources are not three
        ([LESSON, DRAWN], [], "medium"),
        ([SURVEY, OTHER_QUESTION], [], "weak"),  # one survey is one source, however many questions
        ([LESSON], [], "weak"),
        ([SURVEY, LESSON], [STAFFING, DRAWN], "weak"),  # as many against as for
        ([], [], "weak"),
    ],
)
def test_the_grade_follows_sources_kinds_and_agreement(evidence, against, grade):
    assert weigh(evidence, against).grade == grade


def test_a_lesson_and_the_text_it_was_drawn_from_are_one_source():
    strength = weigh([DRAWN, TEXT])
    assert (strength.sources, strength.kinds) == (1, ("lesson",))
    assert weigh([LESSON, TEXT]).kinds == ("lesson", "text")


@pytest.mark.parametrize(("of", "counted"), [(FEW, 1), (FEW - 1, 0)])
def test_a_share_of_few_answers_does_not_count(of, counted):
    strength = weigh([Number("a", 0.5, "svarte", "answers.csv", of=of, kind="survey")])
    assert (strength.sources, strength.left_out) == (counted, 1 - counted)


@pytest.mark.parametrize(("of", "grade"), [(MANY, "strong"), (MANY - 1, "medium")])
def test_strong_evidence_has_a_hundred_answers_behind_each_share(of, grade):
    small = Number("a", 0.5, "svarte", "answers.csv", of=of, kind="survey")
    assert weigh([small, STAFFING, LESSON]).grade == grade


def test_a_draft_does_not_count_for_a_claim_but_counts_against_it():
    assert weigh([DRAFT]).sources == 0
    assert weigh([SURVEY, STAFFING, LESSON], [DRAFT]).grade == "medium"


def test_the_smallest_base_is_told_and_a_count_has_none():
    assert weigh([SURVEY, OTHER_QUESTION]).smallest_base == 300
    assert math.isnan(weigh([STAFFING]).smallest_base)


@given(st.permutations(PIECES), st.lists(st.sampled_from(PIECES), max_size=3))
def test_the_order_of_evidence_does_not_matter(pieces, against):
    one, other = weigh(pieces, against), weigh(PIECES, against[::-1])
    assert (one.grade, one.sources, one.kinds, one.against) == (
        other.grade,
        other.sources,
        other.kinds,
        other.against,
    )


ORDER = ("weak", "medium", "strong")


@given(st.lists(st.sampled_from(PIECES[:6]), max_size=5), st.sampled_from([LESSON, STAFFING, TEXT]))
def test_more_evidence_never_weakens_a_claim(pieces, more):
    assert ORDER.index(weigh([*pieces, more]).grade) >= ORDER.index(weigh(pieces).grade)


@given(st.lists(st.sampled_from(PIECES[:6]), max_size=5), st.sampled_from(PIECES[:7]))
def test_more_against_never_strengthens_a_claim(pieces, more):
    assert ORDER.index(weigh(pieces, [more]).grade) <= ORDER.index(weigh(pieces).grade)
