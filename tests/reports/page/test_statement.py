import dataclasses

import nbformat
import pytest
from bs4 import BeautifulSoup

from kb.reports.page.export import export
from kb.reports.page.statement import statement_of, statement_words, write_statement


@pytest.fixture
def soup(tmp_path, provenance):
    told = dataclasses.replace(provenance, contact="postmottak@fjordvik.example")
    file = write_statement(tmp_path / "a b.html", "Hva <b> vi lærte", told, "nb")
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_a_statement_has_three_lists_its_standard_contact_date_and_status(soup):
    assert [len(found.find_all("li")) > 3 for found in soup.main.find_all("ul")] == [True] * 3
    assert [found.get_text() for found in soup.main.find_all("h2")][:3] == [
        "Prøvd maskinelt",
        "Må prøves for hånd",
        "Ikke prøvd",
    ]
    assert [found.get_text() for found in soup.main.find_all("dd")] == [
        "Utkast",
        "21.\u00a0november\u00a02026\u00a0kl.\u00a014.30",
        "WCAG 2.1 nivå A og AA, etter forskrift om universell utforming av ikt",
        "postmottak@fjordvik.example",
    ]


def test_a_statement_leads_back_to_its_page_and_is_inert(soup):
    link = soup.main.find("a")
    assert (link["href"], link.get_text()) == ("a%20b.html", "Hva <b> vi lærte")
    assert soup.b is None


def test_without_a_contact_it_says_where_to_fill_one_in(tmp_path, provenance):
    file = write_statement(tmp_path / "a.html", "T", provenance, "nb")
    assert "Fyll inn kommunens postmottak" in file.read_text(encoding="utf-8")


def test_the_page_links_to_the_statement_beside_it(tmp_path, provenance):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\nA.")])
    page = export(node, tmp_path / "a b.html", language="en", provenance=provenance)
    link = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").footer.find("a")
    assert link["href"] == "a%20b-tilgjengelighet.html"
    words = statement_of(page).read_text(encoding="utf-8")
    assert '<html lang="en">' in words
    assert "Tested by machine" in words


def test_the_texts_have_the_same_parts_in_all_languages():
    shapes = [
        (sorted(words), [(part["id"], len(part["lines"])) for part in words["tested"]])
        for words in (statement_words("nb"), statement_words("nn"), statement_words("en"))
    ]
    assert shapes[0] == shapes[1] == shapes[2]
