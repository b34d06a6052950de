"""Who gave, who got, and what each channel brought, as readers see it."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from kb.evaluation.staffing.wording import Say, saying, signed, whole
from kb.privacy.disclosure import Protected, ProtectedTable
from kb.reports.tables.grid import capital
from kb.reports.tables.hiding import hidden_sign, nothing_sign
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Block
from kb.reports.text.numbers import Language, integer, money, percent
from kb.reports.text.phrases import phrase
from kb.staffing.movement.channels import cost_per_hour
from kb.staffing.movement.redeployment import net


def moves_list(
    flows: ProtectedTable,
    stayed: pd.DataFrame,
    emptied: pd.DataFrame,
    *,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List areas with what they gave, got and netted, how long people stayed there, and how far it was emptied.

    `stayed` is from `durations` and `emptied` from the function of that name. Areas that neither gave nor got are
    left out; those that got most more than they gave stand first.
    """
    say, rows = saying(language), []
    told = net(flows)
    for area, row in told[(told["avgitt"] != 0) | (told["mottatt"] != 0)].iterrows():
        rows.append(
            {
                say("area"): str(area),
                say("given"): whole(row["avgitt"], language),
                say("got"): whole(row["mottatt"], language),
                say("net"): signed(row["netto"], language),
                say("stayed"): _days(stayed, area, row["mottatt"], say, language),
                say("emptied"): _emptied(emptied, area, row["netto"], language),
            }
        )
    return listing(rows, caption=caption, name=name, language=language)


def channel_list(
    shown: Protected,
    lead: pd.DataFrame,
    *,
    persons: str,
    hours: str,
    cost: str,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List channels with persons, hours, cost, cost per hour, and days from the first step of the clearance.

    `persons`, `hours` and `cost` name protected tables; a channel that is not in one is not known there, which is
    not zero: a dash.
    """
    say, rows = saying(language), []
    rates = cost_per_hour(shown[hours], shown[cost])
    for channel, people in shown[persons].row_totals.items():
        rows.append(
            {
                say("channel"): capital(str(channel)),
                say("persons"): whole(float(people), language),
                say("hours"): _known(shown[hours].row_totals, channel, language),
                say("cost"): _known(shown[cost].row_totals, channel, language, kroner=True),
                say("rate"): _known(rates.round() if channel in rates.index else rates, channel, language),
                say("lead"): _pair(lead, channel, "median", "p90", say, language),
            }
        )
    return listing(rows, caption=caption, name=name, language=language)


def channel_words(shown: ProtectedTable, language: Language = "nb") -> str:
    """Tell in words how each channel (row) went over the periods (columns)."""
    return "; ".join(
        f"{channel} {', '.join(_spoken(value, language) for value in row)}"
        for channel, row in zip(shown.cells.index, shown.cells.to_numpy(dtype=float).tolist(), strict=True)
    )


def _spoken(value: float, language: Language) -> str:
    return phrase("hidden", language) if math.isnan(value) else integer(value, language=language)


def _days(stayed: pd.DataFrame, area: object, got: float, say: Say, language: Language) -> str | Markup:
    return nothing_sign(language) if got == 0 else _pair(stayed, area, "median", "p90", say, language)


def _pair(
    days: pd.DataFrame, key: object, half: str, tail: str, say: Say, language: Language
) -> str | Markup:
    """Write two quantiles as 46 (70); a dash where nothing is told, and "for få" where it may not be."""
    if key not in days.index:
        return nothing_sign(language)
    told = [float(days.loc[key, name]) for name in (half, tail)]  # type: ignore[index,arg-type]
    if math.isnan(told[0]):
        return nothing_sign(language)
    return f"{told[0]:.0f} ({say('too_few') if math.isnan(told[1]) else f'{told[1]:.0f}'})"


def _emptied(emptied: pd.DataFrame, area: object, net_of_all: float, language: Language) -> str | Markup:
    """Write how many were away in the worst week, their share of the employed, and the week.

    Of an area that gave more than it got, but of which no shown week tells it, the weeks are hidden.
    """
    if area not in emptied.index:
        return nothing_sign(language)
    row = emptied.T[str(area)]
    if math.isnan(row["færre"]):
        return hidden_sign(language)
    if not row["færre"]:
        return hidden_sign(language) if net_of_all < 0 else nothing_sign(language)
    week = phrase("week", language, week=int(str(row["uke"])[-2:]))
    return (
        f"{integer(row['færre'], language=language)} ({percent(row['andel'], 1, language=language)}), {week}"
    )


def _known(
    values: pd.Series[float], channel: object, language: Language, *, kroner: bool = False
) -> str | Markup:
    if channel not in values.index:
        return nothing_sign(language)
    value = float(values[str(channel)])
    if math.isnan(value):
        return hidden_sign(language)
    return money(value, language=language) if kroner else integer(value, language=language)
