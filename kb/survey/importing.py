"""A survey read from its folder: codebook.toml, frame.csv and answers.csv, checked against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kb.datafiles import Column, capped, read_table
from kb.errors import Fault, FaultsFound
from kb.survey.codebook import Codebook, Question, read_codebook
from kb.survey.consistency import find_inconsistencies
from kb.survey.frames import coded, frame_columns, list_persons
from kb.survey.routes import BETWEEN, asked, split_codes
from kb.survey.routing import write_rule
from kb.survey.scales import Language

_CODEBOOK, _FRAME, _ANSWERS = "codebook.toml", "frame.csv", "answers.csv"


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that fits its codebook.

    `frame` has a row for everybody it was sent to, `responses` one for everybody who completed it: the key,
    all background and a column a question (codes, as categories but where there may be several; missing when
    not asked or not answered).
    """

    codebook: Codebook
    frame: pd.DataFrame
    responses: pd.DataFrame
    language: Language = "nb"

    @property
    def sent(self) -> int:
        """Count those it was sent to."""
        return len(self.frame)

    @property
    def completed(self) -> int:
        """Count those who completed it."""
        return len(self.responses)

    @property
    def rate(self) -> float:
        """Give the response rate, between 0 and 1."""
        return self.completed / self.sent

    def asked(self, question: Question) -> pd.Series[bool]:
        """Say for every respondent whether the routing led to the question."""
        return asked(self.responses, question, self.codebook)


def read_survey(folder: Path | str, *, language: Language = "nb") -> Survey:
    """Read and check a survey; labels of later tables are in `language`. Raises `FaultsFound`."""
    folder = Path(folder)
    codebook = read_codebook(folder / _CODEBOOK)
    if faults := find_inconsistencies(codebook, _CODEBOOK):
        raise FaultsFound(faults)
    frame, answers = _read_both(folder, codebook)
    if codebook.population is not None and codebook.population.counts is not None:
        frame, answers = list_persons(codebook, codebook.population.counts, frame, answers, _FRAME)
    if faults := [*_stranger_faults(codebook, frame, answers), *_multi_faults(codebook, answers)]:
        raise FaultsFound(faults)
    # Lines stay as index until the routing is checked, for faults tell them.
    frame = _with_levels(codebook, frame)
    responses = _with_levels(codebook, answers.join(frame.set_index(codebook.key), on=codebook.key))
    if faults := _routing_faults(codebook, responses):
        raise FaultsFound(faults)
    order = [codebook.key, *(b.id for b in codebook.background), *(q.id for q in codebook.questions)]
    return Survey(
        codebook,
        _with_categories(codebook, frame.reset_index(drop=True)),
        _with_categories(codebook, responses[order].reset_index(drop=True)),
        language,
    )


def _with_categories(codebook: Codebook, persons: pd.DataFrame) -> pd.DataFrame:
    """Hold columns of one code each as categories: a million rows are counted in hundredths of a second."""
    codes = {name: codebook.scale_of(str(name)) for name in persons.columns if not _is_multi(codebook, name)}
    kinds = {name: pd.CategoricalDtype(scale.all_codes) for name, scale in codes.items() if scale}
    return persons.astype(kinds)


def _is_multi(codebook: Codebook, name: str) -> bool:
    question = codebook.question(name)
    return question is not None and question.type == "multi"


def _with_levels(codebook: Codebook, persons: pd.DataFrame) -> pd.DataFrame:
    """Add a column for each level above one that is there."""
    for background in codebook.background:
        if background.of in persons and background.id not in persons:
            above = {below: answer.code for answer in background.codes for below in answer.holds}
            persons = persons.assign(**{background.id: persons[background.of].map(above)})
    return persons


def _read_both(folder: Path, codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the two data files, and tell the faults of both at once."""
    key = Column(codebook.key, "text")
    told = [coded(background) for background in codebook.in_answers()]
    questions = [_column(codebook, question) for question in codebook.questions]
    frames: list[pd.DataFrame] = []
    faults: list[Fault] = []
    for name, columns, unique in (
        (_FRAME, *frame_columns(codebook)),
        (_ANSWERS, [key, *told, *questions], [codebook.key]),
    ):
        try:
            frames.append(read_table(folder / name, columns, unique=unique))
        except FaultsFound as error:
            faults += error.faults
    if not faults and frames[0].empty:
        faults = [Fault(_FRAME, "the file", "Names nobody.", "List everybody the survey was sent to.")]
    if faults:
        raise FaultsFound(faults)
    return frames[0], frames[1]


def _column(codebook: Codebook, question: Question) -> Column:
    scale = codebook.scale_of(question.id)
    if scale is not None and question.type != "multi":
        return Column(question.id, "code", scale.all_codes, required=False)
    return Column(question.id, "number" if question.type == "number" else "text", required=False)


def _stranger_faults(codebook: Codebook, frame: pd.DataFrame, answers: pd.DataFrame) -> list[Fault]:
    """Find respondents whom nobody asked."""
    strangers = answers[codebook.key][~answers[codebook.key].isin(frame[codebook.key])]
    remedy = f"Add them to {_FRAME}, or remove the row."
    return _told(codebook.key, strangers, lambda value: f"«{value}» is not in {_FRAME}.", remedy)


def _multi_faults(codebook: Codebook, answers: pd.DataFrame) -> list[Fault]:
    """Find codes that are none in questions with several answers."""
    faults = []
    for question in codebook.questions:
        scale = codebook.scale_of(question.id)
        if question.type == "multi" and scale is not None:
            codes = split_codes(answers[question.id])
            remedy = f"Use one or more of: {', '.join(scale.all_codes)}, with {BETWEEN} between."
            wrong = codes[~codes.isin(scale.all_codes)]
            faults += _told(question.id, wrong, lambda value: f"«{value}» is not one of the codes.", remedy)
    return faults


def _routing_faults(codebook: Codebook, responses: pd.DataFrame) -> list[Fault]:
    """Find answers to questions that the routing says were not asked."""
    faults = []
    for question in codebook.questions:
        if question.asked_if:
            unasked = responses[question.id][~asked(responses, question, codebook)].dropna()
            remedy = f"It is asked only if {write_rule(question.asked_if)}: mend the data or asked_if in {_CODEBOOK}."
            faults += _told(question.id, unasked, lambda _: "Has an answer where it was not asked.", remedy)
    return faults


def _told(column: str, values: pd.Series[str], problem: Callable[[str], str], remedy: str) -> list[Fault]:
    """Tell each value with its line in the answers, capped."""
    return capped(
        [
            Fault(_ANSWERS, f"line {line}, column {column}", problem(str(value)[:40]), remedy)
            for line, value in values.items()
        ]
    )
