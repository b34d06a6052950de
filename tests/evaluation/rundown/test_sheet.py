import pytest
from bs4 import BeautifulSoup

from kb.evaluation.rundown.matching import run_down
from kb.evaluation.rundown.sections import pasted
from kb.evaluation.rundown.sheet import rundown_sheet, summary

PLAN = "# Plan\n\n## Utstyr\n\nMunnbind ligger på felles lager.\n\n## Økonomi\n\nQwzx vrtp lkjh gfds.\n"
ACTIONS = "[{what: Telle lageret, owner: Lagerleder, due: 2021-01-01, status: planned}]"


@pytest.fixture
def found(make_bank, unrelated):
    lager = {"title": "Ett felles lager ga oversikt over munnbind", "actions": ACTIONS}
    bank = make_bank(
        *unrelated, {**lager, "id": "felles-lager"}, {"id": "b", "identified_before": "[felles-lager]"}
    )
    return run_down(bank, pasted(PLAN))


def soup_of(sheet):
    return BeautifulSoup("".join(block.html for block in sheet.blocks), "html.parser")


def test_each_lesson_has_its_promises_and_three_boxes_to_tick(found):
    card = soup_of(rundown_sheet(found)).select_one(".cards > li")
    assert "Telle lageret (Lagerleder, planlagt, 1. januar 2021)" in card.get_text().replace("\u00a0", " ")
    assert [item.get_text() for item in card.select(".ticks li")] == [
        "☐ Brukes",
        "☐ Ikke relevant",
        "☐ Må gjøres noe",
    ]


def test_a_lesson_that_came_back_says_how_often(found):
    assert "Identifisert 2 ganger" in soup_of(rundown_sheet(found)).get_text()


def test_every_part_of_the_plan_has_a_heading_of_its_own(found):
    heads = [head.get_text() for head in soup_of(rundown_sheet(found)).find_all("h2")]
    assert heads == ["Utstyr", "Økonomi", "Slik brukes listen"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "2 deler av teksten"), ("nn", "2 delar av teksten"), ("en", "2 parts of the text")],
)
def test_the_summary_counts_in_the_language_asked_for(found, language, words):
    assert words in summary(found, language)
