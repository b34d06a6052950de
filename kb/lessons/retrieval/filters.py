"""What a hit must be, besides found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kb.errors import KbError
from kb.lessons.base.store import Entry
from kb.lessons.words.language import normalise

LESSON_KINDS = {"strength", "improvement"}
MOST_TOLD = 12  # areas


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

    def require(self, entries: Iterable[Entry]) -> None:
        """Raise `KbError` where no document at all is of the kind or the area asked for, telling those there are."""
        held = list(entries)
        kinds = {"lesson", "text"} | LESSON_KINDS | {entry.kind for entry in held}
        areas = {level for entry in held for level in entry.levels}
        if self.kind is not None and self.kind not in kinds:
            raise KbError(f"There is no kind {self.kind!r}. Use one of: {', '.join(sorted(kinds))}.")
        if self.area is not None and normalise(self.area) not in {normalise(area) for area in areas}:
            near = get_close_matches(self.area, areas, n=5, cutoff=0.3) or sorted(areas)[:MOST_TOLD]
            raise KbError(f"There is no area {self.area!r}. Did you mean: {', '.join(near)}?")


def _last_day(entry: Entry) -> str:
    # A lesson without an end still lasts, a text without a date has no time.
    return entry.until or ("9999-12-31" if entry.status else "")
