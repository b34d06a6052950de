"""What a page says about the numbers it does not show."""

from __future__ import annotations

from markupsafe import Markup

from kb.privacy.disclosure import ProtectedTable
from kb.reports.text.markup import aside, element, join
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase

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
    told = phrase("hidden_rule", language, smallest=protected.smallest)
    if protected.unanimous is not None:
        told += " " + phrase("unanimous_rule", language, base=protected.unanimous)
    if protected.dominance is not None:
        told += " " + phrase("dominance_rule", language, p=f"{protected.dominance:g}")
    return told


def hidden_marks(protected: ProtectedTable) -> dict[str, str]:
    """Give the attributes from which a page counts its hidden numbers, each table once."""
    return {
        "data_hidden": str(protected.hidden),
        "data_smallest": str(protected.smallest),
        "data_table": protected.fingerprint,
    }
