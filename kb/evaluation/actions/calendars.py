"""Due dates as a calendar file (.ics, RFC 5545): an all-day event for each open action.

Events, not tasks: Outlook and Google Calendar leave tasks (VTODO) of a file out without a word. An event takes
no time of anybody's day (TRANSP), and names roles only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from kb.evaluation.actions.register import Item, Register
from kb.evaluation.actions.words import WORDS
from kb.evaluation.labels import ACTION_STATUSES
from kb.reports.text.numbers import Language

PRODUCT = "-//Erfaringsbank//Tiltak//NO"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:erfaringsbank:tiltak")


def calendar(register: Register, *, language: Language = "nb") -> bytes:
    """Write the open actions that have a due date as a calendar; the same register gives the same bytes."""
    from icalendar import Calendar, Event

    words = WORDS[language]
    whole = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH")):
        whole.add(name, value)
    whole.add("x-wr-calname", words["title"])
    for item in dated(register):
        event = Event()
        for name, told in _told(item, register.today, language).items():
            event.add(name, told)
        whole.add_component(event)
    return bytes(whole.to_ical())


def dated(register: Register) -> tuple[Item, ...]:
    """List the open actions that have a due date."""
    return tuple(item for item in register.items if item.action.is_open and item.action.due)


def uid(item: Item) -> str:
    """Give an action's lasting name in calendars: by its id, or where it has none by its task."""
    action = item.action
    own = action.id or hashlib.sha256(action.what.encode()).hexdigest()
    return str(uuid.uuid5(SPACE, f"{item.lesson.id}/{own}"))


def _told(item: Item, today: dt.date, language: Language) -> dict[str, object]:
    words, action = WORDS[language], item.action
    due = action.due or today
    return {
        "uid": uid(item),
        "dtstamp": dt.datetime.combine(today, dt.time(), dt.UTC),
        "dtstart": due,
        "dtend": dt.date.fromordinal(min(due.toordinal() + 1, dt.date.max.toordinal())),
        "summary": words["deadline"].format(what=action.what),
        "description": "\n".join(_lines(item, language)),
        "categories": [action.owner],
        "transp": "TRANSPARENT",
    }


def _lines(item: Item, language: Language) -> list[str]:
    words, action, statuses = WORDS[language], item.action, ACTION_STATUSES[language]
    lines = [
        f"{words['owner']}: {action.owner}",
        f"{words['status']}: {statuses[action.status]}",
        f"{words['lesson']}: {item.lesson.title} ({item.name})",
    ]
    lines += [
        words["waits"].format(
            name=waited.what or waited.name, status=statuses.get(waited.status or "", words["gone"])
        )
        for waited in item.waits_for
    ]
    return lines + ([f"{words['note']}: {action.last.note} ({action.last.on})"] if action.last else [])
