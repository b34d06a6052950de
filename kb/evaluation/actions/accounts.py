"""The register as plain values, for JSON."""

from __future__ import annotations

import datetime as dt

from kb.evaluation.actions.register import Item, Register
from kb.evaluation.actions.returns import CameBack


def account(register: Register) -> dict[str, object]:
    """Give the register as plain values; days are ISO text, None where there is none."""
    return {
        "today": register.today.isoformat(),
        "actions": [_item(item) for item in register.items],
        "came_back": [_returned(one) for one in register.returned],
    }


def _item(item: Item) -> dict[str, object]:
    action, lesson = item.action, item.lesson
    return {
        "action": item.name,
        "what": action.what,
        "owner": action.owner,
        "start": _day(action.start),
        "due": _day(action.due),
        "status": action.status,
        "overdue": item.overdue,
        "days_late": item.days_late,
        "blocked": item.blocked,
        "waits_for": [{"action": w.name, "what": w.what, "status": w.status} for w in item.waits_for],
        "progress": [one.model_dump(mode="json") for one in action.progress],
        "lesson": {
            "id": lesson.id,
            "title": lesson.title,
            "status": lesson.status,
            "path": item.path,
            "came_back": item.came_back,
            "decision": lesson.decision.model_dump(mode="json") if lesson.decision else None,
        },
    }


def _returned(one: CameBack) -> dict[str, object]:
    return {
        "settled": one.settled,
        "occasions": [
            {
                "id": occasion.id,
                "title": occasion.title,
                "status": occasion.status,
                "began": occasion.began.isoformat(),
                "done_on": _day(occasion.done_on),
                "in_vain": occasion.in_vain,
            }
            for occasion in one.occasions
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
