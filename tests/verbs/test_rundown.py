"""`kb rundown` and `kb tick`, from a plan to an action on a lesson."""

import json

import pytest
from banks import lesson_text, write

from .running import kb

PLAN = "# Plan for lager\n\n## Utstyr\n\nMunnbind skal ligge på ett felles lager.\n"
PARTS = {
    "Observasjon": "Elevene fikk tilbud.",
    "Drøfting": "Lærerne øvde.",
    "Konklusjon": "Det gikk.",
    "Anbefaling": "Øv.",
}
OTHER = "".join(f"\n## {head}\n\n{text}\n" for head, text in PARTS.items())


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", "[model]\nname = 'static'\n[reports]\nmunicipality = 'Fjordvik kommune'\n")
    write(tmp_path, "lessons/entries/2020-06-15-lager.md", lesson_text(title="Ett felles lager for munnbind"))
    for number in range(4):
        fields = {"id": f"skole-{number}", "title": f"Hjemmeskolen kom på {number + 5} dager"}
        write(tmp_path, f"lessons/entries/2020-07-0{number + 1}-skole.md", lesson_text(body=OTHER, **fields))
    write(tmp_path, "plan.md", PLAN)
    monkeypatch.chdir(tmp_path)
    kb("index")
    return tmp_path


def test_the_lessons_of_each_part_are_told_for_people_and_as_json():
    told = kb("rundown", "plan.md").stdout
    assert "Ett felles lager for munnbind" in told
    assert "Svar på: «Munnbind skal ligge på ett felles lager.»" in told
    sections = json.loads(kb("rundown", "plan.md", "--json").stdout)["sections"]
    assert [(one["heading"], one["lessons"][0]["lesson"]) for one in sections] == [("Utstyr", "felles-lager")]


def test_kind_status_and_promises_are_told_in_the_words_of_the_settings(bank):
    kb("rundown", "plan.md", "--ticks", "avkryssing.toml")
    text = (bank / "avkryssing.toml").read_text(encoding="utf-8")
    answers = {
        "svar": "må gjøres noe",
        "hva": "Telle lageret",
        "ansvarlig": "Lagerleder",
        "frist": "2027-03-01",
    }
    for key, value in answers.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"', 1)
    write(bank, "avkryssing.toml", text)
    kb("tick", "avkryssing.toml")
    kb("index")
    told = kb("rundown", "plan.md").stdout
    assert "Styrke · identifisert" in told
    assert "Lovet: Telle lageret (Lagerleder, planlagt, 1. mars 2027)" in told.replace("\u00a0", " ")
    assert not {"strength", "identified", "planned"} & set(told.split())


def test_an_answer_that_names_a_person_is_refused_and_no_lesson_is_changed(bank):
    kb("rundown", "plan.md", "--ticks", "avkryssing.toml")
    text = (bank / "avkryssing.toml").read_text(encoding="utf-8")
    answers = {"svar": "må gjøres noe", "hva": "Ring Kari Nordmann", "ansvarlig": "Kari Nordmann"}
    for key, value in answers.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"', 1)
    write(bank, "avkryssing.toml", text)
    lesson = bank / "lessons/entries/2020-06-15-lager.md"
    before = lesson.read_text(encoding="utf-8")
    told = kb("tick", "avkryssing.toml", status=1).stderr
    assert "punkt 1, hva: tells of a person: 'Kari Nordmann' (name). Name the role instead." in told
    assert "punkt 1, ansvarlig" in told
    assert lesson.read_text(encoding="utf-8") == before


def test_the_page_and_the_tick_list_are_written(bank):
    told = kb("rundown", "plan.md", "--page", "--ticks", "avkryssing.toml").stdout
    assert "rundown-plan-for-lager.html" in told
    page = (bank / "build/reports/rundown-plan-for-lager.html").read_text(encoding="utf-8")
    assert "☐ Må gjøres noe" in page
    assert 'lesson = "felles-lager"' in (bank / "avkryssing.toml").read_text(encoding="utf-8")


def test_what_must_be_done_is_recorded_on_the_lesson(bank):
    kb("rundown", "plan.md", "--ticks", "avkryssing.toml")
    text = (bank / "avkryssing.toml").read_text(encoding="utf-8")
    for key, value in {"svar": "må gjøres noe", "hva": "Telle lageret", "ansvarlig": "Lagerleder"}.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"', 1)
    write(bank, "avkryssing.toml", text)
    assert "1 lesson got an action" in kb("tick", "avkryssing.toml").stdout
    assert "what: Telle lageret" in (bank / "lessons/entries/2020-06-15-lager.md").read_text(encoding="utf-8")
    assert kb("check").stdout == "No faults.\n"


def test_a_plan_that_is_not_there_is_told_with_a_remedy():
    assert "is not there" in kb("rundown", "borte.md", status=1).stderr
