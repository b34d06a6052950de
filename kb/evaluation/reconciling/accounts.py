"""A file held against facts: every number with its place, for people and as JSON."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.evaluation.reconciling.facts import Fact
from kb.evaluation.reconciling.reconciler import Judgement, reconcile
from kb.evaluation.reconciling.sources import read_sources
from kb.evaluation.reconciling.wording import explain
from kb.intake.figures.figures import Figure
from kb.reports.text.numbers import Language


@dataclass(frozen=True, slots=True)
class Placed:
    """A judged number and where it stands: the line, in the cell of a notebook; both are counted from 1."""

    judged: Judgement
    line: int
    cell: int | None = None

    @property
    def place(self) -> str:
        """Say where the number stands."""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}, line {self.line}"

    def as_dict(self, language: Language = "en") -> dict[str, str | float | int | None]:
        """Give the number for JSON; `start` and `end` are offsets in the file's text, or in the cell's."""
        number, fact = self.judged.number, self.judged.fact
        value, unit = (number.value, number.unit) if isinstance(number, Figure) else (None, None)
        day = dt.date.fromordinal(int(value)).isoformat() if value and unit == "date" else None
        return {
            "number": number.text,
            "cell": self.cell,
            "line": self.line,
            "start": number.start,
            "end": number.end,
            "value": day or value,
            "unit": unit or None,
            "fact": fact.name if fact else None,
            "verdict": self.judged.verdict,
            "told": explain(self.judged, language=language),
        }


@dataclass(frozen=True, slots=True)
class Account:
    """All numbers of a file, in order."""

    file: str
    numbers: tuple[Placed, ...]

    @property
    def flagged(self) -> tuple[Placed, ...]:
        """Give the numbers that somebody must look at."""
        return tuple(one for one in self.numbers if one.judged.flagged)

    def as_dict(self, language: Language = "en") -> dict[str, object]:
        """Give the account for JSON."""
        numbers = [one.as_dict(language) for one in self.numbers]
        return {"file": self.file, "flagged": len(self.flagged), "numbers": numbers}


def reconcile_file(path: Path, facts: Sequence[Fact], *, language: Language | None = None) -> Account:
    """Hold a `.md`, `.txt` or `.ipynb` file against facts.

    Raises `FaultsFound` where the file cannot be read, and `KbError` for two facts of one name.
    """
    numbers: list[Placed] = []
    for source in read_sources(path):
        starts = [0, *(at + 1 for at, sign in enumerate(source.text) if sign == "\n")]
        numbers += [
            Placed(judged, bisect_right(starts, judged.number.start), source.cell)
            for judged in reconcile(source.read, facts, language=language)
        ]
    return Account(path.name, tuple(numbers))
