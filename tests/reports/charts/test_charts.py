import datetime as dt
import math

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from drawn import furniture, rectangles
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts import Event, bars, columns_over_time, likert_bars

WORDS = {"title": "Tittel", "alt": "Hva som vises.", "base": "Andel av 100 som svarte"}
STEPS = ("svært liten", "liten", "noen", "stor", "svært stor")


def soup_of(chart):
    return BeautifulSoup(chart._repr_html_(), "html.parser")


def drawing(chart, layout="wide"):
    return soup_of(chart).find(class_=layout).svg


def words(svg):
    return [found.get_text() for found in svg.find_all("text")]


@pytest.mark.parametrize("missing", ["title", "alt", "base"])
@pytest.mark.parametrize("draw", [bars, likert_bars])
def test_a_chart_without_its_words_is_refused(draw, missing, protected):
    with pytest.raises(KbError, match=missing):
        draw(protected({"A": [10, 20]}), **(WORDS | {missing: " "}))


@pytest.mark.parametrize("draw", [bars, likert_bars])
def test_a_chart_in_which_all_is_hidden_is_refused(draw, protected):
    with pytest.raises(KbError, match="Empty chart"):
        draw(protected({"A": [None, None], "B": [None, None]}), **WORDS)


def test_a_timeline_in_which_all_is_hidden_is_refused(protected):
    with pytest.raises(KbError, match="Empty chart"):
        columns_over_time(protected({"2020-03": [None]}, columns=["t"]), **WORDS)


def test_a_chart_is_a_figure_with_both_layouts_and_its_numbers_as_a_table(protected):
    soup = soup_of(bars(protected({"A": [10, 20], "B": [30, 40]}), **WORDS))
    assert soup.figure["class"] == ["chart"]
    assert soup.figcaption.get_text() == "TittelAndel av 100 som svarte."
    wide, narrow = soup.find_all("svg")
    assert (wide["aria-label"], narrow["aria-labelledby"]) == ("Hva som vises.", wide["id"])
    assert soup.find(class_="narrow").has_attr("hidden")
    assert not soup.find(class_="wide").has_attr("hidden")
    assert soup.details.table.caption.get_text() == "Tittel"


def test_the_ids_of_two_charts_of_one_title_differ(protected):
    one = soup_of(bars(protected({"A": [10, 20]}), **WORDS))
    other = soup_of(bars(protected({"A": [10, 21]}), **WORDS))
    assert not {tag["id"] for tag in one.find_all(id=True)} & {tag["id"] for tag in other.find_all(id=True)}


def test_labels_from_outside_are_inert_in_every_chart(protected):
    payload = "</text><script>alert(1)</script>"
    evil = dict.fromkeys(WORDS, payload)
    shown = protected({payload: [10, 20]}, columns=[payload, "ja"])
    over_time = protected({"2020-03": [10]}, columns=["t"])
    event = Event(dt.date(2020, 3, 2), payload)
    for chart in (
        bars(shown, **evil),
        likert_bars(shown, **evil),
        columns_over_time(over_time, events=[event], **evil),
    ):
        assert soup_of(chart).script is None
        assert "alert(1)" in soup_of(chart).get_text()


@pytest.mark.parametrize("draw", [bars, likert_bars])
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_a_long_label_is_broken_and_keeps_all_its_words(draw, layout, protected):
    label = "Nok folk til forsvarlig helse, miljø og sikkerhet (tillitsvalgte og verneombud)"
    chart = draw(protected({label: [10, 20], "B": [30, 40]}), **WORDS)
    assert set(label.split()) <= set(" ".join(words(drawing(chart, layout))).split())


# Bars


def test_bars_are_sorted_with_the_largest_first_and_the_hidden_last(protected):
    chart = bars(protected({"A": [10], "B": [None], "C": [30]}, columns=["t"]), **WORDS)
    labels = [th.get_text() for th in soup_of(chart).tbody.find_all("th")]
    assert labels == ["C", "A", "B"]
    assert len(rectangles(drawing(chart))) == 2
    assert ":" in words(drawing(chart))


def test_the_length_of_a_bar_follows_its_number(protected):
    chart = bars(protected({"A": [10], "B": [40]}, columns=["t"]), **WORDS)
    long, short = (mark.width for mark in rectangles(drawing(chart)))
    assert long / short == pytest.approx(4, abs=0.01)


def test_shares_are_drawn_on_a_track_with_base_and_the_share_of_all(protected):
    chart = bars(protected({"A": [25, 75], "B": [75, 25]}), share_of="ja", **WORDS)
    svg = drawing(chart)
    track, _ = furniture(svg)
    assert track.colour == "track"
    assert rectangles(svg)[0].width == pytest.approx(0.75 * track.width, abs=0.1)
    assert {"75\u00a0%", "25\u00a0%", "n = 100", "Alle: 50\u00a0%"} <= set(words(svg))


def test_a_share_of_several_categories_is_hidden_when_one_of_them_is(protected):
    shown = protected({"A": [10, None, 30], "B": [10, 20, 30]}, columns=["x", "y", "z"])
    chart = bars(shown, share_of=["y", "z"], **WORDS)
    assert len(rectangles(drawing(chart))) == 1
    assert not any("Alle" in word for word in words(drawing(chart)))


def test_a_share_of_an_unknown_category_is_told(protected):
    with pytest.raises(KbError, match=r"No category called kanskje\. The table has: nei, ja"):
        bars(protected({"A": [10, 20]}), share_of="kanskje", **WORDS)


def test_amounts_in_kroner_are_written_as_money(protected):
    chart = bars(protected({"A": [14_500_000]}, columns=["kr"]), unit="kr", **WORDS)
    assert "14,5\u00a0mill.\u00a0kr" in words(drawing(chart))


# Diverging bars


def test_likert_draws_one_mark_for_each_share_and_none_for_the_hidden(protected):
    shown = protected({"A": [10, 20, 30, 40, 50], "B": [None, None, 30, 40, 50]}, columns=STEPS)
    chart = likert_bars(shown, **WORDS)
    for layout in ("wide", "narrow"):
        assert len(rectangles(drawing(chart, layout))) == 5
        assert words(drawing(chart, layout)).count(":") == 1


def test_a_hidden_share_in_a_row_with_a_base_is_a_colon_beside_the_others(protected):
    shown = protected({"A": [10, 20, 30, 40, 50], "B": [10, 20, 30, 40, 50]}, columns=STEPS)
    shown.cells.iloc[1, :2] = math.nan
    svg = drawing(likert_bars(shown, **WORDS))
    assert len(rectangles(svg)) == 8
    assert words(svg).count(":") == 2


def test_a_hidden_share_takes_the_same_room_whatever_it_is(protected):
    pictures = []
    for secret in (1, 4):
        shown = protected({"A": [secret, 5 - secret, 30, 40, 50], "B": [10, 20, 30, 40, 50]}, columns=STEPS)
        shown.cells.iloc[0, :2] = math.nan
        shown.column_totals.iloc[:2] = math.nan
        pictures.append(str(drawing(likert_bars(shown, **WORDS))))
    assert pictures[0] == pictures[1]


def test_the_middle_category_lies_across_the_line(protected):
    svg = drawing(likert_bars(protected({"A": [10, 10, 20, 10, 10]}, columns=STEPS), **WORDS))
    centre = float(next(found for found in svg.find_all("line"))["x1"])
    middle = next(mark for mark in rectangles(svg) if mark.colour == "middle")
    assert middle.x + middle.width / 2 == pytest.approx(centre, abs=0.1)


def test_categories_beside_the_scale_stand_to_the_right_of_it(protected):
    shown = protected(
        {"A": [10, 10, 20, 10, 10]}, columns=("liten", "noen", "stor", "svært stor", "vet ikke")
    )
    svg = drawing(likert_bars(shown, beside=["vet ikke"], **WORDS))
    *scale, beside = rectangles(svg)
    assert beside.x > max(mark.end for mark in scale)


def test_groups_are_sorted_by_the_sum_of_the_right_side(protected):
    shown = protected({"A": [30, 10], "B": [None, None], "C": [10, 30]})
    labels = [
        th.get_text() for th in soup_of(likert_bars(shown, sum_label="ja", **WORDS)).tbody.find_all("th")
    ]
    assert labels == ["C", "A", "B"]


@pytest.mark.parametrize("columns", [("a",), tuple("abcdefgh")])
def test_a_scale_that_cannot_be_split_is_told(columns, protected):
    with pytest.raises(KbError, match="2 to 7 steps"):
        likert_bars(protected({"A": [10] * len(columns)}, columns=columns), **WORDS)


def test_an_unknown_category_beside_the_scale_is_told(protected):
    with pytest.raises(KbError, match="No category called vet ikke"):
        likert_bars(protected({"A": [10, 20]}), beside=["vet ikke"], **WORDS)


# The least width of a mark, and half the gap before it: a tiny share at the edge may stand out by so much.
HAIR = 0.8 + 1.5 / 2
NUMBERS = st.one_of(st.integers(5, 5000), st.just(0), st.none())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(NUMBERS, min_size=5, max_size=5), min_size=1, max_size=6), st.booleans())
def test_every_mark_stays_inside_the_drawing_and_follows_its_share(rows, beside):
    cells = pd.DataFrame(
        rows, columns=list(STEPS), index=[f"Et langt navn på område {at}" for at in range(len(rows))]
    )
    cells = cells.astype(float)
    base = cells.sum(axis="columns")
    table = ProtectedTable(cells, base, cells.sum(skipna=False), math.nan, 5)
    shares = table.shares()
    if shares.notna().to_numpy().sum() == 0:
        return
    chart = likert_bars(table, beside=["noen"] if beside else [], sort=False, **WORDS)
    for layout, width in (("wide", 720), ("narrow", 340)):
        drawn = rectangles(drawing(chart, layout))
        assert len(drawn) == int((shares > 0).to_numpy().sum())
        assert all(mark.x >= -0.06 and mark.end <= width + HAIR for mark in drawn)


# Over time


def test_a_missing_month_is_a_gap(protected):
    shown = protected({"2020-01": [10], "2020-02": [10], "2020-04": [10]}, columns=["t"])
    first, second, third = (mark.x for mark in rectangles(drawing(columns_over_time(shown, **WORDS))))
    assert third - second == pytest.approx(2 * (second - first), abs=0.1)


@pytest.mark.parametrize(
    ("keys", "step", "names"),
    [
        (["2020-03", "2020-04"], "month", ["mars\u00a02020", "april\u00a02020"]),
        ([dt.date(2020, 3, 12), dt.date(2020, 4, 1)], "month", ["mars\u00a02020", "april\u00a02020"]),
        (
            list(pd.period_range("2020-03", periods=2, freq="M")),
            "month",
            ["mars\u00a02020", "april\u00a02020"],
        ),
        (["2020-W53", "2021-W01"], "week", ["uke 53 2020", "uke 1 2021"]),
        (list(pd.to_datetime(["2020-12-28", "2021-01-04"])), "week", ["uke 53 2020", "uke 1 2021"]),
    ],
)
def test_months_and_weeks_may_be_given_in_several_ways(keys, step, names, protected):
    chart = columns_over_time(protected({key: [10] for key in keys}, columns=["t"]), step=step, **WORDS)
    assert [th.get_text() for th in soup_of(chart).tbody.find_all("th")] == names
    assert len(rectangles(drawing(chart))) == 2


def test_events_are_numbered_in_the_drawing_and_told_beneath_it(protected):
    shown = protected({"2020-02": [10], "2020-03": [20]}, columns=["t"])
    inside, outside = Event(dt.date(2020, 3, 12), "Nedstenging"), Event(dt.date(2021, 1, 1), "Senere")
    soup = soup_of(columns_over_time(shown, events=[outside, inside], **WORDS))
    assert [li.get_text() for li in soup.ol.find_all("li")] == ["12.\u00a0mars\u00a02020 Nedstenging"]
    assert len(soup.find(class_="wide").find_all("circle")) == 1


def test_a_hidden_month_is_a_colon(protected):
    shown = protected({"2020-02": [10], "2020-03": [None]}, columns=["t"])
    svg = drawing(columns_over_time(shown, **WORDS))
    assert len(rectangles(svg)) == 1
    assert ":" in words(svg)


def test_many_columns_get_lines_to_read_from_instead_of_numbers_on_them(protected):
    shown = protected({f"2020-W{week:02}": [100 + week] for week in range(1, 53)}, columns=["t"])
    svg = drawing(columns_over_time(shown, step="week", **WORDS))
    assert {"0", "50", "100", "150", "200"} <= set(words(svg))
    assert "152" not in words(svg)


def test_a_negative_month_and_a_key_that_is_no_month_are_told(protected):
    with pytest.raises(KbError, match="negative"):
        columns_over_time(protected({"2020-02": [-1], "2020-03": [2]}, columns=["t"]), **WORDS)
    with pytest.raises(KbError, match="2020-W12"):
        columns_over_time(protected({"vår": [1]}, columns=["t"]), **WORDS)


@pytest.mark.parametrize("draw", [bars, likert_bars])
def test_labels_begin_with_a_capital_in_the_drawing_and_in_its_table(draw, protected):
    soup = soup_of(draw(protected({"ekstern rekruttering": [10, 20], "NAV": [30, 10]}), **WORDS))
    assert {"Ekstern rekruttering", "NAV"} <= {text.get_text() for text in soup.select(".wide text")}
    assert {row.th.get_text() for row in soup.tbody.find_all("tr")} == {"Ekstern rekruttering", "NAV"}
