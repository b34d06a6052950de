import pytest

from kb.errors import KbError
from kb.reports.text.wording import in_words, largest, least, row_values

THREE = {"Skole": [3, 1], "NAV": [None, None], "Helse": [1, 3]}


def test_shares_are_told_largest_first_and_hidden_ones_last(protected):
    table = protected(THREE)
    assert list(row_values(table, "ja").dropna()) == [0.75, 0.25]
    assert in_words(table, share_of="ja") == "Helse 75\u00a0%, Skole 25\u00a0%, NAV skjult"


def test_several_categories_are_added(protected):
    assert row_values(protected({"Skole": [3, 1]}), ["nei", "ja"]).tolist() == [1.0]


def test_totals_have_their_unit_and_the_order_of_the_table_where_time_wants_it(protected):
    table = protected({"2020-03": [1, 2], "2020-04": [3, 4]})
    assert in_words(table, unit="timer") == "april\u00a02020 7\u00a0timer, mars\u00a02020 3\u00a0timer"
    assert (
        in_words(table, unit="timer", sort=False)
        == "mars\u00a02020 3\u00a0timer, april\u00a02020 7\u00a0timer"
    )
    assert largest(table, language="nn") == "april\u00a02020"


@pytest.mark.parametrize(("language", "word"), [("nb", "skjult"), ("nn", "skjult"), ("en", "hidden")])
def test_a_hidden_number_is_said_to_be_so_in_each_language(protected, language, word):
    assert in_words(protected(THREE), share_of="ja", language=language).endswith(f"NAV {word}")


def test_the_largest_and_the_least_are_named(protected):
    table = protected({"Skole": [3, 1], "NAV": [2, 2], "Helse": [1, 3]})
    assert largest(table, share_of="ja") == "Helse"
    assert least(table, share_of="ja") == "Skole"


def test_all_that_are_equal_are_named(protected):
    table = protected({"Skole": [1, 1], "NAV": [2, 0], "Helse": [1, 1]})
    assert largest(table) == "Skole, NAV og Helse"
    assert largest(table, share_of="ja", language="en") == "Skole and Helse"
    assert least(table, share_of="ja") == "NAV"


def test_nobody_is_called_largest_while_a_row_is_hidden(protected):
    with pytest.raises(KbError, match="NAV is hidden"):
        largest(protected(THREE), share_of="ja")
