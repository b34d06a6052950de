"""Surveys: read, checked, counted. The names a notebook needs are here."""

from kb.survey.choices import amounts, choice_overview, choices, open_counts, open_overview
from kb.survey.counts import (
    account,
    against_others,
    base_table,
    bases,
    crosstab,
    joined,
    likert_block,
    likert_overview,
    response_rate,
)
from kb.survey.groups import label, levels, nest
from kb.survey.importing import Survey, read_survey
from kb.survey.labels import LABELS, Labels
from kb.survey.scores import means, net_scores
from kb.survey.waves import compared, match_waves

__all__ = [
    "LABELS",
    "Labels",
    "Survey",
    "account",
    "against_others",
    "amounts",
    "base_table",
    "bases",
    "choice_overview",
    "choices",
    "compared",
    "crosstab",
    "joined",
    "label",
    "levels",
    "likert_block",
    "likert_overview",
    "match_waves",
    "means",
    "nest",
    "net_scores",
    "open_counts",
    "open_overview",
    "read_survey",
    "response_rate",
]
