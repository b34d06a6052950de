"""The lists of names and words that the reading of facts goes by."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kb.tomlfiles import read_model

OWN = Path(__file__).with_name("names.toml")


class Names(BaseModel):
    """What is known by name: as in `names.toml`, where each list is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisations: frozenset[str]
    units: frozenset[str]
    no_names: frozenset[str]
    organisation_words: tuple[str, ...]
    unit_words: tuple[str, ...]
    heads: tuple[str, ...]
    organisation_endings: tuple[str, ...]
    unit_endings: tuple[str, ...]
    vague_endings: tuple[str, ...]
    firms: tuple[str, ...]
    deeds: tuple[str, ...]
    openers: frozenset[str]
    enders: frozenset[str]
    persons: frozenset[str]
    adjectives: frozenset[str]


@cache
def read_names(path: Path = OWN) -> Names:
    """Read the lists, the package's own unless another file is given. Raises `FaultsFound` for a faulty file."""
    return read_model(path, Names, remedy="Write each list as kb/intake/facts/names.toml has it.")
