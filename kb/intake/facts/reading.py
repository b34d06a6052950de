"""The facts of a text: read numbers, dates and names, each in the passage it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from kb.intake.facts.amounts import Amount, read_amount
from kb.intake.facts.bases import Base, bases_of
from kb.intake.facts.bodies import Body
from kb.intake.facts.counted import what_is_counted
from kb.intake.facts.dates import Dated, find_dates
from kb.intake.facts.names import Names, read_names
from kb.intake.facts.organisations import find_bodies
from kb.intake.facts.passages import Laid, lay_passages, text_of
from kb.intake.facts.records import KINDS, TextFact
from kb.intake.figures.figures import Figure
from kb.intake.figures.layout import Statement
from kb.intake.figures.numerals import find_numbers
from kb.intake.records import Block
from kb.lessons.words.tongues import language_of
from kb.reports.text.numbers import Language


def read_facts(
    text: str | Sequence[Block],
    *,
    near: date | None = None,
    language: Language | None = None,
    names: Names | None = None,
) -> list[TextFact]:
    """Read the facts a text tells, in order; those of one kind never overlap.

    `near` is the day the text was written, from which a missing year is taken; without it, the nearest year
    told in the text. `language` is told by the text's words unless given. Of blocks, the places are those in
    `text_of(blocks)`.
    """
    written, pages = (text, ()) if isinstance(text, str) else text_of(text)
    tongue: Language = language or language_of(written, default="nb")
    known = names or read_names()
    laid = lay_passages(written, pages)
    begun = [one.start for one in laid.layout.statements]
    figures, others = find_numbers(written, tongue)
    dates = find_dates(written, others, tongue, begun, near)
    bodies = find_bodies(written, known, begun)
    counts = _free(figures, dates)
    found = [
        *(_of_date(one, laid) for one in dates),
        *_amounts(laid, counts, known),
        *(_of_body(one, laid) for one in bodies),
    ]
    return sorted(found, key=lambda fact: (fact.start, KINDS.index(fact.kind)))


def _free(figures: Sequence[Figure], dates: Sequence[Dated]) -> list[Figure]:
    """Leave out the figures that are part of a date."""
    free: list[Figure] = []
    at = 0
    for figure in figures:
        while at < len(dates) and dates[at].end <= figure.start:
            at += 1
        if at == len(dates) or figure.end <= dates[at].start:
            free.append(figure)
    return free


def _amounts(laid: Laid, figures: Sequence[Figure], names: Names) -> Iterator[TextFact]:
    placed = [(laid.statement_at(figure.start), figure) for figure in figures]
    for _, section in groupby(placed, key=lambda one: one[0].over):
        listed = list(section)
        groups = [[one for _, one in group] for _, group in groupby(listed, key=lambda one: one[0])]
        bases = bases_of(laid.text, groups, [figure for _, figure in listed])
        at = 0
        for statement, figure in listed:
            amount = read_amount(laid.text, figure, statement.end)
            if figure.start >= at:
                yield _of_amount(amount, statement, bases.get(figure.start, Base()), laid, names)
                at = amount.end


def _of_amount(amount: Amount, statement: Statement, base: Base, laid: Laid, names: Names) -> TextFact:
    figure, text = amount.figure, laid.text
    span = (statement.start, statement.end)
    counted = what_is_counted(text, figure, amount.end, span, statement.labels, names)
    return TextFact(
        amount.kind,
        figure.start,
        amount.end,
        text[figure.start : amount.end],
        amount.value,
        laid.passage_at(figure.start),
        high=amount.high,
        unit=amount.unit,
        of="" if amount.kind == "money" else counted,
        part=base.part,
        whole=base.whole,
        bound=amount.bound,
        per=amount.per,
    )


def _of_date(one: Dated, laid: Laid) -> TextFact:
    return TextFact(
        "date" if one.is_day else "period",
        one.start,
        one.end,
        laid.text[one.start : one.end],
        one.value,
        laid.passage_at(one.start),
        precision=one.precision,
        inferred=one.inferred,
    )


def _of_body(one: Body, laid: Laid) -> TextFact:
    return TextFact(
        one.sort, one.start, one.end, laid.text[one.start : one.end], one.name, laid.passage_at(one.start)
    )
