"""Where in the organisation a text comes from: the names that the bank's own lessons use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.intake.proposals.points import stretches
from kb.lessons.bank.records import Document
from kb.lessons.library import Library

Levels = tuple[str, ...]
ASKS = re.compile(
    r"tjenestested|tenestestad|kommunalsjef|direktørområde|which (?:unit|area|department)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a lesson of the bank says of the text it comes from."""

    document: str
    area: Levels
    event: str


@dataclass(frozen=True, slots=True)
class Areas:
    """The levels that lessons name, by their narrowest, and what is known of each text."""

    levels: dict[str, Levels]
    known: tuple[Known, ...] = ()

    def named(self, words: str) -> Levels:
        """Find the area that some words name: the narrowest, and the longest name of those; nothing where none is."""
        names = [name for name in self.levels if name in words and _whole(name).search(words)]
        return self.levels[max(names, key=lambda name: (len(self.levels[name]), len(name)))] if names else ()

    def of_document(self, document: Document, organisation: Sequence[str]) -> Levels:
        """Find the area that a text's record tells of, or the answer of an application form that asks for it."""
        asked = (document.text[a:b] for heading, a, b in stretches(document) if ASKS.search(heading))
        return self.named("; ".join(organisation)) or max(map(self.named, asked), key=len, default=())

    def event_of(self, document: str) -> str:
        """Name the event that most of the bank's lessons from a document tell of; empty where there are none."""
        events = Counter(one.event for one in self.known if document.endswith(one.document))
        return events.most_common(1)[0][0] if events else ""


@cache
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def read_areas(library: Library) -> Areas:
    """Read what the bank's lessons say; lessons with faults are passed over."""
    folder: Path = library.lessons / "entries"
    if not folder.is_dir():
        return Areas({})
    lessons, _ = library.read_lessons(folder)
    levels: dict[str, Levels] = {}
    known: list[Known] = []
    for _, lesson in lessons:
        own = lesson.area.levels
        levels |= {name: own[: number + 1] for number, name in enumerate(own)}
        known += [Known(source.document, own, lesson.event) for source in lesson.sources]
    return Areas(levels, tuple(known))
