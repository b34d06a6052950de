"""What a page says about the numbers it does not show."""

from __future__ import annotations

import hashlib

from markupsafe import Markup

from kb.privacy.disclosure import ProtectedTable
from kb.reports.markup import aside, element, join
from kb.reports.numbers import Language
from kb.reports.phrases import phrase

HIDDEN = ":"
NOTHING = "–"


def hidden_sign(language: Language) -> Markup:
    """Write the colon of a hidden number, read aloud as a word."""
    return join(element("span", HIDDEN, aria_hidden="true"), " ", aside(phrase("hidden", language)))


def nothing_sign(language: Language) -> Markup:
    """Write the dash of a value that is not given, read aloud as words."""
    return join(element("span", NOTHING, aria_hidden="true"), " ", aside(phrase("nothing", language)))


def hidden_rule(protected: ProtectedTable, language: Language) -> str | None:
    """Say why numbers are hidden; None where none is."""
    if not protected.hidden:
        return None
    return phrase("hidden_rule", language, smallest=protected.smallest)


def hidden_marks(protected: ProtectedTable) -> dict[str, str]:
    """Give the attributes from which a page counts its hidden numbers, each table once."""
    return {
        "data_hidden": str(protected.hidden),
        "data_smallest": str(protected.smallest),
        "data_table": fingerprint(protected),
    }


def fingerprint(protected: ProtectedTable) -> str:
    """Give the same short text for the same table, however often it is shown."""
    parts = (protected.cells.to_csv(), protected.row_totals.to_csv(), protected.column_totals.to_csv())
    content = "\n".join((*parts, str(protected.total), str(protected.smallest)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
