"""Small building blocks of a page: key figures, prose, cards and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup

from kb.errors import Fault, FaultsFound, KbError
from kb.reports.front import Asked, KeyFinding, front
from kb.reports.text.markup import Block, Child, Link, element
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase
from kb.reports.text.prose import prose
from kb.reports.text.values import written

__all__ = [
    "Asked",
    "Block",
    "Card",
    "KeyFigure",
    "KeyFinding",
    "Link",
    "cards",
    "folded",
    "front",
    "key_figures",
    "note",
    "prose",
]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number to remember: the number (or a text already formatted), what it counts, and its base."""

    number: float | str
    what: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that was found: a lesson, a passage or a document, with where it stands and why it is here.

    `marks` are the stretches of the text that speak for it, in order and apart. `language` is that of title
    and text (nb, nn, en …) where it is known, so that they are read aloud as written.
    """

    title: str
    text: str
    source: str
    why: str = ""
    address: str = ""
    identifier: str = ""
    status: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    language: str = ""


def key_figures(figures: Iterable[KeyFigure], *, language: Language = "nb") -> Block:
    """Show a few numbers large, each with what it counts. Raises `KbError` when there is none."""
    items = [_figure(figure, language) for figure in figures]
    if not items:
        raise KbError("No key figures were given. Leave the cell out.")
    return Block(element("ul", *items, class_="key-figures"))


def cards(items: Iterable[Card | Mapping[str, str]], *, language: Language = "nb") -> Block:
    """Show what was found, best first; mappings have the keys of `Card`. Raises `FaultsFound` for other keys."""
    found = list(items)
    faults = [fault for at, item in enumerate(found, start=1) for fault in _card_faults(at, item)]
    if faults:
        raise FaultsFound(faults)
    if not found:
        return Block(element("p", phrase("nothing_found", language), class_="nothing"))
    ready = (item if isinstance(item, Card) else _read_card(item) for item in found)
    return Block(element("ol", *(_card(item, language) for item in ready), class_="cards"))


def note(*parts: Child) -> Block:
    """Set a remark apart from the text around it."""
    return Block(element("p", *parts, class_="note"))


def folded(title: str, *blocks: Block, on_paper: bool = False) -> Block:
    """Put blocks behind a line that opens them, without any script.

    Paper leaves them out while closed, or shows them with `on_paper`: what a claim rests on, for instance.
    """
    kind = "folded on-paper" if on_paper else "folded"
    return Block(
        element("details", element("summary", title), *(block.html for block in blocks), class_=kind)
    )


def _figure(figure: KeyFigure, language: Language) -> Markup:
    return element(
        "li",
        element("p", written(figure.number, language), class_="number"),
        element("p", figure.what, class_="what"),
        element("p", figure.base, class_="base") if figure.base else None,
    )


def _read_card(item: Mapping[str, str]) -> Card:
    told: dict[str, Any] = dict(item)
    return Card(**told)


def _marked(card: Card) -> Iterator[Child]:
    at = 0
    for start, end in card.marks:
        yield card.text[at:start]
        yield element("mark", card.text[start:end])
        at = end
    yield card.text[at:]


def _card(card: Card, language: Language) -> Markup:
    title: Child = Link(card.title, card.address).__html__() if card.address else card.title
    other = card.language if card.language != language else None
    return element(
        "li",
        element("p", element("strong", title, lang=other or None), _status(card.status), class_="card-title"),
        element("p", *_marked(card), class_="quoted", lang=other or None),
        element(
            "dl",
            _detail("source", card.source, language),
            _detail("why", card.why, language),
            _detail("identifier", card.identifier, language),
        ),
    )


def _status(status: str) -> Markup | None:
    return element("span", status, class_="status") if status else None


def _detail(name: str, value: str, language: Language) -> Markup | None:
    if not value:
        return None
    return element("div", element("dt", phrase(name, language)), element("dd", value))


def _card_faults(at: int, item: Card | Mapping[str, str]) -> list[Fault]:
    if isinstance(item, Card):
        return []
    known = {field.name for field in fields(Card)}
    lacking = [name for name in ("title", "text", "source") if not item.get(name)]
    problems = [(name, "is missing.", "Give it a text.") for name in lacking]
    keys = f"The keys are {', '.join(field.name for field in fields(Card))}."
    problems += [(name, "is no part of a card.", keys) for name in item if name not in known]
    return [Fault("cards", f"card {at}, {name}", problem, remedy) for name, problem, remedy in problems]
