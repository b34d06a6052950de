"""What was asked for, and how much of what was filled the pool itself may have filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import pandas as pd

from kb.staffing.hindsight.pool import CLEARED, day_numbers
from kb.staffing.periods import week_of
from kb.staffing.pipeline.clearing import known_until
from kb.staffing.records import Staffing

Covers = Mapping[str, Collection[str]]


def demand(staffing: Staffing, pool: pd.DataFrame, covers: Covers) -> pd.DataFrame:
    """Give a row a need, by id: what it asks for, its days `første` and `siste`, and how it was filled.

    A need without a last day lasts until the last day on which something happened. `uke` is the week of its
    first day. Of the filled positions (`besatt`), `pool` were filled by persons of the pool in a way the
    rules allow, each person counted once; `andre` by somebody else or in another way, and stay filled.
    """
    told = staffing.needs.set_index("id").sort_index()
    first = day_numbers(told["fra"])
    known = pd.Series(known_until(staffing), index=told.index)
    last = day_numbers(told["til"].fillna(known)).clip(lower=first)
    needs = told[["område", "tjenestested", "kompetanse"]].assign(
        uke=week_of(told["fra"]),
        stillinger=told["stillinger"].astype("int64"),
        besatt=told["besatt"].astype("int64"),
        første=first,
        siste=last,
    )
    own = _filled_by_pool(needs, _placed(staffing, pool), covers)
    return needs.assign(pool=own, andre=needs["besatt"] - own)


def covering(covers: Covers, competence: str) -> list[str]:
    """Give the competences that can fill a need for one: itself, where nothing else is said."""
    return sorted(set(covers.get(competence, [competence])))


def _placed(staffing: Staffing, pool: pd.DataFrame) -> pd.DataFrame:
    """Give the first assignment of everybody in the pool who was willing, cleared and had one."""
    work = staffing.assignments.dropna(subset="ressurs").sort_values(["fra", "id"])
    work = work.drop_duplicates("ressurs").set_index("ressurs").sort_index()
    days = pd.DataFrame({"fra": day_numbers(work["fra"]), "til": day_numbers(work["til"])})
    placed = work[["til_område", "tjenestested"]].join(days).join(pool, how="inner")
    return placed[placed["villig"]].assign(klar=placed[["ledig", CLEARED]].max(axis="columns"))


def _filled_by_pool(needs: pd.DataFrame, placed: pd.DataFrame, covers: Covers) -> list[int]:
    """Share those placed among the filled positions of their unit, the first need first."""
    waiting: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    keys = zip(placed["til_område"], placed["tjenestested"], placed["kompetanse"], strict=True)
    spans = zip(*(placed[name] for name in ("klar", "slutt", "fra", "til")), strict=True)
    for key, span in zip(keys, spans, strict=True):
        waiting[key].append(span)
    own = dict.fromkeys(needs.index, 0)
    for need, row in needs.sort_values("første", kind="stable").iterrows():
        for competence in covering(covers, row["kompetanse"]):
            persons = waiting[row["område"], row["tjenestested"], competence]
            fits = [span for span in persons if _fits(span, row["første"], row["siste"])]
            for span in fits[: row["besatt"] - own[need]]:
                persons.remove(span)
                own[need] += 1
    return [own[need] for need in needs.index]


def _fits(span: tuple[int, ...], first: int, last: int) -> bool:
    ready, end, begun, over = span
    return ready <= first and last <= end and begun <= last and first <= over
