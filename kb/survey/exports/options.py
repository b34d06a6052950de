"""Columns that are the options of one question: found by their names and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from kb.survey.exports.records import Cells, Choice, Variable
from kb.survey.exports.wording import folded, unnumbered

# How systems name such columns: code[part], question.option, question_number, question - option.
_NAMES = (
    re.compile(r"(?P<of>.+?)\[(?P<option>[^\[\]]+)\]"),
    re.compile(r"(?P<of>[^\s]+)\.(?P<option>[^.\s]+)"),
    re.compile(r"(?P<of>\w+)_(?P<option>[^\W_]+)"),
    re.compile(r"(?P<of>.+?)(?: [-–|/] |: )(?P<option>.+)"),
)
CHOSEN = frozenset({"1", "valgt", "x", "y", "true", "checked", "avkrysset", "sann"})
NOT_CHOSEN = frozenset({"0", "ikke valgt", "n", "false", "unchecked", "ikke avkrysset", "usann"})
# As likely a question answered by yes or no.
_YES, _NO = frozenset({"ja", "yes"}), frozenset({"nei", "nei takk", "no"})


def with_options(variables: Sequence[Variable], columns: Mapping[str, Cells]) -> tuple[Variable, ...]:
    """Mark the columns, side by side, that are options of one question; those marked already stay so."""
    marked: dict[str, Variable] = {}
    for pattern in _NAMES:
        left = [
            one for one in variables if one.role == "answer" and one.choice is None and one.name not in marked
        ]
        for found in _runs(left, pattern):
            marked |= _marked(found, columns)
    return tuple(marked.get(one.name, one) for one in variables)


def _runs(
    variables: Sequence[Variable], pattern: re.Pattern[str]
) -> Iterator[list[tuple[Variable, str, str]]]:
    """Give each run of two columns or more whose names share a stem: the column, the stem and the option."""
    matched = ((one, pattern.fullmatch(one.name.strip())) for one in variables)
    parts = [(one, found["of"], found["option"]) if found else (one, "", "") for one, found in matched]
    for stem, run in groupby(parts, key=lambda part: part[1]):
        members = list(run)
        if stem and len(members) > 1:
            yield members


def _marked(run: list[tuple[Variable, str, str]], columns: Mapping[str, Cells]) -> dict[str, Variable]:
    values = {one.name: {folded(cell) for cell in columns[one.name] if cell is not None} for one, _, _ in run}
    own = {one.name: {folded(option), folded(one.labels.get("1", option))} for one, _, option in run}
    strong, weak = CHOSEN | NOT_CHOSEN, CHOSEN | NOT_CHOSEN | _YES | _NO
    if not all(cells <= weak | own[name] for name, cells in values.items()):
        return {}
    # In a set some box stays empty: columns of nothing but ones may be a scale nobody went up.
    rest = any(cells & (NOT_CHOSEN | _NO) or None in columns[name] for name, cells in values.items())
    certain = (
        rest and any(values.values()) and all(cells <= strong | own[name] for name, cells in values.items())
    )
    return {
        one.name: replace(
            one, choice=Choice(of, unnumbered(of), option, option, CHOSEN | _YES | own[one.name], certain)
        )
        for one, of, option in run
    }
