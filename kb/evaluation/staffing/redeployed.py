"""The redeployed by the area they came from: how many it gave and got, and what they answered afterwards.

The survey tells which area somebody belongs to, not where they went; so answers stand beside what an area gave.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from kb.errors import KbError
from kb.evaluation.staffing.wording import saying, share, whole
from kb.privacy.disclosure import Protected, Table
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Block
from kb.reports.text.numbers import Language
from kb.survey import crosstab, joined
from kb.survey.importing import Survey

_OWN = "redeployed: "  # before the names of the tables, so that they are no other's


def answer_tables(
    survey: Survey,
    questions: Sequence[str],
    *,
    by: str,
    groups: Mapping[str, Sequence[str]],
    areas: Collection[str],
) -> dict[str, Table]:
    """Count the answers of the redeployed to each question by the area they belong to, joined by `groups`.

    Areas are named as in the staffing files (`areas`): the survey's *Pleie og omsorg (PLO)* is their *Pleie og
    omsorg*. Protect them in one call with the staffing tables; `beside_moves` reads them back. Raises `KbError` for
    an area that the staffing files do not have.
    """
    tables = {}
    for question in questions:
        counted = joined(crosstab(survey, question, by), groups)
        names = {label: _area(str(label), areas) for label in counted.counts.index}
        tables[f"{_OWN}{question}"] = Table(
            counted.counts.rename(index=names), telling=counted.telling, about=counted.about
        )
    return tables


def employed(survey: Survey, *, by: str, areas: Collection[str]) -> dict[str, int]:
    """Count the people of each area that the survey was sent to, by the names of the staffing files."""
    codes = {
        answer.code: answer for one in survey.codebook.background if one.id == by for answer in one.codes
    }
    sizes = survey.frame[by].value_counts()
    named = {code: answer.in_language(survey.language) for code, answer in codes.items()}
    return {_area(named[str(code)], areas): int(size) for code, size in sizes.items() if str(code) in named}


def beside_moves(shown: Protected, flows: str, answers: Collection[str]) -> pd.DataFrame:
    """Set beside each other, by area: `avgitt`, `mottatt`, and for each question its share and `n` (base).

    `flows` names the protected table of moves, `answers` the joined categories that count. An area is left out where
    what it gave is hidden or nothing, or where no question of its redeployed may be shown: nothing here is worked
    out from a hidden figure.
    """
    moves = shown[flows]
    told = pd.DataFrame({"avgitt": moves.row_totals, "mottatt": moves.column_totals})
    for name in (name for name in shown if name.startswith(_OWN)):
        table = shown[name]
        question = name.removeprefix(_OWN)
        chosen = table.cells[list(answers)].sum(axis="columns", skipna=False)
        told[question] = chosen / table.row_totals.where(table.row_totals > 0)
        told[f"{question} n"] = table.row_totals
    questions = [name.removeprefix(_OWN) for name in shown if name.startswith(_OWN)]
    both = told[(told["avgitt"] > 0) & told[questions].notna().any(axis="columns")]
    return both.sort_values("avgitt", ascending=False, kind="stable")


def answers_list(
    told: pd.DataFrame,
    questions: Mapping[str, str],
    *,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List what `beside_moves` gives: areas with what they gave and got, and each question (id → its short words)."""
    say = saying(language)
    rows = []
    for area, row in told.iterrows():
        bases = [row[f"{question} n"] for question in questions if not math.isnan(row[f"{question} n"])]
        cells = {words: share(row[question], 1.0, language) for question, words in questions.items()}
        rows.append(
            {
                say("area"): str(area),
                say("given"): whole(row["avgitt"], language),
                say("got"): whole(row["mottatt"], language),
                **cells,
                say("answers_of"): _span(bases),
            }
        )
    return listing(rows, caption=caption, name=name, language=language)


def _span(bases: Sequence[float]) -> str:
    """Write the least and the largest base of the questions, or the one there is."""
    least, most = min(bases), max(bases)
    return f"{least:.0f}" if least == most else f"{least:.0f}–{most:.0f}"


def _area(label: str, areas: Collection[str]) -> str:
    """Find the area of a label: itself, or without what stands in brackets after it."""
    bare = re.sub(r" \([^)]*\)$", "", label)
    found = next((name for name in (label, bare) if name in areas), None)
    if found is None:
        raise KbError(f"The survey's area «{label}» is not in the plan. Name it alike in both.")
    return found
