from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.evaluation.reconciling.facts import count, share
from kb.evaluation.reconciling.reconciler import reconcile
from kb.evaluation.reconciling.wording import explain

S = "\u00a0"
SENT = count("survey.sent", 8880, ["sendt|fikk undersøkelsen"])
DONE = count("survey.completed", 6087, ["fullført|svarte"], part_of="survey.sent")
STEWARDS = count("survey.stewards", 397, ["tillitsvalgt"], part_of="survey.completed")
SAFETY = count("survey.safety", 260, ["verneombud"], part_of="survey.completed")
FACTS = [
    SENT,
    DONE,
    share("survey.response_rate", DONE, SENT, ["svarprosent|svarte på undersøkelsen"]),
    STEWARDS,
    share("survey.stewards.share", STEWARDS, DONE),
    SAFETY,
    share("survey.safety.share", SAFETY, DONE),
    count("overtime.hours", 35593, ["overtid*"], unit="hours"),
    count("overtime.cost", 14_452_000, ["overtid*"], unit="kroner"),
    count("area.kultur.completed", None, ["kultur", "svarte|svart|fullført"], part_of="survey.completed"),
]


def verdicts(text, facts=FACTS):
    return [(one.number.text, one.verdict, one.fact and one.fact.name) for one in reconcile(text, facts)]


def flags(text, facts=FACTS):
    return [(one.number.text, one.verdict) for one in reconcile(text, facts) if one.flagged]


def test_the_published_slip_is_the_only_flag_of_its_sentence():
    found = verdicts("397 av 6087 (6 %) er tillitsvalgte.")
    assert found == [
        ("397", "agrees", "survey.stewards"),
        ("6087", "agrees", "survey.completed"),
        ("6 %", "differs", "survey.stewards.share"),
    ]


def test_a_slip_is_told_with_the_counts_it_comes_from():
    slip = reconcile("397 av 6087 (6 %) er tillitsvalgte.", FACTS)[2]
    told = f"397 av 6{S}087 er 6,5{S}%, avrundet 7{S}% (survey.stewards.share)"
    assert explain(slip, language="nb") == told
    assert explain(slip) == "397 of 6,087 is 6.5%, rounded 7% (survey.stewards.share)"


def test_a_contradiction_in_the_text_is_found_without_any_fact():
    found = reconcile("397 av 6087 (6 %) er rødhårede.", [])
    assert [one.verdict for one in found] == ["unknown", "unknown", "inconsistent"]
    assert explain(found[2], language="nn") == f"397 av 6{S}087 er 6,5{S}%, avrunda 7{S}%"


@pytest.mark.parametrize(
    "text",
    [
        "66 ble ansatt: 12 i skole, 15 i barnehage og 38 i helse.",
        "12 i skole, 15 i barnehage og 38 i helse, til sammen 66.",
        "Skole 12\nBarnehage 15\nHelse 38\nTotalt 66",
        "| Område | Antall |\n|---|---|\n| Skole | 12 |\n| Barnehage | 15 |\n| Helse | 38 |\n| **Sum** | **66** |",
    ],
)
def test_parts_that_do_not_add_up_to_their_total_are_found(text):
    assert flags(text, []) == [("66", "inconsistent")]
    assert explain(next(one for one in reconcile(text, []) if one.flagged)) == "the parts add up to 65"
    assert flags(text.replace("38", "39"), []) == []


@pytest.mark.parametrize(
    "text",
    [
        "66 ble ansatt, hvorav 12 i skole og 15 i barnehage.",
        "66 ble ansatt i 3 omganger. Det er 12 flere enn før.",
        "| Svar | Antall |\n|---|---|\n| Munnbind | 40 |\n| Visir | 35 |\n| Sprit | 30 |\n| Totalt | 60 |",
        "| Område | Snitt |\n|---|---|\n| Skole | 4,2 |\n| Helse | 3,9 |\n| Totalt | 4,1 |",
        "| Område | Antall |\n|---|---|\n| Skole | 12 |\n| Sum oppvekst | 12 |\n| Helse | 15 |\n| Totalt | 27 |",
    ],
)
def test_what_is_no_sum_is_not_added_up(text):
    assert flags(text, []) == []


def test_figures_that_changed_places_are_found():
    assert flags("260 tillitsvalgte og 397 verneombud svarte.") == [("260", "differs"), ("397", "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "| Rolle | Antall | Andel |\n|---|---|---|\n| Tillitsvalgte | 397 | 7 % |\n| Verneombud | 260 | 5 % |",
        "| | Tillitsvalgte | Verneombud |\n|---|---|---|\n| Antall | 397 | 260 |\n| Prosent | 7 | 5 |",
    ],
)
def test_a_cell_is_held_against_its_row_and_column(text):
    assert [flag[0].strip(" %") for flag in flags(text)] == ["5"]


def test_a_lone_number_is_spoken_of_by_the_line_above():
    assert verdicts("Svar-\nprosent\n\n69 %\n\nTillitsvalgte:\n\n379") == [
        ("69 %", "agrees", "survey.response_rate"),
        ("379", "differs", "survey.stewards"),
    ]


def test_a_number_of_no_fact_is_unknown():
    assert verdicts("Møtet varte i 3 timer.") == [("3", "unknown", None)]


def test_the_unit_keeps_hours_from_kroner():
    found = verdicts("Overtid: 35 593 timer, og overtid for 14,5 mill. kr.")
    assert [name for _, _, name in found] == ["overtime.hours", "overtime.cost"]
    assert flags("Overtiden kostet 14,4 mill. kr.") == [("14,4 mill. kr", "differs")]


@pytest.mark.parametrize("number", ["3", "4", "tre", "44"])
def test_a_hidden_figure_may_not_be_told_whatever_the_number(number):
    found = [one for one in reconcile(f"I Kultur svarte {number}.", FACTS, language="nb") if one.flagged]
    assert [one.verdict for one in found] == ["hidden"]
    assert "hidden in the data" in explain(found[0])


def test_a_hidden_figure_may_be_said_to_be_small():
    assert flags("I Kultur svarte færre enn 5.") == []


def test_the_whole_of_a_part_is_held_against_the_data():
    assert flags("397 av 6807 er tillitsvalgte.") == [("6807", "differs")]
    assert flags("397 av 8880 er tillitsvalgte.") == []  # of all it was sent to, which is true as well


def test_a_number_with_too_short_a_group_is_a_slip():
    assert flags("Undersøkelsen ble sendt til 8 80 ansatte.") == [("8 80", "differs")]


def test_a_number_may_be_known_by_itself():
    assert verdicts("35 593 er mange.") == [("35 593", "agrees", "overtime.hours")]


def test_two_facts_of_one_name_are_told():
    with pytest.raises(KbError, match=r"survey\.sent"):
        reconcile("Ingen tall.", [SENT, SENT])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Svarprosenten var 70 %.", f"6{S}087 av 8{S}880 er 68,5{S}%, avrundet 69{S}%"),
        ("6 078 svarte.", f"6{S}087"),
    ],
)
def test_a_difference_says_what_the_data_say(text, value):
    found = [one for one in reconcile(text, FACTS) if one.flagged]
    assert value in explain(found[0], language="nb")


PIECES = (
    "svarprosent tillitsvalgte 397 6 % av ( ) 6 087 , . og \n | - # to tre mill. kr § 8 Kultur totalt : –3"
)


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join)),
    st.sampled_from(["nb", "nn", "en", None]),
)
def test_any_text_is_judged_number_by_number(text, language):
    judged = reconcile(text, FACTS, language=language)
    assert all(text[one.number.start : one.number.end] == one.number.text for one in judged)
    assert all(one.number.end <= other.number.start for one, other in pairwise(judged))
    assert all(explain(one) for one in judged)


@pytest.mark.parametrize(
    "text",
    [
        "Blant dem som svarte, er 8 % tillitsvalgte.",
        "Svarprosenten var bare 68 %.",
        "Av disse er 8 % tillitsvalgte.",
    ],
)
def test_words_that_set_nothing_apart_do_not_hide_a_slip(text):
    assert len(flags(text)) == 1
