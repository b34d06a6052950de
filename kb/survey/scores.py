"""Scores of answers on a scale: net scores, means and NPS, each with its base.

They are worked out from a table of counts, so that a score of protected cells is as safe as the cells are: where
one is hidden (NaN), so is the score.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.survey.groups import question_of
from kb.survey.importing import Survey
from kb.survey.scales import NPS_CODES, Scale

PROMOTERS, DETRACTORS = (
    ("9", "10"),
    tuple(str(point) for point in range(7)),
)  # Reichheld, "The one number", 2003


def means(survey: Survey, question: str, cells: pd.DataFrame) -> pd.DataFrame:
    """Give each row's mean and base; `cells` are counts by answer, as `crosstab` has them, protected or not.

    The points are 1, 2, 3 … along the scale, and 0 to 10 for NPS.
    """
    scale = _scale(survey, question, cells)
    first = 0 if tuple(scale.codes) == NPS_CODES else 1
    points = np.arange(first, first + len(scale.codes), dtype=float)
    base = cells.sum(axis="columns", skipna=False).astype(float)
    total = cells.mul(points, axis="columns").sum(axis="columns", skipna=False)
    return pd.DataFrame({"mean": total / base.where(base != 0), "base": base})


def net_scores(survey: Survey, question: str, cells: pd.DataFrame) -> pd.DataFrame:
    """Give each row's share in the favourable half of the scale less that in the other, and its base.

    The middle point counts in neither half. A scale that does not say which end is `good` has no net score.
    For NPS it is promoters (9, 10) less detractors (0 to 6).
    """
    scale = _scale(survey, question, cells)
    if tuple(scale.codes) == NPS_CODES and question_of(survey, question).type == "nps":
        over, under = set(PROMOTERS), set(DETRACTORS)
    else:
        if scale.good is None:
            remedy = 'Say good = "high" or "low" at its scale in the codebook.'
            raise KbError(f"The scale of «{question}» has no favourable end. {remedy}")
        half = len(scale.codes) // 2
        over, under = set(scale.codes[-half:]) if half else set(), set(scale.codes[:half])
        over, under = (over, under) if scale.good == "high" else (under, over)
    base = cells.sum(axis="columns", skipna=False).astype(float)
    sign = np.array([(code in over) - (code in under) for code in scale.codes], dtype=float)
    net = cells.mul(sign, axis="columns").sum(axis="columns", skipna=False)
    return pd.DataFrame({"net": net / base.where(base != 0), "base": base})


def _scale(survey: Survey, question: str, cells: pd.DataFrame) -> Scale:
    """Give the scale whose answers the columns are. Raises `KbError` where they are not."""
    asked, scale = question_of(survey, question), survey.codebook.scale_of(question)
    if scale is None or asked.type not in ("likert", "nps", "single"):
        raise KbError(f"«{question}» is of type {asked.type} and has no score.")
    names = [answer.in_language(survey.language) for answer in scale.answers]
    if list(cells.columns) != names:
        raise KbError(f"The columns are not the answers to «{question}». They must be: {', '.join(names)}.")
    return scale
