"""Application forms: what each question asks for, and what the answers say of place, partners and time."""

from __future__ import annotations

from dataclasses import replace

from kb.intake.genres.contacts import kinds_of, masked
from kb.intake.genres.forms import fields_of, read_answers
from kb.intake.genres.organisations import municipalities, parts_of
from kb.intake.genres.outline import text_of
from kb.intake.genres.partners import read_partners
from kb.intake.genres.periods import period_in
from kb.intake.records import Answer, Block, Level, Organisation, Reading, Span, Tongue

_PLACES: tuple[Level, ...] = ("directorate", "area", "unit")
_TELLS_WHEN = ("period", "partners", "what")  # the answers that tell when, the surest first


def read_application(reading: Reading, blocks: tuple[Block, ...]) -> Reading:
    """Add what a form tells to a reading; the contact's answer is masked and told by kind."""
    answers = read_answers(blocks)
    places = _places(answers)
    internal, external = read_partners(_told(answers, "partners"), [place.name for place in places])
    contact = _told(answers, "contact")
    organisations = tuple(dict.fromkeys([*places, *municipalities(text_of(blocks))]))
    return replace(
        reading,
        answers=tuple(_held_back(answer, reading) for answer in answers),
        organisations=organisations,
        partners_internal=internal,
        partners_external=external,
        period=_period(answers, reading.language),
        held_back=kinds_of([contact]),
    )


def _told(answers: tuple[Answer, ...], field: str) -> str:
    return "\n".join(answer.text for answer in answers if answer.field == field)


def _held_back(answer: Answer, reading: Reading) -> Answer:
    if answer.field != "contact":
        return answer
    return replace(answer, text=masked(answer.text, reading.language))


def _places(answers: tuple[Answer, ...]) -> list[Organisation]:
    found: list[Organisation] = []
    for answer in answers:
        if answer.field in _PLACES:
            levels = [level for level in fields_of(answer.question) if level in _PLACES]
            asked = (
                sorted(levels, key=lambda level: level != answer.field) if answer.field != "unit" else levels
            )
            found += parts_of(answer.text, asked)
    return found


def _period(answers: tuple[Answer, ...], language: Tongue) -> Span | None:
    texts = [*(_told(answers, field) for field in _TELLS_WHEN), *(answer.text for answer in answers)]
    return next((span for text in texts if (span := period_in(text, language=language))), None)
