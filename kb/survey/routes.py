"""Who was asked what: the routing of a survey held against its respondents."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import pandas as pd

from kb.survey.codebook import Codebook, Question
from kb.survey.routing import Answered, Comparison, Joined, Negated, Rule

BETWEEN = "|"  # between the codes of a question with several answers
_ORDER: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def split_codes(answers: pd.Series[str]) -> pd.Series[str]:
    """Split answers of several codes: one row a code, each once, the respondent's index repeated."""
    codes = answers.dropna().str.split(BETWEEN, regex=False).explode().astype("str").str.strip()
    return codes[~codes.reset_index().duplicated().to_numpy()]


def any_of(found: pd.Series[bool], index: pd.Index) -> pd.Series[bool]:
    """Say for each respondent of `index` whether something holds of any of their codes."""
    if found.index.equals(index):  # one code each
        return found
    return found.groupby(level=0).any().reindex(index, fill_value=False)


def asked(responses: pd.DataFrame, question: Question, codebook: Codebook) -> pd.Series[bool]:
    """Say for every respondent whether the routing led to the question."""
    if question.asked_if is None:
        return pd.Series(data=True, index=responses.index)
    return meeting(question.asked_if, responses, codebook)


def meeting(rule: Rule, responses: pd.DataFrame, codebook: Codebook) -> pd.Series[bool]:
    """Say for every respondent whether a rule holds."""
    match rule:
        case Joined(how, parts):
            join = operator.and_ if how == "and" else operator.or_
            return reduce(join, (meeting(part, responses, codebook) for part in parts))
        case Negated(part):
            return ~meeting(part, responses, codebook)
        case Answered(variable):
            return responses[variable].notna()
        case Comparison():
            return _compared(rule, responses[rule.variable], codebook)


def _compared(rule: Comparison, answers: pd.Series[str], codebook: Codebook) -> pd.Series[bool]:
    question = codebook.question(rule.variable)
    if question is not None and question.type == "number":
        return _numbers_compared(rule, pd.to_numeric(answers))
    kept = _matching(rule, codebook)
    if question is None or question.type != "multi":
        return answers.isin(kept)
    codes = split_codes(answers)
    if rule.operator == "not in":  # none of those refused is among the answers
        return answers.notna() & ~any_of(codes.isin([str(value) for value in rule.values]), answers.index)
    return any_of(codes.isin(kept), answers.index)


def _matching(rule: Comparison, codebook: Codebook) -> list[str]:
    """List the codes that meet a comparison. "Don't know" has no place on the scale."""
    scale = codebook.scale_of(rule.variable)
    assert scale is not None  # `consistency` has seen to it
    if rule.operator in ("in", "not in"):
        return [code for code in scale.all_codes if (code in rule.values) == (rule.operator == "in")]
    bound, compare = scale.codes.index(str(rule.values[0])), _ORDER[rule.operator]
    return [code for place, code in enumerate(scale.codes) if compare(place, bound)]


def _numbers_compared(rule: Comparison, answers: pd.Series[float]) -> pd.Series[bool]:
    if rule.operator in ("in", "not in"):
        return answers.notna() & (answers.isin(rule.values) == (rule.operator == "in"))
    met: pd.Series[bool] = _ORDER[rule.operator](answers, float(rule.values[0]))
    return met
