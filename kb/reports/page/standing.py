"""How far a report has come, and the day it is dated, as its notebook's metadata tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kb.errors import Fault, FaultsFound
from kb.reports.text.numbers import Language, date
from kb.reports.text.phrases import phrase

STATUSES = {
    "utkast": "status_draft",
    "til behandling": "status_pending",
    "endelig": "status_final",
    "løpende": "status_living",  # what is written anew as the bank grows
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A status of `STATUSES`, and the day its writer dated the report; the day of the run is another thing."""

    status: str = "utkast"
    day: dt.date | None = None

    def written(self, language: Language) -> str:
        """Tell it at the top of a page: `Til behandling · 21. november 2026`."""
        parts = [phrase(STATUSES[self.status], language)]
        if self.day:
            parts.append(date(self.day, language=language))
        return " · ".join(parts)


def read_standing(metadata: Mapping[str, object], notebook: str) -> Standing:
    """Read `status` and `date` of a notebook's `kb` metadata. Raises `FaultsFound` for what they cannot be."""
    faults: list[Fault] = []
    status = str(metadata.get("status", Standing().status))
    if status not in STATUSES:
        problem = f"kb.status is “{status}”."
        faults.append(Fault(notebook, "metadata", problem, f"Use {', '.join(STATUSES)}."))
    day: dt.date | None = None
    if "date" in metadata:
        try:
            day = dt.date.fromisoformat(str(metadata["date"]))
        except ValueError:
            problem = f"kb.date is “{metadata['date']}”."
            faults.append(Fault(notebook, "metadata", problem, "Write the date as 2026-11-21."))
    if faults:
        raise FaultsFound(faults)
    return Standing(status, day)
