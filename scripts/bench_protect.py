"""Protect a survey's tables beside pytauargus, which protects each alone, in one run: time and hidden figures.

Run it in the `.venv`; the ratios are ours to theirs. Their tables keep no secret of each other: they know no
linked tables. `python scripts/bench_protect.py 60` measures 60 tables a wave; without a number, three sizes.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import chdir
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Table, protect

AREAS, WAVES, ROUNDS = 15, 2, 3
PERSONS = (25, 40, 60, 120, 300, 700, 1500)
SIZES = (10, 30, 60)
LIKERT = np.array([1, 2, 4, 5, 3, 1.5])


def survey(questions: int, seed: int = 20200615) -> dict[str, Table]:
    """Make a survey's tables: who responded, each question by area, and of every fourth who answered it."""
    random = np.random.default_rng(seed)
    areas = [f"Område {number:02}" for number in range(AREAS)]
    tables: dict[str, Table] = {}
    for wave in range(WAVES):
        sent = random.choice(PERSONS, size=AREAS)
        responded = random.binomial(sent, 0.69)
        shares = {"svarte": responded, "svarte ikke": sent - responded}
        tables[f"svar {wave}"] = Table(pd.DataFrame(shares, areas))
        for question in range(questions - 1):
            if question % 4 == 3:
                base = tables[f"q{question - 1} {wave}"].counts.sum(axis="columns")
                states = {f"besvart {question}": base, "vet ikke": responded - base}
                tables[f"grunnlag {question} {wave}"] = Table(pd.DataFrame(states))
                continue
            steps = int(random.integers(4, 7))
            common = random.dirichlet(LIKERT[:steps] * 1.5)
            answered = random.binomial(responded, 0.9) if question % 4 == 2 else responded
            rows = [random.multinomial(n, random.dirichlet(common * 20 + 0.2)) for n in answered]
            columns = [f"steg {step}" for step in range(steps)]
            tables[f"q{question} {wave}"] = Table(pd.DataFrame(rows, areas, columns))
    return tables


def ours(tables: Mapping[str, Table]) -> int:
    """Protect all tables together; count what is hidden."""
    return protect(tables).hidden


def theirs(tables: Mapping[str, Table]) -> int:
    """Protect each table alone: fewer than 5, 30 % on both sides, optimal; count what is hidden."""
    from pytauargus import protect as protect_by_tau

    hidden = 0
    for table in tables.values():
        numbers = table.counts.to_numpy()
        rows, columns = np.nonzero(numbers)
        times = numbers[rows, columns]
        persons = {
            "row": [f"r{row:02}" for row in np.repeat(rows, times)],
            "column": [f"c{column:02}" for column in np.repeat(columns, times)],
            "one": [1.0] * int(times.sum()),
        }
        with TemporaryDirectory() as folder, chdir(folder):  # it leaves its logs where it is run
            done = protect_by_tau(
                persons,
                ["row", "column"],
                "one",
                safety_rules="FREQ(5,30)",
                suppress="OPT(1)",
                workdir=folder,
            )
            hidden += sum(status in "UM" for status in done.tables[0].status())
    return hidden


def measured(work: Callable[[Mapping[str, Table]], int], tables: Mapping[str, Table]) -> tuple[float, int]:
    """Give the processor seconds of one round, and what it hid."""
    began = time.process_time()
    hidden = work(tables)
    return time.process_time() - began, hidden


def main() -> None:
    """Measure both in turn, round after round, so that a busy machine slows both alike."""
    print("tables  ours s  theirs s  time ratio  hidden ours  theirs  hidden ratio")
    ours(survey(3))  # the solvers are loaded by the first call
    theirs(survey(3))
    for size in [int(given) for given in sys.argv[1:]] or SIZES:
        tables = survey(size)
        rounds = [(measured(ours, tables), measured(theirs, tables)) for _ in range(ROUNDS)]
        mine, other = (statistics.median(one[at][0] for one in rounds) for at in (0, 1))
        hidden, least = rounds[0][0][1], rounds[0][1][1]
        times = f"{len(tables):6}  {mine:6.2f}  {other:8.2f}  {mine / other:10.2f}"
        print(f"{times}  {hidden:11}  {least:6}  {hidden / least:12.3f}")


if __name__ == "__main__":
    main()
