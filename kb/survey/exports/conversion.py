"""An export in the project's own form: codes for labels, one column a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from kb.errors import FaultsFound
from kb.survey.codebook import Codebook, Question
from kb.survey.exports.columns import Column, code_column, find_code_faults, find_relabelled
from kb.survey.exports.conflicts import find_key_faults, find_misfits
from kb.survey.exports.matching import Matches, match
from kb.survey.exports.records import Cells, Converted, Export, Finding, Screened, Suspect
from kb.survey.exports.suspects import find_suspects

_POINTS = ("single", "likert", "nps")


def convert(
    screened: Screened, codebook: Codebook, *, leave_out: Collection[Suspect] = frozenset()
) -> Converted:
    """Convert a screened export by a codebook.

    Labels become codes, the options of a question are joined, open text is kept; who ticked none of a question's
    options has no answer to it, for an export does not tell whether they saw them. Duplicates, tests and unfinished
    rows are found, and left out only where their kind is in `leave_out`; a row without any answer is always left
    out. Raises `FaultsFound` with every impossible code, and whatever else leaves no table that can be read: a key
    that is missing or stands twice, an option or background that has no place.
    """
    export = screened.export
    matches = match(codebook, export.variables)
    if faults := find_misfits(export, codebook, matches):
        raise FaultsFound(faults)
    columns = [code_column(export, codebook, one) for one in matches.found]
    findings = [*_suspects(screened, columns), *_unanswered(export, columns)]
    out = {finding.line for finding in findings if finding.kind in (*leave_out, "unanswered")}
    kept = [place for place, line in enumerate(export.rows.index) if line not in out]
    faults = find_key_faults(screened, kept)
    for column in columns:
        faults += find_code_faults(export, column, kept)
    if faults:
        raise FaultsFound(faults)
    findings += [*_unmatched(matches), *find_relabelled(export, columns)]
    left = len(export.rows) - len(kept)
    told = (
        f"{len(kept)} rows converted, {left} left out.",
        f"{len(columns)} questions and background have a column.",
    )
    return Converted(_answers(screened, codebook, columns, kept), tuple(findings), told)


def _answers(screened: Screened, codebook: Codebook, columns: list[Column], kept: list[int]) -> pd.DataFrame:
    found = {column.match.asked.id: column.coded for column in columns}
    names = [one.id for one in codebook.in_answers()]
    names += [question.id for question in codebook.questions]
    cells: dict[str, Cells] = {codebook.key: [screened.keys[place] for place in kept]}
    for name in names:
        coded = found.get(name)
        cells[name] = [coded[place].value if coded else None for place in kept]
    return pd.DataFrame(cells, index=screened.export.rows.index[kept], dtype="str")


def _suspects(screened: Screened, columns: list[Column]) -> list[Finding]:
    cells: dict[str, Cells] = {}
    texts, points = [], []
    for column in columns:
        asked = column.match.asked
        if isinstance(asked, Question):
            cells[asked.id] = [coded.value for coded in column.coded]
            texts += [asked.id] if asked.type == "open" else []
            points += [asked.id] if asked.type in _POINTS else []
    return find_suspects(screened, cells, texts, points)


def _unanswered(export: Export, columns: list[Column]) -> Iterator[Finding]:
    """Find rows that answer no question: a list of those who were asked may be exported too."""
    asked = [column.coded for column in columns if isinstance(column.match.asked, Question)]
    for place, line in enumerate(export.rows.index):
        if all(coded[place].value is None and coded[place].wrong is None for coded in asked):
            yield Finding("unanswered", f"{export.rows.index.name} {line}", "Answers no question.", int(line))


def _unmatched(matches: Matches) -> Iterator[Finding]:
    for variable in matches.unclaimed:
        yield Finding(
            "unclaimed", f"column {variable.name[:60]}", "No question asks for it: it is not converted."
        )
    for asked in matches.lacking:
        yield Finding("lacking", f"question {asked.id}", "Has no column: nobody has an answer to it.")
