"""The register of actions as a terminal shows it: what came back and what is late on top."""

from __future__ import annotations

import datetime as dt
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from kb.evaluation.actions.words import WORDS
from kb.evaluation.labels import ACTION_STATUSES, STATUSES
from kb.reports.text.numbers import Language, date

if TYPE_CHECKING:
    from kb.evaluation.actions.register import Item, Register
    from kb.evaluation.actions.returns import CameBack

NARROWEST, WIDEST = 72, 132  # letters across
DUE = 20  # letters of the first column
MOST = 10  # lessons that came back: what is late must be seen too


def laid_out(register: Register, *, language: Language = "nb", width: int | None = None) -> Iterator[str]:
    """Write the register line by line, `width` letters across (the terminal's, within bounds)."""
    words = WORDS[language]
    across = width or min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    late = register.overdue
    counts = {
        "open": sum(item.action.is_open for item in register.items),
        "overdue": len(late),
        "blocked": sum(item.blocked for item in register.items),
    }
    day = date(register.today, language=language)
    yield click.style(words["head"].format(day=day, **counts), bold=True)
    yield from _returned(register, across, language)
    rest = [item for item in register.items if item.action.is_open and not item.overdue]
    closed = [item for item in register.items if not item.action.is_open]
    parts = (("overdue", late, "red"), ("open", rest, None), ("closed", closed, None))
    for name, items, colour in parts:
        if items:
            yield from _table(words[name], items, across, language, colour)
    if not register.items:
        yield words["none"]


def _returned(register: Register, across: int, language: Language) -> Iterator[str]:
    words = WORDS[language]
    unsettled = [one for one in register.returned if not one.settled]
    if unsettled:
        yield ""
        yield click.style(f"{words['returned']} ({len(unsettled)})", bold=True, fg="red")
    for one in unsettled[:MOST]:
        count = sum(item.action.is_open and item.lesson.id in one.lessons for item in register.items)
        yield from _wrapped(one.latest.title, across, "  ")
        told = f"{_story(one, language)} {_now(one, count, language)} ({one.latest.id})"
        yield from (click.style(line, dim=True) for line in _wrapped(told, across, "      "))
    if len(unsettled) > MOST:
        yield click.style("  " + words["more"].format(count=len(unsettled) - MOST), dim=True)
    if settled := len(register.returned) - len(unsettled):
        yield click.style("  " + words["settled"].format(count=settled), dim=True)


def _story(one: CameBack, language: Language) -> str:
    """Tell in the order they happened when it was done and when it came again."""
    told = [(o.done_on, "done") for o in one.occasions if o.in_vain and o.done_on]
    told += [(o.began, "again") for o in one.occasions[1:]]
    days: list[tuple[dt.date, str]] = sorted(told)
    return " ".join(WORDS[language][name].format(days=date(day, language=language)) for day, name in days)


def _now(one: CameBack, count: int, language: Language) -> str:
    return WORDS[language]["now"].format(status=STATUSES[language][one.latest.status], count=count)


def _table(
    title: str, items: Sequence[Item], across: int, language: Language, colour: str | None
) -> Iterator[str]:
    words = WORDS[language]
    yield ""
    yield click.style(f"{title} ({len(items)})", bold=True, fg=colour)
    yield click.style(f"{words['due']:<{DUE}}{words['action']}".ljust(across), underline=True)
    for item in items:
        yield from _row(item, across, language)


def _row(item: Item, across: int, language: Language) -> Iterator[str]:
    """Set the due date beside the task, and beneath it who owns it, how it stands and what it waits for."""
    words, action = WORDS[language], item.action
    due = date(action.due, language=language) if action.due else ""
    late = words["late"].format(days=item.days_late) if item.overdue else ""
    owned = f"{action.owner} · {ACTION_STATUSES[language][action.status]}"
    told = [*_wrapped(action.what, across - DUE), *_wrapped(owned, across - DUE)]
    for left, right in zip_longest((due, late), told, fillvalue=""):
        yield f"{left:<{DUE}}{right}".rstrip()
    for line in (*_waits(item, language), *_noted(item, language), item.name):
        yield from (click.style(part, dim=True) for part in _wrapped(line, across, " " * DUE))


def _waits(item: Item, language: Language) -> Iterable[str]:
    words, statuses = WORDS[language], ACTION_STATUSES[language]
    if item.blocked:
        for one in item.waits_for:
            name = one.name.removeprefix(f"{item.lesson.id}/")
            yield words["waits"].format(name=name, status=statuses.get(one.status or "", words["gone"]))


def _noted(item: Item, language: Language) -> Iterable[str]:
    if last := item.action.last:
        yield f"{date(last.on, language=language)}: {last.note}"


def _wrapped(text: str, across: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, across, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
