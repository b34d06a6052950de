from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kb.evaluation.decision.records import read_note
from kb.evaluation.decision.sheet import note_sheet

SAMPLE = Path(__file__).parents[3] / "notebooks" / "data" / "decision.toml"


def text_of(sheet):
    return BeautifulSoup("".join(block.html for block in sheet.blocks), "html.parser")


def test_recommendations_stand_in_priority_with_cost_concern_and_decision():
    rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in text_of(note_sheet(read_note(SAMPLE), {})).select("tbody tr")
    ]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[1][3].startswith("Om lag 1,2 mill. kr")
    assert [row[4] for row in rows] == ["Ja", "Delvis", "Ja", "Ja", "Nei"]


def test_lessons_are_told_by_their_titles():
    lesson = "undersoekinga-stoppa-i-hamu"
    told = text_of(note_sheet(read_note(SAMPLE), {lesson: "Svara stoppa i HAMU"})).get_text()
    assert "Svara stoppa i HAMU" in told
    assert lesson not in told


def test_a_note_is_final_when_everything_is_decided():
    note = read_note(SAMPLE)
    assert note_sheet(note, {}).standing.status == "endelig"
    first = note.recommendations[0].model_copy(update={"decision": None})
    waiting = note.model_copy(update={"recommendations": [first, *note.recommendations[1:]]})
    assert note_sheet(waiting, {}).standing.status == "til behandling"


@pytest.mark.parametrize(("language", "head"), [("nn", "Tilråding"), ("en", "Recommendation")])
def test_the_frame_of_a_note_is_in_the_language_asked_for(language, head):
    assert (
        head in text_of(note_sheet(read_note(SAMPLE), {}, language=language)).select_one("thead").get_text()
    )
