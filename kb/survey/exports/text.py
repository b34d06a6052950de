"""Text files of answers, and how a file is refused."""

from __future__ import annotations

from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.separated import read_separated
from kb.survey.exports.records import Table


def read_delimited(path: Path, content: bytes) -> Table:
    """Read a text file with its header first; raises `FaultsFound` when it is none, or when a row cannot be split."""
    read = read_separated(path, content)
    return Table(read.rows[0][1], read.rows[1:], "line", read.told)


def refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    """Refuse a whole file."""
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
