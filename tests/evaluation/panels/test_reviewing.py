import pytest

from kb.evaluation.panels.reviewing import ReviewPanel
from kb.intake.review.decisions import read_decisions

STATUS = """\
# Status

## Hva har vi lært

- Digitale møter fungerte svært godt, og alle kom raskt i gang
- Vaktlistene kom for sent, og det ble krevende for de ansatte på sykehjemmet
"""
LAGER = {"id": "felles-lager", "title": "Ett felles lager ga oversikt over munnbind"}


@pytest.fixture
def panel(make_bank):
    bank = make_bank(LAGER, texts=[("status/2020-05-26-status.md", STATUS)])
    panel = ReviewPanel(bank)
    panel.box()
    return panel


def test_proposals_are_shown_one_at_a_time_with_where_they_stand(panel):
    waiting = len(panel.session.waiting)
    assert waiting >= 2
    assert f"{waiting} forslag igjen" in panel.said.value
    assert "lessons/texts/status/2020-05-26-status.md" in panel.proposal.value
    panel.buttons["skip"].click()
    assert f"{waiting - 1} forslag igjen" in panel.said.value


def test_a_draft_needs_a_theme_which_the_reader_may_choose(panel):
    panel.themes.value = ()
    panel.buttons["accept"].click()
    assert "theme" in panel.said.value
    assert panel.session.written == ()


def test_an_accepted_proposal_becomes_a_draft(panel):
    panel.themes.value, panel.kind.value = ("smittevern",), "improvement"
    panel.buttons["accept"].click()
    drafts = [
        path for path in (panel.library.lessons / "entries").glob("*.md") if "felles-lager" not in path.name
    ]
    assert len(drafts) == 1
    assert drafts[0].name in panel.said.value
    text = drafts[0].read_text(encoding="utf-8")
    assert "status: draft" in text
    assert "kind: improvement" in text


def test_a_proposal_is_rejected_with_a_reason_and_never_without(panel):
    waiting = len(panel.session.waiting)
    panel.buttons["reject"].click()
    assert "needs a reason" in panel.said.value
    assert len(panel.session.waiting) == waiting
    panel.reason.value = "Sagt før"
    panel.buttons["reject"].click()
    assert len(panel.session.waiting) == waiting - 1
    assert [one.reason for one in read_decisions(panel.library)] == ["Sagt før"]


def test_a_proposal_is_merged_into_the_lesson_that_is_chosen(panel):
    panel.into.value = "felles-lager"
    panel.buttons["merge"].click()
    lesson = next((panel.library.lessons / "entries").glob("*felles-lager.md")).read_text(encoding="utf-8")
    assert "texts/status/2020-05-26-status.md" in lesson


def test_an_edited_draft_with_faults_is_told_and_stays(panel):
    panel.themes.value = ("smittevern",)
    panel.buttons["edit"].click()
    assert panel.draft.layout.display is None
    waiting = len(panel.session.waiting)
    panel.draft.value = panel.draft.value.replace("status: draft", "status: lært")
    panel.buttons["accept"].click()
    assert "status" in panel.said.value
    assert len(panel.session.waiting) == waiting
    panel.draft.value = panel.draft.value.replace("status: lært", "status: draft")
    panel.buttons["accept"].click()
    assert len(panel.session.waiting) == waiting - 1


def test_at_the_end_the_buttons_rest(panel):
    while panel.session.current:
        panel.buttons["skip"].click()
    assert "Alle forslag er gått gjennom" in panel.said.value
    assert all(button.disabled for button in panel.buttons.values())
