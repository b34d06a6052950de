"""Words in another language than their page are marked so, and are read aloud as written."""

from __future__ import annotations

from markupsafe import Markup

from kb.lessons.words.tongues import language_of
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language


def said(text: str, language: Language) -> str | Markup:
    """Mark a text that is in another language than the page."""
    own = language_of(text)
    return element("span", text, lang=own) if own and own != language else text
