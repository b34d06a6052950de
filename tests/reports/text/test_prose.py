import datetime as dt

import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.reports.text.prose import prose, render, split_opening

S = "\u00a0"
# Printable text; Markdown itself joins spaces and trims the ends of a paragraph.
VALUES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1)


def html(template, **values):
    return prose(template, **values)._repr_html_()


def test_values_are_written_by_type_or_in_a_named_form():
    written = html(
        "{n} svarte, {part:percent} ({part:percent.1}), {cost:money}, {x:decimal.2}, {day:date}, {day:month}.",
        n=6087,
        part=0.584,
        cost=14_500_000,
        x=1.5,
        day=dt.date(2026, 11, 21),
    )
    text = BeautifulSoup(written, "html.parser").get_text().strip()
    assert text == (
        f"6{S}087 svarte, 58{S}% (58,4{S}%), 14,5{S}mill.{S}kr, 1,50, 21.{S}november{S}2026, november{S}2026."
    )


@pytest.mark.parametrize("number", [np.float64(0.5), np.int64(6087), np.float32(0.5)])
def test_numbers_of_numpy_are_numbers(number):
    assert html("{n}", n=number) == html("{n}", n=number.item())
    assert html("{n:percent}", n=number) == html("{n:percent}", n=number.item())


@given(VALUES)
def test_a_value_comes_out_as_it_went_in_whatever_markdown_or_html_it_holds(value):
    soup = BeautifulSoup(html("Svar: {value}", value=value), "html.parser")
    assert soup.p.get_text() == f"Svar: {value}"
    assert soup.p.find(True) is None


def test_a_value_of_several_lines_stays_in_its_paragraph():
    assert html("{value}", value="a\n\n# b").count("<p>") == 1


def test_html_in_the_template_is_shown_as_text():
    soup = BeautifulSoup(
        html("<script>alert(1)</script> **fet** [lenke](javascript:alert(1))"), "html.parser"
    )
    assert soup.script is None
    assert soup.a is None
    assert soup.strong.get_text() == "fet"


def test_all_missing_values_are_told_at_once():
    with pytest.raises(KbError, match=r"No value for a, b in the text “\{a\} og \{b\} av \{c\}”"):
        html("{a} og {b} av {c}", b=float("nan"), c=1)


def test_a_brace_out_of_place_is_told():
    with pytest.raises(KbError, match="Double those"):
        html("Andelen er {n", n=1)
    assert "{n}" in html("{{n}}")


@pytest.mark.parametrize(
    ("form", "value"), [("prosent", 0.5), ("percent", "mye"), ("date", 3), ("percent", True)]
)
def test_a_form_that_does_not_fit_the_value_is_told(form, value):
    with pytest.raises(KbError, match="cannot be written as"):
        html(f"{{x:{form}}}", x=value)


def test_headings_of_level_two_can_be_linked_to():
    assert '<h2 id="hva-laerte-vi">Hva lærte vi?</h2>' in render("## Hva lærte vi?")


@pytest.mark.parametrize(
    ("markdown", "opening", "rest"),
    [
        ("# A\n\nLead.\n\nMore.", "# A\n\nLead.\n", "\nMore."),
        ("# A\n## B", "# A\n", "## B"),
        ("# A\n\n- b", "# A\n", "\n- b"),
        ("Text.\n\n# A", "", "Text.\n\n# A"),
        ("", "", ""),
    ],
)
def test_the_opening_is_the_title_and_the_paragraph_after_it(markdown, opening, rest):
    assert split_opening(markdown) == (opening, rest)
