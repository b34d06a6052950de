"""What the bank covers: its figures, lessons by theme and kind, gaps, and what came back most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from kb.evaluation.labels import BASES, FIGURES, HEADS, KINDS, NO_LESSONS
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.base.store import Entry
from kb.lessons.retrieval.recurrence import Recurrence
from kb.privacy.disclosure import Table
from kb.reports.blocks import Block, KeyFigure, key_figures, note
from kb.reports.text.numbers import Language

MOST_YEARS = 4  # columns of a map of themes: more have no room on a phone
# The first column where there are more.
UNTIL: dict[Language, str] = {"nb": "til {year}", "nn": "til {year}", "en": "to {year}"}


def bank_figures(
    entries: Sequence[Entry], came_back: Sequence[Recurrence], *, language: Language = "nb"
) -> Block:
    """Show the bank in four figures, without what was rejected: lessons, strengths, verified, found again."""
    statuses = Counter(entry.status for entry in entries if entry.status)
    strengths = sum(entry.kind == "strength" for entry in _standing(entries))
    lessons = statuses.total() - statuses["rejected"]
    rejected, of_all = BASES[language]
    bases = (rejected.format(count=statuses["rejected"]), *[of_all.format(count=lessons)] * 2, "")
    numbers = (lessons, strengths, statuses["verified"], len(came_back))
    figures = zip(numbers, FIGURES[language], bases, strict=True)
    return key_figures([KeyFigure(*figure) for figure in figures], language=language)


def theme_table(
    entries: Sequence[Entry], taxonomy: Taxonomy, kind: str | None = None, *, language: Language = "nb"
) -> Table:
    """Count lessons by theme (rows) and kind (columns), or of one kind; rejected ones are left out.

    A lesson with two themes counts in both. Lessons are no persons: protect it with `smallest=1`.
    """
    kinds = {name: word for name, word in KINDS[language].items() if kind in {None, name}}
    standing = _standing(entries)
    counts = [
        [sum(lesson.kind == one and name in lesson.themes for lesson in standing) for one in kinds]
        for name in taxonomy
    ]
    names = pd.Index([theme.names[language] for theme in taxonomy.values()], name=HEADS[language]["theme"])
    return Table(pd.DataFrame(counts, names, list(kinds.values()), dtype="int64"))


def theme_years(
    entries: Sequence[Entry], taxonomy: Taxonomy, kind: str, *, language: Language = "nb"
) -> Table:
    """Count lessons of a kind by theme (rows) and the year in which it happened (columns); rejected ones are left out.

    Every year from the first to the last of the bank has a column, those without lessons too; before the last
    `MOST_YEARS` all are one. Lessons are no persons: protect it with `smallest=1`.
    """
    years = _years(entries)
    first, *later = years[-MOST_YEARS:] or [0]
    standing = [one for one in _standing(entries) if one.kind == kind and one.date]
    counts = [Counter(max(first, _year(one)) for one in standing if name in one.themes) for name in taxonomy]
    heads = [str(first) if years[:1] == [first] else UNTIL[language].format(year=first), *map(str, later)]
    names = pd.Index([theme.names[language] for theme in taxonomy.values()], name=HEADS[language]["theme"])
    cells = [[of_theme[year] for year in (first, *later)] for of_theme in counts]
    return Table(pd.DataFrame(cells, names, heads, dtype="int64"))


def silent_themes(entries: Sequence[Entry], taxonomy: Taxonomy, *, language: Language = "nb") -> list[str]:
    """Name the themes on which nothing is written from the last year of the bank."""
    last = max(_years(entries), default=0)
    told = {name for one in _standing(entries) if one.date and _year(one) == last for name in one.themes}
    return [theme.names[language] for name, theme in taxonomy.items() if name not in told]


def last_year(entries: Sequence[Entry]) -> str:
    """Give the last year in which something happened that the bank has a lesson from; empty without one."""
    return str(max(_years(entries), default=""))


def without_lessons(entries: Sequence[Entry], taxonomy: Taxonomy, *, language: Language = "nb") -> Block:
    """Say which themes nobody has written a lesson on, or none of a kind, or that there are none such."""
    counts = theme_table(entries, taxonomy, language=language).counts
    words = NO_LESSONS[language]
    empty = counts.sum(axis="columns") == 0
    lacking = {"": empty} | {kind: (counts[word] == 0) & ~empty for kind, word in KINDS[language].items()}
    told = [f"{words[kind]}{', '.join(counts.index[rows])}." for kind, rows in lacking.items() if rows.any()]
    return note(" ".join(told) or words["none"])


def most_often(found: Sequence[Recurrence]) -> list[Recurrence]:
    """Give those that were identified most often; none when nothing came back."""
    return [again for again in found if again.times == found[0].times]


def latest(found: Iterable[Recurrence]) -> list[str]:
    """Give the id of the last lesson of each that came back."""
    return [again.lessons[-1].id for again in found]


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.status and entry.status != "rejected"]


def _years(entries: Iterable[Entry]) -> list[int]:
    """List all years from the first to the last lesson."""
    found = [_year(one) for one in _standing(entries) if one.date]
    return list(range(min(found), max(found) + 1)) if found else []


def _year(entry: Entry) -> int:
    return int((entry.date or "0")[:4])
