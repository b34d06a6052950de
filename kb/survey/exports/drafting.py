"""A codebook drafted from an export, for a person to read through and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.errors import KbError
from kb.survey.exports.guessing import Guess, guess, several_of
from kb.survey.exports.ladders import climbed, ladder_of
from kb.survey.exports.records import Export
from kb.survey.exports.screening import screen
from kb.survey.exports.tomltext import (
    KEY,
    PLACEHOLDER,
    Scales,
    write_background,
    write_head,
    write_question,
)
from kb.survey.exports.wording import folded, slug, unmarked, unnumbered

_SORTING = re.compile(
    r"område|avdeling|enhet|eining|seksjon|tjenestested|arbeidssted|sektor|skole|barnehage|rolle|stilling|kjønn|alder"
    r"|ansiennitet|virksomhet|area|department|unit|role|position|gender|age group"
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question, or the options of one, with the type it seems to have."""

    name: str
    column: str
    wording: str
    guess: Guess


def draft_codebook(export: Export) -> str:
    """Draft codebook.toml: types, scales shared by questions with the same answers, wording and column.

    Columns that point at persons are left out, and so is what the system tells of the answer itself. One column
    that seems to sort people becomes the background. Comments say what was guessed and what to fill in. Raises
    `KbError` when no column looks like a question.
    """
    screened = screen(export, secret=b"draft")  # its keys are thrown away
    drafted = _with_shared_ladders(list(_drafted(screened.export)))
    if not drafted:
        raise KbError(f"{export.file} holds no column that looks like a question. Check what you exported.")
    background = _background(drafted) if len(drafted) > 1 else None
    scales = Scales()
    questions = [
        write_question(one.name, one.column, one.wording, one.guess, scales)
        for one in drafted
        if one is not background
    ]
    sorting = (
        write_background(
            background.name, background.column, background.wording, _with_apart(background.guess)
        )
        if background
        else PLACEHOLDER
    )
    return "\n".join([write_head(export.file, export.told), sorting, *scales.texts(), *questions])


def _drafted(export: Export) -> Iterator[Drafted]:
    """Go through the columns in their order; the first option of a set stands for all of them."""
    taken: set[str] = set()
    sets: set[str] = set()
    for variable in export.variables:
        choice = variable.choice
        if variable.role != "answer" or (choice is not None and choice.certain and choice.of in sets):
            continue
        if choice is not None and choice.certain:
            sets.add(choice.of)
            found, column, wording = _options(export, choice.of), choice.of, choice.wording
        else:
            found, column = guess(variable, export.cells(variable.name), export.several), variable.name
            wording = variable.wording
        words = unmarked(unnumbered(wording)) or column
        yield Drafted(_unique(column, words, taken), column, words, found)


def _options(export: Export, of: str) -> Guess:
    """Give the answers of a question whose options are columns, or whose columns hold codes."""
    members = [one for one in export.variables if one.choice is not None and one.choice.of == of]
    answers: dict[str, str] = {}
    for variable in members:
        choice = variable.choice
        assert choice is not None
        if choice.chosen is None:
            answers |= {code: unmarked(label) for code, label in variable.labels.items() if code}
            answers |= {cell: cell for cell in export.cells(variable.name) if cell and cell not in answers}
        else:
            answers[choice.option] = unmarked(choice.label) or choice.option
    return several_of(_told_apart(answers))


def _told_apart(answers: Mapping[str, str]) -> dict[str, str]:
    """Give options with the same words their code too; two alike would fall together in a table."""
    seen: dict[str, str] = {}
    for code, label in answers.items():
        clean = code.replace("|", "/").strip()
        seen[clean] = f"{label} ({clean})" if label in seen.values() else label
    return seen


def _unique(column: str, wording: str, taken: set[str]) -> str:
    """Make an id of a column's name when it is a short one, else of the wording."""
    name = slug(unnumbered(column)) if len(column) <= 24 else slug(wording)
    name = (
        name
        if re.match(r"[a-z]", name)
        else slug(wording)
        if re.match(r"[a-z]", slug(wording))
        else "question"
    )
    number = 1
    while (f"{name}_{number}" if number > 1 else name) in {*taken, KEY}:
        number += 1
    name = f"{name}_{number}" if number > 1 else name
    taken.add(name)
    return name


def _with_shared_ladders(drafted: list[Drafted]) -> list[Drafted]:
    """Let questions on the same ladder share all steps that anybody chose in any of them."""
    steps: dict[str, dict[str, str]] = {}
    for one in drafted:
        if one.guess.ladder:
            seen = steps.setdefault(one.guess.ladder, {})
            for label in one.guess.answers.values():
                seen.setdefault(folded(label), label)
    shared = {
        name: climbed(name, seen.values()) for name, seen in steps.items() if ladder_of(seen.values()) == name
    }
    return [_on_ladder(one, shared) for one in drafted]


def _on_ladder(one: Drafted, shared: Mapping[str, Sequence[str]]) -> Drafted:
    if one.guess.ladder is None or one.guess.ladder not in shared:
        return one
    codes = {str(step): label for step, label in enumerate(shared[one.guess.ladder], start=1)}
    return replace(one, guess=replace(one.guess, answers=codes))


def _background(drafted: list[Drafted]) -> Drafted | None:
    """Propose the column that sorts people: one named like that, else the first with a few answers."""
    fit = [one for one in drafted if one.guess.type == "single" and len(one.guess.answers) > 1]
    named = [one for one in fit if _SORTING.search(folded(f"{one.column} {one.wording}"))]
    return next(iter([*named, *fit]), None)


def _with_apart(one: Guess) -> Guess:
    """Take «don't know» among the codes: a background has no answer apart."""
    apart = dict([one.dont_know]) if one.dont_know else {}
    return replace(one, answers={**one.answers, **apart}, dont_know=None)
