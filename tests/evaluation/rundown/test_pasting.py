import pytest
from bs4 import BeautifulSoup

from kb.errors import FaultsFound
from kb.evaluation.rundown.pasting import pasted_rundown


def test_a_pasted_plan_is_told_its_lessons_under_its_own_headings(make_bank, unrelated):
    bank = make_bank(
        *unrelated, {"id": "felles-lager", "title": "Ett felles lager ga oversikt over munnbind"}
    )
    block = pasted_rundown(
        bank, "Utstyr\n\nMunnbind skal ligge på ett felles lager.\n", title="Plan <b>A</b>"
    )
    soup = BeautifulSoup(block._repr_html_(), "html.parser")
    assert [head.get_text() for head in soup.find_all("h2")] == ["Utstyr", "Slik brukes listen"]
    assert "Ett felles lager ga oversikt over munnbind" in soup.get_text()
    assert soup.b is None


def test_an_empty_paste_is_refused(make_bank):
    with pytest.raises(FaultsFound, match="no text"):
        pasted_rundown(make_bank({}), "  \n")
