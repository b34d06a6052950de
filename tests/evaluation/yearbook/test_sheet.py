import pytest
from bs4 import BeautifulSoup

from kb.evaluation.yearbook.gathering import Question, Year, gather_year
from kb.evaluation.yearbook.sheet import summary, timeline, yearbook_sheet


@pytest.fixture
def year(make_bank):
    bank = make_bank(
        {"id": "lager", "file": "2020-06-15-lager.md"},
        {"id": "liste", "file": "2020-06-20-liste.md", "kind": "improvement", "event": "Flommen"},
    )
    return gather_year(bank, 2020)


def text_of(sheet):
    return BeautifulSoup("".join(block.html for block in sheet.blocks), "html.parser")


def test_the_picture_counts_lessons_by_month_and_marks_the_first_of_each_event(year):
    told = str(timeline(year)._repr_html_()).replace("\u00a0", " ")
    assert "Flest i juni 2020: 2. 2 i alt i 2020." in told
    assert "15. juni 2020" in told
    assert "Flommen" in told


def test_strengths_and_improvements_stand_apart(year):
    soup = text_of(yearbook_sheet(year))
    captions = [caption.get_text() for caption in soup.select("main .listing caption, .listing caption")]
    assert captions == ["Det vi vil beholde, 2020 (1)", "Det vi må bli bedre på, 2020 (1)"]


def test_what_nobody_recorded_is_said_to_be_nothing(year):
    assert text_of(yearbook_sheet(year)).get_text().count("Ingenting er ført for 2020.") == 4


def test_questions_left_open_are_told_with_where_they_stand():
    asked = Year(2020, (), (), (), (), (Question("Må det en krise til?", "Året", "texts/blogg/a.md"),))
    told = text_of(yearbook_sheet(asked)).get_text()
    assert "«Må det en krise til?»" in told
    assert "Året" in told


def test_the_summary_speaks_each_language(year):
    assert summary(year).startswith(
        "2 læringspunkter ble identifisert i 2020: 1 styrker og 1 forbedringspunkter."
    )
    assert "læringspunkt vart identifiserte" in summary(year, "nn")
    assert "lessons were identified" in summary(year, "en")
