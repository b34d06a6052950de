"""How long it took, as readers see it: the steps of the clearance, each source for itself, and the time to fill."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from kb.evaluation.staffing.wording import Say, saying, share, whole
from kb.privacy.disclosure import ProtectedTable
from kb.reports.tables.grid import capital
from kb.reports.tables.hiding import nothing_sign
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Block
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase
from kb.staffing.pipeline.spells import WAY
from kb.staffing.pipeline.steps import slowest
from kb.staffing.pipeline.waits import Waits
from kb.staffing.pipeline.wording import days_words


def step_list(
    measured: Waits, counts: ProtectedTable, *, caption: str, name: str = "", language: Language = "nb"
) -> Block:
    """List each step with the days by which half and nine in ten were done, and how many were and still wait.

    `counts` are the protected counts of the same `Waits`.
    """
    say = saying(language)
    rows = [
        {
            say("step"): capital(_step(str(step), say)),
            say("median"): days_words(days, "median", language),
            say("tail"): days_words(days, "P90", language),
            say("done"): whole(done, language),
            say("waiting"): whole(waiting, language),
        }
        for (step, days), (done, waiting) in zip(
            measured.days.iterrows(), counts.cells.to_numpy(dtype=float).tolist(), strict=True
        )
    ]
    return listing(rows, caption=caption, name=name, language=language)


def source_list(
    parts: Mapping[str, Waits], *, caption: str, name: str = "", language: Language = "nb"
) -> Block:
    """List each source with the days of each step: half (nine in ten) within so many; and its slowest step."""
    say = saying(language)
    rows = []
    for source, measured in parts.items():
        begun = measured.counts.counts.sum(axis="columns") > 0
        cells = {
            _step(str(step), say): _both(days, say, language, begun=bool(begun[str(step)]))
            for step, days in measured.days.iterrows()
        }
        rows.append(
            {
                say("source"): capital(source),
                **cells,
                say("slowest"): _slowest(measured) or nothing_sign(language),
            }
        )
    return listing(rows, caption=caption, name=name, language=language)


def cover_list(
    positions: ProtectedTable,
    time: ProtectedTable,
    waited: Waits | None = None,
    *,
    caption: str,
    head: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List groups with positions asked for, the share filled, the share of the time covered, and days to fill.

    `positions` and `time` are protected together, with the columns filled and empty. The groups of `waited` are
    those of the tables; it is left out for weeks.
    """
    say = saying(language)
    rows = []
    for group, asked, filled in zip(
        positions.cells.index, positions.row_totals.tolist(), positions.cells.iloc[:, 0].tolist(), strict=True
    ):
        there = group in time.cells.index
        covered, of = (
            (float(time.cells.loc[group].iloc[0]), float(time.row_totals[group])) if there else (0, 0)
        )
        row = {
            head: _group(str(group), language),
            say("positions"): whole(asked, language),
            say("position_share"): share(filled, asked, language),
            say("time_share"): share(covered, of, language),
        }
        if waited is not None:
            row[say("median")] = days_words(waited.days.T[str(group)], "median", language)
        rows.append(row)
    return listing(rows, caption=caption, name=name, language=language)


def _group(name: str, language: Language) -> str:
    """Write a group with a capital, and an ISO week by its number."""
    week = re.fullmatch(r"\d{4}-W0?(\d+)", name)
    return str(capital(phrase("week", language, week=int(week[1])) if week else name))


def short_days(value: float, over: float, say: Say) -> str:
    """Say days in a cell whose head tells that they are: a number, "over 71" or "for få"."""
    if not math.isnan(value):
        return f"{value:.0f}"
    return say("too_few") if math.isnan(over) else say("over", days=f"{over:.0f}")


def _both(days: pd.Series[float], say: Say, language: Language, *, begun: bool) -> str | Markup:
    if not begun:
        return nothing_sign(language)
    half, tail = (
        short_days(float(days[figure]), float(days[f"{figure} over"]), say) for figure in ("median", "P90")
    )
    return half if half == tail else f"{half} ({tail})"


def _slowest(measured: Waits) -> str:
    return ", ".join(slowest(measured).steps)


def _step(step: str, say: Say) -> str:
    return say("whole_way") if step == WAY else step
