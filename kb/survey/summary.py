"""A survey in figures: sent, completed, who answered, and the bases of every question. Nothing small is told."""

from __future__ import annotations

import math
from typing import Any

from kb.privacy.disclosure import ProtectedTable, Table, protect
from kb.survey.codebook import Background
from kb.survey.counts import base_table, crosstab, response_rate
from kb.survey.groups import levels
from kb.survey.importing import Survey

Figures = dict[str, Any]


def summarise(survey: Survey, *, smallest: int = 5) -> Figures:
    """Give the figures of a survey as plain values, keyed for JSON; a hidden figure is None.

    `by_<background>` tells sent, completed and response_rate of each group where the frame holds the background,
    and completed, its share and the base of that share where respondents told it; keyed by code. `questions`
    accounts for all respondents. `smallest` persons at least stand behind every figure.
    """
    in_frame = survey.codebook.in_frame()
    shown = protect(summary_tables(survey), smallest=smallest, nested=levels(survey))
    sent, completed = shown["all"].total, float(shown["all"].column_totals.iloc[0])
    figures: Figures = {
        "title": survey.codebook.title.in_language(survey.language),
        "sent": _whole(sent),
        "completed": _whole(completed),
        "response_rate": _share(completed, sent),
    }
    for background in survey.codebook.background:
        read = _asked_groups if background in in_frame else _told_groups
        figures[f"by_{background.id}"] = read(survey, background, shown[f"by_{background.id}"])
    figures["questions"] = {
        q.id: _bases(q.type, shown[f"question {q.id}"]) for q in survey.codebook.questions
    }
    return figures | {"smallest": smallest, "hidden": shown.hidden}


def summary_tables(survey: Survey) -> dict[str, Table]:
    """Count all that is told, to be protected together: `all`, `by_<background>` and `question <id>` for its bases."""
    in_frame = survey.codebook.in_frame()
    tables = {"all": response_rate(survey)} | {
        f"by_{b.id}": response_rate(survey, b.id) if b in in_frame else crosstab(survey, b.id)
        for b in survey.codebook.background
    }
    return tables | {f"question {q.id}": base_table(survey, q.id) for q in survey.codebook.questions}


def _asked_groups(survey: Survey, background: Background, table: ProtectedTable) -> Figures:
    """Tell the response rate of each group of a background that the frame holds."""
    return {
        answer.code: {
            "label": answer.in_language(survey.language),
            "sent": _whole(sent),
            "completed": _whole(completed),
            "response_rate": _share(completed, sent),
        }
        for answer, sent, completed in zip(
            background.codes, table.row_totals.tolist(), table.cells.iloc[:, 0].tolist(), strict=True
        )
    }


def _told_groups(survey: Survey, background: Background, table: ProtectedTable) -> Figures:
    """Tell how many respondents are of each group of a background that they told themselves."""
    return {
        answer.code: {
            "label": answer.in_language(survey.language),
            "completed": _whole(persons),
            "share": _share(persons, table.total),
            "base": _whole(table.total),
        }
        for answer, persons in zip(background.codes, table.cells.iloc[0].tolist(), strict=True)
    }


def _bases(kind: str, table: ProtectedTable) -> Figures:
    names = ("answered", "dont_know", "missing", "not_asked")
    counts = dict(zip(names, map(_whole, table.cells.iloc[0].tolist()), strict=True))
    parts = [counts[name] for name in names[:3]]
    asked = None if None in parts else sum(part for part in parts if part is not None)
    return {"type": kind, "asked": asked} | counts


def _whole(figure: float) -> int | None:
    return None if math.isnan(figure) else round(figure)


def _share(part: float, whole: float) -> float | None:
    share = part / whole if whole else math.nan
    return None if math.isnan(share) else share
