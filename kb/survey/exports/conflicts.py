"""What keeps a codebook and an export from meeting, or leaves no table that can be read."""

from __future__ import annotations

from collections.abc import Sequence

from kb.datafiles import capped
from kb.errors import Fault
from kb.survey.codebook import Codebook, Question
from kb.survey.exports.coding import Coder, coder
from kb.survey.exports.columns import LISTED
from kb.survey.exports.matching import Match, Matches
from kb.survey.exports.records import Export, Screened


def find_misfits(export: Export, codebook: Codebook, matches: Matches) -> list[Fault]:
    """Find what keeps the codebook and the export from meeting at all."""
    questions = [one for one in matches.found if isinstance(one.asked, Question)]
    names = ", ".join(f"«{one.name[:40]}»" for one in matches.unclaimed[:LISTED])
    if not questions:
        problem = "No question of the codebook has a column."
        return [
            Fault(export.file, "the header", problem, f"Give the questions a column; there are: {names}.")
        ]
    faults = [
        Fault(
            export.file, "the header", f"Has no column for the background «{one.id}».", f"There are: {names}."
        )
        for one in matches.lacking
        if not isinstance(one, Question)
    ]
    faults += [
        Fault(
            export.file,
            f"column {name[:60]}",
            "Is named by more than one question.",
            "Give each its own column.",
        )
        for name in matches.shared
    ]
    for one in questions:
        if one.by_option:
            faults += _option_faults(export, coder(one.asked, codebook.scale_of(one.asked.id), None), one)
    return faults


def _option_faults(export: Export, made: Coder, one: Match) -> list[Fault]:
    unknown = [
        variable
        for variable in one.variables
        if variable.choice is not None
        and variable.choice.chosen is not None
        and made.option_code(variable) is None
    ]
    codes = ", ".join(made.scale.all_codes) if made.scale else ""
    problem = "Is an option that «{}» does not know."
    remedy = f"Name the option as one of the codes or labels: {codes}."
    return [
        Fault(export.file, f"column {variable.name[:60]}", problem.format(one.asked.id), remedy)
        for variable in unknown
    ]


def find_key_faults(screened: Screened, kept: Sequence[int]) -> list[Fault]:
    """Find, of the rows that are kept, those without a key, and those whose key stands further up."""
    export = screened.export
    unit, first = export.rows.index.name, dict[str, int]()
    empty, twice = [], []
    for place in kept:
        line, key = int(export.rows.index[place]), screened.keys[place]
        if not key:
            empty.append(
                Fault(export.file, f"{unit} {line}", "Has no key.", "Fill it in, or remove the row.")
            )
        elif key in first:
            problem = f"Has the key of {unit} {first[key]}."
            twice.append(
                Fault(export.file, f"{unit} {line}", problem, "Leave out duplicates, or remove one of them.")
            )
        first.setdefault(key, line)
    return [*capped(empty), *capped(twice)]
