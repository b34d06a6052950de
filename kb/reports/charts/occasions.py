"""What happened again: the days of each thing in time, what was done about it, and what came after all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable, Table, protect
from kb.reports.charts.figures import Chart, Told, Words
from kb.reports.charts.occasions_drawing import Story, draw
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Cell, Grid, capital
from kb.reports.tables.hiding import nothing_sign
from kb.reports.text.markup import Child, Link, element
from kb.reports.text.numbers import Language, month

SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class Occasions:
    """A thing that happened: on which days, when something was `done` about it, and how it stands `now`.

    `address` is that of its own page, `language` that of the label where it is not the page's.
    """

    label: str
    happened: tuple[dt.date, ...]
    done: tuple[dt.date, ...] = ()
    now: str = ""
    address: str = ""
    language: str = ""

    @property
    def first(self) -> tuple[dt.date, ...]:
        """The days before anything had been done, or on the day it was."""
        return tuple(day for day in sorted(self.happened) if not self._is_after(day))

    @property
    def again(self) -> tuple[dt.date, ...]:
        """The days on which it happened though something had been done before."""
        return tuple(day for day in sorted(self.happened) if self._is_after(day))

    def _is_after(self, day: dt.date) -> bool:
        return bool(self.done) and min(self.done) < day


class Names(NamedTuple):
    """What the marks and the columns of the table are called."""

    thing: str
    first: str
    done: str
    again: str
    now: str


def occasions(rows: Iterable[Occasions], *, names: Names, **words: Unpack[Words]) -> Chart:
    """Draw a line in time for each row, with a mark for each day, and beside its label how it stands now.

    A ring is a day it happened, a tick one on which something was done, and a filled diamond one on which it
    happened all the same. Rows keep their order. The words are those of `Words`. Raises `KbError` where one is
    missing, without rows, or for a row on which nothing happened.
    """
    told, found = Told(**words), list(rows)
    _require_days(found, told.title)
    stories = [_story(row, names) for row in found]
    return Chart(
        told=told,
        wide=draw(stories, names[1:4], WIDE),
        narrow=draw(stories, names[1:4], NARROW),
        numbers=_grid(found, names, told),
        protected=(_counted(found),),
    )


def _story(row: Occasions, names: Names) -> Story:
    now = f"{names.now}: {row.now}" if row.now else ""
    return Story(row.label, now, row.first, tuple(sorted(row.done)), row.again)


def _require_days(rows: Sequence[Occasions], title: str) -> None:
    if not rows:
        raise KbError(f"Empty chart “{title}”: it has no rows. Leave it out.")
    without = [row.label for row in rows if not row.happened]
    if without:
        raise KbError(
            f"Chart “{title}”: no day is told for {SEPARATOR.join(without)}. Give one, or leave it out."
        )


def _counted(rows: Sequence[Occasions]) -> ProtectedTable:
    """Count what is drawn: days on which something happened are no persons, so nothing is hidden."""
    counts = [[len(row.first), len(row.done), len(row.again)] for row in rows]
    index = pd.Index([f"{at} {row.label}" for at, row in enumerate(rows, start=1)])
    table = Table(pd.DataFrame(counts, index, ["first", "done", "again"], dtype="int64"))
    return protect({"occasions": table}, smallest=1)["occasions"]


def _grid(rows: Sequence[Occasions], names: Names, told: Told) -> Grid:
    def days(of_row: Sequence[dt.date]) -> Cell:
        written = SEPARATOR.join(month(day, language=told.language) for day in of_row)
        return Cell(written or nothing_sign(told.language))

    body = tuple(
        (
            Cell(_label(row, told.language)),
            days(row.first),
            days(sorted(row.done)),
            days(row.again),
            Cell(capital(row.now)),
        )
        for row in rows
    )
    return Grid(told.title, tuple(Cell(name) for name in names), body)


def _label(row: Occasions, language: Language) -> Child:
    """Write the label, as a link where it has a page, and marked where it is in another language."""
    shown: Child = Link(row.label, row.address).__html__() if row.address else row.label
    other = row.language and row.language != language
    return element("span", shown, lang=row.language) if other else shown
