"""What happened again, drawn in time."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.reports.charts import Names, Occasions, occasions

WORDS = {"title": "To kom tilbake", "alt": "Når 2 ting skjedde.", "base": "2 ting"}
NAMES = Names("Ting", "Skjedde", "Gjort", "Skjedde igjen", "Nå")
LEAK = Occasions("Lekkasje", (dt.date(2022, 6, 14), dt.date(2020, 3, 12)), (dt.date(2020, 8, 31),), "åpen")
STOP = Occasions("Stans", (dt.date(2021, 1, 1), dt.date(2021, 2, 1)))


def soup_of(*rows, **more):
    return BeautifulSoup(occasions(rows, names=NAMES, **(WORDS | more))._repr_html_(), "html.parser")


def shapes(svg):
    """Count ticks, rings and diamonds, without those that explain the marks."""
    paths = [path["d"] for path in svg.find_all("path", class_="mark")]
    ticks, diamonds = (sum(path.count(sign) for path in paths) for sign in ("l4 4 6-8", "l7-7"))
    return ticks - 1, len(svg.find_all("circle")) - 1, diamonds - 1


def words(svg):
    return [text.get_text() for text in svg.find_all("text")]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_what_came_after_something_was_done_has_a_shape_of_its_own(layout):
    assert shapes(soup_of(LEAK).find(class_=layout).svg) == (1, 1, 1)
    assert shapes(soup_of(STOP).find(class_=layout).svg) == (0, 2, 0)


def test_what_happened_on_the_day_something_was_done_came_not_after_it():
    day = dt.date(2021, 1, 1)
    same = Occasions("Stans", (day, dt.date(2021, 1, 2)), (day,))
    assert (same.first, same.again) == ((day,), (dt.date(2021, 1, 2),))


def test_marks_stand_in_the_order_of_time_on_one_scale_of_years():
    row = Occasions("Tre", (dt.date(2020, 7, 2), dt.date(2021, 7, 2), dt.date(2022, 4, 2)))
    svg = soup_of(row).find(class_="wide").svg
    first, second, third = (
        float(circle["cx"]) for circle in svg.find_all("circle")[:-1]
    )  # the last explains it
    year = {text.get_text(): float(text["x"]) for text in svg.find_all("text") if text.get("fill")}
    assert (first, second) == pytest.approx((year["2020"], year["2021"]), abs=1)
    assert (third - second) / (second - first) == pytest.approx(274 / 365, abs=0.01)


def test_labels_standing_and_years_are_written_in_the_drawing():
    for layout in ("wide", "narrow"):
        found = words(soup_of(LEAK, STOP).find(class_=layout).svg)
        assert {"Skjedde", "Gjort", "Skjedde igjen", "Lekkasje", "Stans", "Nå: åpen", "2020", "2022"} <= set(
            found
        )


def test_a_row_without_a_standing_has_none():
    assert not any("Nå" in word for word in words(soup_of(STOP).svg))


def test_years_of_two_marks_that_are_near_lean_apart_and_of_three_one_has_none():
    near = [dt.date(2020, 3, 1), dt.date(2020, 6, 1), dt.date(2020, 9, 1)]
    far = Occasions("Fjernt", (dt.date(2029, 1, 1),))

    def years(days):
        svg = soup_of(Occasions("Nært", tuple(days)), far).find(class_="wide").svg
        marked = [
            text for text in svg.find_all("text") if text.get_text() == "2020" and text.get("fill") is None
        ]
        return [text.get("text-anchor", "start") for text in marked]

    assert years(near[:1]) == ["middle"]
    assert years(near[:2]) == ["end", "start"]
    assert years(near) == ["end", "start"]


def test_the_table_tells_every_day_and_leads_to_the_page_of_the_thing():
    row = Occasions(LEAK.label, LEAK.happened, LEAK.done, LEAK.now, "ting/lekkasje.html", "nn")
    table = soup_of(row).details.table
    cells = [cell.get_text().replace("\u00a0", " ") for cell in table.tbody.find_all(["th", "td"])]
    assert cells == ["Lekkasje", "mars 2020", "august 2020", "juni 2022", "Åpen"]
    assert [head.get_text() for head in table.thead.find_all("th")] == list(NAMES)
    assert table.a["href"] == "ting/lekkasje.html"
    assert table.find(lang="nn").get_text() == "Lekkasje"


def test_a_label_in_the_language_of_the_page_is_not_marked():
    assert soup_of(Occasions("Stans", STOP.happened, language="nb")).details.find(lang=True) is None


def test_an_unsafe_address_is_no_link():
    assert soup_of(Occasions("Stans", STOP.happened, address="javascript:alert(1)")).details.a is None


def test_a_payload_in_a_label_is_inert():
    soup = soup_of(Occasions("</text><script>alert(1)</script>", STOP.happened, now="<b>x</b>"))
    assert soup.script is None
    assert soup.b is None


def test_nothing_is_hidden_for_what_is_no_person():
    figure = soup_of(LEAK).figure
    assert (figure["data-hidden"], figure["data-smallest"]) == ("0", "1")


def test_two_rows_may_have_one_label():
    assert len(soup_of(STOP, STOP).tbody.find_all("tr")) == 2


def test_a_chart_without_rows_or_days_is_refused():
    with pytest.raises(KbError, match="no rows"):
        soup_of()
    with pytest.raises(KbError, match="no day is told for Stans"):
        soup_of(LEAK, Occasions("Stans", ()))


@pytest.mark.parametrize("missing", ["title", "alt", "base"])
def test_a_chart_without_its_words_is_refused(missing):
    with pytest.raises(KbError, match=missing):
        soup_of(LEAK, **{missing: " "})
