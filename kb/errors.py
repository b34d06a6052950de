"""The ways things can be wrong, in words a user can act on.

Everything the package raises on purpose is a `KbError`; the command line turns it into one clear text
and exit status 1. Bad input raises `FaultsFound`, which carries every fault at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input: where it is, what it is and what to do about it."""

    file: str
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.problem} {self.remedy}"


class KbError(Exception):
    """Something a user can mend; the text says what is wrong and what to do."""


class FaultsFound(KbError):
    """Input with faults. `faults` holds all of them, in the order they were found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
