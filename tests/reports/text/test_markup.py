import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kb.reports.text.markup import Link, element, identifier, join, safe_address, slug

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(TEXT, TEXT)
def test_any_text_comes_out_of_an_element_as_it_went_in(content, attribute):
    tag = BeautifulSoup(element("p", content, title=attribute), "html.parser").p
    assert tag.get_text() == content
    assert tag["title"] == attribute
    assert tag.find(True) is None


def test_attributes_that_are_none_or_false_are_left_out():
    assert (
        element("p", "x", class_="a", hidden=True, id=None, aria_label=False)
        == '<p class="a" hidden="">x</p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " data:text/html,x",
        "//evil.example",
        "",
    ],
)
def test_an_address_that_could_run_code_is_no_link(address):
    assert not safe_address(address)
    assert "<a" not in join(Link("her", address))


@pytest.mark.parametrize(
    "address", ["https://fjordvik.no", "lessons/a.html#b", "#innhold", "mailto:post@fjordvik.no"]
)
def test_an_ordinary_address_is_a_link(address):
    assert join(Link("her", address)) == f'<a href="{address}">her</a>'


def test_a_slug_keeps_norwegian_letters_readable():
    assert slug("Hva lærte vi på øya?") == "hva-laerte-vi-paa-oeya"
    assert slug("!?") == "del"


def test_ids_are_the_same_in_every_run_and_differ_between_contents():
    assert identifier("figur", "A", "1") == identifier("figur", "A", "1")
    assert identifier("figur", "A", "1") != identifier("figur", "A", "2")
