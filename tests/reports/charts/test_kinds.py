"""The kinds of chart beyond plain bars, diverging bars and columns."""

import datetime as dt
import re
from itertools import pairwise

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from drawn import furniture, rectangles

from kb.errors import KbError
from kb.reports.charts import (
    Event,
    bars,
    columns_over_time,
    dots_between,
    flow_matrix,
    likert_bars,
    lines_over_time,
    sankey,
    small_multiples,
)

WORDS = {"title": "Tittel", "alt": "Hva som vises.", "base": "Andel av 100 som svarte"}
STEPS = ("svært liten", "liten", "noen", "stor", "svært stor")
MONTHS = ("2020-01", "2020-02", "2020-03", "2020-04")


def soup_of(chart):
    return BeautifulSoup(chart._repr_html_(), "html.parser")


def drawing(chart, layout="wide"):
    return soup_of(chart).find(class_=layout).svg


def marks(svg, name=True):
    return svg.find_all(name, class_="mark")


def words(svg):
    return [found.get_text() for found in svg.find_all("text")]


def table_of(chart):
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in soup_of(chart).tbody.find_all("tr")
    ]


def points(path):
    """Read the points of a line from its path."""
    return [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path["d"])]


# The words around a chart


def test_the_caption_tells_the_base_the_question_as_put_and_the_remark(protected):
    chart = bars(
        protected({"A": [10, 20]}), **WORDS, question="Hadde dere nok folk?", caption="Linjen er alle"
    )
    caption = soup_of(chart).find(class_="caption").get_text()
    assert caption == "Andel av 100 som svarte. Spørsmål: «Hadde dere nok folk?» Linjen er alle."


@pytest.mark.parametrize(
    ("language", "link", "quoted"),
    [
        ("nb", "Lenke til figuren", "«Hva?»"),
        ("nn", "Lenkje til figuren", "«Hva?»"),
        ("en", "Link to the figure", "“Hva?”"),
    ],
)
def test_a_figure_links_to_itself_and_quotes_in_each_language(language, link, quoted, protected):
    soup = soup_of(bars(protected({"A": [10, 20]}), **WORDS, question="Hva?", language=language))
    anchor = soup.find(class_="figure-link").a
    assert (anchor["href"], anchor.get_text()) == (f"#{soup.figure['id']}", link)
    assert anchor["aria-label"] == f"{link}: Tittel"
    assert quoted in soup.figcaption.get_text()


def test_a_named_figure_keeps_its_id_whatever_its_numbers_are(protected):
    found = [soup_of(bars(protected({"A": [10, n]}), **WORDS, name="Nok folk?")) for n in (20, 21)]
    assert [soup.figure["id"] for soup in found] == ["figur-nok-folk"] * 2


def test_words_that_are_left_out_altogether_are_refused_together(protected):
    with pytest.raises(KbError, match="without alt or base"):
        bars(protected({"A": [10, 20]}), title="Tittel")


# What a colon means


def test_the_rule_stands_under_a_drawing_only_when_the_drawing_hides_something(protected):
    shown = protected({"A": [None, None], "B": [30, 40]})
    shown.row_totals["A"] = 20.0
    totals, shares = bars(shown, **WORDS), bars(shown, share_of="ja", **WORDS)
    assert "Kolon (:)" not in soup_of(totals).get_text()
    assert "Kolon (:)" in soup_of(shares).find("p", class_="fine", recursive=True).get_text()


def test_the_rule_stands_by_the_table_where_only_the_table_hides_something(protected):
    shown = protected({"A": [10, 20], "B": [30, 40]}, columns=["jan", "feb"])
    shown.row_totals["A"] = float("nan")
    soup = soup_of(small_multiples(shown, **WORDS))
    assert ":" not in words(soup.svg)
    assert "Kolon (:)" in soup.details.find("p").get_text()
    assert soup.get_text().count("Kolon (:)") == 1


def test_the_rule_is_told_once_where_both_drawing_and_table_hide_something(protected):
    shown = protected({"2020-01": [10], "2020-02": [None]}, columns=["t"])
    soup = soup_of(columns_over_time(shown, **WORDS))
    assert soup.details.find("p") is None
    assert soup.get_text().count("Kolon (:)") == 1


# Diverging bars


def test_those_who_did_not_know_are_outside_the_base_and_told_beside_it(protected):
    chart = likert_bars(
        protected({"A": [30, 50, 20]}, columns=["nei", "ja", "vet ikke"]), dont_know="vet ikke", **WORDS
    )
    for layout, told in (("wide", "20\u00a0%"), ("narrow", "vet ikke: 20\u00a0%")):
        found = words(drawing(chart, layout))
        assert {"n = 80", told} <= set(found)
        assert {"38", "63"} <= set(found)
        assert len(rectangles(drawing(chart, layout))) == 2
    assert table_of(chart) == [["A", "38\u00a0%", "63\u00a0%", "80", "20\u00a0%"]]
    assert "«vet ikke» er holdt utenfor" in soup_of(chart).get_text()


def test_a_base_is_hidden_when_those_who_did_not_know_and_an_answer_are(protected):
    shown = protected({"A": [30, 50, 20], "B": [30, None, None]}, columns=["nei", "ja", "vet ikke"])
    shown.row_totals["B"] = 60.0
    found = words(drawing(likert_bars(shown, dont_know="vet ikke", **WORDS)))
    assert "n = :" in found
    assert len(rectangles(drawing(likert_bars(shown, dont_know="vet ikke", **WORDS)))) == 2


def test_an_unknown_column_of_those_who_did_not_know_is_told(protected):
    with pytest.raises(KbError, match="No category called vet ikke"):
        likert_bars(protected({"A": [30, 50]}), dont_know="vet ikke", **WORDS)


def test_the_neutral_one_is_split_set_beside_or_left_out(protected):
    shown = protected({"A": [10, 10, 20, 30, 30]}, columns=STEPS)
    split, beside, excluded = (
        drawing(likert_bars(shown, neutral=neutral, **WORDS)) for neutral in ("split", "beside", "excluded")
    )
    assert [len(rectangles(svg)) for svg in (split, beside, excluded)] == [5, 5, 4]
    *scale, lane = rectangles(beside)
    assert lane.colour == "middle"
    assert lane.x > max(mark.end for mark in scale)
    assert "noen" not in words(excluded)
    soup = soup_of(likert_bars(shown, neutral="excluded", **WORDS))
    assert "«noen» er ikke tegnet" in soup.get_text()
    assert "20\u00a0%" in soup.details.table.get_text()


def test_four_steps_have_no_neutral_one_to_set_beside(protected):
    with pytest.raises(KbError, match="no neutral one"):
        likert_bars(protected({"A": [1, 2, 3, 4]}, columns=list("abcd")), neutral="beside", **WORDS)


# Bars with intervals


def interval(**rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high"])


def test_a_whisker_runs_from_low_to_high_and_the_table_tells_both(protected):
    shown = protected({"A": [40, 60], "B": [80, 20]})
    chart = bars(shown, share_of="ja", intervals=interval(A=(0.5, 0.7), B=(0.1, 0.3)), **WORDS)
    svg = drawing(chart)
    track, _ = furniture(svg)
    start, room = track.x, track.width
    level = [
        line for line in svg.find_all("line") if line["y1"] == line["y2"] and "currentColor" in line["stroke"]
    ]
    ends = [((float(line["x1"]) - start) / room, (float(line["x2"]) - start) / room) for line in level]
    assert ends == [pytest.approx((0.5, 0.7), abs=1e-3), pytest.approx((0.1, 0.3), abs=1e-3)]
    assert [row[2] for row in table_of(chart)] == ["50\u00a0%–70\u00a0%", "10\u00a0%–30\u00a0%"]
    assert "95\u00a0% konfidensintervall" in soup_of(chart).get_text()


def test_the_interval_of_a_hidden_row_is_not_looked_at(protected):
    shown = protected({"A": [40, 60], "B": [None, None]})
    pages = [
        bars(shown, share_of="ja", intervals=interval(A=(0.5, 0.7), B=secret), **WORDS)._repr_html_()
        for secret in ((0.1, 0.3), (0.8, 0.9))
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("wrong", [{"A": (0.7, 0.9)}, {"B": (0.5, 0.7)}])
def test_an_interval_that_is_missing_or_does_not_hold_its_value_is_told(wrong, protected):
    with pytest.raises(KbError, match=r"“A” has 0\.6"):
        bars(protected({"A": [40, 60]}), share_of="ja", intervals=interval(**wrong), **WORDS)


# Lines over time


def test_a_line_follows_its_numbers_and_is_named_with_its_last_one(protected):
    shown = protected(
        dict(zip(MONTHS, [[0, 10], [10, 10], [30, 10], [40, 10]], strict=True)), columns=["opp", "flat"]
    )
    svg = drawing(lines_over_time(shown, **WORDS))
    rising, flat = (points(path) for path in marks(svg, "path"))
    steps = [before[1] - after[1] for before, after in pairwise(rising)]
    assert steps == pytest.approx([steps[0], 2 * steps[0], steps[0]], abs=0.3)
    assert {y for _, y in flat} == {rising[1][1]}
    found = words(svg)
    assert found[found.index("Opp") + 1] == "40"
    assert found[found.index("Flat") + 1] == "10"


def test_a_hidden_month_breaks_the_line_and_is_said_by_a_colon(protected):
    shown = protected(dict(zip(MONTHS, [[5], [None], [7], [8]], strict=True)), columns=["t"])
    svg = drawing(lines_over_time(shown, **WORDS))
    assert [len(points(path)) for path in marks(svg, "path")] == [2]
    assert len(marks(svg, "circle")) == 2  # the lone value before the gap, and the last
    assert words(svg).count(":") == 1


def test_a_month_that_is_not_in_the_table_breaks_the_line(protected):
    shown = protected({"2020-01": [5], "2020-02": [6], "2020-04": [8], "2020-05": [9]}, columns=["t"])
    assert [len(points(path)) for path in marks(drawing(lines_over_time(shown, **WORDS)), "path")] == [2, 2]


def test_lines_may_be_shares_with_events_told_beneath(protected):
    shown = protected(dict(zip(MONTHS, [[5, 15]] * 4, strict=True)))
    soup = soup_of(
        lines_over_time(shown, shares=True, events=[Event(dt.date(2020, 3, 12), "Stengt")], **WORDS)
    )
    assert {"75\u00a0%", "25\u00a0%"} <= set(words(soup.find(class_="wide").svg))
    assert soup.ol.li.get_text() == "12.\u00a0mars\u00a02020 Stengt"


def test_more_lines_than_can_be_told_apart_are_refused(protected):
    with pytest.raises(KbError, match="6 lines in one chart; 5 can be told apart"):
        lines_over_time(protected({"2020-01": [1] * 6}, columns=list("abcdef")), **WORDS)


# Small multiples


def test_all_panels_have_one_scale(protected):
    svg = drawing(small_multiples(protected({"A": [10, 20], "B": [40, 5]}, columns=["jan", "feb"]), **WORDS))
    *first, tall, low = (column.height for column in rectangles(svg))
    unit = tall / 40
    assert first == pytest.approx([10 * unit, 20 * unit], abs=0.2)
    assert low == pytest.approx(5 * unit, abs=0.1)


def test_every_panel_has_its_name_its_largest_number_and_the_ends_of_its_steps(protected):
    chart = small_multiples(
        protected({"A": [10, 20, 7], "B": [40, 5, None]}, columns=["jan", "feb", "mar"]), **WORDS
    )
    for layout in ("wide", "narrow"):
        found = words(drawing(chart, layout))
        assert [found.count(word) for word in ("A", "B", "20", "40", "jan", "mar", ":")] == [
            1,
            1,
            1,
            1,
            2,
            2,
            1,
        ]
    assert table_of(chart)[1] == ["B", "40", "5", ": skjult", ": skjult"]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("nb", "mars\u00a02020", "mai\u00a02020"),
        ("nn", "mars\u00a02020", "mai\u00a02020"),
        ("en", "March\u00a02020", "May\u00a02020"),
    ],
)
@pytest.mark.parametrize("as_text", [True, False])
def test_months_of_a_panel_are_written_by_their_names(language, first, last, as_text, protected):
    steps = pd.period_range("2020-03", periods=3, freq="M")
    shown = protected({"A": [10, 20, 7]}, columns=list(map(str, steps)) if as_text else list(steps))
    chart = small_multiples(shown, language=language, **WORDS)
    for layout in ("wide", "narrow"):
        assert {first, last} <= set(words(drawing(chart, layout)))
    heads = [th.get_text() for th in soup_of(chart).thead.find_all("th")]
    assert (heads[1].lower(), heads[3].lower()) == (first.lower(), last.lower())
    assert "2020-0" not in chart._repr_html_()


def test_small_multiples_need_two_steps(protected):
    with pytest.raises(KbError, match="two steps"):
        small_multiples(protected({"A": [10]}, columns=["jan"]), **WORDS)


# Flows


def test_a_matrix_has_every_number_and_both_sums(protected):
    chart = flow_matrix(protected({"A": [10, 40], "B": [0, None]}, columns=["Hjem", "Skole"]), **WORDS)
    found = words(drawing(chart))
    assert {"10", "40", ":", "50", "Hjem", "Skole", "I alt"} <= set(found)
    assert "0" not in found[: found.index("I alt")]  # an empty cell is none; sums are written all the same
    assert len(rectangles(drawing(chart))) == 2
    narrow = words(drawing(chart, "narrow"))
    assert narrow.index("→ Skole") < narrow.index("→ Hjem")
    assert {"40", "10", ":"} <= set(narrow)


def test_a_cell_is_stronger_for_more(protected):
    chart = flow_matrix(protected({"A": [25, 50, 75, 100]}, columns=list("abcd")), **WORDS)
    assert [cell.colour for cell in rectangles(drawing(chart))] == ["soft", "right-1", "right-2", "right-3"]


def test_columns_that_are_too_narrow_for_their_names_go_by_letters(protected):
    areas = [f"Et ganske langt navn {at}" for at in range(12)]
    square = flow_matrix(protected({area: [1] * 12 for area in areas}, columns=areas), **WORDS)
    assert {"A", "L"} <= set(words(drawing(square)))
    other = flow_matrix(protected({"A": [7] * 12}, columns=areas), **WORDS)
    assert "L Et ganske langt navn 11" in " ".join(words(drawing(other))).replace("  ", " ")


def test_rates_have_no_sums_and_are_shaded_from_the_least(protected):
    told = protected({"A": [80, 85], "B": [90, 100]}, columns=["+0", "+5"])
    chart = flow_matrix(told, kind="rates", **WORDS)
    assert [cell.colour for cell in rectangles(drawing(chart))] == ["soft", "soft", "right-1", "right-3"]
    assert not {"165", "190", "170", "185", "I alt"} & set(
        words(drawing(chart)) + words(drawing(chart, "narrow"))
    )
    assert "I alt" not in str(chart._repr_html_())
    narrow = words(drawing(chart, "narrow"))
    assert narrow.index("+0") < narrow.index("+5")


def test_counts_of_groups_do_not_go_from_one_to_another(protected):
    chart = flow_matrix(protected({"A": [10, 40]}, columns=["Hjem", "Skole"]), kind="counts", **WORDS)
    assert "→ Skole" not in words(drawing(chart, "narrow"))
    assert "50" in words(drawing(chart, "narrow"))
    assert "Rader er fra" not in chart._repr_html_()


def thickness(path):
    return float(re.search(r"v([\d.]+)", path["d"])[1])


def test_a_band_is_as_thick_as_its_number_and_a_hidden_one_is_none(protected):
    chart = sankey(protected({"A": [10, 40], "B": [None, 20]}, columns=["Hjem", "Skole"]), **WORDS)
    for layout in ("wide", "narrow"):
        ten, forty, twenty = (thickness(path) for path in marks(drawing(chart, layout), "path"))
        assert (forty / ten, twenty / ten) == pytest.approx((4, 2), rel=0.01)
    assert "Strømmer som er skjult (:), er ikke tegnet" in soup_of(chart).get_text()
    assert "Kolon (:)" in soup_of(chart).get_text()


def test_flows_of_nothing_but_zero_are_an_empty_chart(protected):
    for draw in (flow_matrix, sankey):
        with pytest.raises(KbError, match="Empty chart"):
            draw(protected({"A": [0, 0]}), **WORDS)


# Two waves


def test_dots_stand_at_their_shares_hollow_before_and_filled_after(protected):
    before, after = protected({"A": [75, 25], "B": [50, 50]}), protected({"A": [25, 75], "B": [50, 50]})
    chart = dots_between(before, after, waves=("2019", "2021"), share_of="ja", **WORDS)
    svg = drawing(chart)
    key, dots = marks(svg, "circle")[:2], marks(svg, "circle")[2:]
    assert "paper" in key[0]["fill"]
    track = next(line for line in svg.find_all("line"))
    start, end = float(track["x1"]), float(track["x2"])
    assert [(float(dot["cx"]) - start) / (end - start) for dot in dots] == pytest.approx(
        [0.25, 0.75, 0.5, 0.5], abs=1e-3
    )
    assert ["paper" in dot["fill"] for dot in dots] == [True, False, True, False]
    assert {"+50\u00a0pp", "±0\u00a0pp"} <= set(words(svg))
    assert table_of(chart)[0] == ["A", "25\u00a0%", "75\u00a0%", "+50\u00a0pp"]


def test_a_difference_is_that_of_the_numbers_as_they_are_shown(protected):
    before, after = protected({"A": [656, 344]}), protected({"A": [644, 356]})
    chart = dots_between(before, after, waves=("før", "etter"), share_of="ja", **WORDS)
    assert table_of(chart)[0][1:] == ["34\u00a0%", "36\u00a0%", "+2\u00a0pp"]


def test_a_wave_that_is_hidden_leaves_the_other_and_no_difference(protected):
    before = protected({"A": [75, 25], "B": [50, 50]})
    after = protected({"A": [None, None], "B": [40, 60]})
    chart = dots_between(before, after, waves=("2019", "2021"), share_of="ja", **WORDS)
    assert len(marks(drawing(chart), "circle")) == 2 + 3
    assert words(drawing(chart)).count(":") == 1
    assert len(soup_of(chart).select("[data-table]")) == 2


def test_waves_of_different_rows_are_told(protected):
    with pytest.raises(KbError, match="Only one of the two tables has B, C"):
        dots_between(
            protected({"A": [1], "B": [2]}, columns=["t"]),
            protected({"A": [1], "C": [2]}, columns=["t"]),
            waves=("1", "2"),
            **WORDS,
        )


def test_labels_are_inert_in_every_kind(protected):
    payload = "</text><script>alert(1)</script>"
    evil = dict.fromkeys((*WORDS, "question", "caption", "name"), payload)
    shown = protected({payload: [10, 20], "B": [5, 6]}, columns=[payload, "ja"])
    months = protected({"2020-01": [10, 20], "2020-02": [5, 6]}, columns=[payload, "ja"])
    for chart in (
        small_multiples(shown, **evil),
        flow_matrix(shown, **evil),
        sankey(shown, **evil),
        dots_between(shown, shown, waves=(payload, payload), **evil),
        lines_over_time(months, **evil),
    ):
        assert soup_of(chart).script is None
        assert "alert(1)" in soup_of(chart).svg.get_text()


def test_a_colon_of_a_hidden_number_stands_clear_of_what_is_seen_in_the_same_step(protected):
    rows = {"2020-03": [400, 90], "2020-04": [4, None], "2020-05": [16, 80]}
    far = rows | {"2020-04": [300, None]}
    low, high = (
        next(
            float(found["y"])
            for found in drawing(lines_over_time(protected(each, columns=["A", "B"]), **WORDS)).find_all(
                "text"
            )
            if found.get_text() == ":"
        )
        for each in (far, rows)
    )
    assert low - high >= 6  # above the dot that lies near the foot
