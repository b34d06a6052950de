"""The search panel: ask the bank, look at hits as cards, and put one in as evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kb.errors import KbError
from kb.evaluation.labels import STATUSES
from kb.evaluation.panels.inserting import front_end, insert_below, is_for_a_page
from kb.evaluation.panels.telling import again_html, hit_html, near_html, reference_of
from kb.evaluation.panels.wording import WORDS
from kb.intake.nearness import near_lessons
from kb.lessons.library import Library
from kb.lessons.retrieval.search import Hit
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language

if TYPE_CHECKING:
    from ipywidgets import HTML, Box, Dropdown, ValueWidget, Widget

FILTERS = ("theme", "area", "status", "since", "until")


class SearchPanel:
    """A panel over a bank; show it as the last line of a cell. On a page it shows nothing.

    `insert` puts a reference into the next cell; in JupyterLab it is its own command.
    """

    def __init__(
        self,
        library: Library,
        *,
        language: Language = "nb",
        limit: int = 5,
        insert: Callable[[str], None] | None = None,
    ) -> None:
        self.library, self.language, self.limit = library, language, limit
        self._words = WORDS[language]
        self._insert = insert
        self._box: Box | None = None
        self.fields: dict[str, ValueWidget] = {}
        self.found: list[Hit] = []

    def _ipython_display_(self) -> None:
        if is_for_a_page():
            return
        from IPython.display import display

        if self._insert is None:
            self._insert = partial(insert_below, front_end())
        display(self.box())  # type: ignore[no-untyped-call]

    def box(self) -> Box:
        """Give the panel's widgets, made once."""
        from ipywidgets import HTML, Button, HBox, Layout, Text, VBox

        if self._box is None:
            query = Text(
                placeholder=self._words["hint"],
                continuous_update=False,
                description=self._words["query"],
                layout=Layout(width="32em"),
            )
            self.fields = {"query": query, **{name: self._filter(name) for name in FILTERS}}
            go = Button(description=self._words["search"], button_style="primary")
            self.said, self.hits = HTML(), VBox()
            query.observe(lambda _: self.search(), names="value")  # at Enter, or when the field is left
            go.on_click(lambda _: self.search())
            asked = HBox([query, go])
            chosen = HBox([self.fields[name] for name in FILTERS], layout=Layout(flex_flow="row wrap"))
            self._box = VBox([asked, chosen, self.said, self.hits])
        return self._box

    def search(self) -> None:
        """Search for what the fields say, and show the hits as cards."""
        asked = {name: str(field.value).strip() or None for name, field in self.fields.items()}
        query = asked.pop("query") or ""
        try:
            self.found = self.library.search(query, limit=self.limit, one_each=True, **asked)
        except KbError as error:
            self.found = []
            self._say(str(error))
        else:
            sure = not self.found or self.found[0].sure
            count = self._words["count"].format(n=len(self.found)) if self.found else self._words["none"]
            self._say(count if sure else self._words["unsure"])
        self.hits.children = tuple(self._card(hit) for hit in self.found)

    def _card(self, hit: Hit) -> Widget:
        from ipywidgets import HTML, Button, HBox, Layout, VBox

        below = HTML()
        buttons = [("insert", self._put_in)]
        if hit.status:
            buttons += [("similar", self._show_similar), ("again", self._show_again)]
        made = []
        for name, act in buttons:
            button = Button(description=self._words[name], layout=Layout(width="auto"))
            button.on_click(lambda _, act=act: act(hit, below))
            made.append(button)
        border = Layout(border_left="3px solid #0c5a61", padding="0 0 0 .8em", margin="0 0 1em 0")
        return VBox([HTML(hit_html(hit, language=self.language)), HBox(made), below], layout=border)

    def _put_in(self, hit: Hit, below: HTML) -> None:
        reference = reference_of(hit)
        if self._insert:
            self._insert(reference)
        told = self._words["inserted" if self._insert else "copy"].format(reference=reference)
        below.value = str(element("p", told))

    def _show_similar(self, hit: Hit, below: HTML) -> None:
        near = near_lessons(self.library, f"{hit.title}\n{hit.text}", apart=[hit.document])
        below.value = near_html(near, language=self.language)

    def _show_again(self, hit: Hit, below: HTML) -> None:
        below.value = again_html(hit.document, self.library.recurring(), language=self.language)

    def _say(self, text: str) -> None:
        self.said.value = str(element("p", text))

    def _filter(self, name: str) -> ValueWidget:
        from ipywidgets import Layout, Text

        if name in ("since", "until"):
            return Text(description=self._words[name], placeholder="2020-03-12", layout=Layout(width="14em"))
        return self._choice(name)

    def _choice(self, name: str) -> Dropdown:
        from ipywidgets import Dropdown, Layout

        options = {
            "theme": [(theme.names[self.language], one) for one, theme in self.library.taxonomy.items()],
            "area": [(area, area) for area in self._areas()],
            "status": [(word.capitalize(), one) for one, word in STATUSES[self.language].items()],
        }[name]
        everything = [(self._words["any"], ""), *options]
        return Dropdown(options=everything, description=self._words[name], layout=Layout(width="18em"))

    def _areas(self) -> list[str]:
        return sorted({level for entry in self.library.entries(kind="lesson") for level in entry.levels})
