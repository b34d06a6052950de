"""What an import tells of each file: the fields it read, and what it left out; persons are masked in all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.intake.facts.reading import read_facts
from kb.intake.importing.intake import Intake, Rules, without_persons
from kb.intake.records import Block


def as_dict(intake: Intake, rules: Rules) -> dict[str, Any]:
    """Give a file's fields as plain values for JSON, its facts with their passages among them."""
    record, reading = intake.record, intake.reading
    return {
        "file": intake.file,
        "outcome": intake.outcome,
        "path": intake.path.as_posix(),
        **record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"body"}),
        "sure": reading.sure,
        **_as_read(intake, rules),
        "held_back": list(reading.held_back),
        "facts": [fact.as_dict() for fact in read_facts(intake.body, near=record.date)],
        "not_understood": [str(fault) for fault in (*intake.left_out, *reading.doubts)],
    }


def _as_read(intake: Intake, rules: Rules) -> dict[str, Any]:
    """Give what the genre tells, persons masked."""
    reading = intake.reading

    def told(text: str) -> str:
        return without_persons(text, intake.whole, reading, rules)

    def texts(blocks: Iterable[Block]) -> list[str]:
        return [told(block.text) for block in blocks]

    return {
        "partners": {
            "internal": [told(name) for name in reading.partners_internal],
            "external": [told(name) for name in reading.partners_external],
        },
        "sections": [told(section.heading) for section in reading.sections if section.heading],
        "answers": [
            {"field": one.field, "question": told(one.question), "answer": told(one.text), "page": one.page}
            for one in reading.answers
        ],
        "positives": texts(reading.positives),
        "negatives": texts(reading.negatives),
        "questions": texts(reading.questions),
        "tracks": texts(reading.tracks),
        "quotations": [{"text": told(q.text), "speaker": told(q.speaker)} for q in reading.quotations],
        "asked": [
            {
                "question": told(one.question),
                "base": one.base,
                "respondents": one.respondents,
                "rate": one.rate,
            }
            for one in reading.asked
        ],
        "tables": [[[told(cell) for cell in row] for row in block.rows] for block in reading.figures],
    }


def lines_of(intake: Intake) -> Iterator[str]:
    """Tell a file in a few lines for the terminal."""
    record, reading = intake.record, intake.reading
    yield f"{intake.file}: {intake.outcome} → {intake.path.as_posix()}"
    when = record.date.isoformat() if record.date else "no date"
    yield f"    {record.genre} ({reading.sure:.0%} sure), {when}, {record.language}: {record.title}"
    if record.organisation:
        yield f"    {', '.join(record.organisation)}"
    counts = {
        "sections": len(reading.sections),
        "answers": len(reading.answers),
        "good points": len(reading.positives),
        "hard points": len(reading.negatives),
        "open questions": len(reading.questions),
        "quotations": len(reading.quotations),
    }
    yield f"    {', '.join(f'{count} {name}' for name, count in counts.items() if count) or 'running text'}"
    if record.masked:
        yield f"    masked: {', '.join(f'{count} {kind}' for kind, count in record.masked.items())}"
    for fault in (*intake.left_out, *reading.doubts):
        yield f"    {fault.place}: {fault.problem} {fault.remedy}"
