import pytest
from banks import TAXONOMY, lesson_text, write
from bs4 import BeautifulSoup
from letters import LetterCounts

from kb.errors import KbError
from kb.evaluation.evidence import Number, Quote, finding, passage
from kb.lessons.base.indexing import sync
from kb.lessons.library import Library

RATE = Number(
    "rate", 0.6855, "svarte på undersøkelsen", "survey/answers.csv", form="percent", base="8 880 sendt"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    write(root, "entries/a.md", lesson_text())
    sync([root], root / "kb.sqlite", LetterCounts(), root=root, taxonomy=TAXONOMY)
    return Library(root, root, root / "kb.sqlite", LetterCounts(), TAXONOMY)


def html(statement, *evidence, kind="strength"):
    return finding(statement, kind=kind, evidence=evidence)._repr_html_()


def test_a_finding_shows_its_number_base_and_source():
    page = html("{rate} av de ansatte svarte.", RATE)
    assert page.count("69\u00a0%") == 2
    assert "8 880 sendt" in page
    assert "survey/answers.csv" in page


def test_a_finding_shows_the_passage_it_rests_on(library):
    page = html("Ett lager ga oversikt.", passage(library, "felles-lager", "Observasjon"))
    assert "Lageret ble åpnet 20. mars" in page
    assert "entries/a.md" in page


def test_a_finding_without_evidence_is_refused():
    with pytest.raises(KbError, match="without evidence"):
        html("Alt gikk bra.")


@pytest.mark.parametrize("figure", ["69 %", "6 087", "35\u00a0593 timer", "14,5 mill. kr", "8880"])
def test_a_typed_figure_is_refused(figure):
    with pytest.raises(KbError, match="is typed by hand"):
        html(f"Det var {figure} i alt.", RATE)


@pytest.mark.parametrize(
    "words", ["i 2020", "fra 12. mars 2020", "etter § 8 i forskriften", "under covid-19"]
)
def test_years_days_and_paragraphs_of_law_may_be_written(words):
    assert "finding" in html(f"{{rate}} svarte {words}.", RATE)


def test_a_number_nobody_gave_is_refused():
    with pytest.raises(KbError, match="No value for timer"):
        html("{timer} overtid.", RATE)


@pytest.mark.parametrize(("document", "heading"), [("borte", "Observasjon"), ("felles-lager", "Vedlegg")])
def test_evidence_that_is_gone_is_told(library, document, heading):
    with pytest.raises(KbError, match="Evidence is gone"):
        passage(library, document, heading)


def test_what_people_wrote_is_shown_as_text():
    page = html("<script>alert()</script> {rate}.", RATE)
    assert "<script" not in page


def test_a_passage_may_start_where_it_says_what_it_is_evidence_of(library):
    quote = passage(library, "felles-lager", "Observasjon", start="telte")
    assert quote.excerpt == "… telte 40 000 munnbind."


def test_words_that_a_passage_does_not_say_are_told(library):
    with pytest.raises(KbError, match="does not say “femti”"):
        passage(library, "felles-lager", "Observasjon", start="femti")


def test_the_evidence_is_folded_under_its_count_and_the_claim_with_its_number_stays_outside(library):
    soup = BeautifulSoup(
        html("{rate} svarte.", RATE, passage(library, "felles-lager", "Observasjon")), "html.parser"
    )
    details = soup.details.extract()
    assert details["class"] == ["folded", "on-paper"]
    assert details.summary.get_text() == "Belegg (2)"
    assert len(details.find_all("li")) == 2
    assert "69\u00a0% svarte." in soup.get_text()


def test_a_quote_in_another_language_than_the_page_says_so():
    quote = Quote("Heim og skule", "Drøfting", "a.md", "Vi veit ikkje.", "nn")
    soup = BeautifulSoup(html("Det er uvisst.", quote), "html.parser")
    assert [part.get_text() for part in soup.find_all(lang="nn")] == [
        "«Vi veit ikkje.»",
        "Heim og skule › Drøfting",
    ]
    own = finding("Det er uvisst.", kind="strength", evidence=[quote], language="nn")
    assert BeautifulSoup(own._repr_html_(), "html.parser").find(lang=True) is None
