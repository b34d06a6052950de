import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kb.privacy.persons import find_persons
from kb.survey.opentext import count_masks, mask_answers


def test_answers_are_masked_and_those_that_say_nothing_are_left_out():
    answers = pd.Series(
        {
            "a": "Takk til Kari  Hansen!",
            "b": None,
            "c": " - ",
            "d": "Lederen min svarte ikke.",
            "e": "Fin jobb",
        }
    )
    masked = mask_answers(answers)
    assert masked.to_dict() == {"a": "Takk til [navn]!", "d": "[rolle] svarte ikke.", "e": "Fin jobb"}
    assert mask_answers(answers, language="nn")["a"] == "Takk til [namn]!"


def test_names_of_the_municipalitys_list_are_masked_and_public_offices_are_for_the_caller_to_name():
    answers = pd.Series({"a": "Avvik: Qix Zeppelin.", "b": "Ordføreren vår kom."})
    assert mask_answers(answers, ["Qix Zeppelin"]).to_dict() == {
        "a": "Avvik: [navn].",
        "b": "Ordføreren vår kom.",
    }
    assert mask_answers(answers, offices=())["b"] == "[rolle] kom."


def test_masks_are_counted_by_the_answers_they_stand_in():
    answers = pd.Series({"a": "Kari og Ola og Per Hansen", "b": "Ring Kari på 22 33 44 55", "c": "Ingenting"})
    assert count_masks(mask_answers(answers)).to_dict() == {"[navn]": 2, "[telefon]": 1}


def test_no_answers_give_no_masks():
    empty = mask_answers(pd.Series({"a": None}, dtype=str))
    assert empty.empty
    assert count_masks(empty).empty


PIECES = st.sampled_from(
    ("Kari", "Hansen", "lederen", "min", "på", "natt", "ring", "22 33 44 55", "Storgata 12", ".")
)
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)


@given(TEXTS)
def test_a_masked_answer_holds_nothing_more_and_stays_as_it_is(texts):
    masked = mask_answers(pd.Series(texts, dtype=str))
    assert not any(find_persons(text) for text in masked)
    assert mask_answers(masked).equals(masked)


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(texts, random):
    answers = pd.Series(texts, dtype=str)
    turned = list(answers.index)
    random.shuffle(turned)
    assert mask_answers(answers.loc[turned]).sort_index().equals(mask_answers(answers).sort_index())
