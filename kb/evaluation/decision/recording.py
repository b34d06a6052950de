"""What was decided, recorded back on the lessons that a recommendation rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound
from kb.evaluation.actions.writing import put_decision
from kb.evaluation.decision.records import Note
from kb.evaluation.lessons import edits_of
from kb.lessons.bank.changes import Decision
from kb.lessons.bank.editing import Values, edit_all

if TYPE_CHECKING:
    from kb.lessons.library import Library


def record_decisions(library: Library, note: Note, file: str) -> list[Path]:
    """Put each decision on its lessons, and give the files that changed.

    `file` is what the lesson says the decision is written in. Raises `FaultsFound` with every lesson that is gone,
    or on which two recommendations were decided differently; then nothing is written.
    """
    decisions: dict[str, Decision] = {}
    faults: list[Fault] = []
    for recommendation, decision in note.decided:
        for lesson in recommendation.lessons:
            told = decisions.setdefault(lesson, decision)
            if told.answer != decision.answer:
                problem = f"is decided on as both {told.answer} and {decision.answer}."
                faults.append(Fault(file, lesson, problem, "Name it under one of the recommendations."))
    if faults:
        raise FaultsFound(faults)

    def decide(name: str, values: Values) -> None:
        told = decisions[name].model_dump()
        put_decision(values, {**told, "note": told["note"] or file})

    return edit_all(edits_of(library, decisions, decide), library.taxonomy)
