"""Where the catalogue keeps the page of each lesson."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from kb.evaluation.tongues import said
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language

FOLDER = "laeringspunkter"  # beside the pages that link to it
UNWRITTEN = frozenset({"draft"})  # a draft has no page: nobody but its writer has read it


def lesson_page(name: str, status: str | None) -> str:
    """Give the address of a lesson's page from the pages beside the catalogue; empty where it has none."""
    return f"{FOLDER}/{quote(name)}.html" if status and status not in UNWRITTEN else ""


def linked(title: str, name: str, status: str | None, *, language: Language) -> str | Markup:
    """Write a lesson's title as a link to its page; as it is where it has none."""
    told, page = said(title, language), lesson_page(name, status)
    return element("a", told, href=page) if page else told
