"""Protected tables as a terminal and as JSON have them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.privacy.disclosure import ProtectedTable
    from kb.survey.tabling import Tabled

HIDDEN = ":"


def plain(one: Tabled, table: ProtectedTable) -> Mapping[str, object]:
    """Give a protected table as plain values; a hidden figure is None."""
    cells = table.cells.astype(object).where(table.cells.notna(), None)
    totals = table.row_totals.astype(object).where(table.row_totals.notna(), None)
    return {
        "kind": one.kind,
        "title": one.title,
        "question": one.question,
        "option": one.option,
        "columns": [str(column) for column in cells.columns],
        "rows": [
            {"label": str(row), "cells": cells.loc[row].tolist(), "base": totals[row]} for row in cells.index
        ],
        "total": None if math.isnan(table.total) else table.total,
    }


def laid_out(table: ProtectedTable) -> str:
    """Write a protected table for a terminal, its base last."""
    shown = table.cells.assign(n=table.row_totals)
    return shown.map(lambda figure: HIDDEN if math.isnan(figure) else f"{figure:.0f}").to_string()
