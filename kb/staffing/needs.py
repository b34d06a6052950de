"""Needs the leaders registered, and how they were filled; `kb.staffing.pipeline` tells how long it took."""

from __future__ import annotations

from typing import Literal

from kb.privacy.disclosure import Table
from kb.staffing.periods import week_of
from kb.staffing.records import Staffing


def fill(staffing: Staffing, by: Literal["område", "kompetanse", "tjenestested", "uke"] = "område") -> Table:
    """Count positions `besatt` and `ubesatt` by a column of needs.csv, or by the week they were registered.

    The shares of the protected table are the fill rates.
    """
    needs = staffing.needs.assign(uke=week_of(staffing.needs["meldt"]))
    needs["ubesatt"] = needs["stillinger"] - needs["besatt"]
    return Table(needs.groupby(by)[["besatt", "ubesatt"]].sum().astype("int64"))
