"""All lessons of the catalogue as data: JSON with everything, CSV with a row a lesson."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from kb.delimited import safe_cell
from kb.evaluation.catalogue.entries import Entry

COLUMNS = (
    "id",
    "title",
    "kind",
    "status",
    "event",
    "from",
    "to",
    "identified",
    "area",
    "themes",
    "review_by",
    "times",
)


def as_json(entries: Sequence[Entry]) -> bytes:
    """Write every lesson's front matter, sections and ties, with its page."""
    return (json.dumps([_told(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(entries: Sequence[Entry]) -> bytes:
    """Write a row a lesson, semicolons between, with the mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([safe_cell(value) for value in _row(entry)])
    return written.getvalue().encode("utf-8-sig")


def _told(entry: Entry) -> dict[str, Any]:
    return {
        **entry.lesson.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True),
        "identified": entry.day.isoformat(),
        "sections": [{"heading": heading, "text": text} for heading, text in entry.sections],
        "identified_again": [name for name, _ in entry.after],
        "page": entry.file,
    }


def _row(entry: Entry) -> list[str]:
    lesson = entry.lesson
    return [
        lesson.id,
        lesson.title,
        lesson.kind,
        lesson.status,
        lesson.event,
        lesson.period.start.isoformat(),
        lesson.period.end.isoformat() if lesson.period.end else "",
        entry.day.isoformat(),
        " › ".join(lesson.area.levels),
        ", ".join(lesson.themes),
        lesson.review_by.isoformat(),
        str(entry.times),
    ]
