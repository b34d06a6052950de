"""All tables of a staffing page, so that they are protected in one call and none gives away what another hides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kb.evaluation.staffing.load import limit_tables
from kb.privacy.disclosure import Protected, Table, protect
from kb.staffing.absence import DAYS, absence
from kb.staffing.hindsight.explaining import Bound, hindsight, lost, missing
from kb.staffing.load.baseline import over_time
from kb.staffing.load.concentration import people, steps_of_hours
from kb.staffing.load.flags import flagged
from kb.staffing.load.limits import RuleSet
from kb.staffing.movement.channels import channels_over_time
from kb.staffing.movement.redeployment import away, flow_tables
from kb.staffing.needs import fill
from kb.staffing.overtime import leaders, overtime
from kb.staffing.pipeline.filling import position_days
from kb.staffing.pipeline.funnel import funnel
from kb.staffing.pipeline.reasons import told_reasons, unfilled
from kb.staffing.pipeline.steps import steps, steps_by_source
from kb.staffing.pipeline.waits import Waits
from kb.staffing.records import Staffing
from kb.staffing.recruitment import channels, recruited

_STEPS = "klarering"


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured once and told in several places; `tables` are not protected yet."""

    tables: Mapping[str, Table]
    bound: Bound
    pace: Waits
    sources: Mapping[str, Waits]

    def protect(self, more: Mapping[str, Table] | None = None, *, smallest: int | str = 5) -> Protected:
        """Protect all tables in one call, with `more` that the page shows, such as what the redeployed answered."""
        parts = [_of_source(source) for source in self.sources]
        sums = {_STEPS: parts} if len(parts) > 1 else {}
        return protect({**self.tables, **(more or {})}, smallest=smallest, sums=sums)


def measure(
    staffing: Staffing,
    *,
    until: pd.Timestamp | None = None,
    rules: Mapping[str, Sequence[RuleSet]],
    exempt: Collection[str] = (),
    smallest: int = 5,
) -> Measured:
    """Measure everything a staffing page tells of: tables by name, the bound, and how long the clearance took.

    Weeks run to `until`; `rules` are the rule sets that overtime is held against, by heading (see `limit_tables`), and
    `exempt` the roles outside them. Parts of which the files tell nothing have no table. The names are those of the
    functions' own keys; what has several stands as `timer per uke`, `besatt per kompetanse`, `tapt per uke`.
    """
    found = hindsight(staffing)
    pace, sources = steps(staffing, smallest=smallest), steps_by_source(staffing, smallest=smallest)
    tables: dict[str, Table | None] = {
        **_needs(staffing),
        "trakt": funnel(staffing),
        _STEPS: pace.counts,
        **{_of_source(source): one.counts for source, one in sources.items()},
        **flow_tables(staffing),
        **away(staffing, until),
        **_hours(staffing, rules, exempt, smallest),
        **_channels(staffing, until),
        "tapt per uke": lost(found),
        "tapt per kompetanse": lost(found, "kompetanse"),
        "manglet": missing(found),
        DAYS: absence(staffing),
    }
    there = {name: table for name, table in tables.items() if table is not None and not table.counts.empty}
    return Measured(there, found, pace, sources)


def _needs(staffing: Staffing) -> dict[str, Table | None]:
    return {
        "besatt per område": fill(staffing),
        "besatt per kompetanse": fill(staffing, "kompetanse"),
        "besatt per uke": fill(staffing, "uke"),
        "dekket per område": position_days(staffing, "område"),
        "dekket per kompetanse": position_days(staffing, "kompetanse"),
        "dekket per uke": position_days(staffing, "uke"),
        "årsaker": unfilled(staffing),
        "oppgitte årsaker": told_reasons(staffing),
    }


def _hours(
    staffing: Staffing, rules: Mapping[str, Sequence[RuleSet]], exempt: Collection[str], smallest: int
) -> dict[str, Table | None]:
    rows = staffing.overtime
    if rows.empty:
        return {}
    return {
        **overtime(staffing),
        **over_time(rows),
        "ledere": leaders(staffing),
        "fordelt": steps_of_hours(rows, exempt=exempt, smallest=smallest),
        "personer med overtid": people(rows, exempt=exempt),
        **limit_tables(rows, rules, exempt=exempt),
        **{f"flagget {heading}": flagged(rows, chosen, exempt=exempt) for heading, chosen in rules.items()},
    }


def _channels(staffing: Staffing, until: pd.Timestamp | None) -> dict[str, Table]:
    told = {f"{name} per kanal": table for name, table in channels(staffing).items()}
    for period in ("uke", "måned"):
        over = channels_over_time(staffing, period, until)
        told |= {f"{name} per kanal og {period}": table for name, table in over.items()}
    engaged = recruited(staffing)
    for name, table in engaged.items():
        # Only those engaged are told by category: with the others beside them, far more would have to be hidden.
        told[f"engasjert {name}"] = Table(table.counts[["engasjert"]])
        told[f"ikke engasjert {name}"] = Table(table.counts[["ikke engasjert"]].sum().to_frame("antall"))
    return told


def _of_source(source: str) -> str:
    return f"{_STEPS}: {source}"
