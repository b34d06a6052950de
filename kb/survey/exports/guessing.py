"""What kind of question a column holds, guessed from its labels and cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.survey.codebook import QuestionType
from kb.survey.exports.ladders import climbed, ladder_of, set_apart
from kb.survey.exports.records import Cells, Variable
from kb.survey.exports.wording import folded, slug, unmarked

_MOST = 20  # answers of a closed question; more are words of people's own
_REPEATED = 2  # times each answer is given, at least, on average
_LONGEST = 120  # signs of a label
_WHOLE = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")
_RECOMMEND = re.compile(r"anbefal|tilrå|recommend", re.IGNORECASE)
_POINTS = (5, 6, 7, 10, 11)  # usual lengths of a scale of numbers


@dataclass(frozen=True, slots=True)
class Guess:
    """A question's type and its answers, code to label in order.

    `ladder` names the ladder of answers whose codes are made up, for the export has none; `remark` says what to
    look at.
    """

    type: QuestionType
    answers: Mapping[str, str] = field(default_factory=dict)
    dont_know: tuple[str, str] | None = None
    ladder: str | None = None
    remark: str | None = None


_UNNAMED = "The export holds numbers without words: write what they mean, or make it a number."


def guess(variable: Variable, cells: Cells, several: str | None) -> Guess:
    """Guess from the labels the export tells, else from the cells themselves."""
    seen = Counter(cell for cell in cells if cell is not None)
    if variable.labels and set(seen) <= set(variable.labels):
        return _closed({code: unmarked(label) for code, label in variable.labels.items() if code})
    if not seen:
        return Guess("open", remark="Nobody answered: its type is not known.")
    if all(_NUMBER.fullmatch(cell) for cell in seen):
        whole = all(_WHOLE.fullmatch(cell) for cell in seen)
        return _numbers(variable, {int(cell) for cell in seen}) if whole else Guess("number")
    return _words(seen, several)


def _words(seen: Counter[str], several: str | None) -> Guess:
    if several and any(several in cell for cell in seen) and (parts := _parts(seen, several)):
        return several_of(_coded(parts))
    spellings = _spellings(seen)
    return _worded(spellings) if _is_closed(spellings, sum(seen.values())) else Guess("open")


def several_of(labels: Mapping[str, str]) -> Guess:
    """Make a question with several answers of its options, code to label."""
    apart = set_apart(list(labels.values())) if len(labels) > 1 else None
    answers = {code: label for code, label in labels.items() if label != apart}
    return Guess(
        "multi", answers, next(((code, label) for code, label in labels.items() if label == apart), None)
    )


def _closed(labels: Mapping[str, str]) -> Guess:
    """Guess of codes with labels, in the export's own order; labels that read alike are kept apart by their code."""
    twice = Counter(folded(label) for label in labels.values())
    plain = {
        code: f"{label} ({code})" if twice[folded(label)] > 1 else label or code
        for code, label in labels.items()
    }
    apart = set_apart(list(plain.values()))
    dont_know = next(((code, label) for code, label in plain.items() if label == apart), None)
    answers = {code: label for code, label in plain.items() if label != apart}
    if not answers:
        return Guess("open", remark="Its only answer is «don't know»: its type is not known.")
    ordered = ladder_of(list(answers.values())) is not None or list(answers) == list(answers.values())
    kind: QuestionType = "likert" if ordered and 2 < len(answers) <= 11 else "single"
    return Guess(kind, answers, dont_know)


def _numbers(variable: Variable, values: set[int]) -> Guess:
    low, high = min(values), max(values)
    if low >= 0 and high <= 10 and _RECOMMEND.search(variable.wording):
        return Guess("nps")
    if low < 0 or high > 11 or (low == 0 and high > 10):
        return Guess("number")
    if low == 0 or len(values) < 3:
        points = range(low, high + 1) if low == 0 and len(values) > 2 else sorted(values)
        kind: QuestionType = "likert" if len(points) > 2 else "single"
        return Guess(kind, _points(variable, points), remark=_UNNAMED)
    longest = next(points for points in _POINTS if points >= high)
    return Guess("likert", _points(variable, range(1, longest + 1)), remark=_UNNAMED)


def _points(variable: Variable, points: Iterable[int]) -> dict[str, str]:
    """Name the points of a scale of numbers; often only its ends have words."""
    return {str(point): unmarked(variable.labels.get(str(point)) or str(point)) for point in points}


def _worded(labels: Sequence[str]) -> Guess:
    apart = set_apart(labels)
    answers = [label for label in labels if label != apart]
    if not answers:
        return Guess("open", remark="Its only answer is «don't know»: its type is not known.")
    dont_know = (slug(apart, words=3) or "9", apart) if apart else None
    ladder = ladder_of(answers)
    if ladder is None:
        codes = _coded(answers, taken=dont_know[0] if dont_know else None)
        return Guess("single", codes, dont_know)
    codes = {str(step): label for step, label in enumerate(climbed(ladder, answers), start=1)}
    return Guess("likert", codes, dont_know, ladder)


def _coded(labels: Sequence[str], taken: str | None = None) -> dict[str, str]:
    """Give each label a code that reads like it."""
    codes: dict[str, str] = {}
    for place, label in enumerate(labels, start=1):
        code = slug(label, words=4, longest=24) or f"a{place}"
        while code in (*codes, taken):
            code = f"{code}_{place}"
        codes[code] = label
    return codes


def _spellings(seen: Counter[str]) -> list[str]:
    """Of labels that read alike keep the usual spelling, in the order of their first appearance."""
    best: dict[str, str] = {}
    for cell in seen:
        kept = best.setdefault(folded(cell), cell)
        if seen[cell] > seen[kept]:
            best[folded(cell)] = cell
    return list(best.values())


def _is_closed(labels: Sequence[str], answers: int) -> bool:
    if max(map(len, labels)) > _LONGEST or len(labels) > _MOST:
        return False
    known = ladder_of([label for label in labels if label != set_apart(labels)]) is not None
    return known or len(labels) * _REPEATED <= answers


def _parts(seen: Counter[str], several: str) -> list[str]:
    """Split cells of several answers; nothing when their parts are no set of answers."""
    parts: Counter[str] = Counter()
    for cell, count in seen.items():
        for part in cell.split(several):
            parts[part.strip()] += count if part.strip() else 0
    parts = +parts
    labels = _spellings(parts)
    return labels if len(labels) > 1 and _is_closed(labels, sum(parts.values())) else []
