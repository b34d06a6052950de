import datetime as dt

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.privacy.disclosure import Table, protect
from kb.reports.tables import listing, table
from kb.reports.text.markup import Link, element


def soup_of(block):
    return BeautifulSoup(block._repr_html_(), "html.parser")


def texts(row):
    return [cell.get_text() for cell in row.find_all(["th", "td"])]


def test_a_table_has_a_caption_scopes_and_norwegian_numbers(protected):
    soup = soup_of(table(protected({"Helse": [1200, 34567]}), caption="Svar"))
    assert soup.caption.get_text() == "Svar"
    assert {th["scope"] for th in soup.thead.find_all("th")} == {"col"}
    assert soup.tbody.th["scope"] == "row"
    assert texts(soup.tbody.tr) == ["Helse", "1\u00a0200", "34\u00a0567", "35\u00a0767"]


def test_a_hidden_number_is_a_colon_with_its_rule_beneath(protected):
    soup = soup_of(table(protected({"Helse": [None, 30], "Skole": [20, 30]}), caption="Svar"))
    hidden = soup.tbody.find_all("td")[0]
    assert hidden.find(attrs={"aria-hidden": "true"}).get_text() == ":"
    assert hidden.find(class_="unseen").get_text() == "skjult"
    assert "færre enn 5" in soup.find(class_="fine").get_text()


def test_a_table_without_hidden_numbers_needs_no_rule(protected):
    assert soup_of(table(protected({"Helse": [20, 30]}), caption="Svar")).find(class_="fine") is None


def test_no_number_that_protection_hid_is_in_the_page():
    counts = pd.DataFrame({"nei": [3, 40, 61], "ja": [50, 60, 72]}, index=["A", "B", "C"])
    shown = protect({"t": Table(counts)}, smallest=5)["t"]
    written = soup_of(table(shown, caption="Svar")).get_text(" ")
    assert shown.hidden > 0
    assert "3" not in written.split()


def test_shares_stand_with_their_base_and_a_row_of_nobody_is_a_dash(protected):
    soup = soup_of(table(protected({"Helse": [25, 75], "Ingen": [0, 0]}), caption="Svar", show="shares"))
    first, second = soup.tbody.find_all("tr")
    assert texts(first) == ["Helse", "25\u00a0%", "75\u00a0%", "100"]
    assert texts(second)[1] == "– ingen opplysning"


def test_one_row_or_one_column_gets_no_total_that_repeats_it(protected):
    soup = soup_of(table(protected({"Helse": [20]}, columns=["Timer"]), caption="Timer", unit="timer"))
    assert soup.tfoot is None
    assert texts(soup.thead.tr) == ["Område", "Timer"]
    assert texts(soup.tbody.tr) == ["Helse", "20\u00a0timer"]


def test_numbers_of_a_table_have_the_same_decimals(protected):
    soup = soup_of(table(protected({"A": [2.5], "B": [3]}, columns=["Dager"]), caption="Dager"))
    assert [td.get_text() for td in soup.tbody.find_all("td")] == ["2,5", "3,0"]


def test_the_wrapper_can_be_scrolled_by_keyboard_and_has_a_name(protected):
    soup = soup_of(table(protected({"Helse": [20, 30]}), caption="Svar"))
    wrapper = soup.find(class_="scroll")
    assert wrapper["tabindex"] == "0"
    assert soup.find(id=wrapper["aria-labelledby"]).get_text() == "Svar"


def test_two_tables_have_no_id_in_common(protected):
    one = soup_of(table(protected({"Helse": [20, 30]}), caption="Svar"))
    other = soup_of(table(protected({"Helse": [21, 30]}), caption="Svar"))
    ids = [{tag["id"] for tag in soup.find_all(id=True)} for soup in (one, other)]
    assert not ids[0] & ids[1]


def test_a_table_in_english_says_so_in_all_its_words(protected):
    soup = soup_of(table(protected({"A": [None, 3000]}, name=None), caption="Answers", language="en"))
    assert texts(soup.thead.tr) == ["Group", "Nei", "Ja", "Total"]
    assert "3,000" in soup.get_text()
    assert "hidden for privacy" in soup.get_text()


@pytest.mark.parametrize("make", [table, listing])
def test_a_table_without_a_caption_is_refused(make, protected):
    rows = protected({"A": [1, 2]}) if make is table else [{"a": 1}]
    with pytest.raises(KbError, match="caption"):
        make(rows, caption=" ")


def test_a_listing_writes_each_kind_of_value():
    row = {
        "Tiltak": "Mal",
        "Frist": dt.date(2026, 12, 1),
        "Timer": 1200,
        "Ferdig": True,
        "Tema": ["skole", "helse"],
        "Kilde": Link("rapport", "https://fjordvik.no"),
        "Mangler": None,
    }
    soup = soup_of(listing([row], caption="Tiltak"))
    assert texts(soup.tbody.tr) == [
        "Mal",
        "1.\u00a0desember\u00a02026",
        "1\u00a0200",
        "ja",
        "skole, helse",
        "rapport",
        "– ingen opplysning",
    ]
    assert soup.tbody.a["href"] == "https://fjordvik.no"


def test_a_listing_takes_a_data_frame_with_its_named_index():
    frame = pd.DataFrame(
        {"Timer": [1.5, np.nan], "Frist": [pd.Timestamp(2026, 1, 2), pd.NaT]},
        index=pd.Index(["A", "B"], name="Tiltak"),
    )
    soup = soup_of(listing(frame, caption="Tiltak"))
    assert [texts(row) for row in soup.find_all("tr")] == [
        ["Tiltak", "Timer", "Frist"],
        ["A", "1,5", "2.\u00a0januar\u00a02026"],
        ["B", "– ingen opplysning", "– ingen opplysning"],
    ]
    assert "number" in soup.tbody.td["class"]


def test_rows_with_different_keys_share_the_columns():
    soup = soup_of(listing([{"a": "x"}, {"a": "y", "b": 2}], caption="Liste"))
    assert texts(soup.thead.tr) == ["a", "b"]


def test_an_empty_listing_says_that_nothing_was_found():
    assert "Ingen treff." in listing([], caption="Tiltak")._repr_html_()


def test_labels_from_outside_are_inert(protected):
    payload = "<img src=x onerror=alert(1)>"
    shown = protected({payload: [20, 30]}, columns=[payload, "ja"], name=payload)
    soup = soup_of(table(shown, caption=payload))
    assert soup.img is None
    soup = soup_of(listing([{payload: payload}], caption=payload))
    assert soup.img is None
    assert soup.tbody.th.get_text() == payload


def test_heads_begin_with_a_capital_and_signs_stay(protected):
    soup = soup_of(table(protected({"sykepleier natt": [20, 30]}, columns=["besatt", "n"]), caption="Svar"))
    assert texts(soup.thead.tr) == ["Område", "Besatt", "n", "I alt"]
    assert soup.tbody.th.get_text() == "Sykepleier natt"


@pytest.mark.parametrize(("make", "own"), [(table, "tabell-svar-i-alt"), (listing, "liste-svar-i-alt")])
def test_a_named_table_can_be_linked_to(make, own, protected):
    rows = protected({"A": [20, 30]}) if make is table else [{"a": 1}]
    assert soup_of(make(rows, caption="Svar", name="Svar i alt")).find("table")["id"] == own


def test_markup_in_a_listing_stays():
    soup = soup_of(listing([{"Tittel": element("span", "Heim <b>", lang="nn")}], caption="Liste"))
    assert soup.tbody.find(lang="nn").get_text() == "Heim <b>"
