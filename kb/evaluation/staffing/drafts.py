"""Drafts of findings: sentences made from the figures that may be shown, for the writer to go on from."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from kb.evaluation.staffing.load import peak
from kb.evaluation.staffing.wording import Say, saying
from kb.privacy.disclosure import ProtectedTable
from kb.reports.text.markup import Block, element
from kb.reports.text.numbers import Language, integer, percent
from kb.staffing.hindsight.explaining import Bound
from kb.staffing.movement.redeployment import across, net
from kb.staffing.pipeline.funnel import ALL, biggest_drops, reached
from kb.staffing.pipeline.steps import slowest
from kb.staffing.pipeline.waits import Waits
from kb.staffing.records import STEPS

Drafts = Iterator[str]


def fill_drafts(filled: ProtectedTable, time: ProtectedTable, language: Language = "nb") -> Drafts:
    """Say how much of the need was covered, where least, and in time; tables have the columns filled and empty."""
    say = saying(language)
    total, rates = float(filled.column_totals.iloc[0]), filled.shares().iloc[:, 0]
    if not math.isnan(total / (filled.total or math.nan)) and rates.notna().all():
        values = {
            "filled": integer(total, language=language),
            "asked": integer(filled.total, language=language),
        }
        values["share"] = percent(total / filled.total, language=language)
        least = {"area": str(rates.idxmin()), "least": percent(float(rates.min()), language=language)}
        yield say("draft_fill", **values, **least)
    covered = float(time.column_totals.iloc[0]) / (time.total or math.nan)
    if not math.isnan(covered):
        yield say("draft_time", time=percent(covered, language=language))


def missing_drafts(short: ProtectedTable, language: Language = "nb") -> Drafts:
    """Say which positions nobody had the competence for, from the protected table of `missing`."""
    if short.total > 0 and short.row_totals.notna().all():
        names = ", ".join(str(name) for name in short.row_totals.index)
        yield saying(language)(
            "draft_missing", positions=integer(short.total, language=language), names=names
        )


def funnel_drafts(shown: ProtectedTable, measured: Waits, language: Language = "nb") -> Drafts:
    """Say how many came through, where most fell away, and which step was slowest."""
    say = saying(language)
    came, drop = reached(shown).T[ALL], biggest_drops(shown)[ALL]
    known = not math.isnan(came["registrert"]) and not math.isnan(came[STEPS[-1]])
    if known and drop.stages:
        yield say(
            "draft_funnel",
            registered=integer(came["registrert"], language=language),
            through=integer(came[STEPS[-1]], language=language),
            stage=", ".join(drop.stages),
            persons=integer(drop.persons, language=language),
        )
    slow = slowest(measured)
    if len(slow.steps) == 1 and not slow.open:
        yield say("draft_slowest", step=slow.steps[0], days=integer(slow.days, language=language))


def move_drafts(flows: ProtectedTable, language: Language = "nb") -> Drafts:
    """Say how many moved, and which areas got and gave most."""
    moved, within = across(flows)
    told = net(flows).dropna()
    if math.isnan(moved) or told.empty or len(told) < len(flows.row_totals):
        return
    yield saying(language)(
        "draft_moved",
        across=integer(moved, language=language),
        within=integer(within, language=language),
        receiver=str(told.index[0]),
        net=integer(told["netto"].iloc[0], language=language),
        giver=str(told.index[-1]),
        given=integer(-told["netto"].iloc[-1], language=language),
    )


def load_drafts(overtime: pd.DataFrame, language: Language = "nb") -> Drafts:
    """Say in which period overtime was furthest above the quiet level; `overtime` is from `against`."""
    found = peak(overtime, language)
    if found:
        month, hours, beyond, marked = found
        told = {"hours": integer(hours, language=language), "beyond": integer(beyond, language=language)}
        yield saying(language)("draft_overtime", month=month, holidays=marked or "–", **told)


def bound_drafts(found: Bound, language: Language = "nb") -> Drafts:
    """Say what the register could have given at most; all are totals of the municipality."""
    say: Say = saying(language)
    more = found.most - found.filled
    values = {"most": found.most, "more": more, "filled": found.filled}
    yield say("draft_bound", **{name: integer(value, language=language) for name, value in values.items()})


def draft_list(*drafts: Drafts, language: Language = "nb") -> Block:
    """List drafts; where no figure may be shown, say so."""
    lines = [line for several in drafts for line in several]
    if not lines:
        return Block(element("p", saying(language)("draft_none"), class_="nothing"))
    return Block(element("div", element("ul", *(element("li", line) for line in lines)), class_="prose"))
