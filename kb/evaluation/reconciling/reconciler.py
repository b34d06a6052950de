"""A text held against facts: each number with its verdict."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.evaluation.reconciling.arithmetic import (
    Contradiction,
    column_contradictions,
    line_contradictions,
    share_contradictions,
    total_contradictions,
)
from kb.evaluation.reconciling.days import beside, find_days
from kb.evaluation.reconciling.facts import Fact, by_name
from kb.evaluation.reconciling.matching import (
    Asked,
    Surroundings,
    Verdict,
    agreeing,
    ask,
    by_value,
    is_slip,
    meant,
)
from kb.evaluation.reconciling.narrowing import main_municipality, main_year
from kb.evaluation.reconciling.subjects import Subjects
from kb.intake.figures.figures import Figure, Other, fits, tells
from kb.intake.figures.layout import Layout, Statement, lay_out
from kb.intake.figures.lines import Span
from kb.intake.figures.numerals import find_numbers
from kb.intake.figures.parts import Pair, pairs_of, parts_of
from kb.intake.figures.units import unit_of_label
from kb.lessons.words.tongues import language_of
from kb.reports.text.numbers import Language

FLAGGED: frozenset[Verdict] = frozenset({"differs", "inconsistent", "hidden"})
_SHARE_BEFORE = re.compile(
    r"(?:prosent|andel)\w*(?: (?:er|var|på|ble|vart|is|was))?[ :=]{1,3}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A number, its verdict, the fact it was held against, and what other numbers make of it."""

    number: Figure | Other
    verdict: Verdict
    fact: Fact | None = None
    contradiction: Contradiction | None = None

    @property
    def flagged(self) -> bool:
        """Tell whether somebody must look at it."""
        return self.verdict in FLAGGED


def reconcile(text: str, facts: Sequence[Fact], *, language: Language | None = None) -> list[Judgement]:
    """Judge every number of a text, in order.

    `language` is told from the text where it is not given. Raises `KbError` for two facts of one name.
    """
    by_name(facts)
    tongue = language or language_of(text) or "nb"
    figures, others = find_numbers(text, tongue)
    layout = lay_out(text)
    days = find_days(text, others, tongue, [one.start for one in layout.statements], facts)
    figures = beside(days, figures)
    groups = [(one, _with_units(text, one, own)) for one, own in _grouped(layout.statements, figures)]
    wrong = _contradictions(text, layout, [own for _, own in groups])
    court = _Court(text, facts)
    judged = [court.judge(one, own, wrong) for one, own in groups]
    # Days are judged by themselves: they take no words from the numbers of their sentence.
    judged += [court.judge(one, own, {}) for one, own in _grouped(layout.statements, days)]
    told = [Judgement(other, "not a figure") for other in beside(days, others)]
    return sorted([*told, *(one for group in judged for one in group)], key=lambda one: one.number.start)


def _grouped(
    statements: Sequence[Statement], figures: Sequence[Figure]
) -> Iterator[tuple[Statement, list[Figure]]]:
    """Put each figure with the statement it begins in."""
    starts = [one.start for one in statements]
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(max(0, bisect_right(starts, figure.start) - 1), []).append(figure)
    for place, own in groups.items():
        yield statements[place], own


def _with_units(text: str, statement: Statement, figures: Sequence[Figure]) -> list[Figure]:
    """Give bare numbers the unit of their label: the head of a column, or *svarprosent* before them."""
    labelled = unit_of_label([text[slice(*label)] for label in statement.labels])
    return [_with_unit(text, figure, labelled) for figure in figures]


def _with_unit(text: str, figure: Figure, labelled: str) -> Figure:
    if _SHARE_BEFORE.search(text, max(0, figure.start - 40), figure.start):
        labelled = "share"
    if figure.unit or not labelled or figure.spelled:
        return figure
    if labelled != "share" or (figure.value <= 1 and figure.step < 1):
        return replace(figure, unit=labelled)
    high = None if figure.high is None else figure.high / 100
    return replace(figure, unit="share", value=figure.value / 100, step=figure.step / 100, high=high)


def _contradictions(
    text: str, layout: Layout, groups: Sequence[Sequence[Figure]]
) -> Mapping[int, Contradiction]:
    """Find what the numbers of a text say against each other, by the start of the number at fault."""
    at = {figure.start: figure for own in groups for figure in own}
    lines = [(one.start, one.end) for one in layout.statements]
    found = [
        *(pair for own in groups for pair in share_contradictions(text, own)),
        *(pair for own in groups for pair in total_contradictions(text, own)),
        *column_contradictions(text, layout.tables, at),
        *line_contradictions(text, lines, at),
    ]
    return {figure.start: contradiction for figure, contradiction in found}


class _Court:
    """The facts and one text's way of speaking of them."""

    def __init__(self, text: str, facts: Sequence[Fact]) -> None:
        self._text, self._facts = text, facts
        self._by_name = by_name(facts)
        self._around = Surroundings(Subjects(text, facts), main_year(text), main_municipality(text))

    def judge(
        self, statement: Statement, figures: Sequence[Figure], wrong: Mapping[int, Contradiction]
    ) -> list[Judgement]:
        """Judge the figures of a statement together: what one of them tells, the others do not."""
        parts = parts_of(self._text, (statement.start, statement.end), figures)
        asked = [self._ask(figure, statement, part) for figure, part in zip(figures, parts, strict=True)]
        true = [agreeing(one) for one in asked]
        supposed = [fact or meant(one) for fact, one in zip(true, asked, strict=True)]
        apart: set[int] = set()
        for pair in pairs_of(self._text, figures):
            self._join(pair, asked, true, supposed)
            if not true[pair.part] and not true[pair.whole]:
                apart |= {pair.part, pair.whole}
        told = {fact.name for fact, one in zip(true, figures, strict=True) if fact and not one.rough}
        return [
            self._sentence(one, true[at], supposed[at], at in apart, told, wrong.get(one.figure.start))
            for at, one in enumerate(asked)
        ]

    def _ask(self, figure: Figure, statement: Statement, part: Span) -> Asked:
        labels = [self._text[slice(*span)] for span in statement.labels]
        scope = self._around.subjects.scope(statement, part)
        return ask(figure, self._text[slice(*part)], labels, scope, self._around.subjects)

    def _join(
        self, pair: Pair, asked: Sequence[Asked], true: list[Fact | None], supposed: list[Fact | None]
    ) -> None:
        """Let the part of `x av y` tell what the whole and the share are of."""
        part = supposed[pair.part]
        whole = self._by_name.get(part.part_of) if part else None
        if part is None or whole is None:
            return
        counts = (part.value, whole.value)
        share = next((one for one in self._facts if one.unit == "share" and one.counts == counts), None)
        for place, fact in ((pair.whole, whole), (pair.share, share)):
            if place is None or fact is None or fact.value is None:
                continue
            figure = asked[place].figure
            if not fits(figure.unit, fact.unit):
                continue
            if tells(figure, fact.value):
                true[place] = supposed[place] = fact
            elif not by_value(asked[place], self._facts):  # else the whole is another: of all that were sent
                true[place], supposed[place] = None, fact

    def _sentence(
        self,
        asked: Asked,
        true: Fact | None,
        guess: Fact | None,
        apart: bool,
        told: Collection[str],
        wrong: Contradiction | None,
    ) -> Judgement:
        known = apart or (guess is not None and guess.name in told)
        if true is None and guess is not None and is_slip(asked, guess, self._around, told=known):
            return Judgement(asked.figure, "hidden" if guess.hidden else "differs", guess)
        fact = true or by_value(asked, self._facts)
        verdict: Verdict = "inconsistent" if wrong else "agrees" if fact else "unknown"
        return Judgement(asked.figure, verdict, fact, wrong)
