import pytest
from bs4 import BeautifulSoup

from kb.errors import FaultsFound, KbError
from kb.reports.blocks import Card, KeyFigure, cards, folded, key_figures, note


def soup_of(block):
    return BeautifulSoup(block._repr_html_(), "html.parser")


def test_key_figures_show_number_meaning_and_base():
    soup = soup_of(
        key_figures([KeyFigure(35593, "overtidstimer", "på fem måneder"), KeyFigure("69\u00a0%", "svarte")])
    )
    assert [found.get_text() for found in soup.find_all(class_="number")] == ["35\u00a0593", "69\u00a0%"]
    assert [found.get_text() for found in soup.find_all(class_="base")] == ["på fem måneder"]


def test_no_key_figures_is_told():
    with pytest.raises(KbError, match="Leave the cell out"):
        key_figures([])


def test_a_card_shows_where_the_text_stands_and_why_it_was_found():
    card = Card(
        "Ett lager",
        "Ga oversikt.",
        "Søknad › Læring",
        "samme tema",
        "https://fjordvik.no/a",
        "lager",
        "Verifisert",
    )
    soup = soup_of(cards([card]))
    assert soup.a["href"] == "https://fjordvik.no/a"
    assert soup.find(class_="status").get_text() == "Verifisert"
    assert [dd.get_text() for dd in soup.find_all("dd")] == ["Søknad › Læring", "samme tema", "lager"]


def test_cards_may_be_given_as_mappings():
    assert soup_of(cards([{"title": "A", "text": "B", "source": "C"}])).strong.get_text() == "A"


def test_all_faults_of_all_cards_are_told_at_once():
    with pytest.raises(FaultsFound) as raised:
        cards([{"title": "A", "text": "B"}, {"title": "A", "text": "B", "source": "C", "score": "1"}])
    assert [fault.place for fault in raised.value.faults] == ["card 1, source", "card 2, score"]


def test_no_cards_says_that_nothing_was_found():
    assert "Nothing found." in cards([], language="en")._repr_html_()


def test_texts_from_outside_are_inert():
    payload = "<script>alert(1)</script>"
    blocks = (
        key_figures([KeyFigure(payload, payload, payload)]),
        cards([Card(payload, payload, payload, payload, "javascript:alert(1)", payload, payload)]),
        note(payload),
    )
    for block in blocks:
        assert soup_of(block).script is None
        assert soup_of(block).a is None
        assert payload in soup_of(block).get_text()


def test_a_text_in_another_language_than_the_page_says_so():
    card = Card("Heimekontor", "Kva vi lærte.", "Blogg", language="nn")
    soup = soup_of(cards([card]))
    assert [tag.get_text() for tag in soup.find_all(lang="nn")] == ["Heimekontor", "Kva vi lærte."]
    assert soup_of(cards([card], language="nn")).find(lang=True) is None
    assert soup_of(cards([Card("A", "B", "C")])).find(lang=True) is None


def test_what_is_folded_opens_without_a_script_and_its_title_is_escaped():
    soup = soup_of(folded("Treff <b>", cards([Card("A", "B", "C")]), note("N")))
    assert soup.summary.get_text() == "Treff <b>"
    assert [part.get_text() for part in soup.details.find_all(class_=["note", "quoted"])] == ["B", "N"]


def test_paper_shows_what_is_folded_only_where_asked():
    assert soup_of(folded("T", note("N"))).details["class"] == ["folded"]
    assert soup_of(folded("T", note("N"), on_paper=True)).details["class"] == ["folded", "on-paper"]
