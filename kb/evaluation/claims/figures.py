"""The figures of an evaluation's data that evidence is taken from: facts by name, and protected tables only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kb.evaluation.claims.labels import WORDS
from kb.evaluation.claims.records import Gone, Number
from kb.evaluation.figures import staffing_facts, staffing_tables, survey_facts, survey_tables
from kb.evaluation.reconciling.facts import Fact
from kb.privacy.disclosure import Protected, Table
from kb.reports.text.markup import slug
from kb.reports.text.numbers import Language, integer
from kb.staffing.records import Staffing
from kb.survey.counts import crosstab
from kb.survey.importing import Survey

OWN = "facts: "  # before the names of tables, as the facts' own
PROTECT = "Give `evidence_tables(survey, staffing)` to protect, and what it gives to Evidence as `shown`."
_FORMS = {"share": "percent", "kroner": "money"}
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """The facts of an evaluation's data by name, the protected tables, and what areas are called.

    `groups` gives a table's label by its slug, `aliases` the slug of a group by its code in the codebook.
    """

    survey: Survey | None
    shown: Mapping[str, object]
    language: Language
    facts: Mapping[str, Fact]
    groups: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)


def evidence_tables(
    survey: Survey | None = None,
    staffing: Staffing | None = None,
    *,
    by: Mapping[str, str | Sequence[str]] | None = None,
) -> dict[str, Table]:
    """Count all that evidence may be taken from, to be protected together with what else the page shows.

    `by` names questions whose answers are told by a background, or by several: {"information": ("area", "role")}.
    """
    tables = survey_tables(survey) if survey else {}
    tables |= staffing_tables(staffing) if staffing else {}
    if survey is not None:
        for question, told in (by or {}).items():
            for background in [told] if isinstance(told, str) else told:
                tables[f"{OWN}answers {question} by {background}"] = crosstab(survey, question, background)
    return tables


def open_figures(
    survey: Survey | None, staffing: Staffing | None, shown: Protected | None, language: Language = "nb"
) -> Figures:
    """Take the facts of what there is from the tables that were protected together with all the page shows."""
    tables = shown or Protected({}, 1)
    counted = any(name.startswith(OWN) for name in tables)
    facts = survey_facts(survey, tables) if survey and counted else []
    facts += staffing_facts(staffing, tables) if staffing and counted else []
    labels = [str(name) for table in tables.values() for name in table.row_totals.index]
    codes = [one for background in survey.codebook.background for one in background.codes] if survey else []
    return Figures(
        survey,
        tables.tables,
        language,
        {fact.name: fact for fact in facts},
        {slug(label): label for label in labels},
        {one.code: slug(without_short(one.in_language(language))) for one in codes},
    )


def number_of(
    figures: Figures, fact: Fact, *, name: str, what: str, source: str, group: str = ""
) -> Number | Gone:
    """Make evidence of a fact; a hidden one is refused."""
    if fact.value is None:
        return hidden(fact.name)
    kind, _, own = fact.name.partition(".")
    whole = fact.counts[1] if fact.counts else math.nan
    words = WORDS[figures.language]
    unit = words.get(_base_unit(kind, own), "")
    base = f"{integer(whole, language=figures.language)} {unit}".strip() if fact.counts else ""
    return Number(
        name,
        fact.value,
        what,
        source,
        _FORMS.get(fact.unit, "integer"),
        base,
        of=whole if kind == "survey" else math.nan,  # the staffing files count all, and estimate nothing
        kind="survey" if kind == "survey" else "staffing",
        key=f"{kind} {own}",
        about=(without_short(group),) if group else (),
    )


def _base_unit(kind: str, own: str) -> str:
    """Choose what a share's base is counted in, by the name of its words."""
    if kind == "survey":
        return "sent" if own.endswith("response_rate") else "answers"
    return {"needs": "positions", "overtime": "hours"}.get(own.partition(".")[0], "")


def hidden(asked: str) -> Gone:
    """Refuse a figure that protection hid."""
    problem = f"“{asked}” is hidden: too few persons stand behind it, or it would give another figure away."
    return Gone(asked, problem, "Tell of a larger group, or leave it out.")


def unknown(figures: Figures, name: str, asked: str) -> Gone:
    """Tell that there is no such fact, and which are near."""
    room = name.partition(".")[0]
    known = [one for one in figures.facts if one.startswith(f"{room}.")]
    near = [one.partition(".")[2] for one in get_close_matches(name, known, _NAMED)]
    if not known:
        return Gone(asked, f"“{asked}”: no figures of the {room} are among the protected tables.", PROTECT)
    remedy = f"Did you mean {', '.join(near)}?" if near else f"The names begin {', '.join(_heads(known))}."
    return Gone(asked, f"The {room} data have no figure “{asked}”.", remedy)


def without_short(label: str) -> str:
    """Give a group's name without the short one in brackets behind it: *Pleie og omsorg (PLO)*."""
    return label.partition(" (")[0]


def _heads(names: list[str]) -> list[str]:
    return list(dict.fromkeys(one.split(".")[1] for one in names))
