from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.figures.layout import lay_out
from kb.intake.figures.numerals import find_numbers
from kb.intake.figures.parts import pairs_of, parts_of


def statements(text):
    return [" ".join(text[one.start : one.end].split()) for one in lay_out(text).statements]


def test_a_sentence_runs_over_the_lines_of_a_slide():
    text = "Totalt 35 593 timer på 5\n\nmåneder\nTil sammen 21 ledere\n(inntil 90 hver)"
    assert statements(text) == ["Totalt 35 593 timer på 5 måneder", "Til sammen 21 ledere (inntil 90 hver)"]


@pytest.mark.parametrize(
    "text", ["Vi brukte ca. 12 dager.", "Det var 12. mars.", "Prisen er 14,5 mill. 3 betalte."]
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text):
    assert statements(text) == [text]


def test_an_amount_may_end_a_sentence():
    assert statements("Det kostet 7,9 mill. kr. Skole betalte.") == [
        "Det kostet 7,9 mill. kr.",
        "Skole betalte.",
    ]


def test_headings_and_bullets_are_statements_of_their_own():
    text = "# Svar\n## Skole\n- ett\n- to\n"
    assert statements(text) == ["# Svar", "## Skole", "- ett", "- to"]
    last = lay_out(text).statements[-1]
    assert [text[slice(*span)] for span in last.over] == ["# Svar", "## Skole"]


def test_a_slide_begins_after_three_empty_lines():
    text = "Svar\n69 %\n\n\n\nOvertid\n35 593"
    assert [[text[slice(*span)] for span in one.over] for one in lay_out(text).statements] == [
        ["Svar"], ["Svar"], ["Overtid"], ["Overtid"],
    ]  # fmt: skip


def test_a_cell_has_the_heads_of_its_row_and_column():
    text = "| Rolle | Antall |\n|---|--:|\n| Ledere | 442 |\n"
    cell = lay_out(text).statements[-1]
    assert (text[cell.start : cell.end], [text[slice(*span)] for span in cell.labels]) == (
        "442",
        ["Ledere", "Antall"],
    )


def own_words(text):
    figures, _ = find_numbers(text)
    return [text[a:b].strip() for a, b in parts_of(text, (0, len(text)), figures)]


def test_each_number_gets_the_words_around_it():
    first, same, second, third = own_words(
        "442 med personalansvar, 397 tillitsvalgte (6 %) og 260 verneombud"
    )[0:4]
    assert first == "442 med personalansvar,"
    assert same == second == "397 tillitsvalgte (6 %) og"
    assert third == "260 verneombud"


def test_a_comma_in_a_bracket_parts_nothing():
    assert len(set(own_words("tillitsvalgte (397, 6 %)"))) == 1


def test_a_part_of_a_whole_is_parted_where_both_are_named():
    assert own_words("57 ble engasjert av 84 rekrutterte") == ["57 ble engasjert", "av 84 rekrutterte"]
    assert len(set(own_words("118 av 145 stillinger ble besatt"))) == 1


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("397 av 6087 (6 %)", (0, 1, 2)),
        ("397 av totalt 6087 svar, eller 6 %,", (0, 1, 2)),
        ("6 % (397 av 6087)", (1, 2, 0)),
        ("397 av 6087. Det er 6 %", (0, 1, None)),
    ],
)
def test_a_part_its_whole_and_its_share_are_found(text, pair):
    found = pairs_of(text, find_numbers(text)[0])
    assert [(one.part, one.whole, one.share) for one in found] == [pair]


@given(st.text(alphabet="|-# \n.a1A:•\f", max_size=120))
def test_every_number_of_any_layout_stands_in_one_statement(text):
    spans = [(one.start, one.end) for one in lay_out(text).statements]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    inside = [
        place
        for place, sign in enumerate(text)
        if sign in "1aA" and not any(a <= place < b for a, b in spans)
    ]
    assert not inside
