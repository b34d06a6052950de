import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.evaluation.reconciling.facts import Fact, count, share
from kb.evaluation.reconciling.reconciler import reconcile
from kb.evaluation.reconciling.references import fill_references

S = "\u00a0"
SENT = count("survey.sent", 8880, ["sendt"])
DONE = count("survey.completed", 6087, ["fullført"])
FACTS = [
    SENT,
    DONE,
    share("survey.response_rate", DONE, SENT, ["svarprosent"]),
    count("overtime.cost", 14_500_000, ["overtid"], unit="kroner"),
    count("overtime.days", 3.25, ["dager"], unit="days"),
    count("survey.area.kultur", None, ["kultur"]),
]


@pytest.mark.parametrize(
    ("text", "language", "filled"),
    [
        ("{{ survey.sent }} ansatte", "nb", f"8{S}880 ansatte"),
        ("{{survey.sent}}", "en", "8,880"),
        ("{{ survey.response_rate }}", "nb", f"69{S}%"),
        ("{{ survey.response_rate | percent.1 }}", "nn", f"68,5{S}%"),
        ("{{ survey.response_rate | percent.1 }}", "en", "68.5%"),
        ("{{ overtime.cost }}", "nb", f"14,5{S}mill.{S}kr"),
        ("{{ overtime.cost | integer }}", "nb", f"14{S}500{S}000"),
        ("{{ overtime.days }} dager", "nb", "3,3 dager"),
        ("{{ overtime.days | decimal.2 }} dager", "nb", "3,25 dager"),
        (r"skriv \{{ survey.sent }}", "nb", "skriv {{ survey.sent }}"),
        ("ingen her, men { } og }}", "nb", "ingen her, men { } og }}"),
    ],
)
def test_a_reference_is_filled_from_the_data(text, language, filled):
    assert fill_references(text, FACTS, language=language) == filled


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ survey.snet }}", r"line 1: No fact is called “survey\.snet”\. Did you mean survey\.sent"),
        ("{{ helt.annet }}", "The facts are overtime.cost"),
        ("{{ survey.area.kultur }}", "is hidden"),
        ("{{ survey.sent", "not closed"),
        ("{{ {{ survey.sent }} }}", "another within it"),
        ("{{ __import__('os') }}", "no name of a fact"),
        ("{{ }}", "no name of a fact"),
        ("{{ survey.sent | money }}", "cannot be written as money"),
        ("{{ survey.sent | percent }}", "cannot be written as percent"),
        ("{{ survey.response_rate | integer }}", "cannot be written as integer"),
        ("{{ survey.sent | date }}", "no form of a number"),
        ("{{ survey.sent | decimal.99 }}", "no form of a number"),
    ],
)
def test_a_reference_that_cannot_be_filled_is_told(text, told):
    with pytest.raises(FaultsFound, match=told):
        fill_references(text, FACTS)


def test_all_faults_are_told_at_once_with_their_lines():
    with pytest.raises(FaultsFound) as told:
        fill_references("{{ a }}\n\n{{ survey.sent }} {{ survey.area.kultur }}", FACTS, file="brev.md")
    assert [(fault.file, fault.place) for fault in told.value.faults] == [
        ("brev.md", "line 1"),
        ("brev.md", "line 3"),
    ]


SUBJECTS = ("sykkel", "kantine", "hagearbeid", "bibliotek", "svømmehall")
UNITS = st.sampled_from(["persons", "answers", "positions", "hours", "days", "kroner", "share"])


@st.composite
def one_fact(draw, subject):
    unit = draw(UNITS)
    value = draw(
        st.floats(0, 1) if unit == "share" else st.one_of(st.integers(0, 10**9), st.floats(0, 10**6))
    )
    return Fact(f"data.{subject}", float(value), unit, (subject,))


@given(st.tuples(*map(one_fact, SUBJECTS)), st.sampled_from(["nb", "nn", "en"]))
def test_a_filled_text_always_agrees_with_the_data(facts, language):
    text = "".join(f"Om {fact.words[0]}: {{{{ {fact.name} }}}} i alt.\n\n" for fact in facts)
    filled = fill_references(text, facts, language=language)
    judged = reconcile(filled, facts, language=language)
    assert [(one.verdict, one.fact.name) for one in judged] == [("agrees", fact.name) for fact in facts]
    assert all(filled[one.number.start : one.number.end] == one.number.text for one in judged)


@given(st.text(alphabet="{}|\\ abs.\n", max_size=60))
def test_braces_of_any_kind_are_filled_or_told(text):
    try:
        fill_references(text, FACTS)
    except FaultsFound as told:
        assert told.faults
