import pytest
from banks import TAXONOMY, lesson_text, write
from bs4 import BeautifulSoup
from letters import LetterCounts

from kb.errors import KbError
from kb.evaluation.evidence import Evidence, Number, Quote, finding, passage
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


def to_mend(statement, *evidence):
    listed = BeautifulSoup(html(statement, *evidence), "html.parser").select(".to-mend .problem")
    return " ".join(one.get_text() for one in listed)


def test_a_finding_shows_its_number_base_and_source():
    page = html("{rate} av de ansatte svarte.", RATE)
    assert page.count("69\u00a0%") == 2
    assert "8 880 sendt" in page
    assert "survey/answers.csv" in page


def test_a_finding_shows_the_passage_it_rests_on(library):
    page = html("Ett lager ga oversikt.", passage(library, "felles-lager", "Observasjon"))
    assert "Lageret ble åpnet 20. mars" in page
    assert "entries/a.md" in page


def test_a_finding_without_evidence_shows_what_must_be_mended():
    assert "A finding without evidence" in to_mend("Alt gikk bra.")


@pytest.mark.parametrize("figure", ["69 %", "6 087", "35\u00a0593 timer", "14,5 mill. kr", "8880"])
def test_a_typed_figure_is_refused(figure):
    assert "is typed by hand" in to_mend(f"Det var {figure} i alt.", RATE)


@pytest.mark.parametrize(
    "words", ["i 2020", "fra 12. mars 2020", "etter § 8 i forskriften", "under covid-19"]
)
def test_years_days_and_paragraphs_of_law_may_be_written(words):
    assert "finding" in html(f"{{rate}} svarte {words}.", RATE)


def test_a_number_nobody_gave_is_refused():
    assert "No value for timer" in to_mend("{timer} overtid.", RATE)


def test_a_hidden_number_is_refused():
    hidden = Number("rate", float("nan"), "svarte", "answers.csv", form="percent")
    assert "“rate” is hidden" in to_mend("{rate} svarte.", hidden)


@pytest.mark.parametrize(("document", "heading"), [("borte", "Observasjon"), ("felles-lager", "Vedlegg")])
def test_evidence_that_is_gone_is_told_by_its_finding(library, document, heading):
    assert "Evidence is gone" in to_mend("Det gikk.", passage(library, document, heading))


def test_the_words_of_a_fault_are_text():
    assert "<script" not in html("<script>alert()</script>")


def test_what_people_wrote_is_shown_as_text():
    page = html("<script>alert()</script> {rate}.", RATE)
    assert "<script" not in page


def test_a_passage_may_start_where_it_says_what_it_is_evidence_of(library):
    quote = passage(library, "felles-lager", "Observasjon", start="telte")
    assert quote.excerpt == "… telte 40 000 munnbind."


def test_words_that_a_passage_does_not_say_are_told(library):
    gone = passage(library, "felles-lager", "Observasjon", start="femti")
    assert "does not say “femti”" in to_mend("Det gikk.", gone)


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


@pytest.fixture
def desk(library):
    return Evidence(library=library, language="nn")


def test_a_finding_of_the_desk_tells_its_strength_and_has_a_place_to_link_to(desk):
    block = desk.finding(
        "Lageret ga oversikt.",
        kind="strength",
        name="lager",
        evidence=[desk.lesson("felles-lager"), RATE],
    )
    soup = BeautifulSoup(block._repr_html_(), "html.parser")
    assert soup.article["id"] == "funn-lager"
    assert "svakt belegg" not in soup.select_one(".status").get_text()
    assert "{rate}" not in soup.get_text()
    assert "Middels belegg: 2 kjelder av 2 slag, ingen talar imot." in soup.get_text()


def test_findings_are_kept_in_order_with_their_themes_areas_and_groups(desk):
    given = {"kind": "strength", "evidence": [desk.lesson("felles-lager")]}
    desk.finding("Ein.", name="a", about=["Elevar"], **given)
    desk.finding("To.", name="b", **given)
    desk.finding("Ein til.", name="a", **given)  # the cell was run again
    assert [(claim.name, claim.statement) for claim in desk.claims] == [("a", "Ein til."), ("b", "To.")]
    assert desk.claims[0].themes == ("smittevern",)
    assert desk.claims[0].about == ("Helse og mestring", "Pleie og omsorg")


def test_evidence_of_two_groups_at_once_is_refused(desk):
    with pytest.raises(KbError, match="of one group"):
        desk.survey("information", "4", area="plo", role="leder")


def test_a_form_that_cannot_be_is_told_and_the_cells_after_it_run_on(desk):
    block = desk.finding("{rate:tull} svara.", kind="strength", evidence=[RATE])
    listed = BeautifulSoup(block._repr_html_(), "html.parser").select(".to-mend .problem")
    assert "cannot be written as “tull”" in listed[0].get_text()
