"""The frame around a drawing: title, text alternative, caption, both layouts and the numbers as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Required, TypedDict

from markupsafe import Markup

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.svg import NARROW, WIDE, Drawing
from kb.reports.tables.grid import Grid
from kb.reports.tables.hiding import HIDDEN, hidden_marks, hidden_rule, hidden_sign
from kb.reports.text.markup import aside, element, identifier, join, slug
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase

_NEEDED = {
    "title": "Say what the chart shows, as a finding.",
    "alt": "Say in words, with the numbers, what the reader should see in it.",
    "base": "Say who the numbers are a share of, or what is counted, and how many there are.",
}
# A text of a drawing that is a colon, or ends in one standing alone (“n = :”).
_COLON = re.compile(rf"[>\s]{HIDDEN}</text>")


class Words(TypedDict, total=False):
    """What every chart takes by name. `title`, `alt` and `base` must be given.

    `title` tells the finding, `alt` what the drawing shows, with its numbers, to those who cannot see it, and
    `base` who the numbers are a share of. `question` is the wording of a question, `caption` any remark after
    it, and `name` a lasting one: the figure's id becomes `figur-` and the name, and links lead to it.
    """

    title: Required[str]
    alt: Required[str]
    base: Required[str]
    question: str
    caption: str
    name: str
    language: Language


@dataclass(frozen=True, slots=True)
class Told:
    """The words around a chart, checked. Raises `KbError` without a title, alt or base."""

    title: str = ""
    alt: str = ""
    base: str = ""
    question: str = ""
    caption: str = ""
    name: str = ""
    language: Language = "nb"

    def __post_init__(self) -> None:
        missing = [name for name in _NEEDED if not str(getattr(self, name)).strip()]
        if missing:
            remedy = " ".join(_NEEDED[name] for name in missing)
            raise KbError(f"A chart without {' or '.join(missing)}. {remedy}")

    def caption_html(self) -> Markup:
        """Write the base, the question as it was put, and the remark."""
        parts: list[str | Markup] = [element("span", _sentence(self.base), class_="base")]
        if self.question.strip():
            asked = phrase("asked", self.language, question=self.question.strip())
            parts += [" ", element("span", asked, class_="question")]
        if self.caption.strip():
            parts += [" ", _sentence(self.caption)]
        return element("p", *parts, class_="caption")


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart ready for a page, with the protected tables that its numbers come from."""

    told: Told
    wide: Drawing
    narrow: Drawing
    numbers: Grid
    protected: tuple[ProtectedTable, ...]
    notes: tuple[str, ...] = ()
    extra: Markup | None = None

    def __repr__(self) -> str:
        return f"Chart({self.told.title!r})"

    def _repr_html_(self) -> str:
        name = self._name()
        # Both drawings say the same: the narrow one is named by the wide one, seen or not.
        drawings = (
            self.wide.svg(WIDE, self.told.alt, name=f"{name}-bilde"),
            self.narrow.svg(NARROW, named_by=f"{name}-bilde"),
        )
        rule = hidden_rule(self.protected[0], self.told.language) if self._says_hidden(drawings) else None
        first, *others = self.protected
        figure = element(
            "figure",
            self._words(name),
            element("div", drawings[0], class_="wide"),
            # Outside an exported page nothing unhides it, so that Jupyter shows one of the two.
            element("div", drawings[1], class_="narrow", hidden=True),
            self.extra,
            *(element("p", note, class_="fine") for note in (*self.notes, rule) if note),
            self._details(name, told=rule is not None),
            self._link(name),
            *(element("span", hidden=True, **hidden_marks(other)) for other in others),
            id=name,
            class_="chart",
            aria_labelledby=f"{name}-tittel",
            **hidden_marks(first),
        )
        return str(figure)

    def _name(self) -> str:
        if self.told.name.strip():
            return f"figur-{slug(self.told.name)}"
        drawings = (self.wide.svg(WIDE, self.told.alt), self.narrow.svg(NARROW, self.told.alt))
        return identifier("figur", self.told.title, f"{self.numbers!r}{drawings!r}")

    def _says_hidden(self, drawings: tuple[Markup, ...]) -> bool:
        """Tell whether the drawings or what is noted of them speak of hidden numbers."""
        noted = any(f"({HIDDEN})" in note for note in self.notes)
        return noted or any(_COLON.search(drawing) for drawing in drawings)

    def _words(self, name: str) -> Markup:
        title = element("p", element("strong", self.told.title), class_="title", id=f"{name}-tittel")
        return element("figcaption", title, self.told.caption_html())

    def _details(self, name: str, *, told: bool) -> Markup:
        """Write the table of the numbers; what a colon means stands here where only the table has one."""
        words = join(phrase("show_numbers", self.told.language), aside(f": {self.told.title}"))
        table = self.numbers.html(f"{name}-tall")
        sign = str(hidden_sign(self.told.language))
        rule = hidden_rule(self.protected[0], self.told.language) if sign in table and not told else None
        below = element("p", rule, class_="fine") if rule else None
        return element("details", element("summary", words), table, below)

    def _link(self, name: str) -> Markup:
        words = phrase("figure_link", self.told.language)
        link = element("a", words, href=f"#{name}", aria_label=f"{words}: {self.told.title}")
        return element("p", link, class_="fine figure-link")


def require_marks(visible: int, title: str) -> None:
    """Raise `KbError` for a chart in which every number is hidden or missing."""
    if not visible:
        raise KbError(
            f"Empty chart “{title}”: no number in it may be shown. Use larger groups or leave it out."
        )


def _sentence(words: str) -> str:
    """End a sentence with a full stop where nothing ends it."""
    words = words.strip()
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
