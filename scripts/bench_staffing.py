"""Find the most a pool could fill, beside the dense assignment of scipy, in one run.

Run it in the `.venv`; the ratio is dense to ours. `linear_sum_assignment` gives each person one position only, so
it fills no more than ours; it is left out where its matrix would not fit. `python scripts/bench_staffing.py big`
measures 20,000 needs and 50,000 persons too.
"""

import sys
import time

import numpy as np
import pandas as pd

from kb.staffing.hindsight.bounds import fill_most

SIZES = {"small": (500, 1_000, 12), "big": (20_000, 50_000, 60)}
AREAS, ENDS = 8, (150, 200, 2**31)


def drawn(
    needs: int, persons: int, competences: int, seed: int = 20200318
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make needs in a spring, and persons ready from day to day until one of three days."""
    random = np.random.default_rng(seed)
    first = random.integers(0, 120, needs)
    asked = pd.DataFrame(
        {
            "kompetanse": random.integers(0, competences, needs).astype(str),
            "område": random.integers(0, AREAS, needs).astype(str),
            "første": first,
            "siste": first + random.integers(14, 75, needs),
            "plasser": random.integers(1, 5, needs),
            "pool": 0,
        }
    )
    ready = pd.DataFrame(
        {
            "kompetanse": random.integers(0, competences, persons).astype(str),
            "hjem": np.where(
                random.random(persons) < 0.5, "", random.integers(0, AREAS, persons).astype(str)
            ),
            "klar": random.integers(0, 100, persons),
            "slutt": random.choice(ENDS, persons),
        }
    )
    return asked, ready


def dense(asked: pd.DataFrame, ready: pd.DataFrame) -> int:
    """Assign every position to a person by one matrix of all pairs, each person once."""
    from scipy.optimize import linear_sum_assignment

    places = asked.loc[asked.index.repeat(asked["plasser"])]
    wanted, own = places["kompetanse"].to_numpy()[:, None], ready["kompetanse"].to_numpy()
    begins, ends = (places[name].to_numpy()[:, None] for name in ("første", "siste"))
    able = (wanted == own) & (ready["klar"].to_numpy() <= begins) & (ends <= ready["slutt"].to_numpy())
    near = able & (places["område"].to_numpy()[:, None] == ready["hjem"].to_numpy())
    rows, columns = linear_sum_assignment(able + near / (len(places) + 1), maximize=True)
    return int(able[rows, columns].sum())


def main() -> None:
    """Measure each size asked for."""
    for size in ["small", *sys.argv[1:]]:
        needs, persons, _ = SIZES[size]
        asked, ready = drawn(*SIZES[size])
        began = time.perf_counter()
        most = int(fill_most(asked, ready, {})["fylt"].sum())
        ours = time.perf_counter() - began
        told = f"{needs:,} needs of {asked['plasser'].sum():,} positions, {persons:,} persons"
        print(f"{told}: ours {ours:.2f} s, {most:,} filled", flush=True)
        if size == "small":
            began = time.perf_counter()
            other = dense(asked, ready)
            seconds = time.perf_counter() - began
            print(f"dense {seconds:.2f} s, {other:,} filled one a person; ratio {seconds / ours:.2f}")


if __name__ == "__main__":
    main()
