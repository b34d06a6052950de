"""The review panel: proposals one at a time, with buttons for what a person decides on each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kb.errors import KbError
from kb.evaluation.labels import KINDS
from kb.evaluation.panels.inserting import is_for_a_page
from kb.evaluation.panels.wording import WORDS
from kb.intake.nearness import Near
from kb.intake.proposals.records import Proposal
from kb.intake.review.choices import Choice, Decision
from kb.intake.review.session import neighbours, open_session, step
from kb.intake.review.telling import headline, told, told_near
from kb.intake.review.writing import draft_for
from kb.lessons.library import Library
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language

if TYPE_CHECKING:
    from ipywidgets import Box, Button

SHOWN = ("accept", "again", "merge", "edit", "reject", "skip")


class ReviewPanel:
    """A walk through the proposals of a bank; show it as the last line of a cell. On a page it shows nothing."""

    def __init__(self, library: Library, *, language: Language = "nb", limit: int | None = None) -> None:
        self.library, self.language, self._limit = library, language, limit
        self._words = WORDS[language]
        self._box: Box | None = None

    def _ipython_display_(self) -> None:
        if is_for_a_page():
            return
        from IPython.display import display

        display(self.box())  # type: ignore[no-untyped-call]

    def box(self) -> Box:
        """Give the panel's widgets, made once."""
        from ipywidgets import HTML, VBox

        if self._box is None:
            self.session = open_session(self.library, limit=self._limit)
            self.near = neighbours(self.library, self.session.waiting)
            self.said, self.proposal = HTML(), HTML()
            chosen = self._make_choices()
            self._box = VBox([self.said, self.proposal, chosen, self.draft, self._make_buttons()])
            self._show()
        return self._box

    def _make_choices(self) -> Box:
        """Make the fields that go with a decision: kind, themes, the lesson it is tied to, a reason and a draft."""
        from ipywidgets import Dropdown, Layout, SelectMultiple, Text, Textarea, VBox

        words, wide = self._words, Layout(width="46em")
        kinds = [(word, kind) for kind, word in KINDS[self.language].items()]
        themes = [(theme.names[self.language], name) for name, theme in self.library.taxonomy.items()]
        self.kind = Dropdown(options=kinds, description=words["kind"], layout=wide)
        self.themes = SelectMultiple(options=themes, description=words["theme"], rows=4, layout=wide)
        self.into = Dropdown(description=words["into"], layout=wide)
        self.reason = Text(description=words["reason"], layout=wide)
        hidden = Layout(width="60em", height="24em", display="none")
        self.draft = Textarea(description=words["draft"], layout=hidden)
        return VBox([self.kind, self.themes, self.into, self.reason])

    def _make_buttons(self) -> Box:
        from ipywidgets import Button, HBox, Layout

        self.buttons: dict[str, Button] = {}
        for name in SHOWN:
            self.buttons[name] = Button(description=self._words[name], layout=Layout(width="auto"))
            self.buttons[name].on_click(lambda _, name=name: self._press(name))
        return HBox(list(self.buttons.values()))

    def _press(self, name: str) -> None:
        """Carry out what a button says; a fault is told, and the proposal stays."""
        proposal = self.session.current
        if proposal is None:
            return
        try:
            if name == "edit":
                self._begin_edit(proposal)
                return
            written = len(self.session.written)
            self.session = step(self.library, self.session, self._decision(name), today=dt.date.today())
        except KbError as error:
            self._say(str(error))
            return
        self._show([str(path.name) for path in self.session.written[written:]])

    def _decision(self, name: str) -> Decision:
        choice: Choice = name  # type: ignore[assignment]
        tied = self.into.value or "" if choice in ("again", "merge") else ""
        text = self.draft.value if choice in ("accept", "again") and self._is_editing() else ""
        return Decision(
            choice,
            lesson=tied,
            reason=self.reason.value,
            text=text,
            themes=tuple(self.themes.value),
            kind=self.kind.value,
        )

    def _begin_edit(self, proposal: Proposal) -> None:
        decision = Decision("accept", themes=tuple(self.themes.value), kind=self.kind.value)
        self.draft.value = draft_for(self.library, proposal, decision, today=dt.date.today())
        self.draft.layout.display = None

    def _is_editing(self) -> bool:
        return bool(self.draft.layout.display != "none")

    def _show(self, written: list[str] | None = None) -> None:
        """Show the proposal that is asked about, and the lessons near it."""
        self.reason.value, self.draft.layout.display = "", "none"
        waiting, proposal = self.session.waiting, self.session.current
        left = self._words["left"].format(n=len(waiting)) if proposal else self._words["done"]
        files = self._words["written"].format(files=", ".join(written)) if written else ""
        self._say(" ".join(part for part in (left, files) if part))
        near = self.near.of(proposal) if proposal else ()
        if proposal:
            self.kind.value, self.themes.value = proposal.kind, proposal.themes
        self.proposal.value = self._told(proposal, near) if proposal else ""
        lessons = self.library.entries(kind="lesson")
        first = [(f"{one.title} ({one.when[:4]})", one.lesson) for one in near]
        rest = [(entry.title, entry.id) for entry in lessons if entry.id not in {one for _, one in first}]
        self.into.options = [*first, *rest]
        for button in self.buttons.values():
            button.disabled = proposal is None

    def _told(self, proposal: Proposal, near: tuple[Near, ...]) -> str:
        lines = [*told(proposal, self.language, self.library.taxonomy), *told_near(near, self.language)]
        head = element("p", element("strong", headline(proposal, self.language)))
        return str(element("div", head, *(element("p", line) for line in lines)))

    def _say(self, text: str) -> None:
        self.said.value = str(element("p", text))
