"""Whether the method holds: mandate, period, sources, response rate, triangulation, limits, and who has commented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.evaluation.plan import STEPS, Plan

DUTIES = ("§ 8", "§ 9")
FEWEST_KINDS = 2  # kinds of source behind a finding that is triangulated
_SIDES = ("strength", "improvement")


class Judged(Protocol):
    """A finding as far as method goes: its name, the question it answers, its side, and its kinds of source."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def question(self) -> str:
        """The question's id."""

    @property
    def kind(self) -> str:
        """Strength or improvement."""

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of source behind it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a method must have: its name, whether it has it, the figures it is told by, and what lacks."""

    name: str
    met: bool
    figures: tuple[float, ...] = ()
    lacking: tuple[str, ...] = ()


def check_method(plan: Plan, claims: Sequence[Judged], *, response_rate: float | None = None) -> list[Item]:
    """Check the method of an evaluation by its plan and findings; `response_rate` is a share, where one was asked."""
    unfilled = plan.unfilled()
    asked = any(source.kind == "survey" for source in plan.data)
    single = [one.name for one in claims if len(set(one.kinds)) < FEWEST_KINDS]
    answered = {one.question for one in claims}
    unanswered = tuple(one.id for one in plan.questions if one.id not in answered)
    sides = [sum(one.kind == side for one in claims) for side in _SIDES]
    days = (plan.end - plan.start).days + 1
    unset, unmet = _unset(plan), _unmet(plan, unfilled)
    return [
        _filled(plan, "mandate", unfilled),
        _filled(plan, "purpose", unfilled),
        Item("period", True, (days,)),
        Item(
            "questions",
            not unanswered,
            (len(plan.questions) - len(unanswered), len(plan.questions)),
            unanswered,
        ),
        Item("sources", len(plan.sources) >= FEWEST_KINDS, (len(plan.sources),)),
        Item("response_rate", response_rate is not None or not asked, _known(response_rate)),
        Item(
            "triangulation",
            bool(claims) and not single,
            (len(claims) - len(single), len(claims)),
            tuple(single),
        ),
        Item("both_sides", all(sides), tuple(sides)),
        _filled(plan, "limits", unfilled),
        _filled(plan, "commented_by", unfilled),
        Item("dates", not unset, (), tuple(unset)),
        Item("duties", not unmet, (), tuple(unmet)),
    ]


def _filled(plan: Plan, key: str, unfilled: Sequence[str]) -> Item:
    lacking = tuple(place for place in unfilled if place.partition(".")[0] == key)
    value = getattr(plan, key)
    return Item(key, not lacking, (len(value),) if isinstance(value, list) else (), lacking)


def _known(rate: float | None) -> tuple[float, ...]:
    return () if rate is None else (rate,)


def _unset(plan: Plan) -> list[str]:
    return [step for step in STEPS if getattr(plan.dates, step) is None and _is_due(plan, step)]


def _is_due(plan: Plan, step: str) -> bool:
    """Tell whether a date must be set: that of a survey only where there is one."""
    return step != "survey" or any(source.kind == "survey" for source in plan.data)


def _unmet(plan: Plan, unfilled: Sequence[str]) -> list[str]:
    """List the paragraphs that no duty of the plan tells of, and duties that are not filled in."""
    rules = [duty.rule for duty in plan.duties]
    named = [one for one in DUTIES if not any(one in rule.replace("\u00a0", " ") for rule in rules)]
    return [*named, *(place for place in unfilled if place.startswith("duties"))]
