"""Text whose figures are filled in from the data, so that none is typed."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evaluation.reconciling.facts import Fact
from kb.evaluation.reconciling.references import fill_references
from kb.reports.text.markup import Block, element
from kb.reports.text.numbers import Language
from kb.reports.text.prose import render


def told(text: str, facts: Sequence[Fact], *, language: Language = "nb") -> Block:
    """Write Markdown with figures by name: `{{ survey.sent }}`, `{{ survey.response_rate | percent.1 }}`.

    Raises `FaultsFound` with every name that is not there, that is hidden, or that cannot be written so.
    """
    return Block(element("div", render(fill_references(text, facts, language=language)), class_="prose"))
