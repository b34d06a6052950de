import math
from dataclasses import replace
from itertools import combinations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.privacy.disclosure import Table, protect
from kb.survey.opentext import find_contrasts, keep_shown, plain_words, word_members


def members_of(counts):
    """Make persons of groups: for each group how many mention the label, of how many."""
    rows = [(group, at < mention) for group, (mention, size) in counts.items() for at in range(size)]
    index = [f"r{at}" for at in range(len(rows))]
    mentions = pd.DataFrame({"vikar": [mention for _, mention in rows]}, index=index)
    return mentions, pd.Series([group for group, _ in rows], index=index)


def told(counts, **settings):
    return [(one.group, one.count, one.others) for one in find_contrasts(*members_of(counts), **settings)]


def test_what_a_group_speaks_of_more_and_the_others_less_is_told_with_its_counts():
    found = find_contrasts(*members_of({"Skole": (30, 40), "Helse": (10, 60)}))
    assert {(one.group, one.count, one.base, one.others, one.others_base) for one in found} == {
        ("Skole", 30, 40, 10, 60),
        ("Helse", 10, 60, 30, 40),
    }
    assert {one.group: one.strength > 0 for one in found} == {"Skole": True, "Helse": False}
    assert all(one.family == 2 for one in found)


def test_strength_is_the_log_odds_ratio_over_its_deviation():
    one = next(
        one for one in find_contrasts(*members_of({"Skole": (30, 40), "Helse": (10, 60)})) if one.count == 30
    )
    # Ten persons' worth of the common share 40 of 100 is added to each side.
    cells = (30 + 4, 10 + 6, 10 + 4, 50 + 6)
    odds = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    assert math.isclose(one.strength, odds / math.sqrt(sum(1 / cell for cell in cells)), rel_tol=1e-9)


def test_groups_that_are_alike_are_not_contrasted():
    assert told({"Skole": (20, 40), "Helse": (31, 60)}) == []


def test_a_small_group_or_a_label_of_few_is_not_told():
    assert told({"Skole": (4, 4), "Helse": (0, 400)}) == []
    assert told({"Skole": (30, 40), "Helse": (3, 200)}) == []  # three others
    assert told({"Skole": (38, 40), "Helse": (10, 200)}) == []  # two who do not
    assert told({"Skole": (30, 40), "Helse": (0, 200)}) != []


def test_what_several_groups_tell_leaves_no_few_for_the_rest():
    shown = told({"A": (30, 40), "B": (1, 60), "C": (30, 40), "D": (1, 60)})
    # A and C told with the total of 62 would leave 2 for B and D.
    assert [group for group, _, _ in shown] == ["A"]


def test_a_contrast_whose_figures_are_hidden_in_the_tables_is_not_told():
    members, groups = members_of({"Skole": (30, 40), "Helse": (10, 60)})
    found = find_contrasts(members, groups)
    counts = pd.DataFrame({"nevner": [10, 30], "nevner ikke": [50, 10]}, index=["Helse", "Skole"])
    assert keep_shown(found, protect({"vikar": Table(counts)})) == found
    assert [one.group for one in keep_shown(found, protect({"vikar": Table(counts.loc[["Skole"]])}))] == [
        "Skole"
    ]
    assert keep_shown(found, protect({"vikar": Table(counts - 8)})) == []
    assert keep_shown(found, protect({"annet": Table(counts)})) == []
    shown = protect({"vikar": Table(counts)})["vikar"]
    assert keep_shown(found, {"vikar": replace(shown, column_totals=shown.column_totals * math.nan)}) == []


COUNTS = st.dictionaries(
    st.sampled_from("ABCD"),
    st.integers(1, 60).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    min_size=2,
)


@given(COUNTS, st.integers(2, 10))
def test_no_count_that_can_be_worked_out_is_small(counts, smallest):
    shown = find_contrasts(*members_of(counts), smallest=smallest)
    total, persons = (sum(part) for part in zip(*counts.values(), strict=True))
    for picked in (each for size in (1, len(shown)) for each in combinations(shown, size)):
        if picked:
            rest = total - sum(one.count for one in picked)
            left = persons - sum(one.base for one in picked) - rest
            parts = [rest, left, *(one.count for one in picked), *(one.base - one.count for one in picked)]
            assert all(part == 0 or part >= smallest for part in parts)


@settings(max_examples=40)
@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_persons_changes_nothing(counts, random):
    members, groups = members_of(counts)
    order = list(members.index)
    random.shuffle(order)
    assert find_contrasts(members.loc[order], groups) == find_contrasts(members, groups)


def test_words_are_counted_once_a_person_without_masks_and_without_function_words(answers):
    assert plain_words("Vi fikk ikke munnbind, munnbind til [navn]!") == {"munnbind"}
    members = word_members(answers(["Munnbind munnbind frakk", "munnbind [navn]", "frakk", "briller"]), 2)
    assert members.sum().to_dict() == {"frakk": 2, "munnbind": 2}
    assert list(members.index) == ["r0", "r1", "r2", "r3"]


def test_the_words_may_be_stems_of_the_callers(answers):
    assert list(word_members(answers(["masker", "masken"]), 2, lambda text: [text[:4]]).columns) == ["mask"]


@settings(max_examples=40)
@given(
    texts=st.lists(st.sampled_from(["frakk mat", "mat", "frakk bil", "bil"]), min_size=1, max_size=20),
    smallest=st.integers(1, 6),
)
def test_a_word_of_fewer_than_the_smallest_is_nowhere(answers, texts, smallest):
    members = word_members(answers(texts), smallest)
    assert (members.sum() >= smallest).all()
    assert len(members) == len(texts)
