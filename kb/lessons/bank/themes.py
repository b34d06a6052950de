"""The taxonomy: themes with names in three languages, a description and the words people use for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import Fault, FaultsFound

REQUIRED = {"name", "description", "synonyms"}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: `names` by language (nb, nn, en), and synonyms in any of them."""

    id: str
    names: Mapping[str, str]
    description: str
    synonyms: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Everything the theme is called: its names and its synonyms."""
        return (*self.names.values(), *self.synonyms)


Taxonomy = Mapping[str, Theme]


def read_taxonomy(path: Path) -> Taxonomy:
    """Read `themes.toml`; a missing file gives an empty taxonomy. Raise `FaultsFound` with every fault."""
    try:
        if not path.exists():
            return {}
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FaultsFound(
            [Fault(str(path), "file", f"cannot be read ({error}).", "Mend the TOML.")]
        ) from error
    faults = [fault for name, entry in entries.items() for fault in _faults(str(path), name, entry)]
    if faults:
        raise FaultsFound(faults)
    return {name: _theme(name, entry) for name, entry in entries.items()}


def _faults(file: str, name: str, entry: object) -> list[Fault]:
    if not isinstance(entry, dict):
        return [
            Fault(file, name, "is no theme.", "Write it as a [theme] with name, description and synonyms.")
        ]
    faults = []
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        faults.append(
            Fault(file, f"[{name}]", "is no theme id.", "Use lower case letters, digits and hyphens.")
        )
    if set(entry) != REQUIRED:
        odd = ", ".join(sorted(set(entry) ^ REQUIRED))
        faults.append(
            Fault(file, f"[{name}]", f"misses or does not know: {odd}.", "Give just those three keys.")
        )
        return faults
    if not isinstance(entry["name"], dict) or set(entry["name"]) != {"nb", "nn", "en"}:
        faults.append(
            Fault(file, f"[{name}].name", "must be given in nb, nn and en.", "Add the missing name.")
        )
    elif not _are_words(list(entry["name"].values())):
        faults.append(Fault(file, f"[{name}].name", "has a name that is no text.", "Put it in quotes."))
    if not _are_words(entry["synonyms"]):
        remedy = 'Write it like ["word", "another"].'
        faults.append(Fault(file, f"[{name}].synonyms", "is no list of words.", remedy))
    return faults


def _are_words(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(word, str) and word.strip() for word in values)


def _theme(name: str, entry: dict[str, Any]) -> Theme:
    return Theme(name, dict(entry["name"]), str(entry["description"]), tuple(entry["synonyms"]))


def find_theme(taxonomy: Taxonomy, name: str) -> Theme | None:
    """Find a theme by its id, or by one of its names in any case."""
    wanted = name.strip().casefold()
    return next(
        (t for t in taxonomy.values() if wanted in {t.id, *(n.casefold() for n in t.names.values())}), None
    )
