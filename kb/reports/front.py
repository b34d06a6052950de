"""The first screen: what the reader of two minutes takes away, and what is asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.errors import Fault, FaultsFound
from kb.reports.text.markup import Block, Child, element
from kb.reports.text.numbers import Language, date
from kb.reports.text.numbers import period as written_period
from kb.reports.text.phrases import phrase
from kb.reports.text.values import written

FRONT = "front"  # the class by which export knows the block
MOST_FINDINGS = 5
Period = str | tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class KeyFinding:
    """What was found: a sentence, its number, how many stand behind it, and where it is shown.

    `figure` is the `name` of a chart on the page, or `#id` of another place (`#tabell-timer`).
    """

    text: str
    number: float | str
    base: str
    figure: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader is asked to decide: the decision, by whom, and when."""

    decision: str
    by: str
    when: dt.date | str


def front(
    *,
    event: str,
    period: Period,
    findings: Sequence[KeyFinding],
    asked: Asked | Sequence[Asked],
    language: Language = "nb",
) -> Block:
    """Make the first screen; it may stand in any cell, and the page shows it under its title.

    Raises `FaultsFound` for more than five findings, and for all parts that are left out.
    """
    decisions = [asked] if isinstance(asked, Asked) else list(asked)
    faults = [*_count_faults(findings, decisions), *_empty_faults(event, period, findings, decisions)]
    if faults:
        raise FaultsFound(faults)
    return Block(
        element(
            "div",
            _facts(event, period, language),
            _findings(findings, language),
            _decisions(decisions, language),
            class_=FRONT,
        )
    )


def _facts(event: str, period: Period, language: Language) -> Markup:
    told = period if isinstance(period, str) else written_period(*period, language=language)
    return element(
        "dl", _fact("event", event, language), _fact("period_header", told, language), class_="facts"
    )


def _fact(name: str, text: str, language: Language) -> Markup:
    return element("div", element("dt", phrase(name, language)), element("dd", text, class_=name))


def _findings(findings: Sequence[KeyFinding], language: Language) -> Markup:
    heading = element("h2", phrase("front_findings", language), id="det-viktigste")
    items = (_finding(finding, language) for finding in findings)
    return element("div", heading, element("ol", *items, class_="key-findings"), class_="found")


def _finding(finding: KeyFinding, language: Language) -> Markup:
    link = element("a", phrase(_kind(finding.figure), language), href=_address(finding.figure))
    return element(
        "li",
        element("p", written(finding.number, language), class_="number"),
        element("p", finding.text, class_="what"),
        element("p", finding.base, " · ", link, class_="base"),
        class_="key-finding",
    )


def _address(figure: str) -> str:
    return figure if figure.startswith("#") else f"#figur-{figure}"


def _kind(figure: str) -> str:
    """Choose the words of a link by what it leads to."""
    if figure.startswith(("#tabell-", "#liste-")):
        return "see_table"
    return "see_more" if figure.startswith("#") and not figure.startswith("#figur-") else "see_figure"


def _decisions(decisions: Sequence[Asked], language: Language) -> Markup:
    heading = element("h2", phrase("front_asked", language), id="dette-ber-vi-om")
    items = (
        element(
            "li",
            element("p", decision.decision),
            element(
                "dl",
                _fact("asked_of", decision.by, language),
                _fact("asked_when", _when(decision, language), language),
            ),
        )
        for decision in decisions
    )
    return element("div", heading, element("ul", *items), class_="asked")


def _when(decision: Asked, language: Language) -> str:
    return decision.when if isinstance(decision.when, str) else date(decision.when, language=language)


def _count_faults(findings: Sequence[KeyFinding], decisions: Sequence[Asked]) -> Iterator[Fault]:
    if not findings:
        yield Fault(FRONT, "findings", "are none.", "Give one to five key findings.")
    if len(findings) > MOST_FINDINGS:
        problem = f"are {len(findings)}; a reader keeps {MOST_FINDINGS}."
        yield Fault(FRONT, "findings", problem, "Keep the ones that bear the decision.")
    if not decisions:
        yield Fault(FRONT, "asked", "is empty.", "Say what the reader is asked to decide, by whom and when.")


def _empty_faults(
    event: str, period: Period, findings: Sequence[KeyFinding], decisions: Sequence[Asked]
) -> Iterator[Fault]:
    parts: list[tuple[str, Child | dt.date | tuple[dt.date, dt.date | None] | float]] = [
        ("event", event),
        ("period", period),
    ]
    for at, found in enumerate(findings, start=1):
        named = (
            ("text", found.text),
            ("number", found.number),
            ("base", found.base),
            ("figure", found.figure),
        )
        parts += [(f"finding {at}, {name}", part) for name, part in named]
    for at, asked in enumerate(decisions, start=1):
        named_parts = (("decision", asked.decision), ("by", asked.by), ("when", asked.when))
        parts += [(f"asked {at}, {name}", part) for name, part in named_parts]
    for place, part in parts:
        if isinstance(part, str) and not part.strip():
            yield Fault(FRONT, place, "is empty.", "Fill it in.")
