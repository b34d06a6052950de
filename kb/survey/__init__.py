"""Surveys: read, checked, counted. The names a notebook needs are here."""

from kb.survey.counts import (
    base_table,
    bases,
    crosstab,
    label,
    likert_block,
    likert_overview,
    open_counts,
    open_overview,
    response_rate,
)
from kb.survey.importing import Survey, read_survey
from kb.survey.labels import LABELS, Labels

__all__ = [
    "LABELS",
    "Labels",
    "Survey",
    "base_table",
    "bases",
    "crosstab",
    "label",
    "likert_block",
    "likert_overview",
    "open_counts",
    "open_overview",
    "read_survey",
    "response_rate",
]
