"""Whose overtime the law's limits cover: roles that are exempt, and those nobody has told, stand apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.errors import Fault, FaultsFound
from kb.staffing.load.limits import Hours

Group = Literal["område", "rolle"]

COVERED = "omfattet"
EXEMPT = "unntatt (§ 10-12)"
UNKNOWN = "ukjent rolle"
STANDINGS = (COVERED, UNKNOWN, EXEMPT)  # somebody with several roles has the first of them
COLUMNS = ("person", "rolle", "område", "periode", "type", "timer")


def standings(rows: pd.DataFrame, exempt: Collection[str]) -> NDArray[np.int64]:
    """Give the place in `STANDINGS` of each row's role; the municipality says which roles are `exempt`."""
    role = rows["rolle"]
    return np.where(role.isna(), 1, np.where(role.isin(list(exempt)), 2, 0)).astype(np.int64)


def standing_of(codes: NDArray[np.int64], places: NDArray[np.int64], persons: int) -> NDArray[np.int64]:
    """Give the standing of each person from that of the rows; `codes` say whose each row is."""
    least = np.full(persons, len(STANDINGS) - 1)
    np.minimum.at(least, codes, places)
    return least


def sums(places: NDArray[np.int64], hours: Hours, size: int) -> Hours:
    """Sum the hours that belong in each of `size` places."""
    return np.asarray(np.bincount(places, weights=hours, minlength=size), dtype=np.float64)


def require(rows: pd.DataFrame) -> None:
    """Raise `FaultsFound` unless `rows` has hours that can be analysed: `COLUMNS`, and no hours lacking.

    `person` and `rolle` may be empty; where a person is, `personer` tells how many stand behind the row.
    """
    crowd = "person" in rows and rows["person"].isna().any()
    lacking = [name for name in (*COLUMNS, *(["personer"] if crowd else [])) if name not in rows]
    faults = [Fault("hours", name, "The column is lacking.", "Add it.") for name in lacking]
    if "timer" in rows and not (rows["timer"] >= 0).all():
        faults.append(Fault("hours", "timer", "Is empty or below 0 in some rows.", "Give 0 or more."))
    if faults:
        raise FaultsFound(faults)
