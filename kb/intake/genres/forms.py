"""Forms: fixed questions with free answers, however the questions are worded, numbered and laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.intake.genres import wording
from kb.intake.genres.outline import is_caption, unnumbered
from kb.intake.records import Answer, Block

_LONGEST = 30  # words of a question
_LABEL = re.compile(r"^([^:?]{3,90}?)\s*:\s+(?=\S)")
_ASKED = re.compile(r"^(.{8,200}?\?)\)?\s+(?=[^\s?(])")
_PLACE_BY = 34  # signs
_PLACES = ("directorate", "unit", "area")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A block of a form: a question ("" where it is none), what it asks for, and what is answered beside it."""

    question: str
    field: str
    text: str
    page: int | None


def read_answers(blocks: Sequence[Block]) -> tuple[Answer, ...]:
    """Read each question with its answer; text before the first question is left out."""
    answers: list[Answer] = []
    for turn in _turns(blocks):
        if turn.question and not (answers and _answers(answers[-1], turn)):
            answers.append(Answer(turn.question, turn.text, turn.field, turn.page))
        elif answers:
            text = ": ".join(part for part in (turn.question, turn.text) if part)
            answers[-1] = replace(answers[-1], text=f"{answers[-1].text}\n{text}".strip())
    return tuple(answers)


def field_of(question: str) -> str:
    """Tell what a question asks for, by the longest wording found in it; "" where none is."""
    matches = ((field, _longest(field, question)) for field in wording.lists("questions"))
    best = max(((len(match[0]), field) for field, match in matches if match), default=(0, ""))[1]
    if best in ("unit", "area") and "directorate" in fields_of(question):
        return "directorate"  # “Hvor i kommunen hører dere til (direktørområde)?”
    return "unit" if best == "area" and "unit" in fields_of(question) else best


def fields_of(question: str) -> tuple[str, ...]:
    """Tell which parts of the organisation a question asks for, in its order."""
    starts = ((match.start(), field) for field in _PLACES if (match := _longest(field, question)))
    return tuple(field for _, field in sorted(starts))


def _longest(field: str, text: str) -> re.Match[str] | None:
    """Find the longest wording of a field; a place is asked for at the start, or only spoken of."""
    found = wording.pattern("questions", field).finditer(text)
    apt = (match for match in found if field not in _PLACES or match.start() <= _PLACE_BY)
    return max(apt, key=lambda match: len(match[0]), default=None)


def _turns(blocks: Sequence[Block]) -> Iterator[_Turn]:
    for block in blocks:
        if is_caption(block):
            continue
        if block.kind == "table" and len(block.rows[0]) == 2:
            yield from _rows(block)
        else:
            yield _turn(block)


def _rows(table: Block) -> Iterator[_Turn]:
    for question, answer in table.rows:
        field = field_of(question)
        if field or question.endswith("?"):
            yield _Turn(unnumbered(question), field, answer, table.page)
        elif answer and table.rows.index((question, answer)):
            yield _Turn("", "", f"{question} {answer}".strip(), table.page)


def _turn(block: Block) -> _Turn:
    text = unnumbered(block.text.strip("* "))
    for beside in (_ASKED, _LABEL):
        found = beside.match(text)
        if found and (field := field_of(found[1])) and _is_label(found[1], text):
            return _Turn(found[1].strip("* "), field, text[found.end() :].strip("* "), block.page)
    question = text.strip("* ").rstrip(":")
    if run_on := _run_on(text, numbered=text != block.text.strip("* ")):
        return _Turn(*run_on, block.page)
    if _is_question(block, text):
        return _Turn(question, field_of(question), "", block.page)
    return _Turn("", "", text, block.page)


def _run_on(text: str, *, numbered: bool) -> tuple[str, str, str] | None:
    """Part a question without its mark from the answer on the same line: “2) Tjenestested Solvang skole”."""
    ordered = wording.pattern("layout", "imperatives").match(text)
    edge = re.search(r"(?<=[a-zæøå)]) (?=[A-ZÆØÅ])", text)
    if (
        not edge
        or not (numbered or ordered)
        or text.endswith("?")
        or text[: edge.start()].endswith(("?", ":"))
    ):
        return None
    question = text[: edge.start()]
    field = field_of(question)
    return (question, field, text[edge.end() :]) if field and len(question.split()) <= _LONGEST else None


def _is_label(asked: str, text: str) -> bool:
    """Tell a question or a label from a sentence of an answer: “Internt: …” stays in the answer."""
    return len(asked.split()) <= _LONGEST and not re.search(r"[.!]\s", asked) and len(asked) < len(text)


def _is_question(block: Block, text: str) -> bool:
    if (
        len(text.split()) > _LONGEST
        or text.endswith((".", "!"))
        or wording.pattern("survey", "grades").match(text)
    ):
        return False
    if block.kind == "heading" or _asks(text):
        return bool(field_of(text)) or text.endswith("?")
    marked = text.endswith(("?", ":")) or text.isupper() or unnumbered(block.text) != block.text
    return bool(field_of(text)) and (marked or (_opens(text) and block.kind != "bullet"))


def _asks(text: str) -> bool:
    """Tell a line that is one question and nothing else."""
    return text.endswith("?") and text.count("?") == 1 and not re.search(r"[.!]\s", text)


def _opens(text: str) -> bool:
    """Tell whether an unmarked line begins as a question or a label of a form does."""
    start = min(
        (match.start() for field in wording.lists("questions") if (match := _longest(field, text))),
        default=99,
    )
    return start <= 24 and text[:1].isupper()


def _answers(asked: Answer, turn: _Turn) -> bool:
    """Tell a label within an answer from a question: “E-post: …” under the contact, a named area under the place."""
    if asked.field == "contact" == turn.field:
        return True
    named = turn.field != "area" or len(turn.question.split()) > 1
    return (
        not asked.text
        and asked.field in _PLACES
        and not turn.text
        and turn.field in ("", *_PLACES)
        and not turn.question.endswith("?")
        and named
    )
