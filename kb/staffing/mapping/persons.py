"""Persons behind pseudonyms: running numbers in an order that nobody can work out again."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kb.staffing.mapping.plan import PERSONS
from kb.staffing.mapping.rows import Line

Lines = Mapping[str, Sequence[Line]]


def pseudonymise(files: Lines, secret: bytes | None = None) -> int:
    """Put a pseudonym in the place of each person, the same for the same person within a kind; give how many.

    Persons are numbered in the order of HMAC-SHA256 under `secret`, random when none is given, which is thrown away:
    the numbers tell neither the alphabet nor the row a person stood in. A count of persons needs no pseudonym, and
    gets none.
    """
    key = secret or secrets.token_bytes(32)
    seen: dict[str, set[str]] = defaultdict(set)
    for (file, name), kind in PERSONS.items():
        seen[kind] |= {
            str(line.cells[name]) for line in files.get(file, []) if line.cells.get(name) is not None
        }
    numbers = {kind: _numbered(kind, persons, key) for kind, persons in seen.items()}
    for (file, name), kind in PERSONS.items():
        for line in files.get(file, []):
            if line.cells.get(name) is not None:
                line.cells[name] = numbers[kind][str(line.cells[name])]
    return len(set().union(*seen.values()))


def _numbered(kind: str, persons: set[str], key: bytes) -> Mapping[str, str]:
    order = sorted(persons, key=lambda one: hmac.new(key, f"{kind} {one}".encode(), hashlib.sha256).digest())
    width = max(3, len(str(len(order))))
    return {person: f"{kind}{number:0{width}}" for number, person in enumerate(order, start=1)}
