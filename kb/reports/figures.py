"""The frame around a drawing: title, text alternative, caption, both layouts and the numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.grid import Grid
from kb.reports.hiding import hidden_marks, hidden_rule
from kb.reports.markup import aside, element, identifier, join
from kb.reports.numbers import Language
from kb.reports.phrases import phrase
from kb.reports.svg import NARROW, WIDE, Drawing


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart ready for a page. `alt` tells what the drawing shows to those who cannot see it."""

    title: str
    alt: str
    caption: str
    wide: Drawing
    narrow: Drawing
    numbers: Grid
    protected: ProtectedTable
    notes: tuple[str, ...] = ()
    extra: Markup | None = None
    language: Language = "nb"

    def __post_init__(self) -> None:
        for name in ("title", "alt", "caption"):
            if not str(getattr(self, name)).strip():
                raise KbError(f"A chart without {name}. Say in words what the reader should see in it.")

    def __repr__(self) -> str:
        return f"Chart({self.title!r})"

    def _repr_html_(self) -> str:
        drawings = (self.wide.svg(WIDE, self.alt), self.narrow.svg(NARROW, self.alt))
        name = identifier("figur", self.title, f"{self.numbers!r}{drawings!r}")
        rule = hidden_rule(self.protected, self.language)
        figure = element(
            "figure",
            self._words(name),
            element("div", drawings[0], class_="wide"),
            # Outside an exported page nothing unhides it, so that Jupyter shows one of the two.
            element("div", drawings[1], class_="narrow", hidden=True),
            self.extra,
            *(element("p", note, class_="fine") for note in (*self.notes, rule) if note),
            self._details(name),
            id=name,
            class_="chart",
            aria_labelledby=f"{name}-tittel",
            **hidden_marks(self.protected),
        )
        return str(figure)

    def _words(self, name: str) -> Markup:
        title = element("p", element("strong", self.title), class_="title", id=f"{name}-tittel")
        return element("figcaption", title, element("p", self.caption, class_="caption"))

    def _details(self, name: str) -> Markup:
        words = join(phrase("show_numbers", self.language), aside(f": {self.title}"))
        return element("details", element("summary", words), self.numbers.html(f"{name}-tall"))


def require_marks(visible: int, title: str) -> None:
    """Raise `KbError` for a chart in which every number is hidden or missing."""
    if not visible:
        raise KbError(
            f"Empty chart “{title}”: no number in it may be shown. Use larger groups or leave it out."
        )
