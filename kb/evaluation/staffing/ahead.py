"""What a faster clearance or more people would have given, as a table that a chart can show."""

from __future__ import annotations

import pandas as pd

from kb.evaluation.staffing.wording import saying
from kb.privacy.disclosure import Table
from kb.reports.text.numbers import Language


def what_if_table(rates: pd.DataFrame, needed: int, *, language: Language = "nb") -> Table:
    """Write the fill rates of `sensitivity` with rows and columns in words; behind each stand positions.

    They are of no persons but of plans, all of the whole municipality: protect with `smallest=1`.
    """
    say = saying(language)
    rows = [say("as_it_was") if pd.isna(days) else say("within", days=f"{days:.0f}") for days in rates.index]
    columns = [f"+{more}" for more in rates.columns]
    named = rates.set_axis(rows, axis="index").set_axis(columns, axis="columns").rename_axis(say("cleared"))
    return Table((named * needed).round().astype("int64"), named)
