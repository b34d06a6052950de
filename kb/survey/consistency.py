"""Whether the parts of a codebook fit each other: what pydantic cannot see of one part alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from kb.errors import Fault
from kb.survey.codebook import Codebook, Condition, Language, Question, Scale

_CLOSED = ("single", "multi", "likert")


def find_inconsistencies(codebook: Codebook, file: str) -> list[Fault]:
    """Find every name used twice, every reference to nothing and every condition that cannot hold."""
    faults = [Fault(file, *parts) for parts in dict.fromkeys(_double_names(codebook))]
    for question in codebook.questions:
        place = f"questions[{question.id}]"
        for problem, remedy in [*_scale_faults(codebook, question), *_routing_faults(codebook, question)]:
            faults.append(Fault(file, place, problem, remedy))
    return faults


def _double_names(codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    columns = [codebook.key, *(b.id for b in codebook.background), *(q.id for q in codebook.questions)]
    scales = [(f"scales.{name}", scale) for name, scale in codebook.scales.items()]
    scales += [(f"background[{b.id}]", Scale(answers=b.codes)) for b in codebook.background]
    lists = [("columns", columns), ("blocks", [block.id for block in codebook.blocks])]
    lists += [(place, scale.all_codes) for place, scale in scales]
    lists += [(place, labels) for place, scale in scales for labels in _labels(scale)]
    for place, names in lists:
        for name, count in Counter(names).items():
            if count > 1:
                yield place, f"«{name}» stands {count} times.", "Give each its own name."


def _labels(scale: Scale) -> list[list[str]]:
    """List the labels of a scale, once for each language: two equal ones would fall together in a table."""
    answers = [*scale.answers, *([scale.dont_know] if scale.dont_know else [])]
    return [[answer.in_language(language) for answer in answers] for language in get_args(Language)]


def _scale_faults(codebook: Codebook, question: Question) -> Iterator[tuple[str, str]]:
    blocks = [block.id for block in codebook.blocks]
    if question.type in _CLOSED and question.scale is None:
        yield f"Is of type {question.type} and has no scale.", f"Name one of: {', '.join(codebook.scales)}."
    if question.type not in _CLOSED and question.scale is not None:
        yield f"Is of type {question.type} and cannot have a scale.", "Remove the scale."
    if question.scale is not None and question.scale not in codebook.scales:
        yield f"The scale «{question.scale}» is not defined.", f"Name one of: {', '.join(codebook.scales)}."
    if question.block is not None and question.block not in blocks:
        yield f"The block «{question.block}» is not defined.", f"Name one of: {', '.join(blocks)}."
    elif question.block is not None and question.scale != codebook.in_block(question.block)[0].scale:
        yield f"Has another scale than the rest of block «{question.block}».", "A block shares one scale."


def _routing_faults(codebook: Codebook, question: Question) -> Iterator[tuple[str, str]]:
    """Look at each condition; it may only refer to what was answered before."""
    names = [other.id for other in codebook.questions]
    earlier = names[: names.index(question.id)]
    backgrounds = [background.id for background in codebook.background]
    for condition in question.asked_if:
        if (condition.question is None) == (condition.background is None):
            yield "A condition needs either a question or a background.", "Give one of them."
        elif condition.background is not None and condition.background not in backgrounds:
            yield (
                f"Depends on «{condition.variable}», no background.",
                f"Name one of: {', '.join(backgrounds)}.",
            )
        elif condition.question is not None and condition.question not in earlier:
            yield f"Depends on «{condition.variable}», no earlier question.", "Name a question further up."
        else:
            yield from _code_faults(codebook, condition)


def _code_faults(codebook: Codebook, condition: Condition) -> Iterator[tuple[str, str]]:
    scale = codebook.scale_of(condition.variable)
    if scale is None:
        yield f"Depends on «{condition.variable}», which has no codes.", "Choose a question with a scale."
        return
    wrong = [code for code in condition.codes if code not in scale.all_codes]
    if wrong:
        problem = f"«{condition.variable}» has no code {', '.join(wrong)}."
        yield problem, f"Use one of: {', '.join(scale.all_codes)}."
