"""Whether the parts of a codebook fit each other: what pydantic cannot see of one part alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from kb.errors import Fault
from kb.survey.codebook import Background, Codebook, Question
from kb.survey.routing import Comparison, comparisons
from kb.survey.scales import NPS_CODES, Language, Scale

_CLOSED = ("single", "multi", "likert")
_MOST_POINTS = 11


def find_inconsistencies(codebook: Codebook, file: str) -> list[Fault]:
    """Find every name used twice, every reference to nothing and every condition that cannot hold."""
    faults = [Fault(file, *parts) for parts in dict.fromkeys(_double_names(codebook))]
    for background in codebook.background:
        place = f"background[{background.id}]"
        faults += [Fault(file, place, *told) for told in _level_faults(codebook, background)]
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


def _level_faults(codebook: Codebook, background: Background) -> Iterator[tuple[str, str]]:
    """See that a level above holds every code of the one below it, each once, and that no other holds any."""
    held = [code for answer in background.codes for code in answer.holds]
    names = [other.id for other in codebook.background]
    if (background.source == "above") != (background.of is not None):
        yield "A level above names the background it is above.", 'Give source = "above" and of, or neither.'
    elif background.of is None:
        if held:
            yield "Only a level above holds codes.", 'Give source = "above" and of, or remove holds.'
    elif background.of not in names[: names.index(background.id)]:
        yield f"«{background.of}» is no background further up.", "Put the level below first."
    else:
        below = codebook.scale_of(background.of)
        assert below is not None  # a background has codes
        names_below = {label for labels in _labels(below) for label in labels}
        for label in dict.fromkeys(
            label for labels in _labels(Scale(answers=background.codes)) for label in labels
        ):
            if label in names_below:
                problem = f"«{label}» is also the name of a group of «{background.of}»."
                yield problem, f"Give the level another name, such as «{label} samlet»."
        for code in dict.fromkeys([*below.codes, *held]):
            if (code in below.codes) + held.count(code) != 2:
                problem = f"The code «{code}» of «{background.of}» must be held once."
                yield problem, f"Its codes are: {', '.join(below.codes)}."


def _labels(scale: Scale) -> list[list[str]]:
    """List the labels of a scale, once for each language: two equal ones would fall together in a table."""
    answers = [*scale.answers, *([scale.dont_know] if scale.dont_know else [])]
    return [[answer.in_language(language) for answer in answers] for language in get_args(Language)]


def _scale_faults(codebook: Codebook, question: Question) -> Iterator[tuple[str, str]]:
    blocks, scale = [block.id for block in codebook.blocks], codebook.scale_of(question.id)
    if question.type in _CLOSED and question.scale is None:
        yield f"Is of type {question.type} and has no scale.", f"Name one of: {', '.join(codebook.scales)}."
    if question.type == "likert" and scale is not None and len(scale.answers) > _MOST_POINTS:
        yield f"Has {len(scale.answers)} points.", f"A Likert scale has at most {_MOST_POINTS}."
    if question.type == "nps" and scale is not None and tuple(scale.codes) != NPS_CODES:
        yield (
            "Is of type nps and has another scale than 0 to 10.",
            "Remove the scale, or give it these codes.",
        )
    if question.type not in (*_CLOSED, "nps") and question.scale is not None:
        yield f"Is of type {question.type} and cannot have a scale.", "Remove the scale."
    if question.scale is not None and question.scale not in codebook.scales:
        yield f"The scale «{question.scale}» is not defined.", f"Name one of: {', '.join(codebook.scales)}."
    if question.block is not None and question.block not in blocks:
        yield f"The block «{question.block}» is not defined.", f"Name one of: {', '.join(blocks)}."
    elif question.block is not None and question.scale != codebook.in_block(question.block)[0].scale:
        yield f"Has another scale than the rest of block «{question.block}».", "A block shares one scale."


def _routing_faults(codebook: Codebook, question: Question) -> Iterator[tuple[str, str]]:
    """Look at each comparison; it may only look at what was answered before."""
    names = [other.id for other in codebook.questions]
    earlier = names[: names.index(question.id)]
    known = [background.id for background in codebook.background] + earlier
    for part in comparisons(question.asked_if) if question.asked_if else ():
        if part.variable in names and part.variable not in earlier:
            yield f"Depends on «{part.variable}», no earlier question.", "Name a question further up."
        elif part.variable not in known:
            yield f"Depends on «{part.variable}», which is not there.", f"Name one of: {', '.join(known)}."
        elif isinstance(part, Comparison):
            yield from _value_faults(codebook, part)


def _value_faults(codebook: Codebook, part: Comparison) -> Iterator[tuple[str, str]]:
    """See that a variable is held against its own codes, or a number against numbers."""
    question, scale = codebook.question(part.variable), codebook.scale_of(part.variable)
    if question is not None and question.type == "number":
        if not all(isinstance(value, float) for value in part.values):
            yield f"«{part.variable}» is a number.", "Hold it against a number, without quotation marks."
        return
    if scale is None:
        yield f"Depends on «{part.variable}», which has no codes.", f"Say answered({part.variable}) instead."
        return
    ordered = part.operator not in ("in", "not in")
    codes = scale.codes if ordered else scale.all_codes
    wrong = [str(value) for value in part.values if value not in codes]
    if wrong:
        problem = f"«{part.variable}» has no code {', '.join(wrong)}."
        yield problem, f"Use one of: {', '.join(codes)}, in quotation marks."
    elif ordered and question is not None and question.type == "multi":
        yield f"«{part.variable}» allows several answers, which have no order.", "Use == or in."
