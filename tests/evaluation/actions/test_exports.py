import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from kb.evaluation.actions.calendars import calendar, uid
from kb.evaluation.actions.register import build_register
from kb.evaluation.actions.sheets import COLUMNS, RETURNED, sheets
from kb.evaluation.actions.words import WORDS
from kb.workbooks import workbook_bytes

TODAY = dt.date(2026, 11, 28)
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture
def register(library):
    return build_register(library, TODAY)


def events(register, **options):
    return Calendar.from_ical(calendar(register, **options)).walk("VEVENT")


def test_each_open_action_with_a_due_date_is_an_event_of_that_whole_day(register):
    assert [(event["dtstart"].dt, event["dtend"].dt) for event in events(register)] == [
        (dt.date(2026, 10, 1), dt.date(2026, 10, 2)),
        (dt.date(2027, 1, 1), dt.date(2027, 1, 2)),
    ]


def test_an_event_tells_role_status_lesson_and_what_it_waits_for_and_takes_no_time(register):
    event = events(register)[1]
    assert event["summary"] == "Frist: Varsle, når det er lite"
    assert str(event["description"]).splitlines() == [
        "Ansvarlig: HR-sjef",
        "Status: planlagt",
        "Læringspunkt: Lageret manglet igjen (lager-igjen/varsle)",
        "Venter på Telle hver mandag (påbegynt)",
        "Venter på Lage plan (droppet)",
    ]
    assert event["transp"] == "TRANSPARENT"
    assert "Siste notat: Halve lageret er talt (2026-09-01)" in events(register)[0]["description"]


def test_no_event_names_a_person_to_a_calendar(register):
    content = calendar(register)
    assert not {b"ORGANIZER", b"ATTENDEE", b"mailto"} & set(content.replace(b":", b"\n").split(b"\n"))


def test_the_same_register_gives_the_same_bytes_in_lines_that_every_calendar_reads(register):
    content = calendar(register)
    assert content == calendar(register)
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_an_action_is_the_same_to_calendars_when_all_but_its_id_changes(register):
    item = register.items[0]
    moved = item.action.model_copy(update={"what": "Annet", "due": dt.date(2030, 1, 1)})
    assert uid(replace(item, action=moved)) == uid(item)
    assert uid(replace(item, action=item.action.model_copy(update={"id": "annen"}))) != uid(item)


def test_an_action_without_an_id_is_known_by_its_task_wherever_it_stands(register):
    item = next(item for item in register.items if item.name == "lager-igjen/3")
    assert uid(replace(item, name="lager-igjen/1")) == uid(item)


def test_all_actions_of_a_bank_have_names_of_their_own_in_calendars(register):
    assert len({uid(item) for item in register.items}) == len(register.items)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_the_readers_language_and_days_that_are_days(register, language):
    laid = sheets(register, language=language)
    words = WORDS[language]
    actions, returned = laid[words["title"]], laid[words["came_back"]]
    assert actions[0] == [words[name] for name in COLUMNS]
    assert returned[0] == [words[name] for name in RETURNED]
    row = dict(zip(COLUMNS, actions[1], strict=True))
    assert (row["due"], row["days_late"], row["noted"]) == (dt.date(2026, 10, 1), 58, dt.date(2026, 9, 1))
    assert row["came_back"] == words["yes"]
    assert row["decision"] == f"{words['partly']} (HAMU, 2026-06-01)"
    assert returned[1][2:6] == [2, dt.date(2020, 3, 12), dt.date(2020, 10, 1), dt.date(2022, 6, 1)]


def test_a_task_that_looks_like_a_formula_is_text_in_the_workbook(register):
    book = load_workbook(io.BytesIO(workbook_bytes("a.xlsx", sheets(register))))
    cells = [cell for row in book["Tiltak"].iter_rows() for cell in row if cell.value == "=SUM(A1)"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_every_word_of_the_register_stands_in_three_languages():
    assert tuple(WORDS) == LANGUAGES
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["nb"])}
    for name in WORDS["nb"]:
        assert len({tuple(re.findall(r"{\w+}", words[name])) for words in WORDS.values()}) == 1, name


def test_the_last_day_there_is_can_be_a_due_date(register):
    item = register.items[0]
    last = item.action.model_copy(update={"due": dt.date.max})
    (event,) = events(replace(register, items=(replace(item, action=last),)))
    assert event["dtstart"].dt == dt.date.max
