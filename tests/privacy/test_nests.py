"""What is told of an area and of its parts is hidden together: nobody subtracts one from the other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kb.errors import FaultsFound
from kb.privacy.disclosure import Table, protect

SMALL = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 60))
ANSWERS = ["nei", "litt", "ja"]


def upper_of(lower: pd.DataFrame, nest: dict) -> pd.DataFrame:
    return pd.DataFrame({group: lower.loc[list(parts)].sum() for group, parts in nest.items()}).T


def told_of(names: tuple[str, str], frame: pd.DataFrame, nest: dict) -> list:
    upper, lower = names
    return [
        ([(lower, part, column) for part in parts], [(upper, group, column)])
        for group, parts in nest.items()
        for column in frame.columns
    ]


def exposed(reader, name: str, counts: pd.DataFrame, smallest: float = 5) -> list:
    """List the small cells and margins that the reader places within less than the smallest."""
    every = [[row] for row in counts.index] + [list(counts.index)]
    across = [[column] for column in counts.columns] + [list(counts.columns)]
    found = []
    for rows in every:
        for columns in across:
            persons = counts.loc[rows, columns].to_numpy().sum()
            if 0 < persons < smallest:
                low, high = reader.interval([(name, row, column) for row in rows for column in columns])
                if high - low < smallest - 1e-6:
                    found.append((rows, columns, low, high))
    return found


@st.composite
def nests(draw):
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    names = iter(f"tjeneste {number}" for number in range(9))
    nest = {f"område {number}": tuple(next(names) for _ in range(size)) for number, size in enumerate(sizes)}
    counts = draw(arrays(np.int64, (sum(sizes), draw(st.integers(1, 3))), elements=SMALL))
    parts = [part for group in nest.values() for part in group]
    return nest, pd.DataFrame(counts, parts, ANSWERS[: counts.shape[1]])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nested=nests())
def test_no_small_part_and_no_small_area_is_had_from_the_other_level(reader, nested):
    nest, lower = nested
    upper = upper_of(lower, nest)
    shown = protect({"upper": Table(upper), "lower": Table(lower)}, nested=nest)
    attacked = reader(shown, told_of(("upper", "lower"), lower, nest))
    assert not exposed(attacked, "upper", upper)
    assert not exposed(attacked, "lower", lower)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nested=nests(), turned=st.booleans())
def test_three_levels_are_one_to_the_reader_also_when_the_middle_one_is_not_shown(reader, nested, turned):
    nest, lower = nested
    nest = nest | {"kommunen": tuple(nest)}
    whole = pd.DataFrame([lower.sum()], index=["kommunen"])
    shown = protect({"top": Table(whole.T if turned else whole), "lower": Table(lower)}, nested=nest)
    if turned:
        shown = {"top": shown["top"].transposed(), "lower": shown["lower"]}
    attacked = reader(shown, told_of(("top", "lower"), lower, {"kommunen": tuple(lower.index)}))
    assert not exposed(attacked, "lower", lower)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nested=nests())
def test_three_levels_shown_together_give_none_away(reader, nested):
    nest, lower = nested
    middle = upper_of(lower, nest)
    top = {"kommunen": tuple(nest)}
    frames = {"top": upper_of(middle, top), "middle": middle, "lower": lower}
    shown = protect({name: Table(frame) for name, frame in frames.items()}, nested=nest | top)
    told = told_of(("middle", "lower"), lower, nest) + told_of(("top", "middle"), lower, top)
    attacked = reader(shown, told)
    assert not any(exposed(attacked, name, frame) for name, frame in frames.items())


def test_a_parent_less_its_shown_children_gives_no_hidden_child():
    # Alone, the lower table hides Barnehage with Helse; then Oppvekst less Skole is Barnehage.
    lower = pd.DataFrame(
        [[2, 30], [20, 40], [6, 50]], index=["Barnehage", "Skole", "Helsestasjon"], columns=["nei", "ja"]
    )
    nest = {"Oppvekst": ("Barnehage", "Skole"), "Helse": ("Helsestasjon",)}
    upper = upper_of(lower, nest)
    tables = {"upper": Table(upper), "lower": Table(lower)}
    apart = protect({"lower": tables["lower"]})["lower"].cells
    assert np.isnan(apart.loc["Barnehage", "nei"])
    assert apart.loc["Skole", "nei"] == 20
    assert upper.loc["Oppvekst", "nei"] - apart.loc["Skole", "nei"] == 2
    together = protect(tables, nested=nest)
    known = together["upper"].cells.loc["Oppvekst"] - together["lower"].cells.loc["Skole"]
    assert np.isnan(known["nei"])


def test_levels_with_other_columns_share_their_row_totals(reader):
    lower = pd.DataFrame(
        [[1, 2], [9, 9], [8, 30]], index=["Barnehage", "Skole", "SFO"], columns=["nei", "ja"]
    )
    upper = pd.DataFrame(
        [[7, 7, 7], [8, 20, 10]], index=["Oppvekst", "Fritid"], columns=["lite", "noe", "mye"]
    )
    nest = {"Oppvekst": ("Barnehage", "Skole"), "Fritid": ("SFO",)}
    shown = protect({"upper": Table(upper), "lower": Table(lower)}, nested=nest)
    told = [
        (
            [("lower", part, column) for part in parts for column in lower],
            [("upper", group, c) for c in upper],
        )
        for group, parts in nest.items()
    ]
    if lower.loc[["Barnehage", "Skole"]].to_numpy().sum() == upper.loc["Oppvekst"].sum():
        assert not exposed(reader(shown, told), "lower", lower)


LOWER = pd.DataFrame([[20, 30], [40, 50]], index=["Barnehage", "Skole"])


@pytest.mark.parametrize(
    ("nest", "words"),
    [
        ({"Oppvekst": ("Barnehage", "Skole"), "Skole": ("Skole",)}, "part 2 times"),
        ({"Oppvekst": ("Barnehage", "Skole"), "Skole": ("Oppvekst",)}, "part of itself"),
        ({"Oppvekst": ("Barnehage", "Skole", "SFO")}, "SFO: No table has it"),
        ({"Uvekst": ("Barnehage", "Skole")}, "Uvekst: No table has it"),
        ({"Oppvekst": ()}, "into nothing"),
        ({"Oppvekst": ("Barnehage",)}, "do not add up"),
        ({"Barnehage": ("Skole",)}, "beside its own parts"),
    ],
)
def test_groups_that_are_no_partition_are_told(nest, words):
    upper = pd.DataFrame([[60, 80]], index=["Oppvekst"])
    with pytest.raises(FaultsFound, match=words):
        protect({"upper": Table(upper), "lower": Table(LOWER)}, nested=nest)


def test_one_area_that_does_not_add_up_is_told_among_those_that_do():
    lower = pd.DataFrame([[20, 30], [40, 50], [9, 9]], index=["Barnehage", "Skole", "SFO"])
    upper = pd.DataFrame([[60, 80], [9, 10]], index=["Oppvekst", "Fritid"])
    nest = {"Oppvekst": ("Barnehage", "Skole"), "Fritid": ("SFO",)}
    with pytest.raises(FaultsFound) as told:
        protect({"upper": Table(upper), "lower": Table(lower)}, nested=nest)
    assert [fault.place for fault in told.value.faults] == ["nested: Fritid"]


def test_tables_of_another_question_need_not_add_up():
    other = pd.DataFrame([[30, 110]], index=["Oppvekst"])
    upper = pd.DataFrame([[60, 80]], index=["Oppvekst"])
    tables = {"q1": Table(upper), "q2": Table(other), "lower": Table(LOWER)}
    assert protect(tables, nested={"Oppvekst": ("Barnehage", "Skole")}).hidden == 0
