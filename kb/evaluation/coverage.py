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
