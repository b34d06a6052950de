import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import KbError
from kb.privacy.disclosure import protect
from kb.survey.opentext import find_themes, theme_counts, theme_tables
from kb.survey.opentext.themes import best_floor


def test_likeness_is_the_cosine_to_a_theme_less_what_the_themes_have_in_common(embed, describing, answers):
    themed = find_themes(answers(["munnbind munnbind smitte", "turnus"]), describing, embed)
    # Means are 2/3 in each of a theme's words, their middle 1/3 in all six: a theme is +1/3 and -1/3.
    text = np.array([2 - 1 / 3, 1 - 1 / 3, -1 / 3, -1 / 3, -1 / 3, -1 / 3])
    theme = np.array([1, 1, 1, -1, -1, -1]) / 3
    expected = float(text @ theme / np.linalg.norm(text) / np.linalg.norm(theme))
    assert math.isclose(themed.likeness.loc["r0", "smittevern"], expected, abs_tol=1e-5)
    assert math.isclose(themed.likeness.loc["r0", "bemanning"], -expected, abs_tol=1e-5)


def test_an_answer_may_have_several_themes_one_or_none(embed, answers):
    describing = {
        "smittevern": ("munnbind", "munnbind"),
        "bemanning": ("vakt", "vakt"),
        "mat": ("mat", "mat"),
    }
    coded = pd.DataFrame(
        {"smittevern": [1, 1, 0], "bemanning": [1, 0, 0], "mat": [0, 0, 0]}, index=["r0", "r1", "r2"]
    ).astype(bool)
    themed = find_themes(answers(["munnbind vakt", "munnbind", "bil"]), describing, embed, coded=coded)
    assert themed.members.to_numpy().tolist() == [[True, True, False], [True, False, False], [False] * 3]
    assert list(themed.without) == ["r2"]


def test_the_floor_is_found_by_the_describing_texts_without_labels(embed, describing, answers):
    floor = find_themes(answers(["munnbind"]), describing, embed).floor
    assert floor.pairs == 6  # each describing text and its own theme
    assert (floor.recall, floor.precision) == (1.0, 1.0)
    # “munnbind smitte” against the mean of “smitte frakk” and “munnbind frakk”, each less 1/3:
    text = np.array([1, 1, 0, 0, 0, 0]) - 1 / 3
    rest = np.array([0.5, 0.5, 1, 0, 0, 0]) - 1 / 3
    assert math.isclose(floor.value, text @ rest / np.linalg.norm(text) / np.linalg.norm(rest), abs_tol=1e-5)


def test_the_floor_with_the_best_f1_is_chosen_and_equal_scores_go_together():
    floor = best_floor(np.array([[0.9, 0.5], [0.5, 0.1]]), np.array([[True, True], [False, False]]))
    assert (floor.value, floor.recall, round(floor.precision, 3)) == (0.5, 1.0, 0.667)
    with pytest.raises(KbError, match="Code some"):
        best_floor(np.array([[0.9]]), np.array([[False]]))


def test_what_cannot_be_told_apart_is_refused(embed, describing, answers):
    one = answers(["munnbind"])
    with pytest.raises(KbError, match="two or more"):
        find_themes(one, {"smittevern": ("munnbind",)}, embed)
    with pytest.raises(KbError, match="one text only"):
        find_themes(one, {"smittevern": ("munnbind",), "mat": ("mat",)}, embed)
    with pytest.raises(KbError, match="described by nothing"):
        find_themes(one, {"smittevern": ("munnbind",), "mat": ()}, embed)
    with pytest.raises(KbError, match="other respondents or themes"):
        find_themes(one, describing, embed, coded=pd.DataFrame({"mat": [True]}, index=["r0"]))


def test_an_answer_of_masks_alone_has_no_theme(embed, describing, answers):
    themed = find_themes(answers(["[navn] [telefon]", "munnbind smitte"]), describing, embed)
    assert list(themed.without) == ["r0"]
    assert themed.likeness.loc["r0"].to_list() == [-1, -1]


def test_counts_have_the_groups_answers_as_their_base(embed, describing, answers):
    themed = find_themes(
        answers(["munnbind smitte", "turnus vakt", "kaffe", "smitte frakk"]), describing, embed
    )
    groups = pd.Series({"r0": "Skole", "r1": "Skole", "r2": "Helse", "r3": None})
    counts = theme_counts(themed, groups)
    assert counts.loc["Skole"].to_dict() == {"base": 2, "smittevern": 1, "bemanning": 1, "ingen tema": 0}
    assert counts.loc["Helse"].to_dict() == {"base": 1, "smittevern": 0, "bemanning": 0, "ingen tema": 1}
    assert theme_counts(themed, language="en").loc["All"].to_dict() == {
        "base": 4,
        "smittevern": 2,
        "bemanning": 1,
        "no theme": 1,
    }


def test_tables_of_themes_can_be_protected_together(embed, describing, answers):
    texts = ["munnbind smitte"] * 9 + ["turnus vakt"] * 2 + ["kaffe"] * 9
    groups = answers(["Skole"] * 10 + ["Helse"] * 10)
    themed = find_themes(answers(texts), describing, embed)
    tables = theme_tables(themed, groups, names={"smittevern": "Smittevern"})
    assert list(tables) == ["Smittevern", "bemanning", "ingen tema"]
    safe = protect(tables, smallest=5)
    assert math.isnan(safe["bemanning"].cells.loc["Skole", "nevner"])
    assert safe["Smittevern"].row_totals.to_dict() == {"Helse": 10, "Skole": 10}


WORDS = ("munnbind", "smitte", "frakk", "turnus", "vakt", "vikar", "bil", "mat")
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12
)


@settings(max_examples=50)
@given(texts=TEXTS, names=st.lists(st.sampled_from(["Skole", "Helse", "Teknisk"]), min_size=12, max_size=12))
def test_counts_add_up_to_the_base_in_every_group(embed, describing, answers, texts, names):
    groups = answers(names)
    themed = find_themes(answers(texts), describing, embed)
    sizes = groups.iloc[: len(texts)].value_counts()
    for table in theme_tables(themed, groups).values():
        assert table.counts.sum(axis="columns").to_dict() == sizes.to_dict()
    counts = theme_counts(themed, groups)
    assert counts["base"].sum() == len(texts)
    one_or_more = counts["base"] - counts["ingen tema"]
    assert (counts[["smittevern", "bemanning"]].max(axis="columns") <= one_or_more).all()


@settings(max_examples=50)
@given(texts=TEXTS, others=TEXTS)
def test_an_answers_themes_depend_on_no_other_answer(embed, describing, answers, texts, others):
    alone = find_themes(answers(texts), describing, embed)
    among = find_themes(pd.concat([answers(others, "o"), answers(texts)]), describing, embed)
    assert np.allclose(alone.likeness, among.likeness.loc[alone.likeness.index], atol=1e-5)
    assert alone.floor == among.floor


@settings(max_examples=50)
@given(texts=TEXTS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_no_theme(embed, describing, answers, texts, random):
    given_answers = answers(texts)
    order = list(given_answers.index)
    random.shuffle(order)
    turned = find_themes(given_answers.loc[order], describing, embed)
    assert turned.likeness.loc[given_answers.index].equals(
        find_themes(given_answers, describing, embed).likeness
    )
