"""One file on its way into the bank: read, told by genre, masked, and set beside what the bank holds of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kb.errors import Fault, FaultsFound
from kb.intake.importing.markdown import to_markdown
from kb.intake.importing.naming import file_name
from kb.intake.importing.shelf import Kept, Shelf
from kb.intake.records import FOLDERS, Original, Reading, Span
from kb.lessons.bank.records import Period
from kb.lessons.bank.texts import OriginalFile, TextRecord
from kb.privacy.persons import find_persons, mask_persons
from kb.privacy.roles import PUBLIC_OFFICES

Outcome = Literal["new", "newer version", "unchanged"]


@dataclass(frozen=True, slots=True)
class Rules:
    """How texts are taken in.

    `names` are full names to mask besides those that are found, `offices` those whose holders are public.
    `review_by` is the day they must be looked at again. `kind` and `date` stand over what a text tells itself.
    `overwrite` lets a newer version replace a text that was changed by hand.
    """

    review_by: dt.date
    names: tuple[str, ...] = ()
    offices: Collection[str] = PUBLIC_OFFICES
    masked: bool = True
    kind: str = ""
    date: dt.date | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """What comes of one file: where its text lies or will lie, and what it says there.

    `file` is the original as users write it. `earlier` is the text that the bank holds of it already. `whole` is the
    text as it was before persons were masked: what is told of a piece of it must know who is named elsewhere.
    """

    file: str
    outcome: Outcome
    path: Path
    record: TextRecord
    body: str
    reading: Reading
    left_out: tuple[Fault, ...] = ()
    earlier: Kept | None = None
    whole: str = field(default="", repr=False)


def take_in(original: Original, reading: Reading, shelf: Shelf, rules: Rules) -> Intake:
    """Say what becomes of a file that was read; nothing is written.

    Raises `FaultsFound` where a newer version would replace what somebody has changed by hand.
    """
    kept, whole = _version_of(original, reading, shelf, rules), _whole(original, reading)
    known = kept is not None and original.hash in (kept.record.original.sha256, *kept.record.earlier)
    if kept and known and not _dated_anew(kept, original, rules):
        return Intake(
            original.file, "unchanged", kept.path, kept.record, kept.body, reading, earlier=kept, whole=whole
        )
    if kept and not rules.overwrite and _digest(kept.body) != kept.record.body:
        problem = f"is a newer version of {kept.path.name}, which was changed by hand since it was imported."
        remedy = "Say --overwrite to replace it, or give the file another name."
        raise FaultsFound([Fault(original.file, "file", problem, remedy)])
    body, masked = _masked(whole, reading, rules)
    record = _record(original, reading, rules, body, masked, whole)
    if kept:
        earlier = [*kept.record.earlier, *([] if known else [kept.record.original.sha256])]
        record = record.model_copy(update={"earlier": earlier})
    path = kept.path if kept else file_name(shelf, record)
    return Intake(
        original.file,
        "newer version" if kept else "new",
        path,
        record,
        body,
        reading,
        (*original.left_out, *_undated(original, record)),
        kept,
        whole,
    )


def _dated_anew(kept: Kept, original: Original, rules: Rules) -> bool:
    """Tell whether the same file comes again with another day: what a first import said was missing."""
    return original.hash == kept.record.original.sha256 and rules.date not in (None, kept.record.date)


def _version_of(original: Original, reading: Reading, shelf: Shelf, rules: Rules) -> Kept | None:
    """Find the text this file is, or is a newer version of: the same name, kind and day.

    A weekly status may be saved under one name every week; another day makes it another text.
    """
    kept = shelf.find(original.hash, _name(original, rules))
    if kept is None or original.hash in (kept.record.original.sha256, *kept.record.earlier):
        return kept
    day = rules.date or reading.date
    same_day = day is None or kept.record.date is None or kept.record.date == day
    return kept if same_day and kept.record.kind == _kind(reading, rules) else None


def _whole(original: Original, reading: Reading) -> str:
    """Write the body with nobody masked."""
    questions = {answer.question for answer in reading.answers}
    return to_markdown(original, reading.title, reading.language, questions)


def _masked(body: str, reading: Reading, rules: Rules) -> tuple[str, Mapping[str, int]]:
    """Write the body with persons masked, and count what was masked by kind."""
    if not rules.masked:
        return body, {}
    found = Counter(one.kind for one in find_persons(body, rules.names, offices=rules.offices))
    return without_persons(body, body, reading, rules), dict(sorted(found.items()))


def without_persons(text: str, whole: str, reading: Reading, rules: Rules) -> str:
    """Mask the persons of a piece of a text, those that only the `whole` tells to be persons among them."""
    if not rules.masked:
        return text
    return mask_persons(text, rules.names, language=reading.language, offices=rules.offices, within=whole)


def _record(
    original: Original, reading: Reading, rules: Rules, body: str, masked: Mapping[str, int], whole: str
) -> TextRecord:
    def told(text: str) -> str:
        return " ".join(without_persons(text, whole, reading, rules).split())

    return TextRecord(
        title=told(reading.title),
        date=rules.date or reading.date,
        period=_period(reading.period),
        organisation=list(dict.fromkeys(told(area) for area in reading.areas)),
        kind=_kind(reading, rules),
        genre=reading.genre,
        language=reading.language,
        review_by=rules.review_by,
        original=OriginalFile(file=_name(original, rules), sha256=original.hash),
        masked=dict(masked),
        body=_digest(body),
    )


def _period(span: Span | None) -> Period | None:
    """Give a period with a beginning; one without tells too little to be kept."""
    if span is None or span.start is None or (span.end and span.end < span.start):
        return None
    return Period.model_validate({"from": span.start, "to": span.end})


def _kind(reading: Reading, rules: Rules) -> str:
    return rules.kind or FOLDERS[reading.genre]


def _name(original: Original, rules: Rules) -> str:
    """Give the original's file name, in which a person may be named too."""
    name = Path(original.file).name
    if not rules.masked:
        return name
    stem, dot, suffix = name.rpartition(".")
    spoken = (stem or suffix).replace("_", " ")
    found = find_persons(spoken, rules.names, offices=rules.offices)
    return f"{mask_persons(spoken, rules.names, offices=rules.offices)}{dot}{suffix}" if found else name


def months_later(day: dt.date, months: int) -> dt.date:
    """Give the day so many months on, or the last of a month that has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = (dt.date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(day.year + year, month + 1, min(day.day, last))


def _undated(original: Original, record: TextRecord) -> list[Fault]:
    if record.date:
        return []
    return [Fault(original.file, "date", "tells no day of its own.", "Give it with --date YYYY-MM-DD.")]


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
