import pytest

from kb.evaluation.panels.inserting import is_for_a_page
from kb.evaluation.panels.searching import SearchPanel
from kb.privacy.ledger import LEDGER

LAGER = {"id": "felles-lager", "title": "Ett felles lager ga oversikt over munnbind"}


@pytest.fixture
def panel(make_bank, unrelated):
    put_in = []
    bank = make_bank(
        *unrelated,
        {**LAGER, "title": "'Lager <img src=x onerror=alert(1)> for munnbind'"},
        {**LAGER, "id": "lager-igjen", "identified_before": "[felles-lager]"},
        texts=[("status/2020-05-26-status.md", "# Status\n\n## Utstyr\n\nMunnbind lå på ett lager.\n")],
    )
    panel = SearchPanel(bank, insert=put_in.append)
    panel.box()
    panel.put_in = put_in
    return panel


def ask(panel, query, **chosen):
    for name, value in {"query": query, **chosen}.items():
        panel.fields[name].value = value
    panel.search()
    return [hit.document for hit in panel.found]


def card(panel, document):
    at = [hit.document for hit in panel.found].index(document)
    told, buttons, below = panel.hits.children[at].children
    return told, {button.description: button for button in buttons.children}, below


def test_a_query_shows_hits_as_cards_with_marked_words_and_nothing_of_them_runs(panel):
    ask(panel, "munnbind")
    told, _, _ = card(panel, "felles-lager")
    assert "<mark>" in told.value or "munnbind" in told.value
    assert "<img" not in told.value
    assert "&lt;img" in told.value


def test_filters_choose_among_lessons(panel):
    assert set(ask(panel, "munnbind", theme="skole")) == {"skole-0", "skole-1", "skole-2"}
    assert ask(panel, "munnbind", theme="", status="verified") == []
    assert "Ingen treff" in panel.said.value


def test_a_wrong_date_is_told_and_shows_no_hits(panel):
    ask(panel, "munnbind", since="2021-01-01", until="2020-01-01")
    assert "is after" in panel.said.value
    assert panel.hits.children == ()


def test_a_hit_is_put_in_as_evidence_by_the_reference_a_finding_takes(panel):
    ask(panel, "munnbind")
    _, buttons, below = card(panel, "felles-lager")
    buttons["Sett inn som belegg"].click()
    (reference,) = panel.put_in
    assert reference.startswith('belegg.lesson("felles-lager')
    assert "felles-lager" in below.value


def test_a_text_is_put_in_as_a_passage_and_has_no_life_to_ask_of(panel):
    ask(panel, "munnbind lager utstyr")
    path = "lessons/texts/status/2020-05-26-status.md"
    _, buttons, _ = card(panel, path)
    assert list(buttons) == ["Sett inn som belegg"]
    buttons["Sett inn som belegg"].click()
    assert panel.put_in == [f'belegg.passage("{path}#Utstyr")']


def test_similar_lessons_and_earlier_ones_are_shown_beneath(panel):
    ask(panel, "munnbind")
    _, buttons, below = card(panel, "felles-lager")
    buttons["Identifisert igjen"].click()
    assert "Identifisert 2 ganger" in below.value
    buttons["Lignende"].click()
    assert "<ul>" in below.value or "Ingen treff" in below.value


def test_on_a_page_a_panel_shows_nothing(panel, monkeypatch, capsys):
    monkeypatch.setenv(LEDGER, "ledger.json")
    assert is_for_a_page()
    assert panel._ipython_display_() is None
    assert capsys.readouterr().out == ""


def test_a_panel_speaks_nynorsk_and_english(make_bank):
    bank = make_bank(LAGER)
    for language, word in (("nn", "Frå"), ("en", "From")):
        panel = SearchPanel(bank, language=language)
        panel.box()
        assert panel.fields["since"].description == word
