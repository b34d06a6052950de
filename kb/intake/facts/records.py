"""A fact as a text tells it, and the passage it stands in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from kb.intake.figures.figures import Bound

Kind = Literal["date", "period", "count", "hours", "money", "share", "duration", "organisation", "unit"]
KINDS: tuple[Kind, ...] = (
    "date", "period", "count", "hours", "money", "share", "duration", "organisation", "unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence a fact stands in, on one line, its place, the heading above, and the page from 1 if any."""

    heading: str
    sentence: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TextFact:
    """One fact of a text. `text` is `text[start:end]` of what was read.

    - `value`: a count, hours, kroner, a share from 0 to 1, or a duration in `unit`; an ISO date, or a period as
      `2020-03-12/2020-06-01` with both ends within. Where no year is known it is written `--03-12`. The name
      of an organisation, or of a unit: a part or a body of a municipality.
    - `high`: the upper end of a range of numbers.
    - `unit`: as of `Figure`: persons, items, hours, kroner, share, points, days, weeks, months, years, minutes.
    - `of`: what is counted, in the text's words.
    - `part`, `whole`: the base that is told: how many the share is (`69 % = 6087`), and of how many (`av 8880`).
    - `bound`: about, over, under, at least or at most, as the words before tell.
    - `per`: for so much each or a week, those words.
    - `precision`: of a date or period: day, week, month, quarter, tertial, half, season, year or part; the
      coarser of its ends. `inferred` is a year that is not told here but taken from elsewhere.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: float | str
    passage: Passage
    high: float | None = None
    unit: str = ""
    of: str = ""
    part: float | None = None
    whole: float | None = None
    bound: Bound = "exact"
    per: str = ""
    precision: str = ""
    inferred: bool = False

    @property
    def first(self) -> date | None:
        """Give the first day of a date or period whose year is known."""
        return self._day(0)

    @property
    def last(self) -> date | None:
        """Give the last day of a date or period whose year is known."""
        return self._day(-1)

    def as_dict(self) -> dict[str, object]:
        """Give the fact as it is written to JSON: what it does not tell is left out."""
        told = asdict(self)
        return {name: value for name, value in told.items() if value not in (None, "", False)}

    def _day(self, place: int) -> date | None:
        if self.kind not in ("date", "period") or str(self.value).startswith("--"):
            return None
        return date.fromisoformat(str(self.value).split("/")[place])
