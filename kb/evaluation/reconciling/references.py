"""Figures filled into a text from the data, so that none needs typing: `{{ survey.response_rate }}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kb.errors import Fault, FaultsFound
from kb.evaluation.reconciling.facts import NAME, Fact, by_name
from kb.reports.text.numbers import Language
from kb.reports.text.prose import fill

_OPENING = re.compile(r"(?P<escaped>\\)?\{\{")
_INSIDE = re.compile(r"[^{}\n]{0,200}\}\}")
_FORM = re.compile(r"integer|decimal(?:\.\d)?|percent(?:\.\d)?|money")
_ALLOWED = {"share": ("percent",), "kroner": ("money", "integer", "decimal")}
_NAMED = 3  # names told beside an unknown one


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that a fact is to fill: `text[start:end]`, the fact's name and the form asked for."""

    start: int
    end: int
    name: str
    form: str
    fault: tuple[str, str] | None = None


def fill_references(
    text: str, facts: Sequence[Fact], *, language: Language = "nb", file: str = "text"
) -> str:
    r"""Write the facts that a text refers to in their places, as `kb.reports.text.numbers` writes them.

    `{{ name }}` is written by the fact's unit: a share as `69 %`, kroner as `14,5 mill. kr`, all else as a
    number without its unit. `{{ name | percent.1 }}`, `decimal.2`, `integer` and `money` are as in `prose`.
    `\{{` stands for the two braces themselves. What is filled in is not read again.
    Raises `FaultsFound` with every reference that is unfinished, unknown, hidden or cannot be written so.
    """
    named = by_name(facts)
    parts, faults, at = [], [], 0
    for found in _references(text):
        parts.append(text[at : found.start])
        fault = found.fault or _fault(found, named)
        if fault:
            line = text.count("\n", 0, found.start) + 1
            faults.append(Fault(file, f"line {line}", *fault))
        elif found.name:
            parts.append(_written(named[found.name], found.form, language))
        else:
            parts.append("{{")
        at = found.end
    if faults:
        raise FaultsFound(faults)
    return "".join([*parts, text[at:]])


def _references(text: str) -> Iterator[Reference]:
    """Find each reference and each escaped pair of braces (without a name), in order."""
    at = 0
    while opening := _OPENING.search(text, at):
        start, at = opening.start(), opening.end()
        if opening["escaped"]:
            yield Reference(start, at, "", "")
            continue
        inside = _INSIDE.match(text, at)
        if inside is None:
            remedy = "Close it with }} on the same line, or write \\{{ for the braces themselves."
            yield Reference(
                start, at, "", "", ("A reference is not closed, or has another within it.", remedy)
            )
            continue
        at = inside.end()
        name, _, form = (part.strip() for part in inside[0][:-2].partition("|"))
        yield Reference(start, at, name, form, _malformed(name, form))


def _malformed(name: str, form: str) -> tuple[str, str] | None:
    if not NAME.fullmatch(name):
        return f"“{name}” is no name of a fact.", "Write it as {{ survey.response_rate }}."
    if form and not _FORM.fullmatch(form):
        return f"“{form}” is no form of a number.", "Use integer, decimal.1, percent, percent.1 or money."
    return None


def _fault(found: Reference, named: Mapping[str, Fact]) -> tuple[str, str] | None:
    """Tell what keeps a well-formed reference from being filled."""
    if not found.name:
        return None
    fact = named.get(found.name)
    if fact is None:
        near = get_close_matches(found.name, named, _NAMED)
        remedy = f"Did you mean {', '.join(near)}?" if near else f"The facts are {', '.join(sorted(named))}."
        return f"No fact is called “{found.name}”.", remedy
    if fact.hidden:
        problem = f"“{found.name}” is hidden: too few persons stand behind it."
        return problem, "Take it out, or tell of a larger group."
    allowed = _ALLOWED.get(fact.unit, ("integer", "decimal"))
    if found.form and found.form.partition(".")[0] not in allowed:
        return (
            f"“{found.name}” ({fact.unit}) cannot be written as {found.form}.",
            f"Use {', '.join(allowed)}.",
        )
    return None


def _written(fact: Fact, form: str, language: Language) -> str:
    form = form or {"share": "percent", "kroner": "money"}.get(fact.unit, "")
    assert fact.value is not None
    value = int(fact.value) if fact.value.is_integer() and fact.unit != "share" else fact.value
    field = f"{{value:{form}}}" if form else "{value}"
    return fill(field, {"value": value}, language).replace("\\", "")
