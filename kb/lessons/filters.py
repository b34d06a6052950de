"""What a hit must be, besides found."""

from __future__ import annotations

from dataclasses import dataclass

from kb.lessons.language import normalise
from kb.lessons.store import Entry

LESSON_KINDS = {"strength", "improvement"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be; None lets all through. Dates are ISO text; an area is any of the three levels."""

    theme: str | None = None
    kind: str | None = None
    status: str | None = None
    area: str | None = None
    since: str | None = None
    until: str | None = None

    def admits(self, entry: Entry) -> bool:
        """Tell whether a document passes; `kind` may also be `lesson` or `text`."""
        family = "lesson" if entry.kind in LESSON_KINDS else "text"
        return (
            (self.theme is None or self.theme in entry.themes)
            and (self.kind is None or self.kind in {entry.kind, family})
            and (self.status is None or self.status == entry.status)
            and (self.area is None or normalise(self.area) in {normalise(level) for level in entry.levels})
            and (self.since is None or _last_day(entry) >= self.since)
            and (self.until is None or (entry.date is not None and entry.date <= self.until))
        )


def _last_day(entry: Entry) -> str:
    # A lesson without an end still lasts, a text without a date has no time.
    return entry.until or ("9999-12-31" if entry.status else "")
