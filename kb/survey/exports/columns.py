"""The cells of one question coded, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.datafiles import capped
from kb.errors import Fault
from kb.survey.codebook import Codebook
from kb.survey.exports.coding import Coded, Coder, coder
from kb.survey.exports.matching import Match
from kb.survey.exports.records import Export, Finding, Kind, Variable
from kb.survey.exports.wording import folded

LISTED = 20  # codes or columns named in a remedy


@dataclass(frozen=True, slots=True)
class Column:
    """A question with its cells, one a row of the export."""

    match: Match
    coder: Coder
    coded: list[Coded]


def code_column(export: Export, codebook: Codebook, one: Match) -> Column:
    """Code a question's cells, each combination once."""
    made = coder(one.asked, codebook.scale_of(one.asked.id), export.several)
    cells = [export.cells(variable.name) for variable in one.variables]
    seen: dict[tuple[str | None, ...], Coded] = {}
    coded = []
    for row in zip(*cells, strict=True):
        if row not in seen:
            seen[row] = (
                made.options(row, one.variables) if one.by_option else made.single(row[0], one.variables[0])
            )
        coded.append(seen[row])
    return Column(one, made, coded)


def find_code_faults(export: Export, column: Column, kept: Sequence[int]) -> list[Fault]:
    """Find the cells, of the rows that are kept, that hold none of the codes or no number."""
    asked, scale = column.match.asked, column.coder.scale
    remedy = f"Use one of: {', '.join(scale.all_codes[:LISTED])}." if scale else "Write it like 1234 or 12,5."
    problem = "«{}» is not one of the codes." if scale else "«{}» is not a number."
    name = column.match.variables[0].name if len(column.match.variables) == 1 else asked.id
    return capped(
        [
            Fault(
                export.file,
                export.place(int(export.rows.index[place]), name),
                problem.format(wrong[:40]),
                remedy,
            )
            for place in kept
            if (wrong := column.coded[place].wrong) is not None
        ]
    )


def find_relabelled(export: Export, columns: Sequence[Column]) -> Iterator[Finding]:
    """Tell what was read in another way than it stands there, for the analyst to see that it is right."""
    for column in columns:
        variable = column.match.variables[0]
        place = f"column {variable.name[:60]}"
        if own := sum(coded.own_words for coded in column.coded):
            text = f"{own} answers in people's own words are read as «{column.coder.other}»."
            yield Finding("label", place, text)
        if not column.match.by_option:
            cells = dict(zip(export.cells(variable.name), column.coded, strict=True))
            for cell, coded in cells.items():
                if cell is not None and (told := _told(cell, coded, variable, column.coder)):
                    yield Finding(told[0], place, told[1])


def _told(cell: str, coded: Coded, variable: Variable, made: Coder) -> tuple[Kind, str] | None:
    label = variable.labels.get(cell)
    if coded.remapped:
        return "label", f"«{cell}» is «{label}» there, which is «{coded.value}» in the codebook: read so."
    if cell in variable.missing and coded.value is None:
        return "missing", f"«{cell}» is declared missing, and no code: it is no answer."
    if made.scale is not None and label is not None and coded.value and folded(label) not in made.names:
        return "label", f"«{cell}» is «{label}» there, which the codebook does not say."
    return None
