"""Two counts of the same rows and columns beside each other."""

import pytest
from bs4 import BeautifulSoup
from drawn import rectangles

from kb.errors import KbError
from kb.reports.charts import twin_matrix

WORDS = {"title": "Flest i B", "alt": "To tall for 2 rader.", "base": "Antall", "names": ("Mot", "For")}
YEARS = ("2020", "2021", "2022")


@pytest.fixture
def tables(protected):
    return (
        protected({"A": [1, 0, 0], "B": [0, 6, 9]}, columns=YEARS, name="Tema"),
        protected({"A": [0, 0, 2], "B": [3, 0, 0]}, columns=YEARS, name="Tema"),
    )


def soup_of(first, second, **more):
    return BeautifulSoup(twin_matrix(first, second, **(WORDS | more))._repr_html_(), "html.parser")


def words(svg):
    return [text.get_text() for text in svg.find_all("text")]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_cell_of_something_is_drawn_in_the_colour_of_its_side_stronger_for_more(tables, layout):
    svg = soup_of(*tables).find(class_=layout).svg
    cells = sorted((cell.x, cell.y, cell.colour) for cell in rectangles(svg))
    assert [colour for *_, colour in cells] == ["right-1", "right-2", "right-3", "left-1", "left-1"]
    assert {"Mot", "For", *YEARS, "A", "B", "1", "6", "9", "2", "3", "18", "I alt"} <= set(words(svg))
    assert "0" not in words(svg)


def test_the_row_with_most_is_first_and_the_order_of_the_table_may_be_kept(tables):
    assert [th.get_text() for th in soup_of(*tables).tbody.find_all("th")] == ["B", "A"]
    assert [th.get_text() for th in soup_of(*tables, sort=False).tbody.find_all("th")] == ["A", "B"]


def test_the_table_has_a_column_for_each_side_and_year_and_the_sum_of_rows_alone(tables):
    table = soup_of(*tables).details.table
    heads = [th.get_text() for th in table.thead.find_all("th")]
    sides = [f"{side} {year}" for side in ("Mot", "For") for year in YEARS]
    assert heads == ["Tema", *sides, "I alt"]
    assert [cell.get_text() for cell in table.tbody.tr.find_all("td")] == ["0", "6", "9", "3", "0", "0", "18"]
    assert table.tfoot is None


def test_a_hidden_cell_is_a_colon_without_a_colour(protected):
    first = protected({"A": [None, 7], "B": [8, 9]}, columns=YEARS[:2])
    second = protected({"A": [1, 2], "B": [3, 4]}, columns=YEARS[:2])
    soup = soup_of(first, second)
    assert len(rectangles(soup.find(class_="wide").svg)) == 7
    assert words(soup.find(class_="wide").svg).count(":") == 2  # the cell, and the sum of its row
    assert [th.get_text() for th in soup.tbody.find_all("th")] == ["B", "A"]
    assert "skjult" in soup.details.get_text()


def test_tables_that_differ_are_refused(tables, protected):
    for other in (
        protected({"A": [1, 2, 3]}, columns=YEARS),
        protected({"A": [1], "B": [2]}, columns=["2020"]),
    ):
        with pytest.raises(KbError, match="differ in rows or columns"):
            soup_of(tables[0], other)


def test_more_columns_than_a_phone_has_room_for_are_refused(protected):
    wide = protected({"A": [1] * 5}, columns=list("abcde"))
    with pytest.raises(KbError, match="5 columns have no room"):
        soup_of(wide, wide)


def test_a_map_of_nothing_is_refused(protected):
    nothing = protected({"A": [0, 0]})
    with pytest.raises(KbError, match="Empty chart"):
        soup_of(nothing, nothing)


def test_both_tables_are_told_to_the_page(tables):
    soup = soup_of(*tables)
    assert len(soup.find_all(attrs={"data-table": True})) == 2


@pytest.mark.parametrize("missing", ["title", "alt", "base"])
def test_a_chart_without_its_words_is_refused(tables, missing):
    with pytest.raises(KbError, match=missing):
        soup_of(*tables, **{missing: " "})
