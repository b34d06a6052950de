"""Whom a survey was sent to: a list of persons or, where it was anonymous, how many there are of each group."""

from __future__ import annotations

import pandas as pd

from kb.datafiles import Column
from kb.errors import Fault, FaultsFound
from kb.survey.codebook import Background, Codebook


def coded(background: Background) -> Column:
    """Say what a background's column must hold."""
    return Column(background.id, "code", [answer.code for answer in background.codes])


def frame_columns(codebook: Codebook) -> tuple[list[Column], list[str]]:
    """Give the columns of frame.csv, and those that together tell its rows apart."""
    known = [coded(background) for background in codebook.background if background.source == "frame"]
    counts = codebook.population.counts if codebook.population else None
    if counts is None:
        return [Column(codebook.key, "text"), *known], [codebook.key]
    return [*known, Column(counts, "integer", minimum=0)], [column.name for column in known]


def list_persons(
    codebook: Codebook, counts: str, frame: pd.DataFrame, answers: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make a list of persons of a frame that counts them (in the column `counts`), each respondent one of them.

    The others get keys that are nobody's. Gives the list, and the answers without what the list holds. Raises
    `FaultsFound` for every group that more answered than there are.
    """
    names = [column for column in frame.columns if column != counts]
    answered = answers.groupby(names, observed=True).size()
    sent = frame.set_index(names)[counts]
    short = answered.sub(sent.reindex(answered.index, fill_value=0)).loc[lambda lacking: lacking > 0]
    if len(short):
        raise FaultsFound([_too_few(file, names, group, int(number)) for group, number in short.items()])
    silent = sent.sub(answered.reindex(sent.index, fill_value=0)).astype("int64")
    rest = silent.index.to_frame(index=False).loc[lambda groups: groups.index.repeat(silent.to_numpy())]
    rest.insert(0, codebook.key, [f"- {number}" for number in range(1, len(rest) + 1)])
    persons = pd.concat([answers[[codebook.key, *names]], rest], ignore_index=True)
    return persons, answers.drop(columns=names)


def _too_few(file: str, names: list[str], group: object, lacking: int) -> Fault:
    told = ", ".join(map(str, group)) if isinstance(group, tuple) else str(group)
    problem = f"{lacking} more answered than were asked."
    return Fault(
        file, f"{', '.join(names)} {told}", problem, "Correct the number, or the group of those answers."
    )
