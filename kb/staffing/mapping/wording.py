"""Names and values compared as people read them, and lines listed as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SUM = r"(?:(?:sub|del|grand )?(?:sum|totalt?|totalsum)|i alt|samlet)"
_TOTAL = re.compile(
    rf"{_SUM}[ :.]*(?:(?:for|av|i|per|pr|timer|kr|antall|alle|overtid|fravær)\b.*)?|.+ (?:totalt?|sum)",
    re.IGNORECASE,
)
# Columns that name persons, however a system calls them: no other field may take its cells from one.
_NAMES_PERSONS = re.compile(
    r"(?:ansatt|ansattes|vikar|vikarens|medarbeider|ressurs|person|arbeidstaker|employee|resource|leders?)?[ ._-]?"
    r"(?:navn|fornavn|etternavn|name|fullt navn|fødselsn(?:umme)?r|fødselsdato|fnr|personn(?:umme)?r|f\.?nr|"
    r"e-?post(?:adresse)?|e-?mail|telefon(?:n(?:umme)?r)?|tlf|mobil)|"
    r"(?:ansatt|ansatte|medarbeider|vikar|arbeidstaker|lønnstaker|employee|ressurs|resource)"
    r"[ ._-]?(?:n(?:umme)?r|id|no|kode)?|ress?n(?:umme)?r|lønnsn(?:umme)?r|"
    r"(?:kontaktperson|kontakt|(?:nærmeste )?leder|bestiller|saksbehandler|"
    r"(?:meldt|registrert|bestilt|godkjent|opprettet) av)"
)
_LISTED = 10


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Write a name so that equal ones meet: no case, one space, no sign at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .:*") or plain.strip()


def is_total(cells: Sequence[str]) -> bool:
    """Say whether a row is a sum beneath a table: its first filled cell says so."""
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(_TOTAL.fullmatch(first.strip()))


def names_persons(column: str) -> bool:
    """Say whether a column is called like one that names persons."""
    return bool(_NAMES_PERSONS.fullmatch(folded(column)))


def fits(value: str, patterns: Iterable[str]) -> bool:
    """Say whether a value is one of those given, or begins like one that ends in `*`."""
    plain = folded(value)
    return any(
        plain.startswith(folded(one[:-1])) if one.endswith("*") else plain == folded(one) for one in patterns
    )


def listed(lines: Iterable[int]) -> str:
    """List line numbers, those in a row as 4–7; the first few, and how many more there are."""
    spans: list[list[int]] = []
    for line in sorted(lines):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    more = sum(last - first + 1 for first, last in spans[_LISTED:])
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans[:_LISTED])
    return f"{told} and {more} more" if more else told
