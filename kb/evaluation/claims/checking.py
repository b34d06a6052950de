"""What is wrong with a finding before it may be told: every fault, as problem and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from kb.evaluation.claims.lock import Lock, held_against
from kb.evaluation.claims.records import Evidence, Gone, Number, Quote
from kb.evaluation.plan import Plan

Problem = tuple[str, str]  # what is wrong, and what to do

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Years, days of a month and paragraphs of a law are no findings; every other figure is.
NO_FINDING = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\. ?(?=[a-zæøå])|§+ ?\d+(?:-\d+)?|covid-19", re.IGNORECASE
)
_SHOWN = 60  # letters of a claim that tell which one it is


def claim_problems(
    statement: str, evidence: Sequence[Evidence], against: Sequence[Evidence] = ()
) -> Iterator[Problem]:
    """Find what keeps a claim from being told: no evidence, evidence that is gone or hidden, and typed figures."""
    if not statement.strip():
        yield "A finding without words.", "Say what was found."
    if not evidence:
        yield f"A finding without evidence: “{_start(statement)}”.", "Give it a number or a passage."
    for one in (*evidence, *against):
        yield from _evidence_problems(one)
    typed = re.search(r"\d[\d\u00a0 .,]*", NO_FINDING.sub("", PLACEHOLDER.sub("", statement)))
    if typed:
        problem = f"The figure {typed[0].strip()} is typed by hand in “{_start(statement)}”."
        yield problem, "Give it as a number in the evidence, and write its name in braces."
    yield from _unnamed(statement, [one for one in (*evidence, *against) if isinstance(one, Number)])


def changed_problems(evidence: Sequence[Evidence], lock: Lock) -> Iterator[Problem]:
    """Find evidence that was never approved, or has changed since."""
    yield from held_against(lock, [(one.key, one.state) for one in standing(evidence) if one.key])


def plan_problems(question: str, about: Sequence[str], plan: Plan) -> Iterator[Problem]:
    """Find a question, an area or a group that the plan does not have."""
    known = [one.id for one in plan.questions]
    if question not in known:
        yield f"The plan has no question “{question}”.", f"Name one: {', '.join(known)}."
    for name in about:
        if name not in (groups := [*plan.groups, *plan.areas]):
            near = get_close_matches(name, groups, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Name one: {', '.join(groups)}."
            yield f"The plan has no area or group “{name}”.", remedy


def standing(evidence: Sequence[Evidence]) -> list[Number | Quote]:
    """Give the evidence that is there."""
    return [one for one in evidence if not isinstance(one, Gone)]


def _evidence_problems(one: Evidence) -> Iterator[Problem]:
    if isinstance(one, Gone):
        yield f"Evidence is gone: {one.problem}", one.remedy
    elif isinstance(one, Number) and math.isnan(one.value):
        yield f"The number “{one.name}” is hidden.", "Tell of a larger group, or leave it out."
    elif isinstance(one, Quote) and one.status == "rejected":
        yield f"The lesson {one.document} is rejected, and no evidence.", "Name another."


def _unnamed(statement: str, numbers: Sequence[Number]) -> Iterator[Problem]:
    names = {number.name for number in numbers}
    wanted = dict.fromkeys(name.partition(":")[0] for name in PLACEHOLDER.findall(statement))
    for name in (name for name in wanted if name not in names):
        yield f"No value for {name} in “{_start(statement)}”.", "Give it as a number in the evidence."
    double = [name for name in names if len({one.value for one in numbers if one.name == name}) > 1]
    for name in sorted(double):
        yield f"Two numbers are called {name}.", "Give each its own with `name=`."


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
