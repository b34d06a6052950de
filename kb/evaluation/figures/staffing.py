"""The figures of the staffing files as facts: recruitment, overtime, redeployment, and needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kb.evaluation.reconciling.facts import Fact, count, share, speaking
from kb.privacy.disclosure import Protected, ProtectedTable, Table
from kb.reports.text.markup import slug
from kb.reports.text.numbers import month
from kb.staffing.overtime import total
from kb.staffing.records import Staffing
from kb.staffing.recruitment import recruited
from kb.staffing.summary import summary_tables

_OWN = "facts: "  # before the names of tables, so that they are no other's
_OVERTIME = "overtid*|overtime"
_ENGAGED = (
    "engasjert|engasjerte|engasjement|tilsatt|tilsett|tilsatte|rekruttert|rekrutterte|rekruttering|engaged"
)
_RECRUITED = "rekruttert|rekrutterte|rekruttering|recruited"
_MOVED = "omdisponert|omdisponerte|omdisponering|redeployed"
_ACROSS = "på tvers|andre områder|annet område|across"
_WITHIN = "innen|innenfor|innan|eget|eige|within"
_NEEDED = "meldt|meldte|stilling*|behov|registered"
_FILLED = "besatt|besatte|dekket|dekt|filled"


def staffing_facts(staffing: Staffing, shown: Protected) -> list[Fact]:
    """Give the figures of the staffing files from their protected `staffing_tables`; hidden there, hidden here.

    The names are `staffing.recruitment.<month>.recruited`, `.engaged` and `.engaged.<category>`;
    `staffing.overtime.hours`, `.cost`, `.cost_per_hour`, `.<area>.hours` with `.share`, and `.<role>` for leaders;
    `staffing.redeployed.across` and `.within`; `staffing.needs.positions`, `.filled` and `.fill_rate`, also by
    competence. Hours and kroner count shifted hours too, as the files do.
    """
    own = Protected(
        {name.removeprefix(_OWN): shown[name] for name in shown if name.startswith(_OWN)}, shown.smallest
    )
    facts = [*_recruitment(recruited(staffing), own), *_overtime(own), *_needs(own)]
    for name, told in (("across", _ACROSS), ("within", _WITHIN)):
        if name in own:
            facts.append(count(f"staffing.redeployed.{name}", own[name].total, [_MOVED, told]))
    return facts


def staffing_tables(staffing: Staffing) -> dict[str, Table]:
    """Count all that `staffing_facts` tells, to be protected together with what else a page shows."""
    return {f"{_OWN}{name}": table for name, table in summary_tables(staffing).items()}


def _recruitment(periods: dict[str, Table], shown: Protected) -> Iterator[Fact]:
    """Tell each period; the one with most people is meant where a text names none."""
    sizes = {name: float(table.counts.to_numpy().sum()) for name, table in periods.items()}
    main = max(sizes, key=sizes.__getitem__, default="")
    for name in periods:
        table, start = shown[f"recruited {name}"], name[:7]
        when = [] if name == main else [_months(name)]
        all_of_them = count(f"staffing.recruitment.{start}.recruited", table.total, [_RECRUITED, *when])
        words = [_ENGAGED, *when]
        engaged = count(
            f"staffing.recruitment.{start}.engaged",
            table.column_totals.iloc[0],
            words,
            part_of=all_of_them.name,
        )
        yield from (all_of_them, engaged)
        for category, persons in table.cells.iloc[:, 0].items():
            own = f"{engaged.name}.{slug(str(category))}"
            yield count(own, persons, [speaking([str(category)]), *words], part_of=engaged.name)


def _overtime(shown: Protected) -> Iterator[Fact]:
    """Tell hours and kroner, each area's part of the hours, and how many leaders wrote any."""
    if "timer per type" not in shown:
        return
    sums = total(shown)
    hours = count("staffing.overtime.hours", sums.hours, [_OVERTIME], unit="hours")
    yield hours
    yield count("staffing.overtime.cost", sums.cost, [_OVERTIME], unit="kroner")
    rate = [_OVERTIME, "per time|timen|i timen|an hour"]
    yield count("staffing.overtime.cost_per_hour", sums.cost_per_hour, rate, unit="kroner")
    for area, amount in shown["timer per type"].row_totals.items():
        words = [speaking([str(area), *_short(str(area))]), _OVERTIME]
        own = count(
            f"staffing.overtime.{slug(str(area))}.hours", amount, words, unit="hours", part_of=hours.name
        )
        yield from (own, share(f"{own.name}.share", own, hours))
    for role, persons in (shown["leaders"].row_totals if "leaders" in shown else {}).items():
        yield count(f"staffing.overtime.{slug(str(role))}", persons, [str(role), _OVERTIME])


def _needs(shown: Protected) -> Iterator[Fact]:
    """Tell how many positions were asked for, and how many of them were filled."""
    if "areas" not in shown:
        return
    yield from _filled("staffing.needs", shown["areas"].total, shown["areas"].column_totals.iloc[0], [])
    table: ProtectedTable = shown["competences"]
    for competence, positions, filled in zip(
        table.row_totals.index, table.row_totals.tolist(), table.cells.iloc[:, 0].tolist(), strict=True
    ):
        words = [speaking([str(competence)])]
        yield from _filled(f"staffing.needs.{slug(str(competence))}", positions, filled, words)


def _filled(name: str, positions: float, filled: float, words: Sequence[str]) -> Iterator[Fact]:
    asked = count(f"{name}.positions", positions, [*words, _NEEDED], unit="positions")
    done = count(f"{name}.filled", filled, [*words, _FILLED], unit="positions", part_of=asked.name)
    yield from (asked, done, share(f"{name}.fill_rate", done, asked, [*words, f"{_FILLED}|fyllingsgrad"]))


def _short(area: str) -> list[str]:
    """Give the letters an area of several words is called by: PLO for *Pleie og omsorg*."""
    letters = "".join(word[0] for word in area.split())
    return [letters] if len(letters) > 2 else []


def _months(period: str) -> str:
    """Name the months of a period such as `2020-07-01/2020-08-31`, in bokmål as in nynorsk."""
    start, end = (dt.date.fromisoformat(day) for day in period.split("/"))
    steps = (end.year - start.year) * 12 + end.month - start.month + 1
    months = [
        dt.date(start.year + (start.month - 1 + n) // 12, (start.month - 1 + n) % 12 + 1, 1)
        for n in range(steps)
    ]
    return "|".join(dict.fromkeys(month(day).split()[0] for day in months))
