"""The facts of a folder of data, whatever of an evaluation's data lies in it."""

from __future__ import annotations

from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.evaluation.figures.staffing import staffing_facts, staffing_tables
from kb.evaluation.figures.survey import survey_facts, survey_tables
from kb.evaluation.reconciling.facts import Fact
from kb.privacy.disclosure import protect
from kb.survey.scales import Language

SHOW_ALL = 1  # the smallest group when nothing is hidden


def read_data_facts(folder: Path | str, *, smallest: int = SHOW_ALL, language: Language = "nb") -> list[Fact]:
    """Read a survey (codebook.toml) and staffing files (needs.csv), in the folder or in its `survey` and `staffing`.

    With `smallest`, figures that fewer persons stand behind are hidden, as on a page; without, all are told: to
    hold a text against the data, they must be known. Raises `FaultsFound` where there are neither, or with
    every fault of both.
    """
    folder = Path(folder)
    facts: list[Fact] = []
    faults: list[Fault] = []
    survey, staffing = (
        find_part(folder, "survey", "codebook.toml"),
        find_part(folder, "staffing", "needs.csv"),
    )
    try:
        facts += _survey(survey, smallest, language) if survey else []
    except FaultsFound as found:
        faults += found.faults
    try:
        facts += _staffing(staffing, smallest) if staffing else []
    except FaultsFound as found:
        faults += found.faults
    if not (survey or staffing):
        remedy = "Name the folder that holds codebook.toml or needs.csv, or the one above."
        faults.append(
            Fault(folder.name or str(folder), "the folder", "Holds no survey and no staffing files.", remedy)
        )
    if faults:
        raise FaultsFound(faults)
    return facts


def find_part(folder: Path, part: str, file: str) -> Path | None:
    """Find the folder that holds a file: this one, or its part of that name; None where neither does."""
    return next((place for place in (folder, folder / part) if (place / file).is_file()), None)


def _survey(folder: Path, smallest: int, language: Language) -> list[Fact]:
    from kb.survey.groups import levels
    from kb.survey.importing import read_survey

    survey = read_survey(folder, language=language)
    return survey_facts(survey, protect(survey_tables(survey), smallest=smallest, nested=levels(survey)))


def _staffing(folder: Path, smallest: int) -> list[Fact]:
    from kb.staffing.records import read_staffing

    staffing = read_staffing(folder)
    return staffing_facts(staffing, protect(staffing_tables(staffing), smallest=smallest))
