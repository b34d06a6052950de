"""How sure the figures of a survey are, and what may be said of them. The names a notebook needs are here."""

from kb.survey.inference.comparing import SMALLEST, compare_ordinal, compare_shares
from kb.survey.inference.families import ALIKE, adjust, judge
from kb.survey.inference.intervals import (
    mean_interval,
    mean_intervals,
    share_interval,
    share_intervals,
    tabulate,
)
from kb.survey.inference.margins import count_frame
from kb.survey.inference.nonresponse import list_facts, representativeness, who_answered
from kb.survey.inference.overall import differ_in_categories, differ_in_level
from kb.survey.inference.results import (
    Comparison,
    Fact,
    Family,
    Interval,
    Judged,
    LargeWeights,
    NonResponse,
    Overall,
    Representativeness,
    Weights,
)
from kb.survey.inference.weighted import weighted_mean, weighted_share
from kb.survey.inference.weighting import LARGE, design_effect, poststratify, rake, trim
from kb.survey.inference.wording import (
    compare_phrase,
    compare_words,
    family_sentence,
    large_weights_sentence,
    not_covered,
    weighting_limit,
)

__all__ = [
    "ALIKE",
    "LARGE",
    "SMALLEST",
    "Comparison",
    "Fact",
    "Family",
    "Interval",
    "Judged",
    "LargeWeights",
    "NonResponse",
    "Overall",
    "Representativeness",
    "Weights",
    "adjust",
    "compare_ordinal",
    "compare_phrase",
    "compare_shares",
    "compare_words",
    "count_frame",
    "design_effect",
    "differ_in_categories",
    "differ_in_level",
    "family_sentence",
    "judge",
    "large_weights_sentence",
    "list_facts",
    "mean_interval",
    "mean_intervals",
    "not_covered",
    "poststratify",
    "rake",
    "representativeness",
    "share_interval",
    "share_intervals",
    "tabulate",
    "trim",
    "weighted_mean",
    "weighted_share",
    "weighting_limit",
    "who_answered",
]
