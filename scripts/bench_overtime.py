"""Check a year of overtime against the limits, beside straightforward rolling sums in pandas, in one run.

Run it in the `.venv`; the ratio is pandas to ours. Both say of each person and limit whether some window holds
too many hours by the ordinary rules. `python scripts/bench_overtime.py 2000` checks 2,000 employees; without a
number, 10,000.
"""

import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from kb.staffing.load.checks import POSSIBLE, check
from kb.staffing.load.limits import RuleSet, name_of, read_limits

EMPLOYEES, DAYS, ROUNDS = 10_000, 365, 3
FIRST = date(2019, 1, 1)
ORDINARY = "aml-10-6-4"


def year(employees: int, seed: int = 20200318) -> pd.DataFrame:
    """Make a year of overtime by day: most write some hours a month, a few write many."""
    random = np.random.default_rng(seed)
    often = random.beta(1, 12, employees)
    person, day = np.nonzero(random.random((employees, DAYS)) < often[:, None])
    days = np.array([str(one) for one in np.datetime64(FIRST) + np.arange(DAYS)])
    return pd.DataFrame(
        {
            "område": np.array(["Helse", "PLO", "Skole"])[person % 3],
            "rolle": "sykepleier",
            "periode": days[day],
            "type": "overtid",
            "timer": random.integers(2, 33, len(day)) / 4,
            "person": np.char.add("P", person.astype(str)),
        }
    )


def ours(rows: pd.DataFrame, rule: RuleSet) -> dict[str, int]:
    """Count persons with a possible excess, by limit."""
    return {name: int(table.counts[POSSIBLE].sum()) for name, table in check(rows, [rule], exempt=()).items()}


def theirs(rows: pd.DataFrame, rule: RuleSet) -> dict[str, int]:
    """Count the same with a rolling sum by time for each person."""
    dated = rows.assign(dag=pd.to_datetime(rows["periode"])).sort_values(["person", "dag"]).set_index("dag")
    persons = dated.groupby("person")["timer"]
    counts = {}
    for limit in rule.limits:
        most = persons.rolling(f"{limit.days}D").sum().groupby(level="person").max()
        counts[name_of(limit.days)] = int((most > float(limit.hours) + 1e-6).sum())
    return counts


def measured(
    work: Callable[[pd.DataFrame, RuleSet], dict[str, int]], rows: pd.DataFrame, rule: RuleSet
) -> tuple[float, dict[str, int]]:
    """Give the seconds of one round, and what it counted."""
    began = time.perf_counter()
    counts = work(rows, rule)
    return time.perf_counter() - began, counts


def main() -> None:
    """Measure both in turn, round after round, and take the best of each."""
    employees = int(sys.argv[1]) if len(sys.argv) > 1 else EMPLOYEES
    rows, rule = year(employees), read_limits()[ORDINARY]
    rounds = [(measured(ours, rows, rule), measured(theirs, rows, rule)) for _ in range(ROUNDS)]
    mine, other = (min(one[at][0] for one in rounds) for at in (0, 1))
    counts = rounds[0][0][1]
    print(f"{employees:,} employees, {len(rows):,} days with overtime, limits {', '.join(counts)}")
    print(f"ours {mine:.2f} s, pandas {other:.2f} s, ratio {other / mine:.1f}")
    print(f"possible excess: {counts}; the same by both: {counts == rounds[0][1][1]}")


if __name__ == "__main__":
    main()
