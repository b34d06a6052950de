"""What an export is once it is read, and what becomes of it: the values that the other modules hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Cells = list[str | None]
# What a column tells: an answer, who it is, when and how long, whether it was finished, or something else about it.
Role = Literal["answer", "key", "start", "end", "seconds", "milliseconds", "finished", "about"]
Suspect = Literal["duplicate", "test", "unfinished"]  # a row that is left out only when somebody says so
Kind = Literal[Suspect, "unanswered", "unclaimed", "lacking", "label", "missing"]


@dataclass(frozen=True, slots=True)
class Table:
    """Names and rows of text, each with its number in the file; `unit` says what is counted there."""

    names: list[str]
    rows: list[tuple[int, list[str]]]
    unit: Literal["line", "row", "case"]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that is one option of a question with several answers.

    `chosen` are the values, folded, that say it was chosen; None where the column holds a code instead. An
    uncertain choice looks like one but may as well be a question of its own, answered by yes or no.
    """

    of: str
    wording: str
    option: str
    label: str
    chosen: frozenset[str] | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of an export. `labels` say what its codes mean, in their order; `missing` codes are no answers."""

    name: str
    wording: str
    role: Role = "answer"
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it was read. `rows` are text, missing where empty, indexed by their number in the file.

    `several` is what the system puts between several answers in one cell; `told` are sentences on what was
    detected.
    """

    file: str
    system: str
    rows: pd.DataFrame
    variables: tuple[Variable, ...]
    several: str | None
    told: tuple[str, ...]

    def cells(self, name: str) -> Cells:
        """List the cells of a column, None where empty."""
        return [cell if isinstance(cell, str) else None for cell in self.rows[name].tolist()]

    def with_role(self, *roles: Role) -> list[Variable]:
        """List the columns that tell something."""
        return [variable for variable in self.variables if variable.role in roles]

    def place(self, line: int, column: str) -> str:
        """Say where a cell stands, as faults do."""
        return f"{self.rows.index.name} {line}, column {column[:60]}"


@dataclass(frozen=True, slots=True)
class Screened:
    """An export without what points at persons.

    `keys` tell the respondents apart, one a row. `quarantine` holds all that was taken out, one cell a row:
    line, key, column, reason, value. It must never be analysed, and never lie where others read.
    """

    export: Export
    keys: tuple[str, ...]
    quarantine: pd.DataFrame
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to decide on: what kind, where, and what it is."""

    kind: Kind
    place: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Converted:
    """Answers in the project's own form: the key, background from the answers, and a column a question.

    Cells are codes, `|` between several, numbers as they were written, or open text; missing where empty. The index
    is the row's number in the export.
    """

    answers: pd.DataFrame
    findings: tuple[Finding, ...]
    told: tuple[str, ...]
