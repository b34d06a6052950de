"""Routing held against respondents: the same answer as asking each person, and counts that add up."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from kb.survey import account, bases
from kb.survey.codebook import Codebook
from kb.survey.consistency import find_inconsistencies
from kb.survey.importing import Survey
from kb.survey.routes import meeting, split_codes
from kb.survey.routing import Answered, Comparison, Joined, Negated, parse_rule

CODES = ["1", "2", "3"]
SCALE = {
    "answers": [{"code": code, "nb": f"Svar {code}"} for code in CODES],
    "dont_know": {"code": "9", "nb": "Vet ikke"},
}
AREAS = ["a", "b", "c"]


def person_meets(rule, person, kinds):
    """Ask one person, in plain Python."""
    match rule:
        case Joined("and", parts):
            return all(person_meets(part, person, kinds) for part in parts)
        case Joined("or", parts):
            return any(person_meets(part, person, kinds) for part in parts)
        case Negated(part):
            return not person_meets(part, person, kinds)
        case Answered(variable):
            return person[variable] is not None
        case Comparison():
            return person[rule.variable] is not None and answer_meets(
                rule, person[rule.variable], kinds[rule.variable]
            )


def answer_meets(rule, answer, kind):
    if rule.operator in ("in", "not in"):
        codes = set(answer.split("|")) if kind == "multi" else {float(answer) if kind == "number" else answer}
        return bool(codes & set(rule.values)) == (rule.operator == "in")
    if kind != "number" and answer == "9":
        return False
    place, bound = float(answer), float(rule.values[0])
    return {"<": place < bound, "<=": place <= bound, ">": place > bound, ">=": place >= bound}[rule.operator]


def draw_rule(draw, kinds, depth=0):
    """Write a random rule over the variables there are."""
    if depth < 2 and draw.random() < 0.35:
        parts = [draw_rule(draw, kinds, depth + 1) for _ in range(2)]
        return f"({parts[0]}) {draw.choice(['and', 'or'])} ({parts[1]})"
    if draw.random() < 0.15:
        return f"not ({draw_rule(draw, kinds, depth + 1)})"
    variable = draw.choice(list(kinds))
    kind = kinds[variable]
    if kind != "area" and draw.random() < 0.15:
        return f"answered({variable})"
    if kind == "number":
        return f"{variable} {draw.choice(['<', '<=', '>', '>=', '==', '!='])} {draw.randint(0, 4)}"
    codes = AREAS if kind == "area" else [*CODES, "9"]
    if kind in ("single", "likert") and draw.random() < 0.3:
        return f'{variable} {draw.choice(["<", "<=", ">", ">="])} "{draw.choice(CODES)}"'
    chosen = ", ".join(f'"{code}"' for code in draw.sample(codes, draw.randint(1, 2)))
    return f"{variable} {draw.choice(['in', 'not in'])} [{chosen}]"


def draw_answer(draw, kind):
    if draw.random() < 0.2:
        return None
    if kind == "number":
        return str(draw.randint(0, 4))
    if kind == "multi":
        return "|".join(draw.sample([*CODES, "9"], draw.randint(1, 3)))
    return draw.choice([*CODES, "9"])


def draw_survey(draw):
    """Draw a codebook of four routed questions, and persons who answered along it, in plain Python."""
    kinds, questions = {"area": "area"}, []
    for name in ("q1", "q2", "q3", "q4"):
        kind = draw.choice(["single", "likert", "multi", "number"])
        question = {"id": name, "type": kind, "wording": {"nb": name}}
        question |= {} if kind == "number" else {"scale": "s"}
        question |= {"asked_if": draw_rule(draw, kinds)}
        questions.append(question)
        kinds[name] = kind
    area = {
        "id": "area",
        "source": "frame",
        "label": {"nb": "O"},
        "codes": [{"code": c, "nb": c} for c in AREAS],
    }
    book = {
        "title": {"nb": "T"},
        "key": "id",
        "background": [area],
        "scales": {"s": SCALE},
        "questions": questions,
    }
    codebook = Codebook.model_validate(book)
    frame = [{"id": str(number), "area": draw.choice(AREAS)} for number in range(draw.randint(1, 12))]
    people = []
    for listed in frame:
        person = dict(listed)
        for question in codebook.questions:
            asked = person_meets(question.asked_if, person, kinds)
            person[question.id] = draw_answer(draw, kinds[question.id]) if asked else None
        if draw.random() < 0.7:
            people.append(person)
    columns = ["id", *kinds]
    responses = pd.DataFrame(
        [[person[name] for name in columns] for person in people], columns=columns, dtype="str"
    )
    return codebook, kinds, pd.DataFrame(frame), responses, people


def test_a_thousand_random_routings_give_counts_that_add_up():
    draw = random.Random(20200615)
    for _ in range(250):  # of four routed questions each
        codebook, kinds, frame, responses, people = draw_survey(draw)
        assert find_inconsistencies(codebook, "codebook.toml") == []
        survey = Survey(codebook, frame, responses)
        population = frame["area"].value_counts().reindex(AREAS, fill_value=0)
        for question in codebook.questions:
            expected = [
                question.asked_if is None or person_meets(question.asked_if, person, kinds)
                for person in people
            ]
            assert survey.asked(question).tolist() == expected
            counts = bases(survey, question.id, "area")
            assert (counts["asked"] == counts["answered"] + counts["dont_know"] + counts["missing"]).all()
            assert counts["asked"].sum() == sum(expected)
            whole = account(survey, question.id, "area").counts
            assert whole.sum(axis="columns").tolist() == population.tolist()


@pytest.fixture
def codebook(small_codebook, tmp_path):
    from kb.survey.codebook import read_codebook

    (tmp_path / "codebook.toml").write_text(small_codebook, encoding="utf-8")
    return read_codebook(tmp_path / "codebook.toml")


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        ('need == "1"', [True, False, False, False]),
        ('need != "1"', [False, True, True, False]),  # no answer is not another answer
        ('not need == "1"', [False, True, True, True]),
        ('need < "3"', [True, False, False, False]),  # "don't know" stands nowhere on the scale
        ("answered(need)", [True, True, True, False]),
        ('tools == "pc"', [True, True, False, False]),
        ('tools != "pc"', [False, False, True, False]),
        ("days >= 2.5", [True, False, False, False]),
        ("days != 1", [True, False, True, False]),
        ('need == "1" or tools in ["skjerm"]', [True, False, True, False]),
    ],
)
def test_a_rule_holds_for_whom_it_says(codebook, rule, met):
    persons = pd.DataFrame(
        {
            "need": pd.Series(["1", "9", "3", None], dtype="str"),
            "tools": pd.Series(["pc|skjerm", "pc", "skjerm", None], dtype="str"),
            "days": [2.5, 1.0, 0.0, float("nan")],
        }
    )
    assert meeting(parse_rule(rule), persons, codebook).tolist() == met


def test_codes_are_split_and_each_counted_once():
    answers = pd.Series(["a|b|a", None, " b "], index=[4, 7, 9], dtype="str")
    assert list(split_codes(answers).items()) == [(4, "a"), (4, "b"), (9, "b")]
